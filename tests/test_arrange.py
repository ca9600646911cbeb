"""A layout renames columns, puts them in order and leaves some out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.arrange import arranged
from pipeline.errors import LayoutError
from pipeline.layout import Layout, load_layout
from pipeline.model import Columns, Plan
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.verify import artifact_faults
from tests.plans import SMALL, table_columns
from tests.trackers import TRACKER

LAYOUT = load_layout("devon-and-cornwall")


def layout(**columns: Any) -> Layout:
    """Return the built-in layout with other wishes for the columns."""
    return replace(LAYOUT, columns=replace(LAYOUT.columns, **columns))


def headings(plan: Plan) -> list[str]:
    """Return the plan's headings."""
    return [column.name for column in plan.columns]


def bare(plan: Plan) -> Plan:
    """Return `plan` with no heading over any column."""
    return plan.with_columns(Columns(replace(c, heading="", spanner="") for c in plan.columns))


def test_a_layout_without_wishes_changes_nothing() -> None:
    """The plan's own headings, in its own order."""
    assert arranged(TRACKER, LAYOUT).plan == TRACKER


def test_columns_without_headings_get_the_layouts() -> None:
    """A reference and a requirement without headings share one."""
    assert arranged(bare(SMALL), LAYOUT).plan.columns == table_columns(SMALL.periods)


def test_a_column_is_renamed_by_its_role_or_its_heading() -> None:
    """Of two owners the role means both, so a heading says which."""
    made = arranged(TRACKER, layout(rename={"support": "Helped by", "requirement": "What we do"}))

    assert headings(made.plan)[4:7] == ["What we do", "Lead", "Helped by"]
    assert [a.cells for a in made.plan.actions()] == [a.cells for a in TRACKER.actions()]


def test_columns_are_put_in_order() -> None:
    """What the layout does not mention keeps its order behind."""
    made = arranged(TRACKER, layout(order=("recommendation", "Ref", "periods", "owner")))

    assert headings(made.plan)[:3] == ["Recommendation", "Ref", "June 2025 Update"]
    assert headings(made.plan)[8:12] == ["Lead", "Support", "Theme", "Source"]
    assert made.left_out == ()
    for old, new in zip(TRACKER.actions(), made.plan.actions(), strict=True):
        assert [new.cell(column) for column in old.columns] == list(old.cells)


def test_a_column_that_is_left_out_is_in_no_artifact() -> None:
    """It is named, and not in the data either."""
    made = arranged(TRACKER, layout(leave_out=("Comments", "Source")))

    assert made.left_out == ("Source", "Comments")
    for format_ in ("json", "html", "csv"):
        data = renderer(format_)(Publication(made.plan, LAYOUT, "plan"))
        assert b"Council motion" not in data
        assert not list(artifact_faults(made.plan, f"plan.{format_}", data, LAYOUT))


@pytest.mark.parametrize(
    "names", [("reference", "recommendation", "requirement"), ("Theme", "Recommendation", "Source")]
)
def test_what_is_left_must_be_a_plan(names: tuple[str, ...]) -> None:
    """An update is of something, and recommendations are distinguished."""
    with pytest.raises(LayoutError, match="with the columns that it leaves out"):
        arranged(TRACKER, layout(leave_out=names))
