"""The attack corpus of `tests/attack`, in all its fields, through normalize, check and build."""

from dataclasses import dataclass
from pathlib import Path

from tests.attack.sowing import edition
from tests.attack.texts import TEXTS
from tests.editions import files_of
from tests.torture.child import Way, run

COMMANDS = (["normalize"], ["check"], ["status"], ["build", "--verify"])


@dataclass
class Hostile:
    """What the corpus came to."""

    texts: int = 0
    files: int = 0
    pages: int = 0

    def text(self) -> str:
        return f"{self.texts} hostile texts in {self.files} files of content: {self.pages} pages, no command failed."


def torture(folder: Path) -> Hostile:
    """Run the commands; where `check` refuses a text they end with its problems, elsewhere with a whole site."""
    inert, refused = edition(folder / "inert"), edition(folder / "refused", with_refused=True)
    for root, codes in ((inert, (0,)), (refused, (0, 1))):
        for command in COMMANDS:
            ended = run([*command, "--root", str(root)], folder, Way(jobs=2))
            assert "Traceback" not in ended.output, f"{command}: {ended.output[-3000:]}"
            assert ended.code in codes, f"{command}: {ended.output[-3000:]}"
    assert not (refused / "site").exists()
    content = sum(1 for root in (inert, refused) for _ in files_of(root / "content"))
    return Hostile(len(TEXTS), content, sum(path.suffix == ".html" for path in files_of(inert / "site")))
