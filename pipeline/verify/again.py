"""Set a published PDF again from what it carries, and compare: the same inputs, the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.changes import correction_note
from pipeline.editions import EditionRecord, carried_record, record_to_json, tool_versions
from pipeline.errors import LayoutError, PublishError
from pipeline.layout import Layout, font_digests, layout_digest, layout_names, load_layout
from pipeline.model import Plan
from pipeline.publication import Publication, Sentence
from pipeline.render.pdf_process import rendering_apart


@dataclass(frozen=True, slots=True)
class Again:
    """A PDF set again, and how the machine differs from the one that published it."""

    data: bytes
    """The PDF as it is set here; empty if it cannot be."""
    otherwise: tuple[str, ...]
    """What is another here: versions, the layout; empty if the bytes must be the same."""
    error: str = ""
    """Why it cannot be set here."""


def set_again(plan: Plan, record: EditionRecord, layout: Layout) -> Again:
    """Return the PDF of `plan` and `record`, set as publishing sets it.

    `layout` is the one to use where no layout here has the digest that the record names.
    """
    layout = _layout_of(record, layout)
    otherwise = tuple(_otherwise(record, layout))
    try:
        return Again(_set(plan, record, layout), otherwise)
    except PublishError as error:
        return Again(b"", otherwise, error.message)
    except RuntimeError as error:  # what the process apart could not foresee
        return Again(b"", otherwise, str(error))


def correction_of(record: EditionRecord, layout: Layout) -> str:
    """Return the sentence that the artifacts of `record` bear of its correction, if it is one."""
    correction = record.correction
    return correction_note(correction.on, correction.reason, layout) if correction else ""


def _set(plan: Plan, record: EditionRecord, layout: Layout) -> bytes:
    publication = Publication(
        plan,
        layout,
        f"{record.name}-{record.date.isoformat()}",
        changes=tuple(map(Sentence, record.changes)),
        correction=correction_of(record, layout),
        record=record_to_json(carried_record(record)),
    )
    with rendering_apart(("pdf",)) as apart:
        if apart is None:
            from pipeline.render import renderer

            return renderer("pdf")(publication)
        return apart.begin(publication)["pdf"].result()


def _layout_of(record: EditionRecord, layout: Layout) -> Layout:
    """Return the layout that `record` names by its digest, `layout` where there is none here."""
    if record.layout in ("", layout_digest(layout)):
        return layout
    for name in layout_names():
        try:
            other = load_layout(name)
        except LayoutError:  # it is not the one, then
            continue
        if layout_digest(other) == record.layout:
            return other
    return layout


def _otherwise(record: EditionRecord, layout: Layout) -> Iterator[str]:
    here = tool_versions(signed=record.signed is not None)
    for tool in here:
        was = record.versions.get(tool)
        if was != here[tool]:
            yield f"{tool} {was or 'of an unknown version'} (here {here[tool] or 'none'})"
    if record.layout != layout_digest(layout):
        fonts = list(_other_fonts(record, layout))
        yield from fonts or [f"a layout or font that differs from {layout.name}"]


def _other_fonts(record: EditionRecord, layout: Layout) -> Iterator[str]:
    """Yield what is said about each font that `record` names and that is another here, or gone."""
    here = font_digests(layout) if record.fonts else {}
    for name, digest in record.fonts.items():
        if here.get(name) != digest:
            yield f"another version of the font {name}" if name in here else f"the font {name}"
