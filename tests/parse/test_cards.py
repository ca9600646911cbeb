"""Cards as people lay them out."""

from __future__ import annotations

import pytest

from pipeline.parse import parse
from pipeline.parse.cards import read_cards
from tests.parse.documents import document, table, texts


def test_two_labels_beside_each_other_are_two() -> None:
    """A row of a card may hold two labels with their values."""
    card = """
Ref|7.1|Owner|Vale
Recommendation|7. Grade.
Action|Sign each log.
Status|Open|Due date|May 2027
Progress update|Forms are out.
"""
    spans = {(1, 1): (1, 3), (2, 1): (1, 3), (4, 1): (1, 3)}
    parsed = parse(document("Plan", table(card, spans=spans)), "t")

    recommendation = parsed.plan.recommendations[0]
    action = recommendation.actions[0]
    assert (recommendation.number, recommendation.text.plain) == ("7", "Grade.")
    assert (action.reference, action.owner, action.status) == ("7.1", "Vale", "Open")
    assert texts(action.updates) == ["Forms are out."]
    assert action.due == "May 2027"
    assert parsed.receipt.unplaced == ()


def test_a_wide_table_of_four_columns_is_no_card() -> None:
    """Cells that look like labels row after row are a table's, not a card's."""
    drawn = """
Recommendation|Action|Owner|Update
Recommendation 7|First.|Lead officer|a
Recommendation 8|Second.|Lead officer|b
Recommendation 9|Third.|Lead officer|c
"""
    plan = parse(document("Plan", table(drawn)), "t").plan

    assert [r.number for r in plan.recommendations] == [
        "Recommendation 7",
        "Recommendation 8",
        "Recommendation 9",
    ]
    assert [a.owner for a in plan.actions()] == ["Lead officer"] * 3


def test_a_card_of_two_leads_is_one_card() -> None:
    """A second label of a kind begins no new card; its words are asked about."""
    card = """
AFI|AFI {n}: {text}
Action|{n}.1 Sign each log.
Strategic lead|ACC Vale
Delivery lead|Insp Orme
Update May 2026|{update}
Status|Open
"""
    drawn = "".join(
        card.format(n=n, text=text, update=update)
        for n, text, update in ((1, "Grade.", "Begun."), (2, "Brief.", "Done."))
    )
    parsed = parse(document("Plan", table(drawn)), "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("AFI 1", "Grade."),
        ("AFI 2", "Brief."),
    ]
    assert [a.owner for a in parsed.plan.actions()] == ["ACC Vale", "ACC Vale"]
    assert [a.owners for a in parsed.plan.actions()] == [("ACC Vale", "Insp Orme")] * 2
    assert parsed.receipt.unplaced == ()


def test_a_value_goes_on_below_an_empty_label() -> None:
    """A card's cell may be split; what has no label of its own belongs to the one above."""
    card = """
Recommendation|7. Grade.
Owner|Vale
Force update|Begun.
|It goes on.
Status|Open
"""
    parsed = parse(document("Plan", table(card)), "t")

    assert texts(next(parsed.plan.actions()).updates) == ["Begun.\nIt goes on."]


def test_a_row_over_a_card_is_no_number_unless_it_names_one() -> None:
    """A title over a card is asked about; a number over it is the recommendation's."""
    card = """
{title}
Recommendation|Grade.
Owner|Vale
Force update|Begun.
"""
    titled = parse(
        document("Plan", table(card.format(title="Custody"), spans={(0, 0): (1, 2)})), "t"
    )
    numbered = parse(
        document("Plan", table(card.format(title="Recommendation 7"), spans={(0, 0): (1, 2)})), "t"
    )

    assert titled.plan.recommendations[0].number == ""
    assert "row-without-label" in [f.code for f in titled.receipt.findings]
    assert numbered.plan.recommendations[0].number == "7"


def test_numbers_of_cards_that_share_a_text_are_references() -> None:
    """`Recommendation number: 7.1` on a card counts an action where 7.2 has the same text."""
    card = """
Recommendation number|{n}
Recommendation|{text}
Force update|{n} has begun.
Status|Open
"""
    drawn = [(7.1, "Grade."), (7.2, "Grade."), (8.1, "Brief.")]
    cards = [table(card.format(n=n, text=text)) for n, text in drawn]
    plan = parse(document("Plan", *cards), "t").plan

    assert [(r.number, len(r.actions)) for r in plan.recommendations] == [("7", 2), ("8", 1)]
    assert [a.reference for a in plan.actions()] == ["7.1", "7.2", "8.1"]


def test_a_heading_above_a_card_gives_its_reference() -> None:
    """`Action 7.1` above a card that says its recommendation is the action's reference."""
    card = "Recommendation|7. Grade.\nEvidence requirement|Logs.\nOwner|Vale\nProgress|Begun.\n"
    parsed = parse(
        document("# Plan", "### Action 7.1", table(card), "### Action 7.2", table(card)), "t"
    )

    assert [a.reference for a in parsed.plan.actions()] == ["7.1", "7.2"]
    assert (parsed.plan.title, parsed.plan.notes) == ("Plan", ())
    assert parsed.receipt.unplaced == ()


