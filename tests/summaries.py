"""The table that the pages of the five diseases are compared with, written by hand from the facts.

Label status, positions and known studies stand here as they were looked up, counts as they follow from the two papers.
Nothing in it is computed by the program. Below it, papers that join the collection, which are made up, and what the
pages show then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.model import Appraisal, Paper
from tests.unit.factories import SHA, appraisal, claim, efficacy, group, paper

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

NOTICE = (
    "Evidence summary. Not medical advice, a guideline or a systematic review. Covers the {}, as of 20 November 2026."
)
ABSENT = {
    "primary": "No primary study in this collection.",
    "comparator": "No comparative study in this collection.",
    "few-patients": "Fewer than ten patients in all.",
    "abstract-only": "Abstracts only, no full text read.",
    "harms": "No harms reported, which does not mean no harms.",
    "recent": "No paper of the last five years.",
}
US_LABELS = (
    "Indication lists read: Octagam 10%, Gammagard Liquid, Gammagard S/D, Gamunex-C, Privigen, Panzyga (2026-11)"
)
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
    "Fortin 2013 | systematic review | 1 RCT, 34 | placebo | leaves it unclear | "
    "This systematic review found no difference from placebo in relapse, mortality or serious events.",
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
    trials: str
    """The randomized trials that it says are known but not read."""
    licensed: str
    """Where it says that the disease is licensed."""
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
        names=("SLE", "disseminated lupus erythematosus; lupus erythematosus, systemic"),
        above=("Diseases",),
        children=(),
        indications=("Chorea",),
        bottom_line=(("successful-therapy",), ("authors-conclusion",), ()),
        counts="one paper and one patient",
        trials="",
        licensed="",
        papers="1 paper: 1 case series",
        patients="1 patient",
        level="level 4",
        years="2008 abstract",
        gaps=LUKAN_LIMITS,
        known=(
            "Known, not read here: 2 systematic reviews, 2 cohorts, 3 case series, 2 case reports, "
            "2 narrative reviews.",
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
        "dermatopolymyositis; polymyositis with skin involvement; adult dermatomyositis",
        "DM (also a name of other diseases)",
    ),
    indications=("After failure of standard therapy",),
    bottom_line=(("successful-therapy",), (), ()),
    counts="one paper and two patients",
    trials="two randomized trials",
    licensed="US, EU/EEA and Japan",
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
        "reports no benefit (between groups) | "
        "This placebo-controlled trial in polymyositis and dermatomyositis found no difference between its groups.",
        "Mod Rheumatol 2003 | prospective open | 12 (8 analysed) | none | reports improvement",
        "Lim 2021 | open-label phase 2 | 20 (19 analysed; 9 DM) | none | reports mixed results | "
        "This open trial of newly diagnosed patients reported mixed results.",
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
        "formerly Wegener's granulomatosis; Wegener granulomatosis",
        "GPA; WG",
        "necrotizing respiratory granulomatosis",
    ),
    above=("Diseases", "ANCA-associated vasculitis"),
    trials="one randomized trial",
    indications=("After failure of standard therapy",),
    known=(
        "Known, not read here: 2 systematic reviews, 1 randomized trial, 1 cohort, 1 narrative review.",
        "Jayne 2000, randomized trial: reports improvement (short term).",
    ),
    findings={
        "Granulomatosis with polyangiitis as a whole": ("authors-conclusion ▲ The authors conclude that it helps",),
        "After failure of standard therapy": ("successful-therapy ▲ Reported improvement",),
    },
    gap_claims=("trials-needed", "no-guidelines"),
    known_studies=(*AAV_STUDIES, MULHEARN),
    positions=AAV_POSITIONS,
    quotes="9 of 9",
    identifiers=("MONDO:0012105", "MeSH D014890", "ICD-10-CM M31.3", "ORPHA:900", "DOID:12132"),
)
SHIPPED[AAV] = replace(
    SHIPPED[GPA],
    names=("AAV", "ANCA positive vasculitis; ANCA-positive vasculitis"),
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
        "progressive systemic sclerosis; systemic scleroderma; scleroderma, systemic; scleroderma syndrome",
        "scleroderma (also a name of other diseases)",
    ),
    indications=("Corticosteroid tapering", "Gut (reflux)", "Lung", "Muscle", "Skin", "Systemic inflammation"),
    bottom_line=(
        ("muscle", "systemic-inflammation", "corticosteroid-tapering", "reflux", "lung"),
        ("skin",),
        (),
    ),
    counts="",
    trials="one randomized trial",
    papers="1 paper: 1 narrative review",
    patients="not stated patients",
    level="not graded",
    years="2019 abstract",
    gaps=("primary", "comparator", "abstract-only", "recent"),
    known=(
        "Known, not read here: 2 systematic reviews, 1 randomized trial, 4 cohorts, 1 case series, "
        "2 narrative reviews.",
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
        "In its own abstract the skin stayed stable. | In its own abstract gut symptoms showed only a trend.",
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
            "Fifty patients with systemic lupus erythematosus received IVIg.",
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
            patients=(group(50, SLE, quote="Fifty patients with systemic lupus erythematosus received IVIg."),),
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
            efficacy("Whether the rash eased under IVIg was unclear.", "rash-unclear", [SLE], direction="inconclusive"),
            patients=(group(9, SLE, REGISTER, "Nine patients of the register received IVIg for lupus."),),
        ),
    ),
}
LAST_SENTENCES = {
    SSC: f"A trial reports no difference for the skin [@{TRIAL}#no-difference].",
    f"{SSC}/skin": f"A trial reports no difference [@{TRIAL}#no-difference].",
}
"""What a person writes where a bottom line said that there is no primary study."""
GROWN = {
    SLE: replace(
        SHIPPED[SLE],
        notice=NOTICE.format("three papers listed"),
        counts="three papers and 13 patients",
        papers="3 papers: 1 cohort, 2 case series; 1 retracted, not counted",
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
            "Retracta 2023 retracted, not counted: randomized trial, 50, not graded",
        ),
        conflicts=("rash-unclear",),
        references=("Secunda F.", "Prima E.", "Lukan N, et al.", "Retracta D. Retracted."),
        quotes="11 of 11",
        sources=(SHA, SHA, LUKAN_SOURCE, SHA),
    ),
    DM: replace(
        SHIPPED[DM],
        notice=NOTICE.format("two papers listed"),
        counts="two papers and two patients",
        papers="2 papers: 1 case series, protocol of 1 randomized trial",
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
        counts="two papers and 31 patients",
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
        quotes="10 of 10",
        sources=(SHA, LUKAN_SOURCE),
    ),
    SSC: replace(
        SHIPPED[SSC],
        notice=NOTICE.format("two papers listed"),
        bottom_line=(*SHIPPED[SSC].bottom_line[:2], ("no-difference",)),
        trials="",
        papers="2 papers: 1 randomized trial, 1 narrative review",
        patients="60 patients",
        level="level 2",
        years="2019–2024 abstract and full text",
        gaps=(),
        findings={
            **SHIPPED[SSC].findings,
            "Skin": ("no-difference ▼ Reported no improvement", *SHIPPED[SSC].findings["Skin"]),
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
