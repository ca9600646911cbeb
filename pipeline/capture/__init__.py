"""Make a layout: a plain one, or one with the looks of a published document.

PDF or DOCX ─ pdf, word ─▶ Looks ─ table, type, words ─▶ values ─ write ─▶ layout.toml
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.capture.colours import colours
from pipeline.capture.looks import Looks, squeezed
from pipeline.capture.paper import paper
from pipeline.capture.table import PlanTables, plan_tables
from pipeline.capture.type import TypeLooks, family_name, type_looks
from pipeline.capture.words import headings, period_patterns, statuses
from pipeline.capture.write import layout_toml, words_toml
from pipeline.columns import Role
from pipeline.errors import UnknownFormatError
from pipeline.ingest.kinds import detect_format
from pipeline.layout import Layout, Status, load_layout
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.publication import publishing_body
from pipeline.shapes import CARDS, WIDE

__all__ = ("Captured", "capture", "plain_layout")

BASE = "standard"
"""What a new layout extends."""
_CLOSE = 1.0
"""Columns whose edges differ by no more millimetres are the same."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A new layout."""

    files: dict[str, bytes]
    """By their names in its folder."""
    notes: tuple[str, ...] = ()
    """What could not be measured, or is near and not the same."""


def plain_layout(name: str) -> Captured:
    """Return a layout that looks like the one it extends, with the keys that most forces change."""
    base = load_layout(BASE)
    colour, periods = base.colours, base.periods
    values: dict[str, object] = {
        "extends": BASE,
        "title": name,
        "shape": base.shape,
        "widths": base.widths,
        "summary": base.summary,
        "page.size": base.page.size,
        "page.orientation": base.page.orientation,
        "places.footer": "",
        "type.size": base.type.size,
        "type.leading": base.type.leading,
        "colours.heading_text": colour.heading_text,
        "colours.heading_background": colour.heading_background,
        "colours.stub_background": colour.stub_background,
        "colours.newest_background": colour.newest_background,
        "colours.link": colour.link,
        "periods.label": periods.label,
        "periods.first_label": periods.first_label,
    }
    head = f"The layout {name}. It says what differs from {BASE}; docs/layouts.md lists all keys."
    return Captured(_files(values, base.statuses, head))


def capture(data: bytes, path: str, name: str) -> Captured:
    """Return a layout with the looks of the published plan in `data`, a PDF or DOCX.

    Raises an InputError if it is neither or cannot be read, a PlanError where it has no plan.
    """
    kind = detect_format(data, path)
    if kind not in ("pdf", "docx"):
        raise UnknownFormatError(
            f"{path} is not a PDF or DOCX file",
            hint="Name the published PDF or DOCX whose looks the layout should have.",
        )
    plan = load_bytes(data, path).plan
    looks = _looks(data, path, kind)
    base = load_layout(BASE)
    found = plan_tables(looks, plan)
    kinds = type_looks(looks, found, plan, base)
    sheet, notes = paper(looks)
    values: dict[str, object] = {
        "extends": BASE,
        "title": publishing_body(plan) or name,
        "shape": found.shape,
        "widths": "fitted",
        "summary": squeezed(base.words["summary"]["title"]) in {line.text for line in looks.lines},
        **sheet,
        "places.footer": _footer(looks, plan),
        **_type(kinds, base),
        **colours(looks, found, base),
        **_columns(plan),
        **_periods(plan, base),
    }
    words = statuses(plan, found, looks, base)
    head = f"The layout {name}, measured on {Path(path).name}. It says what differs from {BASE};\n"
    head += "docs/layouts.md lists all keys."
    captured = Captured(_files(values, words, head))
    if fixed := _fixed_widths(captured, plan, found, kind):
        values = _behind(values, "columns.order", {"columns.fixed": fixed}) | {"widths": "fixed"}
        captured = Captured(_files(values, words, head))
    return Captured(captured.files, (*notes, *_notes(looks, found, kinds)))


def _looks(data: bytes, path: str, kind: str) -> Looks:
    if kind == "pdf":
        from pipeline.capture.pdf import looks_of_pdf

        return looks_of_pdf(data, path)
    from pipeline.capture.word import looks_of_docx

    return looks_of_docx(data)


def _files(values: dict[str, object], words: Sequence[Status], head: str) -> dict[str, bytes]:
    toml = layout_toml(values, words, head)
    return {
        "layout.toml": toml.encode(),
        "words.toml": words_toml(load_layout(BASE)).encode(),
    }


