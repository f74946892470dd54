"""What a paper itself says of the drug's licence: a sentence, verbatim."""

import re

from generator.detect.abstract import Abstract
from generator.detect.intervention import Drug

_OFF_LABEL = re.compile(
    r"\b(?:off|un)[\s\u2010-\u2015-]?label(?:l?ed)?\b|\bunlicen[sc]ed\b|\bnot licen[sc]ed\b", re.IGNORECASE
)
_LICENSED = re.compile(
    r"\blicen[sc]ed\b|\bFDA\b[^.;]{0,40}\bapprov|\bapprov\w+ (?:by the (?:FDA|US Food|Food and Drug|"
    r"European Medicines|EMA)|"
    r"(?:indications?|uses?|treatments?|therap\w+|for (?:the )?(?:treatment|use)))|\b(?:approved|"
    r"labell?ed) indications?\b|"
    r"\b(?:is|are|was|were|been) (?:now |currently |recently |only )?approved (?:for|in|as)\b|"
    r"\bmarketing authori[sz]ation\b",
    re.IGNORECASE,
)
_ETHICS = re.compile(r"\b(?:ethics?|review board|institutional|IRB|protocol|consent)\b", re.IGNORECASE)


def label_statement_of(abstract: Abstract, drug: Drug) -> str | None:
    """The first sentence that calls a use of the drug off-label, else the first that calls it licensed."""
    for pattern in (_OFF_LABEL, _LICENSED):
        before = abstract.title
        for sentence in abstract.sentences:
            said = pattern.search(sentence.text) is not None and _ETHICS.search(sentence.text) is None
            if said and _is_about(sentence.text, before, drug, pattern is _OFF_LABEL):
                return sentence.text
            before = sentence.text
    return None


def _is_about(text: str, before: str, drug: Drug, off_label: bool) -> bool:
    """Whether the sentence, or for "these indications are off-label" the one before it, names the drug."""
    named = drug.named(text) or bool(drug.find_substance(text))
    return named or (
        off_label and drug.named(before) and re.search(r"\b(?:its|their|these|this|it)\b", text, re.I) is not None
    )
