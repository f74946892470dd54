"""Load, check, plan, render, emit: one build. What is proven to be as the last build left it is not made again."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import check as checking
from generator import emit, exports, inputs, memory, passages, store, urls
from generator.check import Report, Verdict
from generator.config import Paths
from generator.emit import Changes, Stage
from generator.inputs import Inputs, Stat
from generator.keys import Key, Keys, why
from generator.making import Crew, Made, Maker
from generator.memory import Known, Memory
from generator.model import Corpus
from generator.problems import Problem, errors, warning
from generator.remembered import Remembered
from generator.render import POLICY, Renderer

Stands = Callable[[Mapping[str, Stat]], bool]
"""Whether files of the site look as they did."""
Tell = Callable[[str, int, int], None]
"""Hears what is worked on, how much of it is done, and how much there is; 0 where nobody can know."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a build differs from the plain one."""

    base_url: str | None = None
    """Address of the site's root; the one of content/site.yaml where it is None."""
    portable: bool = False
    """Whether links name `index.html`, so that the site opens from a folder."""
    policy: str = POLICY
    """Content security policy of the pages."""
    jobs: int | None = None
    """Processes that work at once; one for each processor where it is None."""
    afresh: bool = False
    """Whether nothing of the last build is believed."""
    touched: Set[str] | None = None
    """For a process that builds again and again, the files that have changed since it last built; None where it is not
    known, so that all are looked at. What need not be seen at once is then left to a build that looks at all: pages and
    exports of the whole edition, the site's own files, and the record for the next process."""

    @property
    def way(self) -> str:
        """All that changes a page."""
        return f"{self.base_url} {self.portable} {self.policy}"


@dataclass(frozen=True, slots=True)
class Build:
    """What a build found and did."""

    report: Report
    changes: Changes | None
    """None where errors stopped it and the site stays as it was."""
    made: Mapping[str, str]
    """Why each page that was made was made, by its address."""
    inputs: Inputs
    """The files as they were before they were read."""
    held: object = None
    """What the build worked on. To free it takes long, which can wait until the pages have been told of."""


