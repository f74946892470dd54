"""Everything that names something else names something that is there."""

from collections.abc import Iterator, Mapping

from generator import evidence
from generator.checks.claiming import subject_exists, unknown_subject
from generator.model import Corpus, Disease, Page, Paper, Source
from generator.model.fields import doi_id
from generator.problems import Problem, error, warning


def problems(corpus: Corpus) -> Iterator[Problem]:
    """What is wrong with references between files, and between papers and their seeds."""
    yield from _appraisals(corpus)
    yield from _papers(corpus)
    yield from _diseases(corpus)
    yield from _indications(corpus)
    yield from _known_studies(corpus)
    yield from _tables(corpus)
    yield from _twice(corpus)


def _appraisals(corpus: Corpus) -> Iterator[Problem]:
    for paper, page in corpus.appraisals.items():
        if paper not in corpus.papers and f"content/papers/{paper}.md" not in corpus.unread:
            yield error(
                page.path,
                None,
                "paper-missing",
                f"there is no paper {paper}.",
                _where_to(corpus, paper),
            )


def _where_to(corpus: Corpus, paper: str) -> str:
    """What to do with an appraisal whose paper is not there; a document may by now be known by its PMID."""
    for key, page in corpus.papers.items():
        if page.value.doi and paper == doi_id(page.value.doi):
            return (
                f"The publication is paper {key} now: rename the file to {key}.md, and lead its old address there in "
                "content/redirects.yaml."
            )
    return "Name the file after the paper's id, or drop the paper's document into seeds/ and run `evidence normalize`."


def _papers(corpus: Corpus) -> Iterator[Problem]:
    for key, page in corpus.papers.items():
        if page.value.id != key:
            yield error(
                page.path,
                page.line("id"),
                "paper-name",
                f"the file is not named after its id {page.value.id}.",
                f"Rename it to {page.value.id}.md.",
            )
        for source in page.value.sources:
            yield from _source(corpus, page, source)
        yield from _disagreements(corpus, key, page)


def _source(corpus: Corpus, page: Page[Paper], source: Source) -> Iterator[Problem]:
    """The document that a paper was read from is there and as it was."""
    digest = corpus.seed_digests.get(source.seed)
    if digest is None:
        yield warning(
            page.path,
            page.line("sources"),
            "seed-missing",
            f"its source seeds/{source.seed} is gone.",
            "Put the document back, so that the text can be checked against it.",
        )
    elif digest != source.sha256:
        yield warning(
            page.path,
            page.line("sources"),
            "seed-changed",
            f"its source seeds/{source.seed} is not the document it was read from.",
            "Run `evidence normalize`, then look at the claims of this paper again.",
        )


def _disagreements(corpus: Corpus, key: str, page: Page[Paper]) -> Iterator[Problem]:
    """What the sources of a paper say otherwise, until a correction settles it."""
    appraisal = corpus.appraisals.get(key)
    settled = appraisal.value.corrections if appraisal else {}
    for each in page.value.disagreements:
        if each.field not in settled:
            yield warning(
                page.path,
                page.line(each.field),
                "sources-disagree",
                f"seeds/{each.seed} says “{each.value}” ({each.field}){_followed(page.value, each.field)}.",
                "Look at the publication, and remove the document that is wrong."
                if each.field == "text"
                else f"Look at the publication; write what is right as `corrections:` in content/appraisals/{key}.md.",
            )


def _followed(paper: Paper, field: str) -> str:
    """What a paper says where a source of it says otherwise."""
    if field == "text":
        return ", which is not in the text that the page has"
    if field == "authors":
        return f", the page {paper.authors[0].name if paper.authors else 'none'}, {len(paper.authors)} in all"
    return f", the page “{getattr(paper, field)}”" if field in Paper.model_fields else ""


def _diseases(corpus: Corpus) -> Iterator[Problem]:
    for slug, page in corpus.diseases.items():
        parent = page.value.parent
        if parent is None:
            continue
        line = page.line("parent")
        if not subject_exists(parent, corpus):
            yield unknown_subject(page.path, line, parent, corpus)
        elif slug in (parent, *evidence.ancestors(parent, corpus.diseases)):
            yield error(page.path, line, "parent-circle", f"{slug} is its own ancestor.", "Remove one of the parents.")
    yield from _names(corpus.diseases)


def _names(diseases: Mapping[str, Page[Disease]]) -> Iterator[Problem]:
    """A name that two diseases share tags papers wrongly and leads readers astray."""
    owners: dict[str, str] = {}
    for slug, page in diseases.items():
        disease = page.value
        for name in (disease.name, *disease.formerly, *disease.abbreviations, *disease.synonyms):
            owner = owners.setdefault(name.lower(), slug)
            if owner != slug:
                yield warning(
                    page.path,
                    page.line("name"),
                    "name-shared",
                    f"“{name}” is also a name of {owner}.",
                    "Keep it where it belongs, or list it under `ambiguous` in both files.",
                )


def _indications(corpus: Corpus) -> Iterator[Problem]:
    for subject, page in corpus.indications.items():
        disease = subject.partition("/")[0]
        if not subject_exists(disease, corpus):
            yield error(
                page.path,
                None,
                "disease-missing",
                f"there is no disease {disease}.",
                f"Make content/diseases/{disease}.md, or move the file to the folder of its disease.",
            )


def _tables(corpus: Corpus) -> Iterator[Problem]:
    """Rows on label status and positions lead to diseases that are there."""
    labels, positions = corpus.label_status, corpus.positions
    for index, row in enumerate(labels.value.rows):
        if row.about is not None and not subject_exists(row.about, corpus):
            yield unknown_subject(labels.path, labels.line("rows", index, "about"), row.about, corpus)
    for index, position in enumerate(positions.value.positions):
        for subject in position.about:
            if not subject_exists(subject, corpus):
                yield unknown_subject(positions.path, positions.line("positions", index, "about"), subject, corpus)


def _twice(corpus: Corpus) -> Iterator[Problem]:
    """One publication stored as two papers would count twice if both are appraised."""
    owners: dict[str, str] = {}
    for key, page in corpus.papers.items():
        for name in (page.value.pmid, (page.value.doi or "").casefold()):
            owner = owners.setdefault(name, key) if name else key
            if owner != key:
                make = error if {key, owner} <= set(corpus.appraisals) else warning
                yield make(
                    page.path,
                    page.line("doi"),
                    "paper-twice",
                    f"it is the publication {name}, as paper {owner} is.",
                    f"Keep the document of one of them in seeds/, and delete content/papers/{key}.md or {owner}.md.",
                )


def _known_studies(corpus: Corpus) -> Iterator[Problem]:
    page = corpus.known_studies
    by_id = {
        name: key
        for key, paper in corpus.papers.items()
        for name in (paper.value.pmid, (paper.value.doi or "").casefold())
        if name
    }
    seen: set[str] = set()
    for index, study in enumerate(page.value.studies):
        line = page.line("studies", index)
        if study.id in seen:
            yield error(page.path, line, "study-twice", f"two studies are called {study.id}.", "Rename one of them.")
        seen.add(study.id)
        for subject in (*study.about, *(difference.about for difference in study.differs)):
            if not subject_exists(subject, corpus):
                yield unknown_subject(page.path, line, subject, corpus)
        paper = by_id.get(study.pmid or "") or by_id.get((study.doi or "").casefold())
        if paper is not None:
            yield warning(
                page.path,
                line,
                "study-in-collection",
                f"{study.id} is in the collection now, as {paper}.",
                "Remove it here and appraise the paper.",
            )
