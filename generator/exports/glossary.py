"""The glossary as a script, which a page loads when a reader first asks what a word means."""

import json

from generator.model import Corpus

PATH = "assets/glossary.js"


def files(corpus: Corpus) -> dict[str, bytes]:
    """What each term means, by its id; no file where there is no glossary.

    A script and not JSON, since a page opened from a folder may not fetch files.
    """
    means = {term.id: term.means for term in corpus.glossary.value.terms}
    said = json.dumps(means, ensure_ascii=False, indent=1)
    return {PATH: f"window.glossary = {said};\n".encode()} if means else {}
