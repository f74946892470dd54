"""A build is the same everywhere, all or nothing, and every page of it is sound."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from generator import emit, fulltext, parsed
from generator.build import Options
from tests.editions import EDITIONS, ROOT, SUB_PATH, Pages, built, copied, evidence, pages, text, tree

NAMES = list(EDITIONS)
PORTABLE = Options(portable=True)
PUBLISHED = Options(base_url=SUB_PATH)


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


# The same bytes, always.


@pytest.mark.parametrize("name", NAMES)
def test_building_twice_changes_no_byte_and_writes_no_file(name: str, tmp_path: Path) -> None:
    root = copied(name, tmp_path)
    assert evidence("build", root).code == 0
    before = tree(root / "site")
    marks = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (root / "site").rglob("*")}
    run = evidence("build", root)
    pages = sum(not path.startswith(fulltext.FOLDER) for path in before)
    assert f"Built ROOT/site: 0 files written, 0 removed, {pages} unchanged." in run.output
    assert tree(root / "site") == before
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (root / "site").rglob("*")} == marks


SURROUNDINGS = [
    ("here", 0o022, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}),
    ("élse where", 0o077, {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"}),
]
"""Folder, umask and environment of a build."""


@pytest.mark.parametrize("name", NAMES)
def test_a_build_is_the_same_in_other_surroundings(name: str, tmp_path: Path) -> None:
    found = []
    for folder, mask, environment in SURROUNDINGS:
        root = copied(name, tmp_path / folder)
        old = os.umask(mask)
        try:
            run = command("site", "--root", str(root), **environment)
        finally:
            os.umask(old)
        assert run.returncode == 0, run.stdout + run.stderr
        found.append({path: data for path, data in tree(root).items() if not path.startswith(".evidence/")})
    assert found[0] == found[1]
    pages = {path.removeprefix("site/") for path in found[0] if path.startswith("site/")}
    assert {path for path in pages if not path.startswith(fulltext.FOLDER)} == set(built(name))


@pytest.mark.parametrize("name", NAMES)
def test_no_page_holds_the_folder_it_was_built_in(name: str, tmp_path: Path) -> None:
    root = copied(name, tmp_path)
    assert evidence("build", root).code == 0
    assert [path for path, data in tree(root / "site").items() if str(tmp_path).encode() in data] == []


# All or nothing.


def break_content(root: Path) -> None:
    path = root / "content/appraisals/99000101.md"
    path.write_text(path.read_text("utf-8").replace("Stiffness eased", "Stiffness ceased"), "utf-8")


def change_content(root: Path) -> None:
    """A page less, a page more, and every other page changed."""
    (root / "content/pages/methods.md").rename(root / "content/pages/ways.md")
    path = root / "content/site.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Examplinum", "title: New Examplinum"), "utf-8")


def test_errors_in_the_content_leave_the_site_untouched(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    evidence("build", root)
    before = tree(root)
    break_content(root)
    change_content(root)
    run = evidence("build", root)
    assert run.code == 1
    assert "Not built: ROOT/site is as it was." in run.output
    changed = {path for path, data in tree(root).items() if before.get(path) != data}
    # What was read of the changed files may be kept.
    assert {path for path in changed if not path.startswith("content/")} <= {f".evidence/{parsed.FILE}"}
    assert before.keys() - tree(root).keys() == {"content/pages/methods.md"}


def test_errors_in_the_content_make_no_first_site(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    break_content(root)
    assert evidence("site", root).code == 1
    assert not (root / "site").exists()


KILLED = """
import os, signal, sys
from generator.cli import main
name, countdown = sys.argv.pop(1), int(sys.argv.pop(1))
real = getattr(os, name)
def counted(*arguments, **options):
    global countdown
    countdown -= 1
    if countdown < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **options)
