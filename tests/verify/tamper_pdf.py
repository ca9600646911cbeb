"""Ways to tamper with a PDF between render and gate: its page, its tags, what it carries.

Each takes the file and a source of chance, and returns the changed file with words that the
gate's message must hold: the place that was tampered with.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

import pikepdf

from pipeline.verify.expected import expected_rows
from pipeline.verify.tagged import Element, Mark, read_tags
from tests.verify.artifacts import PLAN

Tampered = tuple[bytes, str]
Tamper = Callable[[bytes, Random], Tampered]


class Cells:
    """The cells of the table with their marks, and the file open for tampering."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.tagged = read_tags(data)
        rows = zip(expected_rows(PLAN), self.tagged.tables[0].rows, strict=True)
        self.cells = [
            (str(cell.place), [mark for piece in element for mark in piece.marks])
            for row, elements in rows
            for cell, element in zip(row, elements, strict=True)
            if cell.text
        ]

    def saved(self) -> bytes:
        """Return the file as it is now."""
        made = io.BytesIO()
        self.pdf.save(made)
        return made.getvalue()

    def operators(self, page: int) -> list[Any]:
        """Return the content of a page."""
        return list(pikepdf.parse_content_stream(self.pdf.pages[page]))

    def write(self, page: int, operators: list[Any]) -> None:
        """Replace the content of a page."""
        content = pikepdf.unparse_content_stream(operators)
        self.pdf.pages[page].Contents = self.pdf.make_stream(content)

    def texts(self, page: int, operators: list[Any], mcid: int) -> Iterator[int]:
        """Yield the places of the operators that show the text of a mark."""
        inside = False
        for place, (operands, operator) in enumerate(operators):
            if str(operator) in ("BDC", "BMC"):
                properties = operands[1] if len(operands) > 1 else {}
                inside = isinstance(properties, pikepdf.Dictionary) and (
                    properties.get("/MCID") == mcid
                )
            elif str(operator) == "EMC":
                inside = False
            elif inside and str(operator) == "TJ" and len(glyphs(operands[0])) > 0:
                yield place

    def rows(self) -> list[tuple[Any, int]]:
        """Return the body that each row of the tag tree is in, and its place there."""
        return [(body, i) for body in self.elements("/TBody") for i in range(len(body.K))]

    def elements(self, kind: str) -> list[Any]:
        """Return the elements of a kind in the tag tree."""
        return [e for e in walk(self.pdf.Root.StructTreeRoot) if str(e.get("/S")) == kind]


def walk(element: Any) -> Iterator[Any]:
    """Yield the elements below `element`, itself first."""
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid)


def glyphs(array: Any) -> list[bytes]:
    """Return the glyphs that an array shows: two bytes each."""
    text = b"".join(bytes(item) for item in array if isinstance(item, pikepdf.String))
    return [text[i : i + 2] for i in range(0, len(text), 2)]


def shown(letters: list[bytes]) -> pikepdf.Array:
    """Return the array that shows glyphs."""
    return pikepdf.Array([pikepdf.String(b"".join(letters))])


def instruction(operands: list[Any], operator: str) -> pikepdf.ContentStreamInstruction:
    """Return an operator with its operands."""
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))


def _on_a_line(
    data: bytes, chance: Random, change: Callable[[list[bytes]], list[bytes]]
) -> Tampered:
    """Change the glyphs of one line of one cell."""
    cells = Cells(data)
    while True:
        place, marks = chance.choice(cells.cells)
        page, mcid = chance.choice(marks)
        operators = cells.operators(page)
        line = chance.choice(list(cells.texts(page, operators, mcid)) or [-1])
        before = glyphs(operators[line].operands[0]) if line >= 0 else []
        if len(set(before)) > 3 and (after := change(before)) != before:
            operators[line] = instruction([shown(after)], "TJ")
            cells.write(page, operators)
            return cells.saved(), place


def drop_line(data: bytes, chance: Random) -> Tampered:
    """Take a line of text off the page."""
    return _on_a_line(data, chance, lambda letters: [])


def drop_end_of_line(data: bytes, chance: Random) -> Tampered:
    """Take the last letters off a line."""
    return _on_a_line(data, chance, lambda letters: letters[:-2])


