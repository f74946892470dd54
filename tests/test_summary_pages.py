"""The pages of the five diseases say what the facts say, block by block, before and after papers join the collection.

The table is written by hand from the facts: label status, positions and known studies as they were looked up, counts as
they follow from the two papers. Nothing in it is computed by the program. The papers that join are made up.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from generator.build import files, with_base_url
from generator.check import check
from generator.config import Paths
from generator.model import Appraisal, Corpus, Detected, Paper
from generator.store import load
from tests.editions import PLAIN, ROOT, SUB_PATH, pages, text
from tests.unit.factories import SHA, appraisal, claim, efficacy, group, page, paper

SLE, DM, GPA, AAV, SSC = (
    "systemic-lupus-erythematosus",
    "dermatomyositis",
    "granulomatosis-with-polyangiitis",
    "anca-associated-vasculitis",
    "systemic-sclerosis",
)
LUKAN = "Lukan 2008"
GOMES = "Gomes 2019"

# The table: what each page shows of the shipped collection.

NOTICE = "Evidence summary. Not medical advice, a guideline or a systematic review. Covers the {}, as of 20 November 2026."
ABSENT = {
    "primary": "No primary study in this collection.",
    "comparator": "No comparative study in this collection.",
    "few-patients": "Fewer than ten patients in all.",
    "abstract-only": "Abstracts only, no full text read.",
    "harms": "No harms reported, which does not mean no harms.",
    "recent": "No paper of the last five years.",
}
US_LABELS = "Indication lists read: Octagam 10%, Gammagard Liquid, Gammagard S/D, Gamunex-C, Privigen, Panzyga (2026-11)"
EU_LABELS = (
    "Indication lists read: EU core SmPC Rev. 5 (2018-06-28), Octagam 10% SmPC (2021-05), "
    "Gamunex 10% leaflet (2022-09) (2026-11)"
)
NOT_FOUND = (
    f"US: not found. {US_LABELS}",
    f"EU/EEA: not found. {EU_LABELS}",
    "UK, Australia, Canada, Japan: not checked.",
)
MYOSITIS = "inflammatory myopathies"
AAV_POSITIONS = (
    "National Blood Authority on ANCA-associated vasculitis: Emerging therapeutic role (2012-06, superseded 2018-10)",
    "National Blood Authority on ANCA-associated vasculitis: exceptional circumstances only; Category 2a "
    "(2018-10, current)",
)
AAV_STUDIES = (
    "Jayne 2000 | randomized placebo-controlled | 34 (17 vs 17) | placebo | reports improvement (short term)",
    "Arthritis Rheumatol 2016 | nationwide retrospective (France) | 92 | none | reports improvement",
    "Rheumatology (Oxford) 2020 | systematic review and meta-analysis | 9 studies | before/after | reports improvement",
    "Fortin 2013 | systematic review | 1 RCT, 34 | placebo | leaves it unclear",
)
MULHEARN = "Mulhearn 2015 | narrative review | not stated | not stated | reports improvement"
SILENT = "These papers report nothing on safety here, which does not mean that no harm occurred."
LUKAN_LIMITS = ("comparator", "few-patients", "abstract-only", "harms", "recent")
LUKAN_SOURCE = "e5d77b35ea6794d145f96d52282647560a3bd636bd2cacecb205847c1422eff7"
GOMES_SOURCE = "84e58f93ef66713f0d367893c88d41845c4248427508eaebb2afe1966f71060a"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader finds on the page of a disease, block by block."""

    # 1 and 2
    notice: str
    names: tuple[str, ...]
    above: tuple[str, ...]
    children: tuple[str, ...]
    indications: tuple[str, ...]
    # 3
    bottom_line: tuple[tuple[str, ...], ...]
    """The claims that each sentence cites."""
    counts: str
    """The papers and patients that it states."""
    # 4
    papers: str
    patients: str
    level: str
    years: str
    gaps: tuple[str, ...]
    known: tuple[str, ...]
    # 5
    labels: tuple[str, ...]
    stated: tuple[str, ...]
    """The papers' own statements about licensing: claim and paper, with its year."""
    # 6
    findings: Mapping[str, tuple[str, ...]]
    """Headings with their claims and what each says."""
    # 7
    studies: tuple[str, ...]
    """Paper, design, patients, level."""
    # 8 and 9
    doses: tuple[str, ...]
    dosing: tuple[str, ...]
    safety: tuple[str, ...]
    # 10
    conflicts: tuple[str, ...]
    gap_claims: tuple[str, ...]
    known_studies: tuple[str, ...]
    # 11
    positions: tuple[str, ...]
    # 12
    references: tuple[str, ...]
    # 14
    quotes: str
    sources: tuple[str, ...]
    identifiers: tuple[str, ...]


