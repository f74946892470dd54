"""The page of a disease, a group of diseases or an indication: the product."""

from generator import bottom_line, evidence, urls
from generator.bottom_line import Citation
from generator.bottom_line import Fact as ComputedFact
from generator.evidence import Cited, Summary
from generator.model import Disease, Identifiers, Indication, KnownStudy
from generator.views import wording
from generator.views.claims import by_topic, claim_view, patient_rows, reference
from generator.views.context import CONTENT, Context
from generator.views.model import (
    ClaimGroup,
    Fact,
    KnownStudyRow,
    Link,
    SentencePart,
    StudyRow,
    SubjectView,
)

CEBM = Link("Oxford CEBM 2011", f"{urls.METHODS}#level")
_KIND = {"disease": "Disease", "group": "Group of diseases"}
_INDICATION_KIND = {"situation": "Situation", "organ": "Organ", "outcome": "Outcome"}


def subject_view(context: Context, subject: str) -> SubjectView:
    """Everything the page of a subject shows."""
    corpus = context.corpus
    is_indication = "/" in subject
    page = corpus.indications[subject] if is_indication else corpus.diseases[subject]
    disease = Disease(name=context.subject_title(subject)) if isinstance(page.value, Indication) else page.value
    summary = context.summary(subject)
    claims = _counted_claims(context, subject, summary)
    anchors = {cited.key: urls.claim_anchor(cited.paper, cited.claim.id) for cited in claims}
    covered = _subjects(context, subject)
    title = wording.capitalized(context.subject_title(subject))
    known = [s for s in corpus.known_studies.value.studies if set(s.about) & covered]
    topics = by_topic(context, claims, anchors)
    return SubjectView(
        url=urls.subject(subject),
        title=title,
        description=f"{title}: what the literature in this collection says about {context.frame.intervention}, "
        "in the exact words of its sources.",
        frame=context.frame,
        trail=_trail(context, subject),
        sections=_sections(bool(page.value.bottom_line), bool(summary.papers), topics, bool(known)),
        kind=_kind(page.value, context),
        notice=_notice(context, summary),
        formerly=disease.formerly,
        abbreviations=disease.abbreviations,
        synonyms=disease.synonyms,
        ambiguous=disease.ambiguous,
        identifiers=_identifiers(disease.identifiers),
        children=tuple(context.subject_link(child) for child in context.children(subject)),
        indications=tuple(
            Link(wording.capitalized(corpus.indications[key].value.name), urls.subject(key))
            for key in context.indications(subject)
        ),
        bottom_line=tuple(_sentence(s, subject, context, summary) for s in page.value.bottom_line),
        glance=_glance(context, summary),
        absent=tuple(f"{wording.capitalized(wording.GAP[gap])}." for gap in summary.gaps),
        known_summary=_known_summary(known),
        findings=_findings(context, subject, claims, anchors),
        topics=topics,
        patients=patient_rows(context, summary.papers, covered),
        studies=tuple(_study(context, paper, covered) for paper in (*summary.papers, *summary.retracted)),
        known_studies=tuple(_known_row(study, covered) for study in known),
        references=tuple(reference(context, paper) for paper in (*summary.papers, *summary.retracted)),
        body=page.body,
        verified=_verified(context, claims),
        appraised_on=_appraised_on(context, summary),
        names_from=disease.names_from,
    )


def _sections(
    has_bottom_line: bool, has_papers: bool, topics: tuple[ClaimGroup, ...], has_known: bool
) -> tuple[Link, ...]:
    """The table of contents: the parts that the page has."""
    parts = [
        (has_bottom_line, "bottom-line", "Bottom line"),
        (has_papers, "glance", "At a glance"),
        (has_papers, "findings", "Findings"),
        (has_papers, "studies", "Studies"),
        *((True, group.anchor, wording.TOPIC_SHORT[group.anchor]) for group in topics),
        (has_known, "known-studies", "Known, not read here"),
        (has_papers, "references", "References"),
        (True, "provenance", "Provenance"),
    ]
    return tuple(Link(text, f"#{anchor}") for present, anchor, text in parts if present)


def _counted_claims(context: Context, subject: str, summary: Summary) -> list[Cited]:
    """The claims about a subject from papers that count, the newest paper first."""
    order = {paper: index for index, paper in enumerate(summary.papers)}
    found = [cited for cited in evidence.claims(context.corpus, subject) if cited.paper in order]
    return sorted(found, key=lambda cited: order[cited.paper])


def _subjects(context: Context, subject: str) -> set[str]:
    """The subject itself and all that lies within it."""
    every = (*context.corpus.diseases, *context.corpus.indications)
    return {s for s in every if evidence.is_within(s, subject, context.corpus)}


def _trail(context: Context, subject: str) -> tuple[Link, ...]:
    disease, _, indication = subject.partition("/")
    above = [context.subject_link(disease)] if indication else []
    groups = [context.subject_link(group) for group in reversed(evidence.ancestors(disease, context.corpus.diseases))]
    return (Link("Diseases", urls.DISEASES), *groups, *above)


def _kind(value: Disease | Indication, context: Context) -> str:
    word = _INDICATION_KIND[value.kind] if isinstance(value, Indication) else _KIND[value.kind]
    return f"{word} · {context.frame.intervention}"


def _notice(context: Context, summary: Summary) -> str:
    covers = f"Covers the {wording.spelled(len(summary.papers), 'paper')} listed" if summary.papers else "No papers yet"
    return (
        "Evidence summary. Not medical advice, a guideline or a systematic review. "
        f"{covers}, as of {context.frame.as_of}."
    )


