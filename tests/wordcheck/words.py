"""Unique invented words, and the table that each random document holds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

HEADINGS = (
    *("No.", "Recommendation", "Ref", "Evidence requirement", "Owner"),
    *("Update March 2025", "Update June 2025", "Status"),
)
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


class Words:
    """Makes words, each once in a document, so that a lost one cannot hide behind another."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - invented words, no secret
        self._made: set[str] = set()

    def word(self) -> str:
        """Return a word of eight letters that no other word of the document contains."""
        while True:
            pick = self.random.choice
            made = "".join(pick(_CONSONANTS) + pick(_VOWELS) for _ in range(4))
            if made not in self._made:
                self._made.add(made)
                return made

    def some(self, least: int = 1, most: int = 4) -> str:
        """Return a few words with blanks between them."""
        return " ".join(self.word() for _ in range(self.random.randint(least, most)))

    def rows(self, cell: Callable[[], str]) -> Iterator[list[str]]:
        """Yield the rows of a table below `HEADINGS`; `cell` makes what each prose cell holds."""
        for number in range(1, self.random.randint(2, 5)):
            for part in range(1, self.random.randint(2, 4)):
                reference, owner = f"{number}.{part}", f"Head of {self.word().title()}"
                prose = [f"{self.some(3, 5)}. {cell()}" for _ in range(4)]
                # The recommendation is the same in each of its rows, as in a real plan.
                first = [str(number), f"Review number {number} of the service"]
                yield [*first, reference, prose[0], owner, *prose[1:3], "Complete"]
