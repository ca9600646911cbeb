"""Renderers: a publication in, one artifact's bytes out. They decide nothing about content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from pipeline.errors import OutputError
from pipeline.publication import Publication, PublishedFile

if TYPE_CHECKING:
    from pipeline.render.apart import Apart

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

_LINKING = "html"
"""It states the others' sizes, so it is rendered when they are there."""

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
    publication: Publication,
    formats: Sequence[str],
    progress: Callable[[str], None],
    apart: Apart | None = None,
) -> dict[str, bytes]:
    """Return the artifacts of `publication` by file name, in the order of `formats`.

    What a process `apart` renders is waited for when nothing else is left to do but the web page,
    which links to all others.
    """
    coming = {apart.format: apart.begin(publication)} if apart else {}
    files: dict[str, bytes] = {}
    wanted = (f for f in RENDERERS if f in formats)
    for format_ in sorted(wanted, key=lambda f: (f == _LINKING, f in coming)):
        progress(f"Rendering {format_}")
        if format_ in coming:
            files[format_] = coming[format_].result()
        else:
            files[format_] = renderer(format_)(
                replace(publication, files=_listed(publication, files))
            )
    return {f"{publication.name}.{f}": files[f] for f in formats}


def _listed(publication: Publication, files: Mapping[str, bytes]) -> tuple[PublishedFile, ...]:
    """Return the artifacts that there are, always in the same order."""
    return tuple(
        PublishedFile(f"{publication.name}.{f}", f, len(files[f])) for f in RENDERERS if f in files
    )
