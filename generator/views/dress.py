"""What a page carries besides its content: how it is cited, and what machines read in its head."""

from dataclasses import replace

from generator import citing, urls
from generator.exports import structured
from generator.model import Site
from generator.plain import content_hash
from generator.views.context import Context
from generator.views.model import HomeView, PaperView, SubjectView, View
from generator.views.parts import CitationView, Head, Meta, PaperCitation


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
        data = structured.paper_page(site, source, appraisal, view.title)
        tags = tuple(Meta("name", key, value) for key, value in structured.highwire(source, site))
        citation = _citation(context, view, content_hash(view), _paper(source))
        return replace(view, head=_head(site, view, data, tags), citation=citation)
    if isinstance(view, HomeView):
        return replace(view, head=_head(site, view, structured.website(site)))
    return replace(view, head=_head(site, view, structured.web_page(site, view.url, view.title, view.description)))


def _head(site: Site, view: View, data: structured.JsonLd, tags: tuple[Meta, ...] = ()) -> Head:
    is_paper = isinstance(view, PaperView)
    graph = structured.open_graph(site, view.url, view.title, view.description, is_paper=is_paper)
    return Head(structured.script_text(data), (*tags, *(Meta("property", key, value) for key, value in graph)))


def _citation(context: Context, view: View, digest: str, own: PaperCitation | None = None) -> CitationView:
    site = context.corpus.site.value
    return CitationView(
        chart=citing.chart_line(view.title, view.url, site, context.frame.intervention),
        page=citing.page(view.title, view.url, site, digest),
        key=citing.key(view.url),
        as_of=site.as_of.isoformat(),
        content_hash=digest,
        paper=own,
    )


def _paper(source: citing.Publication) -> PaperCitation:
    paper, work = source.paper, source.work
    numbers = source.identifiers if paper.doi or paper.pmid or paper.pmcid else ""
    return PaperCitation(
        text=source.whole,
        key=work.key,
        label=citing.label(paper),
        numbers=numbers,
        more_authors=work.more_authors,
        pages=citing.other_pages(work.pages),
    )
