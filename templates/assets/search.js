// The search box: names as they are typed. Without scripts its form leads to the A–Z.
// Nothing is loaded before a reader turns to it; data come as scripts, which work from a folder too.
(function () {
  "use strict";
  var form = document.querySelector("form.search");
  if (!form) return;
  var MOST = 8;
  var input = form.querySelector("input");
  var root = new URL(form.dataset.root, location.href);
  var page = /index\.html$/.test(form.dataset.root) ? "index.html" : "";
  var state = 0, asked = {}, active = -1;  // 0 nothing asked for, 1 on its way, 2 there, 3 not to be had
  var list = made("ul", { id: "_hits", role: "listbox", "aria-label": "Found names", hidden: "" });
  var status = made("p", { class: "search-status", role: "status" });
  form.append(list, status);
  set(input, { role: "combobox", "aria-expanded": "false", "aria-controls": "_hits", "aria-autocomplete": "list" });

  function set(element, attributes) {
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
  }
  function made(tag, attributes, children) {
    var element = document.createElement(tag);
    set(element, attributes);
    element.append.apply(element, children || []);
    return element;
  }

  function load(path, then) {
    var script = made("script", { src: new URL(path, new URL("./", root)).href });
    script.async = false;
    script.onload = then;
    script.onerror = function () {
      if (state !== 2) state = 3;
      status.textContent = "The list of names cannot be loaded; Enter leads to the A–Z.";
    };
    document.head.append(script);
  }
  function prepare() {
    if (state) return;
    state = 1;
    load("assets/matching.js");
    load("search/names.js", function () { state = 2; find(); });
  }

  function find() {
    if (state !== 2) return prepare();
    var typed = input.value.trim();
    if (!typed) { status.textContent = ""; return close(); }
    var found = evidence.search(typed, MOST);
    var waiting = found.wanted.filter(function (key) { return !asked[key]; });
    waiting.forEach(function (key) { asked[key] = true; load(evidence.file(key), find); });
    show(found, typed, waiting.length > 0);
  }
  function show(found, typed, more) {
    var chosen = active < 0 ? null : list.children[active].dataset.to;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    var options = found.hits.map(function (hit, number) { return option(hit, number, found.words); });
    // A hit that stays is left as it is: a click on one that is replaced meanwhile would be lost.
    options.forEach(function (each, number) {
      var old = list.children[number];
      if (!old) list.append(each);
      else if (!old.isEqualNode(each)) list.replaceChild(each, old);
    });
    while (list.children.length > options.length) list.lastChild.remove();
    list.hidden = !found.hits.length;
    // More papers may come while the reader is choosing.
    var again = found.hits.findIndex(function (hit) { return hit.item.url === chosen; });
    if (again >= 0) choose(again);
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.classList.toggle("visually-hidden", !list.hidden);
    var none = more ? "" : "No name, code or title fits “" + typed + "”. Enter searches the full text.";
    status.textContent = list.hidden ? none
      : options.length + (options.length === 1 ? " result. " : " results. ") + "First: " + options[0].textContent.trim();
  }

  function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }
  // One hit: what fits, what it leads to, and why.
  function option(hit, number, words) {
    var item = hit.item, own = !hit.what, line = [];
    var marks = evidence.marked(own ? capital(hit.text) : hit.text, words, hit.slip).map(function (piece) {
      return piece[1] ? made("mark", {}, [piece[0]]) : piece[0];
    });
    if (!own) line.push(made("span", { class: "hit-as" }, marks), made("span", { class: "arrow" }, [" → "]));
    line.push(made("span", { class: "hit-title" }, own ? marks : [capital(item.title)]), " ");
    var why = item.kind === "paper" ? item.names[0].slice() : [item.kind];
    if (hit.what && item.kind !== "paper") why.push(hit.what);
    if (hit.slip) why.push("but for one letter");
    var said = [why.join(" · ")];
    if (!item.here) said.push(" · ", made("strong", {}, ["not in this collection"]));
    line.push(made("span", { class: "hit-why" }, said));
    return made("li", { id: "_hit-" + number, role: "option", "aria-selected": "false", "data-to": item.url }, line);
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function choose(number) {
    var options = list.children;
    if (active >= 0) options[active].setAttribute("aria-selected", "false");
    active = (number + options.length) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }
  function go(item, event) {
    var parts = item.dataset.to.slice(1).split("#");
    var address = new URL(parts[0] + page, new URL("./", root));
    if (parts[1]) address.hash = parts[1];
    if (event.ctrlKey || event.metaKey) return open(address.href);
    close();
    location.assign(address.href);
  }

  input.addEventListener("focus", prepare);
  input.addEventListener("input", find);
  input.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) find();
    if (step && !list.hidden) {
      event.preventDefault();
      choose(active < 0 && step < 0 ? -1 : active + step);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      go(list.children[active], event);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();  // which would empty the box
      close();
    }
  });
  // A press of the mouse must not take the focus away before its click is heard.
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  list.addEventListener("click", function (event) {
    var item = event.target.closest("[role=option]");
    if (item) go(item, event);
  });
  if (!form.classList.contains("on-page")) input.addEventListener("blur", close);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  if (form.classList.contains("on-page")) {
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) prepare();
  }
})();
