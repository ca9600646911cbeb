"""The example plan and its updates: the form and the faults that the pipeline is shown with."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "inputs" / "existing-plan.txt"
UPDATES = ROOT / "inputs" / "updates" / "2026-06-27.csv"
REAL_PLAN = ROOT / ".." / "shared" / "plan" / "existing-plan.txt"

HEADER = [
    "Rec. No.",
    "Recommendation:",
    "Evidence requirements of progress /completion:",
    "Recommendation Owner:",
    "Force Update: Published November 22nd 2024",
    "March 27th 2025",
    "June 27th 2025",
    "April 6th 2026",
    "Status",
]
OWNERS = {
    "Chief Constable",
    "Chief Constable and PCC",
    "CC, PCC and partners",
    "All bodies named in the report",
}
NO_CHANGE = re.compile(r"As per previous updates?\.")
UL = '<ul style="list-style-type: none">'
SHARED_RUN = 8


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def _table(path: Path) -> list[list[str]]:
    """Return the table's lines as cells, the header row first."""
    return [line.split("\t") for line in _lines(path) if "\t" in line]


def _pages() -> list[list[list[str]]]:
    """Return the example's action rows, page by page."""
    body = "\n".join(_lines(PLAN)).split("\t".join(HEADER) + "\n")[1]
    return [[line.split("\t") for line in page.split("\n")] for page in body.split("\n\n")]


def _rows() -> list[list[str]]:
    return [row for page in _pages() for row in page]


def _keys() -> list[str]:
    """Return each action's key: its reference where unique, else `reference#place`."""
    references = [row[2] for row in _rows()]
    total, so_far = Counter(references), Counter[str]()
    keys = []
    for reference in references:
        so_far[reference] += 1
        unique = total[reference] == 1
        keys.append(reference if unique else f"{reference}#{so_far[reference]}")
    return keys


def _updates() -> list[dict[str, str]]:
    with UPDATES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _runs(cell: str) -> set[tuple[str, ...]]:
    """Return all runs of eight words in `cell`; markup and the no-change wording do not count."""
    text = NO_CHANGE.sub(" ", re.sub(r"<[^>]*>", " ", cell))
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + SHARED_RUN]) for i in range(len(words) - SHARED_RUN + 1)}


def test_plan_opens_with_title_and_details() -> None:
    """Two blank lines, the title, three details with a blank line after each, then the header."""
    lines = _lines(PLAN)

    assert lines[:2] == ["", ""]
    assert "Action Plan" in lines[2]
    assert lines[3:10:2] == ["", "", "", ""]
    assert [line.split(": ")[0] for line in lines[4:10:2]] == [
        "Force",
        "Executive Lead",
        "Operational Lead",
    ]
    assert lines[10].split("\t") == HEADER


def test_plan_is_as_large_as_a_real_one() -> None:
    """The plan has at least 36 actions and 45 to 75 KB of text."""
    assert len(_rows()) >= 36
    assert 45_000 <= len(PLAN.read_bytes()) <= 75_000


def test_longest_update_is_between_2400_and_2500_characters() -> None:
    """Updates run from two words to almost 2,500 characters, and several pass 2,000."""
    lengths = sorted(len(cell) for row in _rows() for cell in row)

    assert 2_400 <= lengths[-1] <= 2_500
    assert len([length for length in lengths if length > 2_000]) >= 3


def test_rows_have_nine_or_ten_cells() -> None:
    """A row has 9 or 10 cells, and the count is the same throughout a page."""
    assert {9, 10} == {len(row) for row in _rows()}
    assert all(len({len(row) for row in page}) == 1 for page in _pages())


def test_some_pages_drop_the_requirement_and_others_the_status() -> None:
    """A nine-cell row lacks either the requirement or the status."""
    nine = [row for row in _rows() if len(row) == 9]
    without_requirement = [row for row in nine if row[3] in OWNERS and row[8] == ""]
    without_status = [row for row in nine if row[4] in OWNERS and row[8] != ""]

    assert len(without_requirement) >= 8
    assert len(without_status) >= 4


def test_two_requirements_stand_after_their_owner() -> None:
    """One displaced the first update only; the other put an update in the Status column."""
    displaced = [
        row for row in _rows() if row[3] in OWNERS and row[4].startswith(("Equips ", "Provides "))
    ]

    assert [len(row) for row in displaced] == [9, 9]
    assert [row[8] == "" for row in displaced] == [True, False]


