"""Where the parts of an edition lie."""

from dataclasses import dataclass
from pathlib import Path

SHIPPED_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one edition, all below its root."""

    root: Path

    @property
    def seeds(self) -> Path:
        """Raw documents as received; never written by a command other than `fetch`."""
        return self.root / "seeds"

    @property
    def content(self) -> Path:
        """The content pages, written by people and by `normalize`."""
        return self.root / "content"

    @property
    def papers(self) -> Path:
        """The normalized papers, written by `normalize` alone."""
        return self.content / "papers"

    @property
    def detected(self) -> Path:
        """What a program proposes about the papers, written by `normalize` alone."""
        return self.content / "detected"

    @property
    def site(self) -> Path:
        """The built site; owned by `build`."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """What a build leaves for the next; deleting it is always safe."""
        return self.root / ".evidence"

    @property
    def templates(self) -> Path:
        """The edition's own templates, or those shipped with the generator."""
        own = self.root / "templates"
        return own if own.is_dir() else SHIPPED_TEMPLATES

    def leads_out(self, path: Path, folder: Path) -> bool:
        """Whether links lead from a path below a folder to a place that is neither in it nor in the edition."""
        real = path.resolve()
        return not (real.is_relative_to(self.root.resolve()) or real.is_relative_to(folder.resolve()))

    def relative(self, path: Path) -> str:
        """A path as problems name it: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()
