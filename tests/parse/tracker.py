"""Trackers drawn as lines, written as files of four formats, and how much of each is read.

A tracker begins with `== name format`. `> ` is a line above the table, `# ` a heading row, `! ` a
row that is not an action; `^` is a cell merged with the one above, `<` with its left one. The
line `= ` has the role of each column, `- numbers=` the recommendation's number of each action
where the number is not a column's cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.parse.receipt import Receipt

FOLDER = Path(__file__).parent / "trackers"


@dataclass
class Tracker:
    """A drawn tracker and its right reading."""

    name: str
    format: str
    above: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[str]]] = field(default_factory=list)
    """The sign of each row (`#`, `!`, or none for an action) and its cells."""
    roles: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        """The lowest heading of each column."""
        lowest = [""] * len(self.roles)
        for _, cells in (row for row in self.rows if row[0] == "#"):
            lowest = [c if c not in "^<" else low for c, low in zip(cells, lowest, strict=True)]
        last = [cells for sign, cells in self.rows if sign == "#"][-1]
        for i, cell in enumerate(last):
            if cell == "<":  # one heading over both is their spanner
                lowest[i - 1] = lowest[i] = ""
        return lowest

    @property
    def actions(self) -> list[list[str]]:
        """The cells of each action, those that reach down repeated."""
        made: list[list[str]] = []
        for cells in (cells for sign, cells in self.rows if not sign):
            made.append([made[-1][i] if c == "^" else c for i, c in enumerate(cells)])
        return made

    def data(self) -> bytes:
        """Return the tracker as a file of its format."""
        return {"csv": _csv, "html": _html, "xlsx": _xlsx, "docx": _docx}[self.format](self)

    def read(self) -> tuple[Plan, Receipt]:
        """Return the plan that the file is read as, and its receipt."""
        loaded = load_bytes(self.data(), f"{self.name}.{self.format}")
        return loaded.plan, loaded.receipt


def trackers() -> Iterator[Tracker]:
    """Yield the drawn trackers."""
    made = Tracker("", "")
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            sign, _, rest = line.partition(" ")
            if sign == "==":
                if made.name:
                    yield made
                name, form = rest.split()
                made = Tracker(name, form)
            elif sign == ">":
                made.above.append(rest)
            elif sign == "=":
                made.roles = rest.split()
            elif sign == "-":
                made.numbers = rest.removeprefix("numbers=").split(",")
            elif sign in ("#", "!"):
                made.rows.append((sign, rest.split("|")))
            else:
                made.rows.append(("", line.split("|")))
    yield made


@dataclass(frozen=True)
class Score:
    """How much of a tracker was read."""

    columns: int
    kept: int
    """Columns with their heading and role, in their order."""
    cells: int
    right: int
    """Cells in the row of their action, in a column of their role."""
    wrong: tuple[str, ...]


def score(tracker: Tracker, plan: Plan | None) -> Score:
    """Return how much of `tracker` is in `plan`, none of it where it was refused."""
    roles = tracker.roles
    cells = len(tracker.actions) * len(roles)
    if plan is None:
        return Score(len(roles), 0, cells, 0, ("refused",))
    found = [(c.heading, str(c.role)) for c in plan.columns]
    wanted = list(zip(tracker.headings, roles, strict=True))
    left = list(found)
    wrong = []
    kept = 0
    for column in wanted:
        if column in left:
            del left[: left.index(column) + 1]
            kept += 1
        else:
            wrong.append(f"column {column}")
    rows = [(r.number, plan.row(r, a)) for r in plan.recommendations for a in r.actions]
    right = 0
    for n, action in enumerate(tracker.actions):
        number, row = rows[n] if n < len(rows) else ("", ())
        said = [(str(c.role), t.plain) for c, t in zip(plan.columns, row, strict=False)]
        for role, text in zip(roles, action, strict=True):
            is_there = (role, text) in said
            if role == "recommendation" and tracker.numbers:
                is_there = any(r == role and t and text.endswith(t) for r, t in said)
            right += is_there
            if not is_there:
                wrong.append(f"row {n + 1} {role}: {text!r}")
        if tracker.numbers and number != tracker.numbers[n]:
            wrong.append(f"row {n + 1}: number {number!r}")
    if len(rows) != len(tracker.actions):
        wrong.append(f"{len(rows)} actions instead of {len(tracker.actions)}")
    return Score(len(roles), kept, cells, right, tuple(wrong))


def _csv(tracker: Tracker) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([line] for line in tracker.above)
    writer.writerows([c if c not in ("^", "<") else "" for c in cells] for _, cells in tracker.rows)
    return out.getvalue().encode()


def _spans(tracker: Tracker) -> Iterator[tuple[int, int, str, int, int]]:
    """Yield row, column, text, rows and columns of each cell."""
    grid = [cells for _, cells in tracker.rows]
    width = len(tracker.roles)
    for r, cells in enumerate(grid):
        if tracker.rows[r][0] == "!":
            yield r, 0, cells[0], 1, width
            continue
        for c, text in enumerate(cells):
            if text in ("^", "<"):
                continue
            down = next((n for n in range(1, len(grid) - r) if _at(grid, r + n, c) != "^"), None)
            right = next((n for n in range(1, width - c) if cells[c + n] != "<"), width - c)
            yield r, c, text, down or len(grid) - r, right


def _at(grid: list[list[str]], r: int, c: int) -> str:
    return grid[r][c] if c < len(grid[r]) else ""


def _html(tracker: Tracker) -> bytes:
    rows: dict[int, list[str]] = {r: [] for r in range(len(tracker.rows))}
    for r, _, text, down, right in _spans(tracker):
        kind = "th" if tracker.rows[r][0] == "#" else "td"
        rows[r].append(f'<{kind} rowspan="{down}" colspan="{right}">{escape(text)}</{kind}>')
    table = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
    above = "".join(f"<h1>{escape(line)}</h1>" for line in tracker.above)
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>'
    return f"{head}{above}<table>{table}</table></body></html>".encode()


def _xlsx(tracker: Tracker) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in tracker.above:
        sheet.append([line])
    first = len(tracker.above) + 1
    for r, c, text, down, right in _spans(tracker):
        sheet.cell(first + r, c + 1, text or None)
        if down > 1 or right > 1:
            sheet.merge_cells(
                start_row=first + r,
                start_column=c + 1,
                end_row=first + r + down - 1,
                end_column=c + right,
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(tracker: Tracker) -> bytes:
    from docx import Document

    document = Document()
    for line in tracker.above:
        document.add_heading(line, 1)
    table = document.add_table(len(tracker.rows), len(tracker.roles))
    for r, c, text, down, right in _spans(tracker):
        cell = table.cell(r, c)
        if down > 1 or right > 1:
            cell = cell.merge(table.cell(r + down - 1, c + right - 1))
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def main() -> None:
    """Print the figures of all trackers."""
    from pipeline.errors import PublishError

    totals = [0, 0, 0, 0]
    for tracker in trackers():
        try:
            plan: Plan | None = tracker.read()[0]
        except PublishError:
            plan = None
        made = score(tracker, plan)
        for i, count in enumerate((made.kept, made.columns, made.right, made.cells)):
            totals[i] += count
        if made.wrong:
            print(tracker.name, made.kept, made.columns, made.right, made.cells)  # noqa: T201
            print("   ", *made.wrong[:6], sep="\n    ")  # noqa: T201
    print("columns {} of {}, cells {} of {}".format(*totals))  # noqa: T201


if __name__ == "__main__":
    main()
