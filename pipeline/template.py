"""Fill in a layout's template: text in, text out, and content is never markup.

A layout is data, from whatever folder the user named. Its templates run in a sandbox, are given
plain values and none of our objects, and what they write is refused where it acts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from traceback import walk_tb
from types import SimpleNamespace
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pipeline.errors import LayoutError
from pipeline.inert import acting_parts, with_policy
from pipeline.layout import Layout
from pipeline.literals import literal_words

_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template can raise: Jinja's own, and Python's where a value does not fit."""
_GIVEN = (
    "name",
    "title",
    "language",
    "plan_language",
    "shape",
    "page",
    "colours",
    "statuses",
    "words",
)
"""What a template may know of its layout."""
_SHOWN = 5
"""Faults of one page that a message lists."""


def css_string(text: str) -> Markup:
    """Return `text` as a CSS string that is safe inside a `<style>` element."""
    signs = (c if c.isalnum() or c in " .,;:-" else f"\\{ord(c):06x}" for c in text)
    return Markup(f'"{"".join(signs)}"')  # noqa: S704 - every other sign is escaped


_ENVIRONMENT = ImmutableSandboxedEnvironment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_ENVIRONMENT.filters["css_string"] = css_string


@dataclass(frozen=True, slots=True)
class Own:
    """What the renderer itself puts into a page, and no template may write."""

    head: str = ""
    """Elements at the beginning of the page's head."""
    script: str = ""
    parts: Mapping[str, Markup] = field(default_factory=dict)
    """What a template may place by name: `{{ own.filters }}`."""


NOTHING_OWN = Own()


def fill_page(layout: Layout, name: str, values: Mapping[str, Any], own: Own = NOTHING_OWN) -> str:
    """Return the web page that the template `name` gives, with a policy against scripts.

    What is the renderer's `own` is put in after the template's text was checked. Raises
    LayoutError as `fill_template()` does, and where the page has no `<head>`.
    """
    places = {part: Markup('<div id="{}"></div>').format(f"own-{part}") for part in own.parts}
    text = fill_template(layout, name, {**values, "own": places})
    for part, place in places.items():
        text = text.replace(place, own.parts[part], 1)
    page = with_policy(text, own.head, own.script)
    if page is None:
        raise LayoutError(
            f"layout {layout.name!r}, {name}: the page has no <head>", hint="Give it one."
        )
    return page


def check_literals(layout: Layout, name: str) -> None:
    """Raise LayoutError if the template `name` of a plan writes words among those of the plan.

    They would be read back as plan.
    """
    source = _source(layout, name)
    faults = () if source is None else tuple(literal_words(source[0]))
    if faults:
        raise LayoutError(
            "\n".join(
                f"layout {layout.name!r}, {name}, line {line}: {words!r} is not of the plan"
                for line, words in faults[:_SHOWN]
            ),
            hint="Say it in [places] of layout.toml, or put it in an <aside>.",
        )


def fill_template(layout: Layout, name: str, values: Mapping[str, Any]) -> str:
    """Return the template `name` filled in: the layout's own, else the built-in layout's.

    Raises LayoutError, naming the line, where the template is missing or wrong, and where what
    it gives holds a script or anything else that acts.
    """
    environment = _ENVIRONMENT.overlay(loader=FunctionLoader(lambda file: _source(layout, file)))
    given = {key: plain_value(value) for key, value in values.items()}
    try:
        text = environment.get_template(name).render(given)
    except _FAULTS as error:
        raise LayoutError(
            f"layout {layout.name!r}, {name}{_line(error, layout)}: {_words(error)}",
            hint="Correct the template, or take it away to use the built-in one.",
        ) from error
    if faults := list(acting_parts(text)):
        lines = (f"layout {layout.name!r}, {name}: {fault}" for fault in faults[:_SHOWN])
        raise LayoutError(
            "\n".join(lines),
            hint="A layout shows a plan: it holds no script, no frame and no form, fetches "
            "nothing, and its comments are {# so #}. Take that part out.",
        )
    return text


def layout_values(layout: Layout) -> dict[str, Any]:
    """Return what a template may know of its layout: no path is among it."""
    return {name: getattr(layout, name) for name in _GIVEN}


def plain_value(value: Any) -> Any:
    """Return `value` as text, numbers, dates, tuples, dictionaries and names with values.

    A dataclass becomes its fields, so nothing of ours can be called. Raises TypeError for any
    other object: a path would let a template read and write files.
    """
    if value is None or isinstance(value, bool | Markup):
        return value
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    if isinstance(value, dt.date):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return SimpleNamespace(
            **{f.name: plain_value(getattr(value, f.name)) for f in fields(value)}
        )
    if isinstance(value, Mapping):
        return {plain_value(key): plain_value(inner) for key, inner in value.items()}
    if isinstance(value, Iterable):
        return tuple(map(plain_value, value))
    raise TypeError(f"{type(value).__name__} is not a plain value")


def _source(layout: Layout, name: str) -> tuple[str, str, None] | None:
    path = layout.find(name)
    if not path.is_file():
        return None
    return path.read_text(encoding="utf-8"), str(path), None


def _line(error: Exception, layout: Layout) -> str:
    """Return the line of the layout's file where `error` arose, in words."""
    if isinstance(error, TemplateSyntaxError):
        return f", line {error.lineno}"
    folders = tuple(str(folder) for folder in layout.folders)
    lines = [
        line
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename.startswith(folders)
    ]
    return f", line {lines[-1]}" if lines else ""


def _words(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}"
    if isinstance(error, KeyError):
        return f"there is nothing with the name {error}"
    return str(error) or type(error).__name__
