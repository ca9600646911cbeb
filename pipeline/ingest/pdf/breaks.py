"""What stood where a line ends: a space, or nothing in the middle of a word or an address."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.page import Word
from pipeline.richtext import BULLET

_BREAKS_BEHIND = frozenset("-/‐–—")
"""Signs behind which a line may break without a space."""
_HYPHENS = frozenset("-‐")
_CLOSING = frozenset(".,:;!?)]”’")
"""Signs that never begin a word."""
_ADDRESS = re.compile(r"://|\bwww\.|@", re.IGNORECASE)
_ADDRESS_ALONE = re.compile(r"\W*(?:https?://|ftp://|mailto:|www\.|[\w.+-]+@)", re.IGNORECASE)
_ADDRESS_BREAKS = frozenset("/?&=._-#%:+~,;")
_SIGNS = ".,:;!?()[]“”‘’\"'"
_PARTS = re.compile(r"[-/‐–—]")
_WORDY = re.compile(r"[a-z]+")
_FULL = 1.5
"""A line with room for fewer letters than this is full."""
_WIDE = 2.5
"""The same where an address goes on: its next letter may be a wide one."""
_BY_CHANCE = 0.4
"""How often a line before a space is full and what follows would not fit beside its last word,
over how often a word is cut there."""
_FEW = 2
"""Pieces with no more letters than this are often words by chance."""


class Vocabulary:
    """The words that a document shows whole, and how its producer ends lines."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._tails = self._ends = 0
        self._hyphens = self._hyphen_tails = 0
        self._unseen: float | None = None

    def read(self, words: Sequence[Word]) -> None:
        """Note the words of a page that stand between two others."""
        near = [_is_behind(a, b) for a, b in itertools.pairwise(words)]
        self.note(
            word.text
            for word, before, behind in zip(words[1:], near, near[1:], strict=False)
            if before and behind
        )

    def read_lines(self, lines: Sequence[Line], right: float) -> None:
        """Note what the lines of a cell, which may reach to `right`, tell of words and their ends.

        A line that is not full ends with a whole word, and so the next one begins with one.
        """
        whole = True
        for line, below in itertools.zip_longest(lines, lines[1:]):
            last = line.words[-1]
            if whole and len(line.words) > 1 and line.words[1].spaced:
                self.note([line.words[0].text])
            whole = last.tail or below is None or not _is_full(line, below.words[0], right)
            if whole and len(line.words) > 1 and last.spaced:
                self.note([last.text])
            if below is None or line.page != below.page:
                continue
            if last.text[-1:] in _BREAKS_BEHIND and len(last.text) > 1:
                self._hyphens, self._hyphen_tails = (
                    self._hyphens + 1,
                    self._hyphen_tails + last.tail,
                )
            elif last.text[-1:].isalnum():
                self._ends, self._tails = self._ends + 1, self._tails + last.tail

    def note(self, texts: Iterable[str]) -> None:
        """Note words that are whole."""
        self._unseen = None
        for text in texts:
            word = bare(text)
            self._words[word] += 1
            if len(parts := _PARTS.split(word)) > 1:
                self._words.update(part for part in parts if part)

    def __contains__(self, text: str) -> bool:
        return bare(text) in self._words

    @property
    def unseen(self) -> float:
        """How often a word stands nowhere else: the share of those seen once (Good and Turing)."""
        if self._unseen is None:
            seen = [count for word, count in self._words.items() if _WORDY.fullmatch(word)]
            once = sum(count == 1 for count in seen)
            self._unseen = min(max((once + 2) / (sum(seen) + 4), 0.02), 0.5)
        return self._unseen

    @property
    def tailless(self) -> float:
        """How often a line that ends between two words ends without a space of its own."""
        return max((self._ends - self._tails + 0.5) / (self._ends + 0.5), 0.01)

    @property
    def has_tails_at_hyphens(self) -> bool:
        """Whether the producer ends lines with a space even where a hyphen breaks a word."""
        return 2 * self._hyphen_tails > self._hyphens > 0


