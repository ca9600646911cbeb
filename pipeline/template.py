"""Fill in a layout's template: text in, text out, and content is never markup.

A layout is data, from whatever folder the user named: its templates run in a sandbox.
"""

from __future__ import annotations

from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.errors import LayoutError
from pipeline.layout import Layout

_ENVIRONMENT = ImmutableSandboxedEnvironment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def fill_template(layout: Layout, name: str, values: dict[str, Any]) -> str:
    """Return the template `name` filled in: the layout's own, else the built-in layout's.

    Raises LayoutError, naming the line, where the template is missing or wrong.
    """
    environment = _ENVIRONMENT.overlay(loader=FileSystemLoader(layout.folders))
    try:
        return environment.get_template(name).render(values)
    except TemplateError as error:
        line = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        raise LayoutError(
            f"layout {layout.name!r}, {name}{line}: {error.message}",
            hint="Correct the template, or take it away to use the built-in one.",
        ) from error
