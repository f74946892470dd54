"""The lock files: every package with its hashes, for every platform, and no address to get it from.

`make lock` writes them. All is proven without a network, from the files and from the metadata of what they installed.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
OLDEST = "requirements-oldest.lock"
"""The oldest versions that are allowed, with the newest of what tests need."""

_EXTRAS = r"(?:\[(?P<extras>[a-z,]+)\])?"
PIN = re.compile(rf"(?P<name>[a-z0-9-]+){_EXTRAS}==(?P<version>[\w.!+]+)(?: ; (?P<marker>[^\\]+))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
_SOURCE = r"(?:[a-z0-9-]+(?: \(pyproject\.toml(?::[a-z]+)?\))?|-c requirements\.lock)"
COMMENT = re.compile(rf"    # via(?: {_SOURCE})?|    #   {_SOURCE}")

SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
PYTHONS = ("3.11.0", "3.11.9", "3.12.0", "3.13.0", "3.14.0")

# Linux and macOS on two processors each, and Windows: fewer files cannot serve them all.
WHEELS_PER_PYTHON = 5
PYTHONS_WITH_WHEELS = 4
"""3.11 to 3.14."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One package in a lock: `name[extras]==version ; marker` with its hashes."""

    name: str
    version: str
    marker: str | None
    hashes: int
    extras: frozenset[str] = frozenset()

    def holds(self, environment: dict[str, str]) -> bool:
        return self.marker is None or Marker(self.marker).evaluate(environment)


def parse(text: str) -> tuple[list[Pin], list[str]]:
    """The pins of a lock, and the lines that are neither pin nor hash nor a comment naming packages."""
    pins: list[Pin] = []
    strange: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if found := PIN.fullmatch(line):
            extras = frozenset((found["extras"] or "").split(",")) - {""}
            pins.append(Pin(found["name"], found["version"], found["marker"], 0, extras))
        elif HASH.fullmatch(line) and pins:
            last = pins.pop()
            pins.append(replace(last, hashes=last.hashes + 1))
        elif not COMMENT.fullmatch(line):
            strange.append(f"{number}: {line}")
    return pins, strange


def platform_faults(pin: Pin, installed: Distribution | None) -> list[str]:
    """Why this pin cannot serve all platforms, as far as the package installed here tells."""
    if pin.hashes == 0:
        return [f"{pin.name} has no hash"]
    if installed is None:
        return [] if pin.marker else [f"{pin.name} is not installed here, yet has no marker"]
    tags = re.findall(r"^Tag: (\S+)$", installed.read_text("WHEEL") or "", re.MULTILINE)
    if all(tag.endswith("-none-any") for tag in tags):
        return []
    one_python = any(tag.startswith("cp") and "-abi3-" not in tag for tag in tags)
    least = WHEELS_PER_PYTHON * (PYTHONS_WITH_WHEELS if one_python else 1)
    return [] if pin.hashes >= least else [f"{pin.name} is compiled and has {pin.hashes} hashes, fewer than {least}"]


def missing(pins: list[Pin], wanted: list[Requirement], environment: dict[str, str]) -> list[str]:
    """What is wanted in this environment and not pinned for it, or pinned twice, or in another version.

    What is wanted with extras must be pinned with them: pip before 23.3 takes `name[extra]` for another package than
    `name`, and refuses it without a pin of its own as soon as a newer version is out.
    """
    faults = []
    for requirement in wanted:
        if requirement.marker and not requirement.marker.evaluate({**environment, "extra": ""}):
            continue
        name = canonicalize_name(requirement.name)
        found = [
            pin.version
            for pin in pins
            if pin.name == name and pin.extras >= requirement.extras and pin.holds(environment)
        ]
        if len(found) != 1 or not requirement.specifier.contains(found[0], prereleases=True):
            faults.append(f"wanted: {requirement}; pinned: {found or 'nothing'}")
    return faults


