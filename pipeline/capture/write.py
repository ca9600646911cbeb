"""What was measured, as the commented files of a layout's folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from pipeline.layout import Layout, Status

_NOTES = {
    "shape": "wide, by-recommendation or cards",
    "widths": "fitted to the plan, or fixed as [columns] says",
    "summary": "counts by status, what is new and what is late, above the plan",
    "page.size": "A3, A4 or Letter",
    "page.orientation": "landscape or portrait",
    "page.margins": "in millimetres",
    "type.family": "a face that is at hand",
    "type.size": "of the table, in points",
    "type.leading": "from line to line, times the size",
    "colours.stub_background": "the recommendation's number and text; labels of cards",
    "colours.newest_background": "the newest period's cells",
    "periods.label": "the heading of a new period",
    "columns.rename": "headings, by role or by the plan's own heading",
    "columns.order": "from the left; the others follow",
    "columns.fixed": "shares of the table's width",
    "places.footer": "in the foot of each page",
}
_GROUPS = {
    "page": "The sheet.",
    "places": "Words of your own around the plan; they are never read back as plan.",
    "type": "The typeface and its sizes.",
    "colours": "Colours as #rrggbb. Text must have a contrast of at least 4.5:1 (WCAG 2.2).",
    "columns": "What the columns are called, their order and their widths.",
    "periods": "The parts of a date: {day} {dd} {ordinal} {month} {mon} {mm} {year} {yy}.",
}
_STATUSES = """
# The status words that a plan may use. The word is always printed, with its
# colours behind it.
"""
_WORDS = """\
# Printed words that are not of the plan. What is not here is taken from the layout that this one
# extends; docs/layouts.md lists all files of a layout. Remove a # to change a word.

[document]
# recommendation = {recommendation}
# continued = {continued}
# page = {page}
# edition = {edition}

[summary]
# title = {title}
"""


def layout_toml(values: Mapping[str, object], statuses: Sequence[Status], head: str) -> str:
    """Return `layout.toml`; `values` are by their keys, those of a group together."""
    lines = [*(f"# {line}".rstrip() for line in head.splitlines())]
    group = ""
    for key, value in values.items():
        section, _, name = key.rpartition(".")
        if section != group:
            lines += ["", f"# {_GROUPS[section]}", f"[{section}]"]
            group = section
        note = f"  # {_NOTES[key]}" if key in _NOTES else ""
        lines.append(f"{name} = {toml_value(value)}{note}")
    made = "\n".join(lines) + "\n"
    return made + (_STATUSES if statuses else "") + "".join(_status(status) for status in statuses)


def _status(status: Status) -> str:
    values = {
        "word": status.word,
        "meaning": status.meaning,
        "text": status.text,
        "background": status.background,
    }
    lines = (f"{name} = {toml_value(value)}\n" for name, value in values.items())
    return "\n[[statuses]]\n" + "".join(lines)


def words_toml(layout: Layout) -> str:
    """Return `words.toml`, with those words of `layout` that forces change first."""
    words = {**layout.words["document"], "title": layout.words["summary"]["title"]}
    names = ("recommendation", "continued", "page", "edition", "title")
    return _WORDS.format(**{name: toml_value(words[name]) for name in names})


def toml_value(value: object) -> str:
    """Return a text, number, truth value, list or table as TOML 1.0 writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        inner = ", ".join(_pairs(value))
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    raise TypeError(f"{value!r} is not a value of a layout")


def _pairs(table: Mapping[object, object]) -> Iterator[str]:
    for name, value in table.items():
        yield f"{toml_value(str(name))} = {toml_value(value)}"
