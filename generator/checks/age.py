"""Which rows were read so long ago that what they say may have changed."""

from collections.abc import Iterator
from datetime import date

from generator.model import Corpus
from generator.model.tables import LabelRow
from generator.problems import Problem, warning


def old_rows(corpus: Corpus, day: date) -> list[tuple[int, LabelRow]]:
    """The rows of label status read more than a year before a day, with their places in the table."""
    return [(at, row) for at, row in enumerate(corpus.label_status.value.rows) if _over_a_year(row.read, day)]


def problems(corpus: Corpus, today: date) -> Iterator[Problem]:
    """One warning for all rows of label status that should be read again, at the oldest of them."""
    page, old = corpus.label_status, old_rows(corpus, today)
    if not old:
        return
    at, row = min(old, key=lambda found: found[1].read)
    more = f"; {len(old):,} rows are that old" if len(old) > 1 else ""
    yield warning(
        page.path,
        page.line("rows", at, "read"),
        "label-old",
        f"the label status of {row.disease} ({row.jurisdiction}) was read on {row.read}, over a year ago{more}.",
        "Read the sources again, correct the rows, and write the day as `read:`; "
        f"`evidence status --today {today}` lists them.",
    )


def _over_a_year(read: date, day: date) -> bool:
    return (read.year + 1, read.month, read.day) < (day.year, day.month, day.day)
