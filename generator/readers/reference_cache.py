"""Reference cache: Markdown files with front matter, each holding one record as PubMed's text export prints it.

The front matter was made from the record, not always rightly; where the two disagree, the record, which is PubMed's
own text, wins. Records from other places (DOI, GEO, trial registers) have front matter and a summary only; and so have
those of PubMed that newer programs made, whose front matter says all that a record does.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator import frontmatter
from generator.model import FULL_TEXT, Author, Section
from generator.problems import Fault
from generator.readers import _abstract_record, _text
from generator.readers._abstract_record import RETRACTED, Body
from generator.readers._citation import Citation
from generator.readers._paragraphs import (
    blocks,
    ends_sentence,
    is_unwrapped,
    keeps_spaces,
    paragraphs,
    rejoined,
    sections,
    texts_of,
)
from generator.readers._text import drop_addresses
from generator.readers.record import Record, Refusal, Seed

NAME = "reference-cache"

_OPENING = re.compile(r"\s*---[ \t]*\n")
_REFERENCE = re.compile(r"^reference_id:", re.MULTILINE)
_LEAKED = re.compile(r"!!python|!<tag:yaml\.org,2002:python")
_CONTENT = re.compile(r"^## Content[ \t]*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<head>.*?)^---[ \t]*$", re.MULTILINE | re.DOTALL)
_SETTING = re.compile(r"(?P<key>[A-Za-z_]+):[ \t]*(?P<value>.*)")
_ITEM = re.compile(r"[ \t]*- (?P<value>.*)")
_GLUED = re.compile(r"Abstract(?=[^\W\d_a-z])")
_KEYWORDS = re.compile(r"(?P<text>.*[.!?]) (?P<list>Key ?words: [^.!?]+\.?)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\d+\.?(?:\s|$)")
_PMID = re.compile(r"[1-9]\d{0,8}")
_YEAR = re.compile(r"\d{4}")
_FETCH_AGAIN = "Fetch the record again, and replace the seed."


class _Cut(Exception):
    """Raised where the record ends too early; says what is missing."""


def recognises(seed: Seed) -> bool:
    """Whether the seed begins with front matter that has a `reference_id`."""
    head = _text.peek(seed.head)
    if _OPENING.match(head) is None:
        return False
    return _REFERENCE.search(head.lstrip().removeprefix("---").partition("\n---")[0]) is not None


def read(seed: Seed) -> Iterator[Record | Refusal]:
    """The one record of the file, or why it cannot be read. Raises Unreadable."""
    repaired = _text.load(seed)
    text = repaired.text.lstrip()
    if _LEAKED.search(text.partition("\n---")[0]):
        yield Refusal(
            "seed-python-tags",
            "the front matter holds Python object tags in place of values.",
            "Write the plain values, or fetch the record again and replace the seed.",
        )
        return
    try:
        yield _record(_settings(text, seed.name), text, repaired.repairs)
    except _Cut as cut:
        yield Refusal("seed-cut", f"the record is cut off: {cut}.", _FETCH_AGAIN, text.count("\n") + 1)
    except Fault as fault:
        yield Refusal("seed-front-matter", fault.problem.message, fault.problem.hint, fault.problem.line)


def _settings(text: str, name: str) -> dict[str, Any]:
    """The front matter; read line by line where it is not quite YAML, as in `title: Lupus: a review`."""
    head = _FRONT_MATTER.match(text)
    if head is None:
        raise _Cut("the front matter is never closed")
    try:
        return frontmatter.parse(text, name).data
    except Fault as fault:
        if fault.problem.code != "yaml-syntax":
            raise
        simple = _simple_settings(head["head"])
        if simple is None:
            raise
        return simple


def _simple_settings(head: str) -> dict[str, Any] | None:
    """Lines of `key: value` and `- item`; None where there is anything else."""
    settings: dict[str, Any] = {}
    key = ""
    for line in filter(str.strip, head.split("\n")):
        item, setting = _ITEM.fullmatch(line), _SETTING.fullmatch(line)
        if item is not None and isinstance(settings.get(key), list):
            settings[key].append(_unquoted(item["value"]))
        elif setting is not None and setting["key"] not in settings:
            key = setting["key"]
            settings[key] = _unquoted(setting["value"]) or []
        else:
            return None
    return settings


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _record(settings: dict[str, Any], text: str, repairs: tuple[str, ...]) -> Record | Refusal:
    kind, _, reference = str(settings.get("reference_id") or "").partition(":")
    content = _CONTENT.search(text)
    if content is None:
        raise _Cut("it has no `## Content`")
    source = text[content.end() :]
    body = _abstract_record.read(source)
    if kind == "PMID" and not _is_summary(settings, reference, source, body):
        if _PMID.fullmatch(reference) and _is_retyped(body, source):
            body = replace(body, pmid=reference)
        refusal = _refused(reference, body)
        if refusal is not None:
            return refusal
        return _from_body(settings, body, repairs, keeps_spaces(source))
    return _from_summary(settings, kind, reference, source, repairs)


def _is_summary(settings: dict[str, Any], pmid: str, source: str, body: Body) -> bool:
    """Whether a record of PubMed is its front matter and a text alone: PubMed's own has a number first, a PMID last."""
    if _PMID.fullmatch(pmid) is None or body.pmid is not None or _NUMBERED.match(source) is not None:
        return False
    has_text = bool(source.strip()) or settings.get("content_type") == "unavailable"
    return has_text and bool(_value(settings, "title") and (_value(settings, "journal") or _authors(settings)))


