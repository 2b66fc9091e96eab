/* Before the first paint: that scripts run, and the reader's own colours and text size. */
(function (root) {
  root.className = "js";
  ["theme", "size"].forEach(function (name) {
    try {
      var value = localStorage.getItem("hereabouts-" + name);
      if (value) root.setAttribute("data-" + name, value);
    } catch (e) { /* storage is switched off: the device's own choice stands */ }
  });
})(document.documentElement);
