// A page that shows only a part of what there is lacks places that it once had: they lead to their claim, on its paper.
(function () {
  "use strict";
  var known = document.currentScript.dataset;
  function paperOf(place) {
    var number = /^\d+(?=-|$)/.exec(place);
    if (number) return number[0];
    return known.papers.split(" ").filter(function (id) {
      return id && (place + "-").indexOf(id + "-") === 0;
    }).sort(function (one, other) { return other.length - one.length; })[0];
  }
  function lead() {
    var name = decodeURIComponent(location.hash.slice(1));
    if (!name || document.getElementById(name)) return;
    var place = name.replace(/^(study|ref|patients|dose)-/, "");
    var paper = paperOf(place);
    if (!paper) return;
    var claim = place === name ? place.slice(paper.length + 1) : "";
    location.replace(known.root.replace(/(index\.html)?$/, paper + "/$1") + (claim && "#" + claim));
  }
  addEventListener("hashchange", lead);
  lead();
})();
