"""Several replies for one action made one answer, or refused."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from pipeline.answers.reply import Fault, shortened
from pipeline.answers.validate import Given
from pipeline.errors import TwoUpdatesError
from pipeline.findings import Finding, Place, Severity
from pipeline.model import Answer, NewAction
from pipeline.richtext import RichText, plain_text

_PARTS = ("update", "status", "owner")
"""What an answer and a new action both say."""


def combine(given: Iterable[Given]) -> Iterator[Given | Finding | Fault]:
    """Yield one answer for each action, with what is to be said where several were given.

    Replies that say the same, or of which one says what the other leaves blank, are one answer.
    """
    kept: dict[Hashable, Given] = {}
    for later in given:
        name = _identity(later.content)
        former = kept.setdefault(name, later)
        if former is later:
            continue
        one, other = _said(former.content), _said(later.content)
        if parts := [part for part in one if part in other and one[part] != other[part]]:
            yield _two(parts[0], former, later)
            continue
        yield _note(former, later)
        said = {p: getattr(former.content, p) or getattr(later.content, p) for p in _PARTS}
        cells = {**later.content.cells, **former.content.cells}
        kept[name] = replace(former, content=replace(former.content, **said, cells=cells))
    yield from kept.values()


def title(content: Answer | NewAction) -> str:
    """Return the name of an answer's action, or of a new one: its reference or its number."""
    return content.key if isinstance(content, Answer) else content.reference or content.number


def _identity(content: Answer | NewAction) -> Hashable:
    if isinstance(content, Answer):
        return content.key
    return content.number, content.reference, content.requirement


def _said(content: Answer | NewAction) -> dict[str, RichText | str]:
    """Return what is not blank in `content`, by its part or its heading."""
    parts = {part: getattr(content, part) for part in _PARTS}
    return {name: text for name, text in {**parts, **content.cells}.items() if text}


def _two(part: str, former: Given, later: Given) -> Fault:
    texts = [_said(given.content)[part] for given in (former, later)]
    one, other = (shortened(t if isinstance(t, RichText) else plain_text(t)) for t in texts)
    return Fault(
        TwoUpdatesError,
        later.source,
        f"action {title(later.content)} has a different {part} ({other!r}) "
        f"from the one in {former.source} ({one!r})",
        f"Keep one of the two: clear the {part} in the other.",
    )


def _note(former: Given, later: Given) -> Finding:
    return Finding(
        "answered-twice",
        Severity.NOTE,
        f"Action {title(later.content)} is answered in {former.source} as well; "
        "the two agree and count once.",
        Place(action=title(later.content), source=later.source),
    )
