"""The generators that are measured, and how each is started."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

OURS = "evidence"
FIRST = "hugo"
"""The one that all times are compared with."""
_SCRIPTS = "venv/bin"
_NODE = "npm/node_modules"
_TO = {
    "hugo": ("hugo", "--quiet", "--destination", "public"),
    "pelican": ("pelican", "--quiet", "--settings", "pelicanconf.py", "--output", "public"),
    "mkdocs": ("mkdocs", "build", "--quiet", "--site-dir", "public"),
    "eleventy": ("eleventy", "--quiet", "--output", "public"),
}
"""The command of each peer, run in its project. Settings are those that it ships with."""
OUTPUT = "public"


@dataclass(frozen=True, slots=True)
class Tool:
    """A peer that is installed."""

    name: str
    command: tuple[str, ...]
    version: str


def ours(command: str, root: Path) -> tuple[str, ...]:
    """A command of this generator on an edition."""
    return (sys.executable, "-m", "generator", command, "--root", str(root))


def peers(folder: Path) -> tuple[list[Tool], list[str]]:
    """The peers installed below a folder, and the names of the others."""
    found, missing = [], []
    for name, (program, *arguments) in _TO.items():
        path = folder / (f"{_NODE}/.bin" if name == "eleventy" else _SCRIPTS) / program
        if path.exists() and (name != "eleventy" or shutil.which("node")):
            found.append(
                Tool(
                    name,
                    (str(path.resolve() if name == "eleventy" else path.absolute()), *arguments),
                    _version(folder, name),
                )
            )
        else:
            missing.append(name)
    return found, missing


def _version(folder: Path, name: str) -> str:
    if name == "eleventy":
        return str(json.loads((folder / _NODE / "@11ty/eleventy/package.json").read_text())["version"])
    ask = f"import importlib.metadata as m; print(m.version({name!r}))"
    done = subprocess.run([str(folder / _SCRIPTS / "python"), "-c", ask], capture_output=True, text=True, check=True)
    return done.stdout.strip()
