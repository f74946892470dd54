"""The shape of `generator/`: who may import whom, who may print, and how long things may get."""

import ast
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "generator"

# From top to bottom; a module may import from its own layer and from those below. A package (`readers`) stands for all
# its modules. A new module gets its place here.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("serve", "status", "terminal"),
    ("build", "published"),
    ("making", "memory"),
    ("fulltext",),
    ("fetch",),
    ("normalize", "new", "schemas"),
    ("render", "check", "emit"),
    ("views", "checks", "exports", "keys"),
    ("permalinks", "reading"),
    ("store",),
    ("contentfile", "remembered"),
    ("readers", "detect", "merging"),
    (
        "charts",
        "passages",
        "marking",
        "likeness",
        "citing",
        "doses",
        "evidence",
        "bottom_line",
        "urls",
        "redirects",
        "shelves",
        "text_fragment",
    ),
    ("quotes", "sentences", "numbers"),
    ("compiling", "frontmatter", "markdown", "papertext", "privacy", "unseen", "validation"),
    ("model",),
    (
        "block",
        "characters",
        "config",
        "emails",
        "folding",
        "forking",
        "inputs",
        "locking",
        "machine_files",
        "parsed",
        "plain",
        "problems",
        "quick",
    ),
)
LEVEL = {name: level for level, layer in enumerate(LAYERS) for name in layer}

# Libraries that one module hides from all others.
SOLE_IMPORTERS = {
    "click": "cli",
    "livereload": "serve",
    "tornado": "serve",
    "requests": "fetch.client",
    "urllib3": "fetch.client",
    "sqlite3": "parsed",
    "yaml": "frontmatter",
    "markdown_it": "markdown",
}
PRINTING = ("cli", "__main__")

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_SHARE_OF_LONG_FUNCTIONS = 0.02

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.ClassDef)
PRINTERS = {"print", "sys.stdout.write", "sys.stderr.write"}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, with the line that imports it."""

    name: str
    line: int
    nested: bool
    explained: bool


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package. `name` is dotted, without the package's own: `readers.record`."""

    name: str
    path: str
    source: str
    tree: ast.Module

    @property
    def top(self) -> str:
        return self.name.partition(".")[0]


def load(root: Path) -> list[Module]:
    """All modules of the package below `root`; the package's own `__init__` is called `__init__`."""
    modules = []
    for path in sorted((root / PACKAGE).rglob("*.py")):
        relative = path.relative_to(root / PACKAGE).with_suffix("")
        parts = relative.parts[:-1] if relative.name == "__init__" and len(relative.parts) > 1 else relative.parts
        source = path.read_text(encoding="utf-8")
        modules.append(Module(".".join(parts), path.relative_to(root).as_posix(), source, ast.parse(source)))
    return modules


def imports(module: Module, names: frozenset[str]) -> Iterator[Import]:
    """What the module imports. `from generator.readers import record` is an import of the module `readers.record`."""
    scopes = [node for node in ast.walk(module.tree) if isinstance(node, SCOPES)]
    nested = {id(node) for scope in scopes for node in ast.walk(scope)}
    comments = commented_lines(module.source)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in imported_names(node, names):
                yield Import(name, node.lineno, id(node) in nested, node.lineno in comments)


