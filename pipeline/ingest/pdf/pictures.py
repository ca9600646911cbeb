"""Pictures of a PDF's pages with what was read drawn on them, for those who look.

| drawn | stands for |
|---|---|
| blue, orange lines | edges of a table by rules and fills, and by the white space between words |
| yellow | a heading row, also where a page repeats it |
| violet frame | a cell over several rows or columns |
| green bar | a row that goes on on the next page |
| grey | text set aside: running titles, page numbers |
| red | text that is hidden, and was not read |
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from pdfplumber.display import PageImage
from PIL import Image, ImageDraw

from pipeline.ingest import ReadOptions
from pipeline.ingest.pdf.file.document import Document, opened
from pipeline.ingest.pdf.file.pdfpage import PdfPage, plumbed
from pipeline.ingest.pdf.ladder import read_with_models
from pipeline.ingest.pdf.page import Box, Page, Word
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.text.lines import lines_of
from pipeline.table import RawDocument

_Colour: TypeAlias = tuple[int, int, int, int]
_DOTS = 100
"""An inch."""
_EDGES: dict[str, _Colour] = {"rule": (0, 90, 200, 255), "gutter": (230, 120, 0, 255)}
_HEADING, _ASIDE = (255, 215, 0, 70), (90, 90, 90, 70)
_HIDDEN, _SPAN, _JOINED = (220, 0, 0, 110), (140, 0, 180, 255), (0, 150, 60, 255)
_LEGEND = (
    ("edge by rules", _EDGES["rule"]),
    ("edge by white space", _EDGES["gutter"]),
    ("heading row", _HEADING),
    ("several rows or columns", _SPAN),
    ("goes on overleaf", _JOINED),
    ("set aside", _ASIDE),
    ("hidden", _HIDDEN),
)
_BAR = 3.0
_STRIP = 16
"""How high the legend is, in dots."""


class _Sheet(NamedTuple):
    """A page, its tables and the text of each of their cells, without white space."""

    page: Page
    models: Sequence[TableModel]
    texts: Sequence[dict[tuple[int, int], str]]


def page_pictures(data: bytes, path: str, options: ReadOptions) -> Iterator[tuple[str, bytes]]:
    """Yield a name and a PNG for each page of the PDF in `data`, in their order.

    Raises what reading it raises.
    """
    with opened(data, path, options) as document, plumbed(data) as pdf:
        read, models = read_with_models(document)
        facts = _Facts(read)
        width = len(str(document.count))
        below: _Sheet | None = None
        for number in range(1, document.count + 1):
            sheet = below or _sheet(document, number, models)
            below = _sheet(document, number + 1, models) if number < document.count else None
            image = _drawn(pdf.pages[number - 1], sheet, below, facts)
            pdf.pages[number - 1].close()
            yield f"page-{number:0{width}}.png", image


def _sheet(document: Document, number: int, models: dict[int, list[TableModel]]) -> _Sheet:
    page, here = document.page(number), models.get(number, [])
    return _Sheet(page, here, [_texts(page.words, model) for model in here])


def _texts(words: Iterable[Word], model: TableModel) -> dict[tuple[int, int], str]:
    places = model.by_place()
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = model.place((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if place is not None and (region := places.get(place)):
            inside.setdefault((region.row, region.column), []).append(word)
    return {
        home: _squeezed(" ".join(line.text for line in lines_of(found, 1)))
        for home, found in inside.items()
    }


def _squeezed(text: str) -> str:
    return "".join(text.split())


class _Facts:
    """What a reading says about rows and of text set aside."""

    def __init__(self, read: RawDocument) -> None:
        self.aside = {_squeezed(text) for text in read.furniture}
        rows = [row for table in read.tables() for row in table.rows[:1]]
        rows += [r for t in read.tables() for r in t.rows if any(c.is_heading for c in r)]
        self._headings = {_row([cell.content.plain for cell in row]) for row in rows}
        self._cells = {
            _squeezed(cell.content.plain)
            for table in read.tables()
            for row in table.rows
            for cell in row
        }

    def is_heading(self, texts: Iterable[str]) -> bool:
        """Return whether cells with these `texts` are a heading row."""
        return (row := _row(texts)) != "" and row in self._headings

    def goes_on(self, above: str, below: str) -> bool:
        """Return whether one cell holds both texts, one behind the other."""
        return bool(above and below) and any(above + below in cell for cell in self._cells)


def _row(texts: Iterable[str]) -> str:
    return "".join(sorted(filter(None, map(_squeezed, texts))))


def _drawn(plumber: PdfPage, sheet: _Sheet, below: _Sheet | None, facts: _Facts) -> bytes:
    """Return the picture of one page."""
    image = plumber.to_image(resolution=_DOTS, antialias=True)
    pen = _Pen(image, plumber, sheet.page)
    for model, texts in zip(sheet.models, sheet.texts, strict=True):
        for row in _headings(model, texts, facts):
            pen.fill(_row_box(model, row), _HEADING)
        pen.edges(model)
    if sheet.models and below is not None and below.models and _are_joined(sheet, below, facts):
        box = _row_box(sheet.models[-1], len(sheet.models[-1].ys) - 2)
        pen.line(Box(box.x0, box.bottom, box.x1, box.bottom), _JOINED, _BAR)
    for line in lines_of(sheet.page.words, sheet.page.number):
        if _squeezed(line.text) in facts.aside:
            pen.fill(Box(line.x0, line.top, line.x1, line.bottom), _ASIDE)
    for word in sheet.page.hidden:
        pen.fill(word.box, _HIDDEN)
    return _png(image)


def _headings(model: TableModel, texts: dict[tuple[int, int], str], facts: _Facts) -> Iterator[int]:
    for row in range(len(model.ys) - 1):
        if facts.is_heading(text for (r, _), text in texts.items() if r == row):
            yield row


def _are_joined(sheet: _Sheet, below: _Sheet, facts: _Facts) -> bool:
    """Return whether the last row of one page goes on in the first of the next."""
    last, first = sheet.texts[-1], below.texts[0]
    headings = set(_headings(below.models[0], first, facts))
    lower = next((r for r in range(len(below.models[0].ys) - 1) if r not in headings), 0)
    upper = max((row for row, _ in last), default=0)
    return any(
        facts.goes_on(text, first.get((lower, column), ""))
        for (row, column), text in last.items()
        if row == upper
    )


def _row_box(model: TableModel, row: int) -> Box:
    return Box(model.xs[0], model.ys[row], model.xs[-1], model.ys[row + 1])


class _Pen:
    """Draws on the picture of a page, from places on the page as it was read."""

    def __init__(self, image: PageImage, plumber: PdfPage, page: Page) -> None:
        self._image, self._plumber, self._page = image, plumber, page

    def _place(self, box: Box) -> Box:
        return self._plumber.place(self._page.unplaced(box))

    def fill(self, box: Box, colour: _Colour) -> None:
        """Colour `box`, and leave what is in it readable."""
        self._image.draw_rect((*self._place(box),), fill=colour, stroke=colour)

    def line(self, box: Box, colour: _Colour, width: float = 1) -> None:
        """Draw the line that `box` is."""
        x0, top, x1, bottom = self._place(box)
        self._image.draw_line(((x0, top), (x1, bottom)), stroke=colour, stroke_width=int(width))

    def edges(self, model: TableModel) -> None:
        """Draw the edges of a table's cells, and a frame round those that span several."""
        xs, ys = model.xs, model.ys
        for region in model.regions:
            box = Box(
                xs[region.column],
                ys[region.row],
                xs[min(region.column + region.column_span, len(xs) - 1)],
                ys[min(region.row + region.row_span, len(ys) - 1)],
            )
            is_wide = region.column_span > 1 or region.row_span > 1
            self._frame(box, _SPAN if is_wide else _EDGES[model.support], 2 if is_wide else 1)

    def _frame(self, box: Box, colour: _Colour, width: int) -> None:
        self._image.draw_rect(
            (*self._place(box),), fill=(0, 0, 0, 0), stroke=colour, stroke_width=width
        )


def _png(image: PageImage) -> bytes:
    """Return the picture with its legend, as PNG."""
    page = image.annotated.convert("RGB")
    width, height = page.size
    made = Image.new("RGB", (width, height + _STRIP), "white")
    made.paste(page)
    pen, x = ImageDraw.Draw(made, "RGBA"), 4
    for name, colour in _LEGEND:
        pen.rectangle((x, height + 4, x + 8, height + 12), fill=colour)
        pen.text((x + 11, height + 2), name, fill="black")
        x += 22 + int(pen.textlength(name))
    buffer = io.BytesIO()
    made.save(buffer, "PNG")
    return buffer.getvalue()
