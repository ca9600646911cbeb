"""Columns that their headings leave open, or claim twice."""

from __future__ import annotations

import pytest

from pipeline.model import Action, Plan
from pipeline.parse import Parsed, parse
from pipeline.parse.headings import read_mapping
from tests.parse.documents import document, roles, rows, table, texts


def read(drawn: str, *mapping: str, **more: dict[tuple[int, int], tuple[int, int]]) -> Parsed:
    """Return what is read from a drawn table."""
    return parse(document(table(drawn, **more)), "t", read_mapping(mapping))


def first(plan: Plan) -> Action:
    """Return the plan's first action."""
    return next(plan.actions())


TRACKER = """
Force ref|AFI|Strategic lead|Delivery lead|Action required|Deadline|RAG|Progress (Q2)|Comments
4|Log visits.|ACC Vale|Insp Orme|Sign each log.|May 2027|Amber|Forms are out.|Seen by board.
4|Log visits.|ACC Vale|Insp Orme|Sample ten logs.|May 2027|Green|Ten were read.|
5|Brief crews.|ACC Vale|Insp Orme|Write a briefing.|Done|Blue|It is written.|
"""


def test_an_improvement_tracker_is_read() -> None:
    """Every column stays, in its order, and nothing that a person should look at is left."""
    parsed = read(TRACKER)

    assert [(r.number, r.text.plain, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("4", "Log visits.", 2),
        ("5", "Brief crews.", 1),
    ]
    action = first(parsed.plan)
    assert (action.owner, action.requirement.plain, action.status) == (
        "ACC Vale",
        "Sign each log.",
        "Amber",
    )
    assert texts(action.updates) == ["Forms are out."]
    assert list(rows(parsed.plan)[0].items()) == [
        ("Force ref", "4"),
        ("AFI", "Log visits."),
        ("Strategic lead", "ACC Vale"),
        ("Delivery lead", "Insp Orme"),
        ("Action required", "Sign each log."),
        ("Deadline", "May 2027"),
        ("RAG", "Amber"),
        ("Progress (Q2)", "Forms are out."),
        ("Comments", "Seen by board."),
    ]
    assert (action.owners, action.due) == (("ACC Vale", "Insp Orme"), "May 2027")
    assert parsed.receipt.open_questions == ()
    hints = [f.hint for f in parsed.receipt.findings if f.code == "column-second"]
    assert '--map "Delivery lead=owner"' in hints[0]
    assert '--map "Comments=period"' in hints[1]
    assert parsed.receipt.unplaced == ()


def test_the_plainer_heading_has_the_place() -> None:
    """`Owner` is plainer than `Lead`, a requirement than an action, an action than evidence."""
    parsed = read(
        """
No.|Recommendation|Lead|Owner|Evidence|Action|Update
7|Grade.|Orme|Vale|Minutes.|Sign each log.|Begun.
"""
    )

    assert (first(parsed.plan).owner, first(parsed.plan).requirement.plain) == (
        "Vale",
        "Sign each log.",
    )
    assert rows(parsed.plan)[0]["Lead"] == "Orme"
    assert rows(parsed.plan)[0]["Evidence"] == "Minutes."
    assert roles(parsed.plan)["Lead"] == roles(parsed.plan)["Evidence"] == "other"


def test_a_mapping_says_which_of_two_has_the_place() -> None:
    """`--map` is plainer than any heading."""
    plan = read(TRACKER, "Delivery lead=owner", "Comments=period").plan

    assert first(plan).owner == "Insp Orme"
    assert texts(first(plan).updates) == ["Forms are out.", "Seen by board."]


def test_a_column_may_be_left_out_on_purpose() -> None:
    """`--map "Deadline=ignore"` makes a note of a question."""
    parsed = read(TRACKER, "Deadline=ignore")

    finding = next(f for f in parsed.receipt.findings if f.code == "column-ignored")
    assert finding not in parsed.receipt.open_questions
    assert parsed.receipt.unplaced == ()


def test_remarks_are_updates_where_nothing_else_is() -> None:
    """`Comments` alone say what was done."""
    plan = read(
        """
No.|Recommendation|Owner|Status|Comments
7|Grade.|Vale|Open|Grading has begun.
"""
    ).plan

    assert texts(first(plan).updates) == ["Grading has begun."]


def test_the_latest_status_is_the_status() -> None:
    """Where each period has a rating, the last by date counts, wherever its column is."""
    parsed = read(
        """
No.|Recommendation|Owner|RAG May 2026|Update May 2026|RAG Nov 2025|Update Nov 2025
7|Grade.|Vale|Green|Done.|Amber|Begun.
"""
    )

    assert first(parsed.plan).status == "Green"
    assert roles(parsed.plan)["RAG May 2026"] == "status"
    assert roles(parsed.plan)["RAG Nov 2025"] == "status of Update Nov 2025"
    assert rows(parsed.plan)[0]["RAG Nov 2025"] == "Amber"


def test_sentences_under_a_status_heading_are_updates() -> None:
    """`Status update` heads what was done, which no word of a legend says."""
    said = "The first sample of ten files was read and four of them were graded again."
    plan = read(f"No.|Recommendation|Owner|Status update: May 2026\n7|Grade.|Vale|{said}").plan

    assert texts(first(plan).updates) == [said]


def test_two_columns_headed_alike_are_two_periods() -> None:
    """Neither is lost, and a person is asked for their dates."""
    parsed = read("No.|Recommendation|Owner|Update|Update\n7|Grade.|Vale|Begun.|Done.")

    assert [p.label for p in parsed.plan.periods] == ["Update", "Update (2)"]
    assert texts(first(parsed.plan).updates) == ["Begun.", "Done."]
    assert "periods-alike" in [f.code for f in parsed.receipt.findings]


def test_a_date_beside_an_update_is_its_period() -> None:
    """Each update has the date beside it; a date that is alone is asked about."""
    parsed = read(
        """
No.|Recommendation|Update|Date|Update|Date|Owner|Date
7|Grade.|Begun.|1 May 2025|Done.|2 June 2026|Vale|3 July 2027
8|Brief.|Begun.|1 May 2025|||Vale|
"""
    )

    assert [p.label for p in parsed.plan.periods] == ["1 May 2025", "2 June 2026"]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [
        ["Begun.", "Done."],
        ["Begun.", ""],
    ]
    assert rows(parsed.plan)[0]["Date"] == "3 July 2027"
    assert parsed.receipt.unplaced == ()


def test_a_period_over_update_and_rating_names_both() -> None:
    """Under a date, `Update` is that period's, and of the ratings the latest counts."""
    drawn = """
No.|Recommendation|Owner|31 December 2025|31 March 2026
Update|RAG|Update|RAG
7|Grade.|Vale|Begun.|Amber|Done.|Green
"""
    spans = {(0, c): (2, 1) for c in range(3)} | {(0, 3): (1, 2), (0, 4): (1, 2)}
    parsed = read(drawn, spans=spans)

    assert [p.label for p in parsed.plan.periods] == ["31 December 2025", "31 March 2026"]
    assert texts(first(parsed.plan).updates) == ["Begun.", "Done."]
    assert first(parsed.plan).status == "Green"


def test_a_heading_over_two_unknown_ones_is_theirs() -> None:
    """What is in a row that the other headings reach into is not an action."""
    drawn = """
No.|Recommendation|Ownership|Progress
Strategic|Delivery
7|Grade.|Vale|Orme|Begun.
"""
    spans = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 3): (2, 1)}
    parsed = read(drawn, spans=spans)

    assert [r.number for r in parsed.plan.recommendations] == ["7"]
    assert first(parsed.plan).owner == "Vale"
    assert [(c.spanner, c.heading) for c in parsed.plan.columns][2:4] == [
        ("Ownership", "Strategic"),
        ("Ownership", "Delivery"),
    ]
    hints = [f.hint for f in parsed.receipt.findings if f.code == "column-second"]
    assert '--map "Ownership Delivery=owner"' in hints[0]
    mapped = read(drawn, "Ownership Delivery=owner", spans=spans)
    assert first(mapped.plan).owner == "Orme"


