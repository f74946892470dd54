"""What a page says where it shows nothing of a kind: that papers are silent is said only where they are."""

from collections.abc import Iterable, Set

from generator.evidence import Summary
from generator.views.context import Context

NO_DOSE = "No dose is given in what was read of these papers."
NO_DOSE_SHOWN = "None of the studies shown gives a dose in what was read of it; others do, listed by year."
NO_DOSE_FOR_IT = (
    "None of these papers gives a dose for this alone; what they give for a wider use stands on their own pages."
)
NO_HARMS = "These papers report nothing on safety here, which does not mean that no harm occurred."
HARMS_OF_STUDIES = "No claim is on safety; the harms that papers report stand with each study."
HARMS_BY_YEAR = "No claim is on safety; the harms that papers report stand on their own pages, listed by year."
NOTHING_COUNTS = "No paper here counts, so nothing is shown."


def on_doses(context: Context, summary: Summary, covered: Set[str]) -> str:
    """Of a page that shows no dose for the subjects it covers."""
    if not summary.papers:
        return NOTHING_COUNTS
    doses = [dose for paper in summary.papers for dose in context.corpus.appraisals[paper].value.doses]
    if any(dose.about in covered for dose in doses):
        return NO_DOSE_SHOWN
    return NO_DOSE_FOR_IT if doses else NO_DOSE


def on_harms(context: Context, summary: Summary, studies: Iterable[str]) -> str:
    """Of a page that shows no claim on safety; `studies` are those whose facts it shows."""
    if not summary.papers:
        return NOTHING_COUNTS if summary.retracted else ""
    if "harms" in summary.gaps:
        return NO_HARMS
    appraisals = (context.corpus.appraisals[paper].value for paper in studies if paper in summary.papers)
    return HARMS_OF_STUDIES if any(each.reported.harms for each in appraisals) else HARMS_BY_YEAR