SHIPPED = {
    SLE: Seen(
        notice=NOTICE.format("one paper listed"),
        names=("SLE", "disseminated lupus erythematosus, lupus erythematosus, systemic"),
        above=("Diseases",),
        children=(),
        indications=("Chorea",),
        bottom_line=(("successful-therapy",), ("authors-conclusion",), ()),
        counts="one paper with one patient",
        papers="1 paper: 1 case series",
        patients="1 patient",
        level="level 4",
        years="2008 abstract",
        gaps=LUKAN_LIMITS,
        known=(
            "Known, not read here: 2 systematic reviews, 2 cohorts, 3 case series, 2 case reports, 2 narrative reviews.",
        ),
        labels=NOT_FOUND,
        stated=(f"off-label {LUKAN}",),
        findings={
            "Systemic lupus erythematosus as a whole": ("authors-conclusion ▲ The authors conclude that it helps",),
            "Chorea": ("successful-therapy ▲ Reported improvement",),
        },
        studies=(f"{LUKAN}: case series, 1, level 4",),
        doses=(),
        dosing=("dose-open", "dosing-undocumented"),
        safety=(SILENT,),
        conflicts=(),
        gap_claims=("no-guidelines", "trials-needed"),
        known_studies=(
            "Lupus 1999 | open series | 20 | none | reports improvement",
            "Clin Exp Rheumatol 2014 | retrospective single-centre | 52 | none | reports improvement",
            "Kaya 2024 | retrospective single-centre | 31 | none | reports improvement",
            "Sakthiswary 2014 | systematic review and meta-analysis | 13 studies (3 controlled) | mixed | "
            "reports improvement",
            "Lupus 2025 | systematic review | 35 articles, 198 patients | none | reports improvement",
            "Semin Arthritis Rheum 2000 | case series | 7 | none | reports improvement",
            "Clin Exp Rheumatol 1992 | case report | 1 | none | reports improvement",
            "Sherer 1999 | case report | 1 | none | reports improvement",
            "J Rheumatol 1993 | case report | 2 | none | reports improvement",
            "Zandman-Goddard 2005 | narrative review | not stated | not stated | reports improvement",
            MULHEARN,
        ),
        positions=(),
        references=("Lukan N, et al.",),
        quotes="9 of 9",
        sources=(LUKAN_SOURCE,),
        identifiers=("MONDO:0007915", "MeSH D008180", "ICD-10-CM M32", "ORPHA:536", "DOID:9074"),
    ),
}
SHIPPED[DM] = replace(
    SHIPPED[SLE],
    names=(
        "dermatopolymyositis, polymyositis with skin involvement, adult dermatomyositis",
        "DM (also a name of other diseases)",
    ),
    indications=("After failure of standard therapy",),
    counts="one paper with two patients",
    patients="2 patients",
    known=(
        "Known, not read here: 1 systematic review, 2 randomized trials, 2 non-randomized trials, 2 narrative reviews, "
        "1 other design.",
        "Aggarwal 2022, randomized trial: reports improvement.",
        "Miyasaka 2012, randomized trial: reports no benefit (between groups).",
    ),
    labels=(
        "US: licensed 2021-07-15, Octagam 10%, adults; 2 g/kg over 2–5 consecutive days every 4 weeks. "
        "The Rheumatologist, report of the FDA approval; original not read",
        "EU/EEA: licensed 2021-05 (date of the text read), Octagam 10%, adults with active disease treated with "
        "immunosuppressants including corticosteroids, or with intolerance or contraindications to them. "
        "Octagam 10% summary of product characteristics, international text of the licence holder; national texts may "
        "differ",
        "Japan: licensed 2010-10-27, Venoglobulin IH 5%, improvement of muscle weakness where corticosteroids are "
        "insufficient. Mitsubishi Tanabe Pharma, press release of the approval",
        "UK, Canada, Australia: not checked, Octagam 10%. No current label could be read",
    ),
    findings={
        "Dermatomyositis as a whole": ("authors-conclusion ▲ The authors conclude that it helps",),
        "After failure of standard therapy": ("successful-therapy ▲ Reported improvement",),
    },
    studies=(f"{LUKAN}: case series, 2, level 4",),
    known_studies=(
        "Aggarwal 2022 | randomized double-blind placebo-controlled, phase 3 (ProDERM) | 95 (47 vs 48) | placebo | "
        "reports improvement",
        "Rheumatol Ther 2025 | post hoc analysis of ProDERM | 95 | placebo to wk 16 | reports improvement",
        "Miyasaka 2012 | randomized double-blind placebo-controlled (GB-0998) | 26 (16 PM, 10 DM) | placebo | "
        "reports no benefit (between groups)",
        "Mod Rheumatol 2003 | prospective open | 12 (8 analysed) | none | reports improvement",
        "Lim 2021 | open-label phase 2 | 20 (19 analysed; 9 DM) | none | reports mixed results",
        "Wang 2012 | systematic review | 14 studies, 308 adults (2 RCTs) | mixed | reports improvement",
        "Int Immunopharmacol 2006 | narrative review | not stated | not stated | reports improvement",
        MULHEARN,
    ),
    positions=(
        f"National Blood Authority on {MYOSITIS}: Established therapeutic role (2012-06, superseded 2018-10)",
        "National Blood Authority on dermatomyositis; polymyositis: Category 2a (2018-10, current)",
        f"ORBCoN / Ontario Ministry of Health on {MYOSITIS}: Recommended Indications in which IG can be used "
        "(not dated, current)",
        "AANEM on dermatomyositis: Class I (2009, not known)",
        "Haute Autorité de Santé on dermatomyositis: reimbursed (not dated, not known)",
        f"Brazilian Society of Rheumatology on {MYOSITIS}: considered at induction (2019, not known)",
    ),
    identifiers=("MONDO:0016367", "MeSH D003882", "ICD-10-CM M33", "ORPHA:221", "DOID:10223"),
)
SHIPPED[GPA] = replace(
    SHIPPED[SLE],
    names=(
        "formerly Wegener's granulomatosis, Wegener granulomatosis",
        "GPA, WG",
        "necrotizing respiratory granulomatosis",
    ),
    above=("Diseases", "ANCA-associated vasculitis"),
    indications=("After failure of standard therapy",),
    known=(
        "Known, not read here: 2 systematic reviews, 1 randomized trial, 1 cohort, 1 narrative review.",
        "Jayne 2000, randomized trial: reports improvement (short term).",
    ),
    stated=(),
    findings={
        "Granulomatosis with polyangiitis as a whole": ("authors-conclusion ▲ The authors conclude that it helps",),
        "After failure of standard therapy": ("successful-therapy ▲ Reported improvement",),
    },
    gap_claims=("trials-needed",),
    known_studies=(*AAV_STUDIES, MULHEARN),
    positions=AAV_POSITIONS,
    quotes="5 of 5",
    identifiers=("MONDO:0012105", "MeSH D014890", "ICD-10-CM M31.3", "ORPHA:900", "DOID:12132"),
)
SHIPPED[AAV] = replace(
    SHIPPED[GPA],
    names=("AAV", "ANCA positive vasculitis, ANCA-positive vasculitis"),
    above=("Diseases",),
    children=("Granulomatosis with polyangiitis",),
    indications=(),
    bottom_line=(("successful-therapy",), ()),
    labels=(
        *(f"Granulomatosis with polyangiitis, {row}" for row in NOT_FOUND),
        "Eosinophilic granulomatosis with polyangiitis, Japan: not checked. "
        "An unconfirmed report says that a product is licensed for its neuropathy",
    ),
    stated=(f"off-label {LUKAN}",),
    findings={
        "Granulomatosis with polyangiitis": ("authors-conclusion ▲ The authors conclude that it helps",),
        "Granulomatosis with polyangiitis after failure of standard therapy": (
            "successful-therapy ▲ Reported improvement",
        ),
    },
    gap_claims=("no-guidelines", "trials-needed"),
    positions=(
        *AAV_POSITIONS,
        "ORBCoN / Ontario Ministry of Health on eosinophilic granulomatosis with polyangiitis: "
        "Recommended Indications in which IG can be used (not dated, current)",
    ),
    quotes="9 of 9",
    identifiers=(),
)
SHIPPED[SSC] = replace(
    SHIPPED[SLE],
    names=(
        "SSc",
        "progressive systemic sclerosis, systemic scleroderma, scleroderma, systemic, scleroderma syndrome",
        "scleroderma (also a name of other diseases)",
    ),
    indications=("Corticosteroid tapering", "Gut (reflux)", "Lung", "Muscle", "Skin", "Systemic inflammation"),
    bottom_line=(
        ("muscle", "systemic-inflammation", "corticosteroid-tapering", "reflux", "lung"),
        ("skin",),
        (),
    ),
    counts="",
    papers="1 paper: 1 narrative review",
    patients="not stated patients",
    level="not graded",
    years="2019 abstract",
    gaps=("primary", "comparator", "abstract-only", "recent"),
    known=(
        "Known, not read here: 2 systematic reviews, 1 randomized trial, 4 cohorts, 1 case series, 2 narrative reviews.",
        "Takehara 2013, randomized trial: reports no benefit (primary endpoint).",
    ),
    stated=(),
    findings={
        "Corticosteroid tapering": ("corticosteroid-tapering ▲ A review reports improvement",),
        "Gut (reflux)": ("reflux ▲ A review reports improvement",),
        "Lung": ("lung ◆ A review calls it unclear",),
        "Muscle": ("muscle ▲ A review reports improvement",),
        "Skin": ("skin ▲ A review reports improvement",),
        "Systemic inflammation": ("systemic-inflammation ▲ A review reports improvement",),
    },
    studies=(f"{GOMES}: narrative review, not stated, not graded",),
    dosing=(),
    safety=("safe-profile", "adverse-effects", "harmful-effects"),
    conflicts=("lung",),
    gap_claims=(),
    known_studies=(
        "Takehara 2013 | randomized double-blind placebo-controlled, 17 sites | 63 | placebo | "
        "reports no benefit (primary endpoint) | This placebo-controlled trial for the skin did not meet its primary "
        "endpoint.",
        "J Rheumatol 2015 | retrospective single-centre, historical controls | 30 | trial placebo data; MMF | "
        "reports improvement",
        "Sanges 2017 | nationwide retrospective (19 French centres) | 46 | none | reports improvement | "
        "In its own abstract the skin stayed stable.",
        "Raja 2016 | observational (UK centre) | 15 | none | reports improvement",
        "Koczanowski 2024 | systematic review | 12 studies, 266 patients (1 RCT) | mixed | reports improvement",
        "Matsuda 2023 | case series and systematic review | 3 | none | reports improvement",
        "Neto 2024 | case-based review | 4 papers | none | leaves it unclear",
        "Agostini 2021 | retrospective plus systematic review | not stated | none | reports improvement",
        "Garrote-Corral 2024 | systematic review | not stated | not stated | leaves it unclear",
        "Cantarini 2015 | narrative review | not stated | not stated | reports improvement",
    ),
    references=("Gomes JP, Santos L, Shoenfeld Y.",),
    quotes="11 of 11",
    sources=(GOMES_SOURCE,),
    identifiers=("MONDO:0005100", "MeSH D012595", "ICD-10-CM M34", "ORPHA:90291", "DOID:418"),
)

