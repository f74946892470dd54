"""The pages that lead elsewhere, and the notes on pages whose places have moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from generator import redirects
from generator.redirects import Moved, Route
from generator.views import titles, wording
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


def with_notes(context: Context, view: View, notes: Iterable[Moved]) -> View:
    """A page with its notes of what moved."""
    return replace(view, moved=tuple(_place(note, titles.by_address(context.corpus)) for note in notes))


def redirect_view(context: Context, route: Route) -> RedirectView | ChoicesView:
    """A page that leads elsewhere."""
    named, target = titles.by_address(context.corpus), route.target
    return _choices(context, route, named) if target is None else _redirect(context, route, target, named)


def _redirect(context: Context, route: Route, target: str, named: Mapping[str, str]) -> RedirectView:
    page = target.partition("#")[0]
    title = wording.capitalized(route.names[0]) if route.names else named[page]
    kind = "code" if route.url.startswith(redirects.CODES) else "name"
    return RedirectView(
        route.url,
        title,
        f"{title} leads to {named[page]}." if route.names else f"Moved: {named[page]}.",
        context.frame,
        canonical=page,
        said=f"This {kind} leads to" if route.names else "This page moved to",
        target=Link(named[page], target),
    )


def _choices(context: Context, route: Route, named: Mapping[str, str]) -> ChoicesView:
    name = route.names[0]
    return ChoicesView(
        route.url,
        wording.capitalized(name),
        f"“{name}” stands for more than one disease.",
        context.frame,
        said=f"“{name}” stands for more than one disease. In this collection:",
        choices=tuple(Link(named[target], target) for target in route.targets),
        absent=_absent(route),
    )


def _absent(route: Route) -> str:
    if route.pageless:
        return f"Also the name of {_listed(route.pageless)}, on which this collection has no paper."
    return "Also the name of another disease, which is not in this collection." if route.elsewhere else ""


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _place(note: Moved, named: Mapping[str, str]) -> MovedPlace:
    page, _, claim = note.new.partition("#")
    said = "The paper of this finding was retracted:" if note.retracted else "This finding moved to"
    return MovedPlace(note.anchor, said, Link(f"{named[page].rstrip('.')}{f', {claim}' if claim else ''}", note.new))
