"""Rows of a transcript whose cells hold line ends."""

from __future__ import annotations

import pytest

from pipeline.parse.prepare.broken_rows import unquoted, whole_rows

HEAD = "No\tRecommendation\tOwner\tUpdate\tStatus"


def test_a_row_broken_in_a_cell_is_whole() -> None:
    """Paragraphs of a cell come back to it, and each line keeps its number."""
    lines = [
        HEAD,
        "7\tGrade.\tVale\tBegun.",
        "It goes on.",
        "And on.\tOpen",
        "8\tBrief.\tOrme\ta\tb",
    ]

    assert list(whole_rows(lines)) == [
        (1, HEAD),
        (2, "7\tGrade.\tVale\tBegun.<br>It goes on.<br>And on.\tOpen"),
        (5, lines[4]),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["7\tGrade.\tVale\tBegun.", "8\tBrief.\tOrme\tAsked.\tOpen"],
        ["7\tGrade.\tVale\tBegun.", "", "Goes on.\tOpen"],
        ["7\tGrade.\tVale", "\tOpen\tSecond."],
        ["7\tGrade.\tVale\tBegun.", "Page 2", "8\tBrief.\tOrme\tAsked.\tOpen"],
        ["Force:\tVale", "Lead:\tOrme", "Phone:\tnone", "Web:\tnone"],
        ["7\tGrade.\tVale\tBegun.", "Goes on.", "And ends."],
    ],
)
def test_lines_that_make_no_whole_row_stay_apart(lines: list[str]) -> None:
    """A row that lost a cell, a page's foot and lines of labels are no part of another row."""
    assert [line for _, line in whole_rows([HEAD, *lines])] == [HEAD, *lines]


def test_a_quoted_cell_goes_on_to_its_mark() -> None:
    """So a spreadsheet pastes a cell of several lines, blank and numbered ones among them."""
    lines = [HEAD, '7\tGrade.\tVale\t"1. He said ""yes"".', "", '2. Done."\tOpen', "Note"]
    (_, _), (at, row), (_, note) = list(whole_rows(lines))

    assert (at, note) == (2, "Note")
    assert [unquoted(cell) for cell in row.split("\t")] == [
        *("7", "Grade.", "Vale", '1. He said "yes".<br><br>2. Done.', "Open")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [HEAD, '7\tGrade.\tVale\tBegun.\t"Open', "", 'A note."'],
        [HEAD, '7\tGrade.\tVale\tBegun.\t"', '8\tBrief.\t"Orme"\tAsked.\tOpen'],
        ['"', '" said the chief.'],
    ],
)
def test_a_mark_that_closes_no_cell_joins_nothing(lines: list[str]) -> None:
    """Quotation marks are words' own elsewhere."""
    assert [line for _, line in whole_rows(lines)] == lines


def test_marks_around_one_line_are_the_cells_own() -> None:
    """A title may be in quotation marks."""
    assert unquoted('"Right Care"') == '"Right Care"'