def _is_retyped(body: Body, source: str) -> bool:
    """Whether a record without PubMed's last lines never had them: its text was never wrapped, and ends a sentence."""
    if body.pmid is not None or body.citation is None:
        return False
    return is_unwrapped(blocks(source)[-1]) and ends_sentence(source)


def _refused(pmid: str, body: Body) -> Refusal | None:
    """Why a PubMed record is not whole, if so: its last line must give the PMID that the front matter claims."""
    if body.pmid is None:
        raise _Cut(f"it has no line `PMID: {pmid}` at its end")
    if body.pmid == pmid and _PMID.fullmatch(pmid):
        return None
    if pmid.startswith(body.pmid):
        raise _Cut(f"its last line should read `PMID: {pmid}`, not `PMID: {body.pmid}`")
    return Refusal(
        "seed-two-pmids",
        f"the front matter says PMID {pmid}, the record says PMID {body.pmid}.",
        "Find out which of the two is meant, and fetch that record again.",
    )


def _from_body(settings: dict[str, Any], body: Body, repairs: tuple[str, ...], spaced: bool) -> Record:
    full_text = tuple(part for block in body.rest for part in paragraphs(block, spaced=spaced))
    full = bool(full_text) and str(settings.get("content_type")).startswith("full_text")
    parts = (*body.sections, Section(heading=FULL_TEXT, paragraphs=full_text)) if full else body.sections
    cited = body.citation or Citation()
    title = body.title or _value(settings, "title")
    return Record(
        pmid=body.pmid,
        pmcid=body.pmcid,
        doi=body.doi or _value(settings, "doi"),
        title=title,
        authors=body.authors or _authors(settings),
        journal=cited.journal or _value(settings, "journal"),
        date=cited.date or _year(settings),
        epub_date=cited.epub_date,
        volume=cited.volume,
        issue=cited.issue,
        pages=cited.pages,
        publication_types=(RETRACTED,) if body.retracted else (),
        keywords=body.keywords or _words(settings, "keywords"),
        language=body.language,
        relations=body.relations,
        copyright=body.copyright,
        content="full-text" if full else "abstract" if parts else "none",
        sections=parts,
        repairs=repairs + _text.address_repairs((title, body.copyright, *texts_of(parts))),
    )


def _from_summary(settings: dict[str, Any], kind: str, reference: str, source: str, repairs: tuple[str, ...]) -> Record:
    """A record that says all of itself in its front matter, with keywords behind the text.

    Behind its first paragraph, which is the abstract, may follow the full text, without a heading.
    """
    source = rejoined(source)
    texts = [paragraph for block in blocks(source) for paragraph in paragraphs(block, keeps_spaces(source))]
    if texts and _GLUED.match(texts[0]):
        word = texts[0].split()[0]
        texts[0] = texts[0].removeprefix("Abstract")
        repairs = (*repairs, f"{word} → {word.removeprefix('Abstract')}")
    full = str(settings.get("content_type")).startswith("full_text") and len(texts) > 1
    if kind == "PMID" and texts and not ends_sentence(texts[0] if full else texts[-1]):
        raise _Cut("its text ends within a sentence")
    texts, keywords = _without_keywords(texts)
    parts = sections(texts[:1] if full else texts)
    if full:
        parts = (*parts, Section(heading=FULL_TEXT, paragraphs=tuple(t for t in texts[1:] if t != texts[0])))
    title = _value(settings, "title")
    return Record(
        pmid=reference if kind == "PMID" else None,
        doi=_value(settings, "doi") or (reference if kind == "DOI" else None),
        title=title,
        authors=_authors(settings),
        journal=_value(settings, "journal"),
        date=_year(settings),
        publication_types=_words(settings, "publication_types"),
        keywords=tuple(dict.fromkeys((*_words(settings, "keywords"), *keywords))),
        content="full-text" if full else "abstract" if parts else "none",
        sections=parts,
        repairs=repairs + _text.address_repairs((title, *texts)),
    )


def _without_keywords(texts: list[str]) -> tuple[list[str], list[str]]:
    """The paragraphs without the list of keywords that ends them, and the keywords."""
    found = _KEYWORDS.fullmatch(texts[-1]) if texts else None
    if found is None:
        return texts, []
    return [*texts[:-1], found["text"]], _abstract_record.keyword_list(found["list"])


def _value(settings: dict[str, Any], key: str) -> str | None:
    value = settings.get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _words(settings: dict[str, Any], key: str) -> tuple[str, ...]:
    values = settings.get(key)
    found = values if isinstance(values, list) else []
    return tuple(" ".join(value.split()) for value in found if isinstance(value, str) and value.strip())


def _authors(settings: dict[str, Any]) -> tuple[Author, ...]:
    names = (drop_addresses(name) for name in _words(settings, "authors"))
    return tuple(Author(name=name) for name in names if name)


def _year(settings: dict[str, Any]) -> str | None:
    year = _value(settings, "year")
    return year if year is not None and _YEAR.fullmatch(year) else None
