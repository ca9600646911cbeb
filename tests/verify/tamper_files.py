"""Ways to tamper with DOCX, web page, JSON and CSV between render and gate."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import lxml.etree
import lxml.html

from tests.verify.artifacts import PLAN

Tampered = tuple[bytes, str]
Tamper = Callable[[bytes, Random], Tampered]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_FIRST_UPDATE = 5
"""Behind number, recommendation, reference, requirement and owner."""


def _without_a_word(text: str, chance: Random) -> str:
    words = text.split(" ")
    del words[chance.randrange(len(words))]
    return " ".join(words)


def _with_another_letter(text: str, chance: Random) -> str:
    place = chance.choice([i for i, c in enumerate(text) if c.isalnum()])
    return text[:place] + ("7" if text[place] != "7" else "1") + text[place + 1 :]


# DOCX


def _docx(data: bytes, change: Callable[[Any], str]) -> Tampered:
    """Return the document with its body changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _BODY:
                root = lxml.etree.fromstring(content)
                place = change(root)
                content = lxml.etree.tostring(root)
            new.writestr(name, content)
    return made.getvalue(), place


def _docx_rows(root: Any) -> list[Any]:
    """Return the rows behind the heading."""
    table = next(root.iter(f"{_W}tbl"))
    return list(table.findall(f"{_W}tr"))[-len(PLAN.keys()) :]


def _docx_text(root: Any, chance: Random) -> tuple[Any, str]:
    """Return one text of an update, and its place."""
    row = chance.randrange(len(PLAN.keys()))
    period = chance.randrange(len(PLAN.periods))
    cell = _docx_rows(root)[row].findall(f"{_W}tc")[_FIRST_UPDATE + period]
    texts = [t for t in cell.iter(f"{_W}t") if t.text and t.text.strip()]
    return chance.choice(texts), f"action {PLAN.keys()[row]}, {PLAN.periods[period].label}"


def docx_drop_word(data: bytes, chance: Random) -> Tampered:
    """Take a word out of an update."""

    def change(root: Any) -> str:
        text, place = _docx_text(root, chance)
        text.text = _without_a_word(text.text, chance)
        return place

    return _docx(data, change)


def docx_change_letter(data: bytes, chance: Random) -> Tampered:
    """Change one letter of an update."""

    def change(root: Any) -> str:
        text, place = _docx_text(root, chance)
        text.text = _with_another_letter(text.text, chance)
        return place

    return _docx(data, change)


def docx_swap_cells(data: bytes, chance: Random) -> Tampered:
    """Exchange two cells of a row."""

    def change(root: Any) -> str:
        row = chance.randrange(len(PLAN.keys()))
        cells = _docx_rows(root)[row].findall(f"{_W}tc")[_FIRST_UPDATE:-1]
        one, two = chance.sample(cells, 2)
        first, second = list(one), list(two)
        one[:], two[:] = second, first
        return f"action {PLAN.keys()[row]}"

    return _docx(data, change)


def docx_drop_row(data: bytes, chance: Random) -> Tampered:
    """Take a row out of the table."""

    def change(root: Any) -> str:
        row = chance.choice([i for i in range(len(PLAN.keys())) if i % 4])
        found = _docx_rows(root)[row]
        found.getparent().remove(found)
        return f"action {PLAN.keys()[row]}"

    return _docx(data, change)


def docx_reorder_rows(data: bytes, chance: Random) -> Tampered:
    """Move a row below the next."""

    def change(root: Any) -> str:
        row = 4 * chance.randrange(len(PLAN.recommendations)) + chance.choice([1, 2])
        found = _docx_rows(root)[row]
        found.getnext().addnext(found)
        return f"recommendation {PLAN.recommendations[row // 4].number}"

    return _docx(data, change)


def docx_drop_bullet(data: bytes, chance: Random) -> Tampered:
    """Make a plain paragraph of a list item."""

    def change(root: Any) -> str:
        row = chance.randrange(len(PLAN.keys()))
        cells = _docx_rows(root)[row].findall(f"{_W}tc")[_FIRST_UPDATE:-1]
        items = [p for cell in cells for p in cell.iter(f"{_W}p") if _is_listed(p)]
        item = chance.choice(items)
        item.remove(item.find(f"{_W}pPr"))
        return f"action {PLAN.keys()[row]}"

    return _docx(data, change)


