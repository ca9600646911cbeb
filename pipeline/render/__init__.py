"""Renderers: a publication in, one artifact's bytes out. They decide nothing about content."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from pipeline.publication import Publication

Renderer = Callable[[Publication], bytes]
"""The same publication gives the same bytes, on every machine and every day."""

# A renderer's module is imported when it is first used. The web page comes last: it links to the
# others and states their sizes.
RENDERERS: dict[str, str] = {
    "pdf": "pipeline.render.pdf:render_pdf",
    "docx": "pipeline.render.docx:render_docx",
    "json": "pipeline.render.data:render_json",
    "csv": "pipeline.render.data:render_csv",
    "xlsx": "pipeline.render.sheet:render_xlsx",
    "txt": "pipeline.render.data:render_text",
    "updates.csv": "pipeline.render.data:render_updates_csv",
    "html": "pipeline.render.html:render_html",
}

PUBLISHED = ("pdf", "docx", "json", "csv", "html")
"""The formats of an edition, in the order they are rendered."""


def renderer(format: str) -> Renderer:  # noqa: A002 - the field's word
    """Return the renderer for `format`, a key of `RENDERERS`."""
    module, name = RENDERERS[format].split(":")
    return cast(Renderer, getattr(import_module(module), name))
