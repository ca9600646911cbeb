"""What column headings mean."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.errors import OptionError
from pipeline.parse.headings import Role, names_period, read_heading, read_mapping, unused

CASES = [
    ("Rec No.", Role.NUMBER),
    ("Rec. No.", Role.NUMBER),
    ("No.", Role.NUMBER),
    ("Recommendation number", Role.NUMBER),
    ("Recommendation:", Role.RECOMMENDATION),
    ("Recomendation", Role.RECOMMENDATION),
    ("Sub recommendation/", Role.REQUIREMENT),
    ("Evidence requirements of progress", Role.REQUIREMENT),
    ("Evidence requirements of progress /completion:", Role.REQUIREMENT),
    ("Evidence requirments of progress", Role.REQUIREMENT),
    ("Ref", Role.REFERENCE),
    ("Rec. Owner", Role.OWNER),
    ("Recommendation Owner:", Role.OWNER),
    ("Strategic lead", Role.OWNER),
    ("Force update", Role.PERIOD),
    ("Force Update: Published November 22nd 2024", Role.PERIOD),
    ("Initial action plan response", Role.PERIOD),
    ("Initial Constabulary Response 21st November 2024", Role.PERIOD),
    ("March 2026 update", Role.PERIOD),
    ("March 27th 2025", Role.PERIOD),
    ("27/03/2025", Role.PERIOD),
    ("Nov-24", Role.PERIOD),
    ("27/June", Role.PERIOD),
    ("Q1 2026/27", Role.PERIOD),
    ("Summer 2026", Role.PERIOD),
    ("Date", Role.DATE),
    ("Argymhelliad", Role.RECOMMENDATION),
    ("Cam gweithredu", Role.REQUIREMENT),
    ("Perchennog", Role.OWNER),
    ("Dyddiad cwblhau", Role.DUE),
    ("Diweddariad Mawrth 2026", Role.PERIOD),
    ("Status", Role.STATUS),
    ("RAG rating", Role.STATUS),
    ("AFI", Role.NUMBER),
    ("Area for improvement", Role.RECOMMENDATION),
    ("Causes of concern", Role.RECOMMENDATION),
    ("Objective", Role.RECOMMENDATION),
    ("AFI ref", Role.NUMBER),
    ("Action no.", Role.REFERENCE),
    ("Action required", Role.REQUIREMENT),
    ("Milestone", Role.REQUIREMENT),
    ("Action taken", Role.PERIOD),
    ("Progress to date", Role.PERIOD),
    ("Current position", Role.PERIOD),
    ("Position at 31 March 2026", Role.PERIOD),
    ("Management response", Role.PERIOD),
    ("Progress update (Q2 2025/26)", Role.PERIOD),
    ("Commentary", Role.PERIOD),
    ("Comments", Role.PERIOD),
    ("SRO", Role.OWNER),
    ("Accountable", Role.OWNER),
    ("Responsible officer", Role.OWNER),
    ("By whom", Role.OWNER),
    ("We have recruited a coordinator who starts next month.", None),
    ("BRAG rating", Role.STATUS),
    ("State", Role.STATUS),
    ("Status as of 1/9/26", Role.STATUS),
    ("Date of update", Role.DATE),
    ("Last updated", Role.DATE),
    ("What we will do", Role.REQUIREMENT),
    ("What needs to be done?", Role.REQUIREMENT),
    ("Action to be taken", Role.REQUIREMENT),
    ("Action taken", Role.PERIOD),
    ("What we have done so far", Role.PERIOD),
    ("What we've done", Role.PERIOD),
    ("What’s been done", Role.PERIOD),
    ("What we are doing", Role.PERIOD),
    ("Where are we now? (June 2026)", Role.PERIOD),
    ("What we'll do", Role.REQUIREMENT),
    ("Led by", Role.OWNER),
    ("Rating", Role.STATUS),
    ("Risk rating", None),
    ("Open / closed", Role.STATUS),
    ("Chief officer", Role.OWNER),
    ("Serial", Role.NUMBER),
    ("RecNo", Role.NUMBER),
    ("RecommendationNumber", Role.NUMBER),
    ("ActionReference", Role.REFERENCE),
    ("LatestUpdate", Role.PERIOD),
    ("action_owner", Role.OWNER),
    ("Recno.", Role.NUMBER),
    ("ActionRef", Role.REFERENCE),
    ("URN", Role.REFERENCE),
    ("Sub ID", Role.REFERENCE),
    ("Sub no.", Role.REFERENCE),
    ("Executive sponsor", Role.OWNER),
    ("Progress this quarter", Role.PERIOD),
    ("This quarter", Role.PERIOD),
    ("In progress", None),
    ("% complete", None),
    ("Progress (%)", None),
    ("What the CQC told us", Role.RECOMMENDATION),
    ("What inspectors found", Role.RECOMMENDATION),
    ("Due date", Role.DUE),
    ("Completion date", Role.DUE),
    ("Deadline", Role.DUE),
    ("By when", Role.DUE),
    ("What will success look like", None),
    ("Supporting documents", None),
    ("", None),
    ("The response should set out how it will be met.", None),  # a sentence of a glossary
    ("The recommendation is not agreed.", None),
    ("Sub. Rec. Ref. No.", Role.REFERENCE),
]


@pytest.mark.parametrize(("text", "role"), CASES)
def test_headings_are_read_by_meaning(text: str, role: Role | None) -> None:
    """The words that forces use, with their misspellings."""
    assert read_heading(text).role is role


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Force Update: Published November 22nd 2024", dt.date(2024, 11, 22)),
        ("April 6th 2026", dt.date(2026, 4, 6)),
        ("March 2026 update", None),
        ("Nov-24", None),
    ],
)
def test_a_period_has_the_day_its_heading_names(text: str, date: dt.date | None) -> None:
    """A month is not a day: such a period stays without a date."""
    assert read_heading(text).period.date == date


def test_a_mapping_goes_before_everything() -> None:
    """`--map` decides, whatever the heading seems to say."""
    mapping = read_mapping(("Status=ignore", "What we did = period"))

    assert read_heading("status", mapping).role is Role.IGNORE
    assert read_heading("What we did:", mapping).role is Role.PERIOD


@pytest.mark.parametrize("pair", ["Status", "Status=colour"])
def test_a_mapping_that_says_nothing_is_refused(pair: str) -> None:
    """The message shows how to write it."""
    with pytest.raises(OptionError, match="--map") as caught:
        read_mapping((pair,))
    assert "requirement" in caught.value.hint


def test_a_mapping_that_names_no_heading_is_said() -> None:
    """A slip of the pen changes nothing, and a person hears of it with what is near."""
    found = unused(["due dat", "column 3", "status", "quite another"], ["Due date", "Status"])

    assert [f.message for f in found] == [
        'No heading of the plan is "due dat", which --map names.',
        'No heading of the plan is "quite another", which --map names.',
    ]
    assert found[0].hint == 'Did you mean "Due date"?'


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Quarter 3", True),
        ("Third quarter", True),
        ("Q3 2025/26", True),
        ("May 2026", True),
        ("Progress this quarter", False),
        ("Latest quarter", False),
    ],
)
def test_a_quarter_names_a_period_with_its_number(text: str, *, is_named: bool) -> None:
    """A quarter without its number is another one in each edition: it names none."""
    assert names_period(text) is is_named
