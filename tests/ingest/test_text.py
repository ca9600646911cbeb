"""The transcript reader, and rows put back under their columns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pipeline.errors import NoTableError, TooLargeError, UnreadableFileError
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.ingest.text import read_text
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.parse.prepare import prepared
from pipeline.publication import Publication
from tests.plans import SMALL, plans

HEAD = (
    "Rec. No.\tRecommendation:\tEvidence requirements:\tOwner:\t"
    "Update 1 May 2025\tUpdate 1 June 2025\tStatus\n"
)
FULL = (
    "7\tGrade.\t7\tGrading is recorded on every report.\tChief\t"
    "Begun by staff. It goes on.\tDone.\t\n"
    "\t\t7\tChecks on the quality of grading.\tChief\tNone were made. None are due.\tSome.\t\n"
)


def load(text: str) -> Plan:
    """Return the plan that the transcript `text` holds."""
    return load_bytes(text.encode(), "plan.txt").plan


def rows(plan: Plan) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Return requirement, owner, updates and status of each action."""
    return [
        (a.requirement.plain, a.owner, tuple(u.plain for u in a.updates), a.status)
        for a in plan.actions()
    ]


def test_lines_with_tabs_are_rows_and_the_others_paragraphs() -> None:
    """Each cell knows its line and place."""
    document = prepared(read_text(b"Title\n\na\tb\n\nc\td\n", "t.txt", DEFAULT_OPTIONS))
    table = next(document.tables())

    assert [cell.markup for row in table.rows for cell in row] == ["a", "b", "c", "d"]
    assert str(table.rows[1][1].source) == "t.txt, line 5, column 2"


def test_full_rows_stand_as_they_are() -> None:
    """One heading over reference and requirement gives rows one cell more."""
    assert rows(load(HEAD + FULL))[0] == (
        "Grading is recorded on every report.",
        "Chief",
        ("Begun by staff. It goes on.", "Done."),
        "",
    )


def test_a_row_without_requirement_or_status_keeps_its_columns() -> None:
    """The owner is the anchor for what is before and behind it."""
    plan = load(
        HEAD
        + FULL
        + "8\tBrief.\t8\tChief\tPartners were briefed. All came.\tAgain.\t\n"
        + "9\tTrain.\t9\tTrainers are named.\tChief\tSix are named. More will be.\tEight.\n"
    )

    assert rows(plan)[2:] == [
        ("", "Chief", ("Partners were briefed. All came.", "Again."), ""),
        ("Trainers are named.", "Chief", ("Six are named. More will be.", "Eight."), ""),
    ]


def test_a_requirement_behind_the_owner_is_put_back() -> None:
    """Prose under Status shows that all behind the owner has moved."""
    moved = (
        "\t\t7\tChief\tChecks on how grading is taught.\tLessons began in May and were "
        "watched by two inspectors.\tAll lessons have been given and the next course is planned.\n"
    )
    loaded = load_bytes((HEAD + FULL + moved).encode(), "plan.txt")

    assert rows(loaded.plan)[2] == (
        "Checks on how grading is taught.",
        "Chief",
        (
            "Lessons began in May and were watched by two inspectors.",
            "All lessons have been given and the next course is planned.",
        ),
        "",
    )
    assert "requirement-behind-owner" in [f.code for f in loaded.receipt.findings]


def test_a_requirement_in_the_first_period_is_recognised() -> None:
    """Only its kind of text tells it; the finding asks a person to look."""
    taken = (
        "\t\t7\tChief\tIncludes checks of how grading is taught to new staff.\tLessons began.\t\n"
    )
    loaded = load_bytes((HEAD + FULL + taken).encode(), "plan.txt")

    assert rows(loaded.plan)[2] == (
        "Includes checks of how grading is taught to new staff.",
        "Chief",
        ("", "Lessons began."),
        "",
    )
    finding = next(f for f in loaded.receipt.findings if f.code == "requirement-in-first-period")
    assert "line 4" in str(finding.place)


@pytest.mark.parametrize(
    "update",
    [
        "The team has been named. It meets in May.",
        "We have begun.",
        "<p>Makes use of the new form.</p>",
        "Staff were trained in May.",
        "As per previous update.",
    ],
)
def test_an_update_is_not_taken_for_a_requirement(update: str) -> None:
    """A sentence with a subject, markup or several sentences is an update."""
    plan = load(HEAD + FULL + f"\t\t7\tChief\t{update}\tDone.\t\n")

    assert rows(plan)[2][0] == ""


def test_a_row_that_fits_no_order_is_said() -> None:
    """Its words are in the receipt, and no word is lost."""
    loaded = load_bytes((HEAD + FULL + "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\n").encode(), "plan.txt")

    finding = next(f for f in loaded.receipt.findings if f.code == "row-without-columns")
    assert finding.words == tuple("abcdefghijk")
    assert loaded.receipt.unplaced == ()


@settings(deadline=None, max_examples=60)
@given(plans())
def test_what_is_rendered_as_text_reads_back(plan: Plan) -> None:
    """`load(render(plan)) == plan`, through the transcript form."""
    from pipeline.layout import load_layout
    from pipeline.render import renderer

    data = renderer("txt")(Publication(plan, load_layout("devon-and-cornwall"), "plan"))

    assert load_bytes(data, "plan.txt").plan == plan


