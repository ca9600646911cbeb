"""A number over a bar over a number is a fraction."""

from __future__ import annotations

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf.file.document import opened
from pipeline.ingest.pdf.page import Page
from tests.ingest.pdf.making import line, make_pdf, text


def page(*drawn: str) -> Page:
    """Return the page that shows what is `drawn`."""
    with opened(make_pdf([drawn]), "plan.pdf", DEFAULT_OPTIONS) as document:
        return document.page(1)


BAR = line(84, 97, 96, 97)


def test_a_drawn_fraction_is_one_word_on_the_line_beside_it() -> None:
    """Its bar is not a rule of a table."""
    made = page(
        text(50, 100, "About"), text(84, 94, "45"), BAR, text(84, 107, "56"), text(100, 100, "did")
    )
    assert [word.text for word in made.words] == ["About", "45/56", "did"]
    about, fraction, _ = made.words
    assert abs((about.top + about.bottom) / 2 - (fraction.top + fraction.bottom) / 2) < 2
    assert made.rules == ()


def test_underlined_numbers_of_a_list_stay_two() -> None:
    """An underline is nearer to the number above it than to the one below."""
    made = page(text(84, 94, "45"), line(84, 95.5, 96, 95.5), text(84, 106, "56"))
    assert [word.text for word in made.words] == ["45", "56"]


def test_numbers_with_text_beside_them_stay_two() -> None:
    """Lines of text above and below a short rule are no fraction."""
    made = page(text(84, 94, "45 men"), BAR, text(84, 107, "56"))
    assert [word.text for word in made.words] == ["45", "men", "56"]


def test_numbers_of_a_narrow_ruled_column_stay_two() -> None:
    """A rule of a table is longer than a bar, or has more numbers beside it."""
    made = page(text(84, 94, "45"), line(60, 97, 130, 97), text(84, 107, "56"))
    assert [word.text for word in made.words] == ["45", "56"]


def test_numbers_over_the_rule_of_a_cell_stay_two() -> None:
    """The rules of a table's cells meet those beside them, at their ends or at their sides."""
    beside = (line(96, 97, 150, 97), line(84, 80, 84, 110))
    for other in beside:
        made = page(text(84, 94, "45"), BAR, other, text(84, 107, "56"))
        assert [word.text for word in made.words] == ["45", "56"]
