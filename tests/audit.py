"""The Nu HTML Checker over whole sites, then Lighthouse (`tests/lighthouse.py`): `make audit`.

They need npm, Node.js and Java; the product and its tests need none of them. For the checker, the pages of the
repository's own edition and of the full one of the tests are built for an address. An error fails;
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
from tests import lighthouse
from tests.audit_tools import MODULES, PACKAGES, Unusable, install, need_tools
from tests.editions import EDITIONS, SUB_PATH

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AUDITED = ("real", "full")
POLICY_FROM_DISK = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): external (?:stylesheet|script) “[\w./-]*assets/[\w.-]+” "
    r"blocked by “(?:style|script)-src” directive\."
)
INLINE = re.compile(r"Inline script violates Content Security Policy \(meta tag\): .*")
DATA = '<script type="application/ld+json">'


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


def check_html() -> int:
    """Build, check and say what was found; the number of errors."""
    with TemporaryDirectory() as folder:
        site = Path(folder).resolve()
        pages = build_sites(site)
        found = sorted(set(findings(check(site), site)), key=lambda each: (not each.is_error, each.text()))
    errors = sum(each.is_error for each in found)
    for each in found:
        print(each.text())
    warnings = len(found) - errors
    print(f"Audit: {pages} pages, {errors} errors, {warnings} warnings (Nu HTML Checker {PACKAGES['vnu-jar']}).")
    return errors


def main() -> int:
    """Exit code: 0 where all is well, 1 where something is not, 2 where the audit could not run."""
    try:
        need_tools()
        install()
        return 1 if check_html() + lighthouse.audit() else 0
    except Unusable as reason:
        print(f"audit: {reason}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
