"""The finding for text that a file has and does not show: the same for every format."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pipeline.findings import Finding, Place, Severity, Source

HIDDEN_TEXT = "hidden-text"
"""The finding's code."""
LEAST_CONTRAST = 16
"""Of 255: text that differs by less from its background in red, green and blue is hidden."""
_SHOWN = 80
"""Characters of the text that the message quotes; the finding's `words` are complete."""


class Cause(StrEnum):
    """Why nobody sees the text; each completes `Hidden text was not read: ...`."""

    COLOUR = "it has the colour of its background"
    COVERED = "something is drawn over it"
    REDACTED = "it is marked for redaction"
    SIZE = "it is too small to see"
    TRANSPARENT = "it is transparent"
    INVISIBLE = "it is marked as invisible"
    LAYER = "it is on a layer that is switched off"
    OUTSIDE = "it lies outside the page"
    CLIPPED = "it is cut off by its frame"
    FORMAT = "the cell's number format shows nothing"
    NO_ROOM = "its row or column has no width or height"
    STYLE = "the style sheet hides it"


_HINTS = {
    Cause.CLIPPED: "Make the row higher if the text belongs to the plan; else delete it.",
}
_HINT = "Show the text in the file if it belongs to the plan; else delete it."


def blends_in(colour: tuple[int, int, int], ground: tuple[int, int, int]) -> bool:
    """Return whether nobody sees text of one colour on the other; parts are from 0 to 255."""
    return max(abs(a - b) for a, b in zip(colour, ground, strict=True)) < LEAST_CONTRAST


def hidden_text(
    texts: Iterable[str], cause: Cause, source: Source, *, is_shown: bool = False
) -> Finding:
    """Return the finding for `texts`, which nobody sees at `source` for one `cause`.

    A warning; a note where the same words are shown elsewhere (`is_shown`), as where a program
    draws a heading twice.
    """
    words = tuple(word for text in texts for word in text.split())
    quoted = " ".join(words)
    if len(quoted) > _SHOWN:
        quoted = quoted[: _SHOWN - 1].rstrip() + "…"
    return Finding(
        HIDDEN_TEXT,
        Severity.NOTE if is_shown else Severity.WARNING,
        f'Hidden text was not read: {cause}: "{quoted}"',
        Place(source=source),
        "" if is_shown else _HINTS.get(cause, _HINT),
        words,
    )