def test_a_label_may_name_what_its_value_says() -> None:
    """`Recommendation 7` and `Action 7.1` beside a text are its number and its reference."""
    card = """
Recommendation 7|Grade.
Action no. 7.1|First.
Owner|Vale
Update May 2026|Begun.
Action no. 7.2:|Second.
Update May 2026|Asked.
"""
    parsed = parse(document("Plan", table(card)), "t")

    assert [
        (r.number, r.text.plain, a.reference, a.requirement.plain, a.owner, texts(a.updates))
        for r in parsed.plan.recommendations
        for a in r.actions
    ] == [
        ("7", "Grade.", "7.1", "First.", "Vale", ["Begun."]),
        ("7", "Grade.", "7.2", "Second.", "", ["Asked."]),
    ]
    assert parsed.receipt.unplaced == ()


def test_a_row_over_a_card_may_name_its_action() -> None:
    """`Action 7.1` over a card is its reference, and begins the next card."""
    card = """
Action 7.1
Recommendation|7. Grade.
Evidence required|First.
Update May 2026|Begun.
Action 7.2
Recommendation|7. Grade.
Evidence required|Second.
Update May 2026|Asked.
"""
    spans = {(0, 0): (1, 2), (4, 0): (1, 2)}
    parsed = parse(document("Plan", table(card, spans=spans)), "t")

    assert [
        (a.reference, a.requirement.plain, texts(a.updates)) for a in parsed.plan.actions()
    ] == [("7.1", "First.", ["Begun."]), ("7.2", "Second.", ["Asked."])]
    assert [r.number for r in parsed.plan.recommendations] == ["7"]
    assert parsed.receipt.unplaced == ()


def test_a_card_below_its_recommendation_need_not_name_it() -> None:
    """Owner, updates and status are a card where the text above names the recommendation."""
    card = "Owner|Vale\nDecember 2025 update|{}\nStatus|Open"
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Grade.", table(card.format("a"))),
            *("## Recommendation 8", "Brief.", table(card.format("b"))),
        ),
        "t",
    )

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [["a"], ["b"]]
    assert parsed.receipt.unplaced == ()


def test_the_row_below_the_number_is_the_text() -> None:
    """A card may print it over all columns without a label."""
    card = """
Recommendation {n}
{text}
Lead|Vale|Status|Open
Action|Sign.
June 2026 update|Begun.
"""
    cards = [
        table(
            card.format(n=n, text=text),
            spans={(0, 0): (1, 4), (1, 0): (1, 4), (3, 1): (1, 3), (4, 1): (1, 3)},
        )
        for n, text in ((7, "Grade all reports."), (8, "Brief all crews."))
    ]
    parsed = parse(document("# Plan", *cards), "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade all reports."),
        ("8", "Brief all crews."),
    ]
    assert parsed.receipt.findings == ()
    assert parsed.receipt.unplaced == ()


def test_a_number_beside_recommendation_is_its_number() -> None:
    """Whatever the label is called, `7` is not text."""
    card = "Recommendation|{n}\nAction|Sign.\nOwner|Vale\nUpdate June 2026|Begun."
    parsed = parse(document("# Plan", *(table(card.format(n=n)) for n in (7, 8))), "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [("7", ""), ("8", "")]
    assert parsed.receipt.unplaced == ()


OPTIONS = """
Recommendation|7. Grade.
Action|7.1 Sign each log.
Owner|Vale
Force update|Begun.
State|Open|Closed
{}
"""


@pytest.mark.parametrize(
    ("ticks", "status"),
    [("✓| ", "Open"), (" |x", "Closed"), ("✓|x", None), (" | ", None), ("✓|soon", None)],
)
def test_one_of_several_options_is_ticked(ticks: str, status: str | None) -> None:
    """Two ticks, none, or another word beside the tick are no choice."""
    wide = {(r, 1): (1, 2) for r in range(4)}
    cards = read_cards(table(OPTIONS.format(ticks), spans={**wide, (4, 0): (2, 1)}), {})

    assert cards is not None
    chosen = [f.words for f in cards.findings if f.code == "status-ticked"]
    assert bool(chosen) == (status is not None)
    if status is not None:
        assert cards.entries[0].status == status
        assert chosen == [("Closed" if status == "Open" else "Open", ticks.strip(" |"))]


def test_a_card_with_merged_values_is_not_turned() -> None:
    """A value over all columns is of one action, however many options are below it."""
    wide = {(r, 1): (1, 2) for r in range(4)}
    drawn = table(OPTIONS.format("✓| "), spans={**wide, (4, 0): (2, 1)})
    parsed = parse(document("Plan", drawn), "t")

    assert [(a.owner, a.status) for a in parsed.plan.actions()] == [("Vale", "Open")]
    assert parsed.receipt.unplaced == ()