def _identifiers(ids: Identifiers) -> tuple[str, ...]:
    named = [
        ids.mondo,
        f"MeSH {ids.mesh}" if ids.mesh else None,
        f"ICD-10-CM {ids.icd10cm}" if ids.icd10cm else None,
        f"ORPHA:{ids.orpha}" if ids.orpha else None,
        ids.doid,
    ]
    return tuple(name for name in named if name)


def _sentence(sentence: str, subject: str, context: Context, summary: Summary) -> tuple[SentencePart, ...]:
    """A sentence of the bottom line, its placeholders filled and its citations leading down the page."""
    parts = []
    for part in bottom_line.parse(sentence):
        if isinstance(part, Citation):
            paper, _, claim = part.key.partition("#")
            parts.append(SentencePart(claim, f"{urls.subject(subject)}#{urls.claim_anchor(paper, claim)}"))
        elif isinstance(part, ComputedFact):
            parts.append(SentencePart(fact_text(part.name, summary)))
        else:
            parts.append(SentencePart(part))
    return tuple(parts)


def fact_text(name: str, summary: Summary) -> str:
    """A computed fact as running text."""
    if name.startswith("gap:"):
        return wording.GAP[name.removeprefix("gap:")]
    if name == "papers":
        return wording.spelled(len(summary.papers), "paper")
    if name == "level":
        return wording.level(summary.level)
    return (
        "an unstated number of patients" if summary.patients is None else wording.spelled(summary.patients, "patient")
    )


def _glance(context: Context, summary: Summary) -> tuple[Fact, ...]:
    if not summary.papers:
        return ()
    read = sorted({CONTENT[context.paper(paper).source.content] for paper in summary.papers})
    return (
        Fact(
            str(len(summary.papers)),
            f"{'paper' if len(summary.papers) == 1 else 'papers'}: " + wording.designs(summary.designs),
        ),
        Fact(wording.patients(summary.patients), "patients"),
        Fact(wording.level(summary.level), "of evidence here", CEBM),
        Fact(wording.years(summary.years), f"published; {' and '.join(read)} read"),
    )


def _known_summary(known: list[KnownStudy]) -> str | None:
    if not known:
        return None
    return f"Known, not read here: {wording.count(len(known), 'study', 'studies')}."


def _findings(context: Context, subject: str, claims: list[Cited], anchors: dict[str, str]) -> tuple[ClaimGroup, ...]:
    """Claims of efficacy, each under the first of its subjects that the page covers."""
    covered = _subjects(context, subject)
    groups: dict[str, list[Cited]] = {}
    for cited in claims:
        if cited.claim.topic == "efficacy":
            about = next(s for s in cited.claim.about if s in covered)
            groups.setdefault(about, []).append(cited)
    order = [subject, *sorted((s for s in groups if s != subject), key=context.subject_title)]
    return tuple(
        ClaimGroup(
            title=_group_title(context, subject, about),
            anchor=f"on-{about.replace('/', '-')}",
            href=None if about == subject else urls.subject(about),
            claims=tuple(claim_view(context, cited, anchors[cited.key]) for cited in groups[about]),
        )
        for about in order
        if about in groups
    )


def _group_title(context: Context, subject: str, about: str) -> str:
    if about == subject:
        return f"{wording.capitalized(context.subject_title(subject))} as a whole" if "/" not in subject else "All"
    if about.startswith(f"{subject}/"):
        return wording.capitalized(context.corpus.indications[about].value.name)
    return wording.capitalized(context.subject_title(about))


def _study(context: Context, paper_id: str, covered: set[str]) -> StudyRow:
    paper, appraisal = context.paper(paper_id), context.corpus.appraisals[paper_id].value
    numbers = [group.n for group in appraisal.patients if group.about in covered]
    return StudyRow(
        paper=context.paper_link(paper_id),
        design=wording.DESIGN[appraisal.design],
        design_basis="from the appraisal",
        level=wording.level(evidence.level(appraisal)),
        patients=wording.patients(sum(numbers) if numbers else None),
        content=CONTENT[paper.source.content],
        funding=appraisal.funding,
        weaknesses=appraisal.weaknesses,
        retracted=evidence.is_retracted(paper),
    )


def _known_row(study: KnownStudy, covered: set[str]) -> KnownStudyRow:
    place = " ".join(part for part in (study.journal, study.year) if part)
    return KnownStudyRow(
        anchor=f"known-{study.id}",
        study=Link(study.label, study.url),
        reference=f"{place};{study.citation}" if study.citation else place,
        population=study.population or "",
        design=study.design,
        number=study.n or "not stated",
        comparator=study.comparator or "not stated",
        direction=wording.KNOWN_DIRECTION[study.direction] + (f" ({study.qualifier})" if study.qualifier else ""),
        notes=tuple(difference.note for difference in study.differs if difference.about in covered),
    )


def _verified(context: Context, claims: list[Cited]) -> str:
    found = sum(
        context.passage(c.paper, "claims", context.claim_index(c.paper, c.claim)).match is not None for c in claims
    )
    return f"{found} of {wording.count(len(claims), 'quote')} verified against the stored text"


def _appraised_on(context: Context, summary: Summary) -> str:
    dates = [context.corpus.appraisals[paper].value.appraised_on for paper in summary.papers]
    return wording.day(max(dates)) if dates else ""
