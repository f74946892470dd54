// The full text, on the page of the search alone: Pagefind finds, this shows by kind where the words stand.
(function () {
  "use strict";
  var KINDS = [["diseases", "Diseases"], ["indications", "Indications"], ["papers", "Papers"]];
  var WORKS = " Names, codes and titles work.";
  var FOLDER = "The full text needs a server: a page opened from a folder may not read its index." + WORKS;
  var MISSING = "The full text is not there: this copy of the site was made without its index." + WORKS;
  var APART = "Nothing: each of these words is somewhere, but no page has all of them. Try fewer.";
  var MOST = 30, PLACES = 3, LEAST = 3, PAUSE = 250;
  var form = document.querySelector("form.search.on-page");
  var section = document.getElementById("_fulltext");
  var status = document.getElementById("_fulltext-status");
  var shown = document.getElementById("_fulltext-hits");
  var input = form.querySelector("input");
  var root = new URL("./", new URL(form.dataset.root, location.href));
  var page = /index\.html$/.test(form.dataset.root) ? "index.html" : "";
  var engine = null, asked = 0, timer = 0;

  function made(tag, text, name) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }
  function link(address, text, name) {
    var element = made("a", text, name);
    element.href = address;
    return element;
  }
  function say(text) {
    status.textContent = text;
    shown.replaceChildren();
  }
  // Pagefind's addresses begin at the site's root.
  function address(found) {
    var parts = found.split("#");
    var target = new URL(parts[0].slice(1) + page, root);
    if (parts[1]) target.hash = parts[1];
    return target.href;
  }

  function start() {
    engine = engine || import(new URL(section.dataset.index, location.href).href).then(function (module) {
      return module.options({ baseUrl: "/", excerptLength: 24 }).then(function () { return module; });
    });
    return engine;
  }
  function search() {
    var typed = input.value.trim(), turn = ++asked;
    section.hidden = typed.length < LEAST;
    if (section.hidden) return;
    if (location.protocol === "file:") return say(FOLDER);
    var words = typed.split(/\s+/);
    start().then(function (module) {
      var asking = [typed].concat(words.length > 1 ? words : []).map(function (text) { return module.search(text); });
      return Promise.all(asking).then(function (answers) {
        // Pagefind passes over a word that stands nowhere; the reader is told.
        var absent = answers.length > 1 ? words.filter(function (_, at) { return !answers[at + 1].results.length; }) : [];
        var found = answers[0].results;
        return Promise.all(found.slice(0, MOST).map(function (one) { return one.data(); })).then(function (pages) {
          if (turn !== asked) return;
          if (pages.length) show(pages, found.length, typed, absent);
          else say(words.length > 1 && !absent.length ? APART : nowhere(absent.length ? absent : [typed]));
        });
      });
    }).catch(function () {
      if (turn === asked) say(MISSING);
    });
  }
  function nowhere(words) {
    return "Nothing: no page has " + quoted(words) + ". The full text forgives no typing errors.";
  }
  function quoted(words) {
    return words.map(function (word) { return "“" + word + "”"; }).join(" or ");
  }

  function show(pages, number, typed, absent) {
    var more = number > pages.length ? " The best " + pages.length + " are shown; more words narrow it down." : "";
    var without = absent.length ? " No page has " + quoted(absent) + "; these have the rest." : "";
    say(number + (number === 1 ? " page fits “" : " pages fit “") + typed + "”." + without + more);
    KINDS.forEach(function (kind) {
      var own = pages.filter(function (each) { return each.raw_url.split("/")[1] === kind[0]; });
      if (!own.length) return;
      var list = made("ol", "", "found-pages");
      own.forEach(function (each) { list.append(result(each)); });
      shown.append(made("h3", kind[1]), list);
    });
  }
  // A page with the places where the words stand, the best ones in the order of the page.
  function result(found) {
    var item = made("li");
    item.append(link(address(found.raw_url), found.meta.title, "row-link"));
    var places = found.sub_results.slice().sort(function (a, b) {
      return b.weighted_locations.length - a.weighted_locations.length;
    });
    places.slice(0, PLACES).forEach(function (place) {
      var words = made("p", "", "found-words");
      var mark = place.url.indexOf("#");
      if (mark >= 0) words.append(link(address(found.raw_url + place.url.slice(mark)), place.title.trim()), ": ");
      var excerpt = made("span");
      excerpt.innerHTML = place.excerpt;  // Pagefind has escaped the text; its marks are the only elements
      words.append("… ", excerpt, " …");
      item.append(words);
    });
    return item;
  }

  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    history.replaceState(null, "", "?q=" + encodeURIComponent(input.value.trim()));
    clearTimeout(timer);
    search();
  });
  // The box is filled from the address by search.js, which stands before this script.
  if (input.value) search();
})();
