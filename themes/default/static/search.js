/* The engine: answers from the files below search/, each of which calls hb("NAME", data). src/search/ makes them and says
   what is in them. Nothing here knows the page. */
(function () {
  "use strict";
  var doc = document, had = {}, waiting = {}, read = {}, boot, base = "", latest = 0;
  var ENDS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef", GOES_ON = "ghijklmnopqrstuvwxyz#$%{'()*+-./:;=}?@[]^_", DIGITS = {};
  /* What a level is worth; from 5 on the word stands in the name. */
  var LEVELS = [0, 0.38, 0.5, 0.62, 0.72, 0.84, 0.92, 1], NAME = 5, MANY_FILES = 3, MOST_WORDS = 12;
  var i;
  for (i = 0; i < 42; i++) {
    DIGITS[ENDS.charAt(i)] = i;
    DIGITS[GOES_ON.charAt(i)] = i + 42;
  }

  function hb(name, data) { had[name] = data; }

  /* ---- Files ---- */
  function fetch(name, then) {
    if (name in had) return then();
    if (waiting[name]) return waiting[name].push(then);
    waiting[name] = [then];
    var script = doc.createElement("script");
    script.onload = script.onerror = function () {
      var all = waiting[name];
      delete waiting[name];
      all.forEach(function (then) { then(); });
    };
    script.src = base + "search/" + name + ".js";
    doc.head.appendChild(script);
  }
  /* Fetches all that are not here; `then` gets whether all came. */
  function need(names, then) {
    var left = 1, wanted = names;
    if (boot && boot.one) names = [boot.one];
    function one() {
      if (--left) return;
      then(wanted.every(function (name) { return !name || name in had; }));
    }
    names.forEach(function (name) {
      if (!name || name in had) return;
      left++;
      fetch(name, one);
    });
    one();
  }

  /* ---- Numbers ---- */
  function reader(text, at) {
    var next = { at: at || 0, number: function () {
      var n = 0, digit;
      do {
        digit = DIGITS[text.charAt(next.at++)];
        n = n * 42 + digit % 42;
      } while (digit > 41);
      return n;
    }, more: function () { return next.at < text.length; } };
    return next;
  }
  function rising(text) {
    var from = reader(text), all = [], next = 0, n;
    while (from.more()) {
      n = next + from.number();
      all.push(n);
      next = n + 1;
    }
    return all;
  }
  function set(text) {
    if (text.charAt(0) !== "!") return rising(text);
    var all = [], at, bit, five;
    for (at = 1; at < text.length; at++) {
      five = DIGITS[text.charAt(at)];
      for (bit = 0; bit < 5; bit++) if (five >> bit & 1) all.push((at - 1) * 5 + bit);
    }
    return all;
  }
  /* What `make` makes of a file, once. */
  function once(name, make) {
    if (!(name in read) && name in had) read[name] = make(had[name]);
    return read[name];
  }

  /* ---- Folding: the steps of src/search/fold.rs; tests/fixtures/folding.json holds both to it ---- */
  var MARKS = /[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]/g;
  var APOSTROPHES = /['\u2019\u2018\u0060\u2032\u02bc\u02bb]/g;
  var APART = "[\\0-/:-@\\[-\\u0060{-\\u00bf\\u00d7\\u00f7\\u055a-\\u055f\\u05be\\u05c0\\u05c3\\u05f3\\u05f4\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u2000-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u303d\\u30fb\\ue000-\\uf8ff\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\ufff0-\\uffff]|[\\ud83c-\\ud83e][\\udc00-\\udfff]";
  var SEPARATOR = new RegExp("((?:" + APART + ")+)");
  var PAIRS = /([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+)/;
  var LETTERS = /[\u0142\u00f8\u0111\u00f0\u0127\u0167\u0131\u03c2\u00df\u00e6\u0153\u00fe\u0671\u0649\u06cc\u06d2\u06a9\u0629\u06c1\u06be\u06d5\u06c3\u0660-\u0669\u06f0-\u06f9]/g;
  var FORMS = { "\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00f0": "d", "\u0127": "h", "\u0167": "t", "\u0131": "i", "\u03c2": "\u03c3",
    "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00fe": "th", "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a",
    "\u06d2": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647", "\u06c1": "\u0647", "\u06be": "\u0647", "\u06d5": "\u0647", "\u06c3": "\u0647" };
  function form(letter) { return FORMS[letter] || String(letter.charCodeAt(0) & 15); }
  function cut(word) {
    word = word.slice(0, 32);
    return /[\ud800-\udbff]$/.test(word) ? word.slice(0, 31) : word;
  }
  function fold(text) {
    text = String(text).slice(0, 2000).toLowerCase();
    if (/[^\0-\x7f]/.test(text)) {
      text = text.normalize("NFKD").replace(MARKS, "").toLowerCase().normalize("NFC").replace(LETTERS, form);
    }
    var words = [], parts = text.replace(APOSTROPHES, "").split(SEPARATOR), at, word, single = false, was;
    for (at = 0; at < parts.length; at += 2) {
      word = parts[at];
      if (!word) continue;
      was = single && parts[at - 1] === ".";
      single = /^([^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])$/.test(word) && !PAIRS.test(word);
      if (was && single) words[words.length - 1] += word;
      else word.split(PAIRS).forEach(take);
    }
    function take(run) {
      if (!run) return;
      if (PAIRS.test(run)) {
        if (run.length === 1) words.push(run);
        for (var at = 0; at + 1 < run.length; at++) words.push(run.substr(at, 2));
        return;
      }
      var article = /^\u0627\u0644/.test(run) ? 2 : /^[\u0648\u0628\u0643]\u0627\u0644/.test(run) ? 3 : 0;
      words.push(cut(run.length >= article + 3 ? run.slice(article) : run));
    }
    return words;
  }

  /* Pieces of a text, those that hold one of the words or, with a star, their beginnings marked. */
  function mark(text, marks) {
    var pieces = [], parts = String(text).split(new RegExp("((?:" + APART.replace("\\0-/", "\\0-&(-/").replace("[-\\u0060", "[-_").replace("\\u2000-\\u2bff", "\\u2000-\\u2017\\u201a-\\u2031\\u2033-\\u2bff") + ")+)"));
    function hit(word) {
      return marks.some(function (mark) {
        var end = mark.length - 1;
        return mark.charAt(end) === "*" ? word.slice(0, end) === mark.slice(0, end) : word === mark;
      });
    }
    function put(piece, on) {
      var last = pieces[pieces.length - 1];
      if (!piece) return;
      if (last && last[1] === on) last[0] += piece; else pieces.push([piece, on]);
    }
    parts.forEach(function (part) {
      part.split(PAIRS).forEach(function (run) {
        if (!PAIRS.test(run)) return put(run, fold(run).some(hit));
        for (var at = 0; at < run.length; at++) {
          put(run.charAt(at), hit(run.substr(at, 2)) && at + 1 < run.length || at > 0 && hit(run.substr(at - 1, 2)) || hit(run.charAt(at)));
        }
      });
    });
    return pieces;
  }

  /* ---- Words ---- */
  /* The place of the file in which a word stands if it stands anywhere. */
  function place(sort, word) {
    var limits = boot[sort][0], low = 0, high = limits.length, middle;
    while (high - low > 1) {
      middle = (low + high) >> 1;
      if (limits[middle] <= word) low = middle; else high = middle;
    }
    return low;
  }
  function name(sort, at) {
    var sign = boot[sort][1].substr(at * 5, 5);
    return sign && sort + sign;
  }
  /* The files of all words that begin so; only the first of them if a list stands there for them all. */
  function files(sort, start, most) {
    var first = place(sort, start), last = place(sort, start + "\uffff"), all = [], at;
    if (sort === "s" && start.length < 5 && last - first >= MANY_FILES) last = first;
    for (at = first; at <= last && at - first < most; at++) all.push(name(sort, at));
    return all;
  }
  function entriesOf(shard) {
    return once(shard, function (text) {
      var list = [], by = Object.create(null), before = "";
      text.split("~").forEach(function (part, at) {
        var end = part.search(/[,|]/), word, comma = part.indexOf(","), back = 0;
        if (!part) return;
        if (end < 0) end = part.length;
        word = before.slice(0, DIGITS[part.charAt(0)]) + part.slice(1, end);
        if (part.charAt(end) === "|") back = reader(part, end + 1).number();
        before = word;
        list.push({ word: word, head: at - back, text: comma < 0 ? "" : part.slice(comma + 1) });
        by[word] = list[list.length - 1];
      });
      return { list: list, by: by };
    }) || { list: [], by: {} };
  }
  /* The file in which it stands where a word is that very many records have. */
  function own(entry) { return entry && entry.text.charAt(0) === "!" && "w" + entry.text.slice(1); }
  function postings(entry) {
    var file = own(entry), text = file ? (had[file] || "").slice(1) : entry.text;
    if (!entry.numbers || file && !entry.whole) {
      entry.whole = had[file];
      entry.numbers = [];
      entry.levels = [];
      text.split(",").forEach(function (part) {
        rising(part.slice(1)).forEach(function (n) {
          entry.numbers.push(n);
          entry.levels.push(+part.charAt(0));
        });
      });
    }
    return entry;
  }
  function here(word) { return entriesOf(name("s", place("s", word))); }
  function exactly(word) { return here(word).by[word]; }
  function mates(entry) {
    return here(entry.word).list.filter(function (other) { return other.head === entry.head && other !== entry; });
  }
  function isWord(entry) { return !/[ *]/.test(entry.word); }
  /* All words that begin so, or the list that stands for them. */
  function beginning(start, most) {
    var shards = files("s", start, most), all = [], star = entriesOf(shards[0]).by[start + "*"];
    if (star) return [star];
    shards.forEach(function (shard) {
      entriesOf(shard).list.forEach(function (entry) {
        if (entry.word.slice(0, start.length) === start && entry.word !== start && isWord(entry)) all.push(entry);
      });
    });
    return all;
  }

  /* ---- Slips ---- */
  /* How many letters were left out, put in, changed or swapped; with `open` the second word may go on. */
  function distance(a, b, most, open) {
    var old, before = [], row = [], i, j, least, best;
    if (a.length - b.length > most || !open && b.length - a.length > most) return 99;
    b = b.slice(0, a.length + most);
    for (j = 0; j <= b.length; j++) row[j] = j;
    for (i = 1; i <= a.length; i++) {
      old = before;
      before = row;
      row = [i];
      least = i;
      for (j = 1; j <= b.length; j++) {
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1));
        if (i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1)) row[j] = Math.min(row[j], old[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) return 99;
    }
    best = row[b.length];
    if (open) for (j = 0; j < row.length; j++) best = Math.min(best, row[j]);
    return best;
  }
  function turned(word) { return word.split("").reverse().join(""); }
  function common(a, b) {
    var n = 0;
    while (n < a.length && a.charAt(n) === b.charAt(n)) n++;
    return n;
  }
  /* The words that may have been meant, the nearest: [word, weight]. */
  function meant(word, isLast) {
    var most = word.length < 3 ? 0 : word.length < 8 ? 1 : 2, found = {}, all = [], near = [], nearest = 99, longest = 0;
    function look(other) {
      /* In three letters there is room for one that was left out, and for no other slip. */
      var d = word.length < 4 && other.length < 4 ? 99 : distance(word, other, most);
      if (d > most && isLast && word.length > 4) d = distance(word, other, 1, true) + 0.5;
      if (d <= most + 0.5) found[other] = Math.min(d, found[other] || 99);
      else if (common(word, other) > longest) longest = common(word, other);
    }
    if (!most) return [];
    around("s", word).forEach(function (shard) {
      entriesOf(shard).list.forEach(function (entry) {
        if (isWord(entry)) { near.push(entry.word); look(entry.word); }
      });
    });
    around("v", turned(word)).forEach(function (shard) {
      entriesOf(shard).list.forEach(function (entry) { look(turned(entry.word)); });
    });
    Object.keys(found).forEach(function (other) { nearest = Math.min(nearest, found[other]); });
    Object.keys(found).forEach(function (other) {
      if (found[other] < nearest + 0.6) all.push([other, 0.8 - 0.12 * found[other] - (other.charAt(0) === word.charAt(0) ? 0 : 0.02)]);
    });
    if (!all.length && longest >= Math.max(4, word.length * 0.6)) {
      near.forEach(function (other) { if (common(word, other) === longest) all.push([other, 0.4]); });
    }
    all.sort(function (a, b) { return b[1] - a[1] || common(word, b[0]) - common(word, a[0]) || (a[0] < b[0] ? -1 : 1); });
    return all.slice(0, 8);
  }
  /* The files in which words with the same first two letters stand, those next to the word. */
  function around(sort, word) {
    var start = word.slice(0, 1), own = place(sort, word), all = [], at;
    for (at = Math.max(place(sort, start), own - 2); at <= place(sort, start + "\uffff") && at <= own + 2; at++) all.push(name(sort, at));
    return all;
  }
  /* What a word may be in the index that has it only in another form: one tent, many tents; mending, mends. */
  function forms(word) {
    var all = [];
    function put(form) { if (form !== word && form.length > 2 && all.indexOf(form) < 0) all.push(form); }
    [[/$/, ""], [/s$/, ""], [/es$/, ""], [/ies$/, "y"], [/(ing|ed)$/, ""], [/(ing|ed)$/, "e"], [/([bdfgklmnprtvz])\1(ing|ed)$/, "$1"]].forEach(function (end, at) {
      var stem = word.replace(end[0], end[1]), short = stem.replace(/e$/, "");
      if (at && stem === word || !/^(?=.*[aeiouy])[a-z]{3}/.test(stem) || /([bdgmnprt])\1$/.test(stem)) return;
      [stem, stem + "s", stem + "es", stem.replace(/y$/, "ies"), short + "ing", short + "ed", stem.replace(/([bdgmnprt])$/, "$1$1ing")].forEach(put);
    });
    return all;
  }
  /* Ways to cut a word in two. */
  function halves(word) {
    var all = [], at;
    for (at = 3; at + 3 <= word.length; at++) all.push([word.slice(0, at), word.slice(at)]);
    return all;
  }

  /* ---- A query ---- */
  function joins(words) {
    var all = [], from, to;
    for (from = 0; from < words.length; from++) {
      for (to = from + 1; to < words.length && to < from + boot.j; to++) all.push([from, to, cut(words.slice(from, to + 1).join(""))]);
    }
    return all;
  }
  /* Finds for each word of the query what it may mean, in up to three steps of fetching. */
  function understand(words, then) {
    var last = words.length - 1, names = [], whole = joins(words), terms = words.map(function () { return []; }), slips = [], marks = {}, came = true;
    words.forEach(function (word, at) {
      [word].concat(forms(word)).forEach(function (form) { names.push(name("s", place("s", form))); });
      if (at < last) names.push(name("s", place("s", word + " " + words[at + 1])));
    });
    whole.forEach(function (join) { names.push(name("s", place("s", join[2]))); });
    if (last >= 0) names = names.concat(files("s", words[last], 6));
    need(names, function (all) {
      came = all;
      var unknown = [], more = [];
      words.forEach(function (word, at) {
        var entry = exactly(word), isLast = at === last;
        if (entry) withMates(at, entry, 1, word);
        else forms(word).some(function (form) {
          var other = exactly(form);
          if (other) withMates(at, other, 0.7, form);
          return other;
        });
        if (isLast) beginnings(at, word, entry ? 0.42 : 0.55);
      });
      whole.forEach(function (join) {
        var list = here(join[2]), from = join[0], to = join[1], found = list.by[join[2]], at, start = words.slice(from, to).join(""), ends = exactly(words[to]);
        if (!found && ends) mates(ends).forEach(function (mate) { found = found || list.by[cut(start + mate.word)]; });
        if (!found) found = list.by[join[2].replace(/e?s$/, "")];
        for (at = from; at <= to; at++) {
          if (found) withMates(at, found, 1, words[at]);
          else if (to === last && join[2].length > start.length + 1) {
            list.list.forEach(function (entry) {
              if (isWord(entry) && entry.word.slice(0, join[2].length) === join[2]) add(at, entry, 0.8, words[at]);
            });
          }
        }
      });
      words.forEach(function (word, at) {
        if (terms[at].length) return;
        unknown.push(at);
        more = more.concat(around("s", word), around("v", turned(word)));
        halves(word).forEach(function (two) { if (word.length > 5) more.push(name("s", place("s", two[1]))); });
        if (word.length > 2) more = more.concat(files("s", word, 2));
      });
      need(unknown.length ? more : [], function (all) {
        came = came && all;
        var found = {}, names = [];
        unknown.forEach(function (at) {
          var word = words[at];
          if (at < last && word.length > 2) beginnings(at, word, 0.5, true);
          if (terms[at].length) return;
          found[at] = meant(word, at === last);
          found[at].forEach(function (other) { names.push(name("s", place("s", other[0]))); });
          halves(word).forEach(function (two) {
            var a = exactly(two[0]), b = exactly(two[1]);
            if (a && b) names.push(own(a), own(b));
          });
        });
        need(names, function (all) {
          came = came && all;
          unknown.forEach(function (at) {
            if (terms[at].length) return;
            var word = words[at], best, two = word.length > 5 && halves(word).filter(function (two) { return exactly(two[0]) && exactly(two[1]); })[0];
            (found[at] || []).forEach(function (other) {
              var entry = exactly(other[0]);
              if (!entry) return;
              withMates(at, entry, other[1], other[0]);
              best = best || other[0];
            });
            if (two && (!best || found[at][0][1] < 0.6)) {
              terms[at] = [];
              both(at, exactly(two[0]), exactly(two[1]));
              best = two.join(" ");
            }
            if (best) slips.push([word, best]);
          });
          names = [];
          terms.forEach(function (term) { term.forEach(function (pair) { names.push(own(pair[0])); }); });
          need(names, function (all) { 
            /* Of the small words no one misses any. */
            var ignored = words.filter(function (word, at) { return word.length > 3 && !terms[at].length; });
            then({ terms: terms, slips: slips, ignored: ignored, marks: Object.keys(marks), came: came && all });
          });
        });
      });
    });
    function add(at, entry, weight, shown) {
      terms[at].push([entry, weight]);
      if (/\*$/.test(entry.word)) shown = entry.word;
      marks[shown] = 1;
    }
    function withMates(at, entry, weight, shown) {
      add(at, entry, weight, shown);
      mates(entry).forEach(function (mate) { add(at, mate, weight * 0.92, mate.word); });
    }
    function beginnings(at, word, least, few) {
      var list = beginning(word, few ? 2 : 6);
      list.forEach(function (entry) {
        add(at, entry, least + 0.35 * Math.min(1, word.length / entry.word.length), entry.word);
      });
    }
    /* A word written as one that is two here: the records that have both. */
    function both(at, a, b) {
      var levels = {}, entry = { word: a.word, numbers: [], levels: [], text: "" };
      postings(a).numbers.forEach(function (n, i) { levels[n] = a.levels[i]; });
      postings(b).numbers.forEach(function (n, i) {
        if (!levels[n]) return;
        entry.numbers.push(n);
        entry.levels.push(Math.min(levels[n], b.levels[i]));
      });
      add(at, entry, 0.9, a.word);
      marks[b.word] = 1;
    }
  }
  /* How well each record answers: scores by number, and the numbers. */
  function weigh(words, terms) {
    var limit = boot.limit, score = new Float32Array(limit), cover = new Float32Array(limit), best = new Float32Array(limit), named = new Uint8Array(limit), whole = new Uint8Array(limit);
    var numbers = [], sum = 0, known = 0, weights = [], most = 0, strong, n;
    terms.forEach(function (term, at) {
      var touched = [], inName = {}, sure = 0, idf;
      term.forEach(function (pair) {
        var entry = postings(pair[0]), weight = pair[1], i, n, value;
        for (i = 0; i < entry.numbers.length; i++) {
          n = entry.numbers[i];
          value = LEVELS[entry.levels[i]] * weight;
          if (!best[n]) { touched.push(n); if (weight > 0.9) sure++; }
          if (value > best[n]) best[n] = value;
          if (entry.levels[i] >= NAME && weight > 0.6) inName[n] = 1;
        }
      });
      if (!touched.length) return;
      n = sure || touched.length;
      idf = Math.log(1 + (boot.count - n + 0.5) / (n + 0.5)) + 0.05;
      if (!(idf > 0.05)) idf = 0.05;
      weights[at] = idf;
      sum += idf;
      known++;
      touched.forEach(function (n) {
        if (!cover[n]) numbers.push(n);
        score[n] += idf * best[n];
        cover[n] += idf;
        if (inName[n]) named[n]++;
        best[n] = 0;
      });
    });
    /* Two words of a name that stand in the order in which they were typed. */
    words.forEach(function (word, at) {
      var next = words[at + 1], key = word + " " + next, gain = 0.3 * Math.min(weights[at] || 0, weights[at + 1] || 0), seen = {};
      if (!next || !gain) return;
      here(key).list.forEach(function (entry) {
        if (entry.word !== key && !(at + 2 === words.length && entry.word.slice(0, key.length) === key)) return;
        postings(entry).numbers.forEach(function (n) {
          if (cover[n] && !seen[n]) score[n] += gain;
          seen[n] = 1;
        });
      });
    });
    numbers.forEach(function (n) {
      cover[n] /= sum;
      if (cover[n] > most) most = cover[n];
      score[n] *= Math.pow(cover[n], 1.2) * (named[n] === known ? 1.2 : 1);
    });
    numbers.forEach(function (n) { whole[n] = cover[n] >= 0.7 * most; });
    strong = numbers.filter(function (n) { return whole[n]; });
    if (strong.length < 10) strong = numbers.filter(function (n) { return cover[n] >= 0.25 * most; });
    return { score: score, whole: whole, numbers: strong };
  }

  /* ---- Facets, hours, places ---- */
  function all() {
    return once(boot.o && "o" + boot.o, function (text) {
      var from = reader(text), list = [];
      while (from.more()) list.push(from.number());
      return list;
    }) || [];
  }
  function sets() {
    return once("f" + boot.f, function (data) { return data.map(function (values) { return values.map(set); }); });
  }
  /* What hereabouts.js knows of hours; nothing if it did not arrive. */
  function hoursOf() {
    var hours = window.hours;
    return hours && once(boot.t && "t" + boot.t, function (text) {
      var from = hours.reader(text), by = {}, next = 0;
      by.first = from.number();
      while (from.more()) {
        next += from.number();
        by[next++] = hours.spans(from);
      }
      return by;
    });
  }
  function minute() { return window.hours && window.hours.minute(boot.zone, hb.now ? hb.now() : new Date()); }
  function until(by, n, now) { return by && by[n] && window.hours.until(by[n], by.first, now); }
  function placesOf() {
    return once("p" + boot.p, function (text) {
      var from = reader(text), by = {}, next = 0;
      while (from.more()) {
        next += from.number();
        by[next++] = [from.number() / 1e4 - 90, from.number() / 1e4 - 180];
      }
      return by;
    });
  }
  function middle(postcode) {
    var code = postcode.toUpperCase().replace(/[^0-9A-Z]/g, ""), codes = had["c" + boot.c] || {}, first = code.slice(0, -3), from;
    var text = Object.prototype.hasOwnProperty.call(codes, code) ? codes[code] : code.length > 4 && Object.prototype.hasOwnProperty.call(codes, first) ? codes[first] : "";
    if (!text) return null;
    from = reader(text);
    return { lat: from.number() / 1e4 - 90, lon: from.number() / 1e4 - 180 };
  }
  function kilometres(a, b) {
    var turn = Math.PI / 180, lat = (b[0] - a.lat) * turn, lon = (b[1] - a.lon) * turn;
    var h = Math.pow(Math.sin(lat / 2), 2) + Math.cos(a.lat * turn) * Math.cos(b[0] * turn) * Math.pow(Math.sin(lon / 2), 2);
    return 12742 * Math.asin(Math.min(1, Math.sqrt(h)));
  }
  /* What passes every choice, and how many would with each value: kind and type are one choice between them. */
  function choose(query, numbers) {
    var limit = boot.limit, misses = new Uint8Array(limit), by = new Uint8Array(limit), inside = new Uint8Array(limit), groups = [], counts = {}, open;
    var pick = query.pick || {}, data = sets();
    numbers.forEach(function (n) { inside[n] = 1; });
    function drop(group, pass) {
      for (var at = 0; at < numbers.length; at++) if (!pass[numbers[at]]) { misses[numbers[at]]++; by[numbers[at]] = group; }
    }
    function slugs(key) { return (pick[key] || []).length ? pick[key] : null; }
    if (data) {
      boot.facets.forEach(function (facet, f) {
        var group = facet.key === "type" ? "kind" : facet.key, pass = groups[group];
        var types = slugs("type") || [], wanted = slugs(facet.key);
        if (group === "kind" ? !slugs("kind") && !slugs("type") : !wanted) return;
        if (!pass) pass = groups[group] = new Uint8Array(limit);
        facet.values.forEach(function (value, v) {
          if (!wanted || wanted.indexOf(value.slug) < 0) return;
          /* A kind of which a type is picked stands for that type alone. */
          if (facet.key === "kind" && boot.facets.some(function (other) {
            return other.key === "type" && other.values.some(function (t) { return t.parent === value.slug && types.indexOf(t.slug) >= 0; });
          })) return;
          data[f][v].forEach(function (n) { pass[n] = 1; });
        });
      });
      boot.facets.forEach(function (facet, f) { if (groups[facet.key]) drop(f + 1, groups[facet.key]); });
      /* A facet of which no value is here lets nothing through. */
      Object.keys(pick).forEach(function (key) {
        if (slugs(key) && !groups[key === "type" ? "kind" : key]) drop(200, new Uint8Array(limit));
      });
    }
    if (boot.t && hoursOf()) {
      open = new Uint8Array(limit);
      var hours = hoursOf(), now = minute();
      numbers.forEach(function (n) { if (until(hours, n, now)) open[n] = 1; });
      if (query.open) drop(100, open);
    } else if (query.open) drop(100, new Uint8Array(limit));
    if (data) boot.facets.forEach(function (facet, f) {
      var own = (facet.key === "type" ? boot.facets.map(function (f) { return f.key; }).indexOf("kind") : f) + 1, count = counts[facet.key] = {};
      facet.values.forEach(function (value, v) {
        var n = 0, list = data[f][v], at;
        for (at = 0; at < list.length; at++) if (inside[list[at]] && (!misses[list[at]] || misses[list[at]] === 1 && by[list[at]] === own)) n++;
        count[value.slug] = n;
      });
    });
    return {
      numbers: numbers.filter(function (n) { return !misses[n]; }),
      counts: counts,
      openCount: open && numbers.filter(function (n) { return open[n] && (!misses[n] || misses[n] === 1 && by[n] === 100); }).length
    };
  }

  /* ---- Answers ---- */
  function record(n, distance, now) {
    var row = (once(block(n), function (rows) {
      var by = {};
      rows.forEach(function (row) { by[row[0]] = row; });
      return by;
    }) || {})[n % 8], looks, hours, end, made;
    if (!row) return null;
    looks = boot.looks[row[3]];
    function labels(key, places) {
      var values = (boot.facets.filter(function (facet) { return facet.key === key; })[0] || {}).values;
      return places.map(function (at) { return values[at].label; });
    }
    made = { id: n, slug: row[1], url: looks[5] + "/" + row[1] + ".html", title: row[2], summary: row[4], kind: looks[0], type: looks[1], label: looks[2],
      colour: looks[3], icon: looks[4], area: labels("area", row[5])[0] || "", categories: labels("category", row[6]) };
    if (row[8]) made.checked = { state: row[7] === 1 ? "fresh" : "old", text: row[8] };
    if (distance !== undefined) made.distance = distance;
    end = boot.t && until(hoursOf(), n, now);
    hours = end && window.hours.clock(end, now);
    if (end) made.open = hours ? boot.until.replace("{time}", hours) : boot.now;
    return made;
  }
  /* Eight numbers to a file, and a sign to four files. */
  function block(n) { return "r" + (n >> 3) + "-" + boot.r.substr((n >> 5) * 3, 3); }
  /* The best from..to by `before`, without putting all in order. */
  function first(numbers, from, to, before) {
    if (to * 8 > numbers.length) return numbers.slice().sort(before).slice(from, to);
    var kept = [], at, low, high, middle;
    for (at = 0; at < numbers.length; at++) {
      if (kept.length === to && before(kept[to - 1], numbers[at]) <= 0) continue;
      low = 0;
      high = kept.length;
      while (low < high) {
        middle = (low + high) >> 1;
        if (before(kept[middle], numbers[at]) <= 0) low = middle + 1; else high = middle;
      }
      kept.splice(low, 0, numbers[at]);
      if (kept.length > to) kept.pop();
    }
    return kept.slice(from);
  }

  hb.fold = fold;
  hb.mark = mark;
  hb.facets = [];
  hb.open = function (path, done) {
    base = path;
    fetch("boot", function () {
      if (!("boot" in had)) return done(new Error("search/boot.js did not arrive"));
      if (!boot) {
        boot = had.boot;
        ["s", "v"].forEach(function (sort) { boot[sort][0] = boot[sort][0].split("~"); });
        hb.facets = boot.facets;
        hb.count = boot.count;
        hb.hasHours = !!boot.t;
        hb.hasPlaces = !!boot.p;
      }
      done(null);
    });
  };
  hb.stop = function () { latest++; };
  hb.find = function (query, answer) {
    var mine = query.aside ? latest : ++latest, words = fold(query.q || "").slice(0, MOST_WORDS), near = query.near, names = [], came = true;
    var picks = Object.keys(query.pick || {}).some(function (key) { return query.pick[key].length; });
    if (!words.length) names.push("o" + boot.o);
    var choices = "f" + boot.f, hours = boot.t && "t" + boot.t;
    if (picks) names.push(choices);
    if (query.open) names.push(hours);
    if ((near || query.postcode) && boot.p) names.push("p" + boot.p);
    if (query.postcode && boot.c) names.push("c" + boot.c);
    var left = 2, understood;
    need(names, function (all) { came = came && all; go(); });
    understand(words, function (found) { understood = found; came = came && found.came; go(); });
    function go() {
      if (--left || mine !== latest) return;
      var found = words.length ? weigh(words, understood.terms) : { numbers: all() }, away = null, unknown = false;
      if (!near && query.postcode) {
        near = middle(query.postcode);
        unknown = !near;
      }
      var chosen = choose(query, found.numbers), numbers = chosen.numbers, score = found.score, whole = found.whole, from = query.from || 0, to = from + (query.count || 20);
      if (near) {
        away = {};
        var places = boot.p && placesOf() || {};
        numbers.forEach(function (n) { if (places[n]) away[n] = kilometres(near, places[n]); });
        numbers = first(numbers, from, to, function (a, b) {
          var x = a in away ? away[a] : 1e9, y = b in away ? away[b] : 1e9;
          return (score ? whole[b] - whole[a] : 0) || x - y || (score ? score[b] - score[a] : 0) || a - b;
        });
      } else if (score) numbers = first(numbers, from, to, function (a, b) { return score[b] - score[a] || a - b; });
      else numbers = numbers.slice(from, to);
      need(numbers.map(block), function (all) {
        if (mine !== latest) return;
        var records = shown(), result = { total: chosen.numbers.length, exact: !understood.slips.length && !understood.ignored.length, instead: understood.slips,
          ignored: understood.ignored, records: records, counts: chosen.counts, openCount: chosen.openCount, marks: understood.marks };
        if (unknown) result.placeUnknown = true;
        if (!came || !all) result.failed = true;
        answer(result);
        /* The numbers at the choices and the hours are many bytes, and nobody waits for them: they come in a second answer. */
        var rest = [choices, hours].filter(function (name) { return name && !(name in had); });
        if (query.counts !== false && mine === latest && rest.length) {
          need(rest, function () {
            if (mine !== latest || rest.every(function (name) { return !(name in had); })) return;
            chosen = choose(query, found.numbers);
            answer({ counts: chosen.counts, openCount: chosen.openCount, records: shown(), later: true });
          });
        }
      });
      function shown() {
        var now = minute(), records = numbers.map(function (n) { return record(n, away ? away[n] : undefined, now); }).filter(Boolean);
        /* What answers equally well stands in the order of names. */
        if (score && !near) records.sort(function (a, b) { return score[b.id] - score[a.id] || (a.title < b.title ? -1 : 1); });
        return records;
      }
    }
  };
  window.hb = hb;
})();
/* The page: what a reader types and presses, and what comes of it. All its words stand in the page, in data attributes. */
(function () {
  "use strict";
  var doc = document, top = doc.documentElement, hb = window.hb, base = doc.currentScript.src.replace(/theme\/search\.js.*$/, "");
  var page, box, words, FEW = 6, MANY = 20;

  function one(selector, from) { return (from || page).querySelector(selector); }
  function all(selector, from) { return [].slice.call((from || page).querySelectorAll(selector)); }
  function make(tag, name, children) {
    var node = doc.createElement(tag);
    if (name) node.className = name;
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
  function marked(text, marks) {
    return make("bdi", "", hb.mark(text, marks).map(function (piece) { return piece[1] ? make("mark", "", piece[0]) : piece[0]; }));
  }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }
  /* "1 result", "8 results": in the form that the language has for the number. */
  function results(n) {
    var form = n === 1 ? "one" : "other";
    try { form = new Intl.PluralRules(top.lang).select(n); } catch (e) { /* an old browser */ }
    return fill(words[form] || words.other, { n: n });
  }
  function later(wait, work) {
    var clock;
    return function () { clearTimeout(clock); clock = setTimeout(work, wait); };
  }
  function typed() { return box.value.trim().slice(0, 200); }

  /* Opens the index at the first call, and tries again if it did not arrive. */
  var opened, waiting = [];
  function ready(then) {
    if (opened) return then();
    if (waiting.push(then) > 1) return;
    hb.open(base, function (error) {
      var all = waiting;
      waiting = [];
      opened = !error;
      all.forEach(function (then) { then(error); });
    });
  }

  /* The small search of every page: the first answers under the box, all of them on the find page. */
  function smallSearch() {
    var form = box.form, panel = one(".answers", form), list = one("ul", panel), said = one("p", panel), rest = panel.lastChild;
    function shut() {
      panel.classList.remove("up");
      list.textContent = said.textContent = "";
      rest.hidden = true;
    }
    function show(result) {
      if (!typed() || !form.contains(doc.activeElement)) return;
      var n = results(result.total);
      list.textContent = "";
      result.records.forEach(function (record) {
        var link = make("a", "", [marked(record.title, result.marks), make("span", "kind k-" + record.colour, record.label)]);
        link.href = base + record.url;
        list.appendChild(make("li", "", link));
      });
      said.textContent = result.failed ? words.failed : result.total ? n : words.none;
      rest.textContent = fill(words.all, { results: n });
      rest.href = base + "find.html?q=" + encodeURIComponent(typed());
      rest.hidden = !result.total;
      panel.classList.add("up");
    }
    var ask = later(60, function () {
      if (!typed()) return shut();
      ready(function (error) {
        if (error) show({ total: 0, records: [], failed: true });
        else hb.find({ q: typed(), pick: {}, open: false, near: null, postcode: "", from: 0, count: FEW, counts: false }, show);
      });
    });
    box.oninput = box.onfocus = ask;
    form.onsubmit = function (event) {
      event.preventDefault();
      location.href = base + "find.html" + (typed() ? "?q=" + encodeURIComponent(typed()) : "");
    };
    form.onkeydown = function (event) {
      if (event.key !== "Escape") return;
      box.value = "";
      box.focus();
      shut();
    };
    form.addEventListener("focusout", function (event) { if (!form.contains(event.relatedTarget)) shut(); });
    ready(ask);
  }

  /* The find page. What is asked stands in the address: words, picked values by facet, open now, a postcode. The device's own
     position stands nowhere but in `here`. */
  function findPage() {
    var picked, near, here = null, shown = 0, offered, sentence, kept, turn = 0, asking = 0;
    var bar = one(".bar p"), idle = bar.textContent, cards = one(".found .cards"), more = one("[data-more-results]"), clear = one("[data-clear-search]");
    var nothing = one("[data-nothing]"), cause = one("[data-cause]"), out = one("[data-way-out]");
    var nearby = one("[data-near]"), postcode = one("#postcode"), fold = one(".fold");

    function restore() {
      picked = Object.create(null);
      near = box.value = "";
      location.search.slice(1).split("&").forEach(function (part) {
        var at = part.indexOf("="), key = part.slice(0, at), value = part.slice(at + 1).replace(/\+/g, " ");
        try { value = decodeURIComponent(value); } catch (e) { return; }
        if (at < 1 || !value) return;
        if (key === "q") box.value = value.slice(0, 200);
        else if (key === "near") near = value.slice(0, 12);
        else if (one(".filters [name='" + key.replace(/\W/g, "") + "']")) pick(key, value, true);
      });
      toPostcode(near);
      kept = location.search;
    }
    function toPostcode(code) {
      near = code;
      if (postcode) postcode.value = code;
    }
    function remember() {
      var parts = [];
      function add(key, value) { if (value) parts.push(key + "=" + encodeURIComponent(value).replace(/%20/g, "+")); }
      add("q", typed());
      Object.keys(picked).forEach(function (key) { picked[key].forEach(function (value) { add(key, value); }); });
      add("near", near);
      try {
        history.replaceState({ shown: shown }, "", location.pathname + (parts.length ? "?" + parts.join("&") : location.hash));
      } catch (e) { /* from a folder some browsers refuse */ }
      kept = location.search;
    }
    function isPicked(name, value) { return (picked[name] || []).indexOf(value) >= 0; }
    function pick(name, value, on) {
      var next = (picked[name] || []).filter(function (other) { return other !== value; });
      if (on) next.push(value);
      if (next.length) picked[name] = next; else delete picked[name];
    }
    function isAsked() { return !!(typed() || Object.keys(picked).length || near || here); }

    function valuesOf(key) {
      var found = hb.facets.filter(function (facet) { return facet.key === key; })[0];
      return found ? found.values : [];
    }
    function value(key, slug) { return valuesOf(key).filter(function (value) { return value.slug === slug; })[0]; }
    /* Beside the kinds stand the types of those kinds that are browsed by type. */
    function keyOf(name, slug) { return name === "kind" && !value("kind", slug) ? "type" : name; }
    function boxes() { return all(".filters [type=checkbox]"); }
    function query(from, count) {
      var asked = { q: typed(), pick: {}, open: !!picked.open, near: here, postcode: near, from: from, count: count };
      Object.keys(picked).forEach(function (name) {
        picked[name].forEach(function (slug) {
          var key = keyOf(name, slug);
          if (name !== "open") (asked.pick[key] = asked.pick[key] || []).push(slug);
        });
      });
      return asked;
    }

    /* What has no box is not kept from the address. A type has one below its kind. */
    function known() {
      Object.keys(picked).forEach(function (name) {
        picked[name].slice().forEach(function (slug) {
          var type = value("type", slug), kind = /^(kind|type)$/.test(name);
          pick(name, slug, false);
          if (kind && has("kind", slug)) pick("kind", slug, true);
          else if (kind && has("type", slug)) {
            pick("type", slug, true);
            pick("kind", type.parent, true);
          } else pick(name, slug, has(name, slug));
        });
      });
    }
    function has(name, slug) { return boxes().some(function (input) { return input.name === name && input.value === slug; }); }
    /* Checks follow what is picked; the types of picked kinds are shown. */
    function check() {
      all("[data-of]").forEach(function (types) {
        types.hidden = !isPicked("kind", types.getAttribute("data-of"));
        if (types.hidden) all("input", types).forEach(function (input) { pick("type", input.value, false); });
      });
      boxes().forEach(function (input) { input.checked = isPicked(input.name, input.value); });
      if (nearby) nearby.setAttribute("aria-pressed", !!here);
      all("summary").forEach(function (summary) {
        var on = all(":checked", summary.parentNode).length;
        summary.lastChild.textContent = on ? fill(words.on, { n: on }) : "";
      });
    }
    /* At each value what one would get with it, and with nothing asked all that have it. */
    function count(counts, open) {
      boxes().forEach(function (input) {
        var name = input.name, key = keyOf(name, input.value), n = name === "open" ? open : counts ? (counts[key] || {})[input.value] || 0 : (value(key, input.value) || {}).count;
        one("b", input.parentNode).textContent = n === undefined ? "" : n;
        input.parentNode.classList.toggle("none", n === 0 && !input.checked);
      });
    }

    function card(record, marks) {
      var link = make("a", "", marked(record.title, marks)), facts = [make("li", "kind", record.label)];
      var save = make("button", "save", icon("star")), saved = false, body = [make("h2", "", link)], checked = record.checked;
      function fact(kind, name, text) { if (text) facts.push(told(kind, name, text)); }
      link.href = base + record.url;
      if (record.summary) body.push(make("p", "", marked(record.summary, marks)));
      if (record.distance !== undefined) fact("away", "walk", away(record.distance));
      fact("open", "clock", record.open);
      fact("area", "pin", record.area);
      if (checked) fact(checked.state, "check", checked.text);
      body.push(make("ul", "facts", facts));
      try { saved = JSON.parse(localStorage.getItem("hereabouts-" + base + "list")).some(function (item) { return item.id === record.slug; }); } catch (e) { /* nothing kept */ }
      save.setAttribute("data-save", record.slug);
      save.setAttribute("aria-label", fill(words.star, { title: record.title }));
      save.setAttribute("aria-pressed", saved);
      return make("li", "card k-" + record.colour, [make("span", "badge", icon(record.icon)), make("div", "", body), save]);
    }
    function told(kind, name, text) { return make("li", kind, [icon(name), make("bdi", "", text)]); }
    /* The hours come after the cards. */
    function open(record, card) {
      var facts = card && one(".facts", card);
      if (record.open && facts && !one(".open", facts)) facts.insertBefore(told("open", "clock", record.open), facts.children[record.distance === undefined ? 1 : 2] || null);
    }
    function away(km) {
      if (/^en-(GB|US)/.test(top.lang)) return fill(words.miles, { n: Math.max(0.1, km / 1.609344).toFixed(1) });
      return km < 1 ? fill(words.metres, { n: Math.max(50, Math.round(km * 20) * 50) }) : fill(words.km, { n: km.toFixed(1) });
    }

    /* The count is told when the reader pauses, so that nobody hears a number for every key. */
    var tell = later(250, function () { say(sentence); });
    function busy() { bar.setAttribute("aria-busy", "true"); }
    function say(parts) {
      bar.removeAttribute("aria-busy");
      bar.textContent = parts[0];
      if (parts[1]) bar.appendChild(make("span", "", " " + parts.slice(1).join(" ")));
    }
    function show(result, from) {
      var n = results(result.total);
      if (result.later) {
        result.records.forEach(function (record, at) { open(record, cards.children[from + at]); });
        return count(result.counts, result.openCount);
      }
      sentence = [result.exact || !result.total ? n : fill(words.inexact, { results: n })];
      (result.instead || []).forEach(function (pair) { sentence.push(fill(words.instead, { typed: pair[0], taken: pair[1] })); });
      if (result.total && result.ignored.length) sentence.push(fill(words.ignored, { words: result.ignored.join(" ") }));
      if (result.failed) sentence.push(words.failed);
      if (result.placeUnknown) sentence.push(fill(words.unknown, { postcode: near }));
      else if (here || near) sentence.push(words.nearest);
      tell();
      if (!from) cards.textContent = "";
      shown = from + result.records.length;
      result.records.forEach(function (record) { cards.appendChild(card(record, result.marks)); });
      more.hidden = shown >= result.total || !result.records.length;
      if (Object.keys(result.counts).length) count(result.counts, result.openCount);
      nothing.hidden = result.total > 0 || !!result.failed;
      if (!nothing.hidden) explain();
      remember();
    }
    /* Why there is nothing: a filter that was left on, several together, or the words. */
    function explain() {
      var left = boxes().filter(function (input) { return input.checked; });
      function way(text, label, mend) {
        cause.textContent = text;
        out.textContent = label;
        out.parentNode.hidden = !label;
        out.onclick = function () { mend(); run(); box.focus(); };
      }
      function next() {
        var input = left.shift(), before = picked, asked;
        picked = input ? JSON.parse(JSON.stringify(before)) : {};
        if (input) pick(input.name, input.value, false);
        asked = query(0, 1);
        var fewer = picked;
        picked = before;
        asked.counts = false;
        asked.aside = true;
        hb.find(asked, function (result) {
          var label = input && input.nextSibling.textContent.trim(), values = { results: results(result.total), filter: label };
          if (result.total) way(fill(input ? words.filter : words.filters, values), input ? fill(words.off, values) : words.allOff, function () { picked = fewer; });
          else if (input) next();
          else way(words.word, "");
        });
      }
      if (left.length) next(); else way(words.word, "");
    }

    function want(then) {
      ready(function (error) {
        if (!error && !offered) {
          offered = true;
          known();
          check();
          count();
        }
        then(error);
      });
    }
    function find(from, many, then) {
      var mine = ++turn;
      busy();
      want(function (error) {
        if (mine !== turn) return;
        if (error) {
          top.classList.remove("asked");
          return say([words.failed]);
        }
        if (!isAsked()) return run();
        check();
        hb.find(query(from, many), function (result) {
          show(result, from);
          if (then && !result.later) then();
        });
      });
    }
    function run(many) {
      var asked = isAsked();
      clear.hidden = !asked;
      top.classList.toggle("asked", asked);
      if (asked) return find(0, Math.max(many || 0, MANY));
      turn++;
      hb.stop();
      cards.textContent = "";
      shown = 0;
      sentence = [idle];
      tell();
      remember();
      if (offered) { check(); count(); }
    }

    var soon = later(60, function () { run(); });
    box.oninput = function () { busy(); soon(); };
    box.onkeydown = function (event) {
      if (event.key !== "Escape" || !box.value) return;
      event.preventDefault();
      box.value = "";
      run();
    };
    box.form.onsubmit = function (event) { event.preventDefault(); run(); };
    page.addEventListener("change", function (event) {
      var input = event.target;
      if (input.type === "checkbox") pick(input.name, input.value, input.checked);
      else if (input === postcode) { nowhere(); toPostcode(postcode.value.trim()); }
      else return;
      run();
    });
    clear.onclick = function () {
      picked = {};
      nowhere();
      box.value = "";
      toPostcode("");
      run();
      box.focus();
    };
    more.onclick = function () {
      var at = shown;
      find(at, MANY, function () { if (cards.children[at]) one("a", cards.children[at]).focus(); });
    };
    /* A place that the device tells too late is not wanted any more. */
    function nowhere() {
      here = null;
      asking++;
    }
    function nearMe() {
      var was = here, mine;
      nowhere();
      if (was) return run();
      mine = asking;
      function refused() {
        if (mine !== asking) return;
        say([sentence[0], words.refused]);
        fold.open = true;
      }
      say([words.asking]);
      if (!navigator.geolocation) return refused();
      navigator.geolocation.getCurrentPosition(function (at) {
        if (mine !== asking) return;
        here = { lat: at.coords.latitude, lon: at.coords.longitude };
        toPostcode("");
        run();
      }, refused, { timeout: 15000, maximumAge: 60000 });
    }
    if (nearby) nearby.onclick = nearMe;
    window.addEventListener("popstate", function () {
      if (location.search === kept) return;
      nowhere();
      restore();
      run();
    });

    /* Somebody may have typed or pressed before this script was here. */
    var early = box.value, code = postcode && postcode.value.trim(), close = nearby && nearby.getAttribute("aria-pressed") === "true", pressed = boxes().filter(function (input) { return input.checked; });
    sentence = [idle];
    restore();
    if (early) box.value = early;
    if (code) toPostcode(code);
    pressed.forEach(function (input) { pick(input.name, input.value, true); });
    want(function () {});
    run((history.state || {}).shown);
    if (close) nearMe();
  }

  function start() {
    page = doc.getElementById("find");
    box = doc.getElementById("q");
    if (!box) return;
    if (!hb) { top.className = ""; return; }
    words = (page || box.form).dataset;
    if (page) findPage(); else smallSearch();
  }
  if (doc.readyState === "loading") doc.addEventListener("DOMContentLoaded", start); else start();
})();
