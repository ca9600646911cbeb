"""Plans of public bodies drawn as lines, written as files of six formats, with their right reading.

A plan begins with `== name format`. `h1 `, `h2 ` and `p ` are headings and paragraphs (`**` is
bold), `|# ` a heading row, `|` a row; `^` is a cell merged with the one above, `<` with the one to
its left; `t ` is a line of a text file as it is, `sheet ` begins a sheet. `@ ` is an action as a
person reads it: `role=text` for each of its cells, `update:June=text` for that of a period.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path

from pipeline.load import Loaded, load_bytes
from pipeline.model import Plan

FOLDER = Path(__file__).parent / "bodies"


@dataclass
class Body:
    """A drawn plan and its right reading."""

    name: str
    format: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    """The sign of each line and what is behind it."""
    actions: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    """The roles and texts of each action."""

    @property
    def path(self) -> str:
        """The name of its file."""
        return f"{self.name}.{self.format}"

    def data(self) -> bytes:
        """Return the plan as a file of its format."""
        return _WRITERS[self.format](self)

    def read(self) -> Loaded:
        """Return the plan that the file is read as, and its receipt."""
        return load_bytes(self.data(), self.path)

    def parts(self) -> Iterator[tuple[str, list[str]]]:
        """Yield `|` with the rows of each table, and the sign of each other line with its text."""
        for is_table, lines in groupby(self.lines, lambda line: line[0].startswith("|")):
            if is_table:
                yield "|", [sign[1:] + text for sign, text in lines]
            else:
                yield from ((sign, [text]) for sign, text in lines if sign != ".")


def bodies() -> Iterator[Body]:
    """Yield the drawn plans."""
    made = Body("", "")
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            sign, _, rest = line.partition(" ")
            if sign == "==":
                if made.name:
                    yield made
                name, form = rest.split()
                made = Body(name, form)
            elif sign == "@":
                cells = (pair.partition("=") for pair in rest.split(" ;; "))
                made.actions.append(tuple((role.strip(), text) for role, _, text in cells))
            elif line.startswith("|"):
                sign = "|#" if line.startswith("|#") else "|"
                made.lines.append((sign, line[len(sign) :]))
            elif sign:
                made.lines.append((sign, rest))
    yield made


def wrong(body: Body, plan: Plan | None) -> tuple[int, list[str]]:
    """Return how many cells of `body` are in their place in `plan`, and which are not."""
    if plan is None:
        return 0, ["refused"]
    rows = [plan.row(r, a) for r in plan.recommendations for a in r.actions]
    right, faults = 0, []
    for n, action in enumerate(body.actions):
        row = rows[n] if n < len(rows) else ()
        said = list(zip(plan.columns, row, strict=False))
        for name, text in action:
            role, _, period = name.partition(":")
            found = [
                " ".join(cell.words)
                for column, cell in said
                if column.role == role
                and (not period or (column.period and period in column.period.label))
            ]
            if " ".join(text.split()) in found or (not text and not any(found)):
                right += 1
            else:
                faults.append(f"row {n + 1} {name}: {text!r} is not in {found}")
    if len(rows) != len(body.actions):
        faults.append(f"{len(rows)} actions instead of {len(body.actions)}")
    return right, faults


def _grid(rows: list[str]) -> tuple[list[bool], list[list[str]]]:
    """Return of each row whether it is one of headings, and its cells."""
    heads = [row.startswith("#") for row in rows]
    cells = [row.removeprefix("#").split("|") for row in rows]
    width = max(map(len, cells))
    return heads, [[*row, *["<" if len(row) == 1 else ""] * (width - len(row))] for row in cells]


def _spans(grid: list[list[str]]) -> Iterator[tuple[int, int, str, int, int]]:
    """Yield row, column, text, rows and columns of each cell."""
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            down = next((n for n in range(1, len(grid) - r) if grid[r + n][c] != "^"), None)
            right = next((n for n in range(1, len(row) - c) if row[c + n] != "<"), None)
            yield r, c, text, down or len(grid) - r, right or len(row) - c


def _marked(text: str) -> str:
    return re.sub(r"\*\*(.*?)\*\*", r"<b>\1</b>", escape(text).replace(" / ", "<br>"))


def _html(body: Body) -> bytes:
    made = []
    for sign, rows in body.parts():
        if sign != "|":
            made.append(f"<{sign}>{_marked(rows[0])}</{sign}>")
            continue
        heads, grid = _grid(rows)
        cells: list[str] = ["" for _ in grid]
        for r, _, text, down, right in _spans(grid):
            kind = "th" if heads[r] else "td"
            cells[r] += f'<{kind} rowspan="{down}" colspan="{right}">{_marked(text)}</{kind}>'
        made.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>'
    return f"{head}<body>{''.join(made)}</body></html>".encode()


_STYLE = """@page { size: A4 landscape; margin: 15mm } body { font: 9pt DejaVu Sans }
table { border-collapse: collapse; width: 100% } th, td { border: 0.5pt solid black; padding: 3pt;
vertical-align: top; text-align: left } h1 { font-size: 16pt } h2 { font-size: 12pt }"""


def _pdf(body: Body) -> bytes:
    from weasyprint import HTML

    page = _html(body).decode().replace("<title>", f"<style>{_STYLE}</style><title>")
    return HTML(string=page).write_pdf() or b""


def _docx(body: Body) -> bytes:
    from docx import Document

    document = Document()
    for sign, rows in body.parts():
        if sign == "p":
            paragraph = document.add_paragraph()
            for n, part in enumerate(rows[0].split("**")):
                paragraph.add_run(part).bold = True if n % 2 else None
        elif sign != "|":
            document.add_heading(rows[0], int(sign[1]))
        else:
            heads, grid = _grid(rows)
            table = document.add_table(len(grid), len(grid[0]))
            for r, c, text, down, right in _spans(grid):
                cell = table.cell(r, c)
                if down > 1 or right > 1:
                    cell = cell.merge(table.cell(r + down - 1, c + right - 1))
                cell.text = ""
                for n, part in enumerate(text.replace(" / ", "\n").split("**")):
                    cell.paragraphs[0].add_run(part).bold = True if n % 2 or heads[r] else None
            document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx(body: Body) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for n, (sign, rows) in enumerate(body.parts()):
        if sign == "sheet":
            sheet = book.create_sheet(rows[0]) if n else sheet
            sheet.title, at = rows[0], 1
        elif sign != "|":
            sheet.cell(at, 1, rows[0])
            at += 1
        else:
            _, grid = _grid(rows)
            for r, c, text, down, right in _spans(grid):
                sheet.cell(at + r, c + 1, text or None)
                if down > 1 or right > 1:
                    sheet.merge_cells(None, at + r, c + 1, at + r + down - 1, c + right)
            at += len(grid) + 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(body: Body) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for sign, rows in body.parts():
        cells = [row.removeprefix("#").split("|") for row in rows] if sign == "|" else [rows]
        writer.writerows([c if c not in ("^", "<") else "" for c in row] for row in cells)
    return out.getvalue().encode()


def _txt(body: Body) -> bytes:
    return "\n".join(text for sign, text in body.lines if sign in ("t", "p")).encode()


_WRITERS: Mapping[str, Callable[[Body], bytes]] = {
    "csv": _csv,
    "docx": _docx,
    "html": _html,
    "pdf": _pdf,
    "txt": _txt,
    "xlsx": _xlsx,
}


def main() -> None:
    """Print the figures of all drawn plans."""
    from pipeline.errors import PublishError

    sums = [0, 0]
    for body in bodies():
        try:
            plan: Plan | None = body.read().plan
        except PublishError:
            plan = None
        right, faults = wrong(body, plan)
        cells = sum(map(len, body.actions))
        sums[0] += right
        sums[1] += cells
        print(f"{body.path}: {right} of {cells}")  # noqa: T201
        if faults:
            print("   ", *faults[:6], sep="\n    ")  # noqa: T201
    print("cells {} of {}".format(*sums))  # noqa: T201


if __name__ == "__main__":
    main()
