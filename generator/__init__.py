"""A static site of evidence from a folder of plain files.

    seeds/    --normalize-->  content/papers/              raw documents become Markdown, one page per paper
    content/  --check-->      problems                     every id, link, number and quote is verified
    content/  --build-->      site/                        per-paper, per-disease, per-indication pages

The file names of this package are that pipeline; `CONTRIBUTING.md` draws it and says who may import whom.
"""

__version__ = "0.1.0"
