"""What the collection amounts to: counts, levels and gaps. Pure; every number on a page comes from here.

A retracted paper leaves every count. The same patients are counted once, by the name of their cohort.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from generator.model import (
    Appraisal,
    Cited,
    Corpus,
    Design,
    Direction,
    Disease,
    Page,
    Paper,
    PatientGroup,
    once_per_corpus,
    once_per_value,
)

SECONDARY: frozenset[Design] = frozenset({"systematic-review", "narrative-review", "guideline"})
"""Designs that report no patients of their own."""
COMPARATIVE: frozenset[Design] = frozenset({"randomized-trial", "non-randomized-trial", "case-control"})
"""Designs that have a comparison group by definition; another has one where its appraisal names it."""
UNCONTROLLED_LEVEL: Mapping[Design, int] = {
    "cohort": 4,
    "case-series": 4,
    "case-control": 4,
    "case-report": 4,
    "laboratory": 5,
}
FEW_PATIENTS = 10
OLD_YEARS = 5
RETRACTED_TYPE = "Retracted Publication"
RETRACTED_TITLE = "RETRACTED"
"""How a title begins where PubMed or the publisher marks it."""
RETRACTED_RELATIONS = ("Retraction in", "Retracted and republished in")
DESIGNS: tuple[Design, ...] = get_args(Design)
Finding = Direction | Literal["mixed"]
"""What a paper, or several together, report of efficacy: one direction, or more than one."""
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Summary:
    """All that is computed about one subject, or about the whole collection."""

    papers: tuple[str, ...]
    """Appraised papers that count, newest first: they report patients, a dose or a claim that is not background."""
    mentions: tuple[str, ...]
    """Appraised papers that speak of the subject as background only: shown, never counted."""
    retracted: tuple[str, ...]
    """Appraised papers that were retracted: shown, never counted."""
    designs: tuple[tuple[Design, int], ...]
    """Papers with results by design, in the order of the controlled list."""
    protocols: tuple[tuple[Design, int], ...]
    """Papers without results, by the design they plan."""
    patients: int | None
    """Patients stated by these papers, each cohort once; None where no paper states any."""
    silent: int
    """Papers among them that should have patients of their own and state none for the subject."""
    level: int | None
    """The best level among these papers; None where none can be graded."""
    years: tuple[str, str] | None
    """First and last year of publication."""
    gaps: tuple[str, ...]
    """Keys of what is absent, of `GAPS`."""


GAPS = ("primary", "comparator", "few-patients", "abstract-only", "harms", "recent")
"""What can be absent, in the order it is shown: a primary study, a comparative one, ten patients, a full text read,
a word on harms, a paper of the last five years."""


@once_per_value
def is_retracted(paper: Paper) -> bool:
    """Whether PubMed marks the paper itself as retracted; the notice of a retraction is not."""
    in_title = (paper.title or "").lstrip("[").startswith(RETRACTED_TITLE)
    in_relations = any(relation.type in RETRACTED_RELATIONS for relation in paper.relations)
    return in_title or in_relations or RETRACTED_TYPE in paper.publication_types


@once_per_corpus
def retracted(corpus: Corpus) -> frozenset[str]:
    """The papers that were retracted."""
    return frozenset(key for key, page in corpus.papers.items() if is_retracted(page.value))


def level(appraisal: Appraisal) -> int | None:
    """Level of one paper by Oxford CEBM 2011, treatment benefits; None where it is not graded.

    Source: https://pmc.ncbi.nlm.nih.gov/articles/PMC4530008/table/T4. Never overgraded: 1 only for a review of
    randomized trials, 2 only with results, 3 only with a control group; a single case report is read as 4 by
    convention, since the table does not name it.
    """
    if not appraisal.has_results:
        return None
    if appraisal.design == "systematic-review":
        return 1 if appraisal.of_randomized_trials else None
    if appraisal.design == "randomized-trial":
        return 2
    controlled = appraisal.comparator is not None and not appraisal.historical_controls
    if appraisal.design == "non-randomized-trial":
        return 3 if controlled else 4
    if appraisal.design == "cohort" and controlled:
        return 3
    return UNCONTROLLED_LEVEL.get(appraisal.design)


def is_comparative(appraisal: Appraisal) -> bool:
    """Whether the paper compares patients with and without the intervention and has results."""
    primary = appraisal.design not in SECONDARY
    return primary and appraisal.has_results and (appraisal.design in COMPARATIVE or appraisal.comparator is not None)


def ancestors(slug: str, diseases: Mapping[str, Page[Disease]]) -> tuple[str, ...]:
    """The groups a disease belongs to, nearest first; a circle of parents is left after one round."""
    found: list[str] = []
    page = diseases.get(slug)
    while page is not None and page.value.parent is not None and page.value.parent not in (slug, *found):
        found.append(page.value.parent)
        page = diseases.get(page.value.parent)
    return tuple(found)


def is_within(subject: str, whole: str | None, corpus: Corpus) -> bool:
    """Whether a subject is the whole itself, one of its indications, or belongs to its group.

    None as the whole is the entire collection.
    """
    return whole is None or whole in _wholes(subject, corpus)


def above(subject: str, corpus: Corpus) -> tuple[str, ...]:
    """What a subject belongs to, nearest first: an indication's disease, and the groups of a disease."""
    disease, _, indication = subject.partition("/")
    groups = ancestors(disease, corpus.diseases)
    return (disease, *groups) if indication else groups


