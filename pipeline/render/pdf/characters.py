"""Characters that no font of the layout can show: found before anything is printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.errors import LayoutError
from pipeline.findings import Place
from pipeline.fonts import Faces
from pipeline.model import Action, Plan, Recommendation
from pipeline.publication import Publication

ALWAYS = "\u2022\u2010"
"""The bullet and the hyphen at a line's end, which the layout adds."""


def used_characters(publication: Publication) -> frozenset[str]:
    """Return the characters that the PDF of `publication` prints."""
    texts = (text for _, text in _all_texts(publication))
    return frozenset(ALWAYS).union(*texts) - {"\n"}  # between paragraphs


def check_characters(publication: Publication, faces: Faces) -> None:
    """Raise LayoutError with every place where the plan has a character without a glyph.

    An empty box in print would be a word silently lost.
    """
    missing = {c for c in used_characters(publication) if not faces.can_show(c)}
    if not missing:
        return
    name = publication.layout.name
    lines = [
        f"{_named(c)} is in no font of layout {name!r}: {place or 'the plan'}"
        for place, text in _all_texts(publication)
        for c in sorted(missing.intersection(text))
    ]
    raise LayoutError(
        "\n".join(lines),
        hint="Replace the character, or name a font that has it in layout.toml, [type] files.",
    )


def _all_texts(publication: Publication) -> Iterator[tuple[str, str]]:
    yield from printed_texts(publication.plan)
    yield f"the words of layout {publication.layout.name!r}", _layout_text(publication)
    yield "the reason of the correction", publication.correction


def printed_texts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield each text of `plan` that is printed, with its place in words."""
    yield "title", plan.title
    for detail in plan.details:
        yield f"detail {detail.label}", f"{detail.label}{detail.text}"
    for column in plan.columns:
        yield f"heading {column.name}", column.name
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        place = Place(recommendation=recommendation.number)
        yield str(place), "\n".join(cell.plain for cell in recommendation.cells)
        for action in recommendation.actions:
            yield from _action_texts(recommendation, action, next(keys))
    for note in plan.notes:
        yield "note below the table", note


def _action_texts(
    recommendation: Recommendation, action: Action, key: str
) -> Iterator[tuple[str, str]]:
    place = Place(recommendation=recommendation.number, action=key)
    for column, cell in zip(action.columns, action.cells, strict=True):
        if cell:
            yield f"{place}, {column.name}" if column.name else str(place), cell.plain


def _layout_text(publication: Publication) -> str:
    layout = publication.layout
    statuses = (f"{s.word} {s.meaning}" for s in layout.statuses)
    words = (w for w in layout.words["document"].values() if isinstance(w, str))
    return " ".join((*statuses, *words))


def _named(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    return f"U+{ord(character):04X} ({name})"
