"""What a program proposes about a paper: text and names in, values out. Proposals, never appraisals.

Pure and deterministic: no model, no service, no clock. Each kind of proposal is one module, its word tables apart from
its logic. Whatever is quoted stands in the paper's own abstract, character for character.
"""

from generator.detect.abstract import Abstract
from generator.detect.design import design_of
from generator.detect.diseases import diseases_of
from generator.detect.doses import doses_of
from generator.detect.intervention import Drug, naming_of
from generator.detect.key_sentence import key_sentence_of
from generator.detect.label_statement import label_statement_of
from generator.detect.names import Names
from generator.detect.patients import patients_of
from generator.model import Detected, Paper

__all__ = ["Drug", "Names", "detect"]


def detect(paper: Paper, names: Names, drug: Drug) -> Detected:
    """All proposals about one paper."""
    abstract = Abstract.of(paper)
    design = design_of(abstract)
    return Detected(
        id=paper.id,
        diseases=diseases_of(abstract, names, drug),
        intervention=naming_of(abstract, drug, design.value),
        design=design,
        patients=patients_of(abstract, design.value),
        doses=doses_of(abstract, drug),
        key_sentence=key_sentence_of(abstract, drug),
        label_statement=label_statement_of(abstract, drug),
        digest="",
    )
