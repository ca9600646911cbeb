"""The page `docs/layouts.md`: `python -m pipeline.layoutmanual > docs/layouts.md`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from pipeline.columns import Period, Role, standard_columns
from pipeline.layout import BUILT_IN, Layout, Logo, Places, load_layout
from pipeline.layout.keys import key_rows
from pipeline.model import Action, Detail, Level, Plan, Recommendation
from pipeline.publication import Alternate, Publication, PublishedFile, Sentence
from pipeline.render.html import page_values as web_values
from pipeline.render.pdf.page import page_values as pdf_values
from pipeline.richtext import plain_text
from pipeline.template import plain_value

_HEAD = """\
# Layouts

This page is made from the code: `python -m pipeline.layoutmanual > docs/layouts.md`.

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

`publish layout new wexmoor` writes such a folder with comments. `publish layout new wexmoor
--from FILE` measures a published plan (PDF or DOCX): its sheet, margins, typeface (the nearest at
hand), sizes, colours, columns and their widths, footer, headings of periods, status words and
shape. `publish layout show wexmoor` writes a preview of an invented plan into
`layouts-preview/wexmoor/`.

A fault is an error (exit code 6) that names the file, the key and what it takes: an unknown key
comes with the nearest one, and two colours that readers with low vision cannot distinguish (a
contrast below 4.5:1) are refused. A layout from a stranger is data: it reads no file outside its
folder, fetches nothing and runs nothing.

Besides `layout.toml` a layout may have `words.toml` (every printed word that is not of the plan;
what it lacks is taken from the layout it extends), `words.cy.toml` (the same in Welsh, for
`--language cy`; another language has a file of its own), `plan.html.jinja` and `plan.css` (the
PDF), `page.html.jinja` and `page.css` (the web page).

## Keys of layout.toml

| key | takes | in `devon-and-cornwall` |
|---|---|---|
"""


_TEMPLATES = """
## What a template is given

Templates are Jinja. They are given text, numbers, lists and names with values, and nothing that
could be called. A list is written `name[]`. Words that a template writes itself belong in an
`<aside>`, or in `[places]` of `layout.toml`: others are refused, with their line.
"""
_SKIPPED = ("words", "style")
"""Values that are described in a line, and not name by name."""


def manual() -> str:
    """Return the page as Markdown."""
    parts = [_HEAD, *(f"{row}\n" for row in key_rows()), _TEMPLATES]
    sections = _sample(replace(load_layout(BUILT_IN), shape="by-recommendation"))
    wide = _sample(load_layout(BUILT_IN))
    pdf = {**pdf_values(wide, (50.0, 50.0)), "sections": pdf_values(sections, ())["sections"]}
    for name, values in (("plan.html.jinja", pdf), ("page.html.jinja", web_values(wide))):
        parts.append(f"\n### {name}\n\n| name | value |\n|---|---|\n")
        given = {key: plain_value(value) for key, value in values.items()}
        parts += (f"| `{key}` | {kind} |\n" for key, kind in _names(given, ""))
    return "".join(parts)


def _names(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield each name below `where` with the kind of its value."""
    if where.rpartition(".")[2] == "words":
        yield where, "as in `words.toml`"
    elif isinstance(value, SimpleNamespace | Mapping):
        inner = vars(value) if isinstance(value, SimpleNamespace) else value
        for key, each in inner.items():
            yield from _names(each, f"{where}.{key}" if where else key)
    elif isinstance(value, tuple):
        found: dict[str, str] = {}
        for each in value:
            found.update(_names(each, f"{where}[]"))
        yield from found.items()
    else:
        yield where, _kind(value)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "number" if isinstance(value, int | float) else "text"


def _sample(layout: Layout) -> Publication:
    """Return a publication in which every place has something."""
    periods = (Period("Spring", dt.date(2026, 3, 1)), Period("Summer", dt.date(2026, 6, 1)))
    columns = standard_columns(periods, {Role.NUMBER: "No."})
    low = columns.level(Level.ACTION)
    texts = {Role.REFERENCE: "7.1", Role.STATUS: layout.statuses[0].word}
    cells = tuple(plain_text(texts.get(column.role, "Done:\n\u2022one")) for column in low)
    tops = (plain_text("7"), plain_text("Act."))
    recommendation = Recommendation(
        columns.level(Level.RECOMMENDATION), tops, (Action(low, cells),)
    )
    plan = Plan("Plan", (Detail("Force", "Wexmoor"),), columns, (recommendation,), ("Note",))
    says = Places("Intro", "Contact", "Legend", "Footer", Logo())
    return Publication(
        plan,
        replace(layout, places=says),
        "plan",
        files=(PublishedFile("plan.pdf", "pdf", 1),),
        alternates=(Alternate("cy", "Cymraeg", "plan.cy.html"),),
        changes=(Sentence("One is new."),),
    )


if __name__ == "__main__":
    sys.stdout.write(manual())
