"""All that can go wrong while the program works, made to go wrong: `make torture`.

Builds are killed, disks are full, rights are lost, several commands run at once, documents are hostile, and people's
files lie in the way. What breaks is shown with the seed that repeats it, and becomes a case before it is mended.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.editions import ROOT
from tests.torture import builders, crashes, faults, hostile, kills, people
from tests.torture.edition import bench, edition, of_tests

Part = Callable[[Path, random.Random], str]
KILLS = 200
SEQUENCES = 500


def killed(folder: Path, chance: random.Random) -> str:
    """Builds are killed."""
    found = kills.torture(edition(folder / "edition", bench(60)), folder, KILLS, chance)
    assert found.within >= KILLS // 2, found.text()
    return found.text()


def killed_writers(folder: Path, chance: random.Random) -> str:
    """Other commands that write are killed."""
    normalize = crashes.of_normalize(folder / "normalize", bench(60), 40, chance)
    fetch = crashes.of_fetch(folder / "fetch", 40, chance)
    return f"{normalize.text('normalize')}\n{fetch.text('fetch')}"


def failing_disks(folder: Path, chance: random.Random) -> str:
    """The disk fails."""
    made = edition(folder / "edition", of_tests("full"))
    said = ["At any change: " + faults.anywhere(made, folder, 100, chance).text()]
    if faults.may_mount():
        said.append("On small disks: " + faults.on_a_full_disk(made, folder, 30).text())
    user = faults.NOBODY if os.geteuid() == 0 else None
    said.append("Without rights: " + faults.without_rights(made, folder, user).text())
    return "\n".join(said)


def at_once(folder: Path, chance: random.Random) -> str:
    """Commands run at once."""
    made = edition(folder / "edition", of_tests("full"))
    for command in builders.COMMANDS:
        builders.waits(made.root, command)
    return builders.torture(edition(folder / "other", of_tests("full")), 20, chance).text()


def people_work(folder: Path, _: random.Random) -> str:
    """People's files lie in the way."""
    return people.torture(folder, faults.NOBODY if os.geteuid() == 0 else None).text()


def hostile_texts(folder: Path, _: random.Random) -> str:
    """Documents are hostile."""
    return f"{hostile.torture(folder).text()}\n{_tests('tests/attack', '-m', 'not browser')}"


def edits(_: Path, __: random.Random) -> str:
    """Random edits, each built incrementally and afresh."""
    return _tests("tests/test_incremental.py", "-n", "auto", INCREMENTAL_SEQUENCES=str(SEQUENCES))


PARTS: dict[str, Part] = {
    "kills": killed,
    "writers": killed_writers,
    "disks": failing_disks,
    "builders": at_once,
    "people": people_work,
    "hostile": hostile_texts,
    "edits": edits,
}


def _tests(*arguments: str, **environment: str) -> str:
    """The last line of a run of tests. Raises AssertionError where one fails."""
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return f"{arguments[0]}: {done.stdout.strip().rpartition(chr(10))[2]}"


def main() -> int:
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", help=f"some of: {', '.join(PARTS)}; all if left out")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other points")
    given = parser.parse_args()
    failed = []
    for name in given.parts or PARTS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            # Users without rights have to come by.
            Path(folder).chmod(0o755)
            try:
                said = PARTS[name](Path(folder), random.Random(given.seed))
            except AssertionError as fault:
                failed.append(name)
                said = f"FAILED with --seed {given.seed}: {fault}"
        print(f"{name} ({(time.monotonic() - began) / 60:.1f} min)\n{said}\n", flush=True)
    print(f"Failed: {', '.join(failed)}." if failed else "All held.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
