"""What each chart shows: numbers with their words, and nothing of how they are drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MapCell:
    """The papers of one design on one disease."""

    papers: int
    balance: str
    """What most of them report: a direction, `mixed`, or `none` where none of them has a finding on efficacy."""
    sign: str
    word: str
    """The balance in words."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A disease, and its papers by design."""

    name: str
    href: str
    within: bool
    """Whether it belongs to the group above it, which counts its papers too."""
    cells: tuple[MapCell | None, ...]
    """In the order of the map's designs."""


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Diseases against designs: how many papers, and what they report on balance."""

    title: str
    description: str
    caption: str
    """How to read it, above the picture."""
    designs: tuple[str, ...]
    rows: tuple[MapRow, ...]
    legend: tuple[tuple[str, str, str], ...]
    """The balances that occur: key, sign, word."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and its number."""

    name: str
    value: int
    text: str
    """The number as people write it."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Numbers by name, one bar each."""

    title: str
    description: str
    heads: tuple[str, str]
    """What the names and the numbers are."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The papers of a year, or of some years in a row."""

    first: int
    last: int
    name: str
    counted: int
    waiting: int
    """Those that nobody has appraised, where the chart shows them."""

    @property
    def total(self) -> int:
        """All papers of the span."""
        return self.counted + self.waiting


@dataclass(frozen=True, slots=True)
class Years:
    """Papers by year; years without a paper are gaps."""

    title: str
    description: str
    spans: tuple[Span, ...]
    with_waiting: bool


@dataclass(frozen=True, slots=True)
class DoseMark:
    """One amount, or range of amounts, and the papers that report it."""

    name: str
    low: float
    high: float
    papers: int


@dataclass(frozen=True, slots=True)
class DoseScale:
    """The doses that papers write in one unit."""

    title: str
    description: str
    unit: str
    marks: tuple[DoseMark, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a claim stand in the stored text, in characters."""

    number: int
    claim: str
    href: str
    sign: str
    direction: str | None
    stretches: tuple[tuple[int, int], ...]
    """Start and end of each stretch."""
    part: str
    """Heading of the section it begins in."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the claims of a paper stand in its text."""

    title: str
    description: str
    length: int
    """Characters of the text."""
    sections: tuple[int, ...]
    """Where its sections begin, the first left out."""
    places: tuple[Place, ...]
