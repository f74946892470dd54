"""The tools of `make audit`: npm brings them into `.audit/`, in pinned versions. Installing runs nothing of theirs."""

import json
import shutil
import subprocess

from tests.editions import ROOT

FOLDER = ROOT / ".audit"
MODULES = FOLDER / "node_modules"
PACKAGES = {"vnu-jar": "26.9.27", "lighthouse": "12.8.2"}
"""Each package and its version. Lighthouse 13 asks for a newer Node.js than Debian and Ubuntu have."""
TOOLS = {
    "npm": "brings the checkers; install Node.js (https://nodejs.org) or the package `npm`",
    "node": "runs Lighthouse; install Node.js 18.20 or newer (https://nodejs.org)",
    "java": "runs the HTML checker; install a Java runtime, 11 or newer (Debian: apt install default-jre-headless)",
}


class Unusable(Exception):
    """The audit cannot run; says what is missing."""


def need_tools() -> None:
    """Raises Unusable that names every tool that is missing."""
    missing = [f"{tool} is missing: it {use}." for tool, use in TOOLS.items() if not _runs(tool)]
    if missing:
        raise Unusable(" ".join(missing))


def _runs(tool: str) -> bool:
    """Being there is not enough: it may be a placeholder that only asks to be installed."""
    path = shutil.which(tool)
    if path is None:
        return False
    flag = "-version" if tool == "java" else "--version"
    return subprocess.run([path, flag], stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def install() -> None:
    """Put the packages of the pinned versions into their folder, unless they are there."""
    if all(_installed(package) == version for package, version in PACKAGES.items()):
        return
    flags = ("--ignore-scripts", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
    FOLDER.mkdir(exist_ok=True)
    # In one command: npm removes what an earlier one installed and did not save.
    wanted = [f"{package}@{version}" for package, version in PACKAGES.items()]
    command = [str(shutil.which("npm")), "install", *flags, "--prefix", str(FOLDER), *wanted]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Unusable(f"npm could not install {' and '.join(wanted)}; what it said stands above.")


def _installed(package: str) -> str | None:
    """The version of a package in the folder."""
    manifest = MODULES / package / "package.json"
    return str(json.loads(manifest.read_text("utf-8"))["version"]) if manifest.is_file() else None
