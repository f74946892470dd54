"""Gets the browser that the tests need: `python -m tests.get_browser`, run by `make test`.

The system's Chromium if there is one, else Playwright's own, else Debian's package, for which one must be root.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from tests.browser import find_chromium, in_ci

PLAYWRIGHT_SECONDS = 120
APT_UPDATE_SECONDS = 180
APT_INSTALL_SECONDS = 600

# Without recommended packages Debian's Chromium comes with no fonts, and pages without letters have no widths to test.
DEBIAN_PACKAGES = ("chromium", "fonts-liberation", "fonts-dejavu-core")


def main() -> int:
    """0 if there is a browser in the end, or if it may be missing; 1 if it may not."""
    chromium = find_chromium()
    for get in (get_from_playwright, get_from_debian):
        if chromium is None and get():
            chromium = find_chromium()
    if chromium is not None:
        say(f"tests use {chromium}")
        return 0
    say("NO CHROMIUM here, and neither Playwright nor apt-get could get one.")
    if in_ci():
        say("CI must run the browser tests, so this run fails. Install Chromium or Google Chrome on the machine.")
        return 1
    say("ALL BROWSER TESTS WILL BE SKIPPED. Install Chromium or Google Chrome, then run `make test` again.")
    return 0


def get_from_playwright() -> bool:
    """Whether Playwright's own Chromium was downloaded, into the cache folder of the user."""
    # The full browser alone: the tests start it the same way as the system's.
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    return run("downloading Playwright's Chromium", command, PLAYWRIGHT_SECONDS)


def get_from_debian() -> bool:
    """Whether Debian's Chromium was installed. Never asks for a password: it is tried as root only."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    options = ["-qq", "-o", "DPkg::Lock::Timeout=60"]
    # A failed update is not the end: the lists there are may do.
    run("reading Debian's package lists", ["apt-get", *options, "update"], APT_UPDATE_SECONDS)
    install = ["apt-get", *options, "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES]
    return run("installing Debian's Chromium", install, APT_INSTALL_SECONDS)


def run(what: str, command: Sequence[str], seconds: float) -> bool:
    """Whether the command succeeded in time. Silent but for one line; its last words are shown if it fails."""
    say(f"{what} (at most {seconds:g} s) …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with tempfile.TemporaryFile() as log:
        # A session of its own, so that what the command started ends with it.
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
        )
        try:
            failure = f"exit status {status}" if (status := process.wait(seconds)) else ""
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            failure = "not done in time"
        if failure:
            log.seek(0)
            last_words = log.read().decode(errors="replace").splitlines()[-5:]
            say("\n    ".join([f"{what} failed: {failure}", *last_words]))
    return not failure


def say(message: str) -> None:
    # Flushed, because what comes next may take minutes.
    print(f"browser: {message}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
