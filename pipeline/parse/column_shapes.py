"""The forms that the cells of a column have: numbers, codes, words, prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.parse.align import looks_like_reference
from pipeline.parse.cells import plain_words
from pipeline.parse.numbers import split_number
from pipeline.richtext import plain_text
from pipeline.table import RawCell

Grid = Sequence[Sequence[RawCell | None]]

_PROSE = 4
"""Words; a cell with more is not a number and no name of a kind."""
SENTENCE = 10
"""Words; a cell with more is not a status, and no name."""


def names_band(row: Sequence[RawCell | None]) -> bool:
    """Return whether one cell is all that a row says, and names the recommendation of those below.

    `Recommendation 7`, or `Priority 2: Answer within ten days`.
    """
    first = row[0] if row else None
    is_one = all(cell is first or not plain_words(cell) for cell in row)
    return is_one and bool(split_number(plain_text(plain_words(first)), named_only=True)[0])


def is_number(text: str) -> bool:
    """Return whether `text` has the form of a number or a reference, with or without its word."""
    number, rest = split_number(plain_text(text), named_only=True)
    is_word = " " not in text and re.search(r"\d", text) is not None
    return looks_like_reference(text) or is_word or bool(number and not rest)


def is_no_number(text: str) -> bool:
    """Return whether `text` has not the form of a number."""
    return not is_number(text)


def is_letter(text: str) -> bool:
    """Return whether `text` counts by a letter or in Roman figures, as `(a)` does."""
    return re.fullmatch(r"\(?(?:[a-z]|[ivx]{1,4})[.)]?", text, re.IGNORECASE) is not None


def is_prose(body: Grid, column: int) -> bool:
    """Return whether nearly all that a column says is longer than a number or a kind's name."""
    return holds(body, column, lambda text: len(text.split()) > _PROSE)


def holds_references(body: Grid, column: int) -> bool:
    """Return whether nearly all that a column says has the form of a reference."""
    return holds(body, column, looks_like_reference)


def holds(body: Grid, column: int, has_form: Callable[[str], bool]) -> bool:
    """Return whether nearly all texts in a column have a form, and there is one."""
    texts = list(texts_in(body, column))
    return bool(texts) and sum(map(has_form, texts)) >= 0.8 * len(texts)


def texts_in(body: Grid, column: int) -> Iterable[str]:
    """Return what the cells of a column say, blank ones apart."""
    return (text for row in body if (text := plain_words(row[column])))


def holds_sentences(body: Grid, column: int) -> bool:
    """Return whether nearly all that a column says are sentences: no number, and nobody's name."""
    return holds(body, column, lambda text: len(text.split()) > SENTENCE)


def is_filled(body: Grid, column: int) -> bool:
    """Return whether a cell of `column` says something."""
    return any(plain_words(row[column]) for row in body)


def holds_codes(body: Grid, column: int) -> bool:
    """Return whether each cell of a column has a number of its own, with letters: `MD1`, `SD2`.

    Without letters it may be a priority or a sum. A row of one cell is a theme's.
    """
    rows = [row for row in body if len(set(map(id, row))) > 1]
    cells = {id(row[column]): plain_words(row[column]) for row in rows}
    codes = [text for text in cells.values() if text]
    return len(set(codes)) == len(codes) > 1 and all(
        is_number(code) and re.search(r"[^\W\d_]", code) for code in codes
    )


def names_recommendations(body: Grid, column: int) -> bool:
    """Return whether each cell of a column begins with a recommendation: `Recommendation 7`."""
    return holds(
        body, column, lambda text: bool(split_number(plain_text(text), named_only=True)[0])
    )


def holds_words(body: Grid, column: int) -> bool:
    """Return whether a column says a word or two in each cell and no sentence: a status."""
    return holds(body, column, lambda text: len(text.split()) <= _WORDS and text[-1] != ".")


_WORDS = 3
