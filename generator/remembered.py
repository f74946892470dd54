"""What a process that builds an edition again and again has of it in memory, so that it reads nothing twice."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any

from generator.inputs import Input, Inputs
from generator.model import Appraisal, Page, Paper
from generator.problems import Problem


@dataclass(slots=True)
class Remembered:
    """Files as they were read, for a process that reads an edition again and again."""

    looked: Inputs | None = None
    """All files as they are now; one that is not among them is read anew."""
    read: dict[str, tuple[str, Page[Any] | None, list[Problem]]] = field(default_factory=dict)
    """By path: the digest of what was read, its page and what is wrong with it."""
    corrected: dict[str, tuple[Page[Paper], Page[Appraisal], Page[Paper], list[Problem]]] = field(default_factory=dict)
    """The papers whose appraisals correct them, as they were read: each with what it is then, and what is wrong."""
    seeds: dict[str, tuple[Input | None, str]] = field(default_factory=dict)
    """By name, what each seed was looked at, and its SHA-256; empty where it was not there."""
    listed: dict[str, tuple[list[str], list[Problem]]] = field(default_factory=dict)
    """By folder, the files that it held when it was last listed, and those that have no place in it.

    Who knows that files came or went clears it.
    """
    fresh: set[str] = field(default_factory=set)
    """The files that were read the last time; the others had been read before."""
    loaded: set[str] = field(default_factory=set)
    """All files that the edition consisted of then."""
    built: object = None
    """What the last build left for the next one."""
    site: Set[str] | None = None
    """The files that the last build left in the site; None where that is not known."""
