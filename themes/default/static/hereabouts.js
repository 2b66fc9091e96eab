/* Hours: when something is open, from what src/times/table.rs writes, by the clock of the site. The search uses it too. */
window.hours = (function () {
  "use strict";
  var ENDS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef", GOES_ON = "ghijklmnopqrstuvwxyz#$%{'()*+-./:;=}?@[]^_", WEEK = 10080, DAY = 1440;
  /* Reads numbers from letters. */
  function reader(text) {
    var at = 0;
    return { more: function () { return at < text.length; }, number: function () {
      var n = 0, sign, digit;
      for (;;) {
        sign = text.charAt(at++);
        digit = ENDS.indexOf(sign);
        if (digit >= 0 || !sign) return n * 42 + digit;
        n = n * 42 + GOES_ON.indexOf(sign);
      }
    } };
  }
  /* [beginning, length, runs of weeks] for each span. */
  function spans(from) {
    var all = [], count, runs, run, next;
    for (count = from.number(); count > 0; count--) {
      all.push([from.number(), from.number(), runs = []]);
      next = 0;
      for (run = from.number(); run > 0; run--) {
        next += from.number();
        runs.push([next, next += from.number()]);
      }
    }
    return all;
  }
  /* The minute of the site's clock, counted from a Monday long ago. */
  function minute(zone, at) {
    var part = {};
    try {
      new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hour12: false }).formatToParts(at).forEach(function (p) { part[p.type] = +p.value; });
    } catch (e) {
      part = { year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate(), hour: at.getHours(), minute: at.getMinutes() };
    }
    return Date.UTC(part.year, part.month - 1, part.day, part.hour % 24, part.minute) / 60000 - 4 * DAY;
  }
  function holds(span, week) { return span[2].some(function (run) { return run[0] <= week && week < run[1]; }); }
  /* The minute at which what is on now ends; nothing if nothing is on. `first` is the week with which the table begins. */
  function until(spans, first, now) {
    var end = now, before;
    do {
      before = end;
      spans.forEach(function (span) {
        var week = Math.floor(end / WEEK) - first, back, start;
        for (back = 0; back < 2; back++) {
          start = (first + week - back) * WEEK + span[0];
          if (holds(span, week - back) && start <= end && end < start + span[1]) end = start + span[1];
        }
      });
    } while (end > before && end < now + WEEK);
    return end > now ? end : undefined;
  }
  /* "17:30", or nothing where it is far off: what is open all day and all night. */
  function clock(end, now) {
    var minute = end % DAY;
    return end - now < DAY ? ("0" + Math.floor(minute / 60)).slice(-2) + ":" + ("0" + minute % 60).slice(-2) : "";
  }
  return { reader: reader, spans: spans, minute: minute, until: until, clock: clock };
})();

