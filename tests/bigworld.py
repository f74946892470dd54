"""A made-up edition of any size, the same in every run: papers of every design and year on made-up diseases."""

from itertools import cycle, islice

from generator.evidence import DESIGNS
from generator.model import Appraisal, Corpus, Design, Paper
from tests.unit.factories import appraisal, claim, corpus, efficacy, paper

SUPPORTS, REFUTES, OPEN = "EX made it better", "EX made no change", "EX remains unclear"
QUOTES = {"supports": SUPPORTS, "refutes": REFUTES, "inconclusive": OPEN}
DOSES = (
    *("2 g/kg", "1 g/kg", "0.4 g/kg/day for 5 days", "1–2 g/kg over 2 days", "0.4 g/kg for 5 days", "0.2 g/kg daily"),
    *("2 g/kg", "2 g/kg over 2 days", "up to 2 g/kg"),
)
SKEWED = (6, 6, 6, 6, 7, 7, 8, 3, 3, 1, 0, 2)
"""Most of the literature on a rare use are case reports and series; places in the list of designs."""
NAMES = ("fever", "palsy", "rash", "disorder of the lower membranes", "syndrome in children and adults, chronic form")


def slug(number: int) -> str:
    """The name of a made-up disease's file."""
    return f"made-up-{number:02}"


def made(papers: int, diseases: int, waiting: int = 0) -> Corpus:
    """An edition of so many appraised papers on so many diseases, and some that wait for an appraisal."""
    every = [_paper(index) for index in range(papers + waiting)]
    return corpus(
        every,
        {each.id: _appraisal(index, diseases) for index, each in enumerate(every[:papers])},
        {slug(n): {"name": f"made-up {name} {n}"} for n, name in zip(range(diseases), cycle(NAMES), strict=False)},
    )


def _paper(index: int) -> Paper:
    """A paper that says all that its appraisal quotes."""
    words = (f"Made up: {index % 40 + 1} patients were treated.", *(f"{text}." for text in (*QUOTES.values(), *DOSES)))
    return paper(*words, id=str(90_000_000 + index), year=str(2026 - (index * index) % 37))


def _appraisal(index: int, diseases: int) -> Appraisal:
    about = slug((index * index + index // 7) % diseases if index % 4 else 0)
    design: Design = DESIGNS[next(islice(SKEWED, (index * 5) % len(SKEWED), None))]
    direction = ("supports", "supports", "supports", "inconclusive", "refutes")[(index // 3) % 5]
    found = efficacy(QUOTES[direction], "found", (about,), direction=direction)
    told = claim("EX remains unclear", "told", (about,))
    dose = DOSES[index % len(DOSES)]
    number = index % 40 + 1
    return appraisal(
        *((told,) if index % 11 == 0 else (found, told)),
        design=design,
        patients=({"about": about, "n": number, "quote": f"{number} patients"},),
        doses=({"about": about, "quote": dose},),
    )
