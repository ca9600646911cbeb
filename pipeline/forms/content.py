"""What stands on a form, in plain words, before it is a workbook or a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.digest import plan_digest
from pipeline.forms.selection import Selection
from pipeline.formwords import form_words, status_words
from pipeline.layout import Layout
from pipeline.model import Action, Period, Plan
from pipeline.nochange import last_real_update
from pipeline.stamp import Stamp

SHOWN = ("key", "recommendation_shown", "requirement", "owner", "last_update", "status_now")
"""What a form shows of an action, in its order: the names of the headings in `words.toml`."""
FILLED = ("no change", "update", "status")
"""What is to be filled in, behind what is shown."""

_LONGEST = 1100
"""Characters of a last update: a sheet's row grows to 409 points and hides what goes beyond."""


@dataclass(frozen=True, slots=True)
class FormContent:
    """One form: a heading, an entry for each action it asks about, and the words around them."""

    layout: Layout
    title: str
    subtitle: str
    """The plan, and whom the form is for."""
    instructions: tuple[str, ...]
    stamp: Stamp
    stamp_line: str
    """The stamp as people see it."""
    entries: tuple[tuple[str, ...], ...]
    """For each action what `SHOWN` names."""
    statuses: tuple[tuple[str, str], ...]
    """Each status word with its meaning."""

    @property
    def headings(self) -> dict[str, str]:
        """The printed heading for each name in `SHOWN` and `FILLED`."""
        found: dict[str, str] = form_words(self.layout)["headings"]
        return found

    def word(self, name: str) -> str:
        """Return one of the layout's words for its forms, filled in where it is a pattern."""
        return _word(self.layout, name)


def form_contents(
    plan: Plan, layout: Layout, period: Period, selections: Iterable[Selection]
) -> Iterator[FormContent]:
    """Yield the form of each of `selections`, which asks for `period` about its actions."""
    stamp = Stamp(period.date.isoformat() if period.date else "", plan_digest(plan))
    words = status_words(plan, layout).values()
    meanings = ((word, layout.status(word)) for word in words)
    statuses = tuple((word, status.meaning if status else "") for word, status in meanings)
    entries = {entry[0]: entry for entry in _entries(plan, layout)}
    for selection in selections:
        yield FormContent(
            layout=layout,
            title=_word(layout, "title").format(period=period.label),
            subtitle=" · ".join(filter(None, (plan.title, selection.title))),
            instructions=tuple(_filled(layout, t) for t in form_words(layout)["instructions"]),
            stamp=stamp,
            stamp_line=_word(layout, "stamp").format(date=stamp.date, digest=stamp.digest[:12]),
            entries=tuple(entries[key] for key in selection.keys),
            statuses=statuses,
        )


def _entries(plan: Plan, layout: Layout) -> Iterator[tuple[str, ...]]:
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        words = " ".join(recommendation.text.words)
        shown = ": ".join(filter(None, (recommendation.number, words)))
        for action in recommendation.actions:
            update = _last_update(plan, action, layout)
            required = action.requirement.plain
            yield (next(keys), shown, required, action.owner, update, action.status)


def _last_update(plan: Plan, action: Action, layout: Layout) -> str:
    """Return the last real update below its period's date."""
    found = last_real_update(plan, action, layout)
    if found is None:
        return _word(layout, "none_yet")
    period, update = found
    date = layout.date_text(period.date) if period.date else period.label
    text = update.plain
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST].rsplit(maxsplit=1)[0]} {_word(layout, 'cut')}"
    return f"{date}:\n{text}"


def _word(layout: Layout, name: str) -> str:
    return str(form_words(layout)[name])


def _filled(layout: Layout, pattern: str) -> str:
    """Return `pattern` with the words that a person is to look for on the form."""
    headings = form_words(layout)["headings"]
    return pattern.format(no_change=headings["no change"])
