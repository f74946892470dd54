"""`index.json`: the list of everything the site holds, with the names it is looked for by."""

from collections.abc import Sequence
from typing import Any

from generator import citing, evidence, urls
from generator.exports import twins
from generator.exports.listing import Listing
from generator.model import Corpus, Disease
from generator.plain import to_json

Entry = dict[str, Any]


def index(corpus: Corpus, pages: Sequence[Listing]) -> bytes:
    """All pages in the order they were planned: title, address, kind, names, identifiers, counts, twin.

    Addresses are those below the site's root; `permalink` is the whole one, null where the site knows none. A page
    without other names, identifiers or counts has none of these fields.
    """
    site = corpus.site.value
    subjects = {urls.subject(key): key for key in (*corpus.diseases, *corpus.indications)}
    papers = {urls.paper(key): key for key in corpus.papers}
    return to_json(
        {
            "title": site.title,
            "description": site.description,
            "as_of": site.as_of.isoformat(),
            "pages": [_entry(corpus, page, subjects.get(page.url), papers.get(page.url)) for page in pages],
        }
    )


def _entry(corpus: Corpus, page: Listing, subject: str | None, paper: str | None) -> Entry:
    own: Entry = {"kind": page.kind}
    if subject:
        own = _subject(corpus, subject)
    elif paper:
        own = _paper(corpus, paper)
    return {
        "title": page.title,
        "url": page.url,
        **{key: value for key, value in own.items() if value not in ([], {})},
        "twin": f"/{twins.path(page.url)}",
        "permalink": urls.absolute(page.url, corpus.site.value.base_url),
    }


def _subject(corpus: Corpus, subject: str) -> Entry:
    summary = evidence.summarize(corpus, subject)
    claims = sum(cited.paper in summary.papers for cited in evidence.claims(corpus, subject))
    counts = {"papers": len(summary.papers), "patients": summary.patients, "claims": claims}
    if "/" in subject:
        return {"kind": "indication", "names": [], "identifiers": {}, "counts": counts}
    disease = corpus.diseases[subject].value
    identifiers = disease.identifiers.model_dump(exclude_none=True)
    return {"kind": disease.kind, "names": _names(disease), "identifiers": identifiers, "counts": counts}


def _names(disease: Disease) -> list[Entry]:
    """Other names, each with what it is; an ambiguous one also stands for another disease."""
    kinds = {
        "former": disease.formerly,
        "abbreviation": disease.abbreviations,
        "synonym": disease.synonyms,
        "ambiguous": disease.ambiguous,
    }
    return [{"name": name, "kind": kind} for kind, names in kinds.items() for name in names]


def _paper(corpus: Corpus, paper_id: str) -> Entry:
    paper, appraisal = corpus.papers[paper_id].value, corpus.appraisals.get(paper_id)
    retracted = evidence.is_retracted(paper)
    identifiers = {"pmid": paper.pmid, "pmcid": paper.pmcid, "doi": paper.doi}
    return {
        "kind": "paper",
        "names": [{"name": citing.label(paper), "kind": "label"}],
        "identifiers": {key: value for key, value in identifiers.items() if value},
        "counts": {"claims": len(appraisal.value.claims)} if appraisal and not retracted else {},
        "retracted": retracted,
    }