setattr(os, name, counted)
main()
"""
"""Runs a command that is killed instead of calling a function of `os` for the n-th time."""
POINTS = [
    ("fsync", 0, "as it was"),
    ("replace", 0, "as it was"),
    ("unlink", 0, "begun"),
    ("rmdir", 0, "begun"),
    ("replace", 1, "begun"),
    ("replace", 2, "begun"),
    ("replace", 7, "begun"),
    ("unlink", 1, "begun"),
    ("rmdir", 1, "done"),
]
"""Where a build is killed, and what the site is then: as it was, begun with an open journal, or done."""


@dataclass(frozen=True)
class Clean:
    """A built edition, and its site before and after a change of content that was built in peace."""

    edition: Path
    before: dict[str, bytes]
    after: dict[str, bytes]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    folder = tmp_path_factory.mktemp("clean")
    edition = copied("minimal", folder / "before")
    assert evidence("build", edition).code == 0
    changed = Path(shutil.copytree(edition, folder / "after"))
    change_content(changed)
    assert evidence("build", changed).code == 0
    return Clean(edition, tree(edition / "site"), tree(changed / "site"))


def unindexed(site: dict[str, bytes]) -> dict[str, bytes]:
    """A site without its full-text index, which is made after the pages stand."""
    return {path: data for path, data in site.items() if not path.startswith(fulltext.FOLDER)}


def half_built(clean: Clean, root: Path, name: str, count: int) -> None:
    """A copy of the built edition, its content changed, and the build of that killed on its way."""
    shutil.copytree(clean.edition, root, dirs_exist_ok=True)
    change_content(root)
    arguments = [sys.executable, "-c", KILLED, name, str(count), "build", "--root", str(root)]
    killed = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stdout


@pytest.mark.parametrize(("name", "count", "state"), POINTS)
def test_a_killed_build_is_healed_by_the_next(name: str, count: int, state: str, clean: Clean, tmp_path: Path) -> None:
    half_built(clean, tmp_path, name, count)
    if state == "begun":
        assert (tmp_path / ".site-next" / emit.JOURNAL).is_file()
    else:
        assert not (tmp_path / ".site-next" / emit.JOURNAL).is_file()
        assert unindexed(tree(tmp_path / "site")) == unindexed(clean.before if state == "as it was" else clean.after)
    assert evidence("build", tmp_path).code == 0
    assert tree(tmp_path / "site") == clean.after
    assert not (tmp_path / ".site-next").exists()


def test_a_build_that_fails_first_finishes_the_one_that_was_killed(clean: Clean, tmp_path: Path) -> None:
    half_built(clean, tmp_path, "replace", 3)
    break_content(tmp_path)
    assert evidence("build", tmp_path).code == 1
    assert not (tmp_path / ".site-next").exists()
    assert unindexed(tree(tmp_path / "site")) == unindexed(clean.after)


def test_a_journal_left_open_is_completed(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    evidence("build", root)
    stage = root / ".site-next"
    (stage / "files/papers").mkdir(parents=True)
    (stage / "files/papers/new.html").write_text("new", "utf-8")
    journal = {"written": ["papers/new.html", "moved/already.html"], "removed": ["papers/index.html", "gone/already"]}
    (stage / emit.JOURNAL).write_text(json.dumps(journal), "utf-8")
    assert emit.recover(root / "site")
    assert (root / "site/papers/new.html").read_text("utf-8") == "new"
    assert not (root / "site/papers/index.html").exists()
    assert not stage.exists()
    assert not emit.recover(root / "site")


def test_what_no_page_produces_any_more_is_pruned(tmp_path: Path) -> None:
    root = copied("full", tmp_path)
    (root / "site").mkdir()
    (root / "site/.gitignore").write_text("*\n", "utf-8")
    evidence("build", root)
    (root / "site/stray/deep").mkdir(parents=True)
    (root / "site/stray/deep/file.txt").write_text("stray", "utf-8")
    (root / "content/papers/99000207.md").unlink()
    run = evidence("build", root)
    assert re.search(r"[2-9] removed", run.output), run.output
    assert not (root / "site/stray").exists()
    assert not (root / "site/papers/99000207").exists()
    assert (root / "site/.gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize("title", ["Papers", "Another title"])
def test_two_pages_that_want_one_path_are_an_error_before_anything_is_written(title: str, tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    evidence("build", root)
    before = tree(root / "site")
    (root / "content/pages/papers.md").write_text(f"---\ntitle: {title}\ndescription: Made up.\n---\n", "utf-8")
    run = evidence("build", root)
    assert run.code == 1
    assert f"two files want this path: the page /papers/ (Papers) and the page /papers/ ({title})." in run.output
    assert tree(root / "site") == before


# Every page is sound.


def addresses(soup: BeautifulSoup) -> Iterator[str]:
    """Everything a page links to or loads."""
    for tag in soup.find_all(True):
        for attribute in ("href", "src", "action", "poster", "data"):
            if tag.get(attribute) is not None and not (tag.name == "link" and tag.get("rel") == ["canonical"]):
                yield str(tag[attribute])


def target(path: str, address: str, base_path: str) -> str:
    """The file that an address of a page leads to; a folder stands for its index."""
    if address.startswith("/"):
        assert address.startswith(base_path), f"{path} links to {address}"
        found = address.removeprefix(base_path)
    else:
        found = join(path.rpartition("/")[0], address) if address else path
    folder = not found or found.endswith(("/", "/.", "..")) or found == "."
    found = normpath(found)
    assert not found.startswith(".."), f"{path} links out of the site: {address}"
    return normpath(join(found, "index.html")) if folder else found


def dead_links(site: Pages, files: set[str], base_path: str = "/", *, folders: bool = True) -> list[str]:
    """Links that lead to no file, or to no place of one."""
    dead = []
    for path, soup in site.items():
        for address in addresses(soup):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            assert folders or path == "404.html" or not parts.path.endswith("/"), f"{path} links to {address}"
            found = target(path, unquote(parts.path), base_path)
            place = site[found].find(id=unquote(parts.fragment)) if parts.fragment and found in site else True
            if found not in files or not place:
                dead.append(f"{path}: {address}")
    return dead


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_page_and_a_place(name: str) -> None:
    base = urlsplit(base_url) if (base_url := str(site_url(name) or "")) else urlsplit("/")
    assert dead_links(pages(name), set(built(name)), base.path) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_published_site_leads_to_a_page_and_a_place(name: str) -> None:
    assert dead_links(pages(name, PUBLISHED), set(built(name, PUBLISHED)), "/sub/path/") == []


@pytest.mark.parametrize("name", NAMES)
def test_portable_links_name_a_file_and_need_no_server(name: str) -> None:
    base = urlsplit(str(site_url(name) or "/")).path
    assert dead_links(pages(name, PORTABLE), set(built(name, PORTABLE)), base, folders=False) == []


def site_url(name: str) -> str | None:
    """The address in an edition's own settings."""
    found = re.search(r"^base_url: (http\S+)", (EDITIONS[name] / "content/site.yaml").read_text("utf-8"), re.MULTILINE)
    return found[1] if found else None


