// What was typed against names, codes and titles. Loaded with the names, when a reader turns to the search box.
// The scripts in search/ hand their data to `evidence.names` and `evidence.papers`.
var evidence = (function () {
  "use strict";
  var APOSTROPHES = /['’‘`´ʼ′]/g;
  var UNFOLDED = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ς": "σ" };
  var SCHEME = /^(mondo|mesh|icd10cm|icd10|icd|orphanet|orphacode|orpha|doid|pmid|pubmed|pmcid|pmc)(?=[a-z]?\d)/;
  var SAME = { icd10: "icd10cm", icd: "icd10cm", orphanet: "orpha", orphacode: "orpha", pubmed: "pmid", pmcid: "pmc" };
  var KINDS = ["disease", "group", "indication", "paper"];
  var subjects = [], papers = {}, keys = [], loaded = {};

  // The same rules as generator/folding.py.
  function fold(text) {
    return letters(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/ae/g, "e").replace(/oe/g, "e");
  }
  function letters(text) {
    var lower = unfold(text.replace(APOSTROPHES, "").toLowerCase());
    return unfold(lower.normalize("NFKD").replace(/\p{M}/gu, "").replace(APOSTROPHES, "").toLowerCase());
  }
  function unfold(text) {
    return text.replace(/[ßæœøđðłþıς]/g, function (letter) { return UNFOLDED[letter]; });
  }
  function squash(text) { return fold(text).replace(/ /g, ""); }

  // A code without its scheme, and the scheme if one is named.
  function code(text) {
    var doi = /10\.\d{4,}\/(.+)/.exec(text);
    if (doi) return { scheme: "doi", bare: squash(doi[1]) };
    var bare = squash(text), scheme = SCHEME.exec(bare);
    if (!scheme) return { scheme: "", bare: bare };
    return { scheme: SAME[scheme[1]] || scheme[1], bare: bare.slice(scheme[1].length) };
  }

  function prepared(item) {
    var names = [[item.title, ""]].concat(item.names || []);
    item.folded = names.map(function (name) {
      var folded = fold(name[0]);
      return { name: name[0], what: name[1], folded: folded, words: folded.split(" "), squashed: folded.replace(/ /g, "") };
    });
    item.coded = (item.codes || []).map(function (text) { return { text: text, code: code(text) }; });
    return item;
  }

  // A paper from its row. One that has a PMID bears it as its id, unless a flag says otherwise.
  function paper(id, title, label, codes, flags) {
    return {
      title: title, kind: "paper", url: "/papers/" + id + "/", here: true,
      names: [[label, flags & 1 ? "paper, retracted" : "paper"]],
      codes: (/^\d+$/.test(id) && !(flags & 2) ? ["PMID " + id] : []).concat(codes)
    };
  }

  // Whether a word is how another begins but for one letter left out, put in, changed or exchanged with the next.
  function near(typed, word) {
    var at = 0;
    while (at < typed.length && typed[at] === word[at]) at++;
    return word.startsWith(typed.slice(at + 1), at + 1) || word.startsWith(typed.slice(at + 1), at) ||
      word.startsWith(typed.slice(at), at + 1) ||
      (typed[at] === word[at + 1] && typed[at + 1] === word[at] && word.startsWith(typed.slice(at + 2), at + 2));
  }

  // How well a name fits: 0 is the same, 1 begins so, 2 has words that begin so, 3 has one slip; 9 does not fit.
  function fit(query, name) {
    if (name.squashed === query.squashed) return 0;
    if (name.folded.startsWith(query.folded)) return 1;
    if (query.squashed.length < 2) return 9;
    if (name.squashed.startsWith(query.squashed)) return 2;
    var slips = 0;
    var all = query.words.every(function (typed) {
      if (name.words.some(function (word) { return word.startsWith(typed); })) return true;
      slips += 1;
      return slips === 1 && typed.length > 3 && !/\d/.test(typed) &&
        name.words.some(function (word) { return near(typed, word); });
    });
    return !all ? 9 : slips ? 3 : 2;
  }
  function fitCode(query, own) {
    if (!/\d/.test(query.bare) || (query.scheme && own.scheme && query.scheme !== own.scheme)) return 9;
    if (own.bare === query.bare) return 0;
    return query.bare.length > 2 && own.bare.startsWith(query.bare) ? 1 : 9;
  }

  // The best way in which an item fits, told by the name or the code; null if it does not.
  function hit(query, item) {
    var best = null;
    function take(rank, order, text, what) {
      if (rank < 9 && (!best || rank < best.rank)) best = { rank: rank, order: order, text: text, what: what, item: item };
    }
    item.folded.forEach(function (name, order) { take(fit(query, name), order, name.name, name.what); });
    item.coded.forEach(function (own) { take(fitCode(query.code, own.code), 99, own.text, "code"); });
    if (best) best.slip = best.rank === 3;
    return best;
  }
  function better(a, b) {
    return a.rank - b.rank || KINDS.indexOf(a.item.kind) - KINDS.indexOf(b.item.kind) ||
      b.item.here - a.item.here || a.order - b.order || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
  }

  // The scripts with papers that may fit and are not loaded yet.
  function wanted(query) {
    var typed = query.words.concat(query.code.bare).filter(function (word) { return word.length > 2; });
    var found = keys.filter(function (key) {
      return typed.some(function (word) { return word.startsWith(key) || key.startsWith(word); });
    });
    return found.filter(function (key) { return !loaded[key]; }).slice(0, 8);
  }

  return {
    fold: fold,
    squash: squash,
    names: function (items, files) { subjects = items.map(prepared); keys = files; },
    papers: function (key, items) {
      loaded[key] = true;
      items.forEach(function (row) { papers[row[0]] = papers[row[0]] || prepared(paper.apply(null, row)); });
    },
    file: function (key) {
      var name = key.replace(/[^a-z0-9]/gu, function (sign) { return "_" + sign.codePointAt(0).toString(16); });
      return "search/papers" + (key ? "-" : "") + name + ".js";
    },
    // The best hits for what was typed, and the keys of papers to load and ask again with.
    search: function (text, most) {
      var folded = fold(text);
      var query = { folded: folded, words: folded.split(" "), squashed: squash(text), code: code(text) };
      if (!query.squashed) return { hits: [], wanted: [], words: [] };
      var every = subjects.concat(Object.values(papers));
      var hits = every.map(function (item) { return hit(query, item); }).filter(Boolean).sort(better);
      // A slip is taken for one only where nothing fits as it was typed.
      if (hits.length && !hits[0].slip) hits = hits.filter(function (one) { return !one.slip; });
      return { hits: hits.slice(0, most), wanted: wanted(query), words: query.words };
    },
    // A text in pieces, each with whether it is what was typed.
    marked: function (text, words, slip) {
      return text.split(/([\p{L}\p{M}\p{N}'’]+)/u).filter(Boolean).reduce(function (pieces, piece) {
        var folded = fold(piece);
        var typed = folded && words.find(function (word) {
          return folded.startsWith(word) || (slip && word.length > 3 && near(word, folded));
        });
        if (!typed) return pieces.concat([[piece, false]]);
        var size = folded.startsWith(typed) && folded.length === piece.length ? typed.length : piece.length;
        return pieces.concat([[piece.slice(0, size), true], [piece.slice(size), false]]);
      }, []);
    }
  };
})();
