"""A claim says what it may say: its subjects exist, its direction and role fit, its numbers stand in its quote."""

import re
from collections.abc import Iterable, Iterator

from generator import numbers
from generator.evidence import SECONDARY
from generator.model import DIRECTED_ROLES, Appraisal, Claim, Corpus, Page
from generator.problems import Problem, error, warning

_MEASURED = re.compile(
    r"\S+[\s-]*(?:(?:[mµμ]?g|kg|[mµ]?[lL]|I?U|mmol)\b\S*|(?:years?|months?|weeks?|days?|hours?|courses?|cycles?|doses?)\b)"
)
"""A number that measures something; it is no part of a sum of patients."""


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
    if str(number) in numbers.listed(quote):
        return True
    counts = numbers.listed(_MEASURED.sub(" ", quote))
    return sum(int(n) for n in counts if n.isdecimal()) == number


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
    if claim.role == "primary-result" and page.value.design in SECONDARY:
        yield error(
            page.path,
            page.line("claims", index, "role"),
            "role-design",
            f"the claim {claim.id} is a primary result, but the paper is a {page.value.design}.",
            "Call it `review-synthesis`: what a review tells of a study is not a result of its own.",
        )


def _retelling(page: Page[Appraisal], index: int, claim: Claim, corpus: Corpus) -> Iterator[Problem]:
    studies = corpus.known_studies.value.studies
    if claim.retells is not None and not any(claim.retells in (s.doi, s.pmid) for s in studies):
        yield warning(
            page.path,
            page.line("claims", index, "retells"),
            "retells-unknown",
            f"{claim.retells} is not among the known studies.",
            "Add it to content/known-studies.yaml, so that the page can show where it differs.",
        )