def _is_listed(paragraph: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and "bullet" in style.get(f"{_W}val", "").lower()


# Web page


def _html(data: bytes, change: Callable[[Any], str]) -> Tampered:
    root = lxml.html.document_fromstring(data.decode())
    place = change(root)
    made: bytes = lxml.html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return made, place


def _html_rows(root: Any) -> list[Any]:
    return [row for body in root.iter("tbody") for row in body.iter("tr")][: len(PLAN.keys())]


def _html_text(root: Any, chance: Random) -> tuple[Any, str]:
    """Return an element with one text of an update, and the action."""
    row = chance.randrange(len(PLAN.keys()))
    texts = [
        e
        for cell in _html_rows(root)[row].iter("td")
        if cell.get("class") == "update"
        for e in cell.iter("p", "li")
        if e.text and e.text.strip()
    ]
    return chance.choice(texts), f"action {PLAN.keys()[row]}"


def html_drop_word(data: bytes, chance: Random) -> Tampered:
    """Take a word out of an update."""

    def change(root: Any) -> str:
        element, place = _html_text(root, chance)
        element.text = _without_a_word(element.text, chance)
        return place

    return _html(data, change)


def html_change_letter(data: bytes, chance: Random) -> Tampered:
    """Change one letter of an update."""

    def change(root: Any) -> str:
        element, place = _html_text(root, chance)
        element.text = _with_another_letter(element.text, chance)
        return place

    return _html(data, change)


def html_swap_cells(data: bytes, chance: Random) -> Tampered:
    """Exchange the updates of two actions."""

    def change(root: Any) -> str:
        one, two = sorted(chance.sample(range(len(PLAN.keys())), 2))
        cells = [
            next(c for c in _html_rows(root)[row].iter("td") if c.get("class") == "update")
            for row in (one, two)
        ]
        first, second = list(cells[0]), list(cells[1])
        cells[0][:], cells[1][:] = second, first
        return f"action {PLAN.keys()[one]}"

    return _html(data, change)


def html_drop_row(data: bytes, chance: Random) -> Tampered:
    """Take a row out of the table."""

    def change(root: Any) -> str:
        row = chance.choice([i for i in range(len(PLAN.keys())) if i % 4])
        found = _html_rows(root)[row]
        found.getparent().remove(found)
        return f"action {PLAN.keys()[row]}"

    return _html(data, change)


def html_reorder_rows(data: bytes, chance: Random) -> Tampered:
    """Move a row below the next."""

    def change(root: Any) -> str:
        row = 4 * chance.randrange(len(PLAN.recommendations)) + chance.choice([1, 2])
        found = _html_rows(root)[row]
        found.getnext().addnext(found)
        return f"recommendation {PLAN.recommendations[row // 4].number}"

    return _html(data, change)


def html_drop_bullet(data: bytes, chance: Random) -> Tampered:
    """Make a plain paragraph of a list item."""

    def change(root: Any) -> str:
        row = chance.randrange(len(PLAN.keys()))
        items = list(_html_rows(root)[row].iter("li"))
        item = chance.choice(items)
        item.tag = "p"
        item.getparent().addnext(item)
        return f"action {PLAN.keys()[row]}"

    return _html(data, change)


# JSON


def _json(data: bytes, change: Callable[[dict[str, Any]], str]) -> Tampered:
    value = json.loads(data)
    place = change(value["plan"])
    return json.dumps(value, ensure_ascii=False).encode(), place


def _json_lines(plan: dict[str, Any], chance: Random) -> tuple[Any, str]:
    """Return a run of an update, and its action."""
    action = chance.choice([a for r in plan["recommendations"] for a in r["actions"]])
    cells = action["cells"][_FIRST_UPDATE - 2 : -1]
    block = chance.choice([b for cell in cells if isinstance(cell, dict) for b in cell["blocks"]])
    run = block["runs"][0] if "runs" in block else chance.choice(block["items"])[0]
    return run, f"action {action['cells'][0]}"


def json_drop_word(data: bytes, chance: Random) -> Tampered:
    """Take a word out of an update."""

    def change(plan: dict[str, Any]) -> str:
        run, place = _json_lines(plan, chance)
        run["text"] = _without_a_word(run["text"], chance)
        return place

    return _json(data, change)


def json_change_letter(data: bytes, chance: Random) -> Tampered:
    """Change one letter of an update."""

    def change(plan: dict[str, Any]) -> str:
        run, place = _json_lines(plan, chance)
        run["text"] = _with_another_letter(run["text"], chance)
        return place

    return _json(data, change)


def json_swap_cells(data: bytes, chance: Random) -> Tampered:
    """Exchange two updates of an action."""

    def change(plan: dict[str, Any]) -> str:
        action = chance.choice([a for r in plan["recommendations"] for a in r["actions"]])
        cells = action["cells"]
        cells[3], cells[-2] = cells[-2], cells[3]
        return f"action {cells[0]}"

    return _json(data, change)


def json_drop_row(data: bytes, chance: Random) -> Tampered:
    """Take an action out of the plan."""

    def change(plan: dict[str, Any]) -> str:
        actions = chance.choice(plan["recommendations"])["actions"]
        return f"action {actions.pop(chance.randrange(len(actions)))['cells'][0]}"

    return _json(data, change)


def json_change_status(data: bytes, chance: Random) -> Tampered:
    """Call an action complete that is not."""

    def change(plan: dict[str, Any]) -> str:
        actions = [a for r in plan["recommendations"] for a in r["actions"]]
        cells = chance.choice([a["cells"] for a in actions if a["cells"][-1] != "Complete"])
        cells[-1] = "Complete"
        return f"action {cells[0]}: status"

    return _json(data, change)


# CSV


def _csv(data: bytes, change: Callable[[list[list[str]]], str]) -> Tampered:
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    place = change(rows)
    made = io.StringIO(newline="")
    csv.writer(made).writerows(rows)
    return made.getvalue().encode("utf-8-sig"), place


def _csv_rows(rows: list[list[str]]) -> Iterator[tuple[int, str]]:
    """Yield where each action's row is, and its key."""
    found = range(len(rows) - len(PLAN.keys()), len(rows))
    return zip(found, PLAN.keys(), strict=True)


def _csv_cells(rows: list[list[str]], chance: Random) -> tuple[int, int, str]:
    row, key = chance.choice(list(_csv_rows(rows)))
    texts = {u.plain for a in PLAN.actions() for u in a.updates}
    columns = [c for c, cell in enumerate(rows[row]) if cell in texts]
    return row, chance.choice(columns), f"action {key}"


def csv_drop_word(data: bytes, chance: Random) -> Tampered:
    """Take a word out of an update."""

    def change(rows: list[list[str]]) -> str:
        row, column, place = _csv_cells(rows, chance)
        rows[row][column] = _without_a_word(rows[row][column], chance)
        return place

    return _csv(data, change)


def csv_change_letter(data: bytes, chance: Random) -> Tampered:
    """Change one letter of an update."""

    def change(rows: list[list[str]]) -> str:
        row, column, place = _csv_cells(rows, chance)
        rows[row][column] = _with_another_letter(rows[row][column], chance)
        return place

    return _csv(data, change)


def csv_swap_cells(data: bytes, chance: Random) -> Tampered:
    """Exchange the updates of two actions."""

    def change(rows: list[list[str]]) -> str:
        row, column, place = _csv_cells(rows, chance)
        other = chance.choice(
            [r for r, _ in _csv_rows(rows) if rows[r][column] != rows[row][column]]
        )
        one, two = rows[row], rows[other]
        one[column], two[column] = two[column], one[column]
        return place

    return _csv(data, change)


def csv_drop_row(data: bytes, chance: Random) -> Tampered:
    """Take a row out of the file."""

    def change(rows: list[list[str]]) -> str:
        row, key = chance.choice([(r, k) for r, k in _csv_rows(rows) if not k.endswith(".1")])
        del rows[row]
        return f"action {key}"

    return _csv(data, change)


def csv_drop_bullet(data: bytes, chance: Random) -> Tampered:
    """Make a plain line of a list item."""

    def change(rows: list[list[str]]) -> str:
        listed = [
            (r, c, key)
            for r, key in _csv_rows(rows)
            for c, cell in enumerate(rows[r])
            if "\n• " in cell
        ]
        row, column, key = chance.choice(listed)
        rows[row][column] = rows[row][column].replace("\n• ", "\n", 1)
        return f"action {key}"

    return _csv(data, change)


WAYS: dict[str, dict[Tamper, int]] = {
    "docx": {
        docx_drop_word: 10,
        docx_change_letter: 10,
        docx_swap_cells: 8,
        docx_drop_row: 5,
        docx_reorder_rows: 4,
        docx_drop_bullet: 5,
    },
    "html": {
        html_drop_word: 8,
        html_change_letter: 8,
        html_swap_cells: 6,
        html_drop_row: 4,
        html_reorder_rows: 4,
        html_drop_bullet: 4,
    },
    "json": {
        json_drop_word: 6,
        json_change_letter: 6,
        json_swap_cells: 5,
        json_drop_row: 4,
        json_change_status: 4,
    },
    "csv": {
        csv_drop_word: 6,
        csv_change_letter: 6,
        csv_swap_cells: 5,
        csv_drop_row: 4,
        csv_drop_bullet: 4,
    },
}
"""How often each is tried."""
