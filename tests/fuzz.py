"""Ever new inputs for the property tests, until the time is over: `make fuzz`.

`make test` gives the properties the same inputs every time. Here each round gives them others, chosen by a number that
is printed, so that a round can be run again. What breaks a property is shown in its smallest form and remembered in
`.hypothesis/`; it becomes a case beside the property before it is mended.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROPERTIES = ("tests/unit", "tests/readers", "tests/exports")
"""Where the properties are: of readers, front matter, Markdown, quotes, slugs, links, the text of papers, citations."""
PYTEST = (sys.executable, "-m", "pytest", "-q", "-m", "hypothesis", "--hypothesis-profile=fuzz", *PROPERTIES)


def rounds(minutes: float, first: int) -> int:
    """Run rounds until the time is over or one fails. The last exit code of pytest."""
    end, seed = time.monotonic() + minutes * 60, first
    while time.monotonic() < end:
        print(f"Round {seed - first + 1}, seed {seed}", flush=True)
        run = subprocess.run([*PYTEST, f"--hypothesis-seed={seed}"], cwd=ROOT, check=False)
        if run.returncode:
            return run.returncode
        seed += 1
    print(f"{seed - first} rounds, nothing found.")
    return 0


def main() -> int:
    """Fuzz for some minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="of the first round")
    options = parser.parse_args()
    return rounds(options.minutes, options.seed)


if __name__ == "__main__":
    sys.exit(main())
