"""A tracker with columns of its own goes through a period in every format, and nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.answers import read_answers
from pipeline.errors import MergeError, PeriodOrderError, UnknownColumnError
from pipeline.forms.content import FormContent, form_contents
from pipeline.forms.document import render_document
from pipeline.forms.selection import Selection
from pipeline.forms.workbook import render_workbook
from pipeline.layout import load_layout
from pipeline.merge import add_period
from pipeline.model import (
    Action,
    Answer,
    Columns,
    Level,
    NewAction,
    Period,
    PeriodColumn,
    Plan,
    Role,
)
from pipeline.publication import Publication
from pipeline.render import RENDERERS, renderer
from pipeline.richtext import EMPTY, RichText, plain_text
from pipeline.verify import artifact_faults
from tests.trackers import COLUMNS, TRACKER

LAYOUT = load_layout("devon-and-cornwall")
JUNE = Period("June 27th 2026", dt.date(2026, 6, 27))


def answered(cells: Mapping[str, RichText] = {}) -> Plan:
    """Return the tracker with an update of June."""
    answer = Answer("1.1", plain_text("Done."), "Green", None, cells)
    return add_period(TRACKER, PeriodColumn(JUNE, (answer,)))


def form() -> FormContent:
    """Return the form of the first two actions."""
    selection = Selection("all", "", ("1.1", "1.2"))
    return next(form_contents(TRACKER, LAYOUT, JUNE, [selection]))


def test_the_new_period_has_the_set_of_the_newest() -> None:
    """An update and a RAG below the new date, directly behind the newest period's."""
    plan = answered()

    assert [c.spanner for c in plan.columns[17:19]] == [JUNE.label] * 2
    assert [c.heading for c in plan.columns[16:20]] == ["RAG", "Update", "RAG", "Evidence"]
    assert [c.role for c in plan.columns[17:19]] == [Role.UPDATE, Role.STATUS]
    assert plan.columns[:17] == COLUMNS[:17]
    assert plan.columns[19:] == COLUMNS[17:]
    assert next(plan.actions()).status == "Green"


def newest_first() -> Plan:
    """Return the tracker with its periods printed from the newest to the oldest."""
    order = (*range(11), 15, 16, 13, 14, 11, 12, 17, 18)
    places = [i for i in order if COLUMNS[i].level is Level.ACTION]
    rows = [i for i, column in enumerate(COLUMNS) if column.level is Level.ACTION]
    columns = Columns(COLUMNS[i] for i in order)
    of = columns.level(Level.ACTION)
    recommendations = tuple(
        replace(
            r,
            columns=columns.level(Level.RECOMMENDATION),
            actions=tuple(
                Action(of, tuple(a.cells[rows.index(i)] for i in places)) for a in r.actions
            ),
        )
        for r in TRACKER.recommendations
    )
    return replace(TRACKER, columns=columns, recommendations=recommendations)


def test_a_plan_from_the_newest_period_stays_so() -> None:
    """The new set goes before the newest, which is the first; one column's place is its order."""
    former = newest_first()
    answer = Answer("1.1", plain_text("Done."), "Green")
    plan = add_period(former, PeriodColumn(JUNE, (answer,)))

    assert former.periods == TRACKER.periods
    assert plan.periods == (*TRACKER.periods, JUNE)
    assert [c.period for c in plan.columns[11:15]] == [JUNE] * 2 + [TRACKER.periods[-1]] * 2
    assert (plan.columns[:11], plan.columns[13:]) == (former.columns[:11], former.columns[11:])
    action = next(plan.actions())
    assert (action.updates[-1], action.status) == (plain_text("Done."), "Green")
    for old, new in zip(former.actions(), plan.actions(), strict=True):
        assert [new.cell(column) for column in old.columns] == list(old.cells)


@pytest.mark.parametrize("format_", RENDERERS)
def test_a_plan_from_the_newest_period_comes_back(format_: str) -> None:
    """Each artifact keeps the order that the plan prints."""
    plan = add_period(newest_first(), PeriodColumn(JUNE, (Answer("1.1", plain_text("Done.")),)))
    data = renderer(format_)(Publication(plan, LAYOUT, "plan"))

    assert [f.lines() for f in artifact_faults(plan, f"plan.{format_}", data, LAYOUT)] == []


def test_a_month_before_the_newest_is_refused() -> None:
    """The order of the columns would name another period as the newest."""
    months = [Period("June 2025", None), Period("July 2025", None), Period("August 2026", None)]
    plan = newest_first().with_periods(months)

    with pytest.raises(PeriodOrderError, match="August 2026"):
        add_period(plan, PeriodColumn(JUNE, ()))


