"""Shapes of published plans: wide, a table for each recommendation, cards, three columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.errors import NoTableError
from pipeline.model import Detail
from pipeline.parse import parse
from pipeline.parse.headings import read_mapping
from pipeline.table import RawTable
from tests.parse.documents import document, rows, table, texts

WIDE = """
Rec. No.|Recommendation|Evidence requirements||Rec. Owner|Force update: 1 May 2025|Status
7|Grade reports.|7.1|Grading is recorded.|Chief|Begun.|Open
||7.2|Grading is checked.|Chief|Planned.|
8|Brief partners.|8.1|Partners are briefed.|CC and PCC||Complete
"""


def test_a_wide_table_is_read() -> None:
    """Each cell is under its heading; blank numbers go on with the recommendation above."""
    made = table(WIDE, spans={(0, 2): (1, 2)})
    # The heading over two columns is one cell.
    rows = ((*made.rows[0][:3], *made.rows[0][4:]), *made.rows[1:])
    plan = parse(document("# Plan", "Force: Wexmoor", type(made)(rows)), "t").plan

    assert plan.title == "Plan"
    assert plan.details == (Detail("Force", "Wexmoor"),)
    assert [r.number for r in plan.recommendations] == ["7", "8"]
    assert [a.reference for a in plan.actions()] == ["7.1", "7.2", "8.1"]
    assert [a.requirement.plain for a in plan.actions()][1] == "Grading is checked."
    assert plan.periods[0].date == dt.date(2025, 5, 1)
    assert [texts(a.updates) for a in plan.actions()] == [["Begun."], ["Planned."], [""]]
    assert [a.status for a in plan.actions()] == ["Open", "", "Complete"]


def test_merged_cells_reach_over_their_rows() -> None:
    """A spanned number holds for each row it reaches, whatever the references say."""
    drawn = """
No.|Recommendation|Ref|Requirement|Owner|Update
7|Grade reports.|1|First.|Chief|Begun.
2|Second.|Chief|Planned.
8|Brief.|1|Third.|Chief|Done.
"""
    made = table(drawn, spans={(1, 0): (2, 1), (1, 1): (2, 1)})
    plan = parse(document(made), "t").plan

    assert [len(r.actions) for r in plan.recommendations] == [2, 1]
    assert [a.reference for a in plan.actions()] == ["1", "2", "1"]
    assert plan.keys() == ("1#1", "2", "1#2")


def test_a_row_goes_where_its_reference_points() -> None:
    """A number printed in the middle of its group gives its text to the whole of it."""
    drawn = """
No.|Recommendation|Ref|Requirement|Owner|Update
7|Grade.|7.1|First.|Chief|a
||11.1|Second.|Chief|b
11|Brief.|11.2|Third.|Chief|c
||13.1|Fourth.|Chief|d
"""
    parsed = parse(document(table(drawn)), "t")

    assert [(r.number, r.text.plain, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", "Grade.", 1),
        ("11", "Brief.", 2),
        ("13", "", 1),
    ]
    codes = [f.code for f in parsed.receipt.findings]
    assert "number-below-its-rows" in codes
    assert "recommendation-without-text" in codes


def test_references_that_count_anew_do_not_move_rows() -> None:
    """Where references are 1, 2, 3 under each recommendation they name none."""
    drawn = """
No.|Recommendation|Ref|Requirement|Owner|Update
7|Grade.|1|First.|Chief|a
||2|Second.|Chief|b
8|Brief.|1|Third.|Chief|c
||2|Fourth.|Chief|d
"""
    plan = parse(document(table(drawn)), "t").plan

    assert [(r.number, len(r.actions)) for r in plan.recommendations] == [("7", 2), ("8", 2)]


def test_one_table_for_each_recommendation() -> None:
    """The text above a table is its recommendation's."""
    first = table(
        """
Recommendation number|Evidence requirements of progress/completion|Force update|Status
7.1|First.|Begun.|Open
7.2|Second.|Done.|Complete
"""
    )
    second = table(
        """
Recommendation number|Evidence requirements of progress/completion|Force update|Status
8.1|Third.|Planned.|Open
"""
    )
    items = ("# Our plan", "Force: Wexmoor")
    parsed = parse(
        document(
            *items, "## Recommendation 7", "Grade.", first, "## Recommendation 8", "Brief.", second
        ),
        "t",
    )

    assert parsed.plan.title == "Our plan"
    assert parsed.plan.details == (Detail("Force", "Wexmoor"),)
    assert [r.text.plain for r in parsed.plan.recommendations] == ["Grade.", "Brief."]
    assert [len(r.actions) for r in parsed.plan.recommendations] == [2, 1]
    assert [a.reference for a in parsed.plan.actions()] == ["7.1", "7.2", "8.1"]
    assert parsed.receipt.unplaced == ()


