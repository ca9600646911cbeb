"""Answers from an updates file in CSV, and every fault that such a file may have."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.errors import (
    AmbiguousActionError,
    AnswersError,
    TwoUpdatesError,
    UnknownActionError,
)
from pipeline.findings import Severity
from pipeline.merge import add_period
from pipeline.model import Answer, NewAction, PeriodColumn
from pipeline.richtext import EMPTY, plain_text
from tests.answers.conftest import Read
from tests.forms.made import PERIOD
from tests.plans import SMALL

HEAD = "key,update,status\n"


def test_columns_are_found_by_name(read: Read) -> None:
    """The columns may be in any order and any case, and a column may be missing."""
    answers = read({"a.csv": 'STATUS:,Update,Key\ncomplete,"Done, and shared.",7.1\n'}).answers
    assert answers == (Answer("7.1", plain_text("Done, and shared."), "Complete"),)


def test_a_blank_row_is_no_answer(read: Read) -> None:
    """A key with nothing beside it says nothing."""
    assert read({"a.csv": HEAD + "7.1,,\n\n,,\n"}).answers == ()


def test_lines_are_paragraphs_and_list_items(read: Read) -> None:
    """A line is a paragraph; a line that begins with a bullet, `- ` or `* ` is a list item."""
    cell = '"Two things:\n- training\n* forms\n•  posters\n\nAll done - really."'
    expected = plain_text("Two things:\n•training\n•forms\n•posters\nAll done - really.")
    assert read({"a.csv": HEAD + f"7.1,{cell},"}).answers[0].update == expected


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "=cmd|' /C calc'!A0", "@SUM(A1)", "<b>{{ 7 }}"])
def test_formulas_and_markup_are_text(text: str, read: Read) -> None:
    """What looks like a formula, markup or a template is kept letter for letter."""
    assert read({"a.csv": HEAD + f'7.1,"{text}",'}).answers[0].update == plain_text(text)


def test_answers_stand_in_the_plans_order(read: Read) -> None:
    """The order of files and rows makes no difference to what is published."""
    one, two = HEAD + "10#2,Briefed.,\n7.2,Begun.,\n", HEAD + "7.1,Graded.,\n"
    answers = read({"a.csv": one, "b.csv": two}).answers
    assert [answer.key for answer in answers] == ["7.1", "7.2", "10#2"]
    assert read({"a.csv": two, "b.csv": one}).answers == answers


def test_each_answer_is_traced_to_its_file(read: Read) -> None:
    """Each file is listed with its digest and the keys it answers."""
    data = HEAD + "10#2,Briefed.,\n7.1,,\n7.2,Begun.,\n"
    (file,) = read({"a.csv": data}).files
    assert file.path == "returned/a.csv"
    assert file.sha256 == hashlib.sha256(data.encode()).hexdigest()
    assert file.keys == ("10#2", "7.2")


def test_no_change_is_written_in_the_plans_words(read: Read) -> None:
    """A tick under "no change" gives the wording that the plan itself uses."""
    answers = read({"a.csv": "key,no change,update\n7.1,Yes,\n7.2,no,\n"}).answers
    assert answers == (Answer("7.1", plain_text("As per previous update.")),)


def test_an_owner_may_change(read: Read) -> None:
    """Another owner is an answer; the owner of the plan is none."""
    answers = read({"a.csv": "key,update,owner\n7.1,,Chief Constable\n7.2,,Head of Crime\n"})
    assert answers.answers == (Answer("7.2", EMPTY, None, "Head of Crime"),)


def test_a_status_may_stand_alone(read: Read) -> None:
    """A status without an update is an answer whose update is blank."""
    assert read({"a.csv": HEAD + "7.1,,Complete\n"}).answers == (Answer("7.1", EMPTY, "Complete"),)


def test_an_action_may_be_new(read: Read) -> None:
    """A new action comes with its recommendation, which may be new as well."""
    head = "key,recommendation,recommendation text,reference,requirement,owner,update,status\n"
    rows = "new,7,ignored,7.3,Test it.,CC,Begun.,In progress\n,11,Listen.,11.1,Ask.,PCC,,\n"
    assert read({"a.csv": head + rows}).new_actions == (
        NewAction(
            "7", EMPTY, "7.3", plain_text("Test it."), "CC", plain_text("Begun."), "In progress"
        ),
        NewAction("11", plain_text("Listen."), "11.1", plain_text("Ask."), "PCC", EMPTY, ""),
    )


def test_the_same_answer_twice_counts_once(read: Read) -> None:
    """Two files that agree are one answer, and a note says so."""
    answers = read({"a.csv": HEAD + "7.1,Done.,\n", "b.csv": HEAD + "7.1,Done.,Complete\n"})
    assert answers.answers == (Answer("7.1", plain_text("Done."), "Complete"),)
    (note,) = answers.findings
    assert (note.code, note.severity) == ("answered-twice", Severity.NOTE)
    assert "returned/a.csv, row 2" in note.message


def test_two_answers_are_refused(read: Read) -> None:
    """Different answers for one action name both files, both rows and both texts."""
    with pytest.raises(TwoUpdatesError) as caught:
        read({"a.csv": HEAD + "7.2,Begun.,\n", "b.csv": HEAD + "7.1,x,\n7.2,Over.,\n"})
    assert caught.value.message == (
        "returned/b.csv, row 3: action 7.2 has a different update ('Over.') "
        "from the one in returned/a.csv, row 2 ('Begun.')"
    )
    assert "Keep one" in caught.value.hint


def test_an_unknown_key_is_refused(read: Read) -> None:
    """A key that the plan lacks is refused with the keys near it."""
    with pytest.raises(UnknownActionError) as caught:
        read({"a.csv": HEAD + "7.9,Begun.,\n"})
    assert caught.value.message == (
        "returned/a.csv, row 2: the plan has no action '7.9'; near it are 7.2, 7.1"
    )
    assert "new action" in caught.value.hint


def test_a_reference_that_fits_several_actions_is_refused(read: Read) -> None:
    """A reference printed twice is refused with the keys and first words of its actions."""
    with pytest.raises(AmbiguousActionError) as caught:
        read({"a.csv": HEAD + "10,Begun.,\n"})
    assert "fits 2 actions: 10#1 (Train the control room.); 10#2 (Brief partners.)" in (
        caught.value.message
    )


def test_all_faults_are_named_at_once(read: Read) -> None:
    """Faults of several kinds are one error with a line for each: file, row and what to do."""
    with pytest.raises(AnswersError) as caught:
        read(
            {
                "a.csv": HEAD + "7.9,Begun.,\n10,Begun.,\n7.1,Done.,Paused\n,Lost.,\n",
                "b.csv": "key,update,no change\n7.2,Begun.,Yes\n7.1,,maybe\n",
                "c.csv": "name,text\n7.1,Done.\n",
                "d.csv": HEAD + "7.1,Done, at last,Complete\n",
                "e.csv": "key,update,Update\n7.1,Done.,Done.\n",
            }
        )
    lines = caught.value.message.split("\n")
    assert [line.partition(": ")[0] for line in lines] == [
        "returned/a.csv, row 2",
        "returned/a.csv, row 3",
        "returned/a.csv, row 4",
        "returned/a.csv, row 5",
        "returned/b.csv, row 2",
        "returned/b.csv, row 3",
        "returned/c.csv",
        "returned/d.csv, row 2, column 4",
        "returned/d.csv, row 2",
        "returned/e.csv, row 1, column 1",
    ]


def test_rows_change_and_history_stays(read: Read) -> None:
    """A transfer, a new owner and a new action: earlier cells are as they were, or blank."""
    head = "key,update,status,owner,recommendation,reference,requirement\n"
    rows = (
        "7.1,Carried on in the business plan.,Transferred,,,,\n"
        "7.2,Begun.,,Head of Crime,,,\n"
        "new,First words.,In progress,CC,7,7.3,Test it.\n"
    )
    found = read({"a.csv": head + rows})
    plan = add_period(SMALL, PeriodColumn(PERIOD, found.answers, found.new_actions))
    first, second, third = plan.recommendations[0].actions
    old = SMALL.recommendations[0].actions
    assert (first.status, first.updates[:-1]) == ("Transferred", old[0].updates)
    assert (second.owner, second.updates[:-1]) == ("Head of Crime", old[1].updates)
    assert third.updates == (EMPTY, EMPTY, plain_text("First words."))
    assert plan.keys() == ("7.1", "7.2", "7.3", "10#1", "10#2")


def test_a_new_action_that_lacks_something_is_refused(read: Read) -> None:
    """Each thing that is missing or taken is named, with what to write."""
    head = "key,recommendation,reference,requirement,update\n"
    with pytest.raises(AnswersError) as caught:
        read({"a.csv": head + "new,,7.3,Test it.,\nnew,77,77.1,,\n,7,7.1,Test it.,\n"})
    lines = caught.value.message.split("\n")
    assert [line.partition(": ")[2].partition(". ")[0] for line in lines] == [
        "the new action has no recommendation",
        "the plan has no recommendation '77', and the new action gives no text",
        "the new action has no requirement",
        "the new action has the reference '7.1', which the plan has already",
    ]


def test_the_same_answers_twice_make_the_same_column(read: Read) -> None:
    """Answers pasted into a second file change nothing."""
    data = HEAD + "7.1,Done.,Complete\n10#2,Briefed.,\n"
    once = read({"a.csv": data}).answers
    assert read({"a.csv": data, "b.csv": data}).answers == once
