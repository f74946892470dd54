"""What a page carries besides its content: how it is cited, and what machines read in its head."""

from dataclasses import replace

from generator import citing, urls
from generator.citing import Formats
from generator.exports import structured
from generator.model import Site
from generator.plain import content_hash
from generator.views.context import Context
from generator.views.model import HomeView, PaperView, SubjectView, View
from generator.views.parts import CitationView, ClaimCitation, Head, Meta


def dressed(context: Context, view: View) -> View:
    """A page with its head, and with its citations where it is cited."""
    site = context.corpus.site.value
    if isinstance(view, SubjectView):
        named = {reference.paper.href for reference in view.references}
        papers = [paper for paper in context.summary(view.subject).papers if urls.paper(paper) in named]
        data = structured.subject_page(context.corpus, view.subject, view.title, view.description, papers)
        return replace(view, head=_head(site, view, data), citation=_citation(context, view, content_hash(view)))
    if isinstance(view, PaperView):
        source, appraisal = citing.publication(context.corpus, view.paper_id), context.appraisal(view.paper_id)
        data = structured.paper_page(site, source, appraisal, view.title, view.description)
        tags = tuple(Meta("name", key, value) for key, value in structured.highwire(source, site))
        digest = content_hash(view)
        citation = _citation(context, view, digest, source.formats, _claims(context, view, digest))
        return replace(view, head=_head(site, view, data, tags), citation=citation)
    if isinstance(view, HomeView):
        return replace(view, head=_head(site, view, structured.website(site)))
    return replace(view, head=_head(site, view, structured.web_page(site, view.url, view.title, view.description)))


def _head(site: Site, view: View, data: structured.JsonLd, tags: tuple[Meta, ...] = ()) -> Head:
    is_paper = isinstance(view, PaperView)
    graph = structured.open_graph(site, view.url, view.title, view.description, is_paper=is_paper)
    return Head(structured.script_text(data), (*tags, *(Meta("property", key, value) for key, value in graph)))


def _citation(
    context: Context, view: View, digest: str, own: Formats | None = None, claims: tuple[ClaimCitation, ...] = ()
) -> CitationView:
    site = context.corpus.site.value
    return CitationView(
        chart=citing.chart_line(view.title, view.url, site, context.frame.intervention),
        content_hash=digest,
        page=_formats(citing.page(view.title, view.url, site, digest)),
        paper=_formats(own) if own else (),
        claims=claims,
    )


def _claims(context: Context, view: PaperView, digest: str) -> tuple[ClaimCitation, ...]:
    source, site = citing.publication(context.corpus, view.paper_id), context.corpus.site.value
    quotes = {c.number: c.quote for group in view.claims for c in group.claims}
    return tuple(
        ClaimCitation(number, claim, _formats(citing.claim(source, claim, quotes[number], site, digest)))
        for claim, number in view.numbers.items()
    )


def _formats(formats: Formats) -> tuple[tuple[str, str], ...]:
    """Each format's name with its text; line ends as a page shows them."""
    names = ("Vancouver", "BibTeX", "RIS", "CSL JSON")
    texts = (formats.vancouver, formats.bibtex, formats.ris, formats.csl)
    return tuple((name, text.replace("\r\n", "\n").strip()) for name, text in zip(names, texts, strict=True))
