"""The page of a disease, a group of diseases or an indication: the product."""

from dataclasses import dataclass, replace
from functools import partial

from generator import evidence, shelves, urls
from generator.evidence import Summary
from generator.model import Cited, Disease, Indication, KnownStudy, LabelRow, Page, Topic
from generator.shelves import Shelf
from generator.views import silence, wording
from generator.views.answer import facts, sentence
from generator.views.charts import patients_by_design, years
from generator.views.claims import Anchors, claim_view, dose_rows, on_topic, patient_rows, reference
from generator.views.context import Context
from generator.views.labels import label_rows, position_row
from generator.views.leading import Shown, shown, unnumbered
from generator.views.model import SubjectView
from generator.views.parts import ClaimGroup, ClaimView, DifferenceView, Link, Unappraised, WarningRow
from generator.views.provenance import provenance, verified_claims
from generator.views.shelves import shelf_rows
from generator.views.studies import glance, known_lines, known_row, known_studies, study_view
from generator.views.wider import from_above, leading_above, partly

_KIND = {"disease": "Disease", "group": "Group of diseases"}
_INDICATION_KIND = {"situation": "Situation", "organ": "Organ", "outcome": "Outcome"}


def subject_view(context: Context, subject: str) -> SubjectView:
    """Everything the page of a subject shows."""
    about = _gathered(context, subject)
    parts = (_heading(about), _at_a_glance(about), _told(about), _studies(about), _around(about), _whole(about))
    view = SubjectView(**{name: value for part in parts for name, value in part.keywords.items()})
    return replace(view, sections=_sections(view))


Fields = partial[SubjectView]
"""Some of the fields of a page; `partial` only so that their names and types are checked."""


@dataclass(frozen=True)
class _About:
    """What the parts of one page are made from."""

    context: Context
    subject: str
    page: Page[Disease] | Page[Indication]
    summary: Summary
    covered: set[str]
    best: Shown
    """The claims and papers that the page shows."""
    anchors: Anchors
    told_above: list[tuple[Cited, str]]
    """What is said of the whole that the subject belongs to, with that whole."""
    wider: list[tuple[Cited, str]]
    """As much of it as the page shows."""
    known: list[KnownStudy]
    unappraised: tuple[Unappraised, ...]
    shelved: tuple[Shelf, ...]

    @property
    def title(self) -> str:
        return wording.capitalized(self.context.subject_title(self.subject))

    @property
    def above(self) -> str | None:
        """The disease of an indication."""
        return self.subject.partition("/")[0] if "/" in self.subject else None

    @property
    def labels(self) -> list[LabelRow]:
        of = self.covered | ({self.above} if self.above else set())
        return [row for row in self.context.corpus.label_status.value.rows if row.about in of]

    @property
    def disease(self) -> Disease:
        """The disease with its names; without any for an indication."""
        value = self.page.value
        return value if isinstance(value, Disease) else Disease(name=self.context.subject_title(self.subject))

    @property
    def standing(self) -> list[str]:
        """The studies shown that count."""
        return [paper for paper in self.summary.papers if paper in self.best.studies]

    def on(self, topic: Topic) -> tuple[ClaimView, ...]:
        """The claims of one topic that the page shows."""
        return _topic(self.context, self.best.claims, self.anchors, self.wider, topic)


def _gathered(context: Context, subject: str) -> _About:
    corpus, summary = context.corpus, context.summary(subject)
    page = corpus.indications[subject] if "/" in subject else corpus.diseases[subject]
    every, covered = _claims(context, subject, summary), covered_subjects(context, subject)
    best = shown(context, subject, summary, every, page.value.bottom_line)
    told_above = from_above(context, subject)
    retold = {cited.claim.retells for cited in every if cited.claim.retells}
    return _About(
        context=context,
        subject=subject,
        page=page,
        summary=summary,
        covered=covered,
        best=best,
        anchors={cited.key: urls.claim_anchor(cited.paper, cited.claim.id) for cited in best.claims},
        told_above=told_above,
        wider=leading_above(context, told_above),
        known=known_studies(context, subject, covered, retold),
        unappraised=_unappraised(context, subject),
        shelved=shelves.every(corpus).get(urls.subject(subject), ()),
    )


def _heading(about: _About) -> Fields:
    """What the page is called, and where it stands among the others."""
    context, disease = about.context, about.disease
    return partial(
        SubjectView,
        url=urls.subject(about.subject),
        title=about.title,
        description=f"{about.title}: what the literature in this collection says about {context.frame.intervention}, "
        "in the exact words of its sources.",
        frame=context.frame,
        trail=_trail(context, about.subject),
        subject=about.subject,
        kind=_kind(about.page.value, context),
        notice=_notice(context, about.summary, bool(about.shelved)),
        formerly=disease.formerly,
        abbreviations=tuple(name for name in disease.abbreviations if name not in disease.ambiguous),
        synonyms=disease.synonyms,
        ambiguous=disease.ambiguous,
        children=tuple(context.subject_link(child) for child in context.children(about.subject)),
        indications=tuple(
            Link(wording.capitalized(context.corpus.indications[key].value.name), urls.subject(key))
            for key in context.indications(about.subject)
        ),
    )


