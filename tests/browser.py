"""Where a Chromium is found and how it is started: one answer for the tests and for `tests.get_browser`."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

LAUNCH_ARGUMENTS = (
    # Chromium's sandbox refuses to run as root, which is what a container has.
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    # The tests count requests; these keep the browser from making its own.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # QUIC goes past the interception of requests.
    "--disable-quic",
)


def in_ci() -> bool:
    """Whether this is a run in which a missing browser is a failure."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def find_chromium() -> Path | None:
    """The first Chromium that starts, the system's before Playwright's own; None where there is neither."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[Path]:
    for name in SYSTEM_NAMES:
        if found := shutil.which(name):
            yield Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    yield own


def _starts(path: Path) -> bool:
    """Existing is not enough: it may be a placeholder for a package, or lack a library."""
    try:
        subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def until(tab: Page, expression: str) -> None:
    """Wait for an expression to hold. Playwright's own waiting evaluates text in the page, which our policy forbids."""
    end = time.monotonic() + 30
    while not tab.evaluate(f"() => Boolean({expression})"):
        assert time.monotonic() < end, f"in vain: {expression}"
        tab.wait_for_timeout(50)
