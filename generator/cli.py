"""The commands. The only module that prints, and the only one that decides how a command ends."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from generator import __version__, new, permalinks, schemas
from generator.build import Build, Options, build
from generator.check import Report, check
from generator.config import Paths
from generator.detect import Names
from generator.detect.suggest import suggestions
from generator.model import Corpus
from generator.normalize import Outcome, normalize
from generator.problems import Fault, Problem, Severity, errors, ordered
from generator.store import load

Command = TypeVar("Command", bound=Callable[..., object])
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
_LIST = click.Path(exists=True, dir_okay=False, path_type=Path)
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evidence")
def main() -> None:
    """Build a static site of evidence from a folder of plain files."""


@main.command("normalize")
@root_option
def normalize_command(root: Path) -> None:
    """Turn the documents in seeds/ into pages in content/papers/."""
    outcome = _normalize(Paths(root.resolve()))
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
    with _in_words(paths.seeds), _told_at_the_end(problems):
        named = (*fetch.checked(pmids), *(fetch.read_list(listed) if listed else ()))
        for report in fetch.fetch(paths, fetch.Wanted(named, query, update), email=email, api_key=api_key):
            if isinstance(report, Problem):
                problems.append(report)
            else:
                click.echo(report.text())
    sys.exit(bool(problems))


@contextmanager
def _told_at_the_end(problems: list[Problem]) -> Iterator[None]:
    """Shows the problems that were collected, however a fetch ends."""
    try:
        yield
    except Fault as fault:
        problems += fault.problems
    except KeyboardInterrupt:
        raise click.ClickException("Stopped. What is stored stays; the same command goes on from there.") from None
    finally:
        _show(problems)


@main.command("check")
@root_option
def check_command(root: Path) -> None:
    """Verify every id, link, number and quote in content/."""
    report = check(_load(Paths(root.resolve())))
    _show(report.problems)
    click.echo(_verified(report))
    sys.exit(bool(errors(report.problems)))


@main.command("build")
@root_option
@base_url_option
@click.option("--portable", is_flag=True, help="Make links that work when the folder is opened from disk.")
def build_command(root: Path, base_url: str | None, portable: bool) -> None:
    """Check content/ and build the site from it into site/."""
    paths = Paths(root.resolve())
    sys.exit(not _build(paths, paths.site, Options(base_url=base_url, portable=portable)))


@main.command("site")
@root_option
@base_url_option
def site_command(root: Path, base_url: str | None) -> None:
    """Do it all: normalize, check and build. A document that cannot be read does not stop the others."""
    paths = Paths(root.resolve())
    _normalize(paths)
    if not _build(paths, paths.site, Options(base_url=base_url)):
        sys.exit(1)
    click.echo(f"Look at {paths.site / 'index.html'}, or run `make serve` (`evidence serve`).")


@main.command("serve")
@root_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=5500, show_default=True, help="Port to listen at.")
def serve_command(root: Path, host: str, port: int) -> None:
    """Show the site in a browser and reload it after every save."""
    from generator import serve  # tornado takes long to import, and no other command needs it

    paths = Paths(root.resolve())
    address = f"http://{host}:{port}/"
    site = paths.cache / "serve"

    def rebuild() -> None:
        try:
            _normalize(paths)
            _build(paths, site, Options(base_url=address, policy=serve.POLICY))
        except click.ClickException as fault:
            fault.show()

    rebuild()
    click.echo(f"Open {address} in a browser; Ctrl-C ends.")
    try:
        serve.serve(paths, site, rebuild, host, port)
    except OSError as fault:
        raise click.ClickException(f"{address}: {fault.strerror}. Name another port with --port.") from None


class _Shown(click.ClickException):
    """Ends a command with exit code 1 after its problems were shown."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say nothing more."""


@contextmanager
def _in_words(place: Path) -> Iterator[None]:
    """Ends the command with a sentence, never a traceback, where a file cannot be read or written."""
    try:
        yield
    except Fault as fault:
        _show(fault.problems)
        raise _Shown(fault.problem.code) from None
    except OSError as fault:
        name = fault.filename2 or fault.filename or place
        raise click.ClickException(f"{name}: {fault.strerror}. Mend that and run the command again.") from None


