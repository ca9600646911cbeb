"""What is said about a document in which no plan was found."""

from __future__ import annotations

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.not_a_plan import no_plan


def _left_out(words: str) -> Finding:
    place = Place(source=Source("plan.docx"))
    return Finding(
        "text-box", Severity.WARNING, "A box was left out.", place, "Move it.", tuple(words.split())
    )


def test_what_was_left_out_is_said_where_it_may_be_the_plan() -> None:
    """A plan in a text box is more than the words around it: its hint is the next step."""
    error = no_plan("plan.docx", [], ["Plan"], [_left_out("7 Grade. Vale Begun.")])

    assert error.message.splitlines()[1:] == ['texts found: "Plan"', "A box was left out."]
    assert error.hint == "Move it."


def test_a_small_thing_left_out_is_not_the_next_step() -> None:
    """Where the texts say more, the file may be another."""
    error = no_plan("plan.docx", [], ["Minutes of the meeting"], [_left_out("Draft")])

    assert "A box was left out." in error.message
    assert error.hint.startswith("Check that it is the right file")


def test_headings_are_the_first_thing_to_look_at() -> None:
    """Where a table has headings, --map can say what they are."""
    error = no_plan("plan.docx", ["Name", "Rank"], [], [_left_out("a b c")])

    assert 'headings found: "Name", "Rank"' in error.message
    assert "--map" in error.hint
