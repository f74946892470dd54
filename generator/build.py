"""Load, check, plan, render, emit: one build."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import emit, exports, store
from generator.check import Report, check
from generator.config import Paths
from generator.emit import Changes
from generator.model import Corpus
from generator.problems import Problem, errors, warning
from generator.render import POLICY, Renderer
from generator.views import plan
from generator.views.model import View

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


@dataclass(frozen=True, slots=True)
class Build:
    """What a build found and did."""

    report: Report
    changes: Changes | None
    """None where errors stopped it and the site stays as it was."""


def build(paths: Paths, site: Path, options: Options = Options(), tell: Tell = lambda *_: None) -> Build:
    """Build the site into a folder; with errors in the content nothing is written. `tell` hears how far it is."""
    emit.recover(site)
    tell("Reading content/", 0, 0)
    corpus = with_base_url(store.load(paths), options.base_url)
    report = check(corpus)
    if errors(report.problems):
        return Build(report, None)
    report = replace(report, problems=[*report.problems, *_unset(corpus)])
    return Build(report, emit.publish(site, files(corpus, paths.templates, options, tell)))


def files(corpus: Corpus, templates: Path, options: Options, tell: Tell = lambda *_: None) -> dict[str, bytes]:
    """Every file of the site, by its path below the site's folder. Raises Fault where two want one path."""
    tell("Planning pages", 0, 0)
    views = plan(corpus)
    renderer = Renderer(templates, corpus.site.value.base_url, options.portable, options.policy)
    others = {
        **{f"assets/{path.name}": path.read_bytes() for path in sorted((templates / "assets").iterdir())},
        emit.MARK: b"",
    }
    exported = exports.files(corpus, views)
    emit.refuse_collisions(
        [
            *((file_path(view.url), f"the page {view.url} ({view.title})") for view in views),
            *((path, f"the export {path}") for path in exported),
            *((path, f"the file {path} of every site") for path in others),
            *((part.rstrip("/"), f"the folder {part} of the search") for part in emit.PARTS),
        ]
    )
    return {**_rendered(views, renderer, tell), **others, **exported}


def _rendered(views: Sequence[View], renderer: Renderer, tell: Tell) -> dict[str, bytes]:
    pages = {}
    for done, view in enumerate(views):
        tell("Making pages", done, len(views))
        pages[file_path(view.url)] = renderer.render(view)
    return pages


def file_path(url: str) -> str:
    """The file that a server shows for an address of the site."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


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
