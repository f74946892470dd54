"""`python -m generator` is the `evidence` command."""

from generator.cli import main

main()
