"""The commands as a person meets them: what they print, how they end, and that they never end in a traceback."""

import os
import pty
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator import __version__, cli, serve
from generator.cli import main
from tests.editions import ROOT, SITES, copied, evidence, tree


def flattened(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its whole name, such as `new disease`."""
    for name, found in sorted(group.commands.items()):
        if isinstance(found, click.Group):
            yield from flattened(found, f"{above}{name} ")
        else:
            yield above + name, found


ALL = dict(flattened(main))
COMMANDS = sorted(ALL)
REQUIRED = ["site.yaml", "intervention.yaml"]


def run(*arguments: str) -> tuple[int, str]:
    """A command in this process: its exit code and what it printed. An escaping exception escapes here too."""
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return int(result.exit_code), result.output


HELP = [
    ([], 2, ["Usage:", *main.commands]),
    (["--help"], 0, ["Usage:", "Build a static site of evidence", *main.commands]),
    (["-h"], 0, ["Usage:"]),
    (["--version"], 0, [f"evidence, version {__version__}"]),
    *(([*name.split(), "--help"], 0, ["--root"]) for name in COMMANDS),
    (["chekc"], 2, ["No such command 'chekc'"]),
    (["check", "--rot", "."], 2, ["No such option"]),
    (["check", "--root", "/nowhere/at/all"], 2, ["does not exist"]),
    (["check", "--root", str(ROOT / "README.md")], 2, ["is a file"]),
    (["check", "extra"], 2, ["unexpected extra argument"]),
    (["serve", "--port", "many"], 2, ["not a valid integer"]),
]


@pytest.mark.parametrize(("arguments", "code", "words"), HELP, ids=[" ".join(row[0]) or "nothing" for row in HELP])
def test_the_command_line_says(arguments: list[str], code: int, words: list[str]) -> None:
    found, output = run(*arguments)
    assert found == code, output
    assert [each for each in words if each not in output] == [], output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_explains_itself(name: str) -> None:
    found = ALL[name]
    assert found.help
    assert [p.name for p in found.params if isinstance(p, click.Option) and not p.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_in_the_readme(name: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"`evidence {name}" in readme
    options = {option for p in ALL[name].params for option in p.opts if option.startswith("--")}
    assert [option for option in sorted(options) if f"`{option}" not in readme] == []


def test_the_readme_documents_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"`evidence ([a-z -]+[a-z])", (ROOT / "README.md").read_text("utf-8")))
    assert [said for said in named if not any(f"{said} ".startswith(f"{name} ") for name in COMMANDS)] == []


# On an edition elsewhere.


def test_the_commands_one_after_the_other(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    (root / "content/papers/99000101.md").unlink()
    steps = [
        ("normalize", 0, "Normalized: 1 paper written, 0 unchanged, 0 left alone.\n"),
        ("normalize", 0, "Normalized: 0 papers written, 1 unchanged, 0 left alone.\n"),
        ("check", 0, r"Verified 3 quotes, \d+ links and 2 numbers; 0 errors, 0 warnings.\n"),
        ("build", 0, r"(?s).*Built ROOT/site: \d+ files written, 0 removed, 0 unchanged.\nSearch index: .*\n"),
        ("site", 0, r"(?s)Normalized: .*Verified .*Built .*Look at ROOT/site/index.html, or run `make serve`.*\n"),
    ]
    for command, code, pattern in steps:
        found = evidence(command, root)
        assert found.code == code
        assert re.fullmatch(pattern, found.output), found.output


def test_an_edition_elsewhere_is_reached_from_any_folder(tmp_path: Path) -> None:
    copied("minimal", tmp_path / "edition")
    (tmp_path / "beside").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main()", "site", "--root", "../edition"],
        cwd=tmp_path / "beside",
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "edition/site/index.html").is_file()
    assert list((tmp_path / "beside").iterdir()) == []


BAD_URLS = [
    "example.org",
    "ftp://example.org/",
    "//example.org/",
    "https:///evidence/",
    "https://example.org/a b/",
    "https://example.org/?q=1",
    "https://example.org/#top",
    "",
]


@pytest.mark.parametrize("address", BAD_URLS)
def test_a_base_url_that_is_none_is_refused(address: str, tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    found = evidence("build", root, "--base-url", address)
    assert found.code == 2
    assert "give the address of the site's root, with a slash at the end, such as https://" in " ".join(
        found.output.split()
    )
    assert not (root / "site").exists()


def test_a_base_url_without_a_slash_gets_one(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    assert evidence("build --base-url https://evidence.example/x", root).code == 0
    assert '<link rel="canonical" href="https://evidence.example/x/">' in (root / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize("command", ["check", "build", "site"])
def test_a_folder_without_content_is_named(command: str, tmp_path: Path) -> None:
    found = evidence(command, tmp_path)
    assert found.code == 1
    assert "content/site.yaml: error 1: file-missing" in found.output
    assert not (tmp_path / "site").exists()


def test_a_folder_without_seeds_is_nothing_to_normalize(tmp_path: Path) -> None:
    found = evidence("normalize", tmp_path)
    assert (found.code, found.output) == (0, "Normalized: 0 papers written, 0 unchanged, 0 left alone.\n")
    assert [each.name for each in tmp_path.iterdir()] == [".evidence"]


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("command", ["check", "build", "site"])
def test_a_missing_settings_file_is_named(name: str, command: str, tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    (root / "content" / name).unlink()
    found = evidence(command, root)
    assert found.code == 1
    assert f"content/{name}: error 1: file-missing: the file does not exist." in found.output


def test_an_edition_needs_nothing_but_its_settings(tmp_path: Path) -> None:
    for name in REQUIRED:
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / name).write_bytes((SITES / "minimal/content" / name).read_bytes())
    found = evidence("site", tmp_path)
    assert found.code == 0, found.output
    assert (tmp_path / "site/index.html").is_file()


def test_a_seed_that_was_not_read_fails_normalize_but_not_site(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    (root / "seeds/empty.txt").write_bytes(b"")
    found = evidence("normalize", root)
    assert found.code == 1
    assert "seeds/empty.txt: warning 1: seed-empty" in found.output
    found = evidence("site", root)
    assert found.code == 0, found.output
    assert "seeds/empty.txt: warning 1: seed-empty" in found.output
    assert (root / "site/index.html").is_file()


def test_a_hand_edited_paper_is_left_alone_and_stops_the_site(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    path = root / "content/papers/99000101.md"
    path.write_text(path.read_text("utf-8").replace("7 patients", "8 patients"), "utf-8")
    before = path.read_bytes()
    found = evidence("normalize", root)
    assert found.code == 1
    assert "1 left alone" in found.output
    assert evidence("site", root).code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["normalize", "check"])
def test_what_people_wrote_is_not_touched(command: str, tmp_path: Path) -> None:
    root = copied("full", tmp_path)
    before = written_by_people(root)
    evidence(command, root)
    assert written_by_people(root) == before


def written_by_people(root: Path) -> dict[str, bytes]:
    machine = ("content/papers/", "content/detected/", ".evidence/")
    return {path: data for path, data in tree(root).items() if not path.startswith(machine)}


@pytest.mark.parametrize(
    ("watched", "arguments", "opened"), [(True, [], True), (True, ["--no-open"], False), (False, [], False)]
)
def test_serve_opens_a_browser_where_somebody_watches(
    watched: bool, arguments: list[str], opened: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses: list[str] = []
    monkeypatch.setattr(serve, "serve", lambda *given: given[-1]())
    monkeypatch.setattr("webbrowser.open", addresses.append)
    if watched:
        monkeypatch.setattr(cli, "_somebody_watches", lambda: True)
    run = evidence("serve", copied("minimal", tmp_path), *arguments)
    assert "Open http://127.0.0.1:5500/ in a browser" in run.output
    assert addresses == (["http://127.0.0.1:5500/"] if opened else [])


def test_serve_tells_a_port_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_given: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(serve, "serve", taken)
    run = evidence("serve", copied("minimal", tmp_path), "--port", "5501")
    assert run.code == 1
    assert run.output == "Error: http://127.0.0.1:5501/: Address already in use. Name another port with --port.\n"


def test_suggest_lists_names_without_a_file_that_enough_papers_have(tmp_path: Path) -> None:
    root = copied("full", tmp_path)
    assert evidence("suggest", root).output == (
        "     1  invented disease\n1 name without a file; `evidence new disease` makes one.\n"
    )
    assert evidence("suggest", root, "--least", "2").output == (
        "0 names without a file; `evidence new disease` makes one.\n"
    )


def test_the_package_runs_as_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["evidence", "--version"])
    monkeypatch.delitem(sys.modules, "generator.__main__", raising=False)
    with pytest.raises(SystemExit, match=r"^0$"):
        runpy.run_module("generator.__main__", run_name="__main__")
    assert capsys.readouterr().out == f"evidence, version {__version__}\n"


def test_status_lists_the_first_few_of_each_kind_and_all_on_demand(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    for number in range(12):
        (root / f"seeds/empty-{number:02}.txt").write_bytes(b"")
    run = evidence("status", root)
    assert run.code == 0
    assert "Documents from which no paper was read: 12\n  seeds/empty-00.txt\n" in run.output
    assert "seeds/empty-10.txt" not in run.output
    assert "  … and 2 more; `evidence status --all` lists them\n  → Run `evidence normalize`" in run.output
    assert "  seeds/empty-11.txt\n  → Run" in evidence("status", root, "--all").output


def test_status_names_what_awaits_and_says_when_nothing_does(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    joints = root / "content/indications/mistwort-fever/joints.md"
    assert evidence("status", root).output == (
        "Pages with appraised papers (their number) and no bottom line: 1\n"
        "  content/indications/mistwort-fever/joints.md  1\n"
        "  → Write it as `bottom_line:`.\n\n"
        "1 paper, 1 appraised.\n"
    )
    joints.write_text(
        joints.read_text("utf-8").replace("kind: organ", "kind: organ\nbottom_line: ['{papers}.']"), "utf-8"
    )
    assert evidence("status", root).output == "Nothing awaits you.\n1 paper, 1 appraised.\n"


# On a terminal.


def on_a_terminal(command: str, folder: Path, **more: str) -> str:
    """What a command prints where a person reads it."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *command.split()],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "TERM": "xterm", **more},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    with os.fdopen(ours, "rb") as stream:
        data = b""
        try:
            while piece := os.read(stream.fileno(), 4096):
                data += piece
        except OSError:  # how Linux says that the other end was closed
            pass
    process.wait()
    return data.decode().replace("\r\n", "\n")


def test_on_a_terminal_problems_stand_in_colour_below_their_file_as_seen_from_here(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path / "edition")
    appraisal = root / "content/appraisals/99000101.md"
    appraisal.write_text(appraisal.read_text("utf-8").replace("Stiffness eased", "Stiffness ceased"), "utf-8")
    output = on_a_terminal("check --root ..", root / "seeds")
    assert re.search(r"^\x1b\[1m\.\./content/appraisals/99000101\.md\x1b\[0m  1 error$", output, re.MULTILINE)
    assert re.search(r"^\.\./content/appraisals/99000101\.md:\d+:1: \x1b\[31;1merror 1\x1b\[0m ", output, re.MULTILINE)
    assert "\x1b" not in on_a_terminal("check --root ..", root / "seeds", NO_COLOR="1")
    assert "\x1b" not in evidence("check", root).output


# Whatever stands in the way is told in words.


def file_for_folder(name: str) -> Callable[[Path], None]:
    def put(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("not a folder", "utf-8")

    return put


def folder_for_file(name: str) -> Callable[[Path], None]:
    def put(root: Path) -> None:
        (root / name).unlink(missing_ok=True)
        (root / name).mkdir(parents=True)

    return put


def dead_link(name: str) -> Callable[[Path], None]:
    def put(root: Path) -> None:
        (root / name).symlink_to("nowhere")

    return put


def moved(name: str) -> Callable[[Path], None]:
    """A file in the place of a folder that was there."""

    def put(root: Path) -> None:
        (root / name).rename(root / "aside")
        file_for_folder(name)(root)

    return put


OBSTACLES = [
    ("normalize", "content/papers", moved("content/papers")),
    ("normalize", "content/papers/99000101.md", folder_for_file("content/papers/99000101.md")),
    ("normalize", "seeds", moved("seeds")),
    ("check", "content/diseases/x.md", folder_for_file("content/diseases/x.md")),
    ("check", "content/diseases/x.md", dead_link("content/diseases/x.md")),
    ("check", "none", dead_link("content/diseases/.#mistwort-fever.md")),
    ("check", "content/site.yaml", folder_for_file("content/site.yaml")),
    ("check", "content/diseases", moved("content/diseases")),
    ("check", "content", moved("content")),
    ("build", "site", file_for_folder("site")),
    ("build", "site/index.html", folder_for_file("site/index.html")),
    ("build", "site/papers", file_for_folder("site/papers")),
    ("build", ".site-next", file_for_folder(".site-next")),
    ("build", "templates", lambda root: (root / "templates").mkdir()),
]
"""Command, what its message names, and what stands in its way."""


@pytest.mark.parametrize(("command", "name", "put"), OBSTACLES, ids=[" ".join(row[:2]) for row in OBSTACLES])
def test_an_obstacle_is_told_in_words_or_overcome(
    command: str, name: str, put: Callable[[Path], None], tmp_path: Path
) -> None:
    root = copied("minimal", tmp_path)
    put(root)
    found = evidence(command, root)
    assert "Traceback" not in found.output
    assert found.code == 0 or name in found.output


def test_a_folder_that_is_no_edition_is_told_as_such(tmp_path: Path) -> None:
    found = evidence("check", tmp_path)
    assert found.code == 1
    assert "this folder holds no edition" in found.output
    assert "--root" in found.output


def test_without_its_packages_the_command_says_how_to_get_them(tmp_path: Path) -> None:
    command = [sys.executable, "-S", "-m", "generator", "check"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": ""})
    assert run.returncode == 1
    assert "make site" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_file_that_cannot_be_read_makes_no_address_look_lost(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    assert evidence("permalinks", root).code == 0
    appraisal = root / "content/appraisals/99000101.md"
    appraisal.write_text(appraisal.read_text("utf-8").replace("---\n", "", 1), "utf-8")
    assert "address-lost" not in evidence("check", root).output
    assert "Papers that await appraisal" not in evidence("status", root).output