def drop_word(data: bytes, chance: Random) -> Tampered:
    """Take the middle out of a line."""
    return _on_a_line(data, chance, lambda g: g[: len(g) // 3] + g[2 * len(g) // 3 :])


def change_letter(data: bytes, chance: Random) -> Tampered:
    """Change one letter into another of the line."""

    def change(letters: list[bytes]) -> list[bytes]:
        place = chance.randrange(len(letters))
        other = chance.choice([g for g in letters if g != letters[place]])
        return [*letters[:place], other, *letters[place + 1 :]]

    return _on_a_line(data, chance, change)


def _two_lines(cells: Cells, chance: Random) -> tuple[str, int, list[Any], int, int]:
    """Return two lines on one page that belong to two cells and show different text."""
    while True:
        (place, marks), (_, others) = chance.sample(cells.cells, 2)
        (page, mcid), (other_page, other_mcid) = chance.choice(marks), chance.choice(others)
        operators = cells.operators(page)
        one = list(cells.texts(page, operators, mcid))
        two = list(cells.texts(page, operators, other_mcid))
        if page == other_page and one and two:
            first, second = chance.choice(one), chance.choice(two)
            texts = [glyphs(operators[i].operands[0]) for i in (first, second)]
            if texts[0] != texts[1]:
                return place, page, operators, first, second


def swap_text(data: bytes, chance: Random) -> Tampered:
    """Paint a line of one cell in another, and the other way round."""
    cells = Cells(data)
    place, page, operators, one, two = _two_lines(cells, chance)
    operators[one], operators[two] = operators[two], operators[one]
    cells.write(page, operators)
    return cells.saved(), place


def swap_positions(data: bytes, chance: Random) -> Tampered:
    """Move a line to where a line of another cell is, and the other way round."""
    cells = Cells(data)
    _, page, operators, one, two = _two_lines(cells, chance)
    first, second = (
        max(i for i, op in enumerate(operators[:line]) if str(op.operator) == "Tm")
        for line in (one, two)
    )
    operators[first], operators[second] = operators[second], operators[first]
    cells.write(page, operators)
    return cells.saved(), "page"


def swap_tags(data: bytes, chance: Random) -> Tampered:
    """Exchange what two cells of the tag tree hold."""
    cells = Cells(data)
    while True:
        one, two = chance.sample(cells.elements("/TD"), 2)
        if "/K" in one and "/K" in two and str(one.K) != str(two.K):
            one.K, two.K = two.K, one.K
            for element in (one, two):
                pages = [k.Pg for k in walk(element) if "/Pg" in k]
                if "/Pg" in element and pages:
                    del element["/Pg"]
            tampered = cells.saved()
            return tampered, "recommendation"


def drop_row_at_page_end(data: bytes, chance: Random) -> Tampered:
    """Take the last row of a page off the page and out of the tags."""
    cells = Cells(data)
    page = chance.randrange(len(cells.pdf.pages))
    ends = [
        i
        for i, row in enumerate(cells.tagged.tables[0].rows)
        if any(p == page for p, _ in _marks(row))
    ]
    last = ends[-1]
    for where, mcid in _marks(cells.tagged.tables[0].rows[last]):
        operators = cells.operators(where)
        drop = set(cells.texts(where, operators, mcid))
        cells.write(where, [op for i, op in enumerate(operators) if i not in drop])
    body, place = cells.rows()[last]
    del body.K[place]
    return cells.saved(), "action"


def empty_row(data: bytes, chance: Random) -> Tampered:
    """Take a row's text off the page and leave its tags."""
    cells = Cells(data)
    row = chance.randrange(len(cells.tagged.tables[0].rows))
    for where, mcid in _marks(cells.tagged.tables[0].rows[row]):
        operators = cells.operators(where)
        drop = set(cells.texts(where, operators, mcid))
        cells.write(where, [op for i, op in enumerate(operators) if i not in drop])
    return cells.saved(), f"action {PLAN.keys()[row]}"


def _marks(row: Sequence[Element]) -> list[Mark]:
    return [mark for cell in row for piece in cell for mark in piece.marks]


def reorder_rows(data: bytes, chance: Random) -> Tampered:
    """Exchange two rows in the tags."""
    cells = Cells(data)
    rows = cells.rows()
    # Those without a recommendation's number and text.
    one, two = chance.sample([i for i in range(len(rows)) if i % 4], 2)
    (body, i), (other, j) = rows[one], rows[two]
    body.K[i], other.K[j] = other.K[j], body.K[i]
    return cells.saved(), f"action {PLAN.keys()[min(one, two)]}"


def say_something_else(data: bytes, chance: Random) -> Tampered:
    """Let a screen reader say other words than the page shows."""
    cells = Cells(data)
    paragraphs = [e for cell in cells.elements("/TD") for e in walk(cell) if str(e.S) == "/P"]
    chance.choice(paragraphs).ActualText = pikepdf.String("Nothing was done.")
    return cells.saved(), "tags"


def drop_bullet(data: bytes, chance: Random) -> Tampered:
    """Take a bullet off the page."""
    cells = Cells(data)
    pages = {page.obj.objgen: number for number, page in enumerate(cells.pdf.pages)}
    label = chance.choice(cells.elements("/Lbl"))
    page = pages[label.Pg.objgen]
    operators = cells.operators(page)
    mcid = next(k for k in (label.K if isinstance(label.K, pikepdf.Array) else [label.K]))
    drop = set(cells.texts(page, operators, int(mcid)))
    cells.write(page, [op for i, op in enumerate(operators) if i not in drop])
    return cells.saved(), "action"


def change_heading(data: bytes, chance: Random) -> Tampered:
    """Change a letter in a repeated heading."""
    cells = Cells(data)
    page = chance.randrange(1, len(cells.pdf.pages))
    operators = cells.operators(page)
    heading = _heading(cells)
    repeated = [
        i
        for i, op in enumerate(operators)
        if str(op.operator) == "TJ" and tuple(glyphs(op.operands[0])) in heading
    ]
    line = chance.choice(repeated)
    letters = glyphs(operators[line].operands[0])
    operators[line] = instruction([shown(letters[:-1])], "TJ")
    cells.write(page, operators)
    return cells.saved(), f"heading row on page {page + 1}"


def _heading(cells: Cells) -> set[tuple[bytes, ...]]:
    """Return the lines of the heading row, as glyphs."""
    operators = cells.operators(0)
    return {
        tuple(glyphs(operators[line].operands[0]))
        for _, mcid in _marks(cells.tagged.tables[0].heading)
        for line in cells.texts(0, operators, mcid)
    }


def paint_over(data: bytes, chance: Random) -> Tampered:
    """Paint a line once more, as an artifact, among the cells."""
    cells = Cells(data)
    _, page, operators, one, two = _two_lines(cells, chance)
    font = max(i for i, op in enumerate(operators[:one]) if str(op.operator) == "Tf")
    where = max(i for i, op in enumerate(operators[:two]) if str(op.operator) == "Tm")
    end = next(i for i in range(two, len(operators)) if str(operators[i].operator) == "EMC")
    operators[end + 1 : end + 1] = [
        instruction([pikepdf.Name("/Artifact")], "BMC"),
        instruction([], "BT"),
        operators[where],
        operators[font],
        operators[one],
        instruction([], "ET"),
        instruction([], "EMC"),
    ]
    cells.write(page, operators)
    return cells.saved(), "words on page"


def _carried(cells: Cells, name: str) -> Any:
    names = cells.pdf.Root.Names.EmbeddedFiles.Names
    pairs = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    return pairs[name].EF.F


def change_embedded_plan(data: bytes, chance: Random) -> Tampered:
    """Change one update in the plan that the file carries."""
    cells = Cells(data)
    stream = _carried(cells, "plan.json")
    plan = json.loads(stream.read_bytes())
    recommendation = chance.choice(plan["plan"]["recommendations"])
    action = chance.choice(recommendation["actions"])
    texts = [cell for cell in action["cells"] if isinstance(cell, dict)]
    run = chance.choice(texts)["blocks"][0]["runs"][0]
    run["text"] = run["text"].replace("e", "3", 1)
    stream.write(json.dumps(plan).encode())
    return cells.saved(), f"action {action['cells'][0]}"


def drop_embedded_plan(data: bytes, chance: Random) -> Tampered:
    """Take the plan out of the file."""
    cells = Cells(data)
    del cells.pdf.attachments["plan.json"]
    return cells.saved(), "embedded plan"


def change_embedded_record(data: bytes, chance: Random) -> Tampered:
    """Change the edition record that the file carries."""
    cells = Cells(data)
    stream = _carried(cells, "edition.json")
    record = bytearray(stream.read_bytes())
    place = record.index(b'"plan": "') + 9 + chance.randrange(64)
    record[place] = ord("1") if record[place] == ord("0") else ord("0")
    stream.write(bytes(record))
    return cells.saved(), "edition record"


WAYS: dict[Tamper, int] = {
    drop_line: 8,
    drop_end_of_line: 6,
    drop_word: 8,
    change_letter: 10,
    swap_text: 8,
    swap_positions: 10,
    swap_tags: 6,
    drop_row_at_page_end: 3,
    empty_row: 3,
    reorder_rows: 5,
    say_something_else: 4,
    drop_bullet: 5,
    change_heading: 3,
    paint_over: 4,
    change_embedded_plan: 5,
    drop_embedded_plan: 1,
    change_embedded_record: 2,
}
"""How often each is tried."""