def test_no_earlier_cell_changes() -> None:
    """What was published is in its column still, letter for letter."""
    for old, new in zip(TRACKER.actions(), answered().actions(), strict=True):
        assert [new.cell(column) for column in old.columns] == list(old.cells)


@pytest.mark.parametrize("format_", RENDERERS)
def test_every_column_comes_back(format_: str) -> None:
    """Each artifact reads back as the plan: every heading and every cell."""
    plan = answered()
    data = renderer(format_)(Publication(plan, LAYOUT, "plan"))

    assert [f.lines() for f in artifact_faults(plan, f"plan.{format_}", data, LAYOUT)] == []


@pytest.mark.parametrize("format_", ["docx", "json", "csv", "xlsx", "txt", "html", "pdf"])
@pytest.mark.parametrize("place", range(0, 19, 3))
def test_a_heading_that_differs_is_a_fault(format_: str, place: int) -> None:
    """An artifact with another heading over one column does not pass for the plan's."""
    other = replace(TRACKER.columns[place], heading="Otherwise")
    columns = type(COLUMNS)((*COLUMNS[:place], other, *COLUMNS[place + 1 :]))
    data = renderer(format_)(Publication(TRACKER.with_columns(columns), LAYOUT, "plan"))

    assert list(artifact_faults(TRACKER, f"plan.{format_}", data, LAYOUT))


def test_any_column_is_filled_by_its_heading() -> None:
    """Comments and a revised date are given by their headings; the others stay."""
    plan = answered({"Comments": plain_text("None."), "revised DUE": plain_text("1 May 2027")})
    action = next(plan.actions())

    assert action.cell(COLUMNS[-1]) == plain_text("None.")
    assert action.due == "1 May 2027"
    assert action.cell(COLUMNS[9]) == plain_text("10 May 2026")


@pytest.mark.parametrize("heading", ["Colour", "28 March 2026 RAG"])
def test_an_unknown_heading_is_an_error(heading: str) -> None:
    """So is the column of an earlier period: its cells are published and stay."""
    with pytest.raises(UnknownColumnError, match=f"no column is headed '{heading}'"):
        answered({heading: plain_text("Red")})


def test_an_update_does_not_change_the_recommendation() -> None:
    """A column that belongs to the recommendation has one cell for all its actions."""
    with pytest.raises(MergeError, match=r"action 1\.1 has another"):
        answered({"Theme": plain_text("Money")})


def test_a_new_action_fills_every_column() -> None:
    """It goes below the recommendation whose text it gives."""
    cells = {"Priority": plain_text("High"), "Theme": plain_text("Safety")}
    text = TRACKER.recommendations[0].text
    new = NewAction("", text, "1.3", plain_text("Buy it."), "Finance Manager", EMPTY, "Red", cells)

    plan = add_period(TRACKER, PeriodColumn(JUNE, (), (new,)))

    action = plan.recommendations[0].actions[-1]
    assert (action.reference, action.owner, action.status) == ("1.3", "Finance Manager", "Red")
    assert action.cell(COLUMNS[7]) == plain_text("High")


def test_a_form_asks_for_update_and_rag() -> None:
    """It shows the date that is due, and asks for what the newest period has."""
    asked = form()

    assert asked.shown[3:6] == ("owner", "due", "last_update")
    assert [asked.headings[name] for name in asked.filled] == ["No change", "Update", "RAG"]
    assert asked.entries[0][4] == "30 November 2026"
    assert {word for word, _ in asked.statuses} >= {"Red", "Amber", "Green"}


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_form_that_comes_back_blank_says_nothing(ending: str, tmp_path: Path) -> None:
    """What a form shows is not an answer."""
    render = {"xlsx": render_workbook, "docx": render_document}[ending]
    path = tmp_path / f"form.{ending}"
    path.write_bytes(render(form()))

    answers = read_answers([path], TRACKER, JUNE, LAYOUT)

    assert not answers.answers
    assert not answers.findings


def test_an_updates_file_may_have_the_plans_headings(tmp_path: Path) -> None:
    """The plan's own headings are known, and a lasting cell that changes is mentioned."""
    path = tmp_path / "updates.csv"
    path.write_text("key,Update,RAG,Comments,Lead\n1.2,Begun.,Amber,All is well.,Head of Law\n")

    answers = read_answers([path], TRACKER, JUNE, LAYOUT)

    cells = {"Comments": plain_text("All is well.")}
    assert answers.answers == (Answer("1.2", plain_text("Begun."), "Amber", "Head of Law", cells),)
    assert [f.code for f in answers.findings] == ["owner-changed", "cell-changed"]
