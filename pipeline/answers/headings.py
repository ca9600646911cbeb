"""The headings by which the fields of a returned file are known."""

from __future__ import annotations

from pipeline.answers.reply import Field
from pipeline.answers.table import Headings, folded
from pipeline.layout import Layout


def headings(layout: Layout) -> Headings:
    """Return the field below each heading: of an updates file and of the layout's forms."""
    printed: dict[str, str] = layout.words.get("forms", {}).get("headings", {})
    fields = {field.value: field for field in Field}
    named = {folded(words): fields.get(name) for name, words in printed.items()}
    return named | fields
