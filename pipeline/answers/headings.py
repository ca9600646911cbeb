"""The headings by which the fields of a returned file are known."""

from __future__ import annotations

from pipeline.answers.reply import Field
from pipeline.answers.table import Headings, folded
from pipeline.layout import Layout


def headings(layout: Layout) -> Headings:
    """Return the field below each heading: of an updates file and of the layout's forms.

    The form's second sheet is among them: nobody fills it in.
    """
    words = layout.words.get("forms", {})
    fields: dict[str, Field | None] = {field.value: field for field in Field}
    named = {folded(text): fields.get(name) for name, text in words.get("headings", {}).items()}
    return {folded(words.get("statuses", "")): None} | named | fields
