"""Made-up figures: one of each chart, with every balance and direction, long names, and gaps."""

from generator.charts.figures import (
    Bar,
    Bars,
    DoseMark,
    DoseScale,
    EvidenceMap,
    MapCell,
    MapRow,
    Place,
    Places,
    Span,
    Years,
)
from generator.views.charts import BALANCE

SAID = "Made-up numbers for a test."


def evidence_map() -> EvidenceMap:
    """Every balance, small and large, in groups and not."""
    cells = [MapCell(10**i, key, sign, word) for i, (key, (sign, word)) in enumerate(BALANCE.items())]
    return EvidenceMap(
        title="A made-up map",
        caption="Made-up numbers; the words explain them.",
        description=SAID,
        designs=("Randomized trial", "Cohort", "Case series", "Narrative review", "Of unknown design"),
        rows=(
            MapRow("Mistwort fever", "/", within=False, cells=tuple(cells)),
            MapRow("Fogwort gout with a name that is long", "/", within=True, cells=(cells[0], None, None, None, None)),
        ),
        legend=tuple((key, sign, word) for key, (sign, word) in BALANCE.items()),
    )


def bars() -> Bars:
    """One large and one small."""
    rows = (Bar("case series", 1234, "1,234"), Bar("randomized trial", 1, "1"))
    return Bars("Made-up patients by design", SAID, ("Design", "Patients"), rows)


def years() -> Years:
    """With papers that wait, and with a gap."""
    spans = (Span(2019, 2019, "2019", 3, 0), Span(2020, 2020, "2020", 0, 0), Span(2021, 2021, "2021", 1, 2))
    return Years("Made-up papers by year", SAID, spans, with_waiting=True)


def doses() -> DoseScale:
    """A single amount and a range."""
    marks = (DoseMark("0.4 g/kg", 0.4, 0.4, 2), DoseMark("1–2 g/kg", 1, 2, 1))
    return DoseScale("Made-up doses", SAID, "g/kg", marks)


def places() -> Places:
    """A claim with each direction and one without."""
    found = (("▲", "supports"), ("◆", "inconclusive"), ("▼", "refutes"), ("", None))
    return Places(
        title="Made-up places of claims",
        description=SAID,
        length=400,
        sections=(100, 300),
        places=tuple(
            Place(
                i, f"claim-{i}", "/#claims", sign, direction, ((i * 50, i * 50 + 20), (i * 90, i * 90 + 9)), "Results"
            )
            for i, (sign, direction) in enumerate(found, start=1)
        ),
    )