def is_told_of(subject: str, whole: str | None, corpus: Corpus) -> bool:
    """Whether what is said of a subject holds for the whole too: it lies within it, or the whole belongs to it."""
    return is_within(subject, whole, corpus) or (whole is not None and subject in above(whole, corpus))


@once_per_corpus
def paged_diseases(corpus: Corpus) -> frozenset[str]:
    """The diseases that have a page: those with papers, indications or people's text, and the groups above them.

    All others are names to be found by; a page would have nothing to say.
    """
    named = {subject for page in corpus.appraisals.values() for subject in subjects(page.value)}
    awaiting = [page.value for paper, page in corpus.detected.items() if paper not in corpus.appraisals]
    named |= {mention.disease for detected in awaiting for mention in detected.diseases}
    named |= set(corpus.indications)
    named |= {slug for slug, page in corpus.diseases.items() if page.value.bottom_line or page.body.strip()}
    found = {subject.partition("/")[0] for subject in named} & corpus.diseases.keys()
    groups = {group for slug in found for group in ancestors(slug, corpus.diseases)}
    return frozenset((found | groups) & corpus.diseases.keys())


def claims(corpus: Corpus, whole: str | None = None) -> Sequence[Cited]:
    """The claims about a subject, by paper and in the order of its appraisal, retracted papers included."""
    return _claims_on(corpus).get(whole, ())


@once_per_corpus
def _claims_on(corpus: Corpus) -> Mapping[str | None, list[Cited]]:
    """The claims about each whole; under None all."""
    every = (Cited(paper, claim) for paper, page in corpus.appraisals.items() for claim in page.value.claims)
    return _by_whole(((cited, cited.claim.about) for cited in every), corpus)


@once_per_corpus
def _bearing(corpus: Corpus) -> Mapping[str, Set[str | None]]:
    """What each paper is evidence on."""
    return {paper: _all_wholes(_about(page.value)[1], corpus) for paper, page in corpus.appraisals.items()}


def appraised(corpus: Corpus, whole: str | None = None) -> list[str]:
    """Papers with a claim or patients about a subject, newest first, retracted ones included."""
    found = [paper for paper in _papers_on(corpus).get(whole, ()) if paper in corpus.papers]
    return sorted(found, key=lambda paper: (-int(corpus.papers[paper].value.year or 0), paper))


def _wholes(subject: str, corpus: Corpus) -> frozenset[str]:
    """What a subject lies within: itself, its disease, and the groups of that."""
    known = _known_wholes(corpus)
    if subject not in known:
        disease = subject.partition("/")[0]
        known[subject] = frozenset({subject, disease, *ancestors(disease, corpus.diseases)})
    return known[subject]


def _all_wholes(subjects: Iterable[str], corpus: Corpus) -> set[str | None]:
    """What some subjects lie within; None, the entire collection, if there are any."""
    return {whole for subject in subjects for whole in (None, *_wholes(subject, corpus))}


@once_per_corpus
def _known_wholes(_corpus: Corpus) -> dict[str, frozenset[str]]:
    """What was looked up so far; it must not hold the corpus, which would then live for ever."""
    return {}


