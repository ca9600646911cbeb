"""What distinguishes a recommendation from the others, in a line of the contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.richtext import RichText

_LONGEST = 90
"""Characters that are shown, to the end of a word."""
_FEWEST_SHARED = 3
"""Words that recommendations begin with alike, before they are left out."""
_FEWEST_LEFT = 4
"""Words that must be left for the line to say something."""
_VARYING = re.compile(
    r"\d\S*|(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|august|sept(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\W*",
    re.IGNORECASE,
)
"""Figures and months: `By 27 March 2025` and `By 30 June 2026` begin alike."""


def excerpts(texts: Sequence[RichText]) -> list[str]:
    """Return a line for each text: its beginning, without what others begin with as well.

    A line that does not begin as its text does begins with an ellipsis, one that ends before its
    text with one as well.
    """
    words = [list(text.words) for text in texts]
    forms = [tuple("#" if _VARYING.fullmatch(w) else w.casefold() for w in line) for line in words]
    begun = Counter(form[:length] for form in forms for length in range(1, len(form) + 1))
    return [_excerpt(line, _shared(form, begun)) for line, form in zip(words, forms, strict=True)]


def _shared(form: tuple[str, ...], begun: Counter[tuple[str, ...]]) -> int:
    """Return how many words another text begins with as well; 0 where leaving them out is no help.

    `begun` counts the texts that begin so.
    """
    most = len(form) - _FEWEST_LEFT
    length = next((n for n in range(most, 0, -1) if begun[form[:n]] > 1), 0)
    return length if length >= _FEWEST_SHARED else 0


def _excerpt(words: list[str], left_out: int) -> str:
    text = " ".join(words[left_out:])
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"
    return f"… {shown}" if left_out else shown
