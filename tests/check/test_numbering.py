"""What a plan counts is whole, in its place and called by one name."""

from __future__ import annotations

import pytest

from pipeline.check.example import Example
from tests.check.found import messages


@pytest.mark.parametrize(
    ("number", "reference", "belongs"),
    [
        *(("7", "7.1", True), ("7", "7a", True), ("7", "7", True), ("7", "Rec 7", False)),
        *(("10", "1.1", False), ("1", "10.1", False), ("Recommendation 7", "7.2", True)),
        *(("7", "", True), ("A", "A1", True), ("7 (a)", "7.1", False)),
    ],
)
def test_a_reference_belongs_by_its_first_number(
    number: str, reference: str, belongs: bool
) -> None:
    """`7a` and `7.1` belong to 7; `10.1` does not belong to 1."""
    example = Example(numbers=("99", number), references=("99.1", reference))
    assert (messages("reference-elsewhere", example) == []) is belongs


def test_references_by_another_scheme_are_left() -> None:
    """Where no reference begins with its recommendation's number, none is wrong."""
    example = Example(numbers=("7", "8"), references=("A1", "B1"))
    assert messages("reference-elsewhere", example) == []


@pytest.mark.parametrize(
    ("references", "said"),
    [
        (("7.1", "7.3"), ["Reference 7.2 is missing between 7.1 and 7.3."]),
        (("7.1", "7.5"), ["References 7.2 to 7.4 are missing between 7.1 and 7.5."]),
        (("7.3", "7.1", "7.2"), []),
        (("7.2", "7.3"), []),
        (("7.1", "7.1"), []),
        (("7a", "7c"), []),
    ],
)
def test_a_gap_in_the_references_is_told(references: tuple[str, ...], said: list[str]) -> None:
    """What lies between two references and is in no row is named, whatever their order."""
    example = Example(numbers=("7",) * len(references), references=references)
    assert messages("number-missing", example) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("1", "2", "4", "5"), ["Recommendation 3 is missing between 2 and 4."]),
        (("1", "3", "7"), []),
        (("1", "2", "AFI 1", "4", "5"), []),
        (("3", "4", "5", "6"), []),
    ],
)
def test_a_gap_in_the_recommendations_is_told_where_few_lack(
    numbers: tuple[str, ...], said: list[str]
) -> None:
    """A plan that answers some recommendations of a report leaves out many, and not by mistake."""
    example = Example(numbers=numbers, references=("",) * len(numbers))
    assert messages("number-missing", example) == said


def test_the_settings_tell_better_what_is_missing() -> None:
    """Where `publish.toml` lists the recommendations, that list alone is asked."""
    numbers = ("1", "2", "4", "5")
    example = Example(numbers=numbers, references=("",) * 4, expected=numbers)
    assert messages("number-missing", example) == []


@pytest.mark.parametrize(
    ("owners", "said"),
    [
        (("Head of Crime", "Head of crime"), True),
        (("ACC Crime", "Assistant Chief Constable (Crime)"), True),
        (("Director of Quality & Safety", "Director of Quality and Safety"), True),
        (("D/Supt Crime", "Detective Superintendent, Crime"), True),
        (("ACC Crime", "DCC Crime"), False),
        (("Head of Crime", "Head of Contact"), False),
        (("", "Head of Crime"), False),
    ],
)
def test_an_owner_has_one_name(owners: tuple[str, ...], *, said: bool) -> None:
    """Case, signs and short forms of ranks make no other owner."""
    example = Example(numbers=("7", "7"), references=("7.1", "7.2"), owners=owners)
    assert bool(messages("owner-spelled", example)) is said