def installed_as(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def environments() -> list[dict[str, str]]:
    """Each system with each Python, as the words that markers use."""
    return [
        {
            **{key: str(value) for key, value in default_environment().items()},
            "sys_platform": system,
            "platform_system": SYSTEMS[system],
            "os_name": "nt" if system == "win32" else "posix",
            "python_full_version": python,
            "python_version": python.rpartition(".")[0],
        }
        for system, python in product(SYSTEMS, PYTHONS)
    ]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def asked_for(lock: str) -> list[Requirement]:
    """What pyproject.toml says this lock must hold."""
    settings = project()
    wanted = settings["project"]["dependencies"] + settings["build-system"]["requires"]
    if lock == "requirements-dev.lock":
        wanted += settings["project"]["optional-dependencies"]["dev"]
    return [Requirement(text) for text in wanted]


def read(lock: str) -> list[Pin]:
    return parse((ROOT / lock).read_text(encoding="utf-8"))[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_pins_hashes_and_names_only(lock: str) -> None:
    pins, strange = parse((ROOT / lock).read_text(encoding="utf-8"))
    assert pins
    assert strange == [], f"{lock}: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_serves_all_platforms(lock: str) -> None:
    faults = [fault for pin in read(lock) for fault in platform_faults(pin, installed_as(pin.name))]
    assert faults == [], f"{lock}: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_complete_on_every_platform(lock: str) -> None:
    pins = read(lock)
    faults = set()
    for environment in environments():
        faults.update(missing(pins, asked_for(lock), environment))
        for pin in pins:
            if pin.holds(environment) and (installed := installed_as(pin.name)) and installed.version == pin.version:
                needs = [Requirement(text) for text in installed.requires or []]
                faults.update(f"{pin.name}: {fault}" for fault in missing(pins, needs, environment))
    assert faults == set(), f"{lock}: run `make lock`"


def test_dev_lock_holds_the_runtime_lock() -> None:
    runtime, dev = (set(read(lock)) for lock in LOCKS)
    assert runtime - dev == set(), "run `make lock`"


def test_the_oldest_lock_holds_the_lower_bounds_with_hashes() -> None:
    text = (ROOT / OLDEST).read_text(encoding="utf-8")
    pins, strange = parse(text)
    assert strange == [], f"{OLDEST}: run `make lock`"
    assert [pin.name for pin in pins if not pin.hashes] == []
    bounds = {}
    for wanted in asked_for("requirements.lock"):
        (bound,) = (each.version for each in wanted.specifier if each.operator == ">=")
        bounds[canonicalize_name(wanted.name)] = bound
    pinned = {pin.name: Version(pin.version) for pin in pins}
    later = {name: f"{pinned[name]}, not {bound}" for name, bound in bounds.items() if not _begins(pinned[name], bound)}
    assert later == {}, f"{OLDEST}: run `make lock`"


def _begins(version: Version, bound: str) -> bool:
    """Whether a version is the first release of its bound: 4.13.1 too, if 4.13.0 was withdrawn."""
    parts = Version(bound).release
    return version.release[: len(parts)] == parts


def test_the_oldest_lock_is_complete_on_every_platform() -> None:
    wanted, pins = asked_for("requirements-dev.lock"), read(OLDEST)
    assert [fault for each in environments() for fault in missing(pins, wanted, each)] == [], (
        f"{OLDEST}: run `make lock`"
    )


def test_backend_is_the_one_that_is_locked() -> None:
    settings = project()
    assert settings["dependency-groups"]["build"] == settings["build-system"]["requires"]


@pytest.mark.parametrize(
    "line",
    [
        "-i https://packages.example/simple",
        "--index-url https://packages.example/simple",
        "--extra-index-url https://packages.example/simple",
        "--find-links /srv/wheels",
        "# made with --index-url https://packages.example/simple",
        "    # from https://packages.example/simple",
        "    # via -r /home/someone/requirements.in",
        "alpha @ https://packages.example/alpha-1.0.whl \\",
        "-e .",
        "alpha>=1.0",
        "    --hash=md5:0123456789abcdef0123456789abcdef",
    ],
)
def test_other_lines_are_noticed(line: str) -> None:
    assert parse(f"alpha==1.0 \\\n    --hash=sha256:{'0' * 64}\n{line}\n")[1] == [f"3: {line}"]


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        (Pin("alpha", "1.0", None, hashes=0), "alpha has no hash"),
        (Pin("not-installed", "1.0", None, hashes=2), "not-installed is not installed here, yet has no marker"),
        (Pin("pydantic-core", "1.0", None, hashes=3), "pydantic-core is compiled and has 3 hashes, fewer than 20"),
        (Pin("ruff", "1.0", None, hashes=1), "ruff is compiled and has 1 hashes, fewer than 5"),
    ],
)
def test_pin_for_one_platform_is_noticed(pin: Pin, fault: str) -> None:
    assert platform_faults(pin, installed_as(pin.name)) == [fault]


@pytest.mark.parametrize(
    ("pins", "pinned"),
    [
        ([], "nothing"),
        ([Pin("alpha", "1.0", None, 1)], "['1.0']"),
        ([Pin("alpha", "2.0", "sys_platform == 'linux'", 1)], "nothing"),
        ([Pin("alpha", "2.0", None, 1), Pin("alpha", "2.1", None, 1)], "['2.0', '2.1']"),
    ],
)
def test_gap_on_one_platform_is_noticed(pins: list[Pin], pinned: str) -> None:
    windows = next(each for each in environments() if each["sys_platform"] == "win32")
    wanted = [Requirement("alpha>=2"), Requirement("beta; sys_platform == 'darwin'")]
    assert missing(pins, wanted, windows) == [f"wanted: alpha>=2; pinned: {pinned}"]


def test_what_is_wanted_with_extras_is_pinned_with_them() -> None:
    wanted, here = [Requirement("alpha[toml]>=2")], environments()[0]
    assert missing([Pin("alpha", "2.0", None, 1, frozenset({"toml", "other"}))], wanted, here) == []
    assert missing([Pin("alpha", "2.0", None, 1)], wanted, here) == ["wanted: alpha[toml]>=2; pinned: nothing"]
