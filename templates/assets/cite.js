// How a page, its paper and each of its claims are cited in the formats that programs read. The page states its own
// citation and its paper's in words; the formats are made of that, of its head and of its quotes when it is opened,
// by the rules of `generator/citing/`. Standing in every page, they were a quarter of a site.
(function () {
  "use strict";
  var section = document.querySelector("[data-cited]");
  if (!section) return;
  var MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  var ESCAPED = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  var VERBATIM = { "{": "%7B", "}": "%7D", "\\": "%5C" };

  function oneLine(text) {
    return text.replace(/[\x00-\x1f\x7f-\x9f \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g, " ")
      .replace(/^ | $/g, "");
  }
  function sentences(parts) {
    return parts.filter(Boolean).map(function (part) { return /[.?!]$/.test(part) ? part : part + "."; }).join(" ");
  }
  function tag(key) {
    var found = document.querySelector('meta[name="' + key + '"], meta[property="' + key + '"]');
    return found ? found.content : "";
  }
  function known(pairs) { return pairs.filter(function (pair) { return pair[1]; }); }
  function twoDigits(number) { return (number < 10 ? "0" : "") + number; }

  // What is cited, in terms that all formats share: that of a page, of a claim on it, of its paper.
  function pageWork() {
    return {
      kind: "page", key: section.dataset.cited, title: oneLine(tag("og:title")),
      authors: [{ family: tag("og:site_name") }], issued: section.dataset.asOf.split("-").map(Number),
      url: tag("og:url"), version: section.dataset.hash, note: "Content hash " + section.dataset.hash + "."
    };
  }
  function claimWork(id, quote, source) {
    var work = pageWork();
    work.key += "-" + id;
    work.title = oneLine(section.dataset.label + ": \u201c" + quote + "\u201d");
    work.url = work.url && work.url + "#" + id;
    work.note += " Quoted from: " + source;
    return work;
  }
  function paperWork(more) {
    var data = JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent).mainEntity;
    var same = data.sameAs || [], pmid = tag("citation_pmid");
    var pmc = same.map(function (address) { return /^https:\/\/pmc\.ncbi\.nlm\.nih\.gov\/.*(PMC\d+)/.exec(address); });
    return {
      kind: "paper", key: section.dataset.paper, title: data.headline, authors: (data.author || []).map(function (one) {
        return { family: one.familyName || one.name, given: one.givenName, suffix: one.honorificSuffix };
      }),
      more: more, issued: data.datePublished ? data.datePublished.split("-").map(Number) : [],
      journal: tag("citation_journal_title"), volume: tag("citation_volume"), issue: tag("citation_issue"),
      first: tag("citation_firstpage"), last: tag("citation_lastpage"), pages: section.dataset.pages,
      language: tag("citation_language"), doi: tag("citation_doi"), pmid: pmid,
      pmcid: (pmc.filter(Boolean)[0] || [])[1], url: pmid && same[0],
      note: [data.creativeWorkStatus && "Retracted.", more && "The source names only the first authors."]
        .filter(Boolean).join(" ")
    };
  }

  function vancouver(page, note) {
    var day = page.issued[0] + " " + MONTHS[page.issued[1] - 1] + " " + page.issued[2];
    var said = sentences([page.authors[0].family, page.title + " [Internet]", day, note]);
    return said + (page.url ? " Available from: " + page.url : "");
  }
  function tex(text) {
    return oneLine(text).replace(/[\\{}~^%&_$#]/g, function (sign) { return ESCAPED[sign] || "\\" + sign; });
  }
  function texName(name) {
    var family = tex(name.family);
    if (!name.given || / and /i.test(" " + family + " ")) family = "{" + family + "}";
    return [family, tex(name.suffix || ""), tex(name.given || "")].filter(Boolean).join(", ");
  }
  function bibtex(work) {
    function braced(pair) { return [pair[0], "{" + tex(pair[1]) + "}"]; }
    function verbatim(pair) {
      return [pair[0], "{" + pair[1].replace(/[{}\\]/g, function (sign) { return VERBATIM[sign]; }) + "}"];
    }
    var authors = work.authors.map(texName).concat(work.more ? ["others"] : []).join(" and ");
    var fields = known([
      ["author", work.authors.length && "{" + authors + "}"],
      ["title", work.title && "{{" + tex(work.title) + "}}"],
      ["year", work.issued[0] && "{" + work.issued[0] + "}"],
      ["month", work.issued[1] && MONTHS[work.issued[1] - 1].toLowerCase()]
    ]).concat(
      known([
        ["journal", work.journal], ["volume", work.volume], ["number", work.issue],
        ["pages", work.last ? work.first + "--" + work.last : work.first],
        ["language", work.language], ["note", work.note], ["pmid", work.pmid], ["pmcid", work.pmcid]
      ]).map(braced),
      known([["doi", work.doi], ["url", work.url]]).map(verbatim)
    );
    return "@" + (work.journal ? "article" : "misc") + "{" + work.key + ",\n"
      + fields.map(function (pair) { return "  " + pair[0] + " = " + pair[1] + ",\n"; }).join("") + "}";
  }
  function ris(work) {
    var issued = work.issued;
    var date = [1, 2].map(function (i) { return issued[i] ? twoDigits(issued[i]) : ""; });
    var type = work.kind === "page" ? "ELEC" : work.journal ? "JOUR" : "GEN";
    var authors = work.authors.map(function (name) {
      return ["AU", [name.family, name.given, name.suffix].filter(Boolean).join(", ")];
    });
    return [["TY", type]].concat(authors, known([
      ["TI", work.title], ["T2", work.journal], ["JA", work.journal], ["PY", issued.length && String(issued[0])],
      ["DA", issued.length && [issued[0]].concat(date, "").join("/")], ["VL", work.volume], ["IS", work.issue],
      ["SP", work.first], ["EP", work.last], ["LA", work.language], ["DO", work.doi], ["AN", work.pmid],
      ["C2", work.pmcid], ["UR", work.url], ["N1", work.note], ["ID", work.key]
    ]), [["ER", ""]]).map(function (pair) { return (pair[0] + "  - " + oneLine(pair[1])).trimEnd(); }).join("\n");
  }
  function csl(work) {
    var item = {
      id: work.key, type: work.kind === "page" ? "webpage" : work.journal ? "article-journal" : "article",
      title: work.title, author: work.authors.map(function (name) {
        return name.given ? { family: name.family, given: name.given, suffix: name.suffix || undefined }
          : { literal: name.family };
      }),
      issued: { "date-parts": [work.issued] }, "container-title": work.journal, volume: work.volume, issue: work.issue,
      page: work.pages || [work.first, work.last].filter(Boolean).join("-"), language: work.language, version: work.version,
      DOI: work.doi, PMID: work.pmid, PMCID: work.pmcid, URL: work.url, note: work.note
    };
    if (!work.authors.length) delete item.author;
    if (!work.issued.length) delete item.issued;
    Object.keys(item).forEach(function (key) { if (!item[key]) delete item[key]; });
    return JSON.stringify([item], null, 1);
  }

  function folded(title, children) {
    var details = document.createElement("details"), summary = document.createElement("summary");
    summary.textContent = title;
    details.append.apply(details, [summary].concat(children));
    return details;
  }
  function shown(name, text) {
    var box = document.createElement("pre");
    box.className = "cite-text";
    box.tabIndex = 0;
    box.textContent = text;
    return folded(name, [box]);
  }
  function formats(work) {
    return [shown("BibTeX", bibtex(work)), shown("RIS", ris(work)), shown("CSL JSON", csl(work))];
  }
  var page = section.querySelector("[data-cites=page]"), paper = section.querySelector("[data-cites=paper]");
  page.after.apply(page, formats(pageWork()));
  if (!paper) return;
  paper.after.apply(paper, formats(paperWork("more" in section.dataset)));
  var claims = Array.from(document.querySelectorAll("a.here[data-number]")).sort(function (one, other) {
    return one.dataset.number - other.dataset.number;
  }).map(function (mark) {
    var quote = document.getElementById("claim_" + mark.id).querySelector(".quote").textContent;
    var work = claimWork(mark.id, quote, section.dataset.source || paper.textContent);
    var note = sentences(["Content hash " + work.version, "Quoted from: " + paper.textContent]);
    return folded("Claim " + mark.dataset.number + ": " + mark.id, [shown("Vancouver", vancouver(work, note))].concat(formats(work)));
  });
  if (!claims.length) return;
  var heading = document.createElement("h3"), last = section.querySelector("[data-exports]");
  heading.textContent = "A single claim";
  heading.dataset.made = "";
  last.before.apply(last, [heading].concat(claims));
})();
