"""Label status and positions: what regulators and bodies say, dated and sourced, never our own judgement."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.model import LabelRow, Position
from generator.views import wording
from generator.views.context import Context
from generator.views.parts import LabelRowView, Link, PositionRow

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def label_rows(context: Context, rows: Iterable[LabelRow]) -> tuple[LabelRowView, ...]:
    """The rows of a table of label status; jurisdictions not checked share one for each disease and product."""
    rows = list(rows)
    diseases = [wording.capitalized(context.subject_title(r.about) if r.about else r.disease) for r in rows]
    views: list[LabelRowView] = []
    unchecked: dict[tuple[str, ...], list[LabelRow]] = {}
    for row in rows:
        if row.status == "not checked":
            unchecked.setdefault((row.disease, row.product or "", row.source or ""), []).append(row)
        else:
            views.append(_row(context, row, row.jurisdiction))
    for found in unchecked.values():
        views.append(_row(context, found[0], ", ".join(dict.fromkeys(row.jurisdiction for row in found))))
    ordered = sorted(views, key=lambda view: diseases.index(view.disease.text))
    return tuple(_unique(ordered))


def _unique(views: Iterable[LabelRowView]) -> Iterator[LabelRowView]:
    """The rows, a number behind the anchor of each that would have the same as one before it."""
    seen: Counter[str] = Counter()
    for view in views:
        seen[view.anchor] += 1
        yield view if seen[view.anchor] == 1 else replace(view, anchor=f"{view.anchor}--{seen[view.anchor]}")


def _row(context: Context, row: LabelRow, jurisdiction: str) -> LabelRowView:
    name = wording.capitalized(row.disease)
    return LabelRowView(
        anchor=slug(
            "label",
            row.disease,
            *((jurisdiction, row.product or "") if row.status != "not checked" else ("not-checked",)),
        ),
        disease=context.subject_link(row.about) if row.about else Link(name, ""),
        jurisdiction=jurisdiction,
        status=row.status,
        licensed=row.status == "licensed",
        product=row.product or "",
        population=row.population or "",
        since=row.since or ("not stated" if row.status == "licensed" else ""),
        source=Link(wording.capitalized(row.source or ""), row.url or ""),
        read=wording.day(row.read) if row.status != "not checked" else "",
    )


def slug(*parts: str) -> str:
    """An anchor made of words."""
    return _NOT_SLUG.sub("-", "-".join(part for part in parts if part).lower()).strip("-")


def position_row(position: Position) -> PositionRow:
    """One position, in the body's own words."""
    return PositionRow(
        anchor=slug("position", position.body, position.subject, position.document),
        subject=position.subject,
        body=position.body,
        jurisdiction=position.jurisdiction,
        document=Link(position.document, position.url or ""),
        date=position.date or "not dated",
        category=position.category,
        conditions=position.conditions or "",
        current={"yes": "current"}.get(position.current, position.current),
        superseded=position.current.startswith("superseded"),
    )
