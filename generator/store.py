"""The only reader of `content/`, with `contentfile`, and its only writer.

Files become validated values; whatever is wrong with one becomes a problem with its line, and the others still load.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from generator import contentfile, forking, frontmatter, inputs, papertext, parsed, privacy
from generator.config import Paths
from generator.contentfile import Shape, as_is, named, with_sections
from generator.evidence import is_retracted
from generator.frontmatter import Document
from generator.machine_files import signed
from generator.model import (
    Appraisal,
    Corpus,
    Detected,
    Disease,
    Glossary,
    Indication,
    Intervention,
    KnownStudies,
    LabelStatus,
    Page,
    Paper,
    Positions,
    Prose,
    Redirects,
    Safety,
    Site,
    Strict,
)
from generator.model.fields import is_slug
from generator.parsed import Parsed, Row
from generator.problems import Fault, Problem, error, warning
from generator.remembered import Remembered
from generator.validation import validate

T = TypeVar("T", bound=Strict)
UNCORRECTABLE = frozenset({"id", "sources", "disagreements", "sections", "repairs", "digest", "year"})
"""What ties a paper to its sources or follows from its date; no appraisal changes it."""
_BATCH = 1000
"""Files that are kept at a time: fewer would take longer, more would take memory."""


def load(
    paths: Paths, remembered: Remembered | None = None, jobs: int | None = None, *, afresh: bool = False
) -> Corpus:
    """All content of an edition. Never raises for a fault in a file: faults are in the corpus's problems.

    `jobs` is the number of processes that read at once; one for each processor where it is None. What an earlier run
    read of the very same bytes is not read again, unless all is to be done `afresh`.
    """
    rows = None if afresh else Parsed(paths.cache / parsed.FILE, inputs.version())
    remembered = remembered or Remembered()
    remembered.fresh, remembered.loaded = set(), set()
    reading = _Reading(paths, remembered, jobs=forking.processors(jobs), rows=rows)
    site = reading.settings("site.yaml", Site)
    intervention = reading.settings("intervention.yaml", Intervention)
    appraisals = reading.folder("appraisals", Appraisal)
    papers = reading.folder("papers", Paper, with_sections)
    corpus = Corpus(
        site=site,
        intervention=intervention,
        known_studies=reading.table("known-studies.yaml", KnownStudies(studies=())),
        label_status=reading.table("label-status.yaml", LabelStatus(rows=())),
        positions=reading.table("positions.yaml", Positions(positions=())),
        safety=reading.table("safety.yaml", Safety(source="none", warnings=())),
        glossary=reading.table("glossary.yaml", Glossary(terms=())),
        redirects=reading.table("redirects.yaml", Redirects(redirects=())),
        detected=reading.folder("detected", Detected, suffix=".yaml"),
        papers={key: reading.corrected(key, page, appraisals.get(key)) for key, page in papers.items()},
        appraisals=appraisals,
        diseases=reading.folder("diseases", Disease),
        indications=reading.folder("indications", Indication, depth=2),
        prose=reading.folder("pages", Prose),
        permalinks=reading.permalinks(),
        seed_digests=reading.seed_digests(papers),
        problems=tuple(each for each in reading.problems if each.code != privacy.CODE),
        personal=tuple(each for each in reading.problems if each.code == privacy.CODE),
    )
    reading.keep()
    remembered.read = {name: read for name, read in remembered.read.items() if named(name) in remembered.loaded}
    return corpus


def paper_text(paper: Paper) -> str:
    """A paper's page: what the source says in front, the source's text below, and a digest of both."""
    data = paper.model_dump(mode="json", exclude={"sections"}) | {"digest": ""}
    text = frontmatter.join(data, papertext.write(paper.sections))
    return signed(text)


def read_paper(text: str, path: str) -> Paper | None:
    """A paper from the text of its page; None where that is not one."""
    try:
        document = frontmatter.parse(text, path)
        return validate(Paper, document, with_sections(document), path)[0]
    except Fault:
        return None


def as_sourced(paths: Paths, paper: str) -> Paper | None:
    """A paper as its sources describe it, without the corrections of its appraisal."""
    path = paths.papers / f"{paper}.md"
    return read_paper(path.read_text("utf-8"), paths.relative(path)) if path.is_file() else None


def detected_text(detected: Detected) -> str:
    """The file of what a program proposes about one paper, with a digest of itself."""
    text = frontmatter.dump(detected.model_dump(mode="json") | {"digest": ""})
    return signed(text)


def vocabulary(paths: Paths) -> tuple[Intervention, dict[str, Disease]] | None:
    """The drug and the diseases of an edition, by which papers are read; None where its drug is not described yet.

    Faults in these files are left to `load`, which finds the same.
    """
    reading = _Reading(paths)
    try:
        drug = reading.settings("intervention.yaml", Intervention).value
    except Fault:
        return None
    return drug, {slug: page.value for slug, page in reading.folder("diseases", Disease).items()}


def refuse_closed(fault: OSError) -> None:
    """Raise the fault of a folder that is there and cannot be opened: what is in it must not look deleted."""
    if not isinstance(fault, FileNotFoundError | NotADirectoryError):
        raise fault


def replace_file(path: Path, data: bytes) -> None:
    """Put bytes in a file's place in one step, so that a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    if beside.is_symlink() or beside.exists():  # what a killed run left, or somebody's link to a file elsewhere
        beside.unlink()
    with beside.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass
