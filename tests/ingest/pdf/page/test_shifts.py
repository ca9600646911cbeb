"""Raised and lowered figures keep what they mean."""

from __future__ import annotations

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf.file.document import opened
from tests.ingest.pdf.making import make_pdf


def words(operators: str) -> list[str]:
    """Return the words of a line in 10 points that `operators` write."""
    data = make_pdf([[f"BT /F1 10 Tf 1 0 0 1 50 300 Tm {operators} ET"]])
    with opened(data, "plan.pdf", DEFAULT_OPTIONS) as document:
        return [word.text for word in document.page(1).words]


def up(text: str, size: float = 6, rise: float = 4) -> str:
    """Return what raises `text` by `rise` points."""
    return f"/F1 {size} Tf {rise} Ts ({text}) Tj 0 Ts /F1 10 Tf"


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        (f"(45) Tj {up('1')} ( cases) Tj", ["45¹", "cases"]),
        (f"(10) Tj {up('6')}", ["10⁶"]),
        (f"(10) Tj {up('-')} {up('6')}", ["10⁻⁶"]),
        (f"(10) Tj {up('1')} {up('2')} ( days) Tj", ["10¹²", "days"]),
        (f"(km) Tj {up('2')}", ["km²"]),
        (f"(x) Tj {up('2', size=10)}", ["x²"]),
        (f"(CO) Tj {up('2', rise=-2)} ( cut) Tj", ["CO₂", "cut"]),
        (f"(done) Tj {up('a')}", ["done^a"]),
        (f"(22) Tj {up('nd')} ( March) Tj", ["22nd", "March"]),
        (f"{up('1')} (See below) Tj", ["¹See", "below"]),
        (f"{up('45')} (/) Tj {up('56', rise=-1)} ( cases) Tj", ["45/56", "cases"]),
        (f"(3) Tj {up('1')} (/) Tj {up('2', rise=-1)}", ["3", "1/2"]),
    ],
)
def test_a_figure_that_is_raised_or_lowered_stays_so(operators: str, expected: list[str]) -> None:
    """A power and a note's mark are not digits of the number before them; fractions are whole."""
    assert words(operators) == expected


@pytest.mark.parametrize(
    "operators",
    [
        "(Total ) Tj /F1 6 Tf (45) Tj /F1 10 Tf",  # smaller, on the same base
        f"(45) Tj {up('1', rise=1)}",  # within the unevenness of a line
        f"(45) Tj 20 0 Td {up('1')}",  # of the next column
        "(45) Tj 0 5 Td (1) Tj",  # of another line, as large
    ],
)
def test_other_figures_stay_as_they_are(operators: str) -> None:
    """Only what is small, moved and beside other text is raised or lowered."""
    assert all(word.isascii() for word in words(operators))
