"""Words of pages."""

from __future__ import annotations

import pytest

from pipeline.parse.prepare.page_words import is_page_number


@pytest.mark.parametrize("text", ["Page 2", "page 2 of 14", "– Page 3 –", "Tudalen 2 o 14", "P. 7"])
def test_a_page_number_is_furniture(text: str) -> None:
    """A line that only counts pages, in English or Welsh."""
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["2", "Page", "Page 2 was printed", "Stage 2", "Webpage 2"])
def test_other_words_are_text(text: str) -> None:
    """A number alone, or a sentence about a page, is text."""
    assert not is_page_number(text)
