"""The summary at the head of a document: where the plan is, in a few lines.

It depends on the plan and the layout alone, so that an edition can be set again from its record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.nochange import UpdateKind
from pipeline.overview import Late, Overview, overview
from pipeline.publication import Publication

_SENTENCES = {
    UpdateKind.UPDATE: "updated",
    UpdateKind.NO_CHANGE: "not_changed",
    UpdateKind.MISSING: "without_update",
}
"""The sentence of the change note that counts the updates of a kind."""
_MOST = 12
"""Late actions that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Share:
    """The actions of one status."""

    word: str
    count: int
    percent: float
    """Of all actions."""
    status: int | None
    """The place of its word in the layout's legend, counted from 0."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is printed of an edition above its table."""

    title: str
    newest: str
    """A sentence that names the newest period; empty if there is none."""
    headings: tuple[str, str]
    """Of the table of counts."""
    shares: tuple[Share, ...]
    """One for each status; empty if no action has one."""
    alternative: str
    """What the bar shows, in words."""
    news: tuple[str, ...]
    """What the newest period says, a sentence each."""
    late: str
    """A sentence that names the late actions; empty where none is late."""

    def texts(self) -> Iterator[str]:
        """Yield each text, in the order of the page."""
        yield from (self.title, self.newest)
        if self.shares:
            yield from self.headings
        for share in self.shares:
            yield from (share.word, str(share.count))
        yield from self.news
        yield self.late


def summary(publication: Publication) -> Summary | None:
    """Return the summary of `publication`; None if the layout wants none or it says nothing."""
    layout = publication.layout
    if not layout.summary:
        return None
    words: dict[str, Any] = layout.words["summary"]
    found = overview(publication.plan, layout)
    shares = tuple(_shares(found, publication, words))
    late = _late(found.late, words)
    newest = publication.newest
    news = tuple(_news(found, newest.label, layout.words["changes"])) if newest else ()
    if not (shares or late or news):
        return None
    return Summary(
        words["title"],
        words["newest"].format(period=newest.label) if newest else "",
        (words["status"], words["actions"]),
        shares,
        _alternative(shares, words),
        news,
        late,
    )


def _news(found: Overview, period: str, words: dict[str, Any]) -> Iterator[str]:
    """Yield how many actions have an update in the newest period, no change, or nothing."""
    for kind, name in _SENTENCES.items():
        if count := len(found.kinds.get(kind, ())):
            one, many = words[name]
            yield (one if count == 1 else many).format(count=count, period=period)


def _shares(found: Overview, publication: Publication, words: dict[str, Any]) -> Iterator[Share]:
    layout = publication.layout
    total = sum(status.count for status in found.statuses)
    for each in found.statuses:
        status = layout.status(each.word) if each.word else None
        place = layout.statuses.index(status) if status else None
        yield Share(each.word or words["none"], each.count, 100 * each.count / total, place)


def _alternative(shares: Sequence[Share], words: dict[str, Any]) -> str:
    parts = (words["part"].format(count=share.count, status=share.word) for share in shares)
    total = sum(share.count for share in shares)
    return str(words["bar"].format(total=total, parts=", ".join(parts)))


def _late(late: Sequence[Late], words: dict[str, Any]) -> str:
    if not late:
        return ""
    named = ", ".join(words["due"].format(action=e.key, due=e.due) for e in late[:_MOST])
    if len(late) > _MOST:
        named = words["more"].format(actions=named, count=len(late) - _MOST)
    one, many = words["late"]
    return str((one if len(late) == 1 else many).format(count=len(late), actions=named))
