"""Documents written as lines, for tests of `parse`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.findings import Source
from pipeline.model import Plan
from pipeline.richtext import plain_text
from pipeline.table import RawCell, RawDocument, RawTable, RawText


def table(text: str, *, spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> RawTable:
    """Return the table that `text` draws: a line for each row, `|` between cells.

    `spans` gives rows and columns to the cell at (line, place in the line); `/` in a cell begins
    a new line in it.
    """
    spans = spans or {}
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    rows = []
    for r, line in enumerate(lines):
        cells = []
        for c, cell in enumerate(line.split("|")):
            down, right = spans.get((r, c), (1, 1))
            content = plain_text(cell.replace(" / ", "\n"))
            cells.append(RawCell(content, Source("t", row=r + 1, column=c + 1), down, right))
        rows.append(tuple(cells))
    return RawTable(tuple(rows))


def document(*items: str | RawTable, method: str = "drawn") -> RawDocument:
    """Return a document of texts and tables; a text that begins with `#` is a heading."""
    return RawDocument(tuple(_item(item) for item in items), method)


def _item(item: str | RawTable) -> RawTable | RawText:
    if isinstance(item, RawTable):
        return item
    level = len(item) - len(item.lstrip("#"))
    return RawText(plain_text(item.lstrip("#")), Source("t"), level)


def rows(plan: Plan) -> list[dict[str, str]]:
    """Return each row of the plan's table: what is under each heading, spanners before theirs."""
    return [
        {
            column.name: cell.plain
            for column, cell in zip(plan.columns, plan.row(recommendation, action), strict=True)
        }
        for recommendation in plan.recommendations
        for action in recommendation.actions
    ]


def roles(plan: Plan) -> dict[str, str]:
    """Return the role of each column, and the period that it belongs to, by its heading."""
    return {
        column.name: f"{column.role}" + (f" of {column.period.label}" if column.period else "")
        for column in plan.columns
    }


def texts(updates: Sequence[object]) -> list[str]:
    """Return what each update says."""
    return [getattr(update, "plain", "") for update in updates]
