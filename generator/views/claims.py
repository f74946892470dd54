"""Claims, patients, doses and references as pages show them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator import citing, doses, text_fragment, urls
from generator.evidence import above, is_retracted
from generator.model import Cited, Claim, KnownStudy, Paper, Topic
from generator.quotes import Span
from generator.views import wording
from generator.views.context import CONTENT, Context
from generator.views.parts import ClaimGroup, ClaimView, DifferenceView, DoseRow, Link, PatientRow, Reference

Anchors = dict[str, str]
"""The id of each claim on a page, by its key."""


def words(paper: Paper, spans: Iterable[Span]) -> tuple[str, ...]:
    """The exact words of the source at some spans."""
    return tuple(paper.text[span.start : span.end] for span in spans)


def claim_view(context: Context, cited: Cited, anchor: str, said_of: str | None = None) -> ClaimView:
    """One claim. `anchor` is its id on the page that shows it; `said_of` the wider subject that it is about."""
    view = _claim_view(context, cited)
    if said_of:
        return replace(view, anchor=anchor, said_of=context.subject_title(said_of))
    return view if view.anchor == anchor else replace(view, anchor=anchor)


def _claim_view(context: Context, cited: Cited) -> ClaimView:
    """A claim as most pages that show it do, made once."""
    key = cited.key
    view = context.claim_views.get(key)
    if view is None:
        view = context.claim_views[key] = _new_claim_view(context, cited)
    return view


def _new_claim_view(context: Context, cited: Cited) -> ClaimView:
    paper, claim = context.paper(cited.paper), cited.claim
    appraisal = context.corpus.appraisals[cited.paper].value
    index = context.claim_index(cited.paper, claim)
    passage = context.passage(cited.paper, "claims", index)
    retold, inside = context.retold(claim), context.retold_paper(claim)
    fragment = text_fragment.fragment(paper.text, passage.spans)
    return ClaimView(
        anchor=urls.claim_anchor(cited.paper, claim.id),
        direction=claim.direction,
        symbol=wording.SYMBOL[claim.direction] if claim.direction else "",
        verdict=wording.direction(claim),
        weight=wording.role(claim, appraisal),
        number=index + 1,
        quote=words(paper, passage.spans),
        note=claim.note,
        subjects=tuple(context.subject_link(subject) for subject in claim.about),
        paper=context.paper_link(cited.paper),
        place=urls.place(cited.paper, claim.id),
        pubmed=urls.pubmed(paper.pmid) + fragment if paper.pmid else None,
        retells=Link(retold.label, retold.url) if retold else context.paper_link(inside) if inside else None,
        retells_appraised=inside in context.corpus.appraisals,
        differences=_differences(context, claim, retold),
        content=_content(paper, passage.spans),
        said_of=None,
        standing=wording.standing(claim, appraisal),
    )


def _content(paper: Paper, spans: Sequence[Span]) -> str:
    """What was read, with the heading of the section that the quote begins in: `abstract, Results`."""
    read, at = CONTENT[paper.source.content], spans[0].start if spans else 0
    for section in paper.sections:
        at -= sum(len(paragraph) + 1 for paragraph in section.paragraphs)
        if at < 0:
            return f"{read}, {section.heading}" if section.heading else read
    return read


def _differences(context: Context, claim: Claim, retold: KnownStudy | None) -> tuple[DifferenceView, ...]:
    """Where known studies say otherwise than a claim with a direction, the one it retells first."""
    if claim.direction is None:
        return ()
    wider = dict.fromkeys(s for about in claim.about for s in (about, *above(about, context.corpus)))
    studies = sorted(context.differing(wider), key=lambda study: study is not retold)
    return tuple(
        DifferenceView(Link(study.label, study.url), difference.note, study is retold)
        for study in studies
        for difference in study.differs
        if difference.about in wider and difference.contradicts == claim.direction
    )


def on_topic(context: Context, claims: Sequence[Cited], anchors: Anchors, topic: Topic) -> tuple[ClaimView, ...]:
    """The claims of one topic."""
    return tuple(claim_view(context, c, anchors[c.key]) for c in claims if c.claim.topic == topic)


def by_topic(
    context: Context, claims: Sequence[Cited], anchors: Anchors, topics: Iterable[Topic]
) -> tuple[ClaimGroup, ...]:
    """A group for each of some topics that has claims."""
    groups = [(topic, on_topic(context, claims, anchors, topic)) for topic in topics]
    return tuple(ClaimGroup(wording.TOPIC[topic], topic, None, views) for topic, views in groups if views)


def patient_rows(context: Context, papers: Iterable[str], subjects: set[str] | None) -> tuple[PatientRow, ...]:
    """The patients that papers state, for some subjects or for all."""
    rows: list[PatientRow] = []
    taken: Counter[str] = Counter()
    for paper_id in papers:
        appraisal = context.corpus.appraisals[paper_id].value
        for index, group in enumerate(appraisal.patients):
            if subjects is None or group.about in subjects:
                passage = context.passage(paper_id, "patients", index)
                rows.append(
                    PatientRow(
                        anchor=_row_anchor("patients", paper_id, group.about, taken),
                        subject=context.subject_link(group.about),
                        number=f"{group.n:,}" if appraisal.has_results else f"{group.n:,} planned",
                        cohort=group.cohort,
                        quote=words(context.paper(paper_id), passage.spans),
                        paper=context.paper_link(paper_id),
                    )
                )
    return tuple(rows)


def dose_rows(context: Context, papers: Iterable[str], subjects: set[str] | None) -> tuple[DoseRow, ...]:
    """The doses that papers report, as written, for some subjects or for all."""
    least = context.corpus.intervention.value.least_mg_per_kg
    rows: list[DoseRow] = []
    taken: Counter[str] = Counter()
    for paper_id in papers:
        for index, dose in enumerate(context.corpus.appraisals[paper_id].value.doses):
            if subjects is None or dose.about in subjects:
                quote = words(context.paper(paper_id), context.passage(paper_id, "doses", index).spans)
                rows.append(
                    DoseRow(
                        anchor=_row_anchor("dose", paper_id, dose.about, taken),
                        quote=quote,
                        subject=context.subject_link(dose.about),
                        paper=context.paper_link(paper_id),
                        implausible=doses.is_implausible(" ".join(quote), least),
                    )
                )
    return tuple(rows)


def _row_anchor(kind: str, paper_id: str, about: str, taken: Counter[str]) -> str:
    """An anchor that stays when rows change places; a second row on the same subject gets a number."""
    base = f"{kind}-{paper_id}-{about.replace('/', '-')}"
    taken[base] += 1
    return f"{base}--{taken[base]}" if taken[base] > 1 else base


def outward(paper: Paper) -> tuple[Link, ...]:
    """Where a paper is found elsewhere."""
    links = []
    if paper.pmid:
        links.append(Link(f"PubMed {paper.pmid}", urls.pubmed(paper.pmid)))
    if paper.doi:
        links.append(Link(f"doi:{paper.doi}", urls.doi(paper.doi)))
    if paper.pmcid:
        links.append(Link(paper.pmcid, urls.pmc(paper.pmcid)))
    return tuple(links)


def reference(context: Context, paper_id: str) -> Reference:
    """A paper in the list of references."""
    paper = context.paper(paper_id)
    return Reference(
        anchor=f"ref-{paper_id}",
        text=citing.publication(context.corpus, paper_id).reference,
        paper=context.paper_link(paper_id),
        links=outward(paper),
        copyright=paper.copyright,
        retracted=is_retracted(paper),
    )
