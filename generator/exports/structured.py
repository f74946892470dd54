"""What search engines, reference managers and previews read in a page's head.

JSON-LD in the words of schema.org, Highwire's `citation_*` tags, and Open Graph. Each function gives plain data; the
templates put it into the page.
"""

import json
from collections.abc import Sequence
from typing import Any

from generator import citing, urls
from generator.citing import Publication
from generator.citing.work import Name, Work, page_range
from generator.evidence import is_retracted
from generator.model import Appraisal, Corpus, Disease, Identifiers, Site

PREVIEW = "/assets/preview.png"
CODING_SYSTEMS = {
    "mondo": "MONDO",
    "mesh": "MeSH",
    "icd10cm": "ICD-10-CM",
    "orpha": "ORPHA",
    "doid": "DOID",
}
Tags = list[tuple[str, str]]
JsonLd = dict[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPED = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
PREVIEW_SIZE: Tags = [("og:image:width", "1200"), ("og:image:height", "630")]


def script_text(data: JsonLd) -> str:
    """JSON that is safe inside a script element: no `<`, `>` or `&`, and no separator that older scripts take for a
    line's end.

    Source: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements.
    """
    text = _JSON.encode(data)
    for character, escaped in _ESCAPED:
        text = text.replace(character, escaped)
    return text


def website(site: Site) -> JsonLd:
    """The first page."""
    return _document("WebSite", name=site.title, description=site.description, url=site.base_url, inLanguage="en")


def web_page(site: Site, path: str, title: str, description: str) -> JsonLd:
    """A page that is about no single disease or paper: an index, methods."""
    return _document("WebPage", **_page(site, path, title, description), dateModified=site.as_of.isoformat())


def subject_page(corpus: Corpus, subject: str, title: str, description: str, papers: Sequence[str]) -> JsonLd:
    """The page of a disease, or of an indication, which is a page about its disease. `papers` are those that count."""
    site = corpus.site.value
    appraisals = [corpus.appraisals[paper].value for paper in papers]
    return _document(
        "MedicalWebPage",
        **_page(site, urls.subject(subject), title, description),
        about=_condition(corpus.diseases[subject.partition("/")[0]].value),
        **_dates(appraisals, site),
        citation=[_article(citing.publication(corpus, paper)) for paper in papers],
    )


def paper_page(site: Site, publication: Publication, appraisal: Appraisal | None, title: str) -> JsonLd:
    """The page of a paper. The page's dates are those of its appraisal; the paper has its own.

    There are so many of them that the description stands in their heads once only, for previews.
    """
    return _document(
        "MedicalWebPage",
        **_page(site, urls.paper(publication.paper.id), title),
        **_dates([appraisal] if appraisal else [], site),
        mainEntity=_article(publication),
    )


def highwire(publication: Publication, site: Site) -> Tags:
    """Tags (name, content) by which Zotero and Google Scholar read the page as a record of the paper.

    Sources: Zotero's translator "Embedded Metadata" and https://scholar.google.com/intl/en/scholar/inclusion.html.
    Zotero joins the values of a repeated tag, so each but the author's stands once. Where it finds no abstract here,
    it takes the page's description for one; so the abstract is given wherever the edition shows it.
    """
    paper, work = publication.paper, publication.work
    first, last = page_range(work.pages)
    abstract = paper.text if site.abstracts == "full" and paper.source.content == "abstract" else None
    values = (
        ("citation_journal_title", work.journal),
        ("citation_publication_date", "/".join(f"{part:02}" for part in work.issued)),
        ("citation_online_date", (paper.epub_date or "").replace("-", "/")),
        ("citation_volume", work.volume),
        ("citation_issue", work.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_doi", work.doi),
        ("citation_pmid", work.pmid),
        ("citation_language", work.language),
        ("citation_abstract", abstract),
        ("citation_abstract_html_url", urls.absolute(urls.paper(paper.id), site.base_url)),
    )
    return [
        *([("citation_title", work.title)] if work.title else []),
        *(("citation_author", author.inverted) for author in work.authors),
        *((name, value) for name, value in values if value),
    ]


def open_graph(site: Site, path: str, title: str, description: str, *, is_paper: bool = False) -> Tags:
    """Tags (property, content) of the preview that a shared link shows (https://ogp.me).

    Zotero takes a `website` for a web page whatever the Highwire tags say, so a paper's page is an `article`.
    """
    picture = urls.absolute(PREVIEW, site.base_url)
    address = urls.absolute(path, site.base_url)
    return [
        ("og:title", title),
        ("og:description", description),
        ("og:type", "article" if is_paper else "website"),
        ("og:site_name", site.title),
        *([("og:url", address)] if address else []),
        *([("og:image", picture), *PREVIEW_SIZE] if picture else []),
    ]


def _document(kind: str, **values: Any) -> JsonLd:
    return {"@context": "https://schema.org", **_thing(kind, **values)}


def _thing(kind: str, **values: Any) -> JsonLd:
    """A thing of a type; what is not known is left out."""
    return {"@type": kind, **{name: value for name, value in values.items() if value}}


def _page(site: Site, path: str, title: str, description: str | None = None) -> JsonLd:
    return {
        "name": title,
        "description": description,
        "url": urls.absolute(path, site.base_url),
        "inLanguage": "en",
        "isPartOf": _thing("WebSite", name=site.title, url=site.base_url),
    }


def _dates(appraisals: Sequence[Appraisal], site: Site) -> JsonLd:
    """When a page's appraisals were first written, last changed and reviewed.

    A page was reviewed only if every appraisal behind it was, and on the day of the first of these reviews.
    """
    appraised = [appraisal.appraised_on for appraisal in appraisals]
    reviewed = [appraisal.reviewed_on for appraisal in appraisals if appraisal.reviewed_on]
    return {
        "datePublished": min(appraised).isoformat() if appraised else None,
        "dateModified": max([*appraised, *reviewed], default=site.as_of).isoformat(),
        "lastReviewed": min(reviewed).isoformat() if reviewed and len(reviewed) == len(appraisals) else None,
    }


def _condition(disease: Disease) -> JsonLd:
    names = (*disease.formerly, *disease.abbreviations, *disease.synonyms)
    return _thing("MedicalCondition", name=disease.name, alternateName=list(names), code=_codes(disease.identifiers))


def _codes(identifiers: Identifiers) -> list[JsonLd]:
    """The codes, each without the prefix that names its system already."""
    found = ((system, getattr(identifiers, field)) for field, system in CODING_SYSTEMS.items())
    return [
        _thing("MedicalCode", codeValue=code.removeprefix(f"{system}:"), codingSystem=system)
        for system, code in found
        if code
    ]


def _article(publication: Publication) -> JsonLd:
    paper, work = publication.paper, publication.work
    first, last = page_range(work.pages)
    same = (
        work.url,
        urls.doi(work.doi) if work.doi else None,
        urls.pmc(work.pmcid) if work.pmcid else None,
    )
    return _thing(
        "MedicalScholarlyArticle",
        headline=work.title,
        author=[_author(name) for name in work.authors],
        datePublished="-".join(f"{part:02}" for part in work.issued),
        isPartOf=_journal(work),
        pageStart=first,
        pageEnd=last,
        publicationType=list(paper.publication_types),
        identifier=_thing("PropertyValue", propertyID="PMID", value=work.pmid) if work.pmid else None,
        sameAs=[address for address in same if address],
        creativeWorkStatus="Retracted" if is_retracted(paper) else None,
        copyrightNotice=paper.copyright,
    )


def _author(name: Name) -> JsonLd:
    if not name.given:
        return _thing("Organization", name=name.family)
    return _thing("Person", familyName=name.family, givenName=name.given, honorificSuffix=name.suffix)


def _journal(work: Work) -> JsonLd | None:
    """The journal, in the volume and issue where they are known: each is part of the next."""
    if not work.journal:
        return None
    inner = _thing("Periodical", name=work.journal)
    if work.volume:
        inner = _thing("PublicationVolume", volumeNumber=work.volume, isPartOf=inner)
    return _thing("PublicationIssue", issueNumber=work.issue, isPartOf=inner) if work.issue else inner
