"""Long documents: few of their words are held at once, and they are read as short ones are."""

from __future__ import annotations

import gc

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.file.document import Document
from pipeline.ingest.pdf.page import Page, Word
from pipeline.ingest.pdf.visible import by_sight
from pipeline.table import RawDocument
from tests.ingest.pdf.making import HEIGHT, line, make_pdf, text

XS = (40, 90, 300, 560)
PAGES = 11


def page(number: int, *, ruled: bool) -> list[str]:
    """Return a page of a table; where it is ruled, a row goes on over the page's end."""
    heading, first, second, foot = 40, 70, 200, HEIGHT - 30
    made = [
        text(45, 25, "Wexmoor Police: plan"),
        text(XS[0] + 5, heading + 15, "No."),
        text(XS[1] + 5, heading + 15, "Text"),
        text(XS[2] + 5, heading + 15, "Update"),
    ]
    for row, top in ((number * 2, first + 60), (number * 2 + 1, second)):
        made.append(text(XS[0] + 5, top + 15, str(row)))
        made += [text(XS[1] + 5, top + 15 + 12 * n, f"Do {row} again, {n}.") for n in range(3)]
        made.append(text(XS[2] + 5, top + 15, f"Done {row}."))
    made.append(text(300, HEIGHT - 12, f"Page {number} of {PAGES}"))
    if ruled:
        made.append(text(XS[1] + 5, first + 15, f"of page {number - 1}, and ends."))
        made += [text(XS[2] + 5, foot - 101 + 12 * n, f"We go on, {n}") for n in range(9)]
        ys = (heading, first, first + 60, second, foot)
        made += [line(XS[0], y, XS[-1], y) for y in ys]
        made += [line(x, ys[0], x, ys[-1]) for x in XS]
    return made


def read(*, ruled: bool, count: int = PAGES) -> RawDocument:
    """Return what is read of the table on all its pages."""
    pages = [page(number, ruled=ruled) for number in range(1, count + 1)]
    return read_pdf(make_pdf(pages), "plan.pdf", DEFAULT_OPTIONS)


@pytest.mark.parametrize("ruled", [True, False], ids=["rules", "positions"])
def test_a_long_document_is_read_as_a_short_one(
    ruled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither folding what is held nor looking at some pages at once changes what is read."""
    whole = read(ruled=ruled)
    assert ("ruled lines" if ruled else "text positions") == whole.method
    monkeypatch.setattr(by_sight, "LONG", 4)
    assert read(ruled=ruled) == whole


@pytest.mark.parametrize("ruled", [True, False], ids=["rules", "positions"])
def test_few_words_of_a_long_document_are_held(
    ruled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When its last page is read, the words of the others are folded or have become text."""
    held: list[int] = []
    count, asked = 80, Document.page

    def page_of(self: Document, number: int) -> Page:
        if number == count:
            held.append(sum(type(thing) is Word for thing in gc.get_objects()))
        return asked(self, number)

    monkeypatch.setattr(Document, "page", page_of)
    read(ruled=ruled, count=count)
    monkeypatch.setattr(by_sight, "LONG", 5)
    read(ruled=ruled, count=count)
    whole, long = held[: len(held) // 2], held[len(held) // 2 :]
    assert max(long) * 5 < min(whole)
