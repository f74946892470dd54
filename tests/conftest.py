"""What all tests share: how hypothesis chooses its examples, and the browser."""

from collections.abc import Iterator

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import LAUNCH_ARGUMENTS, find_chromium, in_ci

# The same examples in every run: a failure must come from a change, not from luck.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.load_profile("steady")
# For `make mutants`, which runs the same tests a thousand times: any failure will do, not the smallest one.
hypothesis.settings.register_profile(
    "mutants",
    hypothesis.settings.get_profile("steady"),
    max_examples=25,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
)
# For `make fuzz`: other examples in every round; what failed is remembered and tried first.
hypothesis.settings.register_profile("fuzz", derandomize=False, deadline=None, print_blob=True)


@pytest.hookimpl(tryfirst=True)  # before `-m` selects, so that `-m "not browser"` sees the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that drive a browser and runs them last.

    Last, because the quick tests should speak first, and because Playwright leaves an event loop running in this
    thread, in which a test that starts its own would fail.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests; each test opens its own context in it."""
    path = find_chromium()
    if path is None:
        reason = "NO CHROMIUM: run `python -m tests.get_browser` or install Chromium or Google Chrome"
        pytest.fail(reason) if in_ci() else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH_ARGUMENTS)
        yield browser
        browser.close()
