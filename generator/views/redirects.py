"""The pages that lead elsewhere, and the notes on pages whose places have moved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from generator import redirects
from generator.redirects import Moved, Route
from generator.views import wording
from generator.views.context import Context
from generator.views.model import View
from generator.views.parts import Link, MovedPlace


@dataclass(frozen=True, slots=True)
class RedirectView(View):
    """A page that leads to another one, by itself where scripts run."""

    template: ClassVar[str] = "redirect.html"
    listed: ClassVar[bool] = False
    said: str
    """What stands before the link, such as "This page moved to"."""
    target: Link


@dataclass(frozen=True, slots=True)
class ChoicesView(View):
    """A name that stands for more than one disease."""

    template: ClassVar[str] = "choices.html"
    listed: ClassVar[bool] = False
    said: str
    choices: tuple[Link, ...]
    absent: str
    """Whom else the name stands for, without a page here; empty where there is nobody else."""


def with_redirects(context: Context, views: list[View]) -> list[View]:
    """The pages with their notes of what moved, and behind them the pages that lead elsewhere."""
    titles = {view.url: view.title for view in views}
    every = [*views, *_views(context, titles)]
    notes = redirects.moved(context.corpus)
    return [
        replace(view, moved=tuple(_place(note, titles) for note in notes[view.url])) if view.url in notes else view
        for view in every
    ]


def _views(context: Context, titles: dict[str, str]) -> Iterator[View]:
    for route in redirects.routes(context.corpus).values():
        target = route.target
        yield _choices(context, route, titles) if target is None else _redirect(context, route, target, titles)


def _redirect(context: Context, route: Route, target: str, titles: dict[str, str]) -> RedirectView:
    page = target.partition("#")[0]
    title = wording.capitalized(route.names[0]) if route.names else titles[page]
    kind = "code" if route.url.startswith(redirects.CODES) else "name"
    return RedirectView(
        route.url,
        title,
        f"{title} leads to {titles[page]}." if route.names else f"Moved: {titles[page]}.",
        context.frame,
        canonical=page,
        said=f"This {kind} leads to" if route.names else "This page moved to",
        target=Link(titles[page], target),
    )


def _choices(context: Context, route: Route, titles: dict[str, str]) -> ChoicesView:
    name = route.names[0]
    return ChoicesView(
        route.url,
        wording.capitalized(name),
        f"“{name}” stands for more than one disease.",
        context.frame,
        said=f"“{name}” stands for more than one disease. In this collection:",
        choices=tuple(Link(titles[target], target) for target in route.targets),
        absent=_absent(route),
    )


def _absent(route: Route) -> str:
    if route.pageless:
        return f"Also the name of {_listed(route.pageless)}, on which this collection has no paper."
    return "Also the name of another disease, which is not in this collection." if route.elsewhere else ""


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _place(note: Moved, titles: dict[str, str]) -> MovedPlace:
    page, _, claim = note.new.partition("#")
    said = "The paper of this finding was retracted:" if note.retracted else "This finding moved to"
    return MovedPlace(note.anchor, said, Link(f"{titles[page].rstrip('.')}{f', {claim}' if claim else ''}", note.new))
