"""Reminders to single people: a text for each, and a draft that a mail program opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from pipeline.answers.progress import Progress
from pipeline.forms.selection import file_names
from pipeline.formwords import form_words
from pipeline.layout import Layout
from pipeline.model import Action, Period, Plan, Recommendation
from pipeline.people import People, Person

_LONGEST = 100
"""Characters of what is asked, behind the key of an action."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one person is reminded of."""

    name: str
    """The draft's file name: `2026-06-27-jo-bloggs.eml`."""
    person: Person
    keys: tuple[str, ...]
    """The actions without an answer."""
    subject: str
    text: str


def reminders(
    people: People,
    plan: Plan,
    progress: Progress,
    period: Period,
    layout: Layout,
    return_by: dt.date | None = None,
) -> tuple[Reminder, ...]:
    """Return a reminder for each person whose answers are missing, in the file's order."""
    missing = set(progress.whole.missing)
    asked = {
        person: tuple(key for key in people.keys(person, plan) if key in missing)
        for person in people.people
    }
    late = {person: keys for person, keys in asked.items() if keys}
    names = file_names(person.name for person in late)
    words: Mapping[str, str] = form_words(layout)["person"]
    day = f"{period.date.isoformat()}-" if period.date else ""
    return tuple(
        Reminder(
            f"{day}{name}.eml",
            person,
            keys,
            words["subject"].format(period=period.label),
            _text(person, keys, people, plan, period, layout, return_by),
        )
        for name, (person, keys) in zip(names, late.items(), strict=True)
    )


def draft(reminder: Reminder) -> bytes:
    """Return `reminder` as a message that is not sent: mail programs open it to be edited.

    It has no date and no sender, so the same reminder gives the same bytes.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = reminder.person.email
    message["Subject"] = " ".join(reminder.subject.split())
    message.set_content(reminder.text + "\n", cte="quoted-printable")
    return message.as_bytes()


def return_line(people_address: str, return_by: dt.date | None, layout: Layout) -> str:
    """Return the sentence that says where answers go and by when; empty if neither is known."""
    words: Mapping[str, str] = form_words(layout)["person"]
    name = {(True, True): "return", (True, False): "return_to", (False, True): "return_by"}.get(
        (bool(people_address), return_by is not None)
    )
    if name is None:
        return ""
    date = layout.date_text(return_by) if return_by else ""
    return words[name].format(address=people_address, date=date)


def asked_words(recommendation: Recommendation, action: Action) -> str:
    """Return what is asked of `action`: its requirement, else its recommendation's text."""
    text = action.requirement or recommendation.text
    return " ".join(text.words)


def _text(
    person: Person,
    keys: tuple[str, ...],
    people: People,
    plan: Plan,
    period: Period,
    layout: Layout,
    return_by: dt.date | None,
) -> str:
    words: Mapping[str, str] = form_words(layout)["person"]
    pairs = [(part, action) for part in plan.recommendations for action in part.actions]
    asked = dict(zip(plan.keys(), pairs, strict=True))
    lines = [f"{key}: {_shortened(asked_words(*asked[key]))}".rstrip(": ") for key in keys]
    pattern = words["missing_one"] if len(keys) == 1 else words["missing_many"]
    opening = pattern.format(period=period.label, count=len(keys))
    closing = return_line(people.return_to, return_by, layout)
    parts = [
        words["greeting"].format(name=person.name),
        opening,
        "\n".join(lines),
        " ".join(filter(None, (words["how"], closing))),
    ]
    return "\n\n".join(parts)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rpartition(' ')[0]} ..."
