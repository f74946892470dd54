// Conveniences only: every page says the same without a script.
(function () {
  "use strict";
  // Lights up every marked stretch of the claim that the address names; CSS alone lights the first.
  function light() {
    var id = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll("mark[data-claims]").forEach(function (mark) {
      mark.classList.toggle("lit", mark.dataset.claims.split(" ").indexOf(id) >= 0);
    });
  }
  // A table is filtered by what its rows say; all of it stays readable without a script.
  function filter(input) {
    var rows = document.querySelectorAll("#" + input.dataset.filters + " tr[data-text]");
    var count = document.getElementById(input.id + "-count");
    input.parentElement.hidden = false;
    input.addEventListener("input", function () {
      var wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row) {
        var text = row.dataset.text.toLowerCase();
        row.hidden = !wanted.every(function (word) { return text.indexOf(word) >= 0; });
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = wanted.length ? shown + " of " + rows.length + " rows" : "";
    });
  }
  document.querySelectorAll("input[data-filters]").forEach(filter);

  // Links to a place copy their whole address too.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.permalink");
    if (!link || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(function () {
      link.classList.add("copied");
      setTimeout(function () { link.classList.remove("copied"); }, 1500);
    });
  });
  addEventListener("hashchange", light);
  light();
})();
