"""View in, bytes out. Pure: the same view gives the same bytes in any process."""

import traceback
from pathlib import Path
from posixpath import relpath

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from generator import markdown, urls
from generator.problems import Fault, Problem, error
from generator.views.model import View

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
"""Content security policy of every page: no inline script or style, no other host."""


_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a mistake in a template raises: while it is read, or while it is filled in."""


class Renderer:
    """The templates of an edition, ready to render any of its views."""

    def __init__(self, templates: Path, base_url: str | None, portable: bool = False, policy: str = POLICY) -> None:
        """`base_url` is the address of the site's root; `portable` makes a site that works from a folder."""
        self._templates = templates
        self._base_url = base_url
        self._base_path = "/" + (base_url.split("/", 3)[3] if base_url else "")
        self._portable = portable
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters |= {"href": self._href, "markdown": self._markdown}
        self._environment.globals["policy"] = policy

    def render(self, view: View) -> bytes:
        """The HTML page of a view."""
        page = (view.canonical or view.url).lstrip("/")
        canonical = self._base_url + page if self._base_url and view.url != urls.NOT_FOUND else None
        try:
            return self._environment.get_template(view.template).render(view=view, canonical=canonical).encode()
        except _FAULTS as fault:
            raise Fault(self._template_problem(view, fault)) from fault

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
        reason = fault.message or kind if isinstance(fault, TemplateError) else f"{kind}: {fault}"
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
        target, mark, fragment = address.partition("#")
        if page == urls.NOT_FOUND:
            return self._base_path + address.lstrip("/")
        if target == page and fragment:
            return mark + fragment
        if self._portable and target.endswith("/"):
            target += "index.html"
        return _relative(target, page) + mark + fragment

    @pass_context
    def _href(self, context: Context, address: str) -> str:
        return self.href(address, context["view"].url)

    @pass_context
    def _markdown(self, context: Context, text: str) -> Markup:
        page = context["view"].url
        return Markup(markdown.render(text, lambda address: self.href(address, page)))


def _relative(target: str, page: str) -> str:
    """The relative address from a page's folder; a folder keeps its slash."""
    folder = page.rpartition("/")[0] or "/"
    relative = relpath(target, folder)
    return relative + "/" if target.endswith("/") and not relative.endswith("/") else relative
