"""The pictures of README and guide, taken from built sites: `make pictures` writes `docs/*.png`.

The same machine gives the same bytes; another has other fonts, so nothing compares them. They are small: the screen is
narrow, nothing moves, and the shots are compressed again as tightly as the format allows.
"""

import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browser import LAUNCH_ARGUMENTS, find_chromium
from tests.editions import EDITIONS, ROOT, copied
from tests.published import published
from tests.serving import serving

DOCS = ROOT / "docs"
DESK, PHONE = (1000, 640), (375, 720)
MOST_BYTES = 150_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
MISCOPIED = ("ameliorates the skin disease\n", "improves the skin disease\n")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a published page."""

    name: str
    path: str
    size: tuple[int, int] = DESK
    prepare: Callable[[Page], object] = lambda page: None
    """What a reader does before the picture is taken."""


def type_wegener(page: Page) -> None:
    page.locator("input[type=search]").first.press_sequentially("wegener")
    page.locator("[role=option]").first.wait_for()


def to(selector: str) -> Callable[[Page], object]:
    """Scroll so that a part of the page stands at its top."""
    return lambda page: page.locator(selector).first.evaluate("part => part.scrollIntoView()")


PICTURES = (
    Picture("disease", "diseases/systemic-sclerosis/"),
    Picture("paper", "papers/30543921/", prepare=to("h2")),
    Picture("phone", "indications/systemic-sclerosis/skin/", PHONE),
    Picture("search", "", (1000, 420), type_wegener),
)
OTHER_DRUG = Picture("other-drug", "")
OVERLAY = "problem"


def shot(page: Page, picture: Picture, address: str) -> bytes:
    """One picture of a site at an address."""
    width, height = picture.size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address + picture.path, wait_until="networkidle")
    picture.prepare(page)
    return page.screenshot(animations="disabled", caret="hide")


def overlay(page: Page, folder: Path) -> bytes:
    """The problems that `serve` lays over the page when a quote was miscopied."""
    root = copied("real", folder / "edition")
    appraisal = root / "content/appraisals/30543921.md"
    text = appraisal.read_text("utf-8")
    with serving(root, folder / "log") as server:
        page.set_viewport_size({"width": DESK[0], "height": 600})
        page.goto(f"{server.address}papers/30543921/")
        appraisal.write_text(text.replace(*MISCOPIED), "utf-8")
        page.get_by_text("quote-not-found").first.wait_for()
        return page.screenshot(animations="disabled", caret="hide")


def tightened(data: bytes) -> bytes:
    """The same picture without what no viewer shows, compressed as tightly as the format allows."""
    kept = dict.fromkeys((b"IHDR", b"IDAT"), b"")
    for kind, body in chunks(data):
        if kind in kept:
            kept[kind] += body
    kept[b"IDAT"] = zlib.compress(zlib.decompress(kept[b"IDAT"]), 9)
    return SIGNATURE + b"".join(chunk(kind, body) for kind, body in [*kept.items(), (b"IEND", b"")])


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG: kind and content."""
    at = len(SIGNATURE)
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + 8 + size]
        at += size + 12


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def take() -> Iterator[tuple[str, bytes]]:
    """Every picture and its name."""
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(LAUNCH_ARGUMENTS))
        page = browser.new_page(color_scheme="light", reduced_motion="reduce", locale="en-GB")
        with published(ROOT) as address:
            for picture in PICTURES:
                yield picture.name, shot(page, picture, address)
        with published(EDITIONS["other-drug"]) as address:
            yield OTHER_DRUG.name, shot(page, OTHER_DRUG, address)
        yield OVERLAY, overlay(page, Path(folder))
        browser.close()


def main() -> int:
    """Exit code: 1 where a picture is too large to be in a repository."""
    DOCS.mkdir(exist_ok=True)
    large = 0
    for name, data in take():
        path = DOCS / f"{name}.png"
        path.write_bytes(tightened(data))
        size = path.stat().st_size
        large += size > MOST_BYTES
        print(f"{path.relative_to(ROOT)}: {size / 1000:.0f} KB{', too large' if size > MOST_BYTES else ''}")
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main())