# The papers that join: made up, each with what it must not do to the counts.

TRIAL, PROTOCOL, COHORT, RETRACTED, FIRST, SECOND, UNREAD = (f"9900000{number}" for number in range(1, 8))
REGISTER = "Inland register"
OUTCOME = {"topic": "efficacy", "role": "primary-result"}
JOINING: Mapping[str, tuple[Paper, Appraisal]] = {
    TRIAL: (
        paper(
            "Sixty patients with systemic sclerosis were randomly assigned to IVIg or water.",
            "IVIg was given at 2 g/kg over 5 days.",
            "At week 12 the skin score did not differ between IVIg and water.",
            "Nausea on IVIg was common.",
            id=TRIAL,
            authors=({"name": "Testa A"},),
            year="2024",
            content="full-text",
        ),
        appraisal(
            efficacy(
                "At week 12 the skin score did not differ between IVIg and water.",
                "no-difference",
                [f"{SSC}/skin"],
                direction="refutes",
            ),
            claim("Nausea on IVIg was common.", "nausea", [SSC], topic="safety", role="primary-result"),
            design="randomized-trial",
            comparator="water",
            patients=(group(60, f"{SSC}/skin", quote="Sixty patients with systemic sclerosis were randomly assigned"),),
            doses=({"about": f"{SSC}/skin", "quote": "IVIg was given at 2 g/kg over 5 days."},),
            left_out=({"quote": "to IVIg or water", "reason": "names the arms"},),
        ),
    ),
    PROTOCOL: (
        paper(
            "Whether IVIg helps is not known.",
            "We will randomly assign 120 patients with refractory dermatomyositis to IVIg or water.",
            id=PROTOCOL,
            authors=({"name": "Plana B"},),
            year="2025",
        ),
        appraisal(
            claim("Whether IVIg helps is not known.", "not-known", [DM], topic="evidence-gap"),
            design="randomized-trial",
            has_results=False,
            comparator="water",
            patients=(
                group(
                    120,
                    f"{DM}/refractory",
                    quote="We will randomly assign 120 patients with refractory dermatomyositis to IVIg or water.",
                ),
            ),
        ),
    ),
    COHORT: (
        paper(
            "Thirty patients with granulomatosis with polyangiitis received IVIg.",
            "The activity score fell in most of those given IVIg.",
            id=COHORT,
            authors=({"name": "Cohorta C"},),
            year="2022",
        ),
        appraisal(
            efficacy("The activity score fell in most of those given IVIg.", "score-fell", [f"{GPA}/refractory"]),
            design="cohort",
            patients=(
                group(
                    30,
                    f"{GPA}/refractory",
                    quote="Thirty patients with granulomatosis with polyangiitis received IVIg.",
                ),
            ),
        ),
    ),
    RETRACTED: (
        paper(
            "Fifty patients with lupus received IVIg.",
            "All of them were cured by IVIg.",
            id=RETRACTED,
            authors=({"name": "Retracta D"},),
            year="2023",
            publication_types=("Retracted Publication",),
            content="full-text",
        ),
        appraisal(
            efficacy("All of them were cured by IVIg.", "all-cured", [SLE]),
            design="randomized-trial",
            comparator="water",
            patients=(group(50, SLE, quote="Fifty patients with lupus received IVIg."),),
            doses=({"about": SLE, "quote": "received IVIg"},),
        ),
    ),
    FIRST: (
        paper(
            "Twelve patients of the register received IVIg for lupus.",
            "The rash eased under IVIg.",
            id=FIRST,
            authors=({"name": "Prima E"},),
            year="2021",
        ),
        appraisal(
            efficacy("The rash eased under IVIg.", "rash-eased", [SLE]),
            design="cohort",
            patients=(group(12, SLE, REGISTER, "Twelve patients of the register received IVIg for lupus."),),
        ),
    ),
    SECOND: (
        paper(
            "Nine patients of the register received IVIg for lupus.",
            "Whether the rash eased under IVIg was unclear.",
            id=SECOND,
            authors=({"name": "Secunda F"},),
            year="2026",
        ),
        appraisal(
            efficacy(
                "Whether the rash eased under IVIg was unclear.", "rash-unclear", [SLE], direction="inconclusive"
            ),
            patients=(group(9, SLE, REGISTER, "Nine patients of the register received IVIg for lupus."),),
        ),
    ),
}
BOTTOM_LINES = {
    "diseases": {SSC: f"A trial reports no difference for the skin [@{TRIAL}#no-difference]."},
    "indications": {f"{SSC}/skin": f"A trial reports no difference [@{TRIAL}#no-difference]."},
}
"""What a person writes where a bottom line said that there is no primary study."""
GROWN = {
    SLE: replace(
        SHIPPED[SLE],
        notice=NOTICE.format("three papers listed"),
        counts="three papers with 13 patients",
        papers="3 papers: 1 cohort, 2 case series; 1 more was retracted and is not counted",
        patients="13 patients",
        years="2008–2026 abstract",
        gaps=("comparator", "abstract-only", "harms"),
        findings={
            "Systemic lupus erythematosus as a whole": (
                "rash-unclear ◆ Reported, inconclusive",
                "rash-eased ▲ Reported improvement",
                "authors-conclusion ▲ The authors conclude that it helps",
            ),
            "Chorea": ("successful-therapy ▲ Reported improvement",),
        },
        studies=(
            "Secunda 2026: case series, 9, level 4",
            "Prima 2021: cohort, 12, level 4",
            f"{LUKAN}: case series, 1, level 4",
            "Retracta 2023 retracted, not counted: randomized trial, 50, level 2",
        ),
        conflicts=("rash-unclear",),
        references=("Secunda F.", "Prima E.", "Lukan N, et al.", "Retracta D. Retracted."),
        quotes="11 of 11",
        sources=(SHA, SHA, LUKAN_SOURCE, SHA),
    ),
    DM: replace(
        SHIPPED[DM],
        notice=NOTICE.format("two papers listed"),
        counts="two papers with two patients",
        papers="2 papers: 1 randomized trial, 1 case series; 1 of them has no results yet",
        years="2008–2025 abstract",
        gaps=("comparator", "few-patients", "abstract-only", "harms"),
        studies=(
            "Plana 2025: randomized trial, 120 (planned; no results), not graded",
            f"{LUKAN}: case series, 2, level 4",
        ),
        gap_claims=("not-known", "no-guidelines", "trials-needed"),
        references=("Plana B.", "Lukan N, et al."),
        quotes="10 of 10",
        sources=(SHA, LUKAN_SOURCE),
    ),
    GPA: replace(
        SHIPPED[GPA],
        notice=NOTICE.format("two papers listed"),
        counts="two papers with 31 patients",
        papers="2 papers: 1 cohort, 1 case series",
        patients="31 patients",
        years="2008–2022 abstract",
        gaps=("comparator", "abstract-only", "harms"),
        findings={
            "Granulomatosis with polyangiitis as a whole": ("authors-conclusion ▲ The authors conclude that it helps",),
            "After failure of standard therapy": (
                "score-fell ▲ Reported improvement",
                "successful-therapy ▲ Reported improvement",
            ),
        },
        studies=("Cohorta 2022: cohort, 30, level 4", f"{LUKAN}: case series, 1, level 4"),
        references=("Cohorta C.", "Lukan N, et al."),
        quotes="6 of 6",
        sources=(SHA, LUKAN_SOURCE),
    ),
    SSC: replace(
        SHIPPED[SSC],
        notice=NOTICE.format("two papers listed"),
        bottom_line=(*SHIPPED[SSC].bottom_line[:2], ("no-difference",)),
        papers="2 papers: 1 randomized trial, 1 narrative review",
        patients="60 patients",
        level="level 2",
        years="2019–2024 abstract and full text",
        gaps=(),
        known=SHIPPED[SSC].known[:1],
        findings={
            **SHIPPED[SSC].findings,
            "Skin": ("no-difference ▼ No improvement over the comparison", *SHIPPED[SSC].findings["Skin"]),
        },
        studies=("Testa 2024: randomized trial, 60, level 2", *SHIPPED[SSC].studies),
        doses=("IVIg was given at 2 g/kg over 5 days.",),
        safety=("nausea", *SHIPPED[SSC].safety),
        conflicts=("no-difference", "lung"),
        references=("Testa A.", *SHIPPED[SSC].references),
        quotes="13 of 13",
        sources=(SHA, GOMES_SOURCE),
    ),
}
GROWN[AAV] = replace(
    GROWN[GPA],
    **{
        name: getattr(SHIPPED[AAV], name)
        for name in ("names", "above", "children", "indications", "bottom_line", "labels", "stated", "gap_claims")
    },
    findings={
        "Granulomatosis with polyangiitis": ("authors-conclusion ▲ The authors conclude that it helps",),
        "Granulomatosis with polyangiitis after failure of standard therapy": (
            "score-fell ▲ Reported improvement",
            "successful-therapy ▲ Reported improvement",
        ),
    },
    positions=SHIPPED[AAV].positions,
    quotes="10 of 10",
    identifiers=(),
)

