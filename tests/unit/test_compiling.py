"""Templates compiled our way say what they say compiled as Jinja does it, and escape all that Jinja escapes."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from generator.compiling import Generator, shown

LINK = "{% macro link(text, class='plain') %}<a class='{{ class }}'>{{ text }}</a>{% endmacro %}"
BOX = "{% macro box(head) %}<b>{{ head }}</b>{{ caller() if caller is defined }}{% endmacro %}"
ANY = "{% macro any() %}{{ varargs | join('<') }}{{ kwargs.items() | list }}{% endmacro %}"
TREE = "{% for each in tree recursive %}{{ each.text }}{{ loop(each.below) if each.below }}{% endfor %}"
TEMPLATES = {
    "base": "<i>{% block top %}base{% endblock %}</i>{% block main %}<p>{{ text }}</p>{% endblock %}",
    "macros": LINK + BOX,
}

TEXTS = [
    "{{ text }} {{ html }} {{ number }} {{ none }} {{ shape }}",
    "{% if number > 1 %}<{{ text }}>{% else %}{{ html }}{% endif %}",
    "{% for each in texts %}{{ loop.index }}{{ each }}{% if not loop.last %}, {% endif %}{% else %}no{% endfor %}",
    "{{ '<' ~ text ~ html }} {{ texts | join('<br>') }} {{ text | upper }} {{ html | safe }}",
    "{{ item.class }} {{ item.text.upper() }} {{ (number).real }} {{ 5 .real }} {{ texts[0].title() }}",
    LINK + "{{ link(text) }} {{ link(html, text) }} {{ link(class=text, text=html) }} {{ link(*texts) }}",
    LINK + "{{ link(**{'text': text}) }}{% set a = link(text) %}{{ a }}{% set b %}{{ text }}{% endset %}{{ b }}",
    BOX + "{{ box(text) }}{% call box('<') %}{{ text }}{{ html }}{% endcall %}",
    BOX + "{% call box(head=text) %}{% call box(html) %}{{ number }}{% endcall %}{% endcall %}",
    "{% macro each(list) %}{% for x in list %}{{ caller(x) }}{% endfor %}{% endmacro %}"
    "{% call(x) each(texts) %}<{{ x }}>{% endcall %}",
    ANY + "{{ any(text, html) }} {{ any(one=text) }}",
    TREE,
    "{% autoescape false %}{{ text }}" + LINK + "{{ link(text) }}{% endautoescape %}{{ text }}",
    "{% autoescape number > 1 %}{{ text }}" + LINK + "{{ link(text) }}{% endautoescape %}{{ text }}",
    "{% filter upper %}{{ text }}{% endfilter %}",
    "{% extends 'base' %}{% block main %}{{ super() }}{{ self.top() }}{{ text }}{% endblock %}",
    "{% extends 'base' %}ignored{{ text }}{% set x = 1 %}",
    "{% if number > 1 %}{% extends 'base' %}{% endif %}{{ text }}{% block top %}{{ html }}{% endblock %}",
    "{% for x in texts %}{% block one scoped %}{{ x }}{% endblock %}{% endfor %}",
    "{% import 'macros' as m %}{{ m.link(text) }}{% from 'macros' import box with context %}{{ box(text) }}",
    "{% include 'base' %}{% with text = '<' %}{{ text }}{% endwith %}",
]


class Shape:
    """Something that is HTML without being `Markup`."""

    def __html__(self) -> str:
        return "<svg/>"


def environment(**more: Any) -> Environment:
    ours = type("Ours", (Environment,), more)
    made: Environment = ours(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return made


def values() -> dict[str, Any]:
    return {
        "text": "a < b & \"c\" 'd'",
        "html": Markup("<em>x</em>"),
        "number": 3,
        "none": None,
        "shape": Shape(),
        "texts": ["<1>", "&2"],
        "item": SimpleNamespace(**{"class": "<c>", "text": "<t>"}),
        "tree": [SimpleNamespace(text="<1>", below=[SimpleNamespace(text="<2>", below=[])])],
    }


@pytest.mark.parametrize("text", TEXTS)
def test_a_template_says_what_jinja_says(text: str) -> None:
    said = environment(code_generator_class=Generator).from_string(text).render(values())
    assert said == environment().from_string(text).render(values())


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.floats(), st.none(), st.builds(Shape)))
def test_a_value_is_escaped_as_markupsafe_escapes_it(value: object) -> None:
    assert shown(value) == escape(value)


FAULTS = [
    ("{{ item.gone }}", AttributeError),
    ("{{ gone.text }}", UndefinedError),
    (LINK + "{{ link() }}", UndefinedError),
    (LINK + "{{ link(1, 2, 3) }}", TypeError),
    (LINK + "{{ link(1, colour=2) }}", TypeError),
    ("{% macro box() %}{{ caller() }}{% endmacro %}{{ box() }}", UndefinedError),
    ("{{ nothing(1) }}", UndefinedError),
]


@pytest.mark.parametrize(("text", "kind"), FAULTS)
def test_a_mistake_is_a_fault(text: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        environment(code_generator_class=Generator).from_string(text).render(values())
