"""Renderers: a publication in, one artifact's bytes out. They decide nothing about content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType
from typing import cast

from pipeline.errors import OptionError
from pipeline.layout import Layout, in_language, split_language
from pipeline.model import Plan
from pipeline.publication import Alternate, Publication, PublishedFile

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
    "feed.xml": "pipeline.render.feed:render_feed",
    "html": "pipeline.render.html:render_html",
}

NOT_APART: Mapping[str, Future[bytes]] = MappingProxyType({})

_LINKING = "html"
"""It states the others' sizes, so it is rendered when they are there."""

_SIGNED = "pdf"

PUBLISHED = ("pdf", "docx", "json", "csv", "html")
"""The formats of an edition, in the order they are rendered."""


def renderer(format: str) -> Renderer:  # noqa: A002 - the field's word
    """Return the renderer for `format`, a key of `RENDERERS`, or one with a language before it.

    `cy.html` is the web page in Welsh: with the layout's words in that language.
    """
    language, base = split_language(format)
    module, name = RENDERERS[base].split(":")
    made = cast(Renderer, getattr(import_module(module), name))
    if not language:
        return made

    def translated(publication: Publication) -> bytes:
        layout = in_language(publication.layout, language)
        changes = publication.translated.get(language, publication.changes)
        return made(replace(publication, layout=layout, changes=changes))

    return translated


def render_plan(plan: Plan, format: str, layout: Layout, name: str = "plan") -> bytes:  # noqa: A002
    """Return `plan` as one artifact's bytes; `format` is a key of `RENDERERS`.

    `name` is the file's name without its ending. Raises OptionError for an unknown format, and
    what the renderer raises.
    """
    check_formats((format,))
    return renderer(format)(Publication(plan, layout, name))


def check_formats(formats: Sequence[str]) -> None:
    """Raise OptionError if `formats` names none, or one that is not rendered."""
    unknown = [repr(f) for f in formats if split_language(f)[1] not in RENDERERS]
    if unknown or not formats:
        raise OptionError(
            f"there is no format {', '.join(unknown)}" if unknown else "no format was given",
            hint=f"Use one or more of: {', '.join(RENDERERS)}.",
        )


def render_all(
    publication: Publication,
    formats: Sequence[str],
    progress: Callable[[str], None],
    coming: Mapping[str, Future[bytes]] = NOT_APART,
) -> dict[str, bytes]:
    """Return the artifacts of `publication` by file name, in the order of `formats`."""
    files = dict(render_each(publication, formats, progress, coming))
    return {name: files[name] for name in file_names(publication, formats)}


def file_names(publication: Publication, formats: Sequence[str]) -> list[str]:
    """Return the names of the artifacts of `publication`."""
    return [f"{publication.name}.{format_}" for format_ in formats]


def render_each(
    publication: Publication,
    formats: Sequence[str],
    progress: Callable[[str], None],
    coming: Mapping[str, Future[bytes]] = NOT_APART,
    idle: Callable[[], None] = lambda: None,
    sign: Callable[[bytes], bytes] = bytes,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each artifact of `publication`, as soon as it is there.

    The PDF is what `sign` returns of the one that was set.

    What is `coming` from a process apart is waited for when nothing else is left to do but the
    web page, which links to all others. Then there is time for `idle`.
    """
    files: dict[str, bytes] = {}
    publication = replace(publication, alternates=_alternates(publication, formats))
    order = list(RENDERERS)
    wanted = sorted(dict.fromkeys(formats), key=lambda f: order.index(split_language(f)[1]))
    for format_ in sorted(wanted, key=lambda f: (split_language(f)[1] == _LINKING, f in coming)):
        progress(f"Rendering {format_}")
        if format_ in coming:
            for other in wanted:
                if other not in coming:
                    renderer(other)  # imports it
            idle()
            files[format_] = coming[format_].result()
        else:
            listed = replace(publication, files=_listed(publication, files))
            files[format_] = renderer(format_)(listed)
        if format_ == _SIGNED:
            files[format_] = sign(files[format_])
        yield f"{publication.name}.{format_}", files[format_]


def _alternates(publication: Publication, formats: Sequence[str]) -> tuple[Alternate, ...]:
    """Return the web pages among `formats`, where they are in several languages."""
    pages = [f for f in formats if split_language(f)[1] == _LINKING]
    made = []
    for page in pages if len(pages) > 1 else ():
        language = split_language(page)[0]
        layout = in_language(publication.layout, language) if language else publication.layout
        name = layout.words["document"]["language"]
        made.append(Alternate(layout.language, name, f"{publication.name}.{page}"))
    return tuple(made)


def _listed(publication: Publication, files: Mapping[str, bytes]) -> tuple[PublishedFile, ...]:
    """Return the artifacts that there are, always in the same order."""
    return tuple(
        PublishedFile(f"{publication.name}.{f}", f, len(files[f])) for f in RENDERERS if f in files
    )