@once_per_corpus
def _papers_on(corpus: Corpus) -> Mapping[str | None, list[str]]:
    """The appraised papers that speak of each whole, in their order; under None all that speak of anything."""
    return _by_whole(((paper, subjects(page.value)) for paper, page in corpus.appraisals.items()), corpus)


def _by_whole(things: Iterable[tuple[Thing, Iterable[str]]], corpus: Corpus) -> Mapping[str | None, list[Thing]]:
    """Some things, each with its subjects, by all that those lie within."""
    found = defaultdict[str | None, list[Thing]](list)
    for thing, about in things:
        for whole in _all_wholes(about, corpus):
            found[whole].append(thing)
    return found


def speaking_of(corpus: Corpus, whole: str) -> set[str]:
    """All papers that a page on a subject may show, appraised or only tied to it by a program."""
    return {*_papers_on(corpus).get(whole, ()), *awaiting(corpus).get(whole, ())}


@once_per_corpus
def awaiting(corpus: Corpus) -> Mapping[str | None, list[str]]:
    """The papers that nobody has appraised, by each disease or group that a program ties them to; none is retracted."""
    waiting = corpus.papers.keys() - corpus.appraisals.keys() - retracted(corpus)
    pages = ((paper, page.value) for paper, page in corpus.detected.items() if paper in waiting)
    return _by_whole(((paper, [mention.disease for mention in each.diseases]) for paper, each in pages), corpus)


def subjects(appraisal: Appraisal) -> frozenset[str]:
    """All diseases and indications that an appraisal speaks about, be it as background or not."""
    return _about(appraisal)[0]


@once_per_value
def _about(appraisal: Appraisal) -> tuple[frozenset[str], frozenset[str]]:
    """What an appraisal speaks about, and of that what it is evidence on; a word of background is none."""
    rows = frozenset((*(row.about for row in appraisal.patients), *(dose.about for dose in appraisal.doses)))
    telling = (claim.about for claim in appraisal.claims if claim.role != "background")
    return rows.union(*(claim.about for claim in appraisal.claims)), rows.union(*telling)


def patients(corpus: Corpus, papers: list[str], whole: str | None = None) -> int | None:
    """Patients that these papers state for a subject.

    Papers that name the same cohort report the same patients: the largest of their numbers counts, once. Within a
    paper, groups of one cohort that have the same disease are the same patients too. Groups without a cohort are
    patients of their own. Reviews and laboratory papers have none of their own, and a protocol has none yet.
    """
    found = patients_by_design(corpus, papers, whole)
    return sum(number for _, number in found) if found else None


def patients_by_design(
    corpus: Corpus, papers: Iterable[str], whole: str | None = None
) -> tuple[tuple[Design, int], ...]:
    """The same patients by the design of the paper that states them; a cohort's by that of its largest number."""
    counts: Counter[Design] = Counter()
    cohorts: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        appraisal = corpus.appraisals[paper].value
        if not has_own_patients(appraisal) or not appraisal.has_results:
            continue
        of_cohorts = _by_cohort(group for group in appraisal.patients if is_within(group.about, whole, corpus))
        for cohort, number in of_cohorts.items():
            if cohort is None:
                counts[appraisal.design] += number
            else:
                cohorts[cohort][paper] = number
    for of_papers in cohorts.values():
        ((largest, number),) = of_papers.most_common(1)
        counts[corpus.appraisals[largest].value.design] += number
    return tuple((design, counts[design]) for design in DESIGNS if counts[design])


def stated_by(groups: Iterable[PatientGroup]) -> int | None:
    """Patients that some groups of one paper come to, each counted once; None without a group."""
    found = _by_cohort(groups)
    return sum(found.values()) if found else None


def _by_cohort(groups: Iterable[PatientGroup]) -> dict[str | None, int]:
    """The patients of one paper by their cohort, those without one together.

    A disease and its indications within one cohort share their patients: the largest number counts.
    """
    alone = 0
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        if group.cohort is None:
            alone += group.n
        else:
            disease = group.about.partition("/")[0]
            named[group.cohort][disease] = max(named[group.cohort][disease], group.n)
    of_cohorts: dict[str | None, int] = {cohort: diseases.total() for cohort, diseases in named.items()}
    return of_cohorts | ({None: alone} if alone else {})