def test_the_small_plan_reads_back_from_text() -> None:
    """Lists, links, bold and signs survive."""
    from pipeline.layout import load_layout
    from pipeline.render import renderer

    data = renderer("txt")(Publication(SMALL, load_layout("devon-and-cornwall"), "plan"))

    assert load_bytes(data, "plan.txt").plan == SMALL


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", UnreadableFileError, "empty"),
        (b" \n\n", UnreadableFileError, "empty"),
        (b"MZ\0\0\x01\t", UnreadableFileError, "null bytes"),
        (b"A plan\nwithout a table\n", NoTableError, "no headings such as Recommendation 7"),
        (b"a\tb\nc\td\n", NoTableError, '"a", "b"'),
    ],
)
def test_what_is_no_transcript_is_refused(data: bytes, error: type[Exception], words: str) -> None:
    """The message names the file and what is wrong with it."""
    with pytest.raises(error, match=words) as caught:
        load_bytes(data, "plan.txt")
    assert "plan.txt" in str(caught.value)


def test_too_large_a_file_is_refused() -> None:
    """The limit is an option."""
    with pytest.raises(TooLargeError, match="the limit is 10"):
        read_text(b"a\tb\n" * 10, "plan.txt", ReadOptions(max_bytes=10))


def test_other_encodings_are_read_and_said() -> None:
    """Windows-1252 is supposed where the bytes are no UTF-8; UTF-16 has a mark."""
    text = (HEAD + FULL).replace("Some.", "£3 – some.")
    supposed = load_bytes(text.encode("cp1252"), "plan.txt")
    marked = load_bytes(text.encode("utf-16"), "plan.txt")

    assert supposed.plan == marked.plan == load(text)
    assert "encoding" in [f.code for f in supposed.receipt.findings]


def test_cells_may_stand_between_bars() -> None:
    """A table as Markdown writes it is read with every cell in its place, blank ones too."""
    loaded = load_bytes(
        b"Our plan\n\n"
        b"| Rec | Recommendation | Ref | Action | Owner | Update | Status |\n"
        b"|:---|---|---|---|---|---|---:|\n"
        b"| 7 | Grade. | 7.1 | First. | Vale | Begun: a \\| b.<br>It goes on. | Open |\n"
        b"|  |  | 7.2 | Second. |  |  | Open |\n",
        "plan.txt",
    )

    assert [(r.number, r.text.plain) for r in loaded.plan.recommendations] == [("7", "Grade.")]
    assert [
        (a.reference, a.owner, a.updates[0].plain, a.status) for a in loaded.plan.actions()
    ] == [("7.1", "Vale", "Begun: a | b.\nIt goes on.", "Open"), ("7.2", "", "", "Open")]
    assert loaded.plan.title == "Our plan"
    assert loaded.receipt.unplaced == ()


def test_bars_without_a_markdown_table_are_text() -> None:
    """A title between bars is a title."""
    assert load_bytes(("| Our plan |\n" + HEAD + FULL).encode(), "plan.txt").plan.title == (
        "| Our plan |"
    )


def test_headings_and_labels_in_lines_are_read() -> None:
    """Without a table, recommendations are split by their lines; a label is what comes again."""
    loaded = load_bytes(
        b"Our plan\n"
        b"Recommendation 7\nGrade.\nAction: First.\nOwner: Vale\nUpdate May 2026: Begun.\n"
        b"Reason: none was given.\nStatus: Open\n"
        b"Recommendation 8\nBrief.\nAction: Second.\nOwner: Orme\nUpdate May 2026: Asked.\n",
        "plan.txt",
    )

    assert [p.label for p in loaded.plan.periods] == ["Update May 2026"]
    assert [
        (r.number, r.text.plain, a.requirement.plain, a.owner, a.updates[0].plain, a.status)
        for r in loaded.plan.recommendations
        for a in r.actions
    ] == [
        ("7", "Grade.", "First.", "Vale", "Begun.\nReason: none was given.", "Open"),
        ("8", "Brief.", "Second.", "Orme", "Asked.", ""),
    ]
    assert loaded.receipt.unplaced == ()


def test_a_number_and_its_text_may_share_a_line() -> None:
    """A colon parts them; a sentence that begins with the number is part of what it is in."""
    loaded = load_bytes(
        b"Our plan\n"
        b"Recommendation 7: Grade.\nAction 7.1: First.\nOwner: Vale\nUpdate: Begun.\n"
        b"Action 7.2: Second.\nUpdate: Asked.\n"
        b"Recommendation 8: Brief.\nAction 8.1: Third.\nOwner: Orme\nUpdate: Planned.\n"
        b"Recommendation 7 comes first.\n",
        "plan.txt",
    )

    assert [
        (r.number, r.text.plain, a.reference, a.requirement.plain, a.updates[0].plain)
        for r in loaded.plan.recommendations
        for a in r.actions
    ] == [
        ("7", "Grade.", "7.1", "First.", "Begun."),
        ("7", "Grade.", "7.2", "Second.", "Asked."),
        ("8", "Brief.", "8.1", "Third.", "Planned.\nRecommendation 7 comes first."),
    ]
    assert loaded.receipt.unplaced == ()


def test_labels_and_values_parted_by_tabs_are_cards() -> None:
    """A row of two cells has lost none: the right one is what the left one says it is."""
    card = "Recommendation\t{n}. {text}\nOwner\tVale\nUpdate\t{update}\nStatus\tOpen\n\n"
    both = (
        card.format(n=7, text="Grade.", update="a"),
        card.format(n=8, text="Brief.", update="b"),
    )
    plan = load_bytes(("Plan\n\n" + "".join(both)).encode(), "plan.txt").plan

    assert [(r.number, r.text.plain) for r in plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert [a.updates[0].plain for a in plan.actions()] == ["a", "b"]
