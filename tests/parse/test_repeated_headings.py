"""Tables that print the same headings."""

from __future__ import annotations

from pipeline.parse import parse
from tests.parse.documents import document, rows, table

HEAD = "Ref|Recommendation|Action|Update\n"


def test_a_table_of_one_row_is_read_as_its_sisters() -> None:
    """A lone 3.1 could count an action below a recommendation 3; those of other themes do not."""
    parsed = parse(
        document(
            *("# Plan", "## 2. Value", table(f"{HEAD}2.1|Grade.|First.|a\n2.2|Brief.|Second.|b")),
            *("## 3. Safety", table(f"{HEAD}3.1|Record.|Third.|c")),
        ),
        "t",
    )

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("2.1", "Grade."),
        ("2.2", "Brief."),
        ("3.1", "Record."),
    ]
    assert [a.reference for a in parsed.plan.actions()] == ["", "", ""]


def test_tables_with_other_headings_are_decided_alone() -> None:
    """A table for each recommendation, whose references count its actions."""
    head = "Ref|Evidence|Owner|Update\n"
    parsed = parse(
        document(
            *("Recommendation 7", "Grade.", table(f"{head}7.1|First.|Vale|a\n7.2|Second.|Vale|b")),
            *("Recommendation 8", "Brief.", table(f"{head}8.1|Third.|Vale|c")),
        ),
        "t",
    )

    assert [r.number for r in parsed.plan.recommendations] == ["7", "8"]
    assert [a.reference for a in parsed.plan.actions()] == ["7.1", "7.2", "8.1"]


def test_a_blank_row_does_not_part_what_the_rows_tell_together() -> None:
    """A sheet with a blank row below each: 24/05 alone would count an action below 24."""
    head = "Ref|Recommendation|Action|Risk|Update\n23/01|Grade.|First.|High|a"
    more = [table("23/02|Brief.|Second.|High|b"), table("24/05|Record.|Third.|Low|c")]
    parsed = parse(document("# Plan", table(head), *more), "t")

    assert [r.number for r in parsed.plan.recommendations] == ["23/01", "23/02", "24/05"]
    assert [row["Risk"] for row in rows(parsed.plan)] == ["High", "High", "Low"]
    assert [f.message for f in parsed.receipt.findings] == [
        '"Risk" has no known role; the column was kept as it is.'
    ]
    assert parsed.receipt.unplaced == ()
