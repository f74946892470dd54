"""Where a page comes from: verified quotes, stored sources, who appraised, and where to report an error."""

from collections.abc import Iterable, Iterator, Sequence

from generator.model import Appraisal, Cited, Disease, Identifiers
from generator.views import wording
from generator.views.context import Context
from generator.views.parts import Link, Provenance

_OBO = "http://purl.obolibrary.org/obo/"


def provenance(
    context: Context, path: str, papers: Sequence[str], verified: str, disease: Disease | None = None
) -> Provenance:
    """The provenance of a page made from one content file and some papers."""
    appraisals = [a for paper in papers if (a := context.appraisal(paper)) is not None]
    dates = [appraisal.appraised_on for appraisal in appraisals]
    return Provenance(
        verified=verified,
        appraised_on=wording.day(max(dates)) if dates else "",
        review=review(appraisals),
        sources=tuple(said for paper in papers for said in _sources(context, paper)),
        links=_links(context, path),
        identifiers=identifiers(disease.identifiers) if disease else (),
        names_from=disease.names_from if disease else (),
    )


def verified_claims(context: Context, claims: Iterable[Cited]) -> str:
    """How many of the quotes shown were found in their stored text."""
    found = [context.passage(c.paper, "claims", context.claim_index(c.paper, c.claim)).match for c in claims]
    return verified(sum(match is not None for match in found), len(found))


def verified(found: int, shown: int) -> str:
    """The count as a sentence; empty where nothing is quoted."""
    return f"{found} of {wording.count(shown, 'quote')} verified against the stored text." if shown else ""


def review(appraisals: Sequence[Appraisal]) -> str:
    """Who has reviewed the appraisals behind a page."""
    if not appraisals:
        return "Not yet appraised."
    reviewed = [a for a in appraisals if a.reviewed_on is not None]
    if not reviewed:
        return "Reviewed by nobody yet."
    if len(reviewed) < len(appraisals):
        return f"{len(reviewed)} of {len(appraisals)} appraisals reviewed."
    names = sorted({a.reviewed_by for a in reviewed if a.reviewed_by})
    dates = [a.reviewed_on for a in reviewed if a.reviewed_on]
    return f"Reviewed {wording.day(max(dates))}{' by ' + ', '.join(names) if names else ''}."


def identifiers(ids: Identifiers) -> tuple[Link, ...]:
    """The codes of a disease, each linked to its ontology; ICD-10-CM has no address for a single code."""
    links = (
        (ids.mondo, ids.mondo, f"{_OBO}{(ids.mondo or '').replace(':', '_')}"),
        (ids.mesh, f"MeSH {ids.mesh}", f"https://id.nlm.nih.gov/mesh/{ids.mesh}.html"),
        (ids.icd10cm, f"ICD-10-CM {ids.icd10cm}", "https://www.cdc.gov/nchs/icd/icd-10-cm/"),
        (ids.orpha, f"ORPHA:{ids.orpha}", f"https://www.orpha.net/en/disease/detail/{ids.orpha}"),
        (ids.doid, ids.doid, f"{_OBO}{(ids.doid or '').replace(':', '_')}"),
    )
    return tuple(Link(str(text), href) for code, text, href in links if code)


def _sources(context: Context, paper_id: str) -> Iterator[str]:
    """The documents that a paper was read from, and what those that are not followed say otherwise."""
    name, paper = context.paper_link(paper_id).text, context.paper(paper_id)
    for number, source in enumerate(paper.sources):
        role = "" if len(paper.sources) == 1 else ", the text is from it" if number == 0 else ", not the text"
        yield f"{name}: seeds/{source.seed}, read as {source.format}{role}, SHA-256 {source.sha256}"
    for each in paper.disagreements:
        yield f"{name}: seeds/{each.seed} says otherwise, {each.field}: “{each.value}”"


def _links(context: Context, path: str) -> tuple[Link, ...]:
    site = context.corpus.site.value
    links = []
    if site.repository_url:
        links.append(Link("History of this page's file", f"{site.repository_url.rstrip('/')}/commits/HEAD/{path}"))
    if site.report_url:
        links.append(Link("Report an error", site.report_url))
    return tuple(links)