def imported_names(node: ast.Import | ast.ImportFrom, names: frozenset[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    # Relative imports are refused by a test of their own; their dots keep them apart from names of libraries.
    base = "." * node.level + (node.module or "")
    full = [f"{base}.{alias.name}" for alias in node.names]
    return list(dict.fromkeys(name if inner(name) in names else base for name in full))


def inner(name: str) -> str:
    """The name inside the package: `readers.record` of `generator.readers.record`; empty for anything else."""
    return name.removeprefix(f"{PACKAGE}.") if name.startswith(f"{PACKAGE}.") else ""


def commented_lines(source: str) -> set[int]:
    """Lines with a comment that says something to people, and not to a linter."""
    tokens = tokenize.generate_tokens(StringIO(source).readline)
    directives = ("# noqa", "# type:", "# pragma:")
    return {t.start[0] for t in tokens if t.type == tokenize.COMMENT and not t.string.startswith(directives)}


def layer_faults(modules: list[Module]) -> Iterator[str]:
    """Unknown modules, and imports from a layer above."""
    names = frozenset(module.name for module in modules)
    for module in modules:
        if module.name == "__init__":
            yield from (f"{module.path}:{each.line}: __init__ imports nothing" for each in imports(module, names))
        elif module.top not in LEVEL:
            yield f"{module.path}: not in LAYERS of tests/test_architecture.py; give it a place there"
        else:
            for each in imports(module, names):
                target = inner(each.name).partition(".")[0]
                if target in LEVEL and LEVEL[target] < LEVEL[module.top]:
                    yield f"{module.path}:{each.line}: imports {target}, which is in a layer above {module.top}"


def cycle_faults(modules: list[Module]) -> Iterator[str]:
    names = frozenset(module.name for module in modules)
    graph = {module.name: {inner(each.name) for each in imports(module, names)} & names for module in modules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield "import cycle: " + " -> ".join(reversed(error.args[1]))


def import_faults(modules: list[Module]) -> Iterator[str]:
    """Libraries imported by others than their one importer; relative imports; unexplained ones inside functions."""
    names = frozenset(module.name for module in modules)
    for module in modules:
        for each in imports(module, names):
            place = f"{module.path}:{each.line}"
            owner = SOLE_IMPORTERS.get(each.name.partition(".")[0], module.name)
            if owner not in (module.name, module.top):
                yield f"{place}: only {owner} may import {each.name}"
            if each.name.startswith("."):
                yield f"{place}: relative import; write {PACKAGE}.…"
            if each.nested and not each.explained:
                yield f"{place}: import not at the top; move it there, or say why in a comment on its line"


def print_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if module.top in PRINTING:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTERS:
                yield f"{module.path}:{node.lineno}: only {PRINTING[0]} prints"


def length_faults(modules: list[Module]) -> Iterator[str]:
    long, total = [], 0
    for module in modules:
        if (lines := len(module.source.splitlines())) > MAX_FILE_LINES:
            yield f"{module.path}: {lines} lines; at most {MAX_FILE_LINES}"
        for node in ast.walk(module.tree):
            if isinstance(node, FUNCTIONS):
                total += 1
                if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES:
                    long.append(f"{module.path}:{node.lineno}: {node.name} has {lines} lines")
    if len(long) > MAX_SHARE_OF_LONG_FUNCTIONS * total:
        yield f"{len(long)} of {total} functions have over {MAX_FUNCTION_LINES} lines: {'; '.join(long)}"


def import_alone_faults(root: Path, modules: list[Module]) -> list[str]:
    """Which modules cannot be the first of the package to be imported.

    One interpreter serves all: before each, it forgets the package's modules, and keeps the libraries'. `__main__` is
    left out: to import it is to run the command.
    """
    script = """
import importlib, sys
for name in sys.argv[2:]:
    for loaded in [each for each in sys.modules if each.partition(".")[0] == sys.argv[1]]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except BaseException as error:
        print(f"{name}: {type(error).__name__}: {error}")
"""
    inside = [module.name for module in modules if module.name != "__main__"]
    full = [PACKAGE if name == "__init__" else f"{PACKAGE}.{name}" for name in inside]
    done = subprocess.run(
        [sys.executable, "-c", script, PACKAGE, *full], cwd=root, capture_output=True, text=True, check=False
    )
    return [*done.stdout.splitlines(), *done.stderr.splitlines()]


@cache
def project() -> list[Module]:
    return load(ROOT)


def test_layers() -> None:
    assert list(layer_faults(project())) == []


def test_no_cycles() -> None:
    assert list(cycle_faults(project())) == []


def test_imports() -> None:
    assert list(import_faults(project())) == []


def test_prints() -> None:
    assert list(print_faults(project())) == []


def test_lengths() -> None:
    assert list(length_faults(project())) == []


def test_every_module_imports_alone() -> None:
    assert import_alone_faults(ROOT, project()) == []


def test_every_name_in_the_table_is_a_module() -> None:
    assert set(LEVEL) - {module.top for module in project()} == set(), "take it out of LAYERS"


FAULTY = [
    (layer_faults, "surprise.py", "", "generator/surprise.py: not in LAYERS of tests/test_architecture.py"),
    (layer_faults, "model.py", "from generator.store import x", "generator/model.py:1: imports store"),
    (layer_faults, "model.py", "from generator import store", "generator/model.py:1: imports store"),
    (layer_faults, "model.py", "import generator.store", "generator/model.py:1: imports store"),
    (layer_faults, "readers/record.py", "from generator.store import x", "generator/readers/record.py:1: imports"),
    (layer_faults, "model.py", "def f():\n    import generator.store", "generator/model.py:2: imports store"),
    (layer_faults, "__init__.py", "import generator.model", "generator/__init__.py:1: __init__ imports nothing"),
    (cycle_faults, "store.py", "from generator import store", "import cycle: store -> store"),
    (cycle_faults, "readers/record.py", "from generator.readers import READERS", "import cycle: "),
    (import_faults, "model.py", "import yaml", "generator/model.py:1: only frontmatter may import yaml"),
    (import_faults, "model.py", "from . import store", "generator/model.py:1: relative import"),
    (import_faults, "model.py", "def f():\n    import json", "generator/model.py:2: import not at the top"),
    (import_faults, "model.py", "def f():\n    import json  # noqa", "generator/model.py:2: import not at the top"),
    (print_faults, "model.py", "print(1)", "generator/model.py:1: only cli prints"),
    (print_faults, "model.py", "import sys\nsys.stderr.write('')", "generator/model.py:2: only cli prints"),
    (length_faults, "model.py", "x = 1\n" * 401, "generator/model.py: 401 lines; at most 400"),
    (length_faults, "model.py", "def f():\n" + "    x = 1\n" * 50, "1 of 2 functions have over 50 lines"),
]

SOUND = {
    "__init__.py": "",
    "cli.py": "import click\nfrom generator import store\ndef main():\n    print(click, store)\n",
    "store.py": "from generator.readers import READERS\nx = READERS\n",
    "model.py": "def f():\n    import json  # slow to import, and seldom needed\n",
    "readers/__init__.py": "from generator.readers import record\nREADERS = (record,)\n",
    "readers/record.py": "from generator import model\n",
}


def write_package(root: Path, files: dict[str, str]) -> list[Module]:
    for name, source in files.items():
        (root / PACKAGE / name).parent.mkdir(parents=True, exist_ok=True)
        (root / PACKAGE / name).write_text(source, encoding="utf-8")
    return load(root)


@pytest.mark.parametrize(("faults_of", "name", "source", "expected"), FAULTY)
def test_faults_are_noticed(
    faults_of: Callable[[list[Module]], Iterator[str]], name: str, source: str, expected: str, tmp_path: Path
) -> None:
    (fault,) = faults_of(write_package(tmp_path, SOUND | {name: source}))
    assert fault.startswith(expected)


def test_a_sound_package_has_no_fault(tmp_path: Path) -> None:
    modules = write_package(tmp_path, SOUND)
    for faults_of in (layer_faults, cycle_faults, import_faults, print_faults, length_faults):
        assert list(faults_of(modules)) == []
    assert import_alone_faults(tmp_path, modules) == []


def test_a_module_that_needs_another_first_is_noticed(tmp_path: Path) -> None:
    broken = {"model.py": "from generator.store import x\n"}
    faults = import_alone_faults(tmp_path, write_package(tmp_path, SOUND | broken))
    assert any(fault.startswith("generator.store: ImportError") for fault in faults)
