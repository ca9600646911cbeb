"""Labels and their values in running text."""

from __future__ import annotations

from pipeline.findings import Source
from pipeline.parse.labels import joint_word
from pipeline.richtext import plain_text
from pipeline.table import RawText


def test_a_label_and_its_value_may_make_one_word() -> None:
    """A page's style sets them apart; its words do not."""
    value = plain_text("Vale")
    assert joint_word(RawText(plain_text("OwnerVale"), Source("a")), value) == ["OwnerVale"]
    assert joint_word(RawText(plain_text("Owner: Vale"), Source("a")), value) == []


def test_a_word_of_a_megabyte_is_not_looked_through_again_and_again() -> None:
    """It took the square of its length."""
    long = RawText(plain_text(f"Owner: {'a' * 1_000_000}!"), Source("a"))
    assert joint_word(long, plain_text("another text")) == []
