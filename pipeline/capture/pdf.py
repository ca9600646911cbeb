"""Measure a published PDF: its sheet, margins, type, tables and what each page repeats."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from statistics import median

import pdfplumber
import pypdfium2 as pdfium

from pipeline.capture.looks import LineLooks, Looks, most, squeezed
from pipeline.capture.pdf_page import (
    MILLIMETRE,
    SCALE,
    Letter,
    Sheet,
    sheet_of,
    tables_of,
)
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf.file.document import opened
from pipeline.ingest.pdf.visible.by_sight import read_by_sight

_MOST_PAGES = 8
"""So many pages show what a document looks like; each takes half a second."""
_EDGE = 0.16
"""Of the sheet's height, where what each page repeats may be."""
_SPACE = 0.16
"""A gap between letters that is a space, in ems."""
_LEVEL = 0.4
"""By how much the feet of a line's letters differ at most, in ems."""
_HALF_LINE = 0.56
"""From a letter's foot to the middle of its line, in ems."""
_CLOSE = 0.2
"""Half a rule, and what a viewer's rounding does, in millimetres."""
_APART = 3.0
"""A gap between two texts on one line, in ems."""


def looks_of_pdf(data: bytes, path: str) -> Looks:
    """Return what the PDF in `data` looks like.

    Raises an InputError if it cannot be read.
    """
    with opened(data, path, DEFAULT_OPTIONS, share=False) as document:
        models = read_by_sight(document)[0].models
    with pdfplumber.open(io.BytesIO(data)) as pdf, closing(pdfium.PdfDocument(data)) as drawn:
        sheets = [
            sheet_of(page, drawn[n].render(scale=SCALE).to_pil().convert("RGB"), models[n + 1])
            for n, page in enumerate(pdf.pages[:_MOST_PAGES])
        ]
    header, footer = (_repeated(sheets, is_foot=is_foot) for is_foot in (False, True))
    fonts = Counter(letter.font for sheet in sheets for letter in sheet.letters)
    face = most([fonts], "")
    return Looks(
        sheets[0].width / MILLIMETRE,
        sheets[0].height / MILLIMETRE,
        _margins(sheets, header, footer),
        tuple(table for sheet in sheets for table in tables_of(sheet)),
        tuple(_lines(sheets)),
        fonts,
        _letters(sheets, face),
        most([Counter(c.colour for s in sheets for c in s.letters if s.is_link(c))], ""),
        _said(header),
        _said(footer),
        sheets[0].pictures,
    )


def _letters(sheets: Sequence[Sheet], face: str) -> dict[str, float]:
    widths = defaultdict[str, list[float]](list)
    for letter in (letter for sheet in sheets for letter in sheet.letters if letter.font == face):
        widths[letter.text].append((letter.box.x1 - letter.box.x0) / letter.size)
    return {text: median(found) for text, found in widths.items()}


def _by_line(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield the letters of each line, from left to right."""
    line: list[Letter] = []
    for letter in sorted(letters, key=lambda c: c.box.bottom):
        if line and letter.box.bottom - line[0].box.bottom > _LEVEL * line[0].size:
            yield sorted(line, key=lambda c: c.box.x0)
            line = []
        line.append(letter)
    if line:
        yield sorted(line, key=lambda c: c.box.x0)


def _lines(sheets: Sequence[Sheet]) -> Iterator[LineLooks]:
    """Yield the lines outside the tables."""
    for sheet in sheets:
        for line in _by_line(sheet.outside()):
            size = most([Counter(letter.size for letter in line)], 0.0)
            text = squeezed("".join(letter.text for letter in line))
            yield LineLooks(text, size, sheet.ground(line[0]))


def _texts(line: Sequence[Letter]) -> Iterator[str]:
    """Yield what a line says; two texts that are far apart are two."""
    text, before = "", None
    for letter in line:
        if before is not None:
            gap = letter.box.x0 - before.box.x1
            if gap > _APART * letter.size:
                yield text
                text = ""
            elif gap > _SPACE * letter.size:
                text += " "
        text, before = text + letter.text, letter
    if text:
        yield text


Repeated = dict[int, tuple[str, ...]]
"""What pages repeat, by its height in points."""


def _repeated(sheets: Sequence[Sheet], *, is_foot: bool) -> Repeated:
    """Return the texts that most pages have at the same height near one end, but for numbers.

    Of one page it is the last line, where no table is below it.
    """
    seen = defaultdict[tuple[int, str], list[str]](list)
    for sheet in sheets:
        start, end = (1 - _EDGE, 1.0) if is_foot else (0.0, _EDGE)
        near = [c for c in sheet.outside() if start <= c.y / sheet.height <= end]
        for line in _by_line(near):
            for text in _texts(line):
                seen[round(line[0].box.bottom), re.sub(r"\d+", "#", text)].append(text)
    most_pages = max(2, (len(sheets) + 1) // 2)
    found = defaultdict[int, tuple[str, ...]](tuple)
    for (height, shape), texts in seen.items():
        if len(texts) >= most_pages or (len(sheets) == 1 and is_foot and "#" in shape):
            found[height] += (texts[0] if len(set(texts)) == 1 else "",)
    return dict(found)


def _said(repeated: Repeated) -> str:
    """Return what is the same on all pages; a page's number is not."""
    return " ".join(text for _, texts in sorted(repeated.items()) for text in texts if text)


def _margins(
    sheets: Sequence[Sheet], header: Repeated, footer: Repeated
) -> tuple[float, float, float, float]:
    """Return the margins in millimetres.

    The bottom one is what no page uses that is followed by another, and of one page as large as
    the top one; a footer in the middle of a smaller one says how large it is.
    """
    lefts, rights, tops, bottoms = [], [], [], []
    tables = [table.box for sheet in sheets for table in sheet.tables]
    for number, sheet in enumerate(sheets):
        kept = [c for c in sheet.outside() if round(c.box.bottom) not in {*header, *footer}]
        boxes = [table.box for table in sheet.tables]
        lefts += [c.box.x0 for c in kept]
        rights += [c.box.x1 for c in kept]
        if number or len(sheets) == 1:
            tops += [b.top for b in boxes] + [c.box.top for c in kept]
        if number < len(sheets) - 1:  # the last page ends where its text does
            bottoms += [b.bottom for b in boxes] + [c.box.bottom for c in kept]
    if tables:  # the largest is as wide as the page allows; a frame around a text may be wider
        largest = max(tables, key=lambda b: (b.x1 - b.x0) * (b.bottom - b.top))
        lefts, rights = [largest.x0], [largest.x1]
    sheet = sheets[0]
    top, right = min(tops, default=36), sheet.width - max(rights, default=sheet.width - 36)
    bottom = sheet.height - max(bottoms, default=sheet.height - top)
    if footer:
        middle = median(
            c.box.bottom - _HALF_LINE * c.size
            for s in sheets
            for c in s.outside()
            if round(c.box.bottom) in footer
        )
        bottom = min(bottom, max(2 * (sheet.height - middle), 0.0)) or bottom
    sides = (top, right, bottom, min(lefts, default=36))
    return tuple(map(_rounded, sides))  # type: ignore[return-value]


def _rounded(points: float) -> float:
    """Return a margin in millimetres: of half ones where it is close to that."""
    length = max(points, 0) / MILLIMETRE
    half = round(2 * length) / 2
    return half if abs(half - length) <= _CLOSE else round(length, 1)
