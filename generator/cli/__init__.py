"""The commands. The only package that prints, and the only one that decides how a command ends."""

import os
import re
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click

from generator import __version__, new, permalinks, quick, schemas, status, store, terminal
from generator.build import Options
from generator.check import check
from generator.cli import steps
from generator.config import Paths
from generator.detect import Names
from generator.detect.suggest import suggestions
from generator.problems import Fault, Problem, errors
from generator.terminal import count

Command = TypeVar("Command", bound=Callable[..., object])
_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
_LIST = click.Path(exists=True, dir_okay=False, path_type=Path)
_FEW = 10
"""Rows of a task that `status` lists."""
_SLASH = "the address of the site's root, with a slash at the end"


def root_option(command: Command) -> Command:
    """The option that every command has."""
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="Folder of the edition, with seeds/ and content/. This folder if left out.",
    )(command)


def _base_url(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    if not _ADDRESS.fullmatch(value):
        raise click.BadParameter(f"give {_SLASH}, such as https://example.org/evidence/")
    return value if value.endswith("/") else value + "/"


def base_url_option(command: Command) -> Command:
    """The option of commands that build."""
    return click.option(
        "--base-url", callback=_base_url, help=f"{_SLASH.capitalize()}; instead of the one in site.yaml."
    )(command)


def _as_date(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def today_option(help_text: str) -> Callable[[Command], Command]:
    """The option of commands that tell what has grown old."""
    return click.option("--today", type=click.DateTime(["%Y-%m-%d"]), callback=_as_date, help=help_text)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evidence")
def main() -> None:
    """Build a static site of evidence from a folder of plain files."""


@main.command("normalize")
@root_option
def normalize_command(root: Path) -> None:
    """Turn the documents in seeds/ into pages in content/papers/."""
    paths = Paths(root.resolve())
    with steps.alone(paths, "evidence normalize"):
        with steps.in_words(paths, paths.cache):
            before = quick.before_normalizing(paths)
        outcome = steps.normalize(paths)
        steps.keep_normalized(paths, outcome, before)
    sys.exit(bool(outcome.problems))


def _email(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        raise click.BadParameter(f"{value!r} is not an e-mail address; give your own, or none")
    return value or None


@main.command("fetch")
@root_option
@click.argument("pmids", nargs=-1)
@click.option("--query", help="What to type into PubMed's search field; all that it finds is fetched.")
@click.option("--file", "listed", type=_LIST, help="A list of PMIDs, one a line.")
@click.option("--update", is_flag=True, help="Ask again for papers in seeds/ too, and store those that changed.")
@click.option("--email", envvar="NCBI_EMAIL", callback=_email, help="Yours, for NCBI to reach you; or NCBI_EMAIL.")
def fetch_command(
    root: Path, pmids: tuple[str, ...], query: str | None, listed: Path | None, update: bool, email: str | None
) -> None:
    """Get records from PubMed into seeds/, by PMIDS, query or list. The only command that uses the network.

    What is in seeds/ is not asked for again. An API key of NCBI is taken from NCBI_API_KEY.
    """
    from generator import fetch  # requests takes long to import, and no other command needs it

    if not (pmids or query or listed or update):
        raise click.UsageError("Say what to fetch: PMIDs, --query, --file or --update.")
    paths = Paths(root.resolve())
    # Not an option: everybody on a machine can see the arguments of a command.
    api_key = os.environ.get("NCBI_API_KEY", "").strip() or None
    problems: list[Problem] = []
    with steps.in_words(paths, paths.seeds), _told_at_the_end(paths, problems):
        named = (*fetch.checked(pmids), *(fetch.read_list(listed) if listed else ()))
        for report in fetch.fetch(paths, fetch.Wanted(named, query, update), email=email, api_key=api_key):
            if isinstance(report, Problem):
                problems.append(report)
            else:
                click.echo(report.text())
    sys.exit(bool(problems))


@contextmanager
def _told_at_the_end(paths: Paths, problems: list[Problem]) -> Iterator[None]:
    """Shows the problems that were collected, however a fetch ends."""
    try:
        yield
    except Fault as fault:
        problems += fault.problems
    except KeyboardInterrupt:
        raise click.ClickException("Stopped. What is stored stays; the same command goes on from there.") from None
    finally:
        steps.show(paths, problems)


@main.command("check")
@root_option
@today_option("Day from which rows of label status are over a year old, such as 2026-11-20; today's if left out.")
@click.option(
    "--site", "built", is_flag=True, help="Prove on the built site, too, that it asks, keeps and betrays nothing."
)
def check_command(root: Path, today: date | None, built: bool) -> None:
    """Verify every id, link, number and quote in content/."""
    paths = Paths(root.resolve())
    with steps.uncollected():
        corpus = steps.load(paths)
        report = steps.check(corpus, today or datetime.now().astimezone().date())
    looked_at, found = steps.look_at_site(paths, corpus) if built else (0, [])
    steps.show(paths, [*report.problems, *found])
    click.echo(steps.verified(report))
    if looked_at:
        click.echo(f"Looked at {count(looked_at, 'file')} of the site; {count(len(found), 'error')}.")
    sys.exit(bool(errors([*report.problems, *found])))


@main.command("status")
@root_option
@today_option("Day from which rows of label status are over a year old; the edition's `as_of` if left out.")
@click.option("--all", "everything", is_flag=True, help=f"List all of each kind, not the first {_FEW}.")
def status_command(root: Path, today: date | None, everything: bool) -> None:
    """Tell what awaits a person: papers to appraise, the most promising first, and what has grown old."""
    from generator.reading import seed_files  # the readers take long to import, and few commands need them

    paths = Paths(root.resolve())
    corpus = steps.load(paths)
    with steps.in_words(paths, paths.content):
        corrected = [
            key for key in corpus.papers if key in corpus.appraisals and corpus.appraisals[key].value.corrections
        ]
        sourced = {key: paper for key in corrected if (paper := store.as_sourced(paths, key))}
        seeds = [path.relative_to(paths.seeds).as_posix() for path in seed_files(paths)]
    found = status.tasks(corpus, check(corpus).problems, seeds, sourced, today or corpus.site.value.as_of)
    for task in found:
        rows = terminal.table(task.rows)
        click.echo(steps.look_of(sys.stdout).paint(f"{task.title}: {len(rows):,}", "bold"))
        for row in rows if everything else rows[:_FEW]:
            click.echo(f"  {row}")
        if len(rows) > _FEW and not everything:
            click.echo(f"  … and {len(rows) - _FEW:,} more; `evidence status --all` lists them")
        click.echo(f"  → {task.way_out}\n")
    if not found:
        click.echo("Nothing awaits you.")
    click.echo(f"{count(len(corpus.papers), 'paper')}, {len(corpus.appraisals):,} appraised.")


@main.command("build")
@root_option
@base_url_option
@click.option("--portable", is_flag=True, help="Make links that work when the folder is opened from disk.")
@click.option("--explain", is_flag=True, help="Say why each page was made; the others are as they were.")
@click.option("--verify", is_flag=True, help="Build everything once more beside the site, and compare.")
def build_command(root: Path, base_url: str | None, portable: bool, explain: bool, verify: bool) -> None:
    """Check content/ and build the site from it into site/."""
    paths = Paths(root.resolve())
    options = Options(base_url=base_url, portable=portable)
    with steps.alone(paths, "evidence build"):
        result = steps.build(paths, paths.site, options)
        if explain:
            steps.explain(result)
        if result.changes is None:
            sys.exit(1)
        result = replace(result, held=None)
        indexed = steps.index(paths, paths.site)
        if verify:
            steps.verify(paths, options)
        elif not explain:  # a build that is asked for more is never answered from the record
            steps.keep_quick(paths, result, indexed)


@main.command("site")
@root_option
@base_url_option
def site_command(root: Path, base_url: str | None) -> None:
    """Do it all: normalize, check and build. A document that cannot be read does not stop the others."""
    paths = Paths(root.resolve())
    with steps.alone(paths, "evidence site"):
        steps.normalize(paths)
        if steps.build(paths, paths.site, Options(base_url=base_url)).changes is None:
            sys.exit(1)
        steps.index(paths, paths.site)
    click.echo(f"Look at {paths.site / 'index.html'}, or run `make serve` (`evidence serve`).")


@main.command("serve")
@root_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=5500, show_default=True, help="Port to listen at.")
@click.option("--no-open", is_flag=True, help="Open no browser. None is opened where nobody would see it, either.")
def serve_command(root: Path, host: str, port: int, no_open: bool) -> None:
    """Show the site in a browser, reload it after every save, and lay its problems over it."""
    from generator import serve  # tornado takes long to import, and no other command needs it
    from generator.cli.serving import Work  # imports serve

    paths = Paths(root.resolve())
    address = f"http://{host}:{port}/"

    def ready() -> None:
        click.echo(f"Open {address} in a browser; Ctrl-C ends.")
        if not no_open and _somebody_watches():
            webbrowser.open(address)

    site = paths.cache / "serve"
    try:
        serve.serve(paths, site, Work(paths, site, address), host, port, ready)
    except OSError as fault:
        at_port = fault.filename is None
        place, way_out = (address, "Name another port with --port") if at_port else (fault.filename, "Mend that")
        raise click.ClickException(f"{place}: {fault.strerror}. {way_out}.") from None


def _somebody_watches() -> bool:
    """Whether there is a terminal and a desktop. Without one, a browser of text would take over the terminal."""
    desktop = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.stdout.isatty() and bool(desktop) and not os.environ.get("CI")


@main.command("permalinks")
@root_option
def permalinks_command(root: Path) -> None:
    """Add the site's addresses to content/permalinks.txt, so that `check` keeps them from being lost."""
    paths = Paths(root.resolve())
    with steps.alone(paths, "evidence permalinks"):
        corpus = steps.load(paths)
        wrong = errors(check(corpus).problems)
        if wrong:
            steps.show(paths, wrong)
            raise click.ClickException("Nothing was added: mend this first, so that no wrong address lives for ever.")
        with steps.in_words(paths, paths.content):
            added = permalinks.record(paths, corpus)
    click.echo(f"Permalinks: {count(added, 'address', 'addresses')} added to content/{permalinks.FILE}.")


@main.command("schemas")
@root_option
def schemas_command(root: Path) -> None:
    """Write content/schemas/, by which editors complete and check the files of content/."""
    paths = Paths(root.resolve())
    with steps.in_words(paths, paths.content):
        changed = schemas.write(paths)
    click.echo(f"Schemas: {len(changed)} written, {len(schemas.MODELS) - len(changed)} unchanged.")


@main.command("suggest")
@root_option
@click.option("--least", default=1, show_default=True, help="Papers that must have a name for it to be listed.")
def suggest_command(root: Path, least: int) -> None:
    """List what looks like a disease in the papers and has no file, with the number of papers."""
    corpus = steps.load(Paths(root.resolve()))
    names = Names.of({slug: page.value for slug, page in corpus.diseases.items()})
    papers = (page.value for page in corpus.papers.values())
    found = [each for each in suggestions(papers, names) if each.papers >= least]
    for each in found:
        click.echo(f"{each.papers:>6,}  {each.name}{'  (MeSH)' if each.heading else ''}")
    click.echo(f"{count(len(found), 'name')} without a file; `evidence new disease` makes one.")


@main.group("new")
def new_group() -> None:
    """Write a skeleton of a disease, an indication or an appraisal. No file is ever overwritten."""


@new_group.command("disease")
@root_option
@click.argument("name")
@click.option("--abbreviation", "abbreviations", multiple=True, help="A short name of it; may be given several times.")
def new_disease_command(root: Path, name: str, abbreviations: tuple[str, ...]) -> None:
    """Write a disease, given by its NAME as clinicians say it."""
    paths = Paths(root.resolve())
    _wrote(paths, lambda: new.new_disease(paths, name, abbreviations))


@new_group.command("indication")
@root_option
@click.argument("subject")
@click.option("--kind", type=click.Choice(list(new.KINDS)), required=True, help="What it is of its disease.")
def new_indication_command(root: Path, subject: str, kind: str) -> None:
    """Write an indication, given as DISEASE/NAME, such as systemic-sclerosis/skin."""
    paths = Paths(root.resolve())
    _wrote(paths, lambda: new.new_indication(paths, steps.load(paths), subject, kind))


@new_group.command("appraisal")
@root_option
@click.argument("paper")
def new_appraisal_command(root: Path, paper: str) -> None:
    """Write the appraisal of a PAPER, given by its id, with the sentences that name the drug as quotes."""
    paths = Paths(root.resolve())
    _wrote(paths, lambda: new.new_appraisal(paths, steps.load(paths), paper))


def _wrote(paths: Paths, write: Callable[[], str]) -> None:
    with steps.in_words(paths, paths.content):
        path = write()
    click.echo(f"Wrote {path}. Fill it in; `evidence check` names what is missing.")
