"""The page `docs/layouts.md`: `python -m pipeline.layout.manual > docs/layouts.md`."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pipeline.layout import BUILT_IN, load_layout
from pipeline.layout import columns as columns_module
from pipeline.layout import model as model_module
from pipeline.layout.model import Layout
from pipeline.layout.validate import bounds

_OURS = ("name", "folders", "words")
"""What the program itself puts in."""
_HEAD = """\
# Layouts

This page is made from the code: `python -m pipeline.layout.manual > docs/layouts.md`.

A layout is a folder `layouts/<name>/` in the working folder, with a `layout.toml`. It says only
what differs from the layout that it `extends` (`standard`, `devon-and-cornwall`, `compact`, or
one of your own); where it names none, it extends `devon-and-cornwall`. Five lines are a layout:

```toml
extends = "standard"
title = "Wexmoor Police"
[colours]
heading_background = "#0b3d3a"
link = "#0b5c56"
```

Saved as `layouts/wexmoor/layout.toml`, it is used with `--layout wexmoor`, or `layout =
"wexmoor"` in `publish.toml`.

A fault is an error (exit code 6) that names the file, the key and what it takes: an unknown key
comes with the nearest one, and two colours that readers with low vision cannot distinguish (a
contrast below 4.5:1) are refused. A layout from a stranger is data: it reads no file outside its
folder, fetches nothing and runs nothing.

Besides `layout.toml` a layout may have `words.toml` (every printed word that is not of the plan;
what it lacks is taken from the layout it extends), `plan.html.jinja` and `plan.css` (the PDF),
`page.html.jinja` and `page.css` (the web page).

## Keys of layout.toml

| key | takes | in `devon-and-cornwall` |
|---|---|---|
"""


def manual() -> str:
    """Return the page as Markdown."""
    layout = load_layout(BUILT_IN)
    rows = (f"| `{key}` | {takes} | {shown} |" for key, takes, shown in _keys(Layout, layout, ""))
    return _HEAD + "\n".join(rows) + "\n"


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
    words = {str: "text", float: "a number", int: "a number"}
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
    home = model_module if kind.__module__ == model_module.__name__ else columns_module
    tree = ast.parse(inspect.getsource(home))
    bodies = [n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == kind.__name__]
    notes = {}
    for statement, after in zip(bodies[0], bodies[0][1:], strict=False):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            notes[statement.target.id] = " ".join(str(after.value.value).split())
    return notes


if __name__ == "__main__":
    sys.stdout.write(manual())
