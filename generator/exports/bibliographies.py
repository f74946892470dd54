"""All papers that count, newest first, in the formats of reference managers."""

from generator import citing
from generator.evidence import summarize
from generator.model import Corpus


def files(corpus: Corpus) -> dict[str, bytes]:
    """`papers.bib`, `papers.ris` and `papers.csl.json` below `data/`, each UTF-8."""
    formats = citing.bibliography(citing.publication(corpus, paper) for paper in summarize(corpus).papers)
    return {
        "data/papers.bib": formats.bibtex.encode(),
        "data/papers.ris": formats.ris.encode(),
        "data/papers.csl.json": formats.csl.encode(),
    }
