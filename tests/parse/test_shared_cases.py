"""The cases of real files, rebuilt with invented words, where they lie beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import NoTableError
from pipeline.load import Loaded, load_plan

CASES = Path(__file__).parent.parent.parent.parent / "shared" / "cases"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the cases do not lie beside the project (../shared/cases)"
)


def read(case: str, name: str) -> Loaded:
    """Return what is read from the file `name` of a case."""
    (folder,) = CASES.glob(f"{case}-*")
    return load_plan(folder / name)


def rows(loaded: Loaded) -> list[tuple[str, ...]]:
    """Return the recommendation's text, requirement, owner and updates of each action."""
    return [
        (r.text.plain, a.requirement.plain, a.owner, *(u.plain for u in a.updates))
        for r in loaded.plan.recommendations
        for a in r.actions
    ]


@pytest.mark.parametrize(
    ("case", "name"), [("real-02", "same-steps.html"), ("real-03", "same-steps.docx")]
)
def test_sections_with_the_same_steps_stay_sections(case: str, name: str) -> None:
    """A heading between two tables parts them, whatever their rows have in common."""
    loaded = read(case, name)

    assert rows(loaded) == [
        ("Light the footpath to the ferry", "Write the brief", "Path Lead", "Brief signed off."),
        (
            *("Light the footpath to the ferry", "Hold the public meeting", "Ward Team"),
            "Meeting held on the quay.",
        ),
        ("Light the footpath to the ferry", "Award the contract", "Buying Team", "Not begun."),
        ("Repair the sea wall", "Write the brief", "Coast Lead", "Brief waits for the survey."),
        ("Repair the sea wall", "Award the contract", "Coast Board", "Not begun."),
        ("Train the beach wardens", "Choose the course", "Beach Lead", "Course chosen."),
        *[
            (
                *("Train the beach wardens", "Hold the public meeting", "Beach Lead"),
                "No meeting is needed.",
            )
        ],
    ]
    assert [p.label for p in loaded.plan.periods] == ["Update"]


def test_prose_in_a_layout_table_is_refused() -> None:
    """Parts of sentences head nothing."""
    with pytest.raises(NoTableError):
        read("real-06", "prose-rows.html")


def test_a_category_is_no_description() -> None:
    """The requirement is the column of sentences; the category is kept beside it."""
    plan = read("real-08", "category.csv").plan
    assert [a.requirement.plain for a in plan.actions()] == [
        "Check the lifeboat engines before each tide",
        "Renew the flares in every locker",
        "Replace the shed door",
    ]
    assert ("Task category", "other") in [(c.heading, c.role) for c in plan.columns]
    plan = read("real-08", "related.csv").plan
    assert [a.requirement.plain for a in plan.actions()] == [
        "Ask the harbour office for the tide tables",
        "Agree the dates for the survey",
        "Buy two radios",
    ]


def test_a_response_is_what_is_to_be_done() -> None:
    """Where no other column says that."""
    loaded = read("real-10", "no-requirement.xlsx")

    assert rows(loaded) == [
        ("The quay floods at spring tides", "Raise the quay by a hand", "Quay Lead"),
        ("The winch rope is worn", "Renew the rope", "Winch Lead"),
    ]
    assert [r.number for r in loaded.plan.recommendations] == ["H1", "H2"]


def test_minutes_of_meetings_are_no_recommendations() -> None:
    """85.6, 90.13 and 85.9 keep their order under no recommendation."""
    plan = read("real-14", "meeting-ref.html").plan

    assert [r.number for r in plan.recommendations] == [""]
    assert [a.reference for a in plan.actions()] == ["85.6", "90.13", "85.9"]


def test_a_blank_template_is_said() -> None:
    """Thirty numbers are no plan."""
    findings = read("real-18", "blank-template.xlsx").receipt.findings

    assert "actions-empty" in [f.code for f in findings]


