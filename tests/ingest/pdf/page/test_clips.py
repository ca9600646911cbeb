"""Text that a page has and does not show."""

from __future__ import annotations

import pytest

from pipeline.findings import Finding, Severity
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.file.document import opened
from tests.ingest.pdf.making import HEIGHT, make_pdf, ruled, text

WORDS = [text(60, 75, "No."), text(210, 75, "Update"), text(60, 105, "7"), text(210, 105, "Done.")]


def clipped(words: str, y: float, top: float, bottom: float) -> str:
    """Return an instruction that writes `words` at `y` and shows what lies between two heights."""
    box = f"50 {HEIGHT - bottom} 350 {bottom - top} re W n"
    return f"q {box} {text(210, y, words)} Q"


def read(drawn: str) -> tuple[list[str], list[Finding]]:
    """Return the cells of a table whose page also has `drawn`, and what was found hidden."""
    data = make_pdf([[*ruled((50, 200, 400), (60, 90, 120)), *WORDS, drawn]])
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    (table,) = document.tables()
    cells = [cell.content.plain for row in table.rows for cell in row]
    return cells, [f for f in document.findings if f.code == "hidden-text"]


@pytest.mark.parametrize(
    ("words", "severity"), [("Done.", Severity.NOTE), ("Refused.", Severity.WARNING)]
)
def test_words_that_are_cut_off_are_in_no_cell(words: str, severity: Severity) -> None:
    """Calc draws a merged cell again on the next page; what no page shows is a warning."""
    cells, (finding,) = read(clipped(words, 75, 90, 120))
    assert cells == ["No.", "Update", "7", "Done."]
    assert (finding.words, finding.severity) == ((words,), severity)
    assert finding.place.source is not None
    assert finding.place.source.page == 1


def test_a_line_of_which_a_part_is_shown_is_shown() -> None:
    """A page's end may cut a line of text through its letters."""
    cells, found = read(clipped("Late.", 115, 60, 110))
    assert (cells[3], found) == ("Done.\nLate.", [])


def turned(words: str, y: float) -> str:
    """Return an instruction that writes `words` upwards from `y`, shown from 90 to 120 only."""
    box = f"200 {HEIGHT - 120} 200 30 re W n"
    return f"q {box} BT /F1 10 Tf 0 1 -1 0 300 {HEIGHT - y} Tm ({words}) Tj ET Q"


def test_turned_text_that_begins_outside_its_clip_is_shown() -> None:
    """A heading centred in a cell too low for it begins below the cell."""
    _, found = read(turned("Responsible", 135))
    assert found == []


def test_hidden_words_are_whole() -> None:
    """A word that is written letter by letter is one, and a note where it is shown elsewhere."""
    letters = "".join(f"({letter}) Tj " for letter in "Done.")
    box = f"50 {HEIGHT - 120} 350 30 re W n"
    drawn = f"q {box} BT /F1 10 Tf 1 0 0 1 210 {HEIGHT - 75} Tm {letters} ET Q"
    _, (finding,) = read(drawn)
    assert (finding.words, finding.severity) == (("Done.",), Severity.NOTE)


def test_a_clip_of_many_paths_is_a_drawing() -> None:
    """It is not looked into for every letter, which would take seconds, and all is shown."""
    clips = " ".join(f"0 0 m 600 {400 + n / 1000} l 0 800 l h W n" for n in range(1000))
    letters = " ".join(text(20 + n % 70 * 8, 200 + n // 70 * 3, "a") for n in range(1000))
    data = make_pdf([[f"q {clips} {letters} Q"]])
    assert "hidden-text" not in [f.code for f in read_pdf(data, "a.pdf", DEFAULT_OPTIONS).findings]


@pytest.mark.parametrize(("shown", "tail"), [("Done. ", True), ("Done.", False)])
def test_white_space_before_hidden_words_ends_the_word_above(shown: str, *, tail: bool) -> None:
    """It tells whether a line's end is drawn, so hidden words must not take it with them."""
    drawn = [text(210, 75, shown), clipped("Late.", 75, 90, 120), text(210, 105, "Next.")]
    with opened(make_pdf([drawn]), "a.pdf", DEFAULT_OPTIONS) as document:
        page = document.page(1)
    assert [word.text for word in page.hidden] == ["Late."]
    assert [(word.text, word.tail) for word in page.words] == [("Done.", tail), ("Next.", False)]
