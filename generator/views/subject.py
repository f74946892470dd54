"""The page of a disease, a group of diseases or an indication: the product."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator import bottom_line, evidence, shelves, urls
from generator.bottom_line import Citation
from generator.bottom_line import Fact as ComputedFact
from generator.evidence import Cited, Summary
from generator.model import Disease, Indication, KnownStudy, LabelRow, Topic
from generator.views import wording
from generator.views.charts import patients_by_design, years
from generator.views.claims import Anchors, claim_view, dose_rows, on_topic, patient_rows, reference
from generator.views.context import Context
from generator.views.labels import label_rows, position_row
from generator.views.leading import leading, shown, unnumbered
from generator.views.model import SubjectView
from generator.views.parts import ClaimGroup, ClaimView, DifferenceView, Link, SentencePart, Unappraised, WarningRow
from generator.views.provenance import provenance, verified_claims
from generator.views.shelves import shelf_rows
from generator.views.studies import glance, known_lines, known_row, known_studies, study_view

_KIND = {"disease": "Disease", "group": "Group of diseases"}
_INDICATION_KIND = {"situation": "Situation", "organ": "Organ", "outcome": "Outcome"}


def subject_view(context: Context, subject: str) -> SubjectView:
    """Everything the page of a subject shows."""
    corpus = context.corpus
    is_indication = "/" in subject
    page = corpus.indications[subject] if is_indication else corpus.diseases[subject]
    disease = page.value if isinstance(page.value, Disease) else Disease(name=context.subject_title(subject))
    summary = context.summary(subject)
    every = _claims(context, subject, summary)
    best = shown(context, subject, summary, every, page.value.bottom_line)
    claims = best.claims
    anchors = {cited.key: urls.claim_anchor(cited.paper, cited.claim.id) for cited in claims}
    covered = covered_subjects(context, subject)
    told_above = _from_above(context, subject)
    wider = _leading_above(context, told_above)
    retold = {cited.claim.retells for cited in every if cited.claim.retells}
    known = known_studies(context, subject, covered, retold)
    labels_of = covered | ({subject.partition("/")[0]} if is_indication else set())
    # What a body says of a group holds for its diseases too.
    positions_of = labels_of.union(evidence.ancestors(subject.partition("/")[0], corpus.diseases))
    standing = [paper for paper in summary.papers if paper in best.studies]
    unappraised = _unappraised(context, subject)
    shelved = shelves.every(corpus).get(urls.subject(subject), ())
    labels = [row for row in corpus.label_status.value.rows if row.about in labels_of]
    facts = _facts(summary, known, labels)
    title = wording.capitalized(context.subject_title(subject))
    view = SubjectView(
        url=urls.subject(subject),
        title=title,
        description=f"{title}: what the literature in this collection says about {context.frame.intervention}, "
        "in the exact words of its sources.",
        frame=context.frame,
        trail=_trail(context, subject),
        subject=subject,
        kind=_kind(page.value, context),
        notice=_notice(context, summary, bool(shelved)),
        formerly=disease.formerly,
        abbreviations=tuple(name for name in disease.abbreviations if name not in disease.ambiguous),
        synonyms=disease.synonyms,
        ambiguous=disease.ambiguous,
        children=tuple(context.subject_link(child) for child in context.children(subject)),
        indications=tuple(
            Link(wording.capitalized(corpus.indications[key].value.name), urls.subject(key))
            for key in context.indications(subject)
        ),
        bottom_line=tuple(_sentence(s, subject, facts) for s in page.value.bottom_line),
        glance=glance(context, summary),
        absent=_absent(summary, unappraised),
        known=known_lines(known),
        labels=label_rows(context, labels),
        label_of=context.subject_title(subject.partition("/")[0]) if is_indication else None,
        label_claims=_topic(context, claims, anchors, wider, "label-status"),
        findings=_findings(context, subject, claims, anchors),
        studies=tuple(study_view(context, paper, covered) for paper in best.studies),
        patients=patient_rows(context, standing, covered),
        doses=dose_rows(context, standing, covered),
        dosing=_topic(context, claims, anchors, wider, "dosing"),
        safety=_topic(context, claims, anchors, wider, "safety"),
        warnings=tuple(WarningRow(w.kind, w.text) for w in corpus.safety.value.warnings),
        warnings_source=corpus.safety.value.source,
        conflicts=_conflicts(context, claims, anchors),
        differing=_differing(context, claims, anchors),
        gap_claims=_topic(context, claims, anchors, wider, "evidence-gap"),
        known_studies=tuple(known_row(study, covered, subject) for study in known),
        positions=tuple(position_row(p) for p in corpus.positions.value.positions if set(p.about) & positions_of),
        context=_context(context, claims, anchors, wider),
        unappraised=() if shelved else unappraised,
        references=tuple(reference(context, paper) for paper in best.papers),
        body=page.body,
        provenance=provenance(
            context,
            page.path,
            best.papers,
            verified_claims(context, [*claims, *(cited for cited, _ in wider)]),
            disease,
        ),
        empty=wording.nothing_yet(len(unappraised)),
        years=years(context, summary.papers),
        by_design=patients_by_design(context, subject, summary),
        partly=_partly(context, best.partly, wider, told_above),
        shelves=shelf_rows(context, shelved),
        elsewhere=(
            unnumbered(context, [*evidence.speaking_of(corpus, subject), *(cited.paper for cited, _ in told_above)])
            if shelved or len(wider) < len(told_above)
            else None
        ),
    )
    return replace(view, sections=_sections(view))


def covered_subjects(context: Context, subject: str) -> set[str]:
    """The subject itself and all that lies within it."""
    every = (*context.corpus.diseases, *context.corpus.indications)
    return {s for s in every if evidence.is_within(s, subject, context.corpus)}


def _claims(context: Context, subject: str, summary: Summary) -> list[Cited]:
    """The claims about a subject from papers that were not retracted: those that count first, then the newest."""
    order = {paper: index for index, paper in enumerate((*summary.papers, *summary.mentions))}
    found = [cited for cited in evidence.claims(context.corpus, subject) if cited.paper in order]
    return sorted(found, key=lambda cited: order[cited.paper])


def _absent(summary: Summary, unappraised: tuple[Unappraised, ...]) -> tuple[str, ...]:
    """What is missing, as sentences; papers that nobody has appraised might fill a gap."""
    waiting = wording.count(len(unappraised), "paper")
    found = [wording.GAP[gap] for gap in summary.gaps] + ([f"{waiting} not yet appraised"] if unappraised else [])
    return tuple(f"{wording.capitalized(text)}." for text in found)


def _differing(context: Context, claims: list[Cited], anchors: Anchors) -> tuple[DifferenceView, ...]:
    """Where known studies say otherwise than the claims of a page, each once."""
    views = (claim_view(context, cited, anchors[cited.key]) for cited in claims)
    found = (replace(difference, retold=False) for view in views for difference in view.differences)
    return tuple(dict.fromkeys(found))


def _sections(view: SubjectView) -> tuple[Link, ...]:
    """The table of contents: the parts that the page has."""
    parts = (
        (view.bottom_line, "bottom-line", "Bottom line"),
        (view.glance, "glance", "At a glance"),
        (view.labels or view.label_claims, "label-status", "Label status"),
        (view.findings, "findings", "Findings"),
        (view.studies, "studies", "Studies"),
        (view.studies, "doses", "Doses as reported"),
        (True, "safety", "Safety"),
        (True, "missing", "Conflicting or missing"),
        (True, "positions", "Positions of others"),
        (view.context, "background", "Background"),
        (view.unappraised, "unappraised", "Not yet appraised"),
        (view.shelves, "years", "All by year"),
        (view.references, "references", "References"),
        (True, "cite", "Cite and export"),
        (True, "provenance", "Provenance"),
    )
    return tuple(Link(text, f"#{anchor}") for present, anchor, text in parts if present)


def _trail(context: Context, subject: str) -> tuple[Link, ...]:
    disease, _, indication = subject.partition("/")
    above = [context.subject_link(disease)] if indication else []
    groups = [context.subject_link(group) for group in reversed(evidence.ancestors(disease, context.corpus.diseases))]
    return (Link("Diseases", urls.DISEASES), *groups, *above)


def _kind(value: Disease | Indication, context: Context) -> str:
    word = _INDICATION_KIND[value.kind] if isinstance(value, Indication) else _KIND[value.kind]
    return f"{word} · {context.frame.intervention}"


def _notice(context: Context, summary: Summary, shelved: bool) -> str:
    covers = f"Covers the {wording.spelled(len(summary.papers), 'paper')} listed" if summary.papers else "No papers yet"
    covers += " by year" if shelved and summary.papers else ""
    if summary.retracted and not summary.papers:
        covers = "No paper that counts"
    return (
        "Evidence summary. Not medical advice, a guideline or a systematic review. "
        f"{covers}, as of {context.frame.as_of}."
    )


def _sentence(sentence: str, subject: str, facts: Mapping[str, str]) -> tuple[SentencePart, ...]:
    """A sentence of the bottom line, its placeholders filled and its citations leading down the page."""
    parts = []
    for part in bottom_line.parse(sentence):
        if isinstance(part, Citation):
            paper, _, claim = part.key.partition("#")
            parts.append(SentencePart(claim, f"{urls.subject(subject)}#{urls.claim_anchor(paper, claim)}"))
        elif isinstance(part, ComputedFact):
            parts.append(SentencePart(facts[part.name]))
        else:
            parts.append(SentencePart(part))
    return tuple(parts)


def _facts(summary: Summary, known: list[KnownStudy], rows: Iterable[LabelRow]) -> dict[str, str]:
    """What the placeholders of a bottom line stand for, as running text."""
    stated = summary.patients
    trials = sum(study.kind == "randomized-trial" for study in known)
    verb = "is" if trials == 1 else "are"
    places = tuple(dict.fromkeys(row.jurisdiction for row in rows if row.status == "licensed"))
    return {
        "papers": wording.spelled(len(summary.papers), "paper"),
        "patients": "an unstated number of patients" if stated is None else wording.spelled(stated, "patient"),
        "level": wording.level(summary.level),
        "licensed": f"licensed in {wording.enumerated(places)}" if places else "found in none of the labels read",
        "trials": f"{wording.spelled(trials, 'randomized trial')} {verb} known but not read here",
        **{f"gap:{gap}": text for gap, text in wording.GAP.items()},
    }


def _findings(context: Context, subject: str, claims: list[Cited], anchors: Anchors) -> tuple[ClaimGroup, ...]:
    """Claims of efficacy, each under the first of its subjects that the page covers."""
    covered = covered_subjects(context, subject)
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
        return wording.capitalized(context.subject_title(subject)) + ("" if "/" in subject else " as a whole")
    if about.startswith(f"{subject}/"):
        return wording.capitalized(context.corpus.indications[about].value.name)
    return wording.capitalized(context.subject_title(about))


def _conflicts(context: Context, claims: list[Cited], anchors: Anchors) -> tuple[ClaimView, ...]:
    """The claims that refute or leave open."""
    found = [cited for cited in claims if cited.claim.direction in ("refutes", "inconclusive")]
    return tuple(claim_view(context, cited, anchors[cited.key]) for cited in found)


def _from_above(context: Context, subject: str) -> list[tuple[Cited, str]]:
    """What is said of the disease of an indication or of the group of a disease as a whole, and not of it alone."""
    own = {cited.key for cited in evidence.claims(context.corpus, subject)}
    found = []
    for whole in evidence.above(subject, context.corpus):
        for cited in evidence.claims(context.corpus, whole):
            retracted = evidence.is_retracted(context.paper(cited.paper))
            if whole in cited.claim.about and cited.key not in own and not retracted:
                own.add(cited.key)
                found.append((cited, whole))
    return found


def _leading_above(context: Context, told: list[tuple[Cited, str]]) -> list[tuple[Cited, str]]:
    if len(told) <= shelves.FULL_WIDER:
        return told
    kept = {cited.key for cited in leading(context, [cited for cited, _ in told])}
    return [(cited, whole) for cited, whole in told if cited.key in kept]


def _partly(
    context: Context, own: str, wider: list[tuple[Cited, str]], told: list[tuple[Cited, str]]
) -> tuple[str, ...]:
    if len(wider) == len(told):
        return (own,) if own else ()
    wholes = wording.enumerated([context.subject_title(whole) for whole in dict.fromkeys(whole for _, whole in told)])
    above = f"Of {len(told):,} claims said of {wholes} as a whole, {len(wider)} stand here; the rest stand there."
    return (own, above) if own else (above,)


def _topic(
    context: Context, claims: list[Cited], anchors: Anchors, wider: list[tuple[Cited, str]], topic: Topic
) -> tuple[ClaimView, ...]:
    """The claims of one topic about the subject itself, then those about what it belongs to."""
    above = tuple(
        claim_view(context, cited, urls.claim_anchor(cited.paper, cited.claim.id), whole)
        for cited, whole in wider
        if cited.claim.topic == topic
    )
    return on_topic(context, claims, anchors, topic) + above


def _context(
    context: Context, claims: list[Cited], anchors: Anchors, wider: list[tuple[Cited, str]]
) -> tuple[ClaimGroup, ...]:
    """What stands around the findings: what the wider subject's efficacy is said to be, mechanism, background."""
    above = _topic(context, [], anchors, wider, "efficacy")
    groups = [ClaimGroup("Efficacy, said of a wider subject", "wider", None, above)] if above else []
    topics: tuple[Topic, ...] = ("mechanism", "background")
    found = ((topic, _topic(context, claims, anchors, wider, topic)) for topic in topics)
    return (*groups, *(ClaimGroup(wording.TOPIC[topic], topic, None, views) for topic, views in found if views))


def _unappraised(context: Context, subject: str) -> tuple[Unappraised, ...]:
    """Papers that a program ties to a disease and nobody has appraised; never with a direction."""
    return tuple(
        Unappraised(
            paper=context.paper_link(paper),
            title=context.paper(paper).title or paper,
            key_sentence=context.corpus.detected[paper].value.key_sentence,
        )
        for paper in evidence.awaiting(context.corpus).get(subject, ())
    )
