"""The pages that span diseases: label status, doses as reported, safety."""

from generator import urls
from generator.evidence import Cited
from generator.model import Topic
from generator.views import titles, wording
from generator.views.charts import dose_scales
from generator.views.claims import claim_view, dose_rows
from generator.views.context import Context
from generator.views.labels import label_rows
from generator.views.model import DosesView, LabelStatusView, SafetyView
from generator.views.parts import ClaimView, WarningRow


def label_status_view(context: Context) -> LabelStatusView:
    """Label status of all diseases, those without a page included."""
    return LabelStatusView(
        url=urls.LABEL_STATUS,
        title=titles.FIXED[urls.LABEL_STATUS],
        description=f"Where {context.frame.intervention} is licensed for which disease, by country, product and date.",
        frame=context.frame,
        rows=label_rows(context, sorted(context.corpus.label_status.value.rows, key=lambda row: row.disease.lower())),
        statements=_claims(context, "label-status"),
        empty="No label has been read yet: add a row to `content/label-status.yaml`.",
    )


def doses_view(context: Context) -> DosesView:
    """Doses of all papers that count, as written."""
    scales, off_scale = dose_scales(context, context.summary().papers)
    return DosesView(
        url=urls.DOSES,
        title=titles.FIXED[urls.DOSES],
        description=f"Doses of {context.frame.intervention} as the papers of this collection write them; reported, "
        "not recommended.",
        frame=context.frame,
        rows=dose_rows(context, context.summary().papers, None),
        claims=_claims(context, "dosing"),
        empty=_empty(context, "No dose is given in what was read of these papers."),
        scales=scales,
        off_scale=off_scale,
    )


def safety_view(context: Context) -> SafetyView:
    """What all papers that count report on safety, and the class warnings."""
    safety = context.corpus.safety.value
    return SafetyView(
        url=urls.SAFETY,
        title=titles.FIXED[urls.SAFETY],
        description=f"What the papers of this collection report on the safety of {context.frame.intervention}.",
        frame=context.frame,
        claims=_claims(context, "safety"),
        empty=_empty(context, "These papers report nothing on safety."),
        warnings=tuple(WarningRow(row.kind, row.text) for row in safety.warnings),
        warnings_source=safety.source,
    )


def _empty(context: Context, otherwise: str) -> str:
    return otherwise if context.summary().papers else wording.nothing_yet(len(context.corpus.papers))


def _claims(context: Context, topic: Topic) -> tuple[ClaimView, ...]:
    """The claims of one topic from all papers that count, the newest paper first."""
    found = [
        Cited(paper, claim)
        for paper in context.summary().papers
        for claim in context.corpus.appraisals[paper].value.claims
        if claim.topic == topic
    ]
    return tuple(claim_view(context, c, urls.claim_anchor(c.paper, c.claim.id)) for c in found)
