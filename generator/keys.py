"""When a page or an export may have changed: the key of all that it is made from. Pure.

What has the key of the last build is what the last build made, and is not made again. Keys are coarser than need be: a
page of one paper depends on the paper's own three files, on the names of the diseases it is tied to, and on what any
page may show of the whole edition; a page of a subject also on the files of all papers that bear on it. What is made of
all papers depends on all that is said of them, but for their texts and people's comments, which it does not show.
"""

import hashlib
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from generator import citing, evidence, exports, redirects, shelves, urls
from generator.exports import Listing
from generator.inputs import Inputs
from generator.model import Corpus, Topic, facts
from generator.redirects import Route
from generator.shelves import Shelf
from generator.views.context import explains_levels

Key = Mapping[str, str]
"""The digest of each kind of thing that a page is made from, by what it is called."""
WHOLE = (
    "site.yaml",
    "intervention.yaml",
    "glossary.yaml",
    "known-studies.yaml",
    "label-status.yaml",
    "positions.yaml",
    "safety.yaml",
)
"""Files of content that any page may show something of."""


@dataclass(frozen=True)
class Keys:
    """The keys of a corpus's pages."""

    corpus: Corpus
    inputs: Inputs
    options: str
    """All that tells one way of building from another."""

    @cached_property
    def everywhere(self) -> Key:
        """What every page is made from."""
        return {
            "the generator": f"{self._files('generator/')} {sys.version}",
            "a template": self._files("templates/"),
            "the way of building": _digest([self.options]),
            "a table or a setting": _digest(self._content(name) for name in WHOLE),
            "the pages of running text": _digest(self._prose),
            "the diseases that have a page": _digest(sorted(evidence.paged_diseases(self.corpus))),
            "the papers there are": _digest(_papers(self.corpus)),
        }

    @property
    def _prose(self) -> Iterable[str]:
        """What all pages show of those of running text: their titles, and whether they lead to an explanation there."""
        yield str(explains_levels(self.corpus))
        yield from (f"{name} {page.value.title}" for name, page in self.corpus.prose.items())

    def is_of_all(self, name: str) -> bool:
        """Whether a page, given by its address, or an export is made from the whole edition."""
        return name not in self._of

    def every(self, names: Iterable[str], words: Iterable[str]) -> dict[str, Key]:
        """What pages, given by their addresses, and exports of the content are made from, besides what all are.

        `words` are digests of the words that the appraisals quote.
        """
        found = {name: self._of[name]() if name in self._of else self._of_all for name in names}
        quoted = {"words that are quoted": _digest(words)}
        for topic, url in redirects.TABLES.items():
            if url in found:
                found[url] = {**found[url], **quoted, "papers that speak of it": self._texts(topic)}
        if exports.EVIDENCE in found:
            found[exports.EVIDENCE] = {**found[exports.EVIDENCE], **quoted}
        return found

    @cached_property
    def _of(self) -> Mapping[str, Callable[[], Key]]:
        subjects = (*self.corpus.diseases, *self.corpus.indications)
        return {
            **dict.fromkeys((exports.REFERENCES, exports.NAMES), lambda: self._of_papers_alone),
            **{urls.paper(paper): partial(self.paper, paper) for paper in self.corpus.papers},
            **{urls.subject(subject): partial(self.subject, subject) for subject in subjects},
            **{urls.prose(name): partial(self.prose, name) for name in self.corpus.prose},
            **{shelf.url: partial(self.shelf, shelf) for shelf in shelves.flat(self.corpus)},
            **{url: partial(self.route, route) for url, route in redirects.routes(self.corpus).items()},
        }

    def of_pages(self, name: str, listings: Iterable[Listing]) -> Key:
        """What an export of all pages together is made from."""
        if name == exports.SCHEMAS:
            return {
                "the generator": self.everywhere["the generator"],
                "the kinds of pages": _digest(sorted({listing.kind for listing in listings if listing.listed})),
            }
        return {**self.everywhere, **self._of_all, "the pages there are": _digest(map(str, listings))}

    def paper(self, paper: str) -> Key:
        """What the page of a paper is made from, besides what all are."""
        found = self._paper_keys.get(paper)
        if found is None:
            found = self._paper_keys[paper] = self._paper(paper)
        return found

    @cached_property
    def _paper_keys(self) -> dict[str, Key]:
        return {}

    def _paper(self, paper: str) -> Key:
        return {
            "its paper": self._content(f"papers/{paper}.md"),
            "its appraisal": self._content(f"appraisals/{paper}.md"),
            "its proposals": self._content(f"detected/{paper}.yaml"),
            "its diseases": self._names_of(self._tied(paper)),
            "its moved places": self._moved(urls.paper(paper)),
        }

    def subject(self, subject: str) -> Key:
        """What the page of a disease or indication is made from, besides what all are."""
        folder = "indications" if "/" in subject else "diseases"
        papers = self._speaking_of(subject)
        tied = self._tied_to(papers)
        return {
            "its own file": self._content(f"{folder}/{subject}.md"),
            "papers on it": _digest(self._of_each(papers)),
            "names of diseases on it": self._names_of({subject, *self._within[subject], *tied}),
            "its moved places": self._moved(urls.subject(subject)),
        }

    def prose(self, name: str) -> Key:
        """What a page of running text is made from, besides what all are."""
        return {"its own file": self._content(f"pages/{name}.md"), "its moved places": self._moved(urls.prose(name))}

    def shelf(self, shelf: Shelf) -> Key:
        """What the page of one year is made from, besides what all are."""
        tied = self._tied_to(shelf.papers)
        return {
            "its papers": _digest(self._of_each(shelf.papers)),
            "its parts": str(len(shelf.parts)),
            "names of diseases on it": self._names_of({*tied, *((shelf.subject,) if shelf.subject else ())}),
            "its moved places": self._moved(shelf.url),
        }

    def route(self, route: Route) -> Key:
        """What a page that leads elsewhere is made from, besides what all are."""
        return {
            "where it leads": _digest([str(route)]),
            "the names of diseases": self.names,
            "its moved places": self._moved(route.url),
        }

    def _texts(self, topic: Topic) -> str:
        """The papers with claims of one topic: where in its text a quote stands, and beside what, is shown too."""
        appraisals = self.corpus.appraisals.items()
        telling = (key for key, page in appraisals if any(claim.topic == topic for claim in page.value.claims))
        return _digest(self._content(f"papers/{paper}.md") for paper in telling)

    @cached_property
    def _of_all(self) -> Key:
        """What a page of the whole edition is made from."""
        return {
            **self._of_papers_alone,
            "something said of papers": self._said,
            "a disease or an indication": self._files("content/diseases/") + self._files("content/indications/"),
            "a moved address": self._content("redirects.yaml") + _digest(map(str, self.corpus.permalinks)),
        }

    @cached_property
    def _of_papers_alone(self) -> Key:
        """What a list of papers is made from."""
        return {
            "what papers are": self._facts,
            "the names of diseases": self.names,
            "the papers that count": _digest(evidence.summarize(self.corpus).papers),
        }

    @cached_property
    def _facts(self) -> str:
        return _digest(facts(page.value) for page in self.corpus.papers.values())

    @cached_property
    def _said(self) -> str:
        said = _digest(facts(page.value) for page in self.corpus.appraisals.values())
        return said + self._files("content/detected/")

    @cached_property
    def names(self) -> str:
        """The names of all diseases and indications."""
        return _digest(_names(self.corpus, (*self.corpus.diseases, *self.corpus.indications)))

    def _tied(self, paper: str) -> frozenset[str]:
        """The diseases and indications that people or a program tie a paper to."""
        found = self._ties.get(paper)
        if found is None:
            appraisal, detected = self.corpus.appraisals.get(paper), self.corpus.detected.get(paper)
            said = evidence.subjects(appraisal.value) if appraisal else frozenset[str]()
            proposed = {mention.disease for mention in detected.value.diseases} if detected else frozenset[str]()
            found = self._ties[paper] = frozenset({*said, *proposed})
        return found

    @cached_property
    def _ties(self) -> dict[str, frozenset[str]]:
        return {}

    def _tied_to(self, papers: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*map(self._tied, papers))

    def _names_of(self, subjects: Iterable[str]) -> str:
        """The names of subjects, and of all that they belong to."""
        wholes = frozenset().union(*map(self._with_above, subjects))
        found = self._name_digests.get(wholes)
        if found is None:
            found = self._name_digests[wholes] = _digest(_names(self.corpus, sorted(wholes)))
        return found

    def _with_above(self, subject: str) -> frozenset[str]:
        found = self._wholes.get(subject)
        if found is None:
            found = self._wholes[subject] = frozenset((subject, *evidence.above(subject, self.corpus)))
        return found

    @cached_property
    def _wholes(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _name_digests(self) -> dict[frozenset[str], str]:
        return {}

    @cached_property
    def _within(self) -> Mapping[str, set[str]]:
        """What lies within each subject."""
        found: dict[str, set[str]] = defaultdict(set)
        for subject in (*self.corpus.diseases, *self.corpus.indications):
            for whole in evidence.above(subject, self.corpus):
                found[whole].add(subject)
        return found

    def _speaking_of(self, subject: str) -> set[str]:
        wholes = (subject, *evidence.above(subject, self.corpus))
        return {paper for whole in wholes for paper in evidence.speaking_of(self.corpus, whole)}

    def _of_each(self, papers: Iterable[str]) -> Iterable[str]:
        return map(self._files_of, sorted(papers))

    def _files_of(self, paper: str) -> str:
        found = self._files_by_paper.get(paper)
        if found is None:
            found = self._files_by_paper[paper] = _digest([paper, *self.paper(paper).values()])
        return found

    @cached_property
    def _files_by_paper(self) -> dict[str, str]:
        return {}

    def _content(self, name: str) -> str:
        found = self.inputs.files.get(f"content/{name}")
        return found.digest if found else ""

    def _files(self, folder: str) -> str:
        """Digest of all files below a folder."""
        first, last = bisect_left(self._sorted, folder), bisect_left(self._sorted, f"{folder[:-1]}0")
        return _digest(f"{name} {self.inputs.files[name].digest}" for name in self._sorted[first:last])

    @cached_property
    def _sorted(self) -> Sequence[str]:
        return sorted(self.inputs.files)

    @cached_property
    def _notes(self) -> Mapping[str, tuple[redirects.Moved, ...]]:
        return redirects.moved(self.corpus)

    def _moved(self, url: str) -> str:
        return _digest([*map(str, self._notes[url]), self.names]) if url in self._notes else ""


def why(new: Key, old: Key | None) -> str:
    """Why a page is made, in words."""
    if old is None:
        return "it is new"
    changed = [name for name in new if new[name] != old.get(name)]
    return f"changed: {', '.join(changed)}" if changed else "its file was changed or removed"


def _names(corpus: Corpus, subjects: Iterable[str]) -> Iterable[str]:
    """All of diseases and indications but what only their own page shows."""
    for subject in subjects:
        if disease := corpus.diseases.get(subject):
            yield f"{subject} {disease.value.model_dump(exclude={'bottom_line', 'names_from'})}"
        elif indication := corpus.indications.get(subject):
            yield f"{subject} {indication.value.model_dump(exclude={'bottom_line'})}"


def _papers(corpus: Corpus) -> Iterable[str]:
    """What pages show of papers that are not their own: how each is called, and whether it is appraised."""
    for key, page in corpus.papers.items():
        paper, appraisal = page.value, corpus.appraisals.get(key)
        stands = "retracted" if evidence.is_retracted(paper) else "standing"
        review = appraisal.value.reviewed_on is not None if appraisal else None
        yield f"{key} {paper.pmid} {paper.doi} {citing.label(paper)} {paper.title} {paper.year} {stands} {review}"


def _digest(parts: Iterable[str]) -> str:
    whole = "".join([f"{len(part)} {part}\n" for part in parts])
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