@pytest.mark.parametrize("name", NAMES)
def test_a_base_url_gives_canonical_links(name: str) -> None:
    for path, soup in pages(name, PUBLISHED).items():
        links = [str(link["href"]) for link in soup.select('link[rel="canonical"]')]
        own = SUB_PATH + path.removesuffix("index.html")
        if path == "404.html":
            assert links == []
        elif soup.select('meta[http-equiv="refresh"]'):
            assert links
            assert [link for link in links if link.removeprefix(SUB_PATH) + "index.html" not in built(name)] == []
        else:
            assert links == [own], path


def test_without_a_base_url_no_page_has_a_canonical_link() -> None:
    assert site_url("minimal") is None
    assert [path for path, soup in pages("minimal").items() if soup.select('link[rel="canonical"]')] == []


def test_the_page_for_lost_addresses_links_from_the_root_of_the_site() -> None:
    links = [a for a in addresses(pages("minimal", PUBLISHED)["404.html"]) if not a.startswith("#")]
    assert links
    assert [address for address in links if not address.startswith("/sub/path/")] == []


def faults(soup: BeautifulSoup) -> Iterator[str]:
    """What a page lacks, or has too often."""
    ids = Counter(str(tag["id"]) for tag in soup.find_all(id=True))
    yield from (f"id {each} is used {number} times" for each, number in ids.items() if number > 1)
    if len(soup.find_all("h1")) != 1 or not text(soup.h1):
        yield "not exactly one h1"
    if soup.html is None or soup.html.get("lang") != "en":
        yield "no language"
    if not text(soup.title):
        yield "no title"
    for name, attribute in [("description", "name"), ("viewport", "name"), ("Content-Security-Policy", "http-equiv")]:
        meta = soup.find("meta", attrs={attribute: name})
        if not isinstance(meta, Tag) or not str(meta.get("content", "")).strip():
            yield f"no {name}"
    yield from (f"inline {tag.name}" for tag in soup.find_all(["style", "iframe", "object", "embed", "base"]))
    yield from ("inline script" for tag in soup.select('script:not([src]):not([type="application/ld+json"])') if tag)
    yield from (f"style attribute on {tag.name}" for tag in soup.select("[style]"))
    yield from (f"handler {key}" for tag in soup.find_all(True) for key in tag.attrs if key.startswith("on"))
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    yield from (f"h{b} follows h{a}" for a, b in pairwise(levels) if b > a + 1)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_whole(name: str) -> None:
    assert [f"{path}: {fault}" for path, soup in pages(name).items() for fault in faults(soup)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_two_pages_have_one_title_or_one_description(name: str) -> None:
    own = [soup for soup in pages(name).values() if not soup.select('meta[http-equiv="refresh"]')]
    for said in [
        [text(s.title) for s in own],
        [str(m["content"]) for s in own for m in s.select("meta[name=description]")],
    ]:
        assert [each for each, number in Counter(said).items() if number > 1] == []


LOADING = "script[src], link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], img, source, video, audio, iframe"


@pytest.mark.parametrize("name", NAMES)
def test_no_page_loads_anything_from_another_host(name: str) -> None:
    for path, soup in pages(name, PUBLISHED).items():
        for tag in soup.select(LOADING):
            address = str(tag.get("src") or tag.get("href") or tag.get("srcset"))
            assert not urlsplit(address).netloc, f"{path} loads {address}"
    for path, data in built(name).items():
        if path.endswith(".css"):
            assert re.findall(rb"url\(\s*['\"]?(?:https?:)?//|@import", data) == [], path


ONTOLOGY = "http://purl.obolibrary.org/obo/"
"""Under these addresses ontologies identify their terms; with another scheme they would be other terms."""


@pytest.mark.parametrize("name", NAMES)
def test_an_address_of_another_site_is_a_whole_https_address(name: str) -> None:
    for path, soup in pages(name).items():
        for address in addresses(soup):
            parts = urlsplit(address)
            whole = parts.scheme == "https" and parts.netloc
            assert not parts.scheme or whole or address.startswith(ONTOLOGY), f"{path}: {address}"