def test_a_row_of_groups_above_the_headings_is_no_title() -> None:
    """Several cells over several columns each belong to the headings below them."""
    drawn = """
Our tracker
Inspectorate|Force
No.|Recommendation|Lead|Progress
7|Grade.|Vale|Begun.
"""
    parsed = read(drawn, spans={(0, 0): (1, 4), (1, 0): (1, 2), (1, 1): (1, 2)})

    assert (parsed.plan.title, parsed.plan.details) == ("Our tracker", ())
    assert parsed.receipt.unplaced == ()


def test_headings_may_stand_in_the_first_column() -> None:
    """A table with a column for each recommendation is read across."""
    drawn = """
Recommendation no.|7|8
Recommendation|Grade.|Brief.
Owner|Vale|Orme
Update May 2026|Begun.|Done.
"""
    plan = read(drawn).plan

    assert [(r.number, r.text.plain) for r in plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert [a.owner for a in plan.actions()] == ["Vale", "Orme"]
    assert [texts(a.updates) for a in plan.actions()] == [["Begun."], ["Done."]]


def test_a_text_beside_its_reference_is_a_recommendation_where_another_is_asked() -> None:
    """`Ref`, a finding and actions: the reference numbers the findings."""
    drawn = """
Ref|Finding|Actions|Lead|Progress
MD1|Each report should have been graded.|First.|Vale|a
|Second.|Vale|b
"""
    plan = read(drawn, spans={(1, 1): (2, 1), (1, 0): (1, 1)}).plan

    assert plan.recommendations[0].number == "MD1"


def test_a_row_of_periods_above_the_headings_belongs_to_them() -> None:
    """It is not a title, though the row below it is the first that heads a plan."""
    drawn = """
|||May 2025||June 2026|
No.|Recommendation|Owner|Update|RAG|Update|RAG
7|Grade.|Vale|Begun.|Amber|Done.|Green
"""
    plan = read(drawn).plan

    assert plan.title == ""
    assert [p.label for p in plan.periods] == ["May 2025", "June 2026"]
    assert first(plan).status == "Green"


@pytest.mark.parametrize(
    ("heading", "numbers", "references"),
    [
        ("Ref", ["1", "2"], ["", "", ""]),
        ("Ref", ["2.1", "2.2"], ["", "", ""]),
        ("Rec No.", ["2.1", "2.2"], ["", "", ""]),
        ("AFI", ["AFI 1", "AFI 2"], ["", "", ""]),
    ],
)
def test_a_number_beside_each_text_is_the_recommendations(
    heading: str, numbers: list[str], references: list[str]
) -> None:
    """`Ref` before the recommendations numbers them; `2.1` and `2.2` are two then."""
    one, two = numbers
    drawn = f"""
{heading}|Area for improvement|Action|Lead|Progress
{one}|Grade.|First.|Vale|a
Second.|Vale|b
{two}|Brief.|Third.|Vale|c
"""
    plan = read(drawn, spans={(1, 0): (2, 1), (1, 1): (2, 1)}).plan

    assert [(r.number, len(r.actions)) for r in plan.recommendations] == [(one, 2), (two, 1)]
    assert [a.reference for a in plan.actions()] == references


def test_numbers_that_share_a_text_are_references() -> None:
    """`Ref` counts actions where two of them answer one recommendation."""
    drawn = """
Ref|Recommendation|Action|Lead|Progress
7.1|Grade.|First.|Vale|a
7.2||Second.|Vale|b
8.1|Brief.|Third.|Vale|c
"""
    plan = read(drawn).plan

    assert [(r.number, r.text.plain, len(r.actions)) for r in plan.recommendations] == [
        ("7", "Grade.", 2),
        ("8", "Brief.", 1),
    ]
    assert [a.reference for a in plan.actions()] == ["7.1", "7.2", "8.1"]


def test_a_text_beside_its_number_is_supposed_and_said() -> None:
    """Sentences under an unknown heading take the place that their neighbour leaves open."""
    drawn = """
Rec no.|Finding|Lead|Progress
7|The force should grade each report.|Vale|a
"""
    parsed = read(drawn)

    assert parsed.plan.recommendations[0].text.plain == "The force should grade each report."
    finding = next(f for f in parsed.receipt.findings if f.code == "heading-supposed")
    assert '--map "Finding=ROLE"' in finding.hint


def test_a_mapping_may_name_a_column_by_its_place() -> None:
    """Of two columns headed alike `column 5` is one."""
    drawn = "No.|Recommendation|Owner|Update|Update\n7|Grade.|Vale|Begun.|Private."
    parsed = read(drawn, "column 5=ignore")

    assert [p.label for p in parsed.plan.periods] == ["Update"]
    assert texts(first(parsed.plan).updates) == ["Begun."]


def test_a_table_without_headings_is_read_as_the_mapping_says() -> None:
    """Where nothing heads the columns a person does, and no row is taken for a heading."""
    mapping = ("column 1=number", "column 2=recommendation", "column 4=period")
    parsed = read("7|Grade.|Vale|Begun.\n8|Brief.|Orme|Done.", *mapping)

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [["Begun."], ["Done."]]
    finding = next(f for f in parsed.receipt.findings if f.code == "column-kept")
    assert "Column 3, without a heading," in finding.message
    assert [row.cells[0].plain for row in parsed.plan.actions()] == ["Vale", "Orme"]


def test_letters_beside_actions_are_references() -> None:
    """A column `Action` of letters, in brackets or Roman figures, counts what is beside it."""
    for letters in (("(a)", "(b)"), ("i.", "iv.")):
        drawn = f"""
Rec|Recommendation|Action|Description of action|Update
7|Grade.|{letters[0]}|First one is done.|Begun.
7|Grade.|{letters[1]}|Second one is done.|Asked.
"""
        plan = parse(document("Plan", table(drawn)), "t").plan
        assert [(a.reference, a.requirement.plain) for a in plan.actions()] == [
            (letters[0], "First one is done."),
            (letters[1], "Second one is done."),
        ]


def test_codes_left_of_each_text_are_numbers() -> None:
    """`Must / Should do` tells nothing, MD1 beside a text of its own does; a theme has none."""
    drawn = """
Must / Should do|What the CQC said|Action|Owner|Progress
Regulation 12
MD1|Grade.|First.|Vale|Begun.
MD2|Brief.|Second.|Orme|Done.
"""
    parsed = read(drawn, spans={(1, 0): (1, 5)})

    assert [r.number for r in parsed.plan.recommendations] == ["MD1", "MD2"]
    assert "heading-supposed" in [f.code for f in parsed.receipt.findings]


def test_figures_under_an_unknown_heading_are_no_numbers() -> None:
    """They may be priorities."""
    drawn = "Priority|Recommendation|Owner|Progress\n1|Grade.|Vale|Begun.\n2|Brief.|Orme|Done."

    assert [r.number for r in read(drawn).plan.recommendations] == ["", ""]


def test_cells_that_name_recommendations_hold_them() -> None:
    """Whatever the heading says; the task's own number is a reference then."""
    parsed = read(
        """
Task ID|Task Name|Bucket|Progress|Assigned To|Notes
k1|Log visits.|Recommendation 7: Grade.|In progress|Vale|Forms are out and in use now.
k2|Brief crews.|Recommendation 8: Brief.|Complete|Orme|A briefing was given to each crew.
"""
    )

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert [(a.reference, a.status) for a in parsed.plan.actions()] == [
        ("k1", "In progress"),
        ("k2", "Complete"),
    ]
    assert texts(first(parsed.plan).updates) == ["Forms are out and in use now."]


def test_a_period_without_news_is_no_status() -> None:
    """A heading that names a day heads updates, however short they are."""
    drawn = """
No.|Recommendation|Owner|Update May 2025|Update May 2026
7|Grade.|Vale|No change|The grading of all reports has begun.
"""
    assert texts(first(read(drawn).plan).updates) == [
        "No change",
        "The grading of all reports has begun.",
    ]


def test_two_columns_mapped_to_one_place_are_both_kept() -> None:
    """The first has the place, the other is beside it, and that is said."""
    drawn = "No.|Recommendation|Aims|Goals|Update\n7|Grade.|First.|Second.|Begun."
    parsed = read(drawn, "Aims=requirement", "Goals=requirement")

    assert first(parsed.plan).requirement.plain == "First."
    assert [row["Goals"] for row in rows(parsed.plan)] == ["Second."]
    assert "column-second" in [f.code for f in parsed.receipt.findings]


@pytest.mark.parametrize("role", ["due", "other", "update", "owner", "status", "reference"])
def test_a_mapping_is_obeyed_for_each_role(role: str) -> None:
    """Whatever its heading and its cells say."""
    drawn = "No.|Recommendation|Owner|Status|Musings|Update\n7|Grade.|Vale|Open|30 days|Begun."
    plan = read(drawn, f"Musings={role}", "Owner=other", "Status=other").plan

    assert [c.role for c in plan.columns if c.heading == "Musings"] == [role]


@pytest.mark.parametrize(("figures", "owner"), [(1, "Lead"), (2, "")])
def test_figures_are_no_owners(figures: int, owner: str) -> None:
    """Where half of a column are durations, nobody is called so."""
    cells = [*["30 days"] * figures, *["Vale"] * (3 - figures)]
    lines = "\n".join(f"{n}|Grade.|{cell}|Begun." for n, cell in enumerate(cells, 1))
    plan = read(f"No.|Recommendation|Lead|Update\n{lines}").plan

    assert [c.heading for c in plan.columns if c.role == "owner"] == [owner] * bool(owner)


def test_days_of_each_action_date_its_update() -> None:
    """They are a column beside the updates, not a period each."""
    days = ("1 May 2026", "2 June 2026", "3 July 2026")
    lines = "\n".join(f"{n}|Do {n} things.|Begun.|{day}" for n, day in enumerate(days, 1))
    plan = read(f"Ref|Action|Update|Date of update\n{lines}").plan

    assert [p.label for p in plan.periods] == ["Update"]
    assert [(c.heading, c.role) for c in plan.columns][-1] == ("Date of update", "date")
    assert [row["Date of update"] for row in rows(plan)] == list(days)