def build(
    paths: Paths,
    site: Path,
    options: Options = Options(),
    tell: Tell = lambda *_: None,
    remembered: Remembered | None = None,
) -> Build:
    """Build the site into a folder; with errors in the content nothing is written.

    `tell` hears how far it is. `remembered` spares a process that builds again and again the reading of what it read.
    """
    emit.recover(site)
    record = paths.cache / f"build-{site.name}.json"
    remembered = remembered or Remembered()
    tell("Reading content/", 0, 0)
    read = _read(paths, record, options, remembered)
    corpus, before = read.corpus, read.before
    keys = Keys(corpus, read.found, options.way)
    stage = Stage(site, there=remembered.site if options.touched is not None else None)
    renderer = Renderer(paths.templates, corpus.site.value.base_url, options.portable, options.policy)
    maker = Maker(corpus, renderer, stage)
    crew = Crew(maker, options.jobs)
    verdicts = _verdicts(crew, keys, before)
    passages.place_all(corpus, {paper: verdict.places for paper, (_, verdict) in verdicts.items()})
    report = checking.check(corpus, known={paper: verdict for paper, (_, verdict) in verdicts.items()})
    if errors(report.problems):
        return Build(report, None, {}, read.found)
    report = replace(report, problems=[*report.problems, *_unset(corpus)])
    addresses = [page.url for page in maker.pages]
    names = (*exports.OF_CORPUS, *addresses)
    deferred = _deferred((*names, *exports.OF_PAGES), keys, options, before)
    of = keys.every([name for name in names if name not in deferred], _words(verdicts)) | deferred
    stands: Stands = (lambda _: True) if stage.is_known else partial(memory.stands, site)
    try:
        all_made, stale = _make({name: of[name] for name in names}, keys.everywhere, crew, before, stands, tell)
        collected = list(_collect(corpus, all_made, keys, before, stands, deferred))
        changes = _publish(maker, stage, all_made, collected, of_every_site(paths.templates))
    finally:
        stage.forget()
    remembered.site = stage.there
    if not options.afresh:
        kept = Memory(read.found)
        if read.is_sure and _lines_hold(report, paths, read.found):
            known = _known(site, all_made, collected, of, before, stale)
            kept = Memory(read.found, keys.everywhere, keys.names, verdicts, known)
        remembered.built = kept
        if options.touched is None:
            memory.keep(record, kept)
    made = {url: stale[url] for url in addresses if url in stale}
    return Build(report, changes, made, read.found, held=(read, keys, maker, all_made, verdicts))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a build reads before it works."""

    corpus: Corpus
    found: Inputs
    before: Memory
    """What is known from the last build, as far as it can be believed."""
    is_sure: bool
    """Whether all that was read is what the digests of `found` say, so that what comes of it can be kept."""


def _read(paths: Paths, record: Path, options: Options, remembered: Remembered) -> _Read:
    before = Memory() if options.afresh else _before(record, remembered)
    known = remembered.looked if options.touched is not None else None
    last = remembered.looked or before.inputs
    found = inputs.look(paths, last) if known is None else inputs.look_at(paths, options.touched or (), known)
    if known is None or found.files.keys() != known.files.keys():
        remembered.listed.clear()
    remembered.looked = found
    corpus = with_base_url(store.load(paths, remembered, options.jobs, afresh=options.afresh), options.base_url)
    if inputs.is_current() and not inputs.have_changed(paths, found, _read_since(found, last, remembered)):
        return _Read(corpus, found, before, is_sure=True)
    # What was read of a file that changed meanwhile is not what its digest says: nothing known by digests holds for
    # it, and nothing of it is to be kept. A program that changed meanwhile is another than the one at work.
    remembered.read.clear()
    remembered.looked = None
    return _Read(corpus, found, Memory(), is_sure=False)


def _read_since(found: Inputs, last: Inputs | None, remembered: Remembered) -> set[str]:
    """The files that were read since the look began, and those that came or went meanwhile."""
    old = last.files if last else {}
    new = {name for name, each in found.files.items() if each is not old.get(name)}
    content = {name for name in found.files if name.startswith("content/")}
    of_program = {name for name in new if name.startswith("generator/")}  # `is_current` looks at them
    return (new - of_program) | remembered.fresh | (content ^ remembered.loaded)


def _deferred(names: Iterable[str], keys: Keys, options: Options, before: Memory) -> dict[str, Key]:
    """The pages and exports that can wait, as if nothing had changed for them."""
    if options.touched is None:
        return {}
    waiting = (name for name in names if name in exports.OF_CORPUS or keys.is_of_all(name))
    return {name: before.made[name].key for name in waiting if name in before.made}


def _words(verdicts: Mapping[str, tuple[Key, Verdict]]) -> list[str]:
    """Digests of what the appraisals quote, in the order of their papers."""
    return [verdicts[paper][1].words_digest for paper in sorted(verdicts)]


def _lines_hold(report: Report, paths: Paths, found: Inputs) -> bool:
    """Whether the lines of problems are sure: they were looked up in files, which may have changed since."""
    return not inputs.have_changed(paths, found, {problem.path for problem in report.problems})


def _before(record: Path, remembered: Remembered | None) -> Memory:
    """What the last build knew, from this process or from the record."""
    built = remembered.built if remembered else None
    return built if isinstance(built, Memory) else memory.recall(record)


def _verdicts(crew: Crew, keys: Keys, before: Memory) -> dict[str, tuple[Key, Verdict]]:
    """What is wrong with each appraisal; where nothing that matters has changed, what was found before."""
    same = keys.everywhere == before.everywhere
    found = {paper: keys.paper(paper) for paper in keys.corpus.appraisals}
    old = {p: before.verdicts[p] for p, key in found.items() if same and before.verdicts.get(p, ({}, None))[0] == key}
    if keys.names != before.names:
        unnamed = zip(old.items(), crew.unnamed(tuple(old)), strict=True)
        old = {paper: (key, replace(verdict, unnamed=new)) for (paper, (key, verdict)), new in unnamed}
    stale = [paper for paper in found if paper not in old]
    new = {paper: (found[paper], verdict) for paper, verdict in zip(stale, crew.verdicts(stale), strict=True)}
    return old | new


def _make(
    of: Mapping[str, Key], everywhere: Key, crew: Crew, before: Memory, stands: Stands, tell: Tell
) -> tuple[list[Made], dict[str, str]]:
    """All exports and pages, by their keys, as far as they may have changed made anew, and why those were."""
    kept: dict[str, Made] = {}
    stale: dict[str, str] = {}
    for_all = why(everywhere, before.everywhere) if everywhere != before.everywhere else ""
    for name, key in of.items():
        old = before.made.get(name)
        reason = for_all if old and for_all else _reason(key, old, stands)
        if old and not reason:
            kept[name] = Made(name, old.listing, tuple(old.files), ())
        else:
            stale[name] = reason
    new = {}
    for done, made in enumerate(crew.made(tuple(stale))):
        tell("Making pages", done, len(stale))
        new[made.name] = made
    return [kept.get(name) or new[name] for name in of], stale


def _reason(key: Key, old: Known | None, stands: Stands) -> str:
    """Why something is made; empty where it is as it was."""
    if old is None or old.key != key:
        return why(key, old.key if old else None)
    return "" if stands(old.files) else "its file was changed or removed"


@dataclass(frozen=True, slots=True)
class _Collected:
    """An export of all pages together."""

    name: str
    key: Key
    files: Sequence[str]
    new: Mapping[str, bytes]
    """What its files hold, if they may have changed."""


def _collect(
    corpus: Corpus, all_made: Sequence[Made], keys: Keys, before: Memory, stands: Stands, deferred: Mapping[str, Key]
) -> Iterator[_Collected]:
    """The exports of all pages together, made anew only where they may have changed."""
    listings = [each.listing for each in all_made if each.listing is not None]
    for name, export in exports.OF_PAGES.items():
        old = before.made.get(name)
        key = deferred.get(name) or keys.of_pages(name, listings)
        if old and not _reason(key, old, stands):
            yield _Collected(name, key, tuple(old.files), {})
        else:
            new = export(corpus, listings)
            yield _Collected(name, key, tuple(new), new)


def _publish(
    maker: Maker,
    stage: Stage,
    all_made: Sequence[Made],
    collected: Sequence[_Collected],
    of_every_site: Mapping[str, bytes],
) -> Changes:
    """Publish what was made, and the other files of the site."""
    exported = [name for each in all_made if not each.listing for name in each.files]
    others = [*of_every_site, *(name for each in collected for name in each.files)]
    _refuse_collisions(maker, [*others, *exported])
    new = {**of_every_site, **{name: data for each in collected for name, data in each.new.items()}}
    written = [name for name, data in new.items() if stage.offer(name, data)]
    written += [name for each in all_made for name in each.written]
    return stage.publish({*others, *(name for each in all_made for name in each.files)}, written)


def _known(
    site: Path,
    all_made: Iterable[Made],
    collected: Iterable[_Collected],
    of: Mapping[str, Key],
    before: Memory,
    stale: Container[str],
) -> dict[str, Known]:
    """Pages and exports as the next build is to know them."""
    found = {
        each.name: Known(
            of[each.name],
            each.listing,
            memory.looks(site, each.files) if each.name in stale else before.made[each.name].files,
        )
        for each in all_made
    }
    for each in collected:
        looks = memory.looks(site, each.files) if each.new else before.made[each.name].files
        found[each.name] = Known(each.key, None, looks)
    return found


def of_every_site(templates: Path) -> dict[str, bytes]:
    """The files that are the same whatever the content is."""
    assets = {f"assets/{path.name}": path.read_bytes() for path in sorted((templates / "assets").iterdir())}
    return {**assets, emit.MARK: b""}


def _refuse_collisions(maker: Maker, others: Iterable[str]) -> None:
    emit.refuse_collisions(
        [
            *((urls.file(page.url), page) for page in maker.pages),
            *((path, f"the file {path} of every site") for path in others),
            *((part.rstrip("/"), f"the folder {part} of the search") for part in emit.PARTS),
        ]
    )


def with_base_url(corpus: Corpus, base_url: str | None) -> Corpus:
    """The corpus with another address of the site's root."""
    if base_url is None:
        return corpus
    site = replace(corpus.site, value=corpus.site.value.model_copy(update={"base_url": base_url}))
    return replace(corpus, site=site)


def _unset(corpus: Corpus) -> list[Problem]:
    if corpus.site.value.base_url is not None:
        return []
    return [
        warning(
            corpus.site.path,
            corpus.site.line("base_url"),
            "base-url-unset",
            "the address of the site is not known, so canonical links are left out.",
            "Write it as `base_url:`, or give `--base-url` (the Pages workflow does).",
        )
    ]
