"""The words of the forms: what a layout prints on them, and how it knows them again."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import LayoutError
from pipeline.layout import Layout
from pipeline.model import Plan, Role
from pipeline.nochange import fold, is_no_change
from pipeline.richtext import RichText, one_line

_WORDS = (
    *("title", "instructions", "stamp", "sheet", "statuses", "statuses_note", "word", "meaning"),
    *("yes", "choose", "choose_help", "no_change_help", "not_in_list", "cut", "none_yet"),
    *("everyone", "nobody", "page", "headings", "reminder", "person"),
)
"""What a layout that makes forms must have words for."""


def form_words(layout: Layout) -> dict[str, Any]:
    """Return the layout's words for its forms; raise LayoutError where some are missing."""
    words: dict[str, Any] = layout.words.get("forms", {})
    if missing := [word for word in _WORDS if word not in words]:
        raise LayoutError(
            f"{layout.folder / 'words.toml'}: the table [forms] lacks {', '.join(missing)}",
            hint="Copy them from the layout devon-and-cornwall and put them in your own words.",
        )
    return words


_LONGEST = 20
"""Words; a text that says nothing changed has fewer."""


def is_like_no_change(text: RichText, layout: Layout) -> bool:
    """Return whether `text` seems to mean "nothing changed" in words the layout does not list."""
    patterns = layout.words.get("forms", {}).get("like_no_change", {}).get("patterns", ())
    if len(text.words) > _LONGEST:
        return False
    said = fold(text.plain)
    try:
        alike = any(re.fullmatch(pattern, said) for pattern in patterns)
    except re.error as error:
        place = f"{layout.folder / 'words.toml'}: forms.like_no_change: {error.pattern!r}"
        raise LayoutError(f"{place}: {error}", hint="Correct the pattern.") from error
    return alike and not is_no_change(text, layout)


def status_words(plan: Plan, layout: Layout) -> dict[str, str]:
    """Return the words that a status may have, by the word without case: the legend's first.

    Where the plan spells a word of the legend in its own way, its spelling counts.
    """
    words = [status.word for status in layout.statuses]
    words += [
        word
        for action in plan.actions()
        for place in action.columns.all(Role.STATUS)
        if (word := one_line(action.cells[place]))
    ]
    return {word.casefold(): word for word in words}
