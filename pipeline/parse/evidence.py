"""What is known of a table's columns while their roles are found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates import latest_day
from pipeline.parse.column_shapes import Grid, names_band
from pipeline.parse.facts import Facts, shares_a_text
from pipeline.parse.headings import (
    Heading,
    Role,
    heading_key,
)
from pipeline.parse.vocabulary import words

R = Role
Choice = Role | None
ONCE = (R.NUMBER, R.RECOMMENDATION, R.REFERENCE, R.REQUIREMENT, R.OWNER, R.STATUS)
"""Of these an action has one."""
NEVER = -1e6
MOST, FEW = 0.8, 0.2
"""Shares of a column's cells: it is what its cells are, it is doubted, it is not."""


@dataclass(frozen=True)
class Evidence:
    """What the score of a column is taken from."""

    headings: Sequence[Heading]
    facts: Sequence[Facts]
    body: Grid
    known: Sequence[Choice]
    """The roles found so far."""
    placed: bool
    is_open: bool = False
    """No heading tells enough: the cells alone say what the columns are."""

    @cached_property
    def said(self) -> set[Choice]:
        """The roles that headings tell."""
        return {h.role for h in self.headings}

    @cached_property
    def periods(self) -> list[int]:
        """The columns whose headings are those of updates."""
        return [i for i, h in enumerate(self.headings) if h.role is R.PERIOD]

    @cached_property
    def is_told(self) -> bool:
        """A column of updates says something in sentences."""
        return any(self.facts[i].prose >= MOST for i in self.periods)

    @cached_property
    def text(self) -> int | None:
        """The column of the recommendation's text."""
        return next((i for i, role in enumerate(self.known) if role is R.RECOMMENDATION), None)

    @cached_property
    def is_banded(self) -> bool:
        """Rows over all columns name the recommendations of the rows below them."""
        return any(map(names_band, self.body))

    @cached_property
    def late(self) -> Mapping[int, float]:
        """How late the status of each column is: by the day it names, then by its place."""
        order = [
            (latest_day(h.text) or dt.date.min, not set(heading_key(h.text).split()) & _FORMER, i)
            for i, h in enumerate(self.headings)
        ]
        return {i: 0.1 * n for n, (*_, i) in enumerate(sorted(order))}


_FORMER = words("status.former")


def counts_below(table: Evidence, at: int) -> bool:
    """Return whether a column's numbers count the actions below recommendations.

    They do where two of them are beside one recommendation's text. Else their form tells:
    `7.1` counts below 7, unless another number beside another text does so as well.
    """
    f, text = table.facts[at], table.text
    if text is None:
        return f.below >= MOST
    is_below = f.below >= MOST
    if table.headings[at].role is R.NUMBER and not is_below:
        return False
    above = {re.split(r"[.\-/(]", number)[0] for number in set(f.texts)}
    is_each = is_below and len(above) == len(set(f.texts))
    return is_each or shares_a_text(table.body, at, text)
