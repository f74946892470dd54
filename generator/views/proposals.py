"""What a program proposes about a paper that nobody has appraised: no count rests on it, and it has no direction."""

from generator.evidence import is_retracted
from generator.model import Detected
from generator.views import wording
from generator.views.context import Context
from generator.views.parts import Item

NONE = "none found"


def proposals(context: Context, paper_id: str) -> tuple[Item, ...]:
    """The proposals as named values; none for a paper that was appraised or retracted."""
    page = context.corpus.detected.get(paper_id)
    if page is None or context.appraisal(paper_id) or is_retracted(context.paper(paper_id)):
        return ()
    found = page.value
    diseases = [context.subject_title(m.disease) for m in found.diseases if m.disease in context.corpus.diseases]
    return (
        Item("Diseases", ", ".join(diseases) or NONE),
        _design(found),
        _patients(found),
        *(tuple(Item("Dose", "", (dose,)) for dose in found.doses) or (Item("Dose", NONE),)),
        *((Item("Key sentence", "", (found.key_sentence,)),) if found.key_sentence else ()),
    )


def _design(found: Detected) -> Item:
    basis = f" ({found.design.basis})" if found.design.basis else ""
    return Item("Design", wording.DESIGN[found.design.value] + basis)


def _patients(found: Detected) -> Item:
    count = found.patients
    planned = " planned" if count.planned and count.value is not None else ""
    return Item("Patients", wording.patients(count.value) + planned, (count.quote,) if count.quote else ())
