"""No e-mail address of an author reaches a page: readers take them out, and what is written by hand is looked at here.

An edition's own pages and settings may name its own address. What a file holds is its own affair, so it is looked at
once, when it is read.
"""

from collections.abc import Iterator
from typing import Any

from generator import emails
from generator.model import Intervention, Page, Paper, Prose, Redirects, Site
from generator.problems import Problem, error

CODE = "email-published"
_OWN = (Site, Intervention, Prose, Redirects)


def problems(page: Page[Any]) -> Iterator[Problem]:
    """A file's first e-mail address with its place, unless it is one of those that may name the edition's own."""
    if isinstance(page.value, Paper):
        yield from _of_paper(page)
    elif not isinstance(page.value, _OWN):
        yield from _of_people(page)


def _of_paper(page: Page[Paper]) -> Iterator[Problem]:
    paper = page.value
    texts = [paper.title, paper.copyright, paper.journal, *paper.keywords, *paper.repairs]
    texts += [text for author in paper.authors for text in (author.name, *author.affiliations)]
    texts += [relation.text for relation in paper.relations] + [each.value for each in paper.disagreements]
    headings = [section.heading for section in paper.sections]
    if emails.first("\n".join(text for text in (*texts, *headings, paper.text) if text)):
        yield _problem(page.path, None, "Delete the file and run `evidence normalize`, which takes addresses out.")


def _of_people(page: Page[Any]) -> Iterator[Problem]:
    if emails.first(page.value.model_dump_json()):  # all at once, since hardly any file has one
        for at, text in _texts(page.value.model_dump(mode="json"), ()):
            if emails.first(text):
                yield _problem(page.path, page.line(*at), "Remove it.")
                return
    if emails.first(page.body):
        line = next(n for n, text in enumerate(page.body.split("\n"), page.body_line) if emails.first(text))
        yield _problem(page.path, line, "Remove it.")


def _texts(value: object, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a value, with its place."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*at, key))


def _problem(path: str, line: int | None, hint: str) -> Problem:
    message = "an e-mail address stands here, and would be published."
    return error(path, line, CODE, message, hint)
