"""Paragraphs and list items, from the lines of a cell or of a page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.ingest.pdf.lines import Line, runs_of
from pipeline.ingest.pdf.page import Word
from pipeline.richtext import BULLET, WHITE_SPACE, BulletList, Paragraph, RichText, Run, rich_text

_LOOSER = 0.12
"""A pitch beyond the usual one by this share of the line height parts paragraphs."""
_SPACE = 0.2
"""The width of a space, in line heights."""
_LONG = 30
"""A piece of so many characters is no whole word."""
_LONGEST = 18
"""Two pieces with more characters than this are of a long word if a third one follows."""
_BREAKS_BEHIND = frozenset("-/‐–—")
"""Signs behind which a line may break without a space."""
_HYPHENS = frozenset("-‐")
_ADDRESS = re.compile(r"://|\bwww\.|@", re.IGNORECASE)
_ADDRESS_BREAKS = frozenset("/?&=._-#%:+~,;")
_SIGNS = ".,:;!?()[]“”‘’\"'"
SENTENCE_ENDS = frozenset(".:;!?)”’\"'")


class Column(NamedTuple):
    """What a column allows its lines."""

    left: float
    right: float
    """How far a line may reach."""
    pitch: float
    """The usual distance from line to line, in line heights."""
    known: frozenset[str] = frozenset()
    """Words that the page shows whole, between two others."""


@dataclass(slots=True)
class Para:
    """One paragraph or list item, with its lines until they are no longer needed."""

    lines: list[Line]
    bullet: bool = False
    opens: bool = False
    """A bullet or number stands before it: it does not go on from the page before."""


def paragraphs(lines: Iterable[Line], column: Column) -> list[Para]:
    """Return `lines` parted where spacing, indents, bullets or a line's end say so."""
    made: list[Para] = []
    for line in lines:
        if made and _goes_on(made[-1], line, column):
            made[-1].lines.append(line)
        else:
            made.append(Para([line], line.has_bullet, line.has_bullet))
    return made


def _goes_on(para: Para, line: Line, column: Column) -> bool:
    above = para.lines[-1]
    if line.has_bullet:
        return False
    if line.page == above.page and _is_looser(above, line, column):
        return False
    if para.bullet and line.x0 < para.lines[0].x0 - 0.3 * line.height:
        return False
    return not has_room(above, line, column)


def _is_looser(above: Line, line: Line, column: Column) -> bool:
    return (line.top - above.top) / max(above.height, 1) > column.pitch + _LOOSER


def has_room(above: Line, line: Line, column: Column) -> bool:
    """Return whether the first word of `line` would have fitted behind `above`."""
    first = _first_token(line)
    slack = (_SPACE + 0.5) * above.height
    return column.right - above.x1 > first[-1].x1 - first[0].x0 + slack


def rich(paras: Sequence[Para], column: Column) -> RichText:
    """Return `paras` as rich text, soft line breaks joined."""
    blocks: list[Paragraph | BulletList] = []
    for para in paras:
        runs = tuple(_joined(para.lines, column))
        if para.bullet:
            blocks.append(BulletList((_without_bullet(runs),)))
        else:
            blocks.append(Paragraph(runs))
    return rich_text(blocks)


def _without_bullet(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    for place, run in enumerate(runs):
        if text := run.text.strip(WHITE_SPACE):
            left = replace(run, text=text.removeprefix(BULLET) if text == BULLET else run.text)
            if BULLET in left.text:
                left = replace(left, text=left.text.replace(BULLET, "", 1))
            return (left, *runs[place + 1 :])
    return runs


def _joined(lines: Sequence[Line], column: Column) -> list[Run]:
    runs: list[Run] = []
    cut = False
    for place, line in enumerate(lines):
        if place:
            above, beyond = lines[place - 1], lines[place + 1 : place + 2]
            cut = _is_cut(above, line, column, cut, beyond)
            if not cut and not _breaks_without_space(above, line):
                runs.append(Run(" "))
        runs.extend(runs_of(line.words))
    return runs


def _breaks_without_space(above: Line, line: Line) -> bool:
    """Return whether a line may be broken between the two where no space stands."""
    if above.words[-1].tail:
        return False
    token, start = _text(_last_token(above)), line.words[0].text[:1]
    if token[-1:] in _BREAKS_BEHIND and len(token) > 1 and start.isalnum():
        return True
    if start == "—" and len(line.words[0].text) > 1:
        return True
    return bool(_ADDRESS.search(token)) and token[-1:] in _ADDRESS_BREAKS and not start.isupper()


def _is_cut(
    above: Line, line: Line, column: Column, cut_before: bool, beyond: Sequence[Line]
) -> bool:
    """Return whether a word too long for its column was cut where the line ends.

    Such a word begins its line, would not fit on one line, and leaves less room than its next
    letter needs. Two whole words can stand like that as well; then the page may show either of
    them elsewhere, or the two together are longer than a word.
    """
    last, first = _last_token(above), _first_token(line)
    token = _text(last)
    address = cut_before or _ADDRESS.search(token) is not None
    if above.words[-1].tail or not _begins(above, last, address):
        return False
    if last[-1].look != first[0].look:
        return False
    if _room(above, first, column, 2.5 if address else 1.5):
        return False
    if not _would_not_fit(last, first, column):
        return False
    if address or len(token) >= _LONG:
        return True
    if not (token[-1:].isalnum() and first[0].text[:1].isalnum()):
        return False
    if bare(token + _text(first)) in column.known:
        return True
    if bare(token) in column.known or bare(_text(first)) in column.known:
        return False
    if len(token) + len(_text(first)) <= _LONGEST:
        return True
    return bool(beyond) and not _room(line, _first_token(beyond[0]), column, 1.5)


def _begins(line: Line, token: Sequence[Word], address: bool) -> bool:
    """Return whether the line holds one token, with no sign in it behind which it could break."""
    begin = next((word for word in line.words if word.text != BULLET), line.words[0])
    return token[0] is begin and (address or not set(_text(token)[:-1]) & _HYPHENS)


def _room(line: Line, token: Sequence[Word], column: Column, letters: float) -> bool:
    """Return whether `line` had room for so many more `letters` of `token`."""
    letter = (token[0].x1 - token[0].x0) / max(len(token[0].text), 1)
    return column.right - line.x1 > letters * letter


def _would_not_fit(last: Sequence[Word], first: Sequence[Word], column: Column) -> bool:
    whole = last[-1].x1 - last[0].x0 + first[-1].x1 - first[0].x0
    return whole > column.right - last[0].x0


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def known_words(words: Sequence[Word]) -> frozenset[str]:
    """Return those of a page's `words` that stand between two others, so are whole."""
    near = [_is_behind(a, b) for a, b in itertools.pairwise(words)]
    return frozenset(
        bare(word.text)
        for word, before, behind in zip(words[1:], near, near[1:], strict=False)
        if before and behind and len(word.text) > 2
    )


def _is_behind(a: Word, b: Word) -> bool:
    return b.spaced and abs(a.bottom - b.bottom) < 1 and 0 < b.x0 - a.x1 < 0.5 * a.height


def bare(word: str) -> str:
    """Return `word` in small letters and without the signs round it."""
    return word.strip(_SIGNS).casefold()


def _last_token(line: Line) -> Sequence[Word]:
    """Return the last words of `line` that no white space parts."""
    place = len(line.words) - 1
    while place and not line.words[place].spaced:
        place -= 1
    return line.words[place:]


def _first_token(line: Line) -> Sequence[Word]:
    words = line.words
    end = 1
    while end < len(words) and not words[end].spaced:
        end += 1
    return words[:end]