# The editions.

REAL = load(Paths(ROOT))
KEY_SENTENCE = "IVIg cleared the rash of every patient."


def with_papers(corpus: Corpus, joining: Mapping[str, tuple[Paper, Appraisal]]) -> Corpus:
    """The corpus with more papers and their appraisals."""
    papers = {key: page(f"content/papers/{key}.md", value) for key, (value, _) in joining.items()}
    appraisals = {key: page(f"content/appraisals/{key}.md", value) for key, (_, value) in joining.items()}
    return replace(
        corpus,
        papers={**corpus.papers, **papers},
        appraisals={**corpus.appraisals, **appraisals},
        seed_digests={**corpus.seed_digests, **{value.source.seed: SHA for value, _ in joining.values()}},
    )


def with_bottom_lines(corpus: Corpus) -> Corpus:
    """The corpus with the last sentences of its bottom lines written anew where they no longer hold."""
    changed = {
        kind: {
            **getattr(corpus, kind),
            **{
                key: replace(old, value=old.value.model_copy(update={"bottom_line": (*old.value.bottom_line[:-1], said)}))
                for key, said in sentences.items()
                for old in [getattr(corpus, kind)[key]]
            },
        }
        for kind, sentences in BOTTOM_LINES.items()
    }
    return replace(corpus, **changed)


