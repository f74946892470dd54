"""What a built site promises its readers, proven on its bytes: `evidence check --site`.

It asks no other host for anything, runs nothing that stands in a page itself, keeps nothing in the browser, and holds
no e-mail address but those of the edition's own pages. The policy of the pages has a browser hold to that; here it is
seen to before anybody opens them.
"""

import re
from collections.abc import Callable, Iterator, Set
from functools import partial
from pathlib import Path

from lxml import etree, html

from generator import emails, emit, forking
from generator.problems import Problem, error

_TEXTS = frozenset({".html", ".json", ".csv", ".xml", ".bib", ".ris", ".txt", ".js", ".css", ".svg"})
_ADDRESSES = frozenset({"src", "srcset", "action", "formaction", "data", "poster", "background", "ping"})
"""Attributes whose address a browser asks for by itself or sends something to."""
_LOADED = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
)
"""Kinds of `<link>` that a browser asks for."""
_FORBIDDEN = frozenset({"style", "iframe", "frame", "object", "embed", "applet", "base"})
_DATA = frozenset({"application/ld+json", "application/json"})
_ELSEWHERE = re.compile(r"[\s\x00-\x1f]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
"""How an address begins that does not lead within the site."""
_REFRESH = re.compile(r"[\d.\s]*[;,]\s*(?:url\s*=\s*)?['\"]?(?P<address>.*)", re.IGNORECASE | re.DOTALL)
_KEEPS = re.compile(
    r"document\s*\.\s*cookie|\b(?:localStorage|sessionStorage|indexedDB|cookieStore|sendBeacon|WebSocket|EventSource)\b"
)
_SCRIPT_ASKS = re.compile(r"[\"'`](?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_DATA_SCRIPT = re.compile(r"evidence\.\w+\(|window\.glossary = ")
"""How the scripts begin that hold names and words of the content, which may well name addresses."""
_STYLE_ASKS = re.compile(r"(?:url\(|@import)\s*['\"]?\s*(?:[a-z][a-z0-9+.-]*:|//)(?!image/svg\+xml)", re.IGNORECASE)
_UNDO = "Undo what changed in templates/, or in the file of content/ that it comes from, and build again."


def problems(site: Path, own: Set[str], jobs: int | None = None) -> tuple[int, list[Problem]]:
    """How many files were looked at, and what is wrong with them. `own` are e-mail addresses that the edition may show.

    What other people's program made for the full text is not looked at; a page asks for it only to search.
    """
    if not (site / emit.MARK).is_file():
        return 0, [error(f"{site.name}/", None, "site-missing", "no site was built here.", "Run `evidence build`.")]
    if emit.is_open(site):
        message = "a build was stopped while it moved files, so the site is a mixture."
        return 0, [error(f"{site.name}/", None, "site-mixed", message, "Run `evidence build`, which finishes it.")]
    names = [name for name in emit.names(site) if Path(name).suffix in _TEXTS]
    found = forking.spread(partial(_of_file, site, own), names, forking.processors(jobs))
    return len(names), [problem for each in found for problem in each]


def _of_file(site: Path, own: Set[str], name: str) -> list[Problem]:
    """What is wrong with one file, each kind once."""
    text = (site / name).read_text("utf-8", "replace")
    path = f"{site.name}/{name}"
    found = [_address(path, each) for each in sorted(set(emails.every(text)) - own)]
    look = _LOOKS.get(Path(name).suffix)
    first: dict[str, Problem] = {}
    for problem in (*found, *(look(path, text) if look else ())):
        first.setdefault(problem.code, problem)
    return list(first.values())


def _address(path: str, address: str) -> Problem:
    message = f"the e-mail address {address} stands in the built site."
    return error(path, None, "email-published", message, "Remove it from the file of content/ that it comes from.")


def _of_page(path: str, text: str) -> Iterator[Problem]:
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # an empty page
        root = html.document_fromstring("<html></html>")
    policies = [
        str(meta.get("content"))
        for meta in root.iter("meta")
        if str(meta.get("http-equiv")).lower() == "content-security-policy"
    ]
    if not any("default-src 'self'" in policy and "unsafe-inline" not in policy for policy in policies):
        message = "the page has no content security policy that keeps it to this site."
        yield error(path, None, "site-policy", message, _UNDO)
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _of_element(path, element)


def _of_element(path: str, element: html.HtmlElement) -> Iterator[Problem]:
    tag = str(element.tag).lower()
    inline = tag == "script" and element.get("src") is None and str(element.get("type")).lower() not in _DATA
    events = [name for name in element.attrib if str(name).lower().startswith("on") or str(name).lower() == "style"]
    if inline or tag in _FORBIDDEN or events:
        what = f"the attribute {events[0]}" if events else f"<{tag}>" if tag in _FORBIDDEN else "a script"
        message = f"{what} stands in the page itself, where anybody's text might bring one in."
        yield error(path, None, "site-inline", message, _UNDO)
    for address in _asked(element, tag):
        if _ELSEWHERE.match(address):
            message = f"the page makes a browser ask another place, {address.strip()[:80]!r}."
            yield error(path, None, "site-asks", message, _UNDO)


def _asked(element: html.HtmlElement, tag: str) -> Iterator[str]:
    """The addresses that a browser asks for without a reader's doing."""
    yield from (str(value) for name, value in element.attrib.items() if str(name).lower() in _ADDRESSES)
    if tag == "link" and not _LOADED.isdisjoint(str(element.get("rel")).lower().split()):
        yield str(element.get("href"))
    if tag in ("use", "image", "feimage"):
        yield from (str(value) for name, value in element.attrib.items() if str(name).lower().endswith("href"))
    if tag == "meta" and str(element.get("http-equiv")).lower() == "refresh":
        refresh = _REFRESH.match(str(element.get("content")))
        yield refresh["address"] if refresh else ""


def _of_script(path: str, text: str) -> Iterator[Problem]:
    kept = _KEEPS.search(text)
    if _SCRIPT_ASKS.search(text) and not _DATA_SCRIPT.match(text):
        yield error(path, None, "site-asks", "the script names an address of another place.", _UNDO)
    if kept:
        message = f"the script uses {kept[0]}, which keeps something in the browser or sends something away."
        yield error(path, None, "site-keeps", message, _UNDO)


def _of_style(path: str, text: str) -> Iterator[Problem]:
    if _STYLE_ASKS.search(text):
        yield error(path, None, "site-asks", "the style makes a browser ask another place.", _UNDO)


_LOOKS: dict[str, Callable[[str, str], Iterator[Problem]]] = {
    ".html": _of_page,
    ".js": _of_script,
    ".css": _of_style,
}
