"""Addresses that lead elsewhere: names and codes of diseases, and addresses that were given up. Pure.

A name or a code leads to its disease, or to a page of choices where it also stands for another. What
`content/redirects.yaml` lists leads where its row says. A place of a page, such as a claim's, cannot be a page of its
own: it stays on its page as a note.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import evidence, shelves, urls
from generator.folding import letters
from generator.model import Claim, Corpus, Disease, Topic, once_per_corpus

NAMES = "/go/"
CODES = "/id/"
SCHEMES = {"mondo": "Mondo", "mesh": "MeSH", "icd10cm": "ICD-10-CM", "orpha": "Orphanet"}
"""The schemes whose codes have addresses, by the field that holds them, each with its name."""
TABLES: Mapping[Topic, str] = {"dosing": urls.DOSES, "safety": urls.SAFETY, "label-status": urls.LABEL_STATUS}
"""The pages that show the claims of one topic across diseases."""
MAX_SLUG = 100
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Route:
    """A page that leads elsewhere."""

    url: str
    names: tuple[str, ...]
    """The names or the code that it stands for, as written; empty for an old address."""
    targets: tuple[str, ...]
    """Where it leads: one address, or the choices."""
    pageless: tuple[str, ...] = ()
    """Diseases on file that have the name too, but no page."""
    elsewhere: bool = False
    """Whether the name also stands for a disease that is not on file."""

    @property
    def target(self) -> str | None:
        """The address it leads to; None where the reader has to choose."""
        return self.targets[0] if len(self.targets) == 1 and not (self.pageless or self.elsewhere) else None


@dataclass(frozen=True, slots=True)
class Moved:
    """A place that a page no longer has."""

    anchor: str
    new: str
    """Address of the place that took its part."""
    retracted: bool = False
    """Whether it is gone because the paper of the finding was retracted."""


def slug(name: str) -> str | None:
    """A name as a part of an address; None where it has no letter or digit of the alphabet, or is too long.

    Accents are folded and apostrophes dropped, so that `Sjögren's` is `sjogrens`.
    """
    found = _NOT_SLUG.sub("-", letters(name)).strip("-")
    return found if 0 < len(found) <= MAX_SLUG else None


@once_per_corpus
def routes(corpus: Corpus) -> Mapping[str, Route]:
    """Every page that leads elsewhere, by its address: names and codes, the rows of redirects.yaml, former shelves."""
    found: dict[str, list[_Lead]] = defaultdict(list)
    for subject, page in corpus.diseases.items():
        for lead in (*_named(subject, page.value), *_coded(subject, page.value)):
            found[lead.url].append(lead)
    paged = evidence.paged_diseases(corpus)
    ways = {url: _route(url, leads, paged, corpus) for url, leads in sorted(found.items())}
    made = {url: route for url, route in ways.items() if route.targets}
    for row in corpus.redirects.value.redirects:
        if "#" not in row.old and row.old not in made:
            made[row.old] = Route(row.old, (), (row.new,))
    led = {url: route.target for url, route in made.items() if route.target}
    return made | {old: Route(old, (), (new,)) for old, new in shelves.former(corpus, led) if old not in made}


@dataclass(frozen=True, slots=True)
class _Lead:
    """One name or code of one disease."""

    url: str
    name: str
    subject: str
    shared: bool = False


def _named(subject: str, disease: Disease) -> Iterator[_Lead]:
    own = (disease.name, *disease.formerly, *disease.abbreviations, *disease.synonyms)
    for name in (*own, *disease.ambiguous):
        part = slug(name)
        if part is not None:
            yield _Lead(f"{NAMES}{part}/", name, subject, shared=name in disease.ambiguous)


def _coded(subject: str, disease: Disease) -> Iterator[_Lead]:
    """A code as people type it, without the scheme's name; an ICD code also without its dot, as data often has it."""
    for scheme, name in SCHEMES.items():
        code: str | None = getattr(disease.identifiers, scheme)
        if code is not None:
            bare = code.rpartition(":")[2].lower()
            for part in dict.fromkeys((bare, bare.replace(".", ""))):
                yield _Lead(f"{CODES}{scheme}/{part}/", f"{name} {code.rpartition(':')[2]}", subject)


def _route(url: str, leads: list[_Lead], paged: frozenset[str], corpus: Corpus) -> Route:
    subjects = dict.fromkeys(lead.subject for lead in leads)
    return Route(
        url,
        names=tuple(dict.fromkeys(lead.name for lead in leads)),
        targets=tuple(urls.subject(subject) for subject in subjects if subject in paged),
        pageless=tuple(corpus.diseases[subject].value.name for subject in subjects if subject not in paged),
        elsewhere=len(subjects) == 1 and any(lead.shared for lead in leads),
    )