/* Comfort only: every page works without this file. It asks no server anything, so it works from a folder too. */
(function () {
  "use strict";
  var doc = document;
  /* The site's root: this file lies at theme/hereabouts.js below it. */
  var root = doc.currentScript.src.replace(/theme\/hereabouts\.js.*$/, "");
  var say = doc.getElementById("say"), words = say.dataset;

  function one(selector, from) { return (from || doc).querySelector(selector); }
  function all(selector, from) { return [].slice.call((from || doc).querySelectorAll(selector)); }
  function read(name) { try { return localStorage.getItem("hereabouts-" + name); } catch (e) { return ""; } }
  function write(name, value) { try { localStorage.setItem("hereabouts-" + name, value); return true; } catch (e) { return false; } }

  /* Make an element: words go in as text, never as markup. */
  function make(tag, attributes, children) {
    var node = doc.createElement(tag);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    [].concat(children || []).forEach(function (child) {
      node.appendChild(typeof child === "string" ? doc.createTextNode(child) : child);
    });
    return node;
  }
  function icon(name) {
    var space = "http://www.w3.org/2000/svg", svg = doc.createElementNS(space, "svg"), use = doc.createElementNS(space, "use");
    svg.setAttribute("class", "i");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#i-" + (doc.getElementById("i-" + name) ? name : "star"));
    svg.appendChild(use);
    return svg;
  }

  /* A word at the foot of the window; with `undo` it stays until the next press. */
  var clock;
  function tell(text, undo) {
    clearTimeout(clock);
    say.textContent = "";
    say.appendChild(make("span", {}, text));
    if (undo) {
      var button = make("button", { class: "btn" }, words.undo);
      button.onclick = function () { say.textContent = ""; undo(); };
      say.appendChild(button);
    } else {
      clock = setTimeout(function () { say.textContent = ""; }, 4000);
    }
  }

  /* Colours and text size, kept on this device. */
  ["theme", "size"].forEach(function (name) {
    var value = read(name) || "";
    all("input[name=" + name + "]").forEach(function (input) {
      input.checked = input.value === value;
      input.onchange = function () {
        doc.documentElement.setAttribute("data-" + name, input.value);
        write(name, input.value);
      };
    });
  });

  /* My list: {id, title, url, kind, colour, icon, summary, when, place, phone, fresh, old}, in order. */
  var list = load();
  function load() {
    try { return JSON.parse(read(root + "list")).filter(idOf); } catch (e) { return []; }
  }
  function store(next) {
    if (!write(root + "list", JSON.stringify(next))) return tell(words.not), false;
    list = next;
    paint();
    return true;
  }
  function idOf(item) { return item.id; }
  function place(id) { return list.map(idOf).indexOf(id); }
  /* What a card or a record's page says of itself. */
  function gather(button) {
    function text(selector) { var found = one(selector, from); return found ? found.textContent.trim() : ""; }
    var card = button.closest(".card"), from = card || button.closest("[data-record]");
    var link = card ? one("a", card).href : location.href, use = one("use", from), copy = one("[data-copy]", from);
    return {
      id: button.dataset.save,
      title: text(card ? "h2,h3" : "h1"),
      url: link.split(/[?#]/)[0].slice(root.length),
      kind: text(".kind"),
      colour: (/(?:^| )k-(\S+)/.exec(from.className) || [])[1],
      icon: use ? use.getAttribute("href").slice(3) : "",
      summary: text(card ? "p" : ".lead"),
      when: all(".when", from).map(function (line) { return line.textContent.trim(); }).join("; "),
      place: copy ? copy.dataset.copy : text(".at")
    };
  }
  function toggle(button) {
    var id = button.dataset.save, at = place(id), before = list.slice(), next = list.slice();
    var item = shown.filter(function (item) { return item.id === id; })[0];
    if (at < 0) next.push(item || gather(button)); else next.splice(at, 1);
    if (!store(next)) return;
    if (at < 0) return tell(words.saved);
    tell(words.removed, function () { store(before); });
    if (page && !shared) one("button", say).focus();
  }
  function paint() {
    all(".count").forEach(function (count) { count.textContent = list.length || ""; });
    if (page && !shared) show(list);
    all("[data-save]").forEach(function (button) { button.setAttribute("aria-pressed", place(button.dataset.save) >= 0); });
  }

  /* The page of the list. Another's list comes as my-list.html?ids=a.b.c */
  var page = doc.getElementById("my-list"), shown = [], shared;
  function hide(name, yes) { one("[data-" + name + "]", page).hidden = !!yes; }
  function show(items) {
    var cards = one(".cards", page);
    shown = items;
    cards.textContent = "";
    items.forEach(function (item) {
      function fact(name, what, kind) { if (what) facts.push(make("li", { class: kind }, [icon(name), make("bdi", {}, what)])); }
      var facts = [make("li", { class: "kind" }, item.kind || "")], body = [];
      fact("pin", item.place, "at");
      fact("clock", item.when, "when");
      fact("check", item.fresh, item.old ? "old" : "fresh");
      if (item.phone) fact("phone", make("a", { href: "tel:" + item.phone.replace(/[^+\d]/g, "") }, item.phone), "tel");
      body.push(make("h2", {}, make("a", { href: root + item.url }, make("bdi", {}, item.title || item.id))));
      if (item.summary) body.push(make("p", {}, item.summary));
      body.push(make("ul", { class: "facts" }, facts));
      cards.appendChild(make("li", { class: "card k-" + item.colour }, [
        make("span", { class: "badge" }, icon(item.icon)),
        make("div", {}, body),
        make("button", { class: "save", "data-save": item.id, "aria-label": page.dataset.words.replace("{title}", item.title) }, icon("star"))
      ]));
    });
    hide("some", !items.length || shared);
    hide("none", items.length || shared);
    hide("shared", !shared);
  }
  /* Cards lie in files by slug, each a script that calls `hereaboutsCards`. */
  function fetchCards(ids, then) {
    var found = {}, files = {}, waiting = 0;
    window.hereaboutsCards = function (cards) {
      Object.keys(cards).forEach(function (id) {
        var c = cards[id];
        found[id] = { id: id, title: c.t, url: c.u, kind: c.k, colour: c.c, icon: c.i, summary: c.s, when: c.w, place: c.p, phone: c.n, fresh: c.f, old: c.o };
      });
    };
    ids.forEach(function (id) {
      for (var sum = 0, i = 0; i < id.length; i++) sum += id.charCodeAt(i);
      files[sum % page.dataset.shards] = 1;
    });
    Object.keys(files).forEach(function (number) {
      var script = make("script", { src: root + "data/cards-" + number + ".js" });
      waiting++;
      script.onload = script.onerror = function () { if (!--waiting) then(found); };
      doc.head.appendChild(script);
    });
  }
  if (page) {
    var query = location.search;
    try { query = decodeURIComponent(query); } catch (e) { /* as it is */ }
    shared = /[?&]ids=([^&]+)/.exec(query);
    if (shared) {
      var ids = shared[1].split(".");
      show([]);
      fetchCards(ids, function (found) {
        var items = ids.map(function (id) { return found[id] || list[place(id)]; }).filter(Boolean);
        hide("missing", items.length === ids.length);
        one("[data-keep]", page).onclick = function () {
          var next = list.concat(items.filter(function (item) { return place(item.id) < 0; }));
          shared = null;
          if (store(next)) tell(page.dataset.kept);
          hide("missing", true);
          history.replaceState(null, "", location.pathname);
        };
        show(items);
        paint();
      });
    } else if (list.length) {
      /* What was saved long ago is shown as it is today. */
      fetchCards(list.map(idOf), function (found) {
        store(list.map(function (item) { return found[item.id] || item; }));
      });
    }
  }
  paint();
  window.addEventListener("storage", function () { list = load(); paint(); });

  /* Share and copy. A page opened from a folder shares its published address. */
  function address() {
    var canonical = one("link[rel=canonical]"), url = canonical ? canonical.href : location.href.split(/[?#]/)[0];
    return page ? url + "?ids=" + encodeURIComponent(shown.map(idOf).join(".")) : url;
  }
  function copy(text, done) {
    function byHand() {
      var box = doc.body.appendChild(make("textarea", { class: "vh" }, text));
      box.select();
      tell(doc.execCommand("copy") ? done : text);
      doc.body.removeChild(box);
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(function () { tell(done); }, byHand);
    else byHand();
  }
  function share() {
    var url = address();
    if (!navigator.share) return copy(url, words.link);
    navigator.share({ title: doc.title, url: url }).then(null, function (e) { if (e.name !== "AbortError") copy(url, words.link); });
  }

  doc.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button");
    if (!button) return;
    if (button.dataset.save) toggle(button);
    else if (button.dataset.copy) copy(button.dataset.copy, words.copied);
    else if ("print" in button.dataset) window.print();
    else if ("share" in button.dataset) share();
    else if ("clear" in button.dataset) {
      var before = list.slice();
      if (store([])) { tell(page.dataset.cleared, function () { store(before); }); one("button", say).focus(); }
    }
  });

  /* What is open now, and when it is on next: the page may have been made a while ago. */
  var hours = window.hours, minute = hours.minute(words.zone, new Date()), today = new Date((minute + 5760) * 60000).toISOString().slice(0, 10);
  all("[data-hours]").forEach(function (node) {
    var from = hours.reader(node.dataset.hours), first = from.number(), end = hours.until(hours.spans(from), first, minute), time;
    if (!end) return;
    time = hours.clock(end, minute);
    node.nextElementSibling.textContent = time ? words.until.replace("{time}", time) : words.open;
  });
  all("[data-days]").forEach(function (node) {
    var next = node.dataset.days.split("|").filter(function (day) { return day.slice(0, 10) >= today; })[0];
    if (!next) { node.parentNode.hidden = true; return; }
    if (next.slice(0, 10) === node.getAttribute("datetime")) return;
    node.setAttribute("datetime", next.slice(0, 10));
    node.textContent = next.slice(11);
    if (node.nextElementSibling) node.nextElementSibling.hidden = true;
  });
  all("[data-show]").forEach(function (box) {
    var left = +box.dataset.show;
    all("[data-day]", box).forEach(function (node) { node.hidden = node.dataset.day < today || left-- < 1; });
    if (box.dataset.over && left === +box.dataset.show) one(box.dataset.over).hidden = false;
  });

  /* iPhones do not know geo: addresses. */
  var geo = one("a[href^='geo:']"), map = one("a[data-map]");
  if (geo && map && /iP(hone|ad|od)/.test(navigator.userAgent)) geo.href = map.href;
})();
