// What stands in the way of the site, over the page; in `evidence serve` only.
(() => {
  "use strict";

  const shown = document.currentScript.dataset.name;
  const host = document.createElement("aside");
  const root = host.attachShadow({ mode: "open" });

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  };

  const HIDDEN = "evidence-serve-hidden";  // what was told when somebody closed it; anything else opens it again
  const told = (state) => JSON.stringify([state.problems, state.messages]);

  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  const row = (problem) => element("li", problem.severity,
    element("p", "place", element("code", "", problem.place), ` ${problem.severity}, ${problem.code}`),
    element("p", "message", problem.message),
    element("p", "hint", problem.hint));

  const show = (state) => {
    const errors = state.problems.filter((problem) => problem.severity === "error");
    const warnings = state.problems.filter((problem) => problem.severity !== "error");
    const wrong = errors.length + state.messages.length;
    const counts = [wrong && counted(wrong, "error"), warnings.length && counted(warnings.length, "warning")];
    const details = element("details", "",
      element("summary", "", counts.filter(Boolean).join(", ")),
      state.built ? "" : element("p", "state", "Not built: the pages, if any are shown, are as they were before."),
      element("ol", "",
        ...state.messages.map((message) => element("li", "error", element("p", "message", message))),
        ...[...errors, ...warnings].map(row)));
    details.open = wrong > 0;
    const close = element("button", "", "×");
    close.setAttribute("aria-label", "Hide until something changes");
    close.addEventListener("click", () => { sessionStorage.setItem(HIDDEN, told(state)); root.replaceChildren(); });
    const panel = element("div", wrong ? "panel wrong" : "panel", details, close);
    const wanted = (wrong || warnings.length) && sessionStorage.getItem(HIDDEN) !== told(state);
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/_serve/overlay.css";
    root.replaceChildren(style, ...(wanted ? [panel] : []));
    host.setAttribute("aria-label", "Problems of the edition");
    document.body.append(host);
  };

  // A page that missed a reload, while it was loading or the server was away, makes up for it here.
  const check = async () => {
    const state = await (await fetch("/_serve/state")).json();
    if (state.name !== shown) location.reload();
    else show(state);
  };

  check();
  document.addEventListener("LiveReloadConnect", check);
  addEventListener("pageshow", (event) => { if (event.persisted) check(); });
})();
