"""Patterns of dates, and colours that can be read."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.capture.words import period_patterns, readable
from pipeline.columns import Period
from pipeline.layout import ENOUGH, contrast, load_layout
from tests.plans import SMALL, with_table, with_updates

LAYOUT = load_layout("standard")


@pytest.mark.parametrize(
    ("label", "pattern"),
    [
        ("June 27th 2026", "{month} {ordinal} {year}"),
        ("Update of 27 June 2026", "Update of {day} {month} {year}"),
        ("27/06/2026", "{dd}/{mm}/{year}"),
        ("Force update 7.06.2026", "Force update {day}.{mm}.{year}"),
        ("2026-06-27", "{year}-{mm}-{dd}"),
        ("27-Jun-26", "{day}-{mon}-{yy}"),
        ("Nov-24", "{mon}-{yy}"),
        ("{A} June 2026", "{{A}} {month} {year}"),
    ],
)
def test_a_heading_gives_its_pattern(label: str, pattern: str) -> None:
    """Filled with the same date, the pattern is the heading."""
    rows = tuple(
        type(r)(r.columns, r.cells, tuple(with_updates(a, a.updates[:1]) for a in r.actions))
        for r in SMALL.recommendations
    )
    plan = with_table(SMALL, (Period(label, dt.date(2026, 6, 27)),), rows)

    assert period_patterns(plan, LAYOUT) == (pattern, pattern)


def test_a_heading_without_a_date_has_no_pattern() -> None:
    """Nothing is guessed."""
    rows = tuple(
        type(r)(r.columns, r.cells, tuple(with_updates(a, a.updates[:1]) for a in r.actions))
        for r in SMALL.recommendations
    )

    assert period_patterns(with_table(SMALL, (Period("Response", None),), rows), LAYOUT) is None


@pytest.mark.parametrize(
    ("text", "ground"), [("#999999", "#ffffff"), ("#666666", "#222222"), ("#ff0000", "#ffeeee")]
)
def test_a_pale_text_becomes_readable(text: str, ground: str) -> None:
    """The nearest colour with a contrast of 4.5:1 is taken (WCAG 2.2, 1.4.3)."""
    made = readable(text, ground)

    assert contrast(text, ground) < ENOUGH <= contrast(made, ground) < ENOUGH + 1


def test_a_readable_text_is_kept() -> None:
    """A colour that can be read is not touched."""
    assert readable("#123456", "#ffffff") == "#123456"
