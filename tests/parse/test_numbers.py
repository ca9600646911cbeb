"""Numbers and references, however they are printed."""

from __future__ import annotations

import pytest

from pipeline.parse import parse
from pipeline.parse.numbers import name_words, number_key, split_number
from pipeline.richtext import plain_text
from tests.parse.documents import document, table


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("7", ("7",)),
        ("07.", ("7",)),
        ("Rec. 7", ("7",)),
        ("Recommendation No. 7", ("7",)),
        ("7 (cont'd)", ("7",)),
        ("Recommendation 7 – continued", ("7",)),
        ("7a", ("7", "a")),
        ("2.1", ("2", "1")),
        ("AFI 7", ("afi", "7")),
        ("1#2", ("1", "#", "2")),
        ("#7", ("7",)),
        ("–", ()),
    ],
)
def test_a_number_is_one_however_it_is_printed(printed: str, key: tuple[str, ...]) -> None:
    """What is around a number is not one of it; what tells two numbers apart is."""
    assert number_key(printed) == key


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Recommendation 7: Grade.", "7", "Grade."),
        ("Rec 7 – Grade.", "7", "Grade."),
        ("7 Recommendation 7: Grade.", "7", "Grade."),  # in a circle, and in words
        ("7 recommendations of 8", "", "7 recommendations of 8"),
        ("AFI 2: Grade.", "AFI 2", "Grade."),
        ("Area for improvement 3", "Area for improvement 3", ""),
        ("Accelerated cause of concern 1\nGrade.", "Accelerated cause of concern 1", "Grade."),
        ("Recommendation 1 of 12: Grade.", "1", "Grade."),
        ("Priority concern 1: Grade.", "Priority concern 1", "Grade."),
        ("Learning point 2 - Grade.", "Learning point 2", "Grade."),
        ("Priority 1 – Grade.", "Priority 1", "Grade."),
        ("Priority 1 calls are graded.", "", "Priority 1 calls are graded."),
    ],
)
def test_a_text_is_parted_from_the_number_it_begins_with(text: str, number: str, rest: str) -> None:
    """Another word than recommendation is part of the number; a sentence is left whole."""
    found, left = split_number(plain_text(text), named_only=True)

    assert (found, left.plain) == (number, rest)


def test_the_words_around_a_number_are_known() -> None:
    """What is neither number nor text is accounted for as such."""
    text = plain_text("Recommendation no. 7: Grade.")
    number, rest = split_number(text)

    assert sorted(name_words(text, number, rest)) == ["Recommendation", "no"]


def test_letters_tell_recommendations_apart() -> None:
    """7a and 7b are two recommendations, and `7b.1` is an action of the second."""
    drawn = """
Rec No.|Recommendation|Ref|Requirement|Owner|Update
7a|Grade.|7a.1|First.|Vale|a
||7a.2|Second.|Vale|b
7b|Brief.|7b.1|Third.|Vale|c
8|Log.|8.1|Fourth.|Vale|d
"""
    plan = parse(document(table(drawn)), "t").plan

    assert [(r.number, r.text.plain, len(r.actions)) for r in plan.recommendations] == [
        ("7a", "Grade.", 2),
        ("7b", "Brief.", 1),
        ("8", "Log.", 1),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7. By May, grade.", "7"),
        ("7.By May, grade.", "7"),
        ("7 – By May, grade.", "7"),
        ("7 By May, grade.", "7"),
        ("7a) by May, grade.", "7a"),
        ("30 days after each report, grade.", ""),
        ("7-day working should begin.", ""),
        ("7.5 per cent of reports should be graded.", ""),
        ("24-hour cover should begin.", ""),
    ],
)
def test_a_sentence_may_begin_with_a_number(text: str, number: str) -> None:
    """A number of the recommendation is split from its text; one of the sentence's is not."""
    found, rest = split_number(plain_text(text))

    assert found == number
    assert number or rest.plain == text


def test_sections_may_count_anew() -> None:
    """The second 1 is another recommendation where its text is; a person is told."""
    head = "AFI no.|Area for improvement|Action|Lead|Progress\n"
    parsed = parse(
        document(
            *("# Plan", "## Crime", table(f"{head}1|Grade each report.|First.|Vale|a")),
            *("## Calls", table(f"{head}1|Answer within ten seconds.|Second.|Orme|b\n|||Orme|c")),
        ),
        "t",
    )

    assert [(r.number, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("1", 1),
        ("1#2", 2),
    ]
    assert "number-twice" in [f.code for f in parsed.receipt.findings]


def test_an_edited_text_is_one_recommendation() -> None:
    """A text that is printed again with a word changed is not another recommendation."""
    drawn = """
No.|Recommendation|Action|Lead|Progress
7|Grade each report within a day of its arrival.|First.|Vale|a
7|Grade each report within one day of its arrival.|Second.|Vale|b
"""
    parsed = parse(document(table(drawn)), "t")

    assert [(r.number, len(r.actions)) for r in parsed.plan.recommendations] == [("7", 2)]
    assert "second-recommendation-text" in [f.code for f in parsed.receipt.findings]


def test_causes_and_areas_with_one_number_are_two() -> None:
    """A cause of concern 1 is not the area for improvement 1."""
    head = "Action|Lead|Progress\n"
    parsed = parse(
        document(
            *("# Plan", "## Cause of concern 1", "Grade.", table(f"{head}First.|Vale|a")),
            *("## Area for improvement 1", "Brief.", table(f"{head}Second.|Vale|b")),
        ),
        "t",
    )

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("Cause of concern 1", "Grade."),
        ("Area for improvement 1", "Brief."),
    ]
    assert parsed.receipt.unplaced == ()


def test_a_number_printed_again_as_continued_goes_on() -> None:
    """`7 (cont'd)` on the next page is 7, and its words are accounted for."""
    drawn = """
Rec No.|Recommendation|Requirement|Owner|Update
7|Grade.|First.|Vale|a
7 (cont'd)||Second.|Vale|b
"""
    parsed = parse(document(table(drawn)), "t")

    assert [(r.number, len(r.actions)) for r in parsed.plan.recommendations] == [("7", 2)]
    assert parsed.receipt.unplaced == ()
