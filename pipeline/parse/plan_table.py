"""The tables of a plan on their way to one: what each holds, and what is said about all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.findings import Finding
from pipeline.model import Period
from pipeline.parse.cards import Cards
from pipeline.parse.columns import Columns
from pipeline.parse.entries import Entry
from pipeline.parse.heading_sections import Headed
from pipeline.parse.plancolumns import Slot
from pipeline.parse.update_rows import said_of_both
from pipeline.parse.wide import WideTable
from pipeline.table import RawText


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table of the plan, or what stands for one, with the texts above it."""

    texts: tuple[RawText, ...]
    table: WideTable | Cards | Headed

    @property
    def periods(self) -> list[Period]:
        """The periods that headings of its columns name."""
        return [period for _, period in self.columns.periods]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The columns that it prints."""
        return self.table.slots

    @property
    def columns(self) -> Columns:
        """The columns of a wide table, none of cards and of headed text."""
        return self.table.columns if isinstance(self.table, WideTable) else _NONE


_NONE = Columns((), 0, 0, 0)


@dataclass(slots=True)
class Joined:
    """The tables of a plan, each row in one of them."""

    parts: list[PlanTable] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Words that tables say again, and names of periods that are above them."""
    names: list[str] = field(default_factory=list)
    """Texts above tables that became names of their periods."""
    texts: list[RawText] = field(default_factory=list)
    """Texts above tables that were joined to the ones before."""


def said_again(entry: Entry, kept: Entry) -> Iterator[str]:
    """Yield what the row of an earlier table says that the later one's says as well."""
    yield from (former for _, former, now in said_of_both(entry, kept) if former == now)
