"""Links in what people write lead to a page of the site, and only people's Markdown is Markdown."""

import re
from collections.abc import Mapping
from itertools import chain
from typing import Any

from generator import markdown, urls
from generator.model import Corpus, Page
from generator.problems import Problem, error

_LINK = re.compile(r"[\[<]")
"""What every link begins with; most bodies have none, and need not be parsed."""


def problems(corpus: Corpus) -> tuple[list[Problem], int]:
    """Broken links within the site, and how many links lead to a page."""
    addresses = urls.addresses(corpus)
    found: list[Problem] = []
    good = 0
    people: tuple[Mapping[str, Page[Any]], ...] = (
        corpus.prose,
        corpus.diseases,
        corpus.indications,
        corpus.appraisals,
    )
    for page in chain.from_iterable(pages.values() for pages in people):
        for offset, target in markdown.links(page.body) if _LINK.search(page.body) else ():
            fault = _fault(target, addresses)
            if fault is None:
                good += 1
            else:
                hint = "Write addresses of this site from its root, as in `/diseases/systemic-sclerosis/`."
                found.append(error(page.path, page.body_line + offset, "link-broken", fault, hint))
    return found, good


def _fault(target: str, addresses: frozenset[str]) -> str | None:
    if target.startswith(("http://", "https://", "#")):
        return None
    if not target.startswith("/"):
        return f"the link {target} is neither an address of this site nor a whole one."
    return (
        None if target in addresses or target.partition("#")[0] in addresses else f"no page has the address {target}."
    )
