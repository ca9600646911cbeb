"""Readings that a person would doubt at a glance."""

from __future__ import annotations

import pytest

from pipeline.parse import parse
from pipeline.parse.headings import read_mapping
from tests.parse.documents import document, table

HEAD = "Ref|Action|Owner|Update May 2026|Update June 2026\n"
SOUND = "1|Sign each log.|Vale|Begun.|Done.\n2|Read ten logs.|Orme|Read.|\n3|Brief.|Vale|a|b"


def codes(rows: str, *mapping: str) -> list[str]:
    """Return the codes of what is found in a plan of these rows."""
    parsed = parse(document("# Plan", table(HEAD + rows)), "t", read_mapping(mapping))
    return [f.code for f in parsed.receipt.findings]


def test_a_sound_plan_is_not_doubted() -> None:
    """An update may be missing, and nothing is said about it."""
    assert codes(SOUND) == []


def test_a_blank_template_is_doubted() -> None:
    """Rows that hold nothing but a number are not actions."""
    rows = "\n".join(f"{n}||||" for n in range(1, 5))

    assert "actions-empty" in codes(rows)


def test_owners_that_are_figures_are_doubted() -> None:
    """A mapping may say so, and it is read; but nobody is called 30 days."""
    rows = "1|Sign.|30 days|a|b\n2|Read.|14 days|a|b\n3|Brief.|Vale|a|b"

    assert "owners-are-figures" in codes(rows, "Owner=owner")
    assert "owners-are-figures" not in codes(rows.replace("14 days", "Orme"), "Owner=owner")


def test_a_period_that_nobody_said_anything_in_is_doubted() -> None:
    """The newest may be blank, as where it is still to be filled in."""
    rows = "1|Sign.|Vale|{0}|{1}\n2|Read.|Orme|{0}|{1}\n3|Brief.|Vale|{0}|{1}"

    assert "period-without-text" in codes(rows.format("", "Done."))
    assert "period-without-text" not in codes(rows.format("Begun.", ""))


@pytest.mark.parametrize(("blank", "doubted"), [(3, False), (4, True)])
def test_a_plan_of_empty_cells_is_doubted(blank: int, doubted: bool) -> None:
    """More than six of ten requirements and owners are blank."""
    cells = [["Sign each log.", "Vale"], ["Read ten logs.", "Orme"], ["Brief the crew.", "Vale"]]
    for n in range(blank):
        cells[n % 3][n < 3] = ""
    rows = "\n".join(f"{n}|{a}|{o}|x|y" for n, (a, o) in enumerate(cells, 1))

    assert ("plan-mostly-empty" in codes(rows)) is doubted


@pytest.mark.parametrize(("blank", "doubted"), [(6, False), (7, True)])
def test_six_of_ten_may_be_blank(blank: int, doubted: bool) -> None:
    """The share itself is not doubted, one more is."""
    cells = [""] * blank + ["Vale"] * (10 - blank)
    lines = "\n".join(f"{n}|{cells[n]}|{cells[n + 5]}|x|y" for n in range(5))

    assert ("plan-mostly-empty" in codes(lines)) is doubted


def test_blank_actions_below_a_text_are_doubted() -> None:
    """A recommendation alone says something; two rows below it that say nothing do not."""
    head = "No.|Recommendation|Ref|Action|Owner|Update\n"
    lone = parse(document(table(head + "7|Grade.||||\n8|Brief.|8.1|Sign.|Vale|a")), "t")
    two = parse(
        document(table(head + "7|Grade.|7.1|||\n7|Grade.|7.2|||\n8|Brief.|8.1|Sign.|Vale|a")), "t"
    )

    assert "actions-empty" not in [f.code for f in lone.receipt.findings]
    assert "actions-empty" in [f.code for f in two.receipt.findings]
