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
