"""Renderers: a publication in, one artifact's bytes out. They decide nothing about content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import cast

from pipeline.errors import OutputError
from pipeline.publication import Publication, PublishedFile

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


def check_formats(formats: Sequence[str]) -> None:
    """Raise OutputError where `formats` names none, or one that is not rendered."""
    unknown = [repr(f) for f in formats if f not in RENDERERS]
    if unknown or not formats:
        raise OutputError(
            f"there is no format {', '.join(unknown)}" if unknown else "no format was given",
            hint=f"Use one or more of: {', '.join(RENDERERS)}.",
        )


def render_all(
    publication: Publication, formats: Sequence[str], progress: Callable[[str], None]
) -> dict[str, bytes]:
    """Return the artifacts of `publication` by file name, in the order of `formats`.

    They are rendered in the order of `RENDERERS`, so that the web page can link to the others.
    """
    files: dict[str, bytes] = {}
    for format_ in (f for f in RENDERERS if f in formats):
        progress(f"Rendering {format_}")
        listed = tuple(
            PublishedFile(name, _format(name, publication), len(data))
            for name, data in files.items()
        )
        files[f"{publication.name}.{format_}"] = renderer(format_)(
            replace(publication, files=listed)
        )
    return {name: files[name] for name in (f"{publication.name}.{f}" for f in formats)}


def _format(name: str, publication: Publication) -> str:
    return name.removeprefix(f"{publication.name}.")
