"""Every component of the pages in every state, on one page that the tests build from the real macros; never published.

The values are made up and say so. What a component can be is a row here; the page that lays them out is `page.html`.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, get_args

from generator.charts.figures import Bars, DoseScale, EvidenceMap, Places, Years
from generator.model import Direction
from generator.render import Renderer
from generator.views import wording
from generator.views.model import View
from generator.views.parts import (
    CitationView,
    ClaimView,
    DifferenceView,
    DoseRow,
    Fact,
    Frame,
    Item,
    LabelRowView,
    Link,
    PatientRow,
    Provenance,
    Row,
    Standing,
    TermView,
    WarningRow,
)
from generator.views.shelves import ClaimLine, Entry
from tests.components import charts
from tests.editions import ROOT

FOLDER = Path(__file__).parent
TEMPLATES = ROOT / "templates"
PAGE = "page.html"
LONG = "Mistwortfeverwithoutanyspaceinitsmadeupname"
QUOTE = ("Of 12 made-up patients, 9 felt better after examplinum",)
CUT = ("Nine of the made-up patients", "felt better", "but none was asked twice")
HERE = Link("Mistwort fever", "/")
PAPER = Link("Made up 2020", "/")
OUT = Link("A made-up place elsewhere", "https://evidence.example/")
TERMS = ("patients", "uncontrolled", "licensed", "not-found", "direction", "cohort")


@dataclass(frozen=True, slots=True)
class ComponentsView(View):
    """The page of all components."""

    template: ClassVar[str] = "components.html"
    facts: tuple[Fact, ...]
    claims: tuple[ClaimView, ...]
    patients: tuple[PatientRow, ...]
    doses: tuple[DoseRow, ...]
    labels: tuple[LabelRowView, ...]
    items: tuple[Item, ...]
    warnings: tuple[WarningRow, ...]
    provenance: Provenance
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    links: tuple[Link, ...]
    terms: tuple[TermView, ...]
    map: EvidenceMap
    bars: Bars
    years: Years
    scale: DoseScale
    places: Places


def claim(standing: Standing, direction: Direction | None = None, **more: object) -> ClaimView:
    """A made-up claim."""
    return ClaimView(
        **{
            "anchor": f"claim-{standing}-{direction}{len(more)}",
            "direction": direction,
            "symbol": wording.SYMBOL[direction] if direction else "",
            "verdict": wording.RESULT[direction] if direction else "",
            "weight": f"made-up words on the standing: {standing}",
            "number": 1,
            "quote": QUOTE,
            "note": None,
            "subjects": (HERE,),
            "paper": PAPER,
            "place": "/",
            "pubmed": None,
            "retells": None,
            "retells_appraised": False,
            "differences": (),
            "content": "abstract",
            "said_of": None,
            "standing": standing,
            **more,
        }  # type: ignore[arg-type]  # values by name; a wrong one shows on the page
    )


def claims() -> tuple[ClaimView, ...]:
    """Each standing with each direction it can have, then what may stand around a claim."""
    directed = [s for s in get_args(Standing) if s != "background"]
    differences = (
        DifferenceView(OUT, "In its own made-up abstract nobody felt better.", retold=True),
        DifferenceView(OUT, "Made-up patients of another study felt the same.", retold=False),
    )
    return (
        *(claim(standing, direction) for standing, direction in product(directed, get_args(Direction))),
        claim("background"),
        claim("review-synthesis", "supports", quote=CUT, retells=OUT, differences=differences),
        claim("uncontrolled", None, note="A made-up note.", said_of=LONG, pubmed=OUT.href, subjects=(HERE, OUT)),
    )


def lines() -> tuple[ClaimLine, ...]:
    """A claim in short with each direction, and one without."""
    every = (*get_args(Direction), None)
    return tuple(ClaimLine(f"line-{d}", d, wording.SYMBOL[d] if d else "", "Made up", CUT, "/") for d in every)


def label(status: str, place: str) -> LabelRowView:
    """A made-up row of label status."""
    return LabelRowView(
        anchor=f"label-{place}",
        disease=HERE,
        jurisdiction=place,
        status=status,
        licensed=status == "licensed",
        product="" if status == "not checked" else "Examplinum 10 % (made up)",
        population="made-up adults" if status == "licensed" else "",
        since="2021-07-15" if status == "licensed" else "",
        source=OUT if status != "not checked" else Link("", ""),
        read="1 January 2026" if status != "not checked" else "",
    )


def view() -> ComponentsView:
    """Each component in each of its states."""
    return ComponentsView(
        url="/",
        title="Components",
        description="Every component in every state, with made-up words.",
        frame=Frame("Made-up evidence", "EX", "1 January 2026", (HERE, OUT), "Nobody has reviewed it.", TERMS),
        trail=(HERE, OUT),
        sections=(Link("Claims", "/#claims"), Link(LONG, "/#tables")),
        citation=CitationView("A made-up line for a chart", f"Made up. {LONG}.", "components", "2026-01-01", "0" * 12),
        facts=(
            Fact("12", "patients", term="patients"),
            Fact("not stated", "patients; 2 papers without a number"),
            Fact("level 4", "of evidence here", OUT),
            Fact("1999–2026", LONG),
        ),
        claims=claims(),
        patients=(
            PatientRow("p1", HERE, "1,234", "mistwort-1999", QUOTE, PAPER),
            PatientRow("p2", Link(LONG, ""), "12 planned", None, CUT, PAPER),
        ),
        doses=(
            DoseRow("d1", ("0.4 g/kg/day",), HERE, PAPER, implausible=False),
            DoseRow("d2", ("2 mg/kg",), HERE, PAPER, implausible=True),
        ),
        labels=(label("licensed", "US"), label("not found", "EU/EEA"), label("not checked", "UK, Australia, Japan")),
        items=(Item("Outcome", "", CUT), Item("Harms", "not reported in the abstract")),
        warnings=(WarningRow("boxed warning", "made-up harm"), WarningRow("contraindication", LONG)),
        provenance=Provenance(
            verified="2 of 2 quotes verified against the stored text.",
            appraised_on="1 January 2026",
            review="Reviewed by nobody yet.",
            sources=(f"Made up 2020: seeds/{LONG}, SHA-256 {'0' * 64}",),
            links=(OUT,),
            identifiers=(OUT, HERE),
            names_from=("a made-up list", "another"),
        ),
        rows=(
            Row(HERE, "MF · formerly fogwort fever", ("2 papers", "12 patients"), (HERE, OUT)),
            Row(Link(LONG, "/"), "", ("no papers",)),
        ),
        entries=(
            Entry(PAPER, LONG, ("case report", "1 patient", "abstract read"), False, lines(), (("0.4 g/kg/day",), CUT)),
            Entry(PAPER, "A made-up title.", ("not yet appraised",), False, (), ()),
            Entry(PAPER, "A made-up title.", ("case report",), True, (), ()),
        ),
        links=(HERE, OUT, Link("no link", "")),
        terms=(
            TermView("cohort", "cohort", "A made-up meaning of a word.", Link("", "")),
            TermView("patients", "patients", "Another made-up meaning.", OUT),
        ),
        map=charts.evidence_map(),
        bars=charts.bars(),
        years=charts.years(),
        scale=charts.doses(),
        places=charts.places(),
    )


@cache
def site() -> Mapping[str, bytes]:
    """The page with all that it loads."""
    with TemporaryDirectory() as folder:
        templates = Path(folder) / "templates"
        shutil.copytree(TEMPLATES, templates)
        shutil.copyfile(FOLDER / PAGE, templates / ComponentsView.template)
        rendered = Renderer(templates, None).render(view())
    assets = {f"assets/{path.name}": path.read_bytes() for path in (TEMPLATES / "assets").iterdir()}
    means = b'window.glossary = {"patients": "What a made-up glossary says of patients."};\n'
    return {"index.html": rendered, "glossary/index.html": rendered, "assets/glossary.js": means, **assets}