def test_status_is_blank_in_all_full_rows() -> None:
    """The published status is a colour without words."""
    assert {""} == {row[9] for row in _rows() if len(row) == 10}


def test_recommendations_have_gaps_and_two_have_no_text() -> None:
    """Numbers are not consecutive; two recommendations exist only through their references."""
    numbered = [int(row[0]) for row in _rows() if row[0]]
    referenced = {int(row[2].split(".")[0]) for row in _rows()}

    assert numbered == sorted(set(numbered))
    assert max(referenced) > len(referenced) >= 14
    assert {9, 12} == referenced - set(numbered)
    assert all(bool(row[0]) == bool(row[1]) for row in _rows())


def test_some_numbers_stand_below_the_first_row_of_their_group() -> None:
    """In two or three groups the number is below rows that belong to it."""
    rows = _rows()
    late = {row[0] for above, row in pairwise(rows) if row[0] and above[2].split(".")[0] == row[0]}

    assert {"6", "8", "21"} == late


def test_references_repeat() -> None:
    """Four rows are called `8`; dotted references are unique."""
    count = Counter(row[2] for row in _rows())

    assert count["8"] == 4
    assert {1} == {count[reference] for reference in count if "." in reference}


def test_cells_mix_paragraph_elements_lists_and_running_bullets() -> None:
    """Four lists never end, one of them without bullets; paragraph elements are closed."""
    text = PLAN.read_text(encoding="utf-8")

    assert text.count(UL) == 4
    assert "</ul>" not in text
    assert len(re.findall(re.escape(UL) + r" •\w", text)) == 3
    assert text.count("<p>") == text.count("</p>") > 50
    assert any("•" in cell and UL not in cell for row in _rows() for cell in row)
    assert all(sign in text for sign in "£–&")


@pytest.mark.parametrize(
    ("reference", "update", "impossible"),
    [
        ("8", 0, "signed by both societies on 3 February 2025"),
        ("11", 1, "on 12/11/25"),
        ("5.1", 3, "on 14/09/2026"),
    ],
)
def test_some_dates_cannot_be_right(reference: str, update: int, impossible: str) -> None:
    """A date after its period's publication is in the text as something past."""
    [row] = [row for row in _rows() if row[2] == reference and impossible in "\t".join(row)]
    owner = next(place for place, cell in enumerate(row) if cell in OWNERS)

    assert impossible in row[owner + 1 + update]


def test_no_change_is_said_in_both_wordings() -> None:
    """About fifteen cells only say that nothing changed."""
    plain = [re.sub(r"</?p>", "", cell) for row in _rows() for cell in row]
    count = Counter(cell for cell in plain if NO_CHANGE.fullmatch(cell))

    assert {"As per previous update.", "As per previous updates."} == set(count)
    assert 12 <= count.total() <= 18


def test_each_update_fits_exactly_one_action() -> None:
    """The updates' keys are unique, and each is the key of one row of the plan."""
    keys = [row["key"] for row in _updates()]

    assert len(keys) >= 25
    assert len(keys) == len(set(keys))
    assert len(_keys()) == len(set(_keys()))
    assert set(keys) <= set(_keys())


def test_updates_are_quoted_text_with_known_statuses() -> None:
    """Updates hold paragraphs, bullets, commas and quotes; line ends are bare."""
    rows = _updates()

    assert b"\r" not in UPDATES.read_bytes()
    assert all(list(row) == ["key", "update", "status"] for row in rows)
    assert all(row["update"].strip() for row in rows)
    assert {"Complete", "In progress", "Not started", ""} == {row["status"] for row in rows}
    assert any("\n\n" in row["update"] for row in rows)
    assert any("\n- " in row["update"] for row in rows)
    assert any(all(sign in row["update"] for sign in ',"£') for row in rows)


def test_no_passage_is_taken_from_the_real_plan() -> None:
    """No cell shares a run of eight words with the plan that served as the model of the form."""
    if not REAL_PLAN.is_file():
        pytest.skip("the real plan is not beside this repository")
    real = {run for row in _table(REAL_PLAN)[1:] for cell in row for run in _runs(cell)}
    cells = [cell for row in _rows() for cell in row] + [row["update"] for row in _updates()]

    assert not [" ".join(run) for cell in cells for run in _runs(cell) & real]