def with_unread(corpus: Corpus) -> Corpus:
    """The corpus with a paper that nobody has appraised."""
    unread = paper(KEY_SENTENCE, id=UNREAD, title="A title that claims a cure", year="2026")
    detected = Detected.model_validate(
        {
            "id": UNREAD,
            "diseases": [{"disease": SLE, "mentions": ["lupus"]}, {"disease": GPA, "mentions": ["GPA"]}],
            "intervention": {"spelling": "IVIg", "use": "given", "quote": KEY_SENTENCE},
            "design": {"value": "randomized-trial", "basis": "title"},
            "patients": {"value": 700, "quote": None},
            "doses": ["7 g/kg"],
            "key_sentence": KEY_SENTENCE,
            "label_statement": None,
            "digest": "",
        }
    )
    return replace(
        corpus,
        papers={**corpus.papers, UNREAD: page(f"content/papers/{UNREAD}.md", unread)},
        detected={**corpus.detected, UNREAD: page(f"content/detected/{UNREAD}.yaml", detected)},
        seed_digests={**corpus.seed_digests, unread.source.seed: SHA},
    )


def with_site(corpus: Corpus, **settings: str) -> Corpus:
    """The corpus with other settings of its edition."""
    return replace(corpus, site=replace(corpus.site, value=corpus.site.value.model_copy(update=settings)))


