"""What is done to a made-up edition between two builds. Each edit is another one in each round."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from bench.texts import DISCLAIMER
from generator import store
from generator.config import SHIPPED_TEMPLATES, Paths

Edit = Callable[[Paths, int], None]


def cold(paths: Paths, _round: int) -> None:
    """Nothing was built yet."""
    shutil.rmtree(paths.site, ignore_errors=True)
    shutil.rmtree(paths.cache, ignore_errors=True)


def nothing(_paths: Paths, _round: int) -> None:
    """All is as it was at the last build."""


def body(paths: Paths, round_: int) -> None:
    """The source says one paper's text otherwise; a sentence that nothing quotes."""
    path = _appraised(paths)
    paper = store.read_paper(path.read_text(encoding="utf-8"), path.name)
    assert paper is not None, f"{path.name} is a paper of the made-up edition"
    first, *others = paper.sections
    said = re.sub(rf"^{re.escape(DISCLAIMER)}(?: Edit \d+\.)?", f"{DISCLAIMER} Edit {round_}.", first.paragraphs[0])
    first = first.model_copy(update={"paragraphs": (said, *first.paragraphs[1:])})
    path.write_text(store.paper_text(paper.model_copy(update={"sections": (first, *others)})), encoding="utf-8")


def claim(paths: Paths, round_: int) -> None:
    """A person adds a note to a claim; the pages of its disease and its indication show it."""
    path = paths.content / "appraisals" / _appraised(paths).name
    text = re.sub(r"\n    note: .*", "", path.read_text(encoding="utf-8"))
    noted = re.sub(r"(\nclaims:\n  - id: .*)", rf"\1\n    note: Made-up note {'again ' * round_}said.", text)
    path.write_text(noted, encoding="utf-8")


def rename(paths: Paths, round_: int) -> None:
    """A disease of middling size is called otherwise; its old name leads to it."""
    path = _middling_disease(paths)
    text = path.read_text(encoding="utf-8")
    old = re.search(r"^name: (invented (\S+))", text, re.MULTILINE)
    assert old is not None, f"{path.name} is a disease of the made-up edition"
    for key, value in {"name": f"{old[1]} anew {round_}", "formerly": f"[old {old[2]}, {old[1]}]"}.items():
        text = re.sub(rf"^{key}: .*", f"{key}: {value}", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def template(paths: Paths, round_: int) -> None:
    """The foot of all pages says something else."""
    path = paths.templates / "base.html"
    text = re.sub(r"<p>Edit \d+</p>", "", path.read_text(encoding="utf-8"))
    path.write_text(text.replace("</footer>", f"<p>Edit {round_}</p></footer>"), encoding="utf-8")


def own_templates(paths: Paths) -> None:
    """Give the edition templates of its own, so that an edit of them is its own, too."""
    shutil.copytree(SHIPPED_TEMPLATES, paths.root / "templates")


BUILDS: dict[str, Edit] = {
    "cold build": cold,
    "nothing changed": nothing,
    "one paper's body edited": body,
    "one claim edited": claim,
    "one disease renamed, with redirect": rename,
    "a template edited": template,
}
"""Scenarios of this generator by their name in the table, in the order they are run in."""


def _appraised(paths: Paths) -> Path:
    """The page of a paper that is neither retracted nor new: one in the middle that has an appraisal."""
    found = sorted((paths.content / "appraisals").iterdir())
    return paths.papers / found[len(found) // 2].name


def _middling_disease(paths: Paths) -> Path:
    found = sorted((paths.content / "diseases").iterdir())
    return found[len(found) // 2]
