// Lights up every marked stretch of the claim that the address names. Without it the first stretch is outlined by CSS.
(function () {
  "use strict";
  function light() {
    var id = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll("mark[data-claims]").forEach(function (mark) {
      mark.classList.toggle("lit", mark.dataset.claims.split(" ").indexOf(id) >= 0);
    });
  }
  addEventListener("hashchange", light);
  light();
})();
