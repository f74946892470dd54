"""What a fetch reports while it runs, beside its problems."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Begun:
    """What there is to do, known before the first record is asked for."""

    wanted: int
    """Papers named or found."""
    held: int
    """Those of them that are in `seeds/` and are not asked for again."""
    again: bool
    """Whether papers in `seeds/` are asked for again."""

    def text(self) -> str:
        """The event as printed."""
        if self.again:
            return f"Asking again for {_papers(self.wanted)}."
        return f"{_papers(self.wanted)} wanted, {self.held:,} of them in seeds/ already."


@dataclass(frozen=True, slots=True)
class Stored:
    """One answer became a seed."""

    seed: str
    """Path below the edition's root."""
    papers: int

    def text(self) -> str:
        """The event as printed."""
        return f"Stored {self.seed}: {_papers(self.papers)}."


@dataclass(frozen=True, slots=True)
class Changed:
    """A record says otherwise than the one that is stored."""

    pmid: str
    notices: tuple[str, ...]
    """Relations that are new: retractions, errata, comments."""
    earlier: str
    """The seed with the record as it was, from the edition's root."""

    def text(self) -> str:
        """The event as printed."""
        news = "; ".join(self.notices) or "no new notice, other fields differ"
        return f"PMID {self.pmid} changed since {self.earlier}: {news}."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the fetch has come."""

    done: int
    """Papers asked for and answered, or found missing."""
    total: int
    seconds_left: float
    """As long as the rest takes at the speed so far."""

    def text(self) -> str:
        """The event as printed."""
        if self.done == self.total:
            return f"{self.done:,} of {self.total:,} answered."
        minutes, seconds = divmod(round(self.seconds_left), 60)
        left = f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
        return f"{self.done:,} of {self.total:,} answered; about {left} left."


Event = Begun | Stored | Changed | Progress


def _papers(number: int) -> str:
    return f"{number:,} paper{'' if number == 1 else 's'}"
