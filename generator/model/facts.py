"""What is said of a paper, as one word: lists show no more of it, and so depend on no more."""

from hashlib import blake2b

from generator.model.appraisal import Appraisal
from generator.model.corpus import once_per_value
from generator.model.paper import Paper

_TEXT = {"sections", "digest"}
"""What of a paper only its own page shows, and pages that quote from it."""


@once_per_value
def facts(value: Paper | Appraisal) -> str:
    """Digest of all that a paper is but its text, or of all that people say of one but their running text."""
    said = value.model_dump_json(exclude=_TEXT if isinstance(value, Paper) else None)
    return blake2b(said.encode(), digest_size=16).hexdigest()
