"""What is held of a long document."""

from __future__ import annotations

from pipeline.ingest.pdf.text.compressed_list import Held
from pipeline.ingest.pdf.text.lines import Line, lines_of
from tests.ingest.pdf.tabled import words

LINES = [
    lines_of(words(50, 20.0 * n, f"Line {n} of the page’s text £5"), n)[0] for n in range(1, 40)
]


def test_what_is_folded_comes_back_as_it_was() -> None:
    """Whether it is only looked at or changed, and as often as one likes."""
    held: Held[Line] = Held(LINES)
    held.fold()
    held.fold()
    assert list(held) == list(held) == LINES
    assert (len(held), held[-1]) == (len(LINES), LINES[-1])
    held.unfolded().append(LINES[0])
    assert list(held) == [*LINES, LINES[0]]
    assert len(held) == len(LINES) + 1


def test_nothing_stays_nothing() -> None:
    """A blank cell holds no paragraphs, folded or not."""
    held: Held[Line] = Held()
    assert not held
    held.fold()
    assert not held
    assert list(held) == held.unfolded() == []
