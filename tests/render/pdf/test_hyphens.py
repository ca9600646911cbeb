"""Only words that do not fit are split, and at their syllables."""

from __future__ import annotations

import pytest

from pipeline.fonts import load_faces
from pipeline.render.pdf.fit import Fit
from pipeline.render.pdf.hyphens import hyphenate, part_wide_words
from pipeline.render.pdf.rows import part_spans
from tests.render.pdf.conftest import LAYOUT, table_of

FACES = load_faces(LAYOUT)


def parted(text: str, width: float) -> tuple[str, str]:
    """Return `text` as it is set in a column of `width` millimetres, and as it was."""
    table = part_spans(table_of(f"<tbody><tr><td>{text}</td></tr></tbody>"))
    fit = Fit(9.0, (100.0,), width, 260.0, 9.0, 1.35)
    originals = part_wide_words(table, fit, FACES, "en-GB")
    (cell,) = table.cells()
    now = str(cell.element.text)
    return now.replace("\u00ad", "-"), originals.get((cell.element, "text"), now)


def test_word_that_fits_is_left_alone() -> None:
    """No soft hyphen is where a line might break for want of room elsewhere."""
    assert parted("our responsibilities are", 60.0)[0] == "our responsibilities are"


def test_word_that_does_not_fit_is_parted() -> None:
    """Only that word is, and what stood there before is kept for the tags."""
    now, before = parted("our responsibilities (are)", 15.0)

    assert now.startswith("our re-spons")
    assert now.endswith(" (are)")
    assert before == "our responsibilities (are)"


@pytest.mark.parametrize(
    "text", ["https://example.org/responsibilities", "ab12cd" * 9, "x@y.zz" * 9]
)
def test_what_is_no_word_gets_no_hyphen(text: str) -> None:
    """A hyphen in an address would be taken for a part of it."""
    assert parted(text, 15.0)[0] == text


def test_very_long_texts_cost_no_more_than_their_length() -> None:
    """A cell of figures, or of one endless word, is gone through once."""
    for text in ("1 " * 200_000, "x" * 400_000, "., " * 200_000):
        assert parted(text.strip(), 15.0)[0] == text.strip()


def test_unknown_language_parts_nothing() -> None:
    """Without a dictionary a long word is broken where the line ends."""
    assert hyphenate("responsibilities", "tlh") == "responsibilities"