def test_cards_of_labels_and_values() -> None:
    """One table of labels for each action; its date names the period."""
    card = """
Recommendation|Recommendation {n}: {text}
Evidence requirements of progress|{n}.1 Records show it.
Recommendation owner|Chief
Force update|{update}
Date|Nov-24
Status|Action complete
Supporting documents|None held.
"""
    cards = [
        table(card.format(n=n, text=text, update=update))
        for n, text, update in ((7, "Grade.", "Begun."), (8, "Brief.", "Done."))
    ]
    parsed = parse(document("# Plan", *cards), "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert [p.label for p in parsed.plan.periods] == ["Nov-24"]
    assert [p.date for p in parsed.plan.periods] == [None]
    assert [a.reference for a in parsed.plan.actions()] == ["7.1", "8.1"]
    assert [a.status for a in parsed.plan.actions()] == ["Action complete", "Action complete"]
    assert [row["Supporting documents"] for row in rows(parsed.plan)] == ["None held."] * 2
    assert parsed.receipt.unplaced == ()


def test_a_heading_above_a_card_names_its_action() -> None:
    """`Action 7.1` is the card's reference, and so its recommendation's number."""
    card = """
Recommendation|{text}
Evidence requirements of progress|Records show it.
Recommendation owner|Chief
Force update|{update}
"""
    items: list[str | RawTable] = ["# Plan", "Force: Wexmoor"]
    for reference, text in (("7.1", "Grade."), ("7.2", "Grade."), ("8.1", "Brief.")):
        items += [f"## Action {reference}", table(card.format(text=text, update=reference))]
    parsed = parse(document(*items), "t")

    assert [(r.number, r.text.plain, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", "Grade.", 2),
        ("8", "Brief.", 1),
    ]
    assert [a.reference for a in parsed.plan.actions()] == ["7.1", "7.2", "8.1"]
    assert parsed.plan.details == (Detail("Force", "Wexmoor"),)
    assert parsed.receipt.unplaced == ()


def test_three_columns_without_references_or_owners() -> None:
    """Each row is a recommendation with one action."""
    drawn = """
No.|Recommendation|Initial Constabulary Response 21st November 2024
7|Grade reports.|Begun.
8|Brief partners.|Done.
"""
    plan = parse(document("Plan", table(drawn)), "t").plan

    assert [r.text.plain for r in plan.recommendations] == ["Grade reports.", "Brief partners."]
    assert plan.periods[0].date == dt.date(2024, 11, 21)
    assert plan.keys() == ("7", "8")


def test_headings_and_paragraphs_without_a_table() -> None:
    """A heading begins a recommendation, those below it say what follows."""
    parsed = parse(
        document(
            *(
                "# Our plan",
                "Force: Wexmoor",
                "## Recommendation 7",
                "Grade.",
                "### Owner",
                "Chief",
            ),
            *("### Force update 1 May 2025", "Begun.", "It goes on.", "### Status", "Open"),
            *("## Recommendation 8: Brief.", "### Force update 1 May 2025", "Done."),
        ),
        "t",
    )

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    first = next(parsed.plan.actions())
    assert (first.owner, first.status, texts(first.updates)) == (
        "Chief",
        "Open",
        ["Begun.\nIt goes on."],
    )
    assert parsed.plan.details == (Detail("Force", "Wexmoor"),)
    assert parsed.receipt.unplaced == ()


def test_a_table_without_headings_goes_on() -> None:
    """A table split in two is one plan; a heading row printed again is dropped."""
    head = "No.|Recommendation|Requirement|Update\n"
    plan = parse(
        document(
            table(head + "7|Grade.|First.|a"),
            table("||Second.|b"),
            table(head + "8|Brief.|Third.|c"),
        ),
        "t",
    ).plan

    assert [len(r.actions) for r in plan.recommendations] == [2, 1]


def test_an_empty_heading_over_references_is_decided_and_said() -> None:
    """The evidence heading over two columns may be printed over one of them."""
    drawn = """
No.|Recommendation|Evidence requirements||Owner|Update
7|Grade.|7.1|First.|Chief|a
||7.2|Second.|Chief|b
"""
    parsed = parse(document(table(drawn)), "t")

    assert [(a.reference, a.requirement.plain) for a in parsed.plan.actions()] == [
        ("7.1", "First."),
        ("7.2", "Second."),
    ]
    assert "heading-empty" in [f.code for f in parsed.receipt.findings]


def test_a_column_without_meaning_is_kept() -> None:
    """Its words stay under its heading, and `--map` decides what it is."""
    drawn = """
No.|Recommendation|Requirement|Owner|Update|Musings
7|Grade.|First.|Chief|a|Something else.
"""
    parsed = parse(document(table(drawn)), "t")
    finding = next(f for f in parsed.receipt.findings if f.code == "column-kept")
    assert rows(parsed.plan)[0]["Musings"] == "Something else."
    assert '--map "Musings=ROLE"' in finding.hint

    mapped = parse(document(table(drawn)), "t", read_mapping(("Musings=period",)))
    assert texts(next(mapped.plan.actions()).updates) == ["a", "Something else."]


def test_misspelled_headings_are_read_and_said() -> None:
    """`Recomendation` is a recommendation."""
    drawn = """
Rec No.|Recomendation|Sub recommendation/|Rec. Owner|Initial action plan reponse|March 2026 update
7|Grade.|7.1 First.|Chief|a|b
"""
    parsed = parse(document(table(drawn)), "t")

    assert [p.label for p in parsed.plan.periods] == [
        "Initial action plan reponse",
        "March 2026 update",
    ]
    assert [(a.reference, a.requirement.plain) for a in parsed.plan.actions()] == [
        ("7.1", "First.")
    ]
    assert "heading-misspelled" in [f.code for f in parsed.receipt.findings]


def test_a_row_over_all_columns_names_the_recommendation() -> None:
    """A band between the rows is the heading of those below it."""
    drawn = """
Ref|Requirement|Owner|Update
Recommendation 7: Grade.
7.1|First.|Chief|a
7.2|Second.|Chief|b
Recommendation 8: Brief.
8.1|Third.|Chief|c
"""
    made = table(drawn, spans={(1, 0): (1, 4), (4, 0): (1, 4)})
    plan = parse(document(made), "t").plan

    assert [(r.number, r.text.plain, len(r.actions)) for r in plan.recommendations] == [
        ("7", "Grade.", 2),
        ("8", "Brief.", 1),
    ]


def test_text_below_the_table_is_kept() -> None:
    """Paragraphs below the table are the plan's notes; a legend is the layout's."""
    legend = "Status words: Open (begun), Complete (ended)"
    plan = parse(document("Plan", table(WIDE), legend, "Published under licence."), "t").plan

    assert plan.notes == ("Published under licence.",)


def test_a_heading_over_two_rows_is_read() -> None:
    """The lower row names the periods under a heading that reaches over them."""
    drawn = """
No.|Recommendation|Requirement|Force updates|Status
Nov 2024|27 March 2025
7|Grade.|First.|a|b|Open
"""
    spans = {(0, c): (2, 1) for c in (0, 1, 2, 4)} | {(0, 3): (1, 2)}
    plan = parse(document(table(drawn, spans=spans)), "t").plan

    assert [p.label for p in plan.periods] == ["Nov 2024", "27 March 2025"]
    assert texts(next(plan.actions()).updates) == ["a", "b"]
    assert next(plan.actions()).status == "Open"


def test_periods_below_a_heading_without_spans_are_read() -> None:
    """A reader that knows no spans gives blanks instead."""
    drawn = """
No.|Recommendation|Requirement|Force updates||Status
|||Nov 2024|27 March 2025|
7|Grade.|First.|a|b|Open
"""
    plan = parse(document(table(drawn)), "t").plan

    assert [p.label for p in plan.periods] == ["Nov 2024", "27 March 2025"]


def test_a_title_inside_the_table_is_the_plans() -> None:
    """Rows above the heading row are lines above the table."""
    drawn = """
Our action plan
Force: Wexmoor
No.|Recommendation|Requirement|Update
7|Grade.|First.|a
"""
    made = table(drawn, spans={(0, 0): (1, 4), (1, 0): (1, 4)})
    plan = parse(document(made), "t").plan

    assert plan.title == "Our action plan"
    assert plan.details == (Detail("Force", "Wexmoor"),)


def test_details_may_stand_in_a_table_of_their_own() -> None:
    """A small table of labels and values above the plan is its details."""
    labels = table("Force:|Wexmoor\nExecutive Lead|Assistant Chief Constable")
    parsed = parse(document("# Plan", labels, table(WIDE)), "t")

    assert parsed.plan.details == (
        Detail("Force", "Wexmoor"),
        Detail("Executive Lead", "Assistant Chief Constable"),
    )
    assert parsed.receipt.unplaced == ()


def test_a_document_without_a_plan_is_refused() -> None:
    """The message shows the headings that were found."""
    with pytest.raises(NoTableError, match='"Name", "Telephone"'):
        parse(document("Staff", table("Name|Telephone\nReception|101")), "t")


def test_a_document_without_a_table_is_refused() -> None:
    """The message shows how the document begins; an empty page says that it is empty."""
    with pytest.raises(NoTableError, match=r'no table.*\n.*"Sign in", "Your name"'):
        parse(document("# Sign in", "Your name"), "t")
    with pytest.raises(NoTableError, match="no text was found"):
        parse(document(), "t")


PLAIN = "No.|Recommendation|Requirement|Update\n7|Grade.|First.|a"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Our plan: grading", "Force: Wexmoor"), "Our plan: grading"),
        (("Force: Wexmoor", "Our plan"), "Our plan"),
        (("Police Force: Wexmoor", "Last updated: May 2026"), ""),
        (("Force: Wexmoor", "This plan says how we will grade reports."), ""),
        (("Force: Wexmoor", "# Our plan."), "Our plan."),
        (("Status words: Open The work goes on.",), ""),
        (("Key: green is complete", "Our plan"), "Our plan"),
    ],
)
def test_details_and_legend_are_no_title(lines: tuple[str, ...], title: str) -> None:
    """A plan may have none; what its first line says about it, or of its colours, is not one."""
    assert parse(document(*lines, table(PLAIN)), "t").plan.title == title


