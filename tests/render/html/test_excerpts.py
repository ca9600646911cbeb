"""What distinguishes a recommendation."""

from __future__ import annotations

from pipeline.render.html.excerpts import excerpts
from pipeline.richtext import plain_text


def _of(*texts: str) -> list[str]:
    return excerpts([plain_text(text) for text in texts])


def test_what_all_begin_with_is_left_out() -> None:
    """Dates and months make no difference to what texts begin with."""
    assert _of(
        "By 27 March 2025, chief constables should review how reports are graded.",
        "By 30 June 2026, chief constables should train everybody in the control room.",
    ) == ["… review how reports are graded.", "… train everybody in the control room."]


def test_few_words_in_common_are_kept() -> None:
    """Two words tell nothing of a pattern, three do; four must be left to say something."""
    assert _of("The force should one two three four.", "The force will do it all at once.") == [
        "The force should one two three four.",
        "The force will do it all at once.",
    ]
    assert _of("Each year now one two three four.", "Each year now five six seven eight.") == [
        "… one two three four.",
        "… five six seven eight.",
    ]
    assert _of("Each year now one two three.", "Each year now five six seven.") == [
        "Each year now one two three.",
        "Each year now five six seven.",
    ]


def test_a_long_text_ends_at_a_word() -> None:
    """At most 90 characters are shown; the ellipsis says that more follows."""
    (line,) = _of("Recording " * 9 + "ends.")
    assert line == "Recording " * 9 + "…"
    assert _of("x" * 90) == ["x" * 90]
    assert _of("") == [""]
