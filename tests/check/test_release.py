"""What should not go out is found; what only looks like it is left."""

from __future__ import annotations

import pytest

from pipeline.check import check_plan
from pipeline.check.example import Example
from pipeline.richtext import Paragraph, Run, rich_text
from pipeline.settings import CheckSettings
from tests.check.found import layout, messages, update, with_newest
from tests.plans import SMALL


@pytest.mark.parametrize(
    "text",
    [
        *("01632 960123", "(01632) 960 123", "020 7946 0123", "+44 7700 900123"),
        *("+44 (0)1632 960123", "07700-900-123", "ext. 4711", "extension 12345"),
    ],
)
def test_telephone_numbers_are_found(text: str) -> None:
    """Every way in which a British number is written."""
    assert messages("phone-number", update(f"Call {text} for more."))


@pytest.mark.parametrize(
    "text",
    [
        *("0300 123 4567", "0800 1111", "101", "999", "case 2501632960123", "12/02/2025"),
        *("1772 officers", "reference 0163296", "01/04/2025-31/03/2026", "2024 2025 2026"),
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    """Lines for the public, dates and counts are no private numbers."""
    assert messages("phone-number", update(f"Call {text} for more.")) == []


@pytest.mark.parametrize("text", ["PC 4711", "DC 12345", "PS1234", "collar number 4711"])
def test_collar_numbers_are_found(text: str) -> None:
    """A rank with a number, or the word itself."""
    assert messages("collar-number", update(f"Given by {text}."))


@pytest.mark.parametrize("text", ["DC 2025 course", "PC 12", "PIP 2", "Op 4711"])
def test_ranks_beside_years_and_counts_are_left(text: str) -> None:
    """A year behind a rank is a year."""
    assert messages("collar-number", update(f"Given by {text}.")) == []


@pytest.mark.parametrize(
    "text",
    [
        *("DCI Jo Bloggs", "ACC O'Neill", "T/Supt Bloggs-Jones", "Chief Constable J. Bloggs"),
        *("Mrs Bloggs", "Inspector McBloggs", "Dr Bloggs", "Cllr Jo Bloggs", "Professor Bloggs"),
        *("Watch Manager Jo Bloggs", "Detective Constable Bloggs"),
    ],
)
def test_names_beside_ranks_are_found(text: str) -> None:
    """The name is quoted with its rank."""
    assert messages("officer-name", update(f"Given by {text} and others."))


@pytest.mark.parametrize(
    "text",
    [
        *("DS course", "PC Training Day", "the Chief Constable of Wexmoor", "DI Development"),
        *("Police and Crime Commissioner Office", "Chief Constables", "DC and DS"),
        *("Group Manager Prevention", "Councillor Development Programme", "Professor of Law"),
        *("T/Supt Contact", "Supt Safeguarding", "ACC Criminal Justice"),
    ],
)
def test_posts_and_courses_are_not_names(text: str) -> None:
    """A rank beside the words of a post or a course is not a person."""
    assert messages("officer-name", update(f"Given by {text}.")) == []


def test_a_name_is_said_once_with_its_count() -> None:
    """Twice in the plan is one finding."""
    example = Example(updates=("By DCI Bloggs.", "DCI Bloggs gave it again."))
    assert messages("officer-name", example) == ["“DCI Bloggs” is named 2 times."]


@pytest.mark.parametrize(
    "text",
    ["OFFICIAL-SENSITIVE", "OFFICIAL: SENSITIVE", "Official-Sensitive", "TOP SECRET", "OFFICIAL"],
)
def test_markings_are_errors(text: str) -> None:
    """A marking of its own, as it is in a header that was pasted along."""
    assert messages("protective-marking", update(f"{text}\nThe review has ended."))


@pytest.mark.parametrize(
    "text", ["An official view.", "In secret.", "OFFICIAL STATISTICS", "SECRETARY"]
)
def test_words_that_are_no_markings_are_left(text: str) -> None:
    """OFFICIAL or SECRET counts only where it is alone."""
    assert messages("protective-marking", update(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("[insert name]", "[Name of lead]", "<insert date>", "XX officers", "£XXX", "TBC", "tbc"),
        *("T.B.C", "xx/xx/2025", "{{ date }}", "«Name»", "Lorem ipsum", "Force Police", "____"),
        *("???", "[...]", "[ ]", "Click or tap here to enter text.", "DRAFT"),
    ],
)
def test_template_words_are_found(text: str) -> None:
    """What a template leaves for somebody to fill in."""
    assert messages("placeholder", update(f"Given: {text}"))


@pytest.mark.parametrize(
    "text",
    [
        *("[sic]", "the force police station", "a draft report", "XXL", "size X", "why?"),
        *("<p>", "Wexmoor Police", "[2025] EWCA Civ 1", "a_b"),
    ],
)
def test_words_that_are_no_template_are_left(text: str) -> None:
    """Brackets and capitals have other uses."""
    assert messages("placeholder", update(f"Given: {text}")) == []


def test_an_address_behind_a_link_is_found() -> None:
    """A link to a mailbox gives the address away as well."""
    text = rich_text([Paragraph((Run("Write to us", link="mailto:jo@example.org"),))])
    found = check_plan(with_newest(SMALL, text), layout(), CheckSettings())
    assert [f.message for f in found if f.code == "email-address"] == [
        "A link leads to an e-mail address: “mailto:jo@example.org”."
    ]
