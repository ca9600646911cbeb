"""What the steps of the ladder share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from unicodedata import bidirectional

from pipeline.ingest.pdf.page import Hidden, Page, Word
from pipeline.ingest.pdf.table.assembly import Assembly
from pipeline.ingest.pdf.table.model import TableModel

LONG = 100
"""Of a document of more pages, few words are held at once."""


class StepLeft(Exception):  # noqa: N818 - no error: the next step is taken
    """Raised by a step that does not fit the file; its message says why."""


def _is_leftward(word: Word) -> bool:
    """Return whether `word` is Hebrew, Arabic or of another script from right to left."""
    return not word.text.isascii() and bidirectional(word.text[0]) in ("R", "AL")


@dataclass(slots=True)
class Survey:
    """What the pages hold, counted while they are read."""

    words: Counter[str] = field(default_factory=Counter)
    unmapped: list[int] = field(default_factory=list)
    """Pages with words whose characters the file does not tell."""
    blank: list[int] = field(default_factory=list)
    """Pages with a picture and no word."""
    pictures: list[int] = field(default_factory=list)
    """Pages whose lines were not looked at: they are a picture."""
    hidden: dict[int, tuple[Hidden, ...]] = field(default_factory=dict)
    """The words of each page that it does not show."""
    stamps: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The words of each page that are aslant over it in large letters."""
    leftward: list[int] = field(default_factory=list)
    """Pages with words of a script that runs from right to left."""
    heights: Counter[float] = field(default_factory=Counter)
    whole: set[str] = field(default_factory=set)
    """Words that no line's end has cut, in small letters."""

    @property
    def total(self) -> int:
        """The number of words."""
        return self.words.total()

    @property
    def body(self) -> float:
        """The height of most of the words."""
        return self.heights.most_common(1)[0][0] if self.heights else 10.0

    def note(self, page: Page) -> Page:
        """Return `page` after counting what it holds."""
        self.words.update(word.text for word in page.words)
        self.whole |= page.whole
        self.heights.update(round(word.bottom - word.top, 1) for word in page.words)
        if page.stamps:
            self.stamps[page.number] = page.stamps
        if page.hidden:
            self.hidden[page.number] = page.hidden
        if page.is_picture:
            self.pictures.append(page.number)
        if any(map(_is_leftward, page.words)):
            self.leftward.append(page.number)
        if page.unmapped:
            self.unmapped.append(page.number)
        if page.images and not page.words:
            self.blank.append(page.number)
        return page


@dataclass(slots=True)
class Reading:
    """What a step made of the file."""

    assembly: Assembly
    survey: Survey
    models: dict[int, list[TableModel]] = field(default_factory=dict)
    """The tables seen on each page, by its number."""
