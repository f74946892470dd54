"""A build on a disk that is full, read-only, not permitted or broken: words, the old site, and no help afterwards."""

import contextlib
import errno
import os
import random
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.torture.child import Ended, Way, failing
from tests.torture.edition import Edition, index, pages

ERRORS = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EDQUOT)
NOBODY = 65534
"""A user without rights, where this process may become one."""


@dataclass
class Faults:
    """What many faults came to."""

    met: int = 0
    worded: int = 0
    """Builds that ended with words; the others met the fault where it does not matter."""

    def text(self) -> str:
        return f"{self.met} faults of the disk met; {self.worded} builds ended with words, the site whole each time."


def anywhere(edition: Edition, folder: Path, number: int, chance: random.Random) -> Faults:
    """Let a build fail at random changes of the disk: once, or from there on as a disk that stays full."""
    faults = Faults()
    edition.flip()
    events = edition.build(folder).events
    for n in range(number):
        edition.flip()
        code = chance.choice(ERRORS)
        ended = edition.build(folder, Way(1 + n % 2, at=chance.randrange(events), act=failing(code), every=n % 3 > 0))
        _in_words(edition, ended, os.strerror(code))
        faults.met += 1
        faults.worded += ended.code != 0
        _healed(edition, folder)
    return faults


def on_a_full_disk(edition: Edition, folder: Path, sizes: int) -> Faults:
    """Build on small disks of their own, from one with no room to one with nearly enough."""
    faults = Faults()
    with _moved(edition, folder) as (disk, need):
        for n in range(sizes):
            edition.flip()
            room = need * n // sizes
            _fill(disk, room)
            ended = edition.build(folder, Way(1 + n % 2))
            _in_words(edition, ended, os.strerror(errno.ENOSPC))
            (disk / "filling").unlink()
            faults.met += 1
            faults.worded += ended.code != 0
            _healed(edition, folder)
    return faults


def may_mount() -> bool:
    """Whether this process can have a small disk in memory."""
    with tempfile.TemporaryDirectory() as folder:
        return _mounted(Path(folder), 1) and _unmounted(Path(folder))


@contextmanager
def _moved(edition: Edition, folder: Path) -> Iterator[tuple[Path, int]]:
    """The edition on a small disk, and the room that a build of it takes there."""
    disk, home = folder / "disk", edition.root
    disk.mkdir()
    data = sum(len(each) for each in edition.site().values()) * 8 + 40_000_000
    assert _mounted(disk, data)
    try:
        subprocess.run(["cp", "-a", str(home), str(disk / "edition")], check=True)
        edition.root = disk / "edition"
        edition.build(folder)
        yield disk, sum(max(4096, len(each)) for each in edition.new.values()) * 2
    finally:
        edition.root = home
        _unmounted(disk)
    edition.write()
    edition.build(folder)


def _mounted(folder: Path, size: int) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    with contextlib.suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


def _unmounted(folder: Path) -> bool:
    return subprocess.run(["umount", str(folder)], capture_output=True, check=False).returncode == 0


def _fill(disk: Path, room: int) -> None:
    """Fill a disk but for some bytes."""
    free = os.statvfs(disk)
    with (disk / "filling").open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(1, free.f_bavail * free.f_bsize - room))


# What a folder does not permit.


@dataclass(frozen=True)
class Refusal:
    """One way in which somebody's rights do not suffice, by what is done to the edition and undone afterwards."""

    name: str
    folder: str
    """The folder or file that is taken away, from the root."""
    mode: int


REFUSALS = (
    Refusal("the root is read-only", "", 0o555),
    Refusal("the site is read-only", "site", 0o555),
    Refusal("a folder of the site is read-only", "site/papers", 0o555),
    Refusal("the cache is read-only", ".evidence", 0o555),
    Refusal("the cache is closed", ".evidence", 0o000),
    Refusal("the site is closed", "site", 0o000),
    Refusal("content is closed", "content", 0o000),
    Refusal("papers are closed", "content/papers", 0o000),
    Refusal("the settings are closed", "content/site.yaml", 0o000),
    Refusal("seeds are closed", "seeds", 0o000),
)


START_AND_MIDDLE = (None, 40)
"""When a right is lost: before the build, or at this change of the disk."""


def without_rights(
    edition: Edition,
    folder: Path,
    user: int | None,
    refusals: Sequence[Refusal] = REFUSALS,
    moments: Sequence[int | None] = START_AND_MIDDLE,
) -> Faults:
    """Build as a user who lacks a right, from each of these moments on."""
    faults = Faults()
    if user is not None:
        _give(edition.root, user)
    for refusal in refusals:
        for middle in moments:
            edition.flip()
            if user is not None:
                _give(edition.root, user)
            path = edition.root / refusal.folder
            mode = path.stat().st_mode & 0o7777
            take = _taking(path, refusal.mode)
            if middle is None:
                take("")
            ended = edition.build(folder, Way(at=middle, act=take, user=user) if middle else Way(user=user))
            path.chmod(mode)
            _in_words(edition, ended, os.strerror(errno.EACCES))
            faults.met += 1
            faults.worded += ended.code != 0
            _healed(edition, folder, user)
    return faults


def _taking(path: Path, mode: int) -> Callable[[str], None]:
    return lambda _: path.chmod(mode)


def _give(root: Path, user: int) -> None:
    for path in (root, *root.rglob("*")):
        os.chown(path, user, user, follow_symlinks=False)


# What holds after each.


def _in_words(edition: Edition, ended: Ended, said: str) -> None:
    """The build ended well or with place, fault and way out; and the site is whole, or the next command makes it so."""
    assert "Traceback" not in ended.output, ended.output
    if ended.code != 0:
        assert ended.code == 1, ended.output
        assert said in ended.output, ended.output
        assert "run the command again" in ended.output or "build again" in ended.output, ended.output
    site = edition.site()
    for name, part in ((".site-next", pages), (".site-pagefind-next", index)):
        if not (edition.root / name / "journal.json").is_file():
            sites = [part(edition.old), part(edition.new), *([{}] if part is index else [])]
            assert part(site) in sites, f"{name}: {ended.output}"


def _healed(edition: Edition, folder: Path, user: int | None = None) -> None:
    """The next build, where nothing is wrong any more, makes the whole site."""
    ended = edition.build(folder, Way(user=user))
    assert ended.code == 0, ended.output
    site = edition.site()
    assert pages(site) == pages(edition.new), ended.output
    # Whoever may not run Pagefind has a site without its index.
    assert index(site) == ({} if "fulltext-missing" in ended.output else index(edition.new)), ended.output
    assert not list(edition.root.glob(".site*-next"))
