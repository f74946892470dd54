"""A claim says what it may say: its subjects exist, its direction and role fit, its numbers stand in its quote."""

from collections.abc import Iterable, Iterator

from generator import numbers
from generator.evidence import SECONDARY, has_own_patients
from generator.model import DIRECTED_ROLES, Appraisal, Claim, Corpus, Page, once_per_corpus
from generator.problems import Problem, error, warning


def subject_exists(subject: str, corpus: Corpus) -> bool:
    """Whether a disease or indication has a file, be it one with faults."""
    folder = "indications" if "/" in subject else "diseases"
    known = subject in corpus.diseases or subject in corpus.indications
    return known or f"content/{folder}/{subject}.md" in corpus.unread


def unknown_subject(path: str, line: int, subject: str, corpus: Corpus) -> Problem:
    """The problem of a subject that has no page."""
    folder = "indications" if "/" in subject else "diseases"
    same = [s for s in (*corpus.diseases, *corpus.indications) if s.rpartition("/")[2] == subject.rpartition("/")[2]]
    hint = f"Did you mean {same[0]}?" if same else f"Make content/{folder}/{subject}.md, or correct the name."
    return error(path, line, "subject-unknown", f"there is no disease or indication {subject}.", hint)


def problems(page: Page[Appraisal], corpus: Corpus) -> Iterator[Problem]:
    """What is wrong with the claims and the patients of one appraisal."""
    appraisal = page.value
    yield from _ids(page, appraisal.claims)
    for index, claim in enumerate(appraisal.claims):
        yield from _subjects(page, ("claims", index, "about"), claim.about, corpus)
        yield from _direction(page, index, claim)
        yield from _role(page, index, claim)
        yield from _retelling(page, index, claim, corpus)
    for index, dose in enumerate(appraisal.doses):
        yield from _subjects(page, ("doses", index, "about"), (dose.about,), corpus)
    if appraisal.patients and not has_own_patients(appraisal):
        yield error(
            page.path,
            page.line("patients"),
            "role-design",
            f"a {appraisal.design} has no patients of its own.",
            "Remove the patients: those of the papers it tells of are counted there.",
        )
    yield from _overlaps(page)
    for index, group in enumerate(appraisal.patients):
        yield from _subjects(page, ("patients", index, "about"), (group.about,), corpus)
        if not states(group.quote, group.n):
            yield error(
                page.path,
                page.line("patients", index, "n"),
                "number-not-in-quote",
                f"the number {group.n} does not stand in the quote of these patients.",
                "Correct the number, or quote the words that state it.",
            )


def states(quote: str, number: int) -> bool:
    """Whether a quote states a number of patients, in digits or words, or as the sum of all that counts people."""
    people = numbers.without_measures(quote)
    wholes = numbers.listed(numbers.without_shares(people))
    return str(number) in numbers.listed(people) or sum(int(n) for n in wholes if n.isdecimal()) == number


def _ids(page: Page[Appraisal], claims: Iterable[Claim]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, claim in enumerate(claims):
        if claim.id in seen:
            yield error(
                page.path,
                page.line("claims", index, "id"),
                "claim-twice",
                f"two claims are called {claim.id}.",
                "Give one of them another id; ids are addresses, so keep the older one.",
            )
        seen.add(claim.id)


def _subjects(
    page: Page[Appraisal], at: tuple[str | int, ...], subjects: Iterable[str], corpus: Corpus
) -> Iterator[Problem]:
    for subject in subjects:
        if not subject_exists(subject, corpus):
            yield unknown_subject(page.path, page.line(*at), subject, corpus)


def _direction(page: Page[Appraisal], index: int, claim: Claim) -> Iterator[Problem]:
    wanted = claim.topic == "efficacy" and claim.role in DIRECTED_ROLES
    if wanted and claim.direction is None:
        yield error(
            page.path,
            page.line("claims", index, "id"),
            "direction-missing",
            f"the claim {claim.id} is about efficacy and has no direction.",
            "Add `direction: supports`, `refutes` or `inconclusive`.",
        )
    elif claim.direction is not None and not wanted:
        yield error(
            page.path,
            page.line("claims", index, "direction"),
            "direction-refused",
            f"the claim {claim.id} is {claim.topic} with the role {claim.role}, which has no direction.",
            "Remove the direction: background is never counted as evidence, and only efficacy has a direction.",
        )


def _role(page: Page[Appraisal], index: int, claim: Claim) -> Iterator[Problem]:
    if claim.role == "primary-result" and not page.value.has_results:
        yield error(
            page.path,
            page.line("claims", index, "role"),
            "role-design",
            f"the claim {claim.id} is a primary result, but the paper has no results (`has_results: false`).",
            "Call it background, or correct `has_results`.",
        )
    elif claim.role == "review-synthesis" and page.value.design not in SECONDARY:
        yield error(
            page.path,
            page.line("claims", index, "role"),
            "role-design",
            f"the claim {claim.id} is a review's synthesis, but the paper is a {page.value.design}.",
            "Call it a primary result, the authors' conclusion or background.",
        )
    elif claim.role == "primary-result" and page.value.design in SECONDARY:
        yield error(
            page.path,
            page.line("claims", index, "role"),
            "role-design",
            f"the claim {claim.id} is a primary result, but the paper is a {page.value.design}.",
            "Call it `review-synthesis`: what a review tells of a study is not a result of its own.",
        )


def _overlaps(page: Page[Appraisal]) -> Iterator[Problem]:
    """The same patients twice: with a disease and with its indication, or by one quote with two indications."""
    for index, group in enumerate(page.value.patients):
        for other in page.value.patients[:index]:
            disease, _, indication = group.about.partition("/")
            same_disease = other.about.partition("/")[0] == disease and other.about != group.about
            nested = same_disease and not (indication and "/" in other.about)
            if group.cohort is None and same_disease and (nested or other.quote == group.quote):
                yield error(
                    page.path,
                    page.line("patients", index),
                    "patients-twice",
                    f"the patients with {group.about} may be among those with {other.about}, and would count twice.",
                    "Give both the same `cohort`, so that they count once, or quote what tells them apart.",
                )


@once_per_corpus
def _known(corpus: Corpus) -> frozenset[str]:
    """DOI and PMID of each known study and of each paper."""
    studies = ((study.doi, study.pmid) for study in corpus.known_studies.value.studies)
    papers = ((page.value.doi, page.value.pmid) for page in corpus.papers.values())
    return frozenset(name.casefold() for names in (*studies, *papers) for name in names if name)


def _retelling(page: Page[Appraisal], index: int, claim: Claim, corpus: Corpus) -> Iterator[Problem]:
    if claim.retells is not None and claim.retells.casefold() not in _known(corpus):
        yield warning(
            page.path,
            page.line("claims", index, "retells"),
            "retells-unknown",
            f"{claim.retells} is not among the known studies.",
            "Add it to content/known-studies.yaml, so that the page can show where it differs.",
        )
