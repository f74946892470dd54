// Words that are linked to the glossary explain themselves on hover, focus and tap. What they mean is loaded when a
// reader first comes near; without a script the links lead to the same words.
(function () {
  "use strict";
  if (!document.querySelector("a.term")) return;
  var source = new URL("glossary.js", document.currentScript.src).href;
  var tip, owner, timer, loading, tapped;

  function loaded(then) {
    if (window.glossary) return then();
    if (!loading) {
      loading = document.createElement("script");
      loading.src = source;
      document.head.append(loading);
    }
    loading.addEventListener("load", then);
  }
  function hide() {
    clearTimeout(timer);
    if (owner) owner.removeAttribute("aria-describedby");
    if (tip) tip.hidden = true;
    owner = null;
  }
  // Below the word, or above it where the window ends; never over its line, never outside the window.
  function place(link) {
    var at = link.getBoundingClientRect(), width = document.documentElement.clientWidth;
    tip.hidden = false;
    var below = at.bottom + 6 + tip.offsetHeight < innerHeight || at.top < tip.offsetHeight + 6;
    tip.style.left = scrollX + Math.max(8, Math.min(at.left, width - tip.offsetWidth - 8)) + "px";
    tip.style.top = scrollY + (below ? at.bottom + 6 : at.top - tip.offsetHeight - 6) + "px";
  }
  function show(link) {
    hide();
    owner = link;
    loaded(function () {
      var means = window.glossary[link.hash.slice(1)];
      if (owner !== link || !means) return;
      if (!tip) {
        tip = document.createElement("div");
        tip.id = "_tip";
        tip.className = "tip";
        tip.setAttribute("role", "tooltip");
      }
      (link.closest("main, footer") || document.body).append(tip);
      tip.textContent = means;
      link.setAttribute("aria-describedby", tip.id);
      place(link);
    });
  }
  function later(what, wait) {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  }
  function term(event) { return event.target.closest && event.target.closest("a.term"); }
  function inside(event) { return tip && tip.contains(event.target); }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var link = term(event);
    if (link && link === owner || inside(event)) clearTimeout(timer);
    else if (link) later(function () { show(link); }, 150);
    else if (owner !== document.activeElement) later(hide, 250);
  });
  document.addEventListener("focusin", function (event) { if (term(event)) show(term(event)); else hide(); });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
    else if (event.key === "Tab") loaded(function () {});
  });
  // A word in a table that scrolls inside itself moves away from what was put below it.
  document.addEventListener("scroll", function (event) { if (event.target !== document) hide(); }, true);
  // The first tap on a word explains it, the second follows its link.
  document.addEventListener("pointerdown", function (event) {
    tapped = event.pointerType === "touch" && term(event) && term(event) !== owner;
    if (!term(event) && !inside(event)) hide();
  });
  document.addEventListener("click", function (event) {
    if (!tapped || !term(event)) return;
    event.preventDefault();
    tapped = false;
    show(term(event));
  });
})();