WITH_ALL = with_bottom_lines(with_papers(REAL, JOINING))
CORPORA: Mapping[str, Corpus] = {
    "shipped": REAL,
    "grown": WITH_ALL,
    "without-retracted": with_bottom_lines(
        with_papers(REAL, {key: value for key, value in JOINING.items() if key != RETRACTED})
    ),
    "unread": with_unread(REAL),
    "quotes": with_site(REAL, abstracts="quotes"),
    "link": with_site(REAL, abstracts="link"),
    "named": with_site(REAL, repository_url="https://code.example/evidence", report_url="https://code.example/report"),
}


@cache
def built(name: str) -> Mapping[str, bytes]:
    """Every file of an edition's site."""
    return files(with_base_url(CORPORA[name], SUB_PATH), ROOT / "templates", PLAIN)


@cache
def shown(name: str, subject: str) -> BeautifulSoup:
    """The page of a disease or an indication."""
    return BeautifulSoup(built(name)[f"{folder(subject)}index.html"], "lxml")


def folder(subject: str) -> str:
    return f"{'indications' if '/' in subject else 'diseases'}/{subject}/"


# What a page shows, read from its HTML.


def texts(root: Tag, selector: str) -> tuple[str, ...]:
    return tuple(text(found) for found in root.select(selector))


