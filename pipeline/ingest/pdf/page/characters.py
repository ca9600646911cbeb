"""Words of a page, from pdfium's characters."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page import Box, Hidden, Paint, Word
from pipeline.ingest.pdf.page.drawing import Drawing
from pipeline.ingest.pdf.page.letters import Letters, Stretch, read_letters
from pipeline.ingest.pdf.page.looks import Look, Looks
from pipeline.ingest.pdf.page.native import fill_colours
from pipeline.ingest.pdf.page.paint import painted
from pipeline.ingest.pdf.page.placed import ASCENT, DESCENT, GAP, Sheet
from pipeline.ingest.pdf.page.shifts import with_shifts
from pipeline.ingest.raised import RAISED_SIGN

_SOLID = re.compile("[^ ]+")
_DOTS = re.compile("[\u25a0-\u25ff\u2b24\uf06c-\uf06e]+")  # those of Wingdings are private
# Letters of a ligature as Ghostscript 10.0 writes them, the two bytes of each in the wrong order.
_SWAPPED = re.compile(f"[{''.join(chr(ord(c) << 8) for c in string.ascii_letters)}]{{2,}}")
# Of three letters it writes the first, and the last two added up.
_SUMMED = {
    chr(ord(a) << 8) + chr(ord(b) + ord(c) << 8): a + b + c
    for a, b, c in ("ffi", "ffl", "fft", "ffj", "ffh", "ffb", "ffk", "fti", "tti", "ttf")
}
_SUM = re.compile("|".join(_SUMMED))
_WIDEST_TRACKING = 0.3
"""Letters may be set apart by up to this share of the line's height, spaces and all."""
_STAMP = 2.0
"""A word aslant is not a heading of a column if it is so many times as large as the usual text."""
_LEVEL = 0.05
"""Letters of one level line are at heights that differ by no more of the line's height."""
_OVERLAP = 0.3
"""Characters of one line share at least this part of their height."""
_KERNED = 0.2
"""Fonts draw two letters nearer by at most this share of the line's height, as in `To`."""


class _Piece(NamedTuple):
    """Letters of one text object without white space between them: a word, or a part of one."""

    start: int
    end: int
    look: Look
    top: float
    bottom: float


