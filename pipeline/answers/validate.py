"""What one reply means: an answer, a new action, something to ask about, or a fault."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from pipeline.answers.expected_actions import Asked
from pipeline.answers.queries import look
from pipeline.answers.reply import Fault, Field, Reply, outside, shortened
from pipeline.answers.table import FILLED
from pipeline.errors import AnswersError
from pipeline.findings import Finding, Source
from pipeline.model import Answer, NewAction, Role
from pipeline.nochange import is_no_change
from pipeline.richtext import EMPTY, RichText, rich_text

NEW = "new"
"""What is in the key column for an action that begins with the period."""

_TICKED = frozenset(("yes", "y", "x", "true", "1", "✓", "✔", "☑", "☒"))
_UNTICKED = frozenset(("", "no", "n", "false", "0", "☐"))


@dataclass(frozen=True, slots=True)
class Given:
    """An answer or a new action, with the place it was read from."""

    content: Answer | NewAction
    source: Source


Verdict = Given | Finding | Fault


def judge(reply: Reply, asked: Asked) -> Iterator[Verdict]:
    """Yield what `reply` gives and all findings about it; nothing for a blank row."""
    name = reply.text(Field.KEY).strip()
    if name.casefold() == NEW or (not name and reply.text(Field.REFERENCE)):
        yield from _new(reply, asked)
    elif name:
        key = asked.find(name, reply.source)
        yield from _answer(reply, key, asked) if isinstance(key, str) else (key,)
    elif any(reply.content(field) for field in FILLED) or any(reply.others.values()):
        yield _fault(reply, "the row has no key", "Write the action's key, or clear the row.")
    else:
        blocks = (block for content in reply.fields.values() for block in content.blocks)
        yield outside(rich_text(blocks), reply.source)


def _answer(reply: Reply, key: str, asked: Asked) -> Iterator[Verdict]:
    status = yield from _status(reply, asked)
    update, owner = reply.content(Field.UPDATE), reply.text(Field.OWNER)
    tick = reply.text(Field.NO_CHANGE).strip().casefold()
    if tick not in _TICKED | _UNTICKED:
        yield _fault(reply, f"'no change' says {tick!r} for action {key}", "Write Yes or nothing.")
    elif tick in _TICKED:
        if update and not is_no_change(update, asked.layout):
            message = f"action {key} has 'no change' and an update: {shortened(update)!r}"
            yield _fault(reply, message, "Clear one of the two.")
        update = update or asked.no_change
    action = asked.actions[key][1]
    owner = "" if owner == action.owner else owner
    others = asked.changed(key, reply.others)
    answer = Answer(key, update, status or None, owner or None, others)
    if size := _size(update):
        hint = "Write what has happened in a paragraph or two; the plan has the rest."
        yield _fault(reply, f"the update of action {key} has {size}", hint)
    elif answer != Answer(key):
        yield from _moved(reply, key, asked)
        yield from look(reply, answer, asked)
        yield Given(answer, reply.source)


_MOST_LINES, _MOST_SIGNS = 200, 20_000
"""Lines and characters of an update; the longest of real plans has about 5,000 characters."""


def _size(update: RichText) -> str:
    """Return how long `update` is, where it is a document rather than an update."""
    lines, signs = sum(1 for _ in update.lines()), len(update.plain)
    if lines <= _MOST_LINES and signs <= _MOST_SIGNS:
        return ""
    return (
        f"{lines:,} lines and {signs:,} characters; "
        f"at most {_MOST_LINES} lines and {_MOST_SIGNS:,} characters are taken"
    )


def _moved(reply: Reply, key: str, asked: Asked) -> Iterator[Fault]:
    """Yield a fault where the row shows another action's requirement: a sort tore rows apart."""
    shown = reply.content(Field.REQUIREMENT).words
    if not shown or shown == asked.requirements[key]:
        return
    others = [other for other, words in asked.requirements.items() if words == shown]
    if others:
        message = f"the row has the key {key} beside the requirement of {' or '.join(others)}"
        yield _fault(
            reply, message, "See which of the two the update answers, and correct the key."
        )


def _status(reply: Reply, asked: Asked) -> Generator[Fault, None, str]:
    """Return the status in the plan's spelling, after a fault where the plan has no such word."""
    word = reply.text(Field.STATUS).strip()
    if word == asked.prompt:
        return ""
    if word and word.casefold() not in asked.statuses:
        words = ", ".join(dict.fromkeys(asked.statuses.values()))
        yield _fault(reply, f"the status {word!r} is not in the list", f"Use one of: {words}.")
    return asked.statuses.get(word.casefold(), "")


def _new(reply: Reply, asked: Asked) -> Iterator[Verdict]:
    status = yield from _status(reply, asked)
    number, reference = reply.text(Field.RECOMMENDATION), reply.text(Field.REFERENCE)
    known = {r.number for r in asked.plan.recommendations}
    text = EMPTY if number and number in known else reply.content(Field.TEXT)
    is_numbered = asked.plan.columns.first(Role.NUMBER) is not None
    if not number and is_numbered:
        yield _fault(reply, "the new action has no recommendation", "Write its number.")
    elif number not in known and not text:
        message = f"the plan has no recommendation {number!r}, and the new action gives no text"
        yield _fault(reply, message, "Correct the number, or give the recommendation's text.")
    is_asked = asked.plan.columns.first(Role.REQUIREMENT) is not None
    if is_asked and not reply.content(Field.REQUIREMENT):
        yield _fault(reply, "the new action has no requirement", "Write what is asked.")
    if reference in asked.actions:
        message = f"the new action has the reference {reference!r}, which the plan has already"
        yield _fault(reply, message, f"To answer that action write {reference} as the key.")
    requirement, owner = reply.content(Field.REQUIREMENT), reply.text(Field.OWNER)
    update = reply.content(Field.UPDATE)
    others = {name: content for name, content in reply.others.items() if content}
    new = NewAction(number, text, reference, requirement, owner, update, status, others)
    yield Given(new, reply.source)


def _fault(reply: Reply, message: str, hint: str) -> Fault:
    return Fault(AnswersError, reply.source, message, hint)
