"""What the cells of a column are: the shares of them that have a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates import find_dates
from pipeline.parse.align import is_sub_reference, looks_like_reference
from pipeline.parse.cells import plain_words
from pipeline.parse.column_shapes import SENTENCE, Grid, is_letter, is_number
from pipeline.parse.headings import Role
from pipeline.parse.numbers import split_number
from pipeline.parse.vocabulary import words
from pipeline.richtext import plain_text

_MOST = 200
"""Cells of a column that are looked at; the others are like them."""
_LOOKED_AT = 400
"""Characters of a cell; what it is shows in its beginning."""
_PROSE = 4
"""Words; a cell with more is not a number and no name of a kind."""
_WORDS = 3
"""A status has no more words."""
_YES_NO = words("cells.answers")
_STATES = words("cells.states")
_AMOUNT = re.compile(
    r"[£$€]?\s?\d[\d,. ]*\s?(?:%|per cent|k|m|million|days?|weeks?|months?|years?|hours?|hrs?)?"
    r"(?:\s?[-–]\s?\d+\s?(?:%|days?|weeks?|months?))?",
    re.IGNORECASE,
)
_POSTS = words("cells.posts")
_NAME = re.compile(r"(?=[^\W\d_a-z])(?:[^\W\d_][^\s\d]*[\s&/-]*){1,7}(?<![.!?;])")
_BESIDE_DATES = words("cells.dates")


@dataclass(frozen=True)
class Facts:
    """What the cells of one column are, as shares of those that say something."""

    texts: tuple[str, ...]
    is_distinct: bool
    """No two cells say the same."""

    def share(self, has_form: Callable[[str], bool]) -> float:
        """Return the share of the cells that have a form, 0 where none says anything."""
        return sum(map(has_form, self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def number(self) -> float:
        """Numbers, references and codes."""
        return self.share(is_number)

    @cached_property
    def reference(self) -> float:
        """What has the form of a reference."""
        return self.share(looks_like_reference)

    @cached_property
    def below(self) -> float:
        """References that count below another: `7.1`."""
        return self.share(is_sub_reference)

    @cached_property
    def letter(self) -> float:
        """Letters and Roman figures that count."""
        return self.share(is_letter)

    @cached_property
    def prose(self) -> float:
        """More words than a name has."""
        return self.share(lambda text: len(text.split()) > _PROSE)

    @cached_property
    def sentences(self) -> float:
        """More words than a heading has."""
        return self.share(lambda text: len(text.split()) > SENTENCE)

    @cached_property
    def phrases(self) -> float:
        """Several words, or one with a full stop: something is said."""
        return self.share(lambda text: len(text.split()) > _WORDS or text[-1] in ".!")

    @cached_property
    def word(self) -> float:
        """A word or two and no sentence."""
        return self.share(lambda text: len(text.split()) <= _WORDS and text[-1] != ".")

    @cached_property
    def named(self) -> float:
        """What begins with a recommendation's name and number."""
        return self.share(lambda text: bool(split_number(plain_text(text), named_only=True)[0]))

    @cached_property
    def date(self) -> float:
        """Bare dates."""
        return self.share(is_bare_date)

    @cached_property
    def amount(self) -> float:
        """Sums, shares and durations, and bare figures."""
        return self.share(lambda text: _AMOUNT.fullmatch(text) is not None)

    @cached_property
    def answer(self) -> float:
        """Yes and no."""
        return self.share(lambda text: _key(text) in _YES_NO)

    @cached_property
    def state(self) -> float:
        """Words that say how far a thing is."""
        return self.share(lambda text: _key(text) in _STATES)

    @cached_property
    def name(self) -> float:
        """A few words without figures, the first with a capital: a person, a post, a body."""
        return self.share(lambda text: _NAME.fullmatch(text) is not None)

    @cached_property
    def post(self) -> float:
        """Names with the word of a post or of a body."""
        return self.share(lambda text: not _POSTS.isdisjoint(_key(text).split()))

    @cached_property
    def is_code(self) -> bool:
        """Each cell has a number of its own, with letters or parts: `MD1`, `7.2`."""
        has = (
            is_number(text) and (re.search(r"[^\W\d_]", text) or is_sub_reference(text))
            for text in self.texts
        )
        return self.is_distinct and len(self.texts) > 1 and all(has)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def is_bare_date(text: str) -> bool:
    """Return whether `text` is a date and little else."""
    found = find_dates(text)
    if not found:
        return False
    left = text[: found[0].start] + text[found[-1].end :]
    return set(re.findall(r"\w+", left.lower())) <= _BESIDE_DATES


def column_facts(body: Grid, width: int) -> list[Facts]:
    """Return what each of the `width` columns of `body` holds. A row of one cell is a theme's."""
    made = []
    lone = {id(row[0]) for row in body if width > 1 and len(set(map(id, row))) == 1}
    for i in range(width):
        cells = {id(row[i]): plain_words(row[i]) for row in body if row[i] is not None}
        own = [text for key, text in cells.items() if text and key not in lone]
        said = (plain_words(row[i]) for row in body if id(row[i]) not in lone)
        texts = tuple(text[:_LOOKED_AT] for text in said if text)
        made.append(Facts(texts[:_MOST], len(set(own)) == len(own)))
    return made


def shares_a_text(body: Grid, at: int, text: int) -> bool:
    """Return whether two numbers below each other are beside one text, or a text and none."""
    former: tuple[str, str] = ("", "")
    for row in body:
        number, said = plain_words(row[at]), plain_words(row[text])
        is_other = bool(number and former[0]) and number != former[0]
        if is_other and (said == former[1] if said else is_sub_reference(number)):
            return True
        former = (number or former[0], said or former[1])
    return False


_NEARLY_ALL, HALF, _FEW = 0.8, 0.5, 0.2
"""Shares of a column's cells: it is what its cells are, it is doubted, it is not."""
_DOUBT = 2
"""So many cells have half of the weight that many have."""


def held(f: Facts, role: Role | None, placed: bool) -> float:
    """Return how far the cells of a column speak for `role`.

    A few figures weigh less than many: a heading over one figure is still what it says. Cells that
    are not `placed` may be in another column, and speak against nothing.
    """
    if not f.texts:
        return 0.0
    sure = len(f.texts) / (len(f.texts) + _DOUBT)
    prose = f.prose if placed else 0.0
    match role:
        case Role.NUMBER:
            return 4 * (f.number >= _NEARLY_ALL) - 5 * (placed and f.number <= _FEW)
        case Role.REFERENCE:
            counted = f.reference >= _NEARLY_ALL or f.letter >= _NEARLY_ALL
            return 3 * counted + 2 * (f.below >= _NEARLY_ALL)
        case Role.RECOMMENDATION:
            return 4 * (f.named >= _NEARLY_ALL) + 3 * prose - 6 * (f.number >= _NEARLY_ALL)
        case Role.REQUIREMENT:
            return 3 * prose - 4 * (f.reference >= _NEARLY_ALL) - 4 * (placed and f.phrases <= _FEW)
        case Role.OWNER:
            return -9 * (placed and (f.amount >= HALF or f.date >= HALF))
        case Role.STATUS:
            return -6 * (placed and f.sentences >= _NEARLY_ALL) + 1.5 * (f.word >= _NEARLY_ALL)
        case Role.PERIOD:
            bare = placed and (f.date >= HALF or f.amount >= HALF)
            return (
                (f.prose >= _NEARLY_ALL)
                + 2 * (placed and f.sentences >= _NEARLY_ALL)
                - 8 * sure * bare
            )
    return 0.0
