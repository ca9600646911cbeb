"""Rules for how a plan counts: references in their place, shared, or left out; owners by name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.check.example import Example
from pipeline.check.rule import Family, Hit, Rule, listed, quoted, reader_found
from pipeline.check.subject import CheckedRow, Subject
from pipeline.findings import Place, Severity

_NUMBER = re.compile(r"\d+|[^\W\d_]+")
_COUNTED = re.compile(r"(?P<above>\d+(?:\.\d+)*)\.(?P<last>\d{1,3})")
_MOST_MISSING = 0.25
"""The share of recommendations beyond which a plan holds but some: those that are its body's."""


def _reference_elsewhere(subject: Subject) -> Iterator[Hit]:
    apart = [row for row in subject.rows if _belongs(row) is False]
    if any(_belongs(row) for row in subject.rows):  # else references go by another scheme
        for row in apart:
            number, reference = row.recommendation.number, row.action.reference
            yield row.place, f"Reference {quoted(reference)} is under recommendation {number}."


def _belongs(row: CheckedRow) -> bool | None:
    """Return whether the reference begins with the recommendation's number, None if empty."""
    number = _NUMBER.findall(row.recommendation.number)
    reference = _NUMBER.findall(row.action.reference)
    if not number or not reference:
        return None
    return reference[: len(number)] == number or reference[0] == number[-1]


def _reference_shared(subject: Subject) -> Iterator[Hit]:
    shared = Counter(row.action.reference for row in subject.rows if row.action.reference)
    several = [f"{reference} ({count})" for reference, count in shared.items() if count > 1]
    if several:
        place = next(row.place for row in subject.rows if shared[row.action.reference] > 1)
        yield place, f"Actions share a reference: {', '.join(several)}."


def _number_missing(subject: Subject) -> Iterator[Hit]:
    recommendations = _recommendations(subject)
    gaps = _gaps(recommendations)
    if sum(high - low - 1 for low, high in gaps) <= _MOST_MISSING * len(recommendations):
        for low, high in gaps:
            yield recommendations[low], f"{_between('Recommendation', low, high)}."
    for above, places in _references(subject).items():
        for low, high in _gaps(places):
            yield places[low], f"{_between('Reference', low, high, f'{above}.')}."


def _recommendations(subject: Subject) -> dict[int, Place]:
    """Return the numbers of the recommendations, none if they are not all figures or listed."""
    heads = [(r.number.strip(" ."), place) for r, place in subject.heads()]
    is_counted = all(number.isdecimal() for number, _ in heads)
    if subject.settings.recommendations or not is_counted:
        return {}
    return {int(number): place for number, place in heads}


def _references(subject: Subject) -> dict[str, dict[int, Place]]:
    """Return, by what they count below, the last numbers of the references with their places."""
    found: dict[str, dict[int, Place]] = defaultdict(dict)
    for row in subject.rows:
        if match := _COUNTED.fullmatch(row.action.reference.strip(" .")):
            found[match["above"]].setdefault(int(match["last"]), row.place)
    return found


def _gaps(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the neighbours among `numbers` that have others between them."""
    return [(low, high) for low, high in pairwise(sorted(numbers)) if high > low + 1]


def _between(what: str, low: int, high: int, above: str = "") -> str:
    first, last = f"{above}{low + 1}", f"{above}{high - 1}"
    said = f"{what} {first} is" if first == last else f"{what}s {first} to {last} are"
    return f"{said} missing between {above}{low} and {above}{high}"


def _owner_spelled(subject: Subject) -> Iterator[Hit]:
    spelled: dict[tuple[str, ...], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for row in subject.rows:
        if key := _owner_key(row.action.owner):
            spelled[key][row.action.owner].append(row.place)
    for ways in spelled.values():
        if len(ways) > 1:
            rare = min(ways.values(), key=len)
            said = listed([f"{quoted(way)} ({len(places)})" for way, places in ways.items()])
            yield rare[0], f"One owner is spelled in several ways: {said}."


def _owner_key(owner: str) -> tuple[str, ...]:
    """Return the words of `owner` however they are set: ranks in full, "and" for "&"."""
    words = re.findall(r"\w+", owner.casefold().replace("d/supt", "det supt").replace("&", " and "))
    return tuple(part for word in words for part in _IN_FULL.get(word, word).split())


_IN_FULL = {
    **{"acc": "assistant chief constable", "dcc": "deputy chief constable"},
    **{"cc": "chief constable", "ch": "chief", "det": "detective", "supt": "superintendent"},
    **{
        "insp": "inspector",
        "sgt": "sergeant",
        "dci": "detective chief inspector",
        "di": "detective inspector",
    },
    **{"hd": "head", "dir": "director", "asst": "assistant", "dep": "deputy", "the": ""},
}
"""What owners' titles are short for."""


NUMBERING = (
    Rule(
        "reference-elsewhere",
        Family.COMPLETE,
        Severity.WARNING,
        "An action's reference does not begin with its recommendation's number.",
        "Correct the reference, or move the row to its recommendation.",
        _reference_elsewhere,
        bad=Example(numbers=("7", "8"), references=("7.1", "7.2")),
        good=Example(numbers=("7", "8"), references=("7.1", "8.1")),
    ),
    Rule(
        "reference-shared",
        Family.COMPLETE,
        Severity.NOTE,
        "Several actions have the same reference; reported once, with their number.",
        "Number them (10.1, 10.2): nobody can cite one of several.",
        _reference_shared,
        bad=Example(numbers=("7", "7"), references=("7", "7")),
        good=Example(numbers=("7", "7"), references=("7.1", "7.2")),
    ),
    Rule(
        "number-below-its-rows",
        Family.COMPLETE,
        Severity.WARNING,
        "A recommendation's number and text are printed below its first row.",
        "Move them to the first row in the source, and check which rows are the recommendation's.",
        reader_found("number-below-its-rows"),
        bad=Example(found=("number-below-its-rows",)),
        good=Example(),
    ),
    Rule(
        "number-on-another-row",
        Family.COMPLETE,
        Severity.WARNING,
        "A recommendation's number is printed on a row whose reference names another.",
        "Correct the number or the reference in the source.",
        reader_found("number-on-another-row"),
        bad=Example(found=("number-on-another-row",)),
        good=Example(),
    ),
    Rule(
        "number-missing",
        Family.COMPLETE,
        Severity.NOTE,
        "A number is left out: of an action, or of a recommendation where few are.",
        "Look whether a row was lost; if it was taken out, say so in a note.",
        _number_missing,
        bad=Example(numbers=("7", "7"), references=("7.1", "7.3")),
        good=Example(numbers=("7", "7"), references=("7.1", "7.2")),
    ),
    Rule(
        "owner-spelled",
        Family.COMPLETE,
        Severity.NOTE,
        "An owner is spelled in several ways.",
        "Use one: who looks for an owner's actions finds only those.",
        _owner_spelled,
        bad=Example(
            numbers=("7", "7"), references=("7.1", "7.2"), owners=("ACC Crime", "ACC (Crime)")
        ),
        good=Example(numbers=("7", "7"), references=("7.1", "7.2")),
    ),
)
