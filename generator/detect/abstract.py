"""The part of a paper that is looked at: title, headings of the indexers, and the abstract with its sentences.

A full text that follows the abstract is left out: it speaks of other people's patients, doses and results too.
"""

import re
from dataclasses import dataclass

from generator.model import FULL_TEXT, Paper
from generator.quotes import PARAGRAPH
from generator.sentences import sentences

LONGEST = 20_000
"""Characters of a title or a paragraph that are looked at. No abstract has more; the patterns would take for ever."""
_QUALIFIER = re.compile(r"\s*/.*$|\*")
"""MEDLINE writes `Dermatomyositis/drug therapy*`: a qualifier behind a slash, an asterisk on a major topic."""
_CONCLUSION = re.compile(
    r"conclusion|interpretation|discussion|implication|summary|significance|opinion", re.IGNORECASE
)
_AIM = re.compile(
    r"^\W*(?:aims?|objectives?|purpose|design|methods?|introduction|background|importance|rationale|setting)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an abstract, with its place in it."""

    start: int
    end: int
    text: str
    heading: str
    """The heading it stands under; empty where there is none."""

    @property
    def concludes(self) -> bool:
        """Whether the authors draw their conclusions here."""
        return _CONCLUSION.search(self.heading) is not None

    @property
    def introduces(self) -> bool:
        """Whether it stands before the results."""
        return _AIM.search(self.heading) is not None


@dataclass(frozen=True, slots=True)
class Abstract:
    """What is looked at of one paper."""

    title: str
    text: str
    """The abstract, one paragraph a line, as the paper's own text begins."""
    sentences: tuple[Sentence, ...]
    types: tuple[str, ...]
    """MEDLINE's publication types."""
    headings: tuple[str, ...]
    """MeSH headings without their qualifiers."""
    keywords: tuple[str, ...]

    @classmethod
    def of(cls, paper: Paper) -> "Abstract":
        """The abstract of a paper; empty where the source has none."""
        parts: list[str] = []
        found: list[Sentence] = []
        start = 0
        for section in paper.sections:
            if section.heading == FULL_TEXT:
                break
            for paragraph in section.paragraphs:
                if len(paragraph) > LONGEST:
                    break
                found += _sentences(paragraph, start, section.heading or "")
                parts.append(paragraph)
                start += len(paragraph) + len(PARAGRAPH)
        title, text, types = (paper.title or "")[:LONGEST], PARAGRAPH.join(parts), paper.publication_types
        return cls(title, text, tuple(found), types, headings_of(paper), paper.keywords)

    @property
    def whole(self) -> str:
        """Title and abstract together, for words that may stand in either."""
        return f"{self.title}{PARAGRAPH}{self.text}"


def headings_of(paper: Paper) -> tuple[str, ...]:
    """The MeSH headings of a paper without their qualifiers, each once."""
    return tuple(dict.fromkeys(_QUALIFIER.sub("", heading) for heading in paper.mesh))


def _sentences(paragraph: str, offset: int, heading: str) -> list[Sentence]:
    return [
        Sentence(offset + span.start, offset + span.end, paragraph[span.start : span.end], heading)
        for span in sentences(paragraph)
    ]
