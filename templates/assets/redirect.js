// Goes where the page's link leads and takes the fragment along, which a refresh by the page itself would drop.
// A fragment that the page notes as moved leads where its note says.
(function () {
  "use strict";
  var note = document.querySelector("#_moved li[id='" + CSS.escape(location.hash.slice(1)) + "'] a");
  var target = new URL((note || document.getElementById("target")).href);
  if (location.hash && !note) target.hash = location.hash;
  location.replace(target.href);
})();
