"""The page that says what can be downloaded, and what its fields mean."""

from generator import urls
from generator.exports import tables
from generator.views import titles
from generator.views.context import Context
from generator.views.model import DataView
from generator.views.parts import Link

_FILES = (
    ("evidence.csv", "One row for each claim and each disease or indication it is about; for spreadsheets."),
    ("evidence.json", "The same rows as JSON."),
    ("papers.bib", "The papers that count, for BibTeX."),
    ("papers.ris", "The same for RIS, which reference managers read."),
    ("papers.csl.json", "The same as CSL JSON."),
)
_WITH_ADDRESS = (
    ("/feed.xml", "Newly appraised papers, as an Atom feed."),
    ("/sitemap.xml", "All pages, for search engines."),
)


def data_view(context: Context) -> DataView:
    """All downloads of the edition; those made of whole addresses only where it knows its own."""
    files = [(Link(name, f"{urls.DATA}{name}"), text) for name, text in _FILES]
    files.append((Link("index.json", "/index.json"), "Every page with its names, identifiers, counts and twin."))
    if context.corpus.site.value.base_url:
        files += [(Link(path.lstrip("/"), path), text) for path, text in _WITH_ADDRESS]
    return DataView(
        url=urls.DATA,
        title=titles.FIXED[urls.DATA],
        description="What can be downloaded from this site, with its fields explained.",
        frame=context.frame,
        downloads=tuple(files),
        schemas=tuple(
            Link(f"{name}.json", f"{urls.DATA}schema/{name}.json") for name in ("evidence", "subject", "paper")
        ),
        fields=tables.fields(),
        samples=tuple(
            Link(context.subject_title(slug), f"{urls.subject(slug)}data.json") for slug in sorted(context.paged)
        ),
    )
