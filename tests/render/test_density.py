"""Columns are as wide as their text takes the least paper."""

from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.model import Columns, Plan
from pipeline.render.density import CHARACTERS, Room, densest, readable
from pipeline.richtext import plain_text
from tests.plans import SMALL, plans

ROOM = Room(table_width=100.0, padding=1.0)
LONG = "A sentence of some length that takes several lines in a narrow column. " * 6


def measure(text: str) -> float:
    """Return the width of `text` where each letter is half an em wide."""
    return 0.5 * len(text)


def with_updates(plan: Plan, texts: tuple[str, str]) -> Plan:
    """Return `plan`, each action with the updates `texts`."""
    changed = tuple(
        r.replaced(actions=tuple(a.replaced(updates=[*map(plain_text, texts)]) for a in r.actions))
        for r in plan.recommendations
    )
    return Plan(plan.title, plan.details, plan.columns, changed, plan.notes)


def height(plan: Plan, widths: tuple[float, ...]) -> float:
    """Return the table's height in lines, counted without the module's short cuts."""
    total = 0.0
    for recommendation in plan.recommendations:
        for place, action in enumerate(recommendation.actions):
            row = plan.row(recommendation, action)
            total += max(
                -(-measure(cell.plain) // (ROOM.text(width) - 1.3))
                for cell, width, column in zip(row, widths, plan.columns, strict=True)
                if not (place and column.level == "recommendation")
            )
    return total


def test_a_long_column_gets_the_room_that_a_short_one_lends() -> None:
    """The update that makes rows high is wider than the one of a word."""
    plan = with_updates(SMALL, (LONG, "Done."))
    even = [100 / len(plan.columns)] * len(plan.columns)
    widths = densest(plan, even, [3.0] * len(even), ROOM, measure)
    long, short = plan.columns.update_places

    assert long is not None and short is not None
    assert widths[long] > 3 * widths[short]
    assert height(plan, widths) < height(plan, tuple(even))


def test_columns_without_words_lend_all_but_their_least() -> None:
    """A blank column is as wide as its heading."""
    plan = with_updates(SMALL, (LONG, ""))
    even = [100 / len(plan.columns)] * len(plan.columns)
    widths = densest(plan, even, [3.0] * len(even), ROOM, measure)
    _, blank = plan.columns.update_places

    assert blank is not None
    assert widths[blank] < 3.0 + 0.5


@given(plans())
def test_the_law_of_widths(plan: Plan) -> None:
    """The widths fill the table, none is below its least, and the same plan has the same."""
    count = len(plan.columns)
    even = [100 / count] * count
    least = [min(2.0, 50 / count)] * count
    widths = densest(plan, even, least, ROOM, measure)

    assert sum(widths) == pytest.approx(100)
    assert all(width >= low - 1e-9 for width, low in zip(widths, least, strict=True))
    assert widths == densest(plan, even, least, ROOM, measure)


def test_what_does_not_fit_stays_as_it_was() -> None:
    """Where the least widths are wider than the table, the layout's widths are taken."""
    count = len(SMALL.columns)
    even = [100 / count] * count

    assert densest(SMALL, even, [101 / count] * count, ROOM, measure) == tuple(even)
    assert densest(SMALL, even, [100 / count] * count, ROOM, measure) == tuple(even)


def test_prose_has_a_readable_line() -> None:
    """A column of sentences holds 22 letters; one of short words no more than its longest."""
    plan = with_updates(SMALL, (LONG, LONG))
    least = readable(plan, [1.0] * len(plan.columns), ROOM)
    long, _ = plan.columns.update_places

    assert long is not None
    assert ROOM.text(least[long]) == pytest.approx(CHARACTERS * 0.5)
    assert least[0] == 1.0
    assert isinstance(plan.columns, Columns)
