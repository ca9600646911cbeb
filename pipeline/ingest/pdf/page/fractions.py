"""Fractions that a page draws as one number over another: 45/56, not 45 and 56."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.ingest.pdf.page import Box, Word

_NUMBER = re.compile(r"\d{1,4}")
_LONGEST = 6.0
"""How long the bar is at most, in line heights."""
_WIDEST = 60.0
"""The same in points."""
_NEAR = 0.35
"""How far the middle of the bar is from that of the two numbers' middles, in line heights."""
_FAR = 0.95
"""How far a number's middle is from the bar at most, in line heights."""
_BESIDE = 1.0
"""A word so near, in line heights, on the line of one of the numbers makes that a line of text."""
_OVERHANG = 0.25
"""How much further than the bar a number may reach, in line heights."""
_APART = 3.0
"""Rules no further apart than this, in points, meet."""
_UNEVEN = 0.15
"""How much nearer to the bar one of the numbers may be, in line heights: an underline is near."""


def with_fractions(
    words: Sequence[Word], rules: Sequence[Box]
) -> tuple[tuple[Word, ...], tuple[Box, ...]]:
    """Return `words` with drawn fractions as one word, and the rules that are no bar of one."""
    numbers = [n for n, word in enumerate(words) if _NUMBER.fullmatch(word.text)]
    if len(numbers) < 2:
        return tuple(words), tuple(rules)
    made = dict(enumerate(words))
    left: list[Box] = []
    for rule in rules:
        width = rule.x1 - rule.x0
        is_bar = rule.bottom - rule.top < width < _WIDEST
        pair = _pair(rule, numbers, words) if is_bar else None
        if pair is None or not made.keys() >= set(pair) or _is_met(rule, rules):
            left.append(rule)
            continue
        above, below = pair
        made[above] = _joined(words[above], words[below], rule)
        del made[below]
    return tuple(made.values()), tuple(left)


def _pair(rule: Box, numbers: Iterable[int], words: Sequence[Word]) -> tuple[int, int] | None:
    """Return the numbers above and below the bar that `rule` is, None if it is none."""
    above: list[int] = []
    below: list[int] = []
    bar = (rule.top + rule.bottom) / 2
    for number in numbers:
        word = words[number]
        down = _middle(word) - bar
        if abs(down) <= _FAR * word.height and _is_level(word, rule):
            (below if down > 0 else above).append(number)
    if len(above) != 1 or len(below) != 1:
        return None
    (one,), (other,) = above, below
    a, b = words[one], words[other]
    height = min(a.height, b.height)
    is_even = abs((bar - _middle(a)) - (_middle(b) - bar)) <= _UNEVEN * height
    if not is_even or rule.x1 - rule.x0 > _LONGEST * height:
        return None
    return None if any(_runs_on(w, a) or _runs_on(w, b) for w in words) else (one, other)


def _is_met(rule: Box, rules: Iterable[Box]) -> bool:
    """Return whether another rule meets `rule`, as the sides of a table's cells meet."""
    return any(
        other != rule
        and other.x0 <= rule.x1 + _APART
        and other.x1 >= rule.x0 - _APART
        and other.top <= rule.bottom + _APART
        and other.bottom >= rule.top - _APART
        and not (other.x0 >= rule.x0 and other.x1 <= rule.x1 and other.x1 - other.x0 > _APART)
        for other in rules
    )


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _is_level(word: Word, rule: Box) -> bool:
    reach = _OVERHANG * word.height
    return word.x0 >= rule.x0 - reach and word.x1 <= rule.x1 + reach


def _runs_on(word: Word, number: Word) -> bool:
    """Return whether `word` is beside `number` on its line."""
    if word is number or abs(_middle(word) - _middle(number)) > _NEAR * number.height:
        return False
    reach = _BESIDE * number.height
    return word.x1 > number.x0 - reach and word.x0 < number.x1 + reach


def _joined(above: Word, below: Word, rule: Box) -> Word:
    bar, half = (rule.top + rule.bottom) / 2, max(above.height, below.height) / 2
    return above._replace(
        text=f"{above.text}/{below.text}",
        x0=min(above.x0, below.x0, rule.x0),
        x1=max(above.x1, below.x1, rule.x1),
        top=bar - half,
        bottom=bar + half,
        tail=below.tail,
        spaced=True,
    )
