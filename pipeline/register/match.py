"""Which recommendation of one body is which of another: by number, else by text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.diff.match import likeness
from pipeline.parse.numbers import Key, number_key

ALIKE = 0.5
"""Share of words in common below which one number over two texts is doubted."""
SAME = 0.7
"""Share of words in common from which a text without a number is taken for another's."""


@dataclass(slots=True)
class Subject:
    """A recommendation of the register, which any number of bodies answer."""

    number: str
    """As most bodies print it; empty where none numbers it."""
    text: str
    """As most bodies print it."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Where a body's recommendation belongs."""

    subject: int
    """Its place in `Matching.subjects`."""
    doubt: str = ""
    """Why a person should look; empty where number and text agree."""


@dataclass(slots=True)
class Matching:
    """The register's recommendations, and each body's recommendations among them."""

    subjects: list[Subject] = field(default_factory=list)
    bodies: list[list[Matched]] = field(default_factory=list)
    """For each body and each of its recommendations, in their order."""


Heading = tuple[str, str]
"""A recommendation's number and its text."""


def match_recommendations(bodies: Sequence[Sequence[Heading]]) -> Matching:
    """Return the recommendations of all `bodies` side by side.

    Numbered ones come first, in the order of their numbers; the others as they first appear.
    """
    numbered: dict[Key, list[Heading]] = defaultdict(list)
    for headings in bodies:
        for number, text in headings:
            if key := number_key(number):
                numbered[key].append((number, text))
    matching = Matching()
    places: dict[Key, int] = {}
    for key in sorted(numbered, key=_natural):
        places[key] = len(matching.subjects)
        matching.subjects.append(Subject(*map(_most_common, zip(*numbered[key], strict=True))))
    texts = _Texts(matching.subjects)
    for headings in bodies:
        matched = [_matched(heading, places, texts) for heading in headings]
        matching.bodies.append(matched)
    return matching


def _matched(heading: Heading, places: dict[Key, int], texts: _Texts) -> Matched:
    number, text = heading
    if (place := places.get(number_key(number))) is None:
        return texts.find(text)
    if text and (share := texts.share(text, place)) < ALIKE:
        return Matched(place, f"same number, but {share:.0%} of the words agree")
    return Matched(place)


class _Texts:
    """The texts of the subjects, searched by their words; a text is looked up once."""

    def __init__(self, subjects: list[Subject]) -> None:
        self._subjects = subjects
        self._bags = [_bag(subject.text) for subject in subjects]
        self._found: dict[str, Matched] = {}

    def share(self, text: str, place: int) -> float:
        """Return how alike `text` is to a subject's; 1 where the subject has none."""
        return likeness(_bag(text), self._bags[place]) if self._bags[place] else 1.0

    def find(self, text: str) -> Matched:
        """Return the subject that `text` is most alike to, a new one where it is like none."""
        if (known := self._found.get(text)) is not None:
            return known
        bag = _bag(text)
        shares = [(likeness(bag, other), -place) for place, other in enumerate(self._bags)]
        best, place = max(shares, default=(0.0, 0))
        if bag and best >= SAME:
            doubt = "" if best == 1 else f"no number; {best:.0%} of the words agree"
            found = Matched(-place, doubt)
        else:
            found = Matched(len(self._subjects))
            self._subjects.append(Subject("", text))
            self._bags.append(bag)
        self._found[text] = found
        return found


def _bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _most_common(values: Sequence[str]) -> str:
    """Return the value that is given most often, the first of several; empty ones do not count."""
    counts = Counter(filter(None, values))
    return counts.most_common(1)[0][0] if counts else ""


def _natural(key: Key) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in key)
