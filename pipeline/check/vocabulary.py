"""British words: what is spelled right, and what a wrong word may have been."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.words import british_words

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

# American endings and the British ones; a change counts only where it gives a British word.
_AMERICAN = tuple(
    (re.compile(american), british)
    for american, british in (
        (r"iz(e[ds]?|ers?|ing|ations?|ational)$", r"is\1"),
        (r"yz(e[ds]?|ers?|ing)$", r"ys\1"),
        (r"or(s|ed|ing|al|ally|able|ably|ite|ites|ful|hoods?)?$", r"our\1"),
        (r"er(s|ed)?$", r"re\1"),
        (r"ter(s|ed)?$", r"tre\1"),
        (r"ense(s|less)?$", r"ence\1"),
        (r"([aeiou])l(ed|ing|ers?|or|ors)$", r"\1ll\2"),
        (r"og(s|ed)?$", r"ogue\1"),
        (r"gment(s|al)?$", r"gement\1"),
        (r"ll(s|ments?|ment)?$", r"l\1"),
        (r"gram(s)?$", r"gramme\1"),
        (r"gray", "grey"),
        (r"^(p|ortho?p|an|h|f)e", r"\1ae"),
        (r"enrollment", "enrolment"),
        (r"skeptic", "sceptic"),
    )
)


def is_word(word: str) -> bool:
    """Return whether `word` is British; a hyphenated word is if its parts or the whole are."""
    words = british_words()
    return (
        word in words
        or word.replace("-", "") in words
        or all(part in words or len(part) < 3 for part in word.split("-"))
    )


def british(word: str) -> str:
    """Return the British spelling of the American `word`, empty if it is not one."""
    words = british_words()
    if word in words:
        return ""
    changed = (pattern.sub(ending, word) for pattern, ending in _AMERICAN)
    return next((made for made in changed if made != word and made in words), "")


def suggestions(word: str) -> list[str]:
    """Return the British words that are one slip of the keys away from `word`, sorted."""
    words = british_words()
    return sorted({made for made in _slips(word) if made in words})


def _slips(word: str) -> Iterator[str]:
    """Yield `word` with one letter swapped, dropped, doubled up, wrong or missing."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            yield head + letter + tail[1:]