class _Reading:
    """One pass over `content/`, collecting problems."""

    paths: Paths
    remembered: Remembered = field(default_factory=Remembered)
    problems: list[Problem] = field(default_factory=list)
    jobs: int = 1
    rows: Parsed | None = None
    """What earlier runs read; None where that is not to be believed."""
    new: list[Row] = field(default_factory=list)
    """Files that were read by this one."""
    gone: list[str] = field(default_factory=list)
    """Files that earlier runs read and that are no more."""

    @cached_property
    def _content(self) -> str:
        """A path as text: joining paths of many files takes longer than looking at them."""
        return os.fspath(self.paths.content)

    def folder(
        self, name: str, model: type[T], shape: Shape = as_is, depth: int = 1, suffix: str = ".md"
    ) -> dict[str, Page[T]]:
        """The Markdown files of a folder, by their name below it without `.md`."""
        if name not in self.remembered.listed:
            before = len(self.problems)
            keys = list(self._keys(name, depth, suffix))
            self.remembered.listed[name] = keys, self.problems[before:]
            del self.problems[before:]
        keys, misplaced = self.remembered.listed[name]
        self.problems += misplaced
        pages = zip(keys, self._pages([f"{name}/{key}{suffix}" for key in keys], name, model, shape), strict=True)
        return {key: page for key, page in pages if page is not None}

    def corrected(self, key: str, paper: Page[Paper], appraisal: Page[Appraisal] | None) -> Page[Paper]:
        """A paper with the fields that its appraisal corrects; the source's own where a correction is wrong."""
        if appraisal is None or not appraisal.value.corrections:
            return paper
        old = self.remembered.corrected.get(key)
        if old is None or old[0] is not paper or old[1] is not appraisal:
            old = self.remembered.corrected[key] = paper, appraisal, *_corrected(paper, appraisal)
        self.problems += old[3]
        return old[2]

    def settings(self, name: str, model: type[T]) -> Page[T]:
        """One YAML file that every edition has. Raises Fault where it is missing or wrong."""
        if not (self.paths.content / name).is_file():
            raise Fault(self._missing(name))
        page = self._page(name, model, as_is)
        if page is None:
            raise Fault(*(problem for problem in self.problems if problem.path == named(name)))
        return page

    def _missing(self, name: str) -> Problem:
        if self.paths.content.is_dir():
            return error(named(name), None, "file-missing", "the file does not exist.", _missing_hint(name))
        message = "this folder holds no edition."
        return error(named(name), None, "file-missing", message, "Go to the folder of one, or name it with --root.")

    def table(self, name: str, empty: T) -> Page[T]:
        """One YAML file that an edition may have; empty where it is missing or wrong."""
        if (self.paths.content / name).is_file():
            return self._page(name, type(empty), as_is) or Page(named(name), empty)
        message = "the file does not exist; the pages that show it stay without it."
        self.problems.append(warning(named(name), None, "file-missing", message, _missing_hint(name)))
        return Page(named(name), empty)

    def permalinks(self) -> dict[str, int]:
        """The addresses of `content/permalinks.txt` with their lines; none before the first publication."""
        name = "permalinks.txt"
        try:
            lines = contentfile.read_list(self.paths, name) if (self.paths.content / name).is_file() else []
        except Fault as fault:
            self.problems.append(fault.problem)
            return {}
        return {line.strip(): n for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")}

    def seed_digests(self, papers: Mapping[str, Page[Paper]]) -> dict[str, str]:
        """SHA-256 of each seed that papers name, where it is there; one that looks as it did is not read again."""
        looked, known, found = self.remembered.looked, self.remembered.seeds, {}
        for seed in sorted({source.seed for page in papers.values() for source in page.value.sources}):
            now = looked.files.get(f"seeds/{seed}") if looked else None
            if now is None or now != known.get(seed, (None, ""))[0]:
                path = self.paths.seeds / seed
                known[seed] = now, file_digest(path) if path.is_file() else ""
            found[seed] = known[seed][1]
        return {seed: digest for seed, digest in found.items() if digest}

    def _keys(self, folder: str, depth: int, suffix: str) -> Iterator[str]:
        """The files to read, by their names below a folder; one that lies or is called otherwise is a problem."""
        base = self.paths.content / folder
        for parts, is_file in sorted(_below(base, suffix)):
            name = parts[-1]
            if name.startswith(".") or name == "README.md":  # editors' leavings, and notes on the folder
                continue
            key = "/".join(parts).removesuffix(suffix)
            if len(parts) != depth:
                place = "<name>.md" if depth == 1 else "<disease>/<name>.md"
                wrong = "no page is made from a file in this place.", f"Move it to {place}."
            elif not is_file:
                wrong = "this is a folder, or a link to nothing, where a file belongs.", "Move or remove it."
            elif folder in ("diseases", "indications", "pages") and not all(map(is_slug, key.split("/"))):
                wrong = "its name cannot be part of an address.", "Rename it in small letters, digits and dashes."
            else:
                yield key
                continue
            self.problems.append(error(named(f"{folder}/{key}{suffix}"), None, "file-misplaced", *wrong))

    def keep(self) -> None:
        """Keep what was read for the next run, where there is anything new."""
        if self.rows and (self.new or self.gone):
            with contextlib.suppress(OSError):  # a folder that cannot be written to is told by what must write there
                self.paths.cache.mkdir(exist_ok=True)
                self.rows.keep(self.new, self.gone)
            self.new, self.gone = [], []

    def _page(self, name: str, model: type[T], shape: Shape) -> Page[T] | None:
        return self._pages([name], name, model, shape)[0]

    def _pages(self, names: Sequence[str], below: str, model: type[T], shape: Shape) -> list[Page[T] | None]:
        """The pages of files below a folder; those that are not known yet are read."""
        read = self.remembered.read
        self.remembered.loaded.update(map(named, names))
        stale = [name for name in names if name not in read or self._looked(name) != read[name][0]]
        if stale and self.rows:
            stale = self._not_kept(self.rows, stale, names, below, model)
        self._read(stale, model, shape)
        self.problems += [problem for name in names for problem in read[name][2]]
        return [read[name][1] for name in names]

    def _not_kept(
        self, rows: Parsed, stale: Sequence[str], names: Sequence[str], below: str, model: type[T]
    ) -> list[str]:
        """Those of some files that no earlier run read; what it read of the others is taken."""
        there, wanted = frozenset(names), dict.fromkeys(stale)
        for row in rows.below(below):
            if row.name not in there:
                self.gone.append(row.name)
            elif row.name in wanted and row.digest == self._digest(row.name):
                page = contentfile.page_of(row, model, self._content)
                if page is not None:
                    self.remembered.read[row.name] = row.digest, page, []
                    del wanted[row.name]
        return list(wanted)

    def _read(self, names: Sequence[str], model: type[T], shape: Shape) -> None:
        """Read files, several at a time."""
        work = partial(contentfile.read, self.paths, model=model, shape=shape)
        self.remembered.fresh.update(map(named, names))
        for name, read in zip(names, forking.spread(work, names, self.jobs), strict=True):
            page = contentfile.page_of(read.row, model, self._content) if read.row else read.page
            if read.row and page is None:  # a value that JSON changes
                page = work(name, as_row=False).page
            elif read.row:
                self.new.append(read.row)
            looked = self._looked(name)
            self.remembered.read[name] = read.digest if looked is None else looked, page, list(read.problems)
            if len(self.new) == _BATCH:
                self.keep()

    def _digest(self, name: str) -> str:
        """The digest of a file's bytes; none of a link, which may lead elsewhere by now."""
        known, path = self._looked(name), f"{self._content}{os.sep}{name}"
        if known is None or self.remembered.looked is None:
            return "" if os.path.islink(path) else inputs.digest(path)  # noqa: PTH114  the same
        return "" if named(name) in self.remembered.looked.links else known

    def _looked(self, name: str) -> str | None:
        """The digest of a file as it was looked at; None where it was not."""
        found = self.remembered.looked and self.remembered.looked.files.get(named(name))
        return found.digest if found else None


def _below(base: Path, suffix: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Whatever lies below a folder and has a name that ends so, by the parts of its path; and whether it is a file."""
    waiting: list[tuple[tuple[str, ...], str]] = [((), os.fspath(base))]
    while waiting:
        above, folder = waiting.pop()
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(((*above, entry.name), entry.path))
            if entry.name.endswith(suffix):
                # An entry raises for a link that leads round in a circle; the path says that it is no file.
                is_file = os.path.isfile(entry.path) if entry.is_symlink() else entry.is_file()  # noqa: PTH113  as text
                yield (*above, entry.name), is_file


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError as fault:
        refuse_closed(fault)


def _corrected(paper: Page[Paper], appraisal: Page[Appraisal]) -> tuple[Page[Paper], list[Problem]]:
    """A paper with its corrections, as far as they are right, and what is wrong with them."""
    fixed = set(appraisal.value.corrections) & UNCORRECTABLE
    problems = [_uncorrectable(appraisal, name) for name in sorted(fixed)]
    changes = {key: value for key, value in appraisal.value.corrections.items() if key not in fixed}
    lines = {at[1:]: line for at, line in appraisal.lines.items() if at[:1] == ("corrections",)}
    data = paper.value.model_dump() | changes
    value, wrong = validate(Paper, Document(data, lines), data, appraisal.path)
    problems += wrong
    if value is None:
        return paper, problems
    if is_retracted(paper.value) and not is_retracted(value):
        return paper, [*problems, _uncorrectable(appraisal, "a retraction")]
    dated = value.date or value.epub_date
    return replace(paper, value=value.model_copy(update={"year": dated[:4] if dated else None})), problems


def _uncorrectable(page: Page[Appraisal], name: str) -> Problem:
    return error(
        page.path,
        page.line("corrections", name),
        "correction-refused",
        f"`{name}` says where the paper comes from, or follows from what its source says, and cannot be corrected.",
        "Remove the line; quotes are checked against the source's own text.",
    )


def _missing_hint(name: str) -> str:
    return f"Every edition has a content/{name}; take the one shipped with the generator as a start."
