"""What all pages are planned from: the corpus, with the look-ups that several pages need."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator import citing, markdown, passages, urls
from generator.evidence import Summary, paged_diseases, summarize
from generator.model import Appraisal, Claim, Corpus, KnownStudy, Location, Paper, once_per_corpus
from generator.passages import Passage
from generator.views import wording
from generator.views.parts import ClaimView, Frame, Link

CONTENT = {"abstract": "abstract", "full-text": "full text", "none": "no text"}


def _review(appraisals: Sequence[Appraisal]) -> str:
    reviewed = sum(appraisal.reviewed_on is not None for appraisal in appraisals)
    if reviewed == 0:
        return "Its appraisals have not been clinically reviewed."
    return f"{reviewed} of its {len(appraisals)} appraisals have been clinically reviewed."


@once_per_corpus
def explains_levels(corpus: Corpus) -> bool:
    """Whether the edition's own methods page explains the levels, so that other pages lead there."""
    methods = corpus.prose.get("methods")
    return methods is not None and "level" in markdown.heading_ids(methods.body)


@dataclass(frozen=True)
class Context:
    """One corpus on its way to pages. Look-ups are made once."""

    corpus: Corpus

    @cached_property
    def frame(self) -> Frame:
        """What all pages share."""
        site = self.corpus.site.value
        appraisals = [page.value for page in self.corpus.appraisals.values()]
        return Frame(
            site_title=site.title,
            intervention=self.corpus.intervention.value.short,
            as_of=wording.day(site.as_of),
            navigation=(
                Link("Diseases", urls.DISEASES),
                Link("Indications", urls.INDICATIONS),
                Link("Papers", urls.PAPERS),
                Link("Label status", urls.LABEL_STATUS),
                Link("Doses", urls.DOSES),
                Link("Safety", urls.SAFETY),
                Link("Data", urls.DATA),
                *(Link(page.value.title, urls.prose(key)) for key, page in self.corpus.prose.items()),
                *([Link("Glossary", urls.GLOSSARY)] if self.corpus.glossary.value.terms else ()),
            ),
            review=_review(appraisals),
            terms=tuple(term.id for term in self.corpus.glossary.value.terms),
        )

    def located(self, paper_id: str) -> list[Passage]:
        """The quotes of a paper's appraisal, with their places."""
        return passages.located(self.corpus, paper_id)

    @cached_property
    def _studies(self) -> Mapping[str, KnownStudy]:
        found: dict[str, KnownStudy] = {}
        for study in self.corpus.known_studies.value.studies:
            found.update({key.casefold(): study for key in (study.doi, study.pmid) if key})
        return found

    @cached_property
    def _differing(self) -> Mapping[str, list[KnownStudy]]:
        found: dict[str, list[KnownStudy]] = defaultdict(list)
        for study in self.corpus.known_studies.value.studies:
            for about in dict.fromkeys(difference.about for difference in study.differs):
                found[about].append(study)
        return found

    def paper(self, paper_id: str) -> Paper:
        """A paper of the collection."""
        return self.corpus.papers[paper_id].value

    def appraisal(self, paper_id: str) -> Appraisal | None:
        """A paper's appraisal, if somebody has written one."""
        page = self.corpus.appraisals.get(paper_id)
        return page.value if page else None

    def summary(self, whole: str | None = None) -> Summary:
        """Counts of a subject or of the collection."""
        return summarize(self.corpus, whole)

    def passage(self, paper_id: str, key: str, index: int | str) -> Passage:
        """The located quote at a place of an appraisal, such as `claims`, 2 or `reported`, `outcome`."""
        places = self._passages.get(paper_id)
        if places is None:
            places = self._passages[paper_id] = {found.at[:2]: found for found in self.located(paper_id)}
        return places[key, index]

    @cached_property
    def _passages(self) -> dict[str, dict[Location, Passage]]:
        """The quotes of each paper by their place."""
        return {}

    def claim_index(self, paper_id: str, claim: Claim) -> int:
        """The place of a claim in its appraisal."""
        # By identity: no two claims are one, and comparing them field by field takes long.
        claims = self.corpus.appraisals[paper_id].value.claims
        return next(index for index, each in enumerate(claims) if each is claim)

    def retold(self, claim: Claim) -> KnownStudy | None:
        """The known study whose result a claim retells."""
        return self._studies.get(claim.retells.casefold()) if claim.retells else None

    @cached_property
    def _papers(self) -> Mapping[str, str]:
        pages = self.corpus.papers.items()
        return {name.casefold(): key for key, page in pages for name in (page.value.doi, page.value.pmid) if name}

    def retold_paper(self, claim: Claim) -> str | None:
        """The paper of the collection whose result a claim retells."""
        return self._papers.get(claim.retells.casefold()) if claim.retells else None

    def differing(self, subjects: Iterable[str]) -> list[KnownStudy]:
        """Known studies that say otherwise about one of these subjects."""
        return list({study.id: study for s in subjects for study in self._differing.get(s, ())}.values())

    def subject_title(self, subject: str) -> str:
        """Full name of a disease or indication."""
        if "/" in subject:
            return self.corpus.indications[subject].value.title
        return self.corpus.diseases[subject].value.name

    @cached_property
    def scheme(self) -> Link:
        """Where the scheme of levels is explained: on the edition's own methods page, or at its source."""
        return Link("Oxford CEBM 2011", f"{urls.METHODS}#level" if explains_levels(self.corpus) else urls.CEBM)

    @cached_property
    def paged(self) -> frozenset[str]:
        """The diseases that have a page."""
        return paged_diseases(self.corpus)

    def subject_link(self, subject: str) -> Link:
        """Link to the page of a disease or indication; a name without a link for a disease that has no page."""
        link = self._subject_links.get(subject)
        if link is None:
            href = urls.subject(subject) if "/" in subject or subject in self.paged else ""
            link = self._subject_links[subject] = Link(wording.capitalized(self.subject_title(subject)), href)
        return link

    def paper_link(self, paper_id: str) -> Link:
        """Link to a paper's page under its short name."""
        link = self._paper_links.get(paper_id)
        if link is None:
            link = self._paper_links[paper_id] = Link(citing.label(self.paper(paper_id)), urls.paper(paper_id))
        return link

    @cached_property
    def _subject_links(self) -> dict[str, Link]:
        return {}

    @cached_property
    def _paper_links(self) -> dict[str, Link]:
        return {}

    @cached_property
    def claim_views(self) -> dict[str, ClaimView]:
        """The claims that a page has shown already, by their key, as pages of subjects show them."""
        return {}

    def children(self, slug: str) -> list[str]:
        """Diseases directly below a group that have a page, by name."""
        found = [key for key in self.paged if self.corpus.diseases[key].value.parent == slug]
        return sorted(found, key=self.subject_title)

    def indications(self, slug: str) -> list[str]:
        """Indications of one disease, by name."""
        return [key for key in self.corpus.indications if key.startswith(f"{slug}/")]
