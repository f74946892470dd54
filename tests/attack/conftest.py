"""The attacked edition, made and built once for all tests here."""

from pathlib import Path

import pytest

from tests.attack.sowing import edition
from tests.editions import evidence, tree


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the edition with all hostile texts in all its fields, built and indexed."""
    root = edition(tmp_path_factory.mktemp("attacked"))
    run = evidence("build", root)
    assert run.code == 0, run.output[-3000:]
    return root


@pytest.fixture(scope="session")
def site(attacked: Path) -> dict[str, bytes]:
    """Every file of its site."""
    return tree(attacked / "site")