def own(cell: Tag) -> str:
    """A cell's text without the small print below it."""
    return text(BeautifulSoup(re.sub(r"<small.*?</small>", "", str(cell), flags=re.DOTALL), "lxml"))


def rows(root: Tag, section: str) -> list[list[Tag]]:
    """The cells of a table in a part of the page."""
    return [row.select("td") for row in root.select(f"{section} tbody tr")]


def claim_ids(root: Tag, selector: str) -> tuple[str, ...]:
    """The claims in a part of the page, by the ids they have in their papers."""
    return tuple(str(found["id"]).partition("-")[2] for found in root.select(f"{selector} .claim"))


def label_row(cells: list[Tag]) -> str:
    *disease, where, status, product, since, source = cells
    about = "".join(f"{text(cell)}, " for cell in disease)
    facts = [part for part in (own(product), *texts(product, "small")) if part]
    dated = f" {text(since)}" if text(since) else ""
    return f"{about}{text(where)}: {text(status)}{''.join([dated, *(f', {fact}' for fact in facts)])}. {own(source)}".strip()


def known_row(cells: list[Tag]) -> str:
    return " | ".join([*map(own, cells), *texts(cells[-1], ".differs-note")])


def position_row(cells: list[Tag]) -> str:
    body, subject, category, date, _ = cells
    (current,) = texts(date, "small")
    return f"{own(body)} on {text(subject)}: {text(category.q)} ({own(date)}, {current})"


