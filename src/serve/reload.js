/* Only while the site is written: asks for news, shows the page anew when it has changed, and what is wrong. */
(function () {
  'use strict';
  var page = document.currentScript.getAttribute('data-page');
  var problems = '';
  var request = null;
  var timer = null;
  var spot = 'hereabouts-spot:' + location.pathname;

  function keep() {
    try { sessionStorage.setItem(spot, window.pageXOffset + ',' + window.pageYOffset); } catch (e) { /* not kept */ }
  }

  function goBack() {
    try {
      var at = sessionStorage.getItem(spot);
      sessionStorage.removeItem(spot);
      if (at) { window.scrollTo(+at.split(',')[0], +at.split(',')[1]); }
    } catch (e) { /* not kept */ }
  }

  function add(parent, name, text) {
    var element = document.createElement(name);
    if (text) { element.textContent = text; }
    parent.appendChild(element);
    return element;
  }

  function show(news) {
    var old = document.getElementById('hereabouts-problems');
    if (old) { old.parentNode.removeChild(old); }
    if (!news.list.length) { return; }
    if (!document.getElementById('hereabouts-style')) {
      var style = add(document.head, 'link');
      style.id = 'hereabouts-style';
      style.rel = 'stylesheet';
      style.href = '/.hereabouts/panel.css';
    }
    var panel = add(document.body, 'div');
    panel.id = 'hereabouts-problems';
    panel.setAttribute('role', 'status');
    var list = add(panel, 'ul');
    news.list.forEach(function (problem) {
      var item = add(list, 'li');
      if (problem.at) { add(item, 'code', problem.at); }
      item.appendChild(document.createTextNode(problem.message));
      if (problem.help) { add(item, 'small', problem.help); }
    });
    if (news.more) { add(list, 'li', '\u2026 ' + news.more + ' more in the terminal'); }
    var close = add(panel, 'button', '\u00d7');
    close.type = 'button';
    close.setAttribute('aria-label', 'Close');
    close.onclick = function () { panel.parentNode.removeChild(panel); };
  }

  function again(wait) {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  function ask() {
    if (request || document.hidden) { return; }
    var mine = request = new XMLHttpRequest();
    mine.open('GET', '/.hereabouts/news?path=' + encodeURIComponent(location.pathname) + '&page=' + page + '&problems=' + problems);
    mine.onload = function () {
      request = null;
      if (mine.status !== 200) { again(1000); return; }
      var news = JSON.parse(mine.responseText);
      if (news.page !== page) { keep(); location.reload(); return; }
      if (news.problems !== problems) { problems = news.problems; show(news); }
      again(0);
    };
    // The server has ended, or will be back in a moment.
    mine.onerror = function () { request = null; again(1000); };
    mine.send();
  }

  // A browser has few connections to one server: pages that nobody looks at do not hold one.
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden) { again(0); } else if (request) { request.abort(); request = null; }
  });
  goBack();
  window.addEventListener('load', function () { again(0); });
})();
