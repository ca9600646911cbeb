"""Prove the list of updates (`updates.csv`): a view of the plan with one row for each update."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.csvform import original
from pipeline.findings import Place
from pipeline.model import Plan
from pipeline.parse.cells import cell_text
from pipeline.richtext import Paragraph, RichText, rich_text
from pipeline.table import RawDocument
from pipeline.updatelist import update_rows
from pipeline.verify.fault import Fault

ENDING = ".updates.csv"


def view_faults(plan: Plan, document: RawDocument) -> Iterator[Fault]:
    """Yield where the table in `document` does not list the updates of `plan`, row by row."""
    rows = [
        [_original(cell_text(cell)[0]) for cell in row] for t in document.tables() for row in t.rows
    ][1:]
    wanted = list(update_rows(plan))
    for (place, row), found in zip(wanted, rows, strict=False):
        if list(row) != found:
            yield Fault(place, "row", _text(row), _text(found))
    if len(rows) != len(wanted):
        yield Fault(Place(), "table", note=f"{len(rows)} rows for {len(wanted)} updates")


def _original(text: RichText) -> RichText:
    """Return `text` without the apostrophe that keeps a spreadsheet from running it."""
    first = text.blocks[0] if text else None
    if not isinstance(first, Paragraph):
        return text
    run, *runs = first.runs
    kept = Paragraph((replace(run, text=original(run.text)), *runs))
    return rich_text((kept, *text.blocks[1:]))


def _text(row: Sequence[RichText]) -> str:
    return "\n".join(cell.plain for cell in row if cell)
