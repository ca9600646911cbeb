"""What a careful reader would ask about an answer that can be taken as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.answers.expected_actions import Asked
from pipeline.answers.reply import Field, Reply, shortened
from pipeline.findings import Finding, Place, Severity
from pipeline.formwords import is_like_no_change
from pipeline.model import Answer
from pipeline.nochange import last_real_update

Look = Callable[[Reply, Answer, Asked], Iterator[Finding]]


def look(reply: Reply, answer: Answer, asked: Asked) -> Iterator[Finding]:
    """Yield all that is to be asked about `answer`."""
    for one in LOOKS:
        yield from one(reply, answer, asked)


def _like_no_change(reply: Reply, answer: Answer, asked: Asked) -> Iterator[Finding]:
    if is_like_no_change(answer.update, asked.layout):
        yield _finding(
            "answer-like-no-change",
            f"The update {shortened(answer.update)!r} reads like 'no change'.",
            "It is published as it is. If nothing changed, tick 'no change' instead; "
            f"the plan then says {asked.no_change.plain!r}.",
            reply,
            answer,
        )


def _repeat(reply: Reply, answer: Answer, asked: Asked) -> Iterator[Finding]:
    last = last_real_update(asked.plan, asked.actions[answer.key][1], asked.layout)
    if last and answer.update.words == last[1].words:
        yield _finding(
            "answer-repeats-last",
            f"The update repeats that of {last[0].label} word for word.",
            "If nothing changed, tick 'no change' instead.",
            reply,
            answer,
        )


def _status_alone(reply: Reply, answer: Answer, asked: Asked) -> Iterator[Finding]:
    before = asked.actions[answer.key][1].status
    if answer.status and answer.status != before and not answer.update:
        yield _finding(
            "status-without-update",
            f"The status moves from {before or 'blank'} to {answer.status}, "
            "and no update says why.",
            "Ask the owner for a sentence.",
            reply,
            answer,
        )


def _status_word(reply: Reply, answer: Answer, asked: Asked) -> Iterator[Finding]:
    word = asked.statuses.get(answer.update.plain.strip(" .").casefold())
    if word and not answer.status:
        yield _finding(
            "update-is-status",
            f"The update is only the word {answer.update.plain!r}, and no status is given.",
            f"Ask the owner: is {word!r} the new status? Then it belongs in the status column.",
            reply,
            answer,
        )


def _owner(reply: Reply, answer: Answer, asked: Asked) -> Iterator[Finding]:
    if answer.owner:
        before = asked.actions[answer.key][1].owner
        message = f"The owner changes from {before or 'blank'!r} to {answer.owner!r}."
        hint = "If that was not meant, clear the owner in the file."
        yield _finding("owner-changed", message, hint, reply, answer)


def _others(reply: Reply, answer: Answer, asked: Asked) -> Iterator[Finding]:
    action = asked.actions[answer.key][1]
    lasting = {c.name: cell for c, cell in zip(action.columns, action.cells, strict=True)}
    for name, text in answer.cells.items():
        if before := lasting.get(name):
            message = f"{name!r} changes from {shortened(before)!r} to {shortened(text)!r}."
            hint = "If that was not meant, clear the cell in the file."
            yield _finding("cell-changed", message, hint, reply, answer)


def _requirement(reply: Reply, answer: Answer, asked: Asked) -> Iterator[Finding]:
    returned = reply.content(Field.REQUIREMENT)
    published = asked.actions[answer.key][1].requirement
    if returned and returned.words != asked.requirements[answer.key]:
        yield _finding(
            "requirement-edited",
            f"The requirement was edited: it is {shortened(returned)!r} and "
            f"was {shortened(published)!r}.",
            "The published wording stays. A requirement is changed in the plan itself.",
            reply,
            answer,
        )


def _finding(code: str, message: str, hint: str, reply: Reply, answer: Answer) -> Finding:
    place = Place(action=answer.key, source=reply.source)
    return Finding(code, Severity.WARNING, message, place, hint)


LOOKS: tuple[Look, ...] = (
    _like_no_change,
    _repeat,
    _status_word,
    _status_alone,
    _owner,
    _others,
    _requirement,
)
