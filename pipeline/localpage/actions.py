"""What the page offers: each action is a form, and the command that it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "date", "lines", "choice", "plan", "answers", "word"]
"""A `word` is an argument of the command that has no option; it comes last."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question of a form."""

    name: str
    label: str
    kind: Kind = "text"
    option: str = ""
    """The command's option: `--date`; empty for one that is not an option."""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Of a choice: the option's value and what it means."""
    is_required: bool = False

    def arguments(self, value: str) -> list[str]:
        """Return the answer as arguments; none if it is blank.

        A value is one argument with its option, so that it can be no option itself.
        """
        if self.kind == "lines":
            lines = (line.strip() for line in value.splitlines())
            return [f"{self.option}={line}" for line in lines if line]
        value = " ".join(value.split())
        if value and self.kind == "word":
            return ["--", value]
        return [f"{self.option}={value}"] if value and self.option else []


@dataclass(frozen=True, slots=True)
class Action:
    """A form of the page, and the command that it runs."""

    name: str
    title: str
    text: str
    command: tuple[str, ...]
    """What comes before the answers: `add-period`."""
    button: str
    fields: tuple[Field, ...] = ()
    for_pdf: tuple[str, ...] = ()
    """What is added where the file is a PDF."""

    def arguments(self, answers: Mapping[str, str], uploads: tuple[str, ...]) -> list[str]:
        """Return the command's arguments; `uploads` are the files that were kept of this form."""
        options = [a for f in self.fields for a in f.arguments(answers.get(f.name, ""))]
        upload = uploads[0] if uploads else ""
        command = [part.format(upload=upload) for part in self.command]
        return [*command, *(self.for_pdf if upload.lower().endswith(".pdf") else ()), *options]


_DATE = Field("date", "Date of the period", "date", "--date", is_required=True)
_PUBLISHED = Field(
    "published", "Day of publication", "date", "--published-on", "Left blank, it is today."
)
_MAP = Field(
    "map",
    "What a column is",
    "lines",
    "--map",
    "Only if it was read wrongly: a line for each column, such as Lead officer=owner.",
)
_MISSING = Field(
    "missing",
    "Where nobody answered",
    "choice",
    "--missing",
    choices=(
        ("", "say that no update was received; stop if nobody answered at all"),
        ("no-update", "say that no update was received"),
        ("no-change", "say that nothing changed"),
        ("blank", "leave the cell blank"),
    ),
)
_REASON = Field("reason", "Reason", option="--reason", hint="It is recorded.", is_required=True)

START = Action(
    "start",
    "Begin with your plan",
    "Choose the existing plan: PDF, Word, Excel, a web page, CSV or text. A copy of it is kept in "
    "this folder, with settings for it.",
    ("init", "--yes", "--from={upload}"),
    "Begin",
    (Field("plan", "The existing plan", "plan", is_required=True),),
)
READ = Action(
    "read",
    "See what was read",
    "Shows what the plan's words became, and what could not be decided. Of a PDF, each page is "
    "shown with what was found on it.",
    ("ingest", "{upload}"),
    "Read the plan",
    (_MAP,),
    ("--pictures=build/read",),
)
ASK = Action(
    "ask",
    "Ask for updates",
    "Makes the forms that the owners fill in, for Excel or for Word. Send them as you like.",
    ("request-updates",),
    "Make the forms",
    (
        _DATE,
        Field(
            "by",
            "Forms",
            "choice",
            "--by",
            choices=(
                ("", "one for the whole plan"),
                ("owner", "one for each owner"),
                ("recommendation", "one for each recommendation"),
            ),
        ),
        Field("format", "For", "choice", "--format", choices=(("xlsx", "Excel"), ("docx", "Word"))),
    ),
)
ANSWERS = Action(
    "answers",
    "Put answers in, and see who has answered",
    "Keeps the files that came back for that date, then says who has not answered. Choose none to "
    "see only that.",
    ("progress",),
    "Keep and count",
    (_DATE, Field("files", "Files that came back", "answers")),
)
TRY = Action(
    "try",
    "Review",
    "Does everything but publish, and shows what was found. Nothing is written.",
    ("add-period", "--dry-run"),
    "Try",
    (_DATE, _MISSING, _MAP),
)
ACCEPT = Action(
    "accept",
    "Accept what was found",
    "For a finding that a person has looked at, and that may be published as it is. The reason is "
    "kept with the edition.",
    ("accept",),
    "Accept",
    (
        _DATE,
        Field("at", "Where", option="--at", hint="An action's key, as the finding names it."),
        _REASON,
        Field("code", "Code of the finding", "word", hint="Such as long-cell.", is_required=True),
    ),
)
PUBLISH = Action(
    "publish",
    "Publish",
    "Makes the edition: PDF, Word, web page and data, each read back and compared.",
    ("add-period",),
    "Publish the edition",
    (_DATE, _PUBLISHED, _MISSING, _MAP),
)
CORRECT = Action(
    "correct",
    "Correct the latest edition",
    "Publishes it again with the answers as they are now. The former edition is kept, and the page "
    "says when and why it was corrected.",
    ("correct",),
    "Correct",
    (_DATE, _REASON, _PUBLISHED, _MISSING),
)
WITHDRAW = Action(
    "withdraw",
    "Withdraw the latest edition",
    "It stays on record, and is no longer continued.",
    ("withdraw",),
    "Withdraw",
    (_DATE, _REASON),
)
HISTORY = Action(
    "history",
    "See what was public",
    "Lists the editions, or what was public on a day.",
    ("history",),
    "Show",
    (Field("on", "On", "date", "--on", "Left blank, all editions are shown."),),
)

ACTIONS = {
    action.name: action
    for action in (START, READ, ASK, ANSWERS, TRY, ACCEPT, PUBLISH, CORRECT, WITHDRAW, HISTORY)
}
"""In the order of the page."""
