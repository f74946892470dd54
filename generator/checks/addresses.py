"""An address once published never dies: what was published is there, or leads on to where it is now."""

from collections.abc import Iterator, Mapping

from generator import permalinks, redirects, shelves, urls
from generator.model import Corpus, Redirect
from generator.problems import Problem, error, errors, warning
from generator.redirects import Route

_PERMALINKS = f"content/{permalinks.FILE}"


def problems(corpus: Corpus) -> Iterator[Problem]:
    """What is wrong with the redirects, and which published addresses would be lost."""
    yield from _rows(corpus)
    yield from _lost(corpus)
    yield from _unrecorded(corpus)


def _rows(corpus: Corpus) -> Iterator[Problem]:
    page = corpus.redirects
    if not page.value.redirects:
        return
    there = urls.addresses(corpus) | shelves.addresses(corpus) | {urls.NOT_FOUND} | redirects.claim_places(corpus)
    routes = redirects.routes(corpus)
    first: dict[str, int] = {}
    for index, row in enumerate(page.value.redirects):
        line = page.line("redirects", index)
        yield from _shadowed(page.path, line, row, there, routes, first)
        first.setdefault(row.old, line)
    for index, row in enumerate(page.value.redirects):
        line, old_page, new_page = page.line("redirects", index), row.old.partition("#")[0], row.new.partition("#")[0]
        if row.new not in there and (row.new in first or new_page in routes):
            yield _chained(page.path, line, row, corpus)
        elif row.new not in there:
            yield _broken(page.path, line, f"there is no page or claim with the address {row.new}.")
        elif old_page not in there | routes.keys():
            message = f"the page {old_page}, which this place was on, is neither there nor redirected."
            yield _broken(page.path, line, message)


def _shadowed(
    path: str, line: int, row: Redirect, there: frozenset[str], routes: Mapping[str, Route], first: dict[str, int]
) -> Iterator[Problem]:
    if row.old in there:
        owner = "a page of the site has this address" if "#" not in row.old else "a claim has this address"
    elif row.old in first:
        owner = f"line {first[row.old]} redirects it already"
    elif row.old in routes and routes[row.old].names:
        owner = f"“{routes[row.old].names[0]}”, a name or code in content/diseases/, has this address"
    else:
        return
    message = f"{row.old} cannot be redirected: {owner}."
    yield error(path, line, "redirect-shadowed", message, "Remove the row, or correct its old address.")


def _chained(path: str, line: int, row: Redirect, corpus: Corpus) -> Problem:
    """A row that leads to an old address, from which a reader would have to be sent on."""
    led = dict(redirects.routes(corpus)) | {
        other.old: Route(other.old, (), (other.new,)) for other in corpus.redirects.value.redirects
    }
    seen, at = [row.old], row.new
    while at not in seen and at in led and led[at].target is not None:
        seen.append(at)
        at = led[at].targets[0]
    if at in seen:
        message = f"{row.old} leads round in a circle: {' → '.join((*seen, at))}."
        return error(path, line, "redirect-chain", message, "Let each of these rows lead to the page itself.")
    message = f"{row.new} is no page but leads on."
    hint = f"Lead it to where it ends: `{{old: {row.old}, new: {redirects.follow(at, led)}}}`."
    return error(path, line, "redirect-chain", message, hint)


def _broken(path: str, line: int, message: str) -> Problem:
    hint = "Lead it from an old page or an old place of one to a page, or to the address of a claim."
    return error(path, line, "redirect-broken", message, hint)


def _lost(corpus: Corpus) -> Iterator[Problem]:
    if not corpus.permalinks or corpus.permalinks.keys() <= permalinks.published(corpus):
        return  # as mostly: nothing was given up, and what stands where it stood need not be followed
    if errors(corpus.problems):
        return  # what seems lost may stand in a file that cannot be read
    lost = permalinks.unserved(corpus)
    gone = {address for address in lost if "#" not in address}
    for address in lost:
        page, mark, _ = address.partition("#")
        if not address.startswith("/"):
            message = f"“{address}” is not an address of the site."
            hint = "An address begins with a slash; correct the line, or remove it."
        elif mark and page in gone:
            continue  # the row that brings the page back may bring its places back
        else:
            places = sum(other.startswith(f"{address}#") for other in lost)
            message = f"nothing has the published address {address} any more" + _with(places)
            hint = f"Undo the change, or add `- {{old: {address}, new: …}}` to content/redirects.yaml."
        yield error(_PERMALINKS, corpus.permalinks[address], "address-lost", message, hint)


def _with(places: int) -> str:
    return f", nor {'the place' if places == 1 else f'the {places:,} places'} on it." if places else "."


def _unrecorded(corpus: Corpus) -> Iterator[Problem]:
    if not corpus.permalinks:
        return  # nothing was published yet
    new = sorted(permalinks.published(corpus) - corpus.permalinks.keys())
    if new:
        what = f"{len(new):,} addresses, such as {new[0]}, are" if len(new) > 1 else f"{new[0]} is"
        message = f"{what} not in it yet, so that nothing keeps what is published from being lost."
        yield warning(
            _PERMALINKS, None, "address-unrecorded", message, "Run `evidence permalinks` when you publish the site."
        )