@main.command("permalinks")
@root_option
def permalinks_command(root: Path) -> None:
    """Add the site's addresses to content/permalinks.txt, so that `check` keeps them from being lost."""
    paths = Paths(root.resolve())
    corpus = _load(paths)
    wrong = errors(check(corpus).problems)
    if wrong:
        _show(wrong)
        raise click.ClickException("Nothing was added: mend this first, so that no wrong address lives for ever.")
    with _in_words(paths.content):
        added = permalinks.record(paths, corpus)
    click.echo(f"Permalinks: {_count(added, 'address', 'addresses')} added to content/{permalinks.FILE}.")


@main.command("schemas")
@root_option
def schemas_command(root: Path) -> None:
    """Write content/schemas/, by which editors complete and check the files of content/."""
    paths = Paths(root.resolve())
    with _in_words(paths.content):
        changed = schemas.write(paths)
    click.echo(f"Schemas: {len(changed)} written, {len(schemas.MODELS) - len(changed)} unchanged.")


@main.command("suggest")
@root_option
@click.option("--least", default=1, show_default=True, help="Papers that must have a name for it to be listed.")
def suggest_command(root: Path, least: int) -> None:
    """List what looks like a disease in the papers and has no file, with the number of papers."""
    corpus = _load(Paths(root.resolve()))
    names = Names.of({slug: page.value for slug, page in corpus.diseases.items()})
    papers = (page.value for page in corpus.papers.values())
    found = [each for each in suggestions(papers, names) if each.papers >= least]
    for each in found:
        click.echo(f"{each.papers:>6,}  {each.name}{'  (MeSH)' if each.heading else ''}")
    click.echo(f"{_count(len(found), 'name')} without a file; `evidence new disease` makes one.")


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
    _wrote(paths, lambda: new.new_indication(paths, _load(paths), subject, kind))


@new_group.command("appraisal")
@root_option
@click.argument("paper")
def new_appraisal_command(root: Path, paper: str) -> None:
    """Write the appraisal of a PAPER, given by its id, with the sentences that name the drug as quotes."""
    paths = Paths(root.resolve())
    _wrote(paths, lambda: new.new_appraisal(paths, _load(paths), paper))


def _wrote(paths: Paths, write: Callable[[], str]) -> None:
    with _in_words(paths.content):
        path = write()
    click.echo(f"Wrote {path}. Fill it in; `evidence check` names what is missing.")


def _normalize(paths: Paths) -> Outcome:
    with _in_words(paths.papers):
        outcome = normalize(paths)
    _show(outcome.problems)
    click.echo(
        f"Normalized: {_count(len(outcome.written), 'paper')} written, {len(outcome.unchanged)} unchanged, "
        f"{len(outcome.kept)} left alone."
    )
    return outcome


def _load(paths: Paths) -> Corpus:
    with _in_words(paths.content):
        return load(paths)


def _build(paths: Paths, site: Path, options: Options) -> bool:
    """Build and say so; whether the site was built."""
    with _in_words(site):
        result = build(paths, site, options)
    _show(result.report.problems)
    click.echo(_verified(result.report))
    click.echo(_built(result, site))
    return result.changes is not None


def _built(result: Build, site: Path) -> str:
    if result.changes is None:
        return f"Not built: {site} is as it was."
    changes = result.changes
    counts = f"{len(changes.removed)} removed, {changes.unchanged} unchanged"
    return f"Built {site}: {_count(len(changes.written), 'file')} written, {counts}."


def _verified(report: Report) -> str:
    wrong = len(errors(report.problems))
    return (
        f"Verified {_count(report.quotes, 'quote')}, {_count(report.links, 'link')} and "
        f"{_count(report.numbers, 'number')}; {_count(wrong, 'error')}, "
        f"{_count(len(report.problems) - wrong, 'warning')}."
    )


def _show(problems: Iterable[Problem]) -> None:
    """Every problem with its number, its severity and its way out."""
    for number, problem in enumerate(ordered(problems), start=1):
        severity = click.style(problem.severity, fg=_COLOURS[problem.severity])
        place, _, rest = problem.text().partition(": ")
        click.echo(f"{place}: {severity} {number}: {rest}")


def _count(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
