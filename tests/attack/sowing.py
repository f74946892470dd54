"""An edition that says hostile texts in every text field there is.

For each text there is a paper, an appraisal, a disease, an indication and a row of each table, and the text stands in
every field of them that takes a text. The fields are asked of the models, so a new one is sown without a line here. The
site's own settings and the drug, of which there is one, say all the texts together.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from generator import frontmatter, model, store
from generator.model import Paper, Strict
from generator.model.glossary import LINKED
from tests.attack.texts import TEXTS, line
from tests.editions import copied

SHA = "0" * 64
BROKEN_LINK, UNKNOWN_FACT = "link-broken", "fact-unknown"
REFUSED = {
    ("script-in-capitals", "doi"): "paper-twice",
    ("address-javascript-capitals", "doi"): "paper-twice",
    ("style-element", "bottom line"): UNKNOWN_FACT,
    ("bibtex-entry", "bottom line"): UNKNOWN_FACT,
    ("bibtex-command", "bottom line"): UNKNOWN_FACT,
    ("markdown-footnote", "bottom line"): "citation-unknown",
    ("markdown-image-breakout", "body"): BROKEN_LINK,
}
"""Texts that `check` does not let stand in a place, with what it says."""
FREE = (r"\S",)
"""Patterns that any text with words in it matches."""
Value = Any


@dataclass(frozen=True, slots=True)
class Sown:
    """One text with what is made for it."""

    number: int
    text: str
    leave: frozenset[str]
    """Places that stay without it."""

    @property
    def paper(self) -> str:
        return str(98_000_000 + self.number)

    @property
    def slug(self) -> str:
        return f"case-{self.number}"

    @property
    def quote(self) -> str:
        """The words of the paper that everything quotes."""
        return f"Examplinum: {line(self.text)}"

    @property
    def body(self) -> str:
        return "" if "body" in self.leave else self.text

    @property
    def bottom_line(self) -> list[str]:
        said = "" if "bottom line" in self.leave else self.text
        return [f"{said} [@{self.paper}#result]."]


def sown(cls: type[Strict], text: str, given: Mapping[str, Value]) -> dict[str, Value]:
    """The keys of a content file, the text in each that takes one and is not `given`."""
    return {name: given.get(name, _of(field.annotation, text, field)) for name, field in cls.model_fields.items()}


def _of(kind: Any, text: str, field: FieldInfo | None = None) -> Value:
    """A value of a kind: the text where it takes any, the shortest list that holds it, null elsewhere."""
    origin, args = get_origin(kind), get_args(kind)
    if field is not None and _bound(field.metadata):
        return None
    if hasattr(kind, "__metadata__"):  # Annotated
        return None if _bound(kind.__metadata__) else _of(args[0], text)
    if kind is str:
        return text
    if origin in (Union, UnionType):
        return next((found for each in args if (found := _of(each, text)) is not None), None)
    if origin is tuple:
        item = _of(args[0], text)
        return [] if item is None else [item]
    if isinstance(kind, type) and issubclass(kind, Strict):
        return sown(kind, text, {})
    return None


def _bound(metadata: Any) -> bool:
    """Whether a field takes texts of one form only."""
    patterns = (each.pattern for each in metadata if isinstance(each, StringConstraints))
    return any(pattern is not None and pattern not in FREE for pattern in patterns)


def edition(root: Path, with_refused: bool = False) -> Path:
    """The edition; `with_refused` puts the texts also where `check` refuses them."""
    copied("minimal", root)
    content = root / "content"
    for number, name in enumerate(TEXTS, start=1):
        leave = frozenset() if with_refused else frozenset(place for text, place in REFUSED if text == name)
        _paper(content, Sown(number, TEXTS[name], leave))
        _subjects(content, Sown(number, TEXTS[name], leave))
    for name, rows in tables().items():
        _write(content / name, rows)
    _settings(content)
    return root


def _paper(content: Path, of: Sown) -> None:
    said = line(of.text) or "x"
    source = {"seed": _file_name(of.text), "format": said, "sha256": SHA, "content": "abstract"}
    given: dict[str, Value] = {
        "id": of.paper,
        "pmid": of.paper,
        "doi": None if "doi" in of.leave else said,
        "authors_complete": True,
        "date": "2024-05",
        "year": "2024",
        "sources": [source],
        "sections": [{"heading": said, "paragraphs": [f"Made up: {said} it says.", of.quote]}],
        "digest": "",
    }
    paper = Paper.model_validate(sown(Paper, said, given))
    store.replace_file(content / f"papers/{of.paper}.md", store.paper_text(paper).encode())
    _write(content / f"appraisals/{of.paper}.md", _appraisal(of), of.body)


def _appraisal(of: Sown) -> dict[str, Value]:
    given: dict[str, Value] = {
        "corrections": {},
        "design": "cohort",
        "systematic_search": False,
        "of_randomized_trials": False,
        "has_results": True,
        "historical_controls": False,
        "patients": [],
        "doses": [{"about": of.slug, "quote": of.quote}],
        "reported": dict.fromkeys(model.Reported.model_fields, of.quote),
        "left_out": [{"quote": of.quote, "reason": of.text}],
        "appraised_on": "2026-01-01",
        "reviewed_on": "2026-01-02",
        "claims": [
            _claim(of, "main", "background", "background", None),
            _claim(of, "harm", "safety", "primary-result", None),
            _claim(of, "result", "efficacy", "primary-result", "refutes"),
        ],
    }
    return sown(model.Appraisal, of.text, given)


def _claim(of: Sown, name: str, topic: str, role: str, direction: str | None) -> dict[str, Value]:
    about = [of.slug, f"{of.slug}/part"]
    given = {"id": name, "about": about, "topic": topic, "role": role, "direction": direction, "quote": of.quote}
    return sown(model.Claim, of.text, given)


def _subjects(content: Path, of: Sown) -> None:
    kinds = "formerly", "abbreviations", "synonyms", "ambiguous", "names_from"
    names: dict[str, Value] = {"name": f"{of.text} {of.slug}"} | {kind: [f"{of.text} also {of.slug}"] for kind in kinds}
    given: dict[str, Value] = {"kind": "disease", "identifiers": {}, "bottom_line": of.bottom_line, "parent": None}
    _write(content / f"diseases/{of.slug}.md", sown(model.Disease, of.text, names | given), of.body)
    given = {"kind": "situation", "title": f"{of.text} title", "bottom_line": of.bottom_line}
    _write(content / f"indications/{of.slug}/part.md", sown(model.Indication, of.text, given), of.body)


def tables() -> dict[str, dict[str, Value]]:
    """The tables that span diseases, with one row for each text."""
    rows: dict[str, list[Value]] = {"studies": [], "rows": [], "positions": [], "warnings": [], "terms": []}
    for number, text in enumerate(TEXTS.values(), start=1):
        slug, url = f"case-{number}", _url(text)
        differs = [{"about": slug, "contradicts": "refutes", "note": text}]
        study = {"id": slug, "about": [slug], "kind": "cohort", "direction": "supports", "differs": differs, "url": url}
        rows["studies"].append(sown(model.KnownStudy, text, study))
        label = {"about": slug, "status": "licensed", "read": "2026-01-01", "url": url}
        rows["rows"].append(sown(model.LabelRow, text, label))
        position = {"about": [slug], "date": "2024", "url": url}
        rows["positions"].append(sown(model.Position, text, position))
        rows["warnings"].append(sown(model.ClassWarning, text, {}))
        rows["terms"].append(sown(model.Term, text, {"id": slug, "url": url}))
    return {
        "known-studies.yaml": {"studies": rows["studies"]},
        "label-status.yaml": {"rows": rows["rows"]},
        "positions.yaml": {"positions": rows["positions"]},
        "safety.yaml": {"source": together(), "warnings": rows["warnings"]},
        "glossary.yaml": {"terms": [*_linked(), *rows["terms"]]},
    }


def _linked() -> list[Value]:
    """The words that pages link, explained by all texts."""
    return [
        {"id": name, "name": name, "means": together(), "source": together(), "url": None} for name in sorted(LINKED)
    ]


def _settings(content: Path) -> None:
    site = {"base_url": "https://evidence.example/sub/path/", "as_of": "2026-01-01", "abstracts": "full"}
    links = {"repository_url": _url(together()), "report_url": _url(together())}
    _write(content / "site.yaml", sown(model.Site, together(), site | links))
    spellings = {
        "spellings": ["examplinum", *(f"{line(text)} as spelt" for text in TEXTS.values())],
        "least_mg_per_kg": None,
    }
    _write(content / "intervention.yaml", sown(model.Intervention, together(), spellings))
    for name in ("about", "methods"):
        body = "\n\n".join(text for key, text in TEXTS.items() if (key, "body") not in REFUSED)
        _write(content / f"pages/{name}.md", sown(model.Prose, together(), {}), body)
    shutil.rmtree(content / "detected")


def together() -> str:
    """The texts that break out of something, in one: what is said on every page should not be long."""
    return " ".join(text for name, text in TEXTS.items() if name.startswith(("close-", "out-of-", "template-")))


def _file_name(text: str) -> str:
    """A text as a document may be called."""
    return line(text).replace("/", "÷").replace("\0", "").lstrip(".")[:60]


def _url(text: str) -> str:
    """An address with as much of a text in it as an address may have."""
    return "https://attacker.example/" + "".join(text[:300].split()).translate(dict.fromkeys(map(ord, '<>"')))


def _write(path: Path, data: dict[str, Value], body: str | None = None) -> None:
    """A content file: of settings alone, or of settings and a body."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = frontmatter.dump(data) if body is None else frontmatter.join(data, body)
    path.write_text(text, "utf-8", newline="\n")
