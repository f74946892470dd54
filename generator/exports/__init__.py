"""What programs read: tables, bibliographies, feeds, twins and lists. Pure: views and content in, files out."""

from collections.abc import Sequence

from generator import urls
from generator.exports import bibliographies, feeds, glossary, index_json, names, tables, twins
from generator.model import Corpus
from generator.views.model import View


def files(corpus: Corpus, views: Sequence[View]) -> dict[str, bytes]:
    """Every exported file by its path below the site's folder.

    A page that only leads elsewhere is in no list and has no twin. Feed and sitemap are made of whole addresses, so
    they are left out where the site does not know its own.
    """
    base_url = corpus.site.value.base_url
    pages = [view for view in views if view.listed and view.url != urls.NOT_FOUND]
    table = tables.evidence_table(corpus)
    return {
        "data/evidence.csv": tables.as_csv(table),
        "data/evidence.json": tables.as_json(table),
        **{f"data/{name}": data for name, data in bibliographies.files(corpus).items()},
        f"{twins.SCHEMAS}evidence.json": tables.schema(),
        **twins.schemas(frozenset(map(type, pages))),
        **{twins.path(view): twins.twin(view, base_url) for view in pages},
        **glossary.files(views),
        **names.files(corpus),
        "index.json": index_json.index(corpus, pages),
        "robots.txt": feeds.robots(base_url),
        **(_with_addresses(corpus, pages, base_url) if base_url else {}),
    }


def _with_addresses(corpus: Corpus, pages: Sequence[View], base_url: str) -> dict[str, bytes]:
    # A page that names another as canonical asks search engines to list that one.
    addresses = (urls.absolute(page.url, base_url) for page in pages if page.canonical is None)
    return {
        "feed.xml": feeds.atom(corpus, base_url),
        "sitemap.xml": feeds.sitemap(address for address in addresses if address),
    }
