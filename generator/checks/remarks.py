"""What people say of a paper in their own words states no number that the paper does not.

Notes and weaknesses stand beside the quotes and are believed like them. A number in them stands in the stored text, or
is a fact of its own: the year it appeared, how many patients it has, how many groups or diseases the appraisal names.
"""

from collections.abc import Iterable, Iterator

from generator import numbers
from generator.evidence import subjects
from generator.model import Appraisal, Corpus, Location, Page, Paper, once_per_value
from generator.problems import Problem, error


def problems(page: Page[Appraisal], paper: Paper, corpus: Corpus) -> Iterator[Problem]:
    """The numbers of the notes and weaknesses that stand nowhere else."""
    told = [(at, said) for at, words in _remarks(page.value) if (said := numbers.stated(words))]
    if not told:
        return  # as mostly: the numbers of the whole text need not be looked for
    known = _stated(paper) | _counted(page.value) | _retold(page.value, corpus)
    for at, said in told:
        for number in sorted(said - known):
            yield error(
                page.path,
                page.line(*at),
                "number-not-in-quote",
                f"the number {number} stands in no quote of this paper, nor anywhere in its stored text.",
                "Correct the number, or leave it out: what the paper does not say cannot be checked.",
            )


@once_per_value
def count_numbers(appraisal: Appraisal) -> int:
    """How many numbers the notes and weaknesses of an appraisal state."""
    return sum(len(numbers.stated(words)) for _, words in _remarks(appraisal))


def _remarks(appraisal: Appraisal) -> Iterator[tuple[Location, str]]:
    for index, claim in enumerate(appraisal.claims):
        if claim.note is not None:
            yield ("claims", index, "note"), claim.note
    for index, weakness in enumerate(appraisal.weaknesses):
        yield ("weaknesses", index), weakness


def _stated(paper: Paper) -> set[str]:
    """The numbers of the title and the stored text, and the year of publication."""
    return numbers.stated("\n".join((paper.title or "", paper.text, paper.year or "")))


def _counted(appraisal: Appraisal) -> set[str]:
    """How many patients, groups, subjects and diseases the appraisal itself names."""
    groups = [group.n for group in appraisal.patients]
    of_patients = {group.about for group in appraisal.patients}
    counts = [*groups, sum(groups), *map(_size, (groups, of_patients, subjects(appraisal)))]
    counts += [_size(_diseases(named)) for named in (of_patients, subjects(appraisal))]
    return {str(count) for count in counts if count}


def _size(things: Iterable[object]) -> int:
    return len(list(things))


def _diseases(named: Iterable[str]) -> set[str]:
    return {subject.partition("/")[0] for subject in named}


def _retold(appraisal: Appraisal, corpus: Corpus) -> set[str]:
    """The years and the numbers of the known studies that claims retell."""
    told = {claim.retells.casefold() for claim in appraisal.claims if claim.retells is not None}
    studies = [s for s in corpus.known_studies.value.studies if {s.pmid, (s.doi or "").casefold()} & told]
    return numbers.stated("\n".join(f"{s.year} {s.n or ''} {s.design}" for s in studies))