def findings(root: Tag) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in root.select("#findings h3, #findings .claim"):
        if each.name == "h3":
            found[text(each)] = ()
        else:
            heading = next(reversed(found))
            said = " ".join(texts(each, ".verdict .symbol, .verdict strong"))
            found[heading] += (f"{str(each['id']).partition('-')[2]} {said}",)
    return found


def study(root: Tag) -> str:
    items = {text(row.dt): text(row.dd) for row in root.select(".facts > div")}
    design = items["Design"].removesuffix(", from the appraisal")
    return f"{text(root.h3)}: {design}, {items['Patients']}, {items['Level']}"


def reference(root: Tag) -> str:
    """The authors of a reference, and that it was retracted."""
    authors = re.split(r" A made-up paper| An intravenous| Intravenous", text(root))[0]
    return " ".join([authors, *texts(root, "strong")])


def seen(root: BeautifulSoup) -> Seen:
    papers, patients, level, years = ((text(row.dd), text(row.dt)) for row in root.select("#glance .glance > div"))
    absent = texts(root, "#glance .absent li")
    provenance = {text(row.dt): row for row in root.select("#provenance .facts > div")}
    counts = re.search(r"(?<=holds )\w+ papers? with \S+ patients?", text(root.select_one(".bottom")))
    codes = provenance.get("Identifiers")
    return Seen(
        notice=text(root.select_one("aside.notice")),
        names=texts(root, ".names span"),
        above=texts(root, ".trail a"),
        children=texts(root, ".kin:-soup-contains('This page gathers') a"),
        indications=texts(root, ".kin:-soup-contains('Indications:') a"),
        bottom_line=tuple(texts(sentence, ".cite") for sentence in root.select(".bottom p")),
        counts=counts[0] if counts else "",
        papers=" ".join(papers),
        patients=" ".join(patients),
        level=level[0],
        years=f"{years[0]} {years[1].removeprefix('published; ').removesuffix(' read')}",
        gaps=tuple(gap for gap, words in ABSENT.items() if words in absent),
        known=tuple(line.removesuffix(" See the known studies") for line in absent if line not in ABSENT.values()),
        labels=tuple(map(label_row, rows(root, "#label-status"))),
        stated=tuple(
            f"{str(found['id']).partition('-')[2]} {text(found.select_one('.source a'))}"
            for found in root.select("#label-status .claim")
        ),
        findings=findings(root),
        studies=tuple(map(study, root.select("#studies .study"))),
        doses=tuple(text(cells[0]) for cells in rows(root, "#doses")),
        dosing=claim_ids(root, "#doses"),
        safety=(*texts(root, "#safety > p"), *claim_ids(root, "#safety")),
        conflicts=tuple(
            str(link["href"]).partition("-")[2] for link in root.select("#missing .mentions a[href^='#']")
        ),
        gap_claims=claim_ids(root, "#missing"),
        known_studies=tuple(map(known_row, rows(root, "#missing"))),
        positions=tuple(map(position_row, rows(root, "#positions"))),
        references=tuple(map(reference, root.select("#references li"))),
        quotes=text(provenance["Quotes"].dd).removesuffix(" quotes verified against the stored text."),
        sources=tuple(re.findall(r"SHA-256 ([0-9a-f]{64})", text(provenance["Stored sources"].dd))),
        identifiers=texts(codes, "a") if codes else (),
    )


@pytest.mark.parametrize("part", [each.name for each in fields(Seen)])
@pytest.mark.parametrize("disease", SHIPPED)
@pytest.mark.parametrize(("edition", "table"), [("shipped", SHIPPED), ("grown", GROWN)], ids=["shipped", "grown"])
def test_the_page_of_a_disease_shows_what_the_table_says(
    edition: str, table: Mapping[str, Seen], disease: str, part: str
) -> None:
    assert getattr(seen(shown(edition, disease)), part) == getattr(table[disease], part)


def test_the_pages_of_the_table_are_those_of_papers_and_content() -> None:
    found = {str(path.split("/")[1]) for path in built("shipped") if re.fullmatch(r"diseases/[^/]+/index.html", path)}
    assert found == set(SHIPPED)
