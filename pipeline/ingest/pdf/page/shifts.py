"""Raised and lowered figures of a page: 10⁶, km², a note's mark, and the halves of 45/56."""

from __future__ import annotations

from pipeline.ingest.pdf.page.letters import Letters, Stretch
from pipeline.ingest.raised import has_form, lowered, raised

_SMALL = 0.85
"""Raised and lowered type is no larger than this share of the type beside it."""
_RAISED, _LOWERED = (0.15, 0.75), (-0.45, -0.05)
"""How far it is moved, in sizes of the type beside it."""
_RAISED_ALONE = (0.25, 0.6)
"""The same for type of the same size."""
_BESIDE = 0.25
"""How far apart the two are at most, in sizes."""
_SLASHES = "/⁄∕"
_LONGEST = 6
"""Figures; what is longer is not a power and no mark of a note."""


def with_shifts(letters: Letters) -> Letters:
    """Return `letters` with raised and lowered figures as Unicode has them.

    A letter that is raised alone is in `carets`. The figures of a fraction stay as they are, and
    are split from a whole number before them.
    """
    shifts = _shifts(letters)
    if not any(shifts):
        return letters
    text, gaps, carets = list(letters.text), list(letters.gaps), set()
    for stretch, shift in zip(letters.stretches, shifts, strict=True):
        start, end = stretch.start, stretch.end
        part = letters.text[start:end]
        if not shift:
            continue
        if shift > 0 and letters.text[end : end + 1] in tuple(_SLASHES):
            if start:
                gaps[start - 1] = max(gaps[start - 1], stretch.size)
        elif start and letters.text[start - 1] in _SLASHES:
            continue
        elif has_form(part.strip()) and len(part.strip()) <= _LONGEST:
            text[start:end] = raised(part) if shift > 0 else lowered(part)
        elif shift > 0 and len(part.strip()) == 1 and part.strip().isalpha():
            carets.add(start + part.index(part.strip()))
    return letters._replace(text="".join(text), gaps=gaps, carets=frozenset(carets))


def _shifts(letters: Letters) -> list[int]:
    """Return for each stretch 1 where it is raised, -1 where it is lowered, and 0."""
    stretches = letters.stretches
    found = [0] * len(stretches)
    beside: Stretch | None = None
    for number, stretch in enumerate(stretches):
        last = stretches[number - 1] if number else None
        if last is None or (stretch.base == last.base and not found[number - 1]):
            beside = stretch
            continue
        if not _are_neighbours(letters, last, stretch):
            beside = stretch
            continue
        beside = beside or last
        found[number] = _shift(beside, stretch)
        if not found[number]:
            if beside is last and not found[number - 1] and _shift(stretch, last) > 0:
                found[number - 1] = 1  # a note begins with its mark
            beside = stretch
    return found


def _are_neighbours(letters: Letters, last: Stretch, stretch: Stretch) -> bool:
    if not (last.is_level and stretch.is_level) or last.end != stretch.start:
        return False
    size = max(last.size, stretch.size)
    return (
        abs(letters.x0s[stretch.start] - letters.x1s[stretch.start - 1]) <= _BESIDE * size
        and letters.text[stretch.start - 1] != " "
        and letters.text[stretch.start] != " "
    )


def _shift(beside: Stretch, stretch: Stretch) -> int:
    rise, share = (stretch.base - beside.base) / beside.size, stretch.size / beside.size
    low, high = _RAISED if share <= _SMALL else _RAISED_ALONE
    if share <= 1.01 and low <= rise <= high:
        return 1
    return -1 if share <= _SMALL and _LOWERED[0] <= rise <= _LOWERED[1] else 0
