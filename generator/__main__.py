"""`python -m generator` is the `evidence` command."""

import sys

from generator import quick


def main() -> None:
    """The command: at once where nothing has changed, otherwise with all of the program."""
    said = quick.answer(sys.argv[1:])
    if said is not None:
        sys.stdout.write(said)
        return
    try:
        from generator.cli import main as command  # takes longer to import than the quick answer takes in all
    except ModuleNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed for {sys.executable}: run `make site`, or use .venv/bin/evidence.")
    command()


if __name__ == "__main__":
    main()