def _at_a_glance(about: _About) -> Fields:
    """The answer in ten seconds: the bottom line, the figures, what is absent and what is known elsewhere."""
    context, subject = about.context, about.subject
    computed = facts(about.summary, about.known, about.labels)
    return partial(
        SubjectView,
        bottom_line=tuple(sentence(context, s, subject, computed) for s in about.page.value.bottom_line),
        glance=glance(context, about.summary),
        absent=_absent(about.summary, about.unappraised),
        known=known_lines(about.known),
        differing=_differing(about),
        empty=_empty(context, len(about.unappraised)),
        partly=partly(context, about.best.partly, about.wider, about.told_above),
        body=about.page.body,
        labels=label_rows(context, about.labels),
        label_of=context.subject_title(about.above) if about.above else None,
    )


def _told(about: _About) -> Fields:
    """The claims, by what they are about."""
    context, claims = about.context, about.best.claims
    safety = about.on("safety")
    return partial(
        SubjectView,
        label_claims=about.on("label-status"),
        findings=_findings(context, about.subject, claims, about.anchors),
        dosing=about.on("dosing"),
        safety=safety,
        no_harms="" if safety else silence.on_harms(context, about.summary, about.best.studies),
        warnings=tuple(WarningRow(w.kind, w.text) for w in context.corpus.safety.value.warnings),
        warnings_source=context.corpus.safety.value.source,
        conflicts=_conflicts(context, claims, about.anchors),
        gap_claims=about.on("evidence-gap"),
        context=_context(context, claims, about.anchors, about.wider),
    )


def _studies(about: _About) -> Fields:
    """The studies with their patients and doses."""
    context, summary = about.context, about.summary
    doses = dose_rows(context, about.standing, about.covered)
    given = doses or about.on("dosing")
    return partial(
        SubjectView,
        studies=tuple(study_view(context, paper, about.covered) for paper in about.best.studies),
        patients=patient_rows(context, about.standing, about.covered),
        doses=doses,
        no_doses="" if given else silence.on_doses(context, summary, about.covered),
        years=years(context, summary.papers),
        by_design=patients_by_design(context, about.subject, summary),
    )


def _around(about: _About) -> Fields:
    """What stands around the collection's own evidence: known studies, positions, papers that wait."""
    context, disease = about.context, about.subject.partition("/")[0]
    # What a body says of a group holds for its diseases too.
    of = about.covered.union({disease}, evidence.ancestors(disease, context.corpus.diseases))
    return partial(
        SubjectView,
        known_studies=tuple(known_row(study, about.covered, about.subject) for study in about.known),
        positions=tuple(position_row(p) for p in context.corpus.positions.value.positions if set(p.about) & of),
        unappraised=() if about.shelved else about.unappraised,
    )


def _whole(about: _About) -> Fields:
    """Where everything stands that the page shows a part of, and where it comes from."""
    context, best = about.context, about.best
    speaking = (
        *evidence.speaking_of(context.corpus, about.subject),
        *(cited.paper for cited, _ in about.told_above),
    )
    shows_all = not about.shelved and len(about.wider) == len(about.told_above)
    verified = verified_claims(context, [*best.claims, *(cited for cited, _ in about.wider)])
    return partial(
        SubjectView,
        references=tuple(reference(context, paper) for paper in best.papers),
        provenance=provenance(context, about.page.path, best.papers, verified, about.disease),
        shelves=shelf_rows(context, about.shelved),
        elsewhere=None if shows_all else unnumbered(context, speaking),
    )


def _empty(context: Context, waiting: int) -> str:
    """What stands in the place of figures where no paper counts."""
    return wording.none_appraised(waiting) if context.corpus.papers else wording.NO_PAPERS


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


def _differing(about: _About) -> tuple[DifferenceView, ...]:
    """Where known studies say otherwise than the claims of a page, each once; not what they say of other subjects."""
    wanted = about.covered | set(evidence.above(about.subject, about.context.corpus))
    studies = about.context.corpus.known_studies.value.studies
    here = {(study.label, each.note) for study in studies for each in study.differs if each.about in wanted}
    views = (claim_view(about.context, cited, about.anchors[cited.key]) for cited in about.best.claims)
    found = dict.fromkeys(difference for view in views for difference in view.differences)
    ours = (each for each in found if (each.study.text, each.note) in here)
    return tuple(dict.fromkeys(replace(difference, retold=False) for difference in ours))


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
