"""What the search box looks names up in: classic scripts, since a page opened from a folder may fetch nothing else.

`search/names.js` holds every disease, with a page or without, and every indication; it is loaded when a reader turns to
the box. Papers stand in scripts of their own, `search/papers-<key>.js`, by the first letters of the words that they are
looked for by, so that a reader loads only what may hold what was typed. A small collection has one, `search/papers.js`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from generator import citing, evidence, urls
from generator.folding import fold, squash
from generator.model import Corpus, Disease, Paper

SCHEMES = {"mondo": "", "icd10cm": "ICD-10-CM ", "mesh": "MeSH ", "orpha": "ORPHA:", "doid": ""}
"""Codes of a disease in the order they are shown, with what is written before each."""
FOLDER = "search/"
LEAST_LETTERS = 3
"""Shorter words of a title find no paper."""
MOST_PAPERS = 100
"""A word of a title that more papers have finds none in the box, and is left to the full text."""
BUCKET = 150
"""Papers of one script, before it is split by one more letter; more than a single word finds."""
_DOI_PREFIX = re.compile(r"^10\.[0-9]+/")
_RETRACTED, _OTHER_PMID = 1, 2
"""Flags of a row: of a retracted paper, and of one whose id is not, or no longer, its PMID."""
Entry = dict[str, Any]


def other_names(disease: Disease) -> list[tuple[str, str]]:
    """The names of a disease besides its own, each with what it is."""
    kinds = {
        "former name": disease.formerly,
        "abbreviation": disease.abbreviations,
        "another name": disease.synonyms,
        "also a name of other diseases": disease.ambiguous,
    }
    return [(name, kind) for kind, names in kinds.items() for name in names]


def codes(disease: Disease) -> list[str]:
    """The codes of a disease as they are shown: `MONDO:0016367`, `ICD-10-CM M31.3`."""
    given = disease.identifiers.model_dump(exclude_none=True)
    return [before + given[scheme] for scheme, before in SCHEMES.items() if scheme in given]


def files(corpus: Corpus) -> dict[str, bytes]:
    """The scripts, by their path below the site's folder."""
    papers = {key: page.value for key, page in corpus.papers.items()}
    entries = {key: _paper(each) for key, each in papers.items()}
    buckets = dict(_split("", _words(papers)))
    return {
        f"{FOLDER}names.js": _script("names", _subjects(corpus), sorted(buckets)),
        **{path(key): _script("papers", key, [entries[one] for one in found]) for key, found in buckets.items()},
    }


def path(key: str) -> str:
    """The script of the papers that have a word with these first letters."""
    return f"{FOLDER}papers{'-' if key else ''}{re.sub(r'[^a-z0-9]', lambda c: f'_{ord(c[0]):x}', key)}.js"


def _script(function: str, *arguments: Any) -> bytes:
    texts = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in arguments)
    return f"evidence.{function}({','.join(texts)});\n".encode()


def _subjects(corpus: Corpus) -> list[Entry]:
    paged = evidence.paged_diseases(corpus)
    diseases: list[Entry] = [
        {
            "title": page.value.name,
            "kind": page.value.kind,
            "url": urls.subject(slug) if slug in paged else f"{urls.SEARCH}#{slug}",
            "here": slug in paged,
            "names": other_names(page.value),
            "codes": codes(page.value),
        }
        for slug, page in corpus.diseases.items()
    ]
    indications: list[Entry] = [
        {"title": page.value.title, "kind": "indication", "url": urls.subject(key), "here": True}
        for key, page in corpus.indications.items()
    ]
    return [*diseases, *indications]


def _paper(paper: Paper) -> list[Any]:
    """A paper as `matching.js` takes it apart: as a row it is shorter, and it stands in many scripts."""
    codes = (("PMID ", paper.pmid), ("", paper.pmcid), ("doi:", paper.doi))
    flags = _RETRACTED * evidence.is_retracted(paper) + _OTHER_PMID * (paper.id.isdecimal() and paper.pmid != paper.id)
    return [
        paper.id,
        paper.title or f"Untitled document {paper.id}",
        citing.label(paper),
        [before + code for before, code in codes if code and code != paper.id],
        *([flags] if flags else []),
    ]


def _words(papers: Mapping[str, Paper]) -> list[tuple[str, str]]:
    """What papers are looked for by: each word or code with each paper, in order."""
    owners: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for key, paper in papers.items():
        # Folded word by word, since most words stand in many titles and a folded word is remembered.
        for written in f"{paper.title or ''} {citing.label(paper)}".split():
            for word in fold(written).split():
                if len(word) >= LEAST_LETTERS:
                    owners[word].add(key)
        for code in _bare_codes(paper):
            named[code].add(key)
    rare = ((word, keys) for word, keys in owners.items() if len(keys) <= MOST_PAPERS)
    return sorted({(word, key) for word, keys in (*rare, *named.items()) for key in keys})


def _bare_codes(paper: Paper) -> Iterator[str]:
    """Codes without their scheme; of a DOI what stands behind its registrant, since thousands share what is before."""
    yield from (squash(code) for code in (paper.pmid, (paper.pmcid or "").removeprefix("PMC")) if code)
    if paper.doi:
        yield squash(_DOI_PREFIX.sub("", paper.doi))


def _split(prefix: str, words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """The papers of each script by its key: split by one letter more as long as there are too many."""
    every = list(words)
    papers = sorted({paper for _, paper in every})
    size = len(prefix)
    if len(papers) <= BUCKET:
        yield prefix, papers
        return
    for key, group in groupby(every, key=lambda each: each[0][: size + 1]):
        if key == prefix:
            yield prefix, sorted(paper for _, paper in group)
        else:
            yield from _split(key, group)
