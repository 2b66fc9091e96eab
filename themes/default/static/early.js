/* Before the first paint: that scripts run, the reader's own colours and text size, and whether the address asks for something. */
(function (doc, top) {
  var asked = /[?&](q|near|open|kind|type|category|area|day|part|cost|access|language)=./.test(location.search), here = doc.currentScript.src;
  top.className = asked ? "js asked" : "js";
  ["theme", "size"].forEach(function (name) {
    try {
      var value = localStorage.getItem("hereabouts-" + name);
      if (value) top.setAttribute("data-" + name, value);
    } catch (e) { /* storage is switched off: the device's own choice stands */ }
  });

  /* Search is fetched once somebody turns to it, or the address asks. */
  var turns = ["focusin", "pointerdown"];
  function turned(event) { if (event.target.closest && event.target.closest("#find,.ask")) search(); }
  function search() {
    turns.forEach(function (name) { doc.removeEventListener(name, turned); });
    doc.head.appendChild(doc.createElement("script")).src = here.replace("early.js", "search.js");
  }
  turns.forEach(function (name) { doc.addEventListener(name, turned); });
  /* search.js sees by this that it was pressed. */
  doc.addEventListener("click", function (event) {
    var near = event.target.closest && event.target.closest("[data-near]");
    if (near && !near.onclick) near.setAttribute("aria-pressed", "true");
  });
  if (asked) search();

  /* A wide screen has room for all that one can choose. The types of the kinds that are asked for have their place at once. */
  doc.addEventListener("DOMContentLoaded", function () {
    var fold = doc.querySelector("#find details");
    if (fold) fold.open = innerWidth >= 960;
    [].forEach.call(doc.querySelectorAll("#find [data-of]"), function (types) {
      types.hidden = !new RegExp("[?&]kind=" + types.getAttribute("data-of") + "(&|$)").test(location.search);
    });
    if (top.className) top.className += " laid";
  });
  /* Where a script does not arrive, the page is what it is without scripts. */
  addEventListener("error", function (event) {
    if (/\/theme\/\w+\.js/.test(event.target.src)) top.className = "";
  }, true);
})(document, document.documentElement);
