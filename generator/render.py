"""View in, bytes out. Pure: the same view gives the same bytes in any process."""

import re
import traceback
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from generator import markdown, urls
from generator.charts.drawing import drawn
from generator.compiling import Generator, markup, shown
from generator.problems import Fault, Problem, error
from generator.views.model import View

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
"""Content security policy of every page: no inline script or style, no other host."""


_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a mistake in a template raises: while it is read, or while it is filled in."""


class _Compiled(BytecodeCache):
    """Templates compiled by this process, by place and text: to compile them takes a third of a small build."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._found.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._found[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


_COMPILED = _Compiled()


_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class _Environment(Environment):
    """Jinja, with templates compiled our way."""

    code_generator_class = Generator

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """The text of a template, each indentation as one blank, which says the same in HTML and is shorter."""
        return _INDENT.sub(" ", super().preprocess(source, name, filename))


class Renderer:
    """The templates of an edition, ready to render any of its views."""

    def __init__(self, templates: Path, base_url: str | None, portable: bool = False, policy: str = POLICY) -> None:
        """`base_url` is the address of the site's root; `portable` makes a site that works from a folder."""
        self._templates = templates
        self._base_url = base_url
        self._base_path = "/" + (base_url.split("/", 3)[3] if base_url else "")
        self._portable = portable
        self._environment = _Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_COMPILED,
            auto_reload=False,  # a renderer renders one build, from the templates as they were at its begin
        )
        self._environment.filters |= {"href": self._href, "markdown": self._markdown, "term": self._term}
        self._environment.filters |= {"drawn": drawn, "verbatim": _verbatim}
        self._policy = policy
        # The page at hand. Filters find it here and not in the context, so that macros are made once and not for each
        # page; they are given the context all the same, lest Jinja takes what they make of a constant for a constant.
        self._view: View
        self._linked: set[str]

    def render(self, view: View) -> bytes:
        """The HTML page of a view."""
        page = (view.canonical or view.url).lstrip("/")
        canonical = self._base_url + page if self._base_url and view.url != urls.NOT_FOUND else None
        self._view, self._linked = view, set()
        try:
            template = self._environment.get_template(view.template)
            policy = self._policy_of(view)
            return template.render(view=view, canonical=canonical, policy=policy).encode()
        except _FAULTS as fault:
            raise Fault(self._template_problem(view, fault)) from fault

    def _policy_of(self, view: View) -> str:
        """The policy of a page: scripts come from where all else may, and may run WebAssembly if the view says so."""
        if not view.runs_wasm:
            return self._policy
        sources = self._policy.partition(";")[0].removeprefix("default-src ")
        return f"{self._policy}; script-src {sources} 'wasm-unsafe-eval'"

    def _template_problem(self, view: View, fault: Exception) -> Problem:
        """Where in the templates a page failed; syntax errors name their place, others only their traceback."""
        name, line = view.template, getattr(fault, "lineno", None)
        for frame in traceback.extract_tb(fault.__traceback__):
            path = Path(frame.filename)
            if path.is_relative_to(self._templates):
                name, line = path.relative_to(self._templates).as_posix(), frame.lineno
        if isinstance(fault, TemplateSyntaxError):
            name, line = fault.name or name, fault.lineno
        kind = type(fault).__name__
        reason = str(fault) if isinstance(fault, AttributeError) else f"{kind}: {fault}"
        if isinstance(fault, TemplateError):
            reason = fault.message or kind
        return error(
            f"templates/{name}",
            line,
            "template-error",
            f"the page {view.url} cannot be made: {reason.rstrip('.')}.",
            "Mend the template; templates/README.md says what it may use.",
        )

    def href(self, address: str, page: str) -> str:
        """An address as a page links to it: relative within the site, as it is elsewhere."""
        if not address.startswith("/"):
            return address
        if page == urls.NOT_FOUND:
            return self._base_path + address.lstrip("/")
        if not address.startswith(page):
            return _outwards(address, page[: page.rfind("/", 0, -1) + 1], self._portable)
        target, mark, fragment = address[len(page) :].partition("#")
        if not target and fragment:
            return mark + fragment
        if self._portable and (not target or target.endswith("/")):
            target += "index.html"
        return (target or "./") + mark + fragment

    @pass_context
    def _href(self, _: Context, address: str) -> str:
        return self.href(address, self._view.url)

    @pass_context
    def _markdown(self, _: Context, text: str) -> Markup:
        page = self._view.url
        return Markup(markdown.render(text, lambda address: self.href(address, page)))

    @pass_context
    def _term(self, _: Context, text: str, term: str) -> str:
        """Words as a link to what they mean, where a page first uses the term and the edition explains it."""
        view, name = self._view, term.replace(" ", "-")
        if name not in view.frame.terms or name in self._linked:
            return text
        self._linked.add(name)
        link = shown(self.href(urls.term(name), view.url))
        return markup(f'<a class="term" href="{link}">{shown(text)}</a>')


def _verbatim(text: str) -> Markup:
    """A text between tags, its quotation marks as they are: in JSON they take a tenth of a page when escaped."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


@lru_cache(maxsize=10_000)
def _outwards(address: str, folder: str, portable: bool) -> str:
    """The relative address from a page in a folder to what does not lie below that page: alike for all its pages."""
    target, mark, fragment = address.partition("#")
    if portable and target.endswith("/"):
        target += "index.html"
    here, there = folder.split("/"), target.split("/")
    shared = 0
    while shared < len(here) - 1 and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) + mark + fragment
