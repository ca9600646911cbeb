"""The contents of a form before it is a workbook or a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.digest import plan_digest
from pipeline.forms.selection import Selection
from pipeline.formwords import form_words, status_words
from pipeline.layout import Layout
from pipeline.model import Action, Period, Plan, Role
from pipeline.newcolumns import with_period
from pipeline.nochange import last_real_update
from pipeline.stamp import Stamp

_SHOWN = ("key", "recommendation_shown", "requirement", "owner", "due", "last_update", "status_now")
_FILLED = ("no change", "update", "status")

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
    shown: tuple[str, ...]
    """What the form shows of an action, in its order: the names of the headings in `words.toml`."""
    filled: tuple[str, ...]
    """What is to be filled in, behind what is shown: names as well, or headings of the plan."""
    own_headings: Mapping[str, str]
    """The plan's own headings for what is to be filled in, by their names."""
    entries: tuple[tuple[str, ...], ...]
    """For each action what `shown` names."""
    statuses: tuple[tuple[str, str], ...]
    """Each status word with its meaning."""

    @property
    def headings(self) -> dict[str, str]:
        """The printed heading for each name in `shown` and `filled`."""
        return {**form_words(self.layout)["headings"], **self.own_headings}

    def word(self, name: str) -> str:
        """Return one of the layout's words for its forms, filled in where it is a pattern."""
        return _word(self.layout, name)


def form_contents(
    plan: Plan,
    layout: Layout,
    period: Period,
    selections: Iterable[Selection],
    return_line: str = "",
) -> Iterator[FormContent]:
    """Yield the form of each of `selections`, which asks for `period` about its actions."""
    stamp = Stamp(period.date.isoformat() if period.date else "", plan_digest(plan))
    words = status_words(plan, layout).values()
    meanings = ((word, layout.status(word)) for word in words)
    statuses = tuple((word, status.meaning if status else "") for word, status in meanings)
    shown = tuple(name for name in _SHOWN if _has(plan, name))
    own = _own_headings(plan, period)
    instructions = [_filled(layout, text) for text in form_words(layout)["instructions"]]
    instructions += [return_line] * bool(return_line)
    filled = tuple(name for name in (*_FILLED, *own) if name in own or _has(plan, name))
    entries = {entry["key"]: entry for entry in _entries(plan, layout)}
    for selection in selections:
        yield FormContent(
            layout=layout,
            title=_word(layout, "title").format(period=period.label),
            subtitle=" · ".join(filter(None, (plan.title, selection.title))),
            instructions=tuple(instructions),
            stamp=stamp,
            stamp_line=_word(layout, "stamp").format(date=stamp.date, digest=stamp.digest[:12]),
            shown=shown,
            filled=tuple(dict.fromkeys(filled)),
            own_headings=own,
            entries=tuple(tuple(entries[key][name] for name in shown) for key in selection.keys),
            statuses=statuses,
        )


_ROLES = {
    "requirement": Role.REQUIREMENT,
    "owner": Role.OWNER,
    "due": Role.DUE,
    "status_now": Role.STATUS,
    "status": Role.STATUS,
}
"""The role without which a form does not show a thing, or ask for it."""


def _has(plan: Plan, name: str) -> bool:
    return name not in _ROLES or plan.columns.first(_ROLES[name]) is not None


def _own_headings(plan: Plan, period: Period) -> dict[str, str]:
    """Return the headings of the period's own columns that a form asks for beside the update.

    A status of the period is asked for under its own heading, and so is every other column.
    """
    columns = with_period(plan, period).columns
    update, status = columns.first(Role.UPDATE, period), columns.first(Role.STATUS, period)
    found = {}
    for place in columns.of(period):
        name = columns[place].heading or columns[place].name
        if place != update and name:
            found["status" if place == status else columns[place].name] = name
    return found


def _entries(plan: Plan, layout: Layout) -> Iterator[dict[str, str]]:
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        words = " ".join(recommendation.text.words)
        shown = ": ".join(filter(None, (recommendation.number, words)))
        for action in recommendation.actions:
            update = _last_update(plan, action, layout)
            yield {
                "key": next(keys),
                "recommendation_shown": shown,
                "requirement": action.requirement.plain,
                "owner": action.owner,
                "due": action.due,
                "last_update": update,
                "status_now": action.status,
            }


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
