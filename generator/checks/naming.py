"""A paper names the diseases that its appraisal is about; else a claim stands on a wrong page or a synonym lacks."""

from collections.abc import Iterable, Iterator, Mapping

from generator.detect import Names
from generator.detect.abstract import headings_of
from generator.evidence import ancestors
from generator.model import Appraisal, Corpus, Location, Page, Paper, once_per_corpus
from generator.problems import Problem, warning

_MOST_WORDS = 6


def problems(page: Page[Appraisal], paper: Paper, corpus: Corpus) -> Iterator[Problem]:
    """Each disease of an appraisal that neither title, text, headings nor keywords of its paper name.

    What the patients of a named cohort have may stand in another of its papers.
    """
    first: dict[str, Location] = {}
    for at, subject in _places(page.value):
        first.setdefault(subject.partition("/")[0], at)
    elsewhere = {group.about.partition("/")[0] for group in page.value.patients if group.cohort is not None}
    wanted = {disease: at for disease, at in first.items() if disease in corpus.diseases and disease not in elsewhere}
    if not wanted:
        return
    names, headings = _names(corpus), (*headings_of(paper), *paper.keywords)
    headed = {disease for heading in headings if (disease := names.of_heading(heading)) is not None}
    if not _unlike(wanted, headed, corpus):
        return  # as mostly: the indexers name what a paper is about, and its text need not be searched
    text = "\n".join((paper.title or "", paper.text, *headings))
    # An abbreviation may stand for a disease that the appraisal is about.
    found = headed | {each.disease for each in names.find(text, wanted.keys() | headed)}
    for disease in _unlike(wanted, found, corpus):
        if not _says_ambiguous(disease, text, corpus):
            yield _unnamed(page, wanted[disease], disease, paper, corpus)


def _places(appraisal: Appraisal) -> Iterator[tuple[Location, str]]:
    for index, claim in enumerate(appraisal.claims):
        yield from ((("claims", index, "about"), subject) for subject in claim.about)
    for index, group in enumerate(appraisal.patients):
        yield ("patients", index, "about"), group.about
    for index, dose in enumerate(appraisal.doses):
        yield ("doses", index, "about"), dose.about


@once_per_corpus
def _names(corpus: Corpus) -> Names:
    return Names.of({slug: page.value for slug, page in corpus.diseases.items()})


@once_per_corpus
def _wider(corpus: Corpus) -> Mapping[str, frozenset[str]]:
    """For each disease itself, its groups, and what it is a kind of by name."""
    broader = _names(corpus).broader
    return {slug: frozenset({slug, *ancestors(slug, corpus.diseases), *broader[slug]}) for slug in corpus.diseases}


def _unlike(wanted: Iterable[str], found: Iterable[str], corpus: Corpus) -> list[str]:
    """The diseases of which nothing is found: neither they themselves, nor a group of theirs, nor a kind of them."""
    wider = _wider(corpus)
    return [each for each in wanted if not any(other in wider[each] or each in wider[other] for other in found)]


def _says_ambiguous(disease: str, text: str, corpus: Corpus) -> bool:
    """Whether a text has a name that may also stand for another disease; whoever appraised it knows which."""
    said = text.casefold()
    return any(name.casefold() in said for name in corpus.diseases[disease].value.ambiguous)


def _unnamed(page: Page[Appraisal], at: Location, disease: str, paper: Paper, corpus: Corpus) -> Problem:
    value = corpus.diseases[disease].value
    words = (value.name, *value.abbreviations, *value.formerly, *value.synonyms)
    looked_for = ", ".join(f"“{word}”" for word in words[:_MOST_WORDS])
    more = f" and {len(words) - _MOST_WORDS} more names" if len(words) > _MOST_WORDS else ""
    return warning(
        page.path,
        page.line(*at),
        "disease-not-named",
        f"paper {paper.id} does not name {disease} anywhere; looked for {looked_for}{more}.",
        f"Correct `about`, or add the paper's own word for it to `synonyms:` in content/diseases/{disease}.md.",
    )