def glued(above: Line, line: Line, right: float, known: Vocabulary, head: str = "") -> str:
    """Return the word that goes on from one line to the next, as far as its first part reaches.

    Empty where a space stood between the two lines, which may reach to `right`. `head` is what the
    lines before `above` have of the word.
    """
    last, first = last_token(above), first_token(line)
    token, start = _so_far(above, head), line.words[0].text
    if above.words[-1].tail:
        in_word = token[-1:] in _BREAKS_BEHIND and len(token) > 1 and start[:1].isalnum()
        return token if in_word and known.has_tails_at_hyphens else ""
    if token[-1:] in _BREAKS_BEHIND and len(token) > 1 and start[:1].isalnum():
        return token
    if start[:1] == "—" and len(start) > 1:
        return token
    if _ADDRESS.search(token) and token[-1:] in _ADDRESS_BREAKS and not start[:1].isupper():
        return token
    if not is_doubtful(above, line, right, head):
        return ""
    address = _is_address(token, _text(first))
    return token if _weight(last, first, known, address=address) > 0 else ""


def _so_far(above: Line, head: str) -> str:
    last = last_token(above)
    return (head if len(last) == len(above.words) else "") + _text(last)


def is_doubtful(above: Line, line: Line, right: float, head: str = "") -> bool:
    """Return whether a word may be cut where `above` ends, because no letter more had room there.

    A word is cut where it is too long for a line of its own; an address may be cut anywhere.
    """
    last, first = last_token(above), first_token(line)
    if above.words[-1].tail or last[-1].look != first[0].look:
        return False
    if _is_address(_so_far(above, head), _text(first)):
        return _is_full(above, first[0], right, _WIDE)
    if not _is_full(above, first[0], right):
        return False
    whole = last[-1].x1 - last[0].x0 + first[-1].x1 - first[0].x0
    begin = next((word for word in above.words if word.text != BULLET), above.words[0])
    return (
        last[0] is begin
        and whole > right - last[0].x0
        and not set(_text(last)[:-1]) & _HYPHENS
        and (_text(last)[-1:].isalnum() or _is_number(_text(last), _text(first)))
        and (first[0].text[:1].isalnum() or first[0].text[:1] in _CLOSING)
    )


def _is_full(line: Line, next_word: Word, right: float, letters: float = _FULL) -> bool:
    letter = (next_word.x1 - next_word.x0) / max(len(next_word.text), 1)
    return right - line.x1 <= letters * letter


def _is_address(last: str, first: str) -> bool:
    """Return whether the two are pieces of one address."""
    if _ADDRESS_ALONE.match(first) or (last[-1:] in _CLOSING and first[:1].isupper()):
        return False
    return _ADDRESS.search(last + first) is not None


def _is_number(last: str, first: str) -> bool:
    """Return whether the two are a number in two pieces: `10.` and `1`, `1` and `0.1`."""
    return last.replace(".", "").isdigit() and first[:1].isdigit()


def _weight(
    last: Sequence[Word], first: Sequence[Word], known: Vocabulary, *, address: bool
) -> float:
    """Return for and against the two being pieces of one word, as a logarithm.

    Whole words are mostly known from elsewhere in the document, pieces are not.
    """
    piece, rest = _text(last), _text(first)
    if rest[:1] in _CLOSING or _is_number(piece, rest):
        return 1.0
    piece = _PARTS.split(piece)[-1]
    unseen = known.unseen
    weight = log(1 / _BY_CHANCE) - log(known.tailless)
    for part in (piece, _PARTS.split(rest)[0]):
        chance = 0.3 if len(bare(part)) <= _FEW else 0.05
        if part in known:
            weight += log(chance / (1 - unseen))
        else:
            weight += log((1 - chance) / unseen)
    if address:
        return weight
    joined = piece + _PARTS.split(rest)[0]
    return weight + (log((1 - unseen) / 0.003) if joined in known else log(unseen))


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def _is_behind(a: Word, b: Word) -> bool:
    return b.spaced and abs(a.bottom - b.bottom) < 1 and 0 < b.x0 - a.x1 < 0.5 * a.height


def bare(word: str) -> str:
    """Return `word` in small letters and without the signs round it."""
    return word.strip(_SIGNS).casefold()


def last_token(line: Line) -> Sequence[Word]:
    """Return the last words of `line` that no white space parts."""
    place = len(line.words) - 1
    while place and not line.words[place].spaced:
        place -= 1
    return line.words[place:]


def first_token(line: Line) -> Sequence[Word]:
    """Return the first words of `line` that no white space parts."""
    words = line.words
    end = 1
    while end < len(words) and not words[end].spaced:
        end += 1
    return words[:end]
