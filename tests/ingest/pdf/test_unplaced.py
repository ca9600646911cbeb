"""The check for lost words, which knows words and no geometry."""

from __future__ import annotations

from collections import Counter

from pipeline.findings import Source
from pipeline.ingest.pdf.unplaced import unplaced_words
from pipeline.richtext import plain_text
from pipeline.table import RawText


def lost(seen: str, read: str, furniture: str = "") -> list[str]:
    """Return the words of `seen` that are neither in `read` nor in `furniture`."""
    item = RawText(plain_text(read), Source("plan.pdf"))
    return unplaced_words(Counter(seen.split()), [item], [furniture])


def test_a_word_left_out_is_named() -> None:
    """Each word counts as often as the pages show it."""
    assert lost("one two two", "one two") == ["two"]


def test_pieces_of_a_joined_word_are_placed() -> None:
    """A word broken over two lines is whole in what was read."""
    assert lost("the short- term fund", "the short-term fund") == []


def test_furniture_and_bullets_count() -> None:
    """Running titles are placed, bullet signs are structure."""
    assert lost("• done Page 1", "•done", "Page 1") == []


def test_the_hyphen_of_a_lines_end_is_no_letter() -> None:
    """A word is placed though the hyphen that split it is not in what was read."""
    assert lost("recom- mendation", "recommendation") == []
    assert lost("recom- mendation", "mendation") == ["recom-"]
