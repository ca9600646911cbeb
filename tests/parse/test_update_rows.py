"""Rows that are no action of their own."""

from __future__ import annotations

from pipeline.parse import parse
from tests.parse.documents import document, table, texts

LOG = """
Rec No|Recommendation|Ref|Action|Owner|Update date|Update|Status
7|Grade.|7.1|First.|Vale|30/05/2026|Done.|Complete
7|Grade.|7.1|First.|Orme|14/11/2025|Begun.|Open
7|Grade.|7.2|Second.|Vale|14/11/2025|Planned.|Open
8|Brief.|8.1|First.|Vale|30/05/2026|Asked.|Open
|||||14/11/2025|Told.|
"""


def test_a_row_for_each_update_is_one_action() -> None:
    """Its updates are in the order of their days; owner and status are the latest row's."""
    parsed = parse(document("# Plan", table(LOG)), "t")

    assert [p.label for p in parsed.plan.periods] == ["14/11/2025", "30/05/2026"]
    assert [(a.reference, a.owner, texts(a.updates), a.status) for a in parsed.plan.actions()] == [
        ("7.1", "Vale", ["Begun.", "Done."], "Complete"),
        ("7.2", "Vale", ["Planned.", ""], "Open"),
        ("8.1", "Vale", ["Told.", "Asked."], "Open"),
    ]
    codes = [f.code for f in parsed.receipt.findings]
    assert "2 rows hold" in next(
        f.message for f in parsed.receipt.findings if f.code == "rows-joined"
    )
    assert codes.count("earlier-owner") == codes.count("earlier-status") == 1
    assert parsed.receipt.unplaced == ()


def test_merged_cells_over_rows_of_updates_are_one_action() -> None:
    """Where no action is named, the same number, text and owner beside another date are it."""
    drawn = """
Rec No|Recommendation|Owner|Update date|Update
7|Grade.|Vale|14/11/2025|Begun.
30/05/2026|Done.
7|Grade.|Orme|30/05/2026|Told.
"""
    spans = {(1, column): (2, 1) for column in range(3)}
    plan = parse(document("# Plan", table(drawn, spans=spans)), "t").plan

    assert [(a.owner, texts(a.updates)) for a in plan.actions()] == [
        ("Vale", ["Begun.", "Done."]),
        ("Orme", ["", "Told."]),  # another's
    ]


def test_two_actions_of_one_day_stay_two() -> None:
    """A reference that comes again with another update of the same period is another action."""
    plan = parse(
        document(
            "# Plan",
            table("""
Rec No|Recommendation|Ref|Action|Update date|Update
7|Grade.|7|Log it.|14/11/2025|Begun.
7|Grade.|7|Log it.|14/11/2025|Planned.
"""),
        ),
        "t",
    ).plan

    assert [texts(a.updates) for a in plan.actions()] == [["Begun."], ["Planned."]]


def test_a_row_may_only_name_the_recommendation() -> None:
    """A row of number and text above its actions' rows is not an action; alone it is one."""
    parsed = parse(
        document(
            "# Plan",
            table("""
Rec|Recommendation|Ref|Action|Lead|Update|Status
7|Grade.|||||
||7.1|First.|Vale|Begun.|Open
||7.2|Second.|Orme|Planned.|Open
8|Brief.|||||
9|Log.|||||
||9.1|Third.|Vale|Asked.|Open
"""),
        ),
        "t",
    )

    assert [
        (r.number, r.text.plain, [a.reference for a in r.actions])
        for r in parsed.plan.recommendations
    ] == [("7", "Grade.", ["7.1", "7.2"]), ("8", "Brief.", [""]), ("9", "Log.", ["9.1"])]
    assert parsed.receipt.unplaced == ()


def test_a_blank_row_that_a_merged_number_reaches_over_is_an_action() -> None:
    """Where the number's cell reaches over both rows, the first is an action with nothing said."""
    plan = parse(
        document(
            "# Plan",
            table(
                """
Rec|Recommendation|Ref|Action|Lead|Update|Status
7|Grade.|||||
7.2|Second.|Orme|Planned.|Open
""",
                spans={(1, 0): (2, 1), (1, 1): (2, 1)},
            ),
        ),
        "t",
    ).plan

    assert [a.reference for a in plan.actions()] == ["", "7.2"]
