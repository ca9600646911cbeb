"""Recommendations on a sheet of their own."""

from __future__ import annotations

from pipeline.parse import Parsed, parse
from pipeline.table import RawTable
from tests.parse.documents import document, table

LIST = "Rec No|Recommendation|Source\n7|Grade.|PEEL\n8|Brief.|PEEL\n9|Record.|PEEL"
ACTIONS = (
    "Rec No|Ref|Action|Owner|Update\n7|7.1|First.|Vale|a\n7|7.2|Second.|Vale|b\n8|8.1|Third.|Orme|c"
)


def _parsed(*tables: RawTable) -> Parsed:
    return parse(document("# Plan", *tables), "t")


def test_texts_stand_beside_numbers_elsewhere() -> None:
    """Each action's table row has the number alone; one without actions is kept behind them."""
    parsed = _parsed(table(LIST), table(ACTIONS))

    assert [(r.number, r.text.plain, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", "Grade.", 2),
        ("8", "Brief.", 1),
        ("9", "Record.", 1),
    ]
    codes = [f.code for f in parsed.receipt.findings]
    assert codes == ["column-kept", "texts-from-register"]
    assert parsed.receipt.unplaced == ()


def test_the_list_may_stand_behind_the_actions() -> None:
    """The order of sheets says nothing."""
    parsed = _parsed(table(ACTIONS), table(LIST))

    assert [r.text.plain for r in parsed.plan.recommendations] == ["Grade.", "Brief.", "Record."]


def test_a_list_is_left_out_where_the_rows_have_texts() -> None:
    """It may be of another report; its words are in the finding."""
    whole = "Rec No|Recommendation|Action|Update\n7|Sign.|First.|a"
    parsed = _parsed(table(LIST), table(whole))

    assert [r.text.plain for r in parsed.plan.recommendations] == ["Sign."]
    assert [f.code for f in parsed.receipt.findings] == ["table-without-plan"]
    assert parsed.receipt.unplaced == ()


def test_numbers_that_come_twice_name_no_text() -> None:
    """Which of two texts a number has is not guessed."""
    twice = "Rec No|Recommendation|Source\n7|Grade.|PEEL\n7|Brief.|PEEL"
    parsed = _parsed(table(twice), table(ACTIONS))

    assert [r.text.plain for r in parsed.plan.recommendations] == ["", ""]
    assert "table-without-plan" in [f.code for f in parsed.receipt.findings]
