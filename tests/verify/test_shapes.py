"""Each shape of a plan, in each format, reads back as the plan and passes the proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.arrange import arranged
from pipeline.errors import ProofError
from pipeline.layout import Layout, load_layout
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.richtext import plain_text
from pipeline.verify import artifact_faults, prove
from tests.plans import SMALL, plans

SHAPES = ("by-recommendation", "cards")
SHEETS = [(size, way) for size in ("A3", "A4", "Letter") for way in ("landscape", "portrait")]

LAST = SMALL.recommendations[-1]
FULL = replace(
    SMALL,
    recommendations=(
        *SMALL.recommendations[:-1],
        replace(LAST, cells=(LAST.cells[0], plain_text("By May 2026, train the control room."))),
    ),
)
"""Each recommendation has a text, so that none can be taken for an introduction."""

Shape = Literal["by-recommendation", "cards"]


def shaped(shape: Shape, size: str = "A4", orientation: str = "portrait") -> Layout:
    """Return the built-in layout in another shape."""
    layout = load_layout("devon-and-cornwall")
    page = replace(layout.page, size=size, orientation=orientation)  # type: ignore[arg-type]
    return replace(layout, shape=shape, page=page)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("size", "orientation"), SHEETS)
def test_every_sheet_is_proved(shape: Shape, size: str, orientation: str) -> None:
    """PDF and DOCX say the same as the plan on every sheet."""
    layout = shaped(shape, size, orientation)

    for format_ in ("pdf", "docx"):
        data = renderer(format_)(Publication(SMALL, layout, "plan"))
        assert list(artifact_faults(SMALL, f"plan.{format_}", data, layout)) == []


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("format_", ["pdf", "docx", "html"])
def test_a_reader_that_knows_nothing_of_it_finds_the_plan(shape: Shape, format_: str) -> None:
    """The words are in their places also for a reader of any plan; headings may lose a colon."""
    layout = shaped(shape)
    plan = arranged(FULL, layout).plan
    data = renderer(format_)(Publication(plan, layout, "plan"))

    found = load_bytes(data, f"plan.{format_}").plan

    assert found.with_columns(plan.columns) == plan


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("format_", ["pdf", "docx", "html"])
@given(plan=plans(max_periods=2, max_recommendations=2))
@settings(
    deadline=None, max_examples=3, suppress_health_check=[HealthCheck.too_slow], database=None
)
def test_every_plan_reads_back(plan: Plan, shape: Shape, format_: str) -> None:
    """The proof passes whatever is in the cells."""
    layout = shaped(shape)
    data = renderer(format_)(Publication(plan, layout, "plan"))

    assert list(artifact_faults(plan, f"plan.{format_}", data, layout)) == []


def without_an_action(plan: Plan) -> Plan:
    """Return `plan` without the second action of its first recommendation."""
    first, *others = plan.recommendations
    return replace(plan, recommendations=(replace(first, actions=first.actions[:1]), *others))


def with_swapped_actions(plan: Plan) -> Plan:
    """Return `plan` with the actions of its first recommendation the other way round."""
    first, *others = plan.recommendations
    return replace(plan, recommendations=(replace(first, actions=first.actions[::-1]), *others))


def with_another_text(plan: Plan) -> Plan:
    """Return `plan` with one word more in the text of its first recommendation."""
    first, *others = plan.recommendations
    number, text = first.cells
    longer = plain_text(f"{text.plain} Today.")
    return replace(plan, recommendations=(replace(first, cells=(number, longer)), *others))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("format_", ["pdf", "docx"])
@pytest.mark.parametrize("other", [without_an_action, with_swapped_actions, with_another_text])
def test_another_plan_is_caught(shape: Shape, format_: str, other: Callable[[Plan], Plan]) -> None:
    """What shows something else is not a proof."""
    layout = shaped(shape)
    data = renderer(format_)(Publication(other(SMALL), layout, "plan"))

    with pytest.raises(ProofError, match="does not read back"):
        prove(SMALL, {f"plan.{format_}": data}, layout)