class Characters:
    """The text of one page as pdfium reads it; to be closed before the page is."""

    def __init__(self, page: Any, *, has_stems: bool = True) -> None:
        self._page = raw.FPDFText_LoadPage(page)
        self._looks = Looks(has_stems=has_stems)
        self.unmapped = 0
        self.hidden: list[Hidden] = []
        """Words of the file that the page does not show."""
        self.stamps: list[str] = []
        """Words that are aslant over the page in large letters: DRAFT."""
        self.dots: tuple[Paint, ...] = ()
        """Where dots and squares are drawn as letters, and in which colour."""

    def close(self) -> None:
        """Give the text back to pdfium."""
        raw.FPDFText_ClosePage(self._page)

    @property
    def count(self) -> int:
        """The number of characters, with those that pdfium adds."""
        return int(raw.FPDFText_CountChars(self._page))

    def quarter_turns(self) -> int:
        """Return how far most of the text is turned, in quarters."""
        count = self.count
        turns = [0, 0, 0, 0]
        for index in range(0, count, max(count // 100, 1)):
            if not raw.FPDFText_IsGenerated(self._page, index):
                angle = raw.FPDFText_GetCharAngle(self._page, index)
                turns[round(angle / 1.5707963) % 4] += 1
        return turns.index(max(turns))

    def words(self, sheet: Sheet, drawn: Drawing, links: list[tuple[Box, str]]) -> Iterator[Word]:
        """Yield the words of `sheet`, on which `drawn` is painted, in the order of the file.

        Those inside a box of `links` are links.
        """
        page = sheet.media
        letters = with_shifts(read_letters(self._page, page.x0))
        self.unmapped = letters.unmapped
        word: list[_Piece] = []
        end, spaced = 0, False
        for piece in _pieces(
            letters, self._shown(letters, drawn, sheet), self._looks, page.bottom, links
        ):
            between = letters.text[end : piece.start]  # white space, or words that are hidden
            parted = bool(between) or (_parted(letters, word[-1], piece) if word else None)
            if word and parted is not None:
                yield _word(letters, word, spaced, tail=between[:1] == " ")
                word = []
            spaced = spaced if parted is None else parted
            word.append(piece)
            end = piece.end
        if word:
            yield _word(letters, word, spaced, tail=letters.text[end : end + 1] == " ")

    def _shown(self, letters: Letters, drawn: Drawing, sheet: Sheet) -> list[Stretch]:
        """Return what the page shows in its lines; the words of the rest are noted."""
        large = _STAMP * median([stretch.size for stretch in letters.stretches] or [0])
        stamps = {n for n, s in enumerate(letters.stretches) if s.is_aslant and s.size > large}
        for number in sorted(stamps):
            start, end, *_ = letters.stretches[number]
            self.stamps.extend(_spelled(letters.text[start:end]).split())
        lines = [s for n, s in enumerate(letters.stretches) if n not in stamps]
        shown, hidden = painted(letters, lines, drawn, sheet)
        self.hidden.extend(word._replace(text=_spelled(word.text)) for word in hidden)
        if _DOTS.search(letters.text):
            self.dots = tuple(_dots(letters, shown, sheet.media.bottom))
        return shown


def _dots(letters: Letters, stretches: Sequence[Stretch], base: float) -> Iterator[Paint]:
    """Yield what each stretch paints that is dots or squares alone."""
    alone = [s for s in stretches if _DOTS.fullmatch(letters.text[s.start : s.end].strip())]
    colours = fill_colours([s.text_object for s in alone])
    for (start, end, _, line, size, *_), colour in zip(alone, colours, strict=True):
        sides = min(letters.x0s[start:end]), max(letters.x1s[start:end])
        top, bottom = base - line - ASCENT * size, base - line + DESCENT * size
        yield Paint(Box(sides[0], top, sides[1], bottom), bytes(colour[:3]).hex())


def _pieces(
    letters: Letters,
    stretches: Iterable[Stretch],
    looks: Looks,
    base: float,
    links: list[tuple[Box, str]],
) -> Iterator[_Piece]:
    """Yield what is between white space, gaps and the ends of text objects and links."""
    draws_spaces = " " in letters.text
    for start, end, text_object, line, size, *_ in stretches:
        look = looks.of(text_object)
        top, bottom = base - line - ASCENT * size, base - line + DESCENT * size
        middle = (top + bottom) / 2
        level = [(box, a) for box, a in links if box.top <= middle <= box.bottom]
        limit = GAP * (bottom - top)
        if draws_spaces:
            limit += _tracking(letters.gaps[start : end - 1], bottom - top)
        for found in _SOLID.finditer(letters.text, start, end):
            piece = _Piece(*found.span(), look, top, bottom)
            for part in _parts(letters.gaps, piece, limit):
                yield from _linked(letters, part, level) if level else (part,)


def _tracking(gaps: Sequence[float], height: float) -> float:
    """Return how far all letters of a line `height` high are apart, as in s p a c e d headings.

    A lone gap tells nothing: it may be a space that is left blank. So may all gaps of a file that
    draws no spaces (TeX), where this is not asked.
    """
    if len(gaps) < 2:
        return 0.0
    least = min(gaps)
    return least if 0 < least <= _WIDEST_TRACKING * height else 0.0


def _parts(gaps: Sequence[float], piece: _Piece, limit: float) -> Iterator[_Piece]:
    """Yield `piece`, split where the gap between two letters is wider than `limit`."""
    start = piece.start
    if piece.end - start > 1 and max(gaps[start : piece.end - 1]) > limit:
        for index in range(start, piece.end - 1):
            if gaps[index] > limit:
                yield piece._replace(start=start, end=index + 1)
                start = index + 1
        piece = piece._replace(start=start)
    yield piece


def _linked(letters: Letters, piece: _Piece, links: list[tuple[Box, str]]) -> Iterator[_Piece]:
    """Yield `piece`, split where a link of its line begins or ends."""
    start, last = piece.start, _link(letters, piece.start, links)
    for index in range(piece.start + 1, piece.end):
        if (link := _link(letters, index, links)) != last:
            yield piece._replace(start=start, end=index, look=piece.look._replace(link=last))
            start, last = index, link
    yield piece._replace(start=start, look=piece.look._replace(link=last))


def _link(letters: Letters, index: int, links: list[tuple[Box, str]]) -> str:
    x = (letters.x0s[index] + letters.x1s[index]) / 2
    return next((address for box, address in links if box.x0 <= x <= box.x1), "")


def _parted(letters: Letters, last: _Piece, piece: _Piece) -> bool | None:
    """Return whether white space parts two pieces, None if one word goes on."""
    height = min(last.bottom - last.top, piece.bottom - piece.top)
    shared = min(last.bottom, piece.bottom) - max(last.top, piece.top)
    gap = letters.gaps[piece.start - 1]
    if shared < _OVERLAP * height or gap > GAP * height:
        return True
    if gap < -_KERNED * height and _run_into_each_other(letters, last, piece):
        return True
    return None if piece.look == last.look else False


def _run_into_each_other(letters: Letters, last: _Piece, piece: _Piece) -> bool:
    """Return whether a text runs out of its cell into the next one's: letters over letters.

    An accent over its letter is none, and letters of turned text are one above the other.
    """
    is_level = abs(last.bottom - piece.bottom) <= _LEVEL * (last.bottom - last.top)
    return is_level and letters.text[piece.start - 1 : piece.start + 1].isalnum()


def _spelled(text: str) -> str:
    """Return `text` with the characters beyond the first plane, which come in two halves."""
    if text.isascii():
        return text
    text = _SUM.sub(lambda match: _SUMMED[match[0]], text)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _SWAPPED.sub(lambda match: match[0].encode("utf-16-be").decode("utf-16-le"), text)


def _word(letters: Letters, pieces: Sequence[_Piece], spaced: bool, *, tail: bool) -> Word:
    start, end = pieces[0].start, pieces[-1].end
    text = _spelled(letters.text[start:end])
    if letters.carets:
        for place in sorted(letters.carets.intersection(range(start, end)), reverse=True):
            text = f"{text[: place - start]}{RAISED_SIGN}{text[place - start :]}"
    (_, _, (bold, italic, mark, link), top, bottom), *others = pieces
    for piece in others:
        top, bottom = min(top, piece.top), max(bottom, piece.bottom)
    return Word(
        text,
        min(letters.x0s[start:end]),
        top,
        max(letters.x1s[start:end]),
        bottom,
        bold,
        italic,
        link,
        mark,
        spaced,
        tail,
        letters.x1s[start] - letters.x0s[start],
    )