@once_per_corpus
def claim_places(corpus: Corpus) -> frozenset[str]:
    """The address of every claim: on its paper's page, and on each page that shows it among those of other papers."""
    below, paged = _below(corpus), evidence.paged_diseases(corpus) | corpus.indications.keys()
    found: set[str] = set()
    for paper, claim in _claims(corpus):
        found.add(urls.place(paper, claim.id))
        if not evidence.is_retracted(corpus.papers[paper].value):
            pages = {urls.subject(subject) for subject in _shown_on(claim, below, corpus) & paged}
            pages |= {TABLES[claim.topic]} if claim.topic in TABLES else set()
            found |= {f"{page}#{urls.claim_anchor(paper, claim.id)}" for page in pages}
    return frozenset(found)


def _claims(corpus: Corpus) -> Iterator[tuple[str, Claim]]:
    """Each claim with its paper, where that is there."""
    return ((cited.paper, cited.claim) for cited in evidence.claims(corpus) if cited.paper in corpus.papers)


def _below(corpus: Corpus) -> Mapping[str, set[str]]:
    """For each disease its indications, and for each group also its diseases: their pages show its claims too."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject in (*corpus.diseases, *corpus.indications):
        disease, _, indication = subject.partition("/")
        above = [disease] if indication else []
        for whole in (*above, *evidence.ancestors(disease, corpus.diseases)):
            found[whole].add(subject)
    return found


def _shown_on(claim: Claim, below: Mapping[str, set[str]], corpus: Corpus) -> set[str]:
    """The subjects of a claim, and those above and below them."""
    found: set[str] = set()
    for subject in claim.about:
        disease = subject.partition("/")[0]
        found |= {subject, disease, *evidence.ancestors(disease, corpus.diseases), *below.get(subject, ())}
    return found


def follow(address: str, led: Mapping[str, Route]) -> str:
    """Where an address leads: a redirect takes the fragment along."""
    page, mark, fragment = address.partition("#")
    route = led.get(page)
    if route is None or route.target is None:
        return address
    return route.target.partition("#")[0] + mark + fragment if mark else route.target


@once_per_corpus
def moved(corpus: Corpus) -> Mapping[str, tuple[Moved, ...]]:
    """The places that pages no longer have, by the page they are noted on.

    Those of redirects.yaml; and claims that were published among those of other papers and stand elsewhere now,
    because their paper was retracted, because they are about something else, or because redirects.yaml says how the
    claim or its paper is called now.
    """
    found: dict[str, dict[str, Moved]] = defaultdict(dict)
    for row in corpus.redirects.value.redirects:
        page, _, anchor = row.old.partition("#")
        if anchor:
            found[page][anchor] = Moved(anchor, row.new)
    places = claim_places(corpus) if corpus.permalinks else frozenset[str]()
    gone = [address for address in corpus.permalinks if address not in places]
    led, pages, renamed = routes(corpus), urls.addresses(corpus), _renamed(corpus) if gone else {}
    for address in gone:
        page, _, anchor = follow(address, led).partition("#")
        if anchor in renamed and f"{page}#{anchor}" not in places and page in pages:
            found[page].setdefault(anchor, _moved(page, anchor, renamed[anchor], places, corpus))
    return {page: tuple(sorted(notes.values(), key=lambda note: note.anchor)) for page, notes in sorted(found.items())}


def _moved(page: str, anchor: str, now: tuple[str, str], places: frozenset[str], corpus: Corpus) -> Moved:
    here = f"{page}#{urls.claim_anchor(*now)}"
    retracted = evidence.is_retracted(corpus.papers[now[0]].value)
    return Moved(anchor, here if here in places else urls.place(*now), retracted)


def _renamed(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """For each anchor that a claim has or had among those of other papers, the paper and the id it goes by now."""
    now: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for paper, claim in _claims(corpus):
        now[urls.paper(paper)].append((paper, claim.id))
        now[urls.place(paper, claim.id)].append((paper, claim.id))
    found = {urls.claim_anchor(*key): key for keys in now.values() for key in keys}
    for row in corpus.redirects.value.redirects:
        if row.old.startswith(urls.PAPERS):
            old_paper, _, old_id = row.old.removeprefix(urls.PAPERS).partition("/#")
            for key in now.get(row.new, ()):
                found.setdefault(urls.claim_anchor(old_paper.strip("/"), old_id or key[1]), key)
    return found
