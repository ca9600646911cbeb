"""What a page draws, up to what a page of a plan may draw."""

from __future__ import annotations

import pytest

from pipeline.errors import TooLargeError
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.file.document import opened
from pipeline.ingest.pdf.page import MOST_PATHS
from pipeline.ingest.pdf.page.verdict import Verdict
from tests.ingest.pdf.making import HEIGHT, make_pdf, ruled, text

WORDS = [text(60, 75, "No."), text(210, 75, "Update"), text(60, 105, "7"), text(210, 105, "Done.")]
TABLE = [*ruled((50, 200, 400), (60, 90, 120)), *WORDS]


def test_a_page_that_draws_a_map_is_a_picture() -> None:
    """Its lines would take longer than all others; the table before it is read as ever."""
    data = make_pdf([TABLE, ["9 9 m 9 99 l S"] * (MOST_PATHS + 1)])
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    (table,) = document.tables()
    assert [cell.content.plain for cell in table.rows[1]] == ["7", "Done."]
    (finding,) = [f for f in document.findings if f.code == "page-is-picture"]
    assert finding.place.source is not None
    assert finding.place.source.page == 2
    with opened(data, "plan.pdf", DEFAULT_OPTIONS) as file:
        page = file.page(2)
    assert (page.is_picture, page.rules, page.fills) == (True, (), ())


def test_lines_that_are_not_too_many_are_all_told() -> None:
    """The limit is the last number that is read."""
    with opened(make_pdf([["9 9 m 9 99 l S"] * MOST_PATHS]), "a.pdf", DEFAULT_OPTIONS) as file:
        page = file.page(1)
    assert (page.is_picture, len(page.rules)) == (False, MOST_PATHS)


@pytest.mark.parametrize(("x", "looks"), [(12, 1), (60, 0)])
def test_a_frame_clipped_to_one_side_is_no_ground_beside_it(
    x: int, looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text on that side is looked at by its pixels; text in the middle of the frame is not."""
    asked: list[Verdict] = []

    def nothing_hidden(verdict: Verdict) -> dict[int, object]:
        asked.append(verdict)
        return {}

    monkeypatch.setattr(Verdict, "hidden", nothing_hidden)
    foot = HEIGHT - 120
    frame = f"q 10 {foot} 8 60 re W n 10 {foot} 300 60 re 18 {foot} 292 60 re f* Q"
    with opened(make_pdf([[frame, text(x, 90, "Hi")]]), "a.pdf", DEFAULT_OPTIONS) as file:
        file.page(1)
    assert len(asked) == looks


def book(lines: int) -> bytes:
    """Return a page with so many lines of 20 words, which all are at one place."""
    return make_pdf([[text(9, 9, f"word{n:04} " * 20) for n in range(lines)]])


def test_a_page_with_a_book_on_it_is_refused() -> None:
    """The library holds a hundred bytes for each character, and reading three times as many."""
    with pytest.raises(TooLargeError, match=r"a\.pdf, page 1 holds 5\d\d,\d+ characters"):
        read_pdf(book(2_900), "a.pdf", DEFAULT_OPTIONS)


def test_a_full_page_is_read() -> None:
    """Ten times the text of a page of A3."""
    with opened(book(1_000), "a.pdf", DEFAULT_OPTIONS) as file:
        page = file.page(1)
    assert len(page.words) + len(page.hidden) == 20_000  # the page ends before the lines do
