"""The keys of `layout.toml`, as a page shows them."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pipeline.layout import BUILT_IN, load_layout
from pipeline.layout.model import Layout
from pipeline.layout.validate import bounds

_OURS = ("name", "folders", "words")
"""What the program itself puts in."""


def key_rows() -> Iterator[str]:
    """Yield a row of a Markdown table for each key: what it takes, and what the built-in has."""
    layout = load_layout(BUILT_IN)
    return (f"| `{key}` | {takes} | {shown} |" for key, takes, shown in _keys(Layout, layout, ""))


def _keys(kind: Any, value: Any, where: str) -> Iterator[tuple[str, str, str]]:
    """Yield each key below `where`, what it takes, and its value in the built-in layout."""
    hints = get_type_hints(kind)
    notes = _notes(kind)
    for field in fields(kind):
        if kind is Layout and field.name in _OURS:
            continue
        hint, key = hints[field.name], f"{where}{field.name}"
        inner = getattr(value, field.name)
        if is_dataclass(hint):
            yield from _keys(hint, inner, f"{key}.")
        elif get_origin(hint) is tuple and is_dataclass(get_args(hint)[0]):
            yield from _keys(get_args(hint)[0], inner[0], f"{key}[].")
        else:
            yield key, _takes(key, hint, notes.get(field.name, "")), _shown(inner)


def _takes(key: str, hint: Any, note: str) -> str:
    words = {str: "text", float: "a number", int: "a number", bool: "`true` or `false`"}
    if get_origin(hint) is Literal:
        kind = " or ".join(f"`{choice}`" for choice in get_args(hint))
    elif get_origin(hint) is tuple:
        kind = "a list of texts"
    else:
        kind = words.get(hint, "a value")
    if key.startswith("colours.") or key in ("statuses[].text", "statuses[].background"):
        kind = "a colour, `#rrggbb`"
    if limits := bounds(key):
        kind += f" from {limits[0]:g} to {limits[1]:g}"
    return f"{kind}. {note}" if note else kind


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"`{item}`" for item in value)
    text = value.rpartition("/")[2] if isinstance(value, str) and value.endswith(".ttf") else value
    return f"`{text:g}`" if isinstance(text, float) else f"`{text}`"


def _notes(kind: Any) -> dict[str, str]:
    """Return what the docstring below each field of a dataclass says, by its name."""
    tree = ast.parse(inspect.getsource(sys.modules[kind.__module__]))
    bodies = [n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == kind.__name__]
    notes = {}
    for statement, after in zip(bodies[0], bodies[0][1:], strict=False):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            notes[statement.target.id] = " ".join(str(after.value.value).split())
    return notes