@pytest.mark.parametrize(("name", "last"), [("01b.xlsx", 1), ("title-merged.xlsx", 2)])
def test_a_title_may_be_merged_over_two_rows(name: str, last: int) -> None:
    """A title, or a value beside its label, that reaches over two rows of a sheet."""
    loaded = read("real-01", name)

    assert [r[1:] for r in rows(loaded)] == [
        ("Check every mooring ring", "Quay Lead", "All rings checked."),
        ("Paint the edge of the slipway", "Estates Lead", "Paint ordered."),
    ][:last]
    assert (loaded.plan.title == "Harbour safety tracker") is (last == 2)


def test_cards_above_a_summary_table_complete_its_rows() -> None:
    """The records of the text and the rows of the table are joined by their numbers."""
    loaded = read("real-11", "cards-then-table.docx")

    assert [r[1:] for r in rows(loaded)] == [
        (
            *("Renew the deck boards of the landing stage.", "Deck Team"),
            "Finished before the season.",
        ),
        ("Fix the hand rail on the north side.", "Rail Team", "Rail is on order."),
        ("Put up signs in two languages.", "Sign Team", "Waits for the words."),
    ]
    assert [a.reference for a in loaded.plan.actions()] == ["1", "2", "3"]


@pytest.mark.parametrize("name", ["forms.html", "forms.pdf"])
def test_a_form_for_each_commitment(name: str) -> None:
    """A title row with its number, labels with values, and a tick below one of several words."""
    loaded = read("real-12", name)
    plan = loaded.plan

    assert [(r.number, r.text.plain) for r in plan.recommendations] == [
        ("1", "Publish the tide tables as open data"),
        ("2", "Open the minutes of the pier board"),
        ("3", "Ask the villages before each dredging"),
    ]
    assert [a.status for a in plan.actions()] == ["Completed", "Substantial", "Limited"]
    assert [a.owner for a in plan.actions()][:2] == ["Tide Office", "Pier Board"]
    updates = [a.updates[0].plain for a in plan.actions()]
    assert updates[1] == "Minutes since January are online; older ones follow."


def test_text_aligned_by_blanks_is_a_table() -> None:
    """Cells wrap over lines; a band for each month reaches over all columns."""
    plan = read("real-13", "aligned.txt").plan
    said = [(a.reference, a.requirement.plain, a.owner, a.status) for a in plan.actions()]

    assert said == [
        (
            *("01.05", "Training in rope work to be held for all deck hands", "QM"),
            "Moved to August for lack of time",
        ),
        (
            "02.05",
            "Dates to be agreed for the count of visitors who can leave their bags",
            *("QM", "Not yet due"),
        ),
        (
            "05.05",
            "Further talks would be held with the fire service to agree who checks the pumps and "
            "the hoses",
            *("TB", "Verbal update to be given"),
        ),
        ("4.01", "Strategy for spring tides to be written", "QM/YO", "Not yet due"),
    ]


def test_a_wrapped_paragraph_is_one_text() -> None:
    """Its last line is not a heading of the table below it."""
    plan = read("real-15", "wrapped.txt").plan

    assert [(r.text.plain, len(r.actions)) for r in plan.recommendations] == [
        ("Ownership and team asks", 2),
        ("Build the ramp", 2),
    ]
    assert plan.details[0].text.endswith("(if the team agrees in a meeting).")


def test_words_of_a_heading_may_be_bold() -> None:
    """`L` and a bold `ead` are the heading Lead; a title has no tags."""
    plan = read("real-16", "rich-title.xlsx").plan

    assert plan.title == "Action plan for the lighthouse"
    assert [a.owner for a in plan.actions()] == ["Lamp Team", "Works Team"]


def test_blank_rows_with_a_colour_are_nothing() -> None:
    """One line of data is one action."""
    plan = read("real-23", "blank-styled.xlsx").plan

    assert [a.requirement.plain for a in plan.actions()] == ["Check the rope each week"]