def finding(appraisal: Appraisal, whole: str | None, corpus: Corpus) -> Finding | None:
    """What one paper reports of efficacy for a subject; None where no claim of it has a direction."""
    directions = {
        claim.direction
        for claim in appraisal.claims
        if claim.direction and any(is_within(subject, whole, corpus) for subject in claim.about)
    }
    return next(iter(directions)) if len(directions) == 1 else "mixed" if directions else None


def balance(findings: Iterable[Finding | None]) -> tuple[Finding | None, bool]:
    """What most of some papers report, and whether all do that report anything; mixed where no more than half agree."""
    counts = Counter(each for each in findings if each is not None)
    if not counts:
        return None, True
    most, number = counts.most_common(1)[0]
    return (most, number == counts.total()) if 2 * number > counts.total() else ("mixed", True)


def has_own_patients(appraisal: Appraisal) -> bool:
    """Whether the paper's design is one that treats patients."""
    return appraisal.design not in SECONDARY and appraisal.design != "laboratory"


def summarize(corpus: Corpus, whole: str | None = None) -> Summary:
    """Counts, level, years and gaps of a subject; of the collection where `whole` is None."""
    known = _summaries(corpus)
    if whole not in known:
        known[whole] = _summarized(corpus, whole)
    return known[whole]


@once_per_corpus
def _summaries(_: Corpus) -> dict[str | None, Summary]:
    """The summaries of a corpus that were asked for, by subject; several pages ask for the same."""
    return {}


def _summarized(corpus: Corpus, whole: str | None) -> Summary:
    found, gone, bearing = appraised(corpus, whole), retracted(corpus), _bearing(corpus)
    standing = [paper for paper in found if paper not in gone]
    counted = [paper for paper in standing if whole in bearing[paper]]
    appraisals = [corpus.appraisals[paper].value for paper in counted]
    years = sorted(year for paper in counted if (year := corpus.papers[paper].value.year))
    stated = patients(corpus, counted, whole)
    silent = sum(_is_silent(appraisal, whole, corpus) for appraisal in appraisals)
    return Summary(
        papers=tuple(counted),
        mentions=tuple(paper for paper in standing if whole not in bearing[paper]),
        retracted=tuple(paper for paper in found if paper in gone),
        designs=_by_design(a for a in appraisals if a.has_results),
        protocols=_by_design(a for a in appraisals if not a.has_results),
        patients=stated,
        silent=silent,
        level=min((graded for a in appraisals if (graded := level(a)) is not None), default=None),
        years=(years[0], years[-1]) if years else None,
        gaps=_gaps(corpus, counted, stated if not silent else None, whole) if counted else (),
    )


def _by_design(appraisals: Iterable[Appraisal]) -> tuple[tuple[Design, int], ...]:
    counts = Counter(appraisal.design for appraisal in appraisals)
    return tuple((design, counts[design]) for design in DESIGNS if counts[design])


def _is_silent(appraisal: Appraisal, whole: str | None, corpus: Corpus) -> bool:
    rows = appraisal.patients
    return has_own_patients(appraisal) and not any(is_within(row.about, whole, corpus) for row in rows)


def _gaps(corpus: Corpus, papers: list[str], stated: int | None, whole: str | None) -> tuple[str, ...]:
    """What is absent from one paper or more. `stated` is None where the number of patients is not known in full."""
    appraisals = [corpus.appraisals[paper].value for paper in papers]
    newest = max(int(corpus.papers[paper].value.year or 0) for paper in papers)
    reports_harms = any(appraisal.reported.harms is not None for appraisal in appraisals) or any(
        claim.topic == "safety" and any(is_told_of(subject, whole, corpus) for subject in claim.about)
        for appraisal in appraisals
        for claim in appraisal.claims
    )
    absent = {
        "primary": all(a.design in SECONDARY or not a.has_results for a in appraisals),
        "comparator": not any(is_comparative(a) for a in appraisals),
        "few-patients": stated is not None and stated < FEW_PATIENTS,
        "abstract-only": all(corpus.papers[paper].value.source.content != "full-text" for paper in papers),
        "harms": not reports_harms,
        "recent": newest < corpus.site.value.as_of.year - OLD_YEARS,
    }
    return tuple(gap for gap in GAPS if absent[gap])
