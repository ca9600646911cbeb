"""Rows of a wide table that are no action."""

from __future__ import annotations

import pytest

from pipeline.parse import parse
from tests.parse.documents import document, table


def test_a_band_need_not_be_merged() -> None:
    """A recommendation may be at the head of a row that is blank but for it."""
    drawn = """
Ref|Requirement|Owner|Update
Recommendation 7: Grade.|||
7.1|First.|Vale|a
Priority 2: Brief.|||
2.1|Second.|Vale|b
"""
    parsed = parse(document(table(drawn)), "t")

    assert [(r.number, r.text.plain, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", "Grade.", 1),
        ("Priority 2", "Brief.", 1),
    ]
    assert parsed.receipt.unplaced == ()


def test_a_band_may_hold_the_text_in_a_cell_of_its_own() -> None:
    """`Recommendation 7` and its text, each merged over columns, are one band; so is one alone."""
    drawn = """
Ref|Requirement|Owner|Update
Recommendation 7|Grade.
7.1|First.|Vale|a
Recommendation 8|Brief.
Recommendation 9|Log.
9.1|Second.|Vale|b
"""
    spans = {(r, c): (1, 2) for r in (1, 3, 4) for c in (0, 1)}
    parsed = parse(document(table(drawn, spans=spans)), "t")

    assert [
        (r.number, r.text.plain, [a.reference for a in r.actions])
        for r in parsed.plan.recommendations
    ] == [("7", "Grade.", ["7.1"]), ("8", "Brief.", [""]), ("9", "Log.", ["9.1"])]
    assert parsed.receipt.unplaced == ()


def test_a_band_may_stand_above_the_headings() -> None:
    """Where each recommendation's rows have headings of their own, the first has them as well."""
    drawn = """
Recommendation 7: Grade.
Ref|Requirement|Owner|Update
7.1|First.|Vale|a
Recommendation 8: Brief.
Ref|Requirement|Owner|Update
8.1|Second.|Vale|b
"""
    parsed = parse(document("Plan", table(drawn, spans={(0, 0): (1, 4), (3, 0): (1, 4)})), "t")

    assert [(r.number, r.text.plain, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", "Grade.", 1),
        ("8", "Brief.", 1),
    ]
    assert (parsed.plan.title, parsed.plan.details) == ("Plan", ())
    assert parsed.receipt.unplaced == ()


def test_rows_that_print_a_bands_number_are_its_own() -> None:
    """A band above rows with a column of numbers is not a recommendation beside theirs."""
    drawn = """
No|Recommendation|Requirement|Update
Recommendation 7: Grade.
7||First.|a
8|Brief.|Second.|b
"""
    parsed = parse(document(table(drawn, spans={(1, 0): (1, 4)})), "t")

    assert [(r.number, r.text.plain, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", "Grade.", 1),
        ("8", "Brief.", 1),
    ]


def test_an_update_may_stand_in_a_row_below_its_action() -> None:
    """A row over all columns that begins with a period's label is the action's; another is none."""
    drawn = """
Ref|Requirement|Owner|Status
Recommendation 7: Grade.
7.1|First.|Vale|Open
Update June 2026: Begun: forms are out.
7.2|Second.|Orme|Open
• Update June 2026: Asked.
Note: not for print.
"""
    spans = {(row, 0): (1, 4) for row in (1, 3, 5, 6)}
    parsed = parse(document("Plan", table(drawn, spans=spans)), "t")

    assert [p.label for p in parsed.plan.periods] == ["Update June 2026"]
    assert [(a.reference, [u.plain for u in a.updates]) for a in parsed.plan.actions()] == [
        ("7.1", ["Begun: forms are out."]),
        ("7.2", ["• Asked."]),
    ]
    assert [f.code for f in parsed.receipt.findings] == ["row-over-all-columns"]
    assert parsed.receipt.unplaced == ()


def test_a_row_of_totals_is_no_action() -> None:
    """What sums up the table is said and not in the plan; an action about totals is."""
    drawn = """
No|Recommendation|Action|Update|Status
7|Grade.|First.|a|Open
8|Totals are to be shown.|Totals in the report.|b|Open
Total||||2
"""
    parsed = parse(document(table(drawn)), "t")

    assert [r.number for r in parsed.plan.recommendations] == ["7", "8"]
    assert [f.words for f in parsed.receipt.findings] == [("Total", "2")]
    assert parsed.receipt.unplaced == ()


def test_a_theme_over_numbered_rows_is_said_to_be_left_out() -> None:
    """A band that is counted names no recommendation where the rows below have their own."""
    drawn = """
No.|Recommendation|Owner|Update
Theme 1: Leadership|||
7|Grade.|Vale|a
8|Brief.|Vale|b
Theme 2: Value|||
9|Record.|Vale|c
"""
    parsed = parse(document(table(drawn, spans={(1, 0): (1, 4), (4, 0): (1, 4)})), "t")

    assert [r.number for r in parsed.plan.recommendations] == ["7", "8", "9"]
    assert parsed.receipt.unplaced == ()
    said = [f.words for f in parsed.receipt.findings if f.code == "row-over-all-columns"]
    assert said == [("Theme", "1:", "Leadership"), ("Theme", "2:", "Value")]


def test_a_heading_row_comes_again_in_capitals() -> None:
    """A heading row pasted into the table is its heading again, however it is spelled."""
    drawn = """
Rec No.|Recommendation|Requirement|Update
7|Grade.|First.|a
REC NO|RECOMMENDATION|REQUIRE MENT|UPDATE
8|Brief.|Second.|b
"""
    parsed = parse(document(table(drawn)), "t")

    assert [r.number for r in parsed.plan.recommendations] == ["7", "8"]
    assert parsed.receipt.unplaced == ()


def test_a_recommendation_in_one_cell_is_parted() -> None:
    """The word before its number is not text of the plan, and is not lost without a word."""
    drawn = """
Recommendation|Requirement|Update
Recommendation 7 / Grade.|7.1 First.|a
|7.2 Second.|b
Recommendation 8 / Brief.|8.1 Third.|c
"""
    parsed = parse(document(table(drawn)), "t")

    assert [(r.number, r.text.plain, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", "Grade.", 2),
        ("8", "Brief.", 1),
    ]
    assert parsed.receipt.unplaced == ()


def test_the_first_text_of_a_sheet_may_be_a_recommendation() -> None:
    """A file that begins with `Recommendation 7` has no title above it."""
    head = "Ref|Requirement|Owner|Update\n"
    parsed = parse(
        document(
            *("# Recommendation 7", "Grade.", table(f"{head}7.1|First.|Vale|a")),
            *("Recommendation 8", "Brief.", table(f"{head}8.1|Second.|Vale|b")),
        ),
        "t",
    )

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert parsed.plan.title == ""


def test_an_update_below_several_actions_is_said() -> None:
    """It may be the whole recommendation's; the last action has it, and a person is asked."""
    drawn = """
Ref|Requirement|Owner
Recommendation 7: Grade.
7.1|First.|Vale
7.2|Second.|Orme
Update June 2026: Begun.
Recommendation 8: Brief.
8.1|Third.|Orme
Update June 2026: Asked.
"""
    spans = {(row, 0): (1, 3) for row in (1, 4, 5, 7)}
    parsed = parse(document("Plan", table(drawn, spans=spans)), "t")

    assert [[u.plain for u in a.updates] for a in parsed.plan.actions()] == [
        [""],
        ["Begun."],
        ["Asked."],
    ]
    (finding,) = parsed.receipt.findings
    assert (finding.code, finding.place.source and finding.place.source.row) == (
        "update-below-several",
        5,
    )


@pytest.mark.parametrize("spans", [{(1, 0): (1, 3), (3, 0): (1, 3)}, {}])
def test_bands_alone_may_name_the_recommendations(
    spans: dict[tuple[int, int], tuple[int, int]],
) -> None:
    """No column is headed by a recommendation where the row below the headings names one."""
    drawn = """
Lead|Update May 2026|Status
Recommendation 1: Grade.
Vale|Begun.|On track
Recommendation 2: Brief.
Marsh|Told.|Complete
"""
    plan = parse(document(table(drawn, spans=spans)), "t").plan

    assert [(r.number, r.text.plain, r.actions[0].owner) for r in plan.recommendations] == [
        ("1", "Grade.", "Vale"),
        ("2", "Brief.", "Marsh"),
    ]
