"""Every address that was ever published, and which of them the site would lose.

The file `content/permalinks.txt` only ever grows: people link to what they have seen.
"""

from collections.abc import Iterable

from generator import redirects, shelves, urls
from generator.config import Paths
from generator.model import Corpus, once_per_corpus
from generator.store import replace_file

FILE = "permalinks.txt"
HEADER = "# Every address ever published, one a line; `evidence permalinks` adds the new ones. None is ever taken away."


@once_per_corpus
def published(corpus: Corpus) -> frozenset[str]:
    """The addresses that the site promises: pages, claims' places, and what redirects to them."""
    rows = (row.old for row in corpus.redirects.value.redirects)
    pages = urls.addresses(corpus) | shelves.addresses(corpus)
    return frozenset((*pages, *redirects.claim_places(corpus), *redirects.routes(corpus), *rows))


def unserved(corpus: Corpus) -> list[str]:
    """Addresses of `content/permalinks.txt` that no page, place or redirect serves, in the order of their lines."""
    led = redirects.routes(corpus)
    notes = {f"{page}#{note.anchor}" for page, found in redirects.moved(corpus).items() for note in found}
    there = published(corpus) | notes
    return [address for address in corpus.permalinks if not {address, redirects.follow(address, led)} & there]


def merged(old: str, addresses: Iterable[str]) -> str:
    """The text of the file with more addresses: sorted, each once, people's comments kept at the top."""
    lines = [line.strip() for line in old.splitlines() if line.strip()]
    comments = dict.fromkeys([HEADER, *(line for line in lines if line.startswith("#"))])
    kept = {line for line in lines if not line.startswith("#")}
    return "\n".join([*comments, *sorted(kept.union(addresses))]) + "\n"


def record(paths: Paths, corpus: Corpus) -> int:
    """Add the site's addresses to the file, and say how many were new to it."""
    path = paths.content / FILE
    old = path.read_text("utf-8-sig") if path.is_file() else ""
    new = published(corpus)
    text = merged(old, new)
    if text != old:
        replace_file(path, text.encode())
    return len(new - corpus.permalinks.keys())
