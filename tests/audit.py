"""The Nu HTML Checker over whole sites: `make audit`.

It needs npm, which brings the checker, and Java, which runs it; the product and its tests need neither. The pages of
the repository's own edition and of the full one of the tests are built for an address and checked. An error fails;
warnings are shown. What the checker says of a page's content policy is about files opened from disk, where `'self'`
stands for nothing, or about JSON-LD, which is data and no script: these two kinds of message are left out.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from generator.build import Options, build
from generator.config import Paths
from tests.editions import EDITIONS, ROOT, SUB_PATH

CHECKER = "vnu-jar"
VERSION = "26.9.27"
FOLDER = ROOT / ".audit"
PACKAGE = FOLDER / "node_modules" / CHECKER
JAR = PACKAGE / "build" / "dist" / "vnu.jar"
AUDITED = ("real", "full")
TOOLS = {
    "npm": "brings the checker; install Node.js (https://nodejs.org) or the package `npm`",
    "java": "runs the checker; install a Java runtime, 11 or newer (Debian, Ubuntu: apt install default-jre-headless)",
}
POLICY_FROM_DISK = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): external (?:stylesheet|script) “[\w./-]*assets/[\w.-]+” "
    r"blocked by “(?:style|script)-src” directive\."
)
INLINE = re.compile(r"Inline script violates Content Security Policy \(meta tag\): .*")
DATA = '<script type="application/ld+json">'


class Unusable(Exception):
    """The audit cannot run; says what is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of the checker."""

    page: str
    line: int
    is_error: bool
    message: str
    extract: str = ""

    def text(self) -> str:
        """As it is printed, its place first."""
        return f"{self.page}:{self.line}: {'error' if self.is_error else 'warning'}: {self.message}"

    @property
    def is_noise(self) -> bool:
        """Whether it speaks of the policy of a file on disk, or takes data for a script."""
        if self.is_error:
            return False
        is_data = INLINE.fullmatch(self.message) is not None and DATA in self.extract
        return is_data or POLICY_FROM_DISK.fullmatch(self.message) is not None


def findings(report: str, site: Path) -> Iterator[Finding]:
    """The checker's messages that matter. Raises Unusable where it gave no report."""
    try:
        messages = json.loads(report)["messages"]
    except (ValueError, KeyError, TypeError):
        raise Unusable(f"the checker gave no report: {' '.join(report.split())[:500] or 'nothing'}") from None
    for each in messages:
        path = Path(unquote(urlsplit(each.get("url", "")).path))
        page = path.relative_to(site).as_posix() if path.is_relative_to(site) else path.as_posix()
        is_error = each["type"] != "info"
        finding = Finding(page, each.get("lastLine", 1), is_error, each["message"], each.get("extract", ""))
        if not finding.is_noise:
            yield finding


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
    """Put the checker of the pinned version into its folder, unless it is there. Nothing of it is run."""
    manifest = PACKAGE / "package.json"
    if JAR.is_file() and manifest.is_file() and json.loads(manifest.read_text("utf-8"))["version"] == VERSION:
        return
    flags = ("--ignore-scripts", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
    FOLDER.mkdir(exist_ok=True)
    command = [str(shutil.which("npm")), "install", *flags, "--prefix", str(FOLDER), f"{CHECKER}@{VERSION}"]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode or not JAR.is_file():
        raise Unusable(f"npm could not install {CHECKER} {VERSION}; what it said stands above.")


def build_sites(target: Path) -> int:
    """Build the audited editions into folders of their own; the number of their pages."""
    for name in AUDITED:
        if build(Paths(EDITIONS[name]), target / name, Options(base_url=SUB_PATH)).changes is None:
            raise Unusable(f"the edition {name!r} has errors, so that no site was built; see `evidence check`.")
    return sum(1 for _ in target.rglob("*.html"))


def check(site: Path) -> str:
    """The checker's report on a folder of pages."""
    command = [str(shutil.which("java")), "-jar", str(JAR), "--format", "json", "--skip-non-html", str(site)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False).stderr


def audit() -> int:
    """Build, check and say what was found; the number of errors."""
    need_tools()
    install()
    with TemporaryDirectory() as folder:
        site = Path(folder).resolve()
        pages = build_sites(site)
        found = sorted(set(findings(check(site), site)), key=lambda each: (not each.is_error, each.text()))
    errors = sum(each.is_error for each in found)
    for each in found:
        print(each.text())
    print(f"Audit: {pages} pages, {errors} errors, {len(found) - errors} warnings (Nu HTML Checker {VERSION}).")
    return errors


def main() -> int:
    """Exit code: 0 without errors, 1 with some, 2 where the audit could not run."""
    try:
        return 1 if audit() else 0
    except Unusable as reason:
        print(f"audit: {reason}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
