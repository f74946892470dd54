"""What lists of pages say of a page; all that is to be known of it once it is made."""

from dataclasses import dataclass

from generator import urls
from generator.exports import twins
from generator.views.model import View


@dataclass(frozen=True, slots=True)
class Listing:
    """A page as lists name it."""

    url: str
    title: str
    kind: str
    """What kind of page it is, as its twin's schema is called."""
    listed: bool
    """Whether lists name it at all."""
    is_canonical: bool
    """Whether no other page stands for it."""


def listing(view: View) -> Listing:
    """What lists say of a page."""
    listed = view.listed and view.url != urls.NOT_FOUND
    return Listing(view.url, view.title, twins.name(type(view)), listed, view.canonical is None)
