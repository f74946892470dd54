"""Whatever lies in `seeds/`, whole, cut or damaged: a second run finds nothing to do."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import Paths
from generator.normalize import normalize

TESTS = Path(__file__).parents[1]
EDITION = TESTS / "sites" / "minimal" / "content"
"""What is looked for in the papers, so that something is proposed about them."""
WHOLE = [path.read_bytes() for path in sorted((TESTS / "readers" / "cases").glob("*/*/input.*"))]

cut = st.builds(lambda data, at: data[: at % (len(data) + 1)], st.sampled_from(WHOLE), st.integers(0, 1 << 16))
damaged = st.builds(lambda a, b, c: a + b + c, cut, st.binary(max_size=8), cut)
documents = st.lists(st.one_of(st.sampled_from(WHOLE), cut, damaged), min_size=1, max_size=4)


def pages(root: Path) -> dict[str, bytes]:
    """What a run wrote."""
    folders = (root / "content" / "papers", root / "content" / "detected")
    return {str(path.relative_to(root)): path.read_bytes() for folder in folders for path in folder.rglob("*.*")}


@given(found=documents)
@settings(max_examples=60, deadline=None)
def test_normalizing_twice_changes_nothing(found: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "seeds").mkdir()
        for number, data in enumerate(found):
            (root / "seeds" / f"{number}.txt").write_bytes(data)
        shutil.copytree(EDITION / "diseases", root / "content" / "diseases")
        shutil.copy(EDITION / "intervention.yaml", root / "content")
        first = normalize(Paths(root))
        before = pages(root)
        second = normalize(Paths(root))
        assert (second.written, second.removed) == ([], [])
        assert sorted(second.unchanged) == sorted(first.written)
        assert [each.code for each in second.problems] == [each.code for each in first.problems]
        assert pages(root) == before
