"""What tells the rows of a table."""

from __future__ import annotations

import pytest

from pipeline.findings import Source
from pipeline.parse.entries import Entry
from pipeline.parse.rowkeys import fields, keys, tokens
from pipeline.richtext import plain_text


def rows(*drawn: tuple[str, str, str]) -> list[Entry]:
    """Return rows of a number, a reference and a requirement."""
    return [
        Entry(Source("t"), number, reference=reference, requirement=plain_text(requirement))
        for number, reference, requirement in drawn
    ]


FULL = rows(("7", "1", "First."), ("", "2", "Second."), ("8", "1", "Third."))


@pytest.mark.parametrize(
    ("other", "telling"),
    [
        (FULL, ("number", "reference")),
        (rows(("7", "1", ""), ("", "2", "")), ("number", "reference")),
        (rows(("7", "", "First."), ("", "", "Second.")), ("number", "requirement")),
        (rows(("", "1", "First."), ("", "2", "Second.")), ("reference", "requirement")),
        (rows(("", "1", ""), ("", "2", "")), ()),
        (rows(("7", "1", "First."), ("7", "1", "Other.")), ("number", "reference", "requirement")),
    ],
)
def test_rows_are_told_by_what_both_tables_have(
    other: list[Entry], telling: tuple[str, ...]
) -> None:
    """A reference that counts anew tells no row without its number or its requirement."""
    assert fields((FULL, other)) == telling


def test_a_row_without_a_number_goes_on() -> None:
    """Its number is the one above; rows that are alike are counted."""
    twice = rows(("7", "1", ""), ("", "1", ""), ("8", "1", ""))

    assert keys(twice, ("number", "reference")) == [
        (("7", "1"), 1),
        (("7", "1"), 2),
        (("8", "1"), 1),
    ]


def test_a_plain_reference_alone_is_no_token() -> None:
    """Every table has an action 1; few have a 7.1, a 1 below 8 or the same requirement."""
    found = tokens(rows(("", "1", ""), ("", "7.2", ""), ("", "3", "Third."), ("8", "1", "")))

    assert found == {"\x007.2", "Third.", "8\x001"}