def _behind(values: dict[str, object], key: str, more: dict[str, object]) -> dict[str, object]:
    """Return `values` with `more` behind `key`."""
    made: dict[str, object] = {}
    for name, value in values.items():
        made[name] = value
        if name == key:
            made |= more
    return made


def _footer(looks: Looks, plan: Plan) -> str:
    """Return what the foot of each page says, but for what a layout prints there by itself."""
    ours = (squeezed(plan.title), squeezed(publishing_body(plan)))
    return "" if squeezed(looks.footer) in ours else looks.footer


def _type(kinds: TypeLooks, base: Layout) -> dict[str, object]:
    made: dict[str, object] = {}
    if kinds.family != base.type.family:
        files = kinds.files
        made["type.family"] = kinds.family
        made["type.files"] = {
            "regular": files.regular,
            "bold": files.bold,
            "italic": files.italic,
            "bold_italic": files.bold_italic,
        }
    return made | {
        "type.size": kinds.size,
        "type.title_size": kinds.title_size,
        "type.detail_size": kinds.detail_size,
        "type.heading_size": kinds.heading_size,
        "type.leading": kinds.leading,
    }


def _columns(plan: Plan) -> dict[str, object]:
    """Return the headings and the order of the columns."""
    order: list[str] = []
    for column in plan.columns:
        is_other = column.role is Role.OTHER
        own = column.name if is_other else str(column.role)
        order.append("periods" if column.period is not None else own)
    named = {str(column.role): text for column, text in headings(plan.columns) if column.heading}
    return {"columns.rename": named, "columns.order": tuple(dict.fromkeys(filter(None, order)))}


def _periods(plan: Plan, base: Layout) -> dict[str, object]:
    patterns = period_patterns(plan, base)
    if patterns is None:
        return {}
    return {"periods.label": patterns[0], "periods.first_label": patterns[1]}


def _fixed_widths(captured: Captured, plan: Plan, found: PlanTables, kind: str) -> dict[str, float]:
    """Return the widths that are not those that a fitted table would have; empty if they are."""
    if not found.tables:
        return {}
    made = _fitted(captured, plan, kind)
    edges = found.tables[0].edges
    scale = (edges[-1] - edges[0]) / 100
    measured = found.widths
    if len(made) == len(measured) and all(
        abs(sum(made[:n]) - sum(measured[:n])) * scale <= _CLOSE for n in range(1, len(made))
    ):
        return {}
    if found.shape == CARDS:
        return {"label": round(measured[0], 2)}
    fixed: dict[str, float] = {}
    by_role = {id(column): str(column.role) for column, _ in headings(plan.columns)}
    for column, share in zip(found.columns, measured, strict=True):
        if column is not None:
            fixed[by_role.get(id(column), column.name)] = round(share, 2)
            if column.role is Role.UPDATE and column.period is not None:
                fixed["periods"] = round(share, 2)
    return fixed


def _fitted(captured: Captured, plan: Plan, kind: str) -> tuple[float, ...]:
    """Return the widths that the captured layout gives the columns of `plan`, in per cent."""
    with TemporaryDirectory() as folder:
        for name, content in captured.files.items():
            (Path(folder) / name).write_bytes(content)
        layout = load_layout(folder)
    if kind == "docx":
        from pipeline.render.docx.fit import widths

        return widths(plan, layout)
    from pipeline.fonts import load_faces
    from pipeline.render.pdf.fit import fit_table

    return fit_table(plan, layout, load_faces(layout)).widths


def _notes(looks: Looks, found: PlanTables, kinds: TypeLooks) -> Iterator[str]:
    named = looks.families.most_common(1)[0][0] if looks.families else ""
    if family_name(named) != family_name(kinds.family):
        yield (
            f"the typeface {named.rpartition('+')[2]} is not at hand; {kinds.family} "
            "is the nearest. To use another, put its files into the layout's folder and name "
            "them in [type]"
        )
    if not found.tables:
        yield "the plan is in no table there; columns and colours are those of the standard layout"
    elif found.shape == WIDE and None in found.columns:
        yield "some columns could not be matched with the plan; check [columns]"
    if looks.pictures:
        yield "the first page has a picture: put its file into the folder and name it in [places]"
    if looks.header:
        yield f"the header {looks.header!r} was not taken: a layout has a footer and an intro"
