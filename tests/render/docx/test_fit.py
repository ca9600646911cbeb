"""Tests of the type's size in tables with many periods."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import LayoutError
from pipeline.render.docx.fit import fitted, widths
from tests.plans import small_table
from tests.render.docx.rendered import LAYOUT, on_paper


@pytest.mark.parametrize("periods", [0, 1, 4, 6])
def test_few_periods_keep_the_type(periods: int) -> None:
    """As long as the periods have room the table is in the layout's own type."""
    assert fitted(small_table(periods), LAYOUT) == LAYOUT
    fixed = replace(LAYOUT, widths="fixed")
    assert widths(small_table(periods), fixed) == LAYOUT.columns.widths(periods)


def test_type_shrinks_with_many_periods() -> None:
    """With more periods the type gets smaller, and never smaller than can be read."""
    sizes = [fitted(small_table(periods), LAYOUT).type.size for periods in range(1, 30)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (LAYOUT.type.size, 7.0)


def test_headings_shrink_along() -> None:
    """The headings keep their proportion to the text."""
    small, own = fitted(small_table(6), on_paper("A4")).type, LAYOUT.type
    assert small.heading_size / small.size == pytest.approx(own.heading_size / own.size)


def test_words_do_not_break() -> None:
    """A column too narrow for a word in it gets room from those that have more than they need."""
    layout = replace(on_paper("A4"), widths="fixed")
    before = layout.columns.widths(2)
    after = widths(small_table(2, status="Transferred"), layout)
    assert after[-1] > before[-1]
    assert after[5] < before[5]
    assert sum(after) == pytest.approx(100)


def test_very_long_words_may_break() -> None:
    """An address of sixty letters does not push the other columns together."""
    fixed = replace(LAYOUT, widths="fixed")
    assert widths(small_table(2, "x" * 60), fixed) == widths(small_table(2), fixed)


def test_font_must_be_there() -> None:
    """A layout whose font is missing is an error that names the file."""
    files = replace(LAYOUT.type.files, bold="nowhere.ttf")
    with pytest.raises(LayoutError, match=r"nowhere\.ttf"):
        widths(small_table(1), replace(LAYOUT, type=replace(LAYOUT.type, files=files)))
