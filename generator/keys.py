"""When a page may have changed: the key of all that it is made from. Pure.

A page whose key is that of the last build is the page of the last build, and is not made again. Keys are coarse on
purpose: a page of one paper depends on the paper's own three files and on what any page may show of the whole edition;
a page of a subject also on the files of all papers that bear on it. All other pages are made anew each time.
"""

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from generator import citing, evidence, redirects, shelves, urls
from generator.inputs import Inputs
from generator.model import Corpus
from generator.redirects import Route
from generator.shelves import Shelf

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
    "redirects.yaml",
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
            "a page of running text": self._files("content/pages/"),
            "the names of diseases": _digest(_names(self.corpus)),
            "the papers there are": _digest(_papers(self.corpus)),
        }

    def page(self, url: str) -> Key | None:
        """What a page is made from, besides what all are; None for one that may show something of all papers."""
        of = self._of.get(url)
        return of() if of else None

    @cached_property
    def _of(self) -> Mapping[str, Callable[[], Key]]:
        subjects = (*self.corpus.diseases, *self.corpus.indications)
        return {
            **{urls.paper(paper): partial(self.paper, paper) for paper in self.corpus.papers},
            **{urls.subject(subject): partial(self.subject, subject) for subject in subjects},
            **{shelf.url: partial(self.shelf, shelf) for shelf in shelves.flat(self.corpus)},
            **{url: partial(self.route, route) for url, route in redirects.routes(self.corpus).items()},
        }

    def paper(self, paper: str) -> Key:
        """What the page of a paper is made from, besides what all are."""
        return {
            "its paper": self._content(f"papers/{paper}.md"),
            "its appraisal": self._content(f"appraisals/{paper}.md"),
            "its proposals": self._content(f"detected/{paper}.yaml"),
            "its moved places": self._moved(urls.paper(paper)),
        }

    def subject(self, subject: str) -> Key:
        """What the page of a disease or indication is made from, besides what all are."""
        folder = "indications" if "/" in subject else "diseases"
        return {
            "its own file": self._content(f"{folder}/{subject}.md"),
            "papers on it": _digest(self._of_papers(subject)),
            "its moved places": self._moved(urls.subject(subject)),
        }

    def shelf(self, shelf: Shelf) -> Key:
        """What the page of one year is made from, besides what all are."""
        return {
            "its papers": _digest(self._of_each(shelf.papers)),
            "its parts": str(len(shelf.parts)),
            "its moved places": self._moved(shelf.url),
        }

    def route(self, route: Route) -> Key:
        """What a page that leads elsewhere is made from, besides what all are."""
        return {"where it leads": _digest([str(route)]), "its moved places": self._moved(route.url)}

    def _of_papers(self, subject: str) -> Iterable[str]:
        wholes = (subject, *evidence.above(subject, self.corpus))
        return self._of_each({paper for whole in wholes for paper in evidence.speaking_of(self.corpus, whole)})

    def _of_each(self, papers: Iterable[str]) -> Iterable[str]:
        return (self._files_of(paper) for paper in sorted(papers))

    def _files_of(self, paper: str) -> str:
        found = self._known.get(paper)
        if found is None:
            found = self._known[paper] = f"{paper} {'/'.join(self.paper(paper).values())}"
        return found

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}

    def _content(self, name: str) -> str:
        found = self.inputs.files.get(f"content/{name}")
        return found.digest if found else ""

    def _files(self, folder: str) -> str:
        files = self.inputs.files.items()
        return _digest(f"{name} {each.digest}" for name, each in sorted(files) if name.startswith(folder))

    @cached_property
    def _notes(self) -> Mapping[str, tuple[redirects.Moved, ...]]:
        return redirects.moved(self.corpus)

    def _moved(self, url: str) -> str:
        return _digest(map(str, self._notes[url])) if url in self._notes else ""


def why(new: Key, old: Key | None) -> str:
    """Why a page is made, in words."""
    if old is None:
        return "it is new"
    changed = [name for name in new if new[name] != old.get(name)]
    return f"changed: {', '.join(changed)}" if changed else "its file was changed or removed"


def _names(corpus: Corpus) -> Iterable[str]:
    """All of diseases and indications but what only their own page shows."""
    for key, disease in corpus.diseases.items():
        yield f"{key} {disease.value.model_dump(exclude={'bottom_line', 'names_from'})}"
    for key, indication in corpus.indications.items():
        yield f"{key} {indication.value.model_dump(exclude={'bottom_line'})}"
    yield " ".join(sorted(evidence.paged_diseases(corpus)))


def _papers(corpus: Corpus) -> Iterable[str]:
    """What pages show of papers that are not their own: how each is called, and whether it is appraised."""
    for key, page in corpus.papers.items():
        paper, appraisal = page.value, corpus.appraisals.get(key)
        stands = "retracted" if evidence.is_retracted(paper) else "standing"
        review = appraisal.value.reviewed_on is not None if appraisal else None
        yield f"{key} {paper.pmid} {paper.doi} {citing.label(paper)} {paper.title} {paper.year} {stands} {review}"


def _digest(parts: Iterable[str]) -> str:
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(f"{len(part)} {part}\n".encode("utf-8", "surrogatepass"))
    return found.hexdigest()