def test_headings_below_a_title_are_shown() -> None:
    """A title over all columns is not what a table's headings are."""
    drawn = "Staff list\nName|Telephone|Room\nReception|101|2"
    with pytest.raises(NoTableError, match='"Name", "Telephone", "Room"'):
        parse(document(table(drawn, spans={(0, 0): (1, 3)})), "t")


def test_a_legend_is_no_title() -> None:
    """Where only a legend of status words is above the table, the plan has no title."""
    plan = parse(document("Status words: Open (begun), Complete (ended)", table(WIDE)), "t").plan

    assert (plan.title, plan.details) == ("", ())


def test_another_table_is_left_out_and_said() -> None:
    """A table that is not a plan is not read; its words are in the receipt."""
    parsed = parse(document("Plan", table(WIDE), table("Name|Telephone\nReception|101")), "t")

    finding = next(f for f in parsed.receipt.findings if f.code == "table-without-plan")
    assert "Reception" in finding.words
    assert parsed.receipt.unplaced == ()


@pytest.mark.parametrize("number", ["10000", "202411", "2024110007"])
def test_long_numbers_are_numbers_whole(number: str) -> None:
    """A number is never cut short: recommendations counted by their year stay apart."""
    plan = parse(
        document(
            table(f"""
            Rec. No. | Recommendation | Reference | Evidence | Owner | March 27th 2025 | Status
            {number} | Review it. | {number}.1 | It is recorded. | Chief | Begun. | Done
            {number}1 | Train staff. | {number}1.1 | It is recorded. | Chief | Begun. | Done
            """)
        ),
        "t",
    ).plan
    assert [r.number for r in plan.recommendations] == [number, f"{number}1"]


def test_a_caption_is_a_text_above_its_table() -> None:
    """The first text above a plan is its title."""
    plan = table("No.|Recommendation|Owner|Update\n7|Grade.|Vale|a\n8|Brief.|Orme|b")
    parsed = parse(document(replace(plan, caption="Plan of Wexmoor")), "t")

    assert parsed.plan.title == "Plan of Wexmoor"
    assert parsed.receipt.unplaced == ()
