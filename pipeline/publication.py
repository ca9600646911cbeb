"""What a renderer is given: the plan, the layout, and what surrounds an edition."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.layout import Layout
from pipeline.model import Period, Plan
from pipeline.richtext import clean_text


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """An artifact beside the one being rendered."""

    name: str
    """The file's name, without a folder."""
    format: str
    """`pdf`, `docx`, `html`, `json` or `csv`."""
    size: int
    """In bytes."""


_FORCE_LABELS = frozenset(
    (
        "force",
        "police force",
        "constabulary",
        "organisation",
        "public body",
        "authority",
        "council",
        "sefydliad",
        "heddlu",
        "corff",
        "awdurdod",
        "cyngor",
    )
)
_BODY = re.compile(
    r"(.+ )?(Police|Constabulary|Council|Authority|Commission(er)?|Agency|Trust|Ombudsman|Service)"
    r"( (Service|Office))?( (for|of) .+)?"
)
_LONGEST_NAME = 80
"""A line of more letters is a sentence about the plan."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the change note, and the actions it is about."""

    text: str
    actions: tuple[str, ...] = ()
    """The actions' keys; the text may list them, with commas between them."""
    is_news: bool = True
    """Whether the actions are not as they were in the edition before."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Alternate:
    """A web page that says the same in one language."""

    language: str
    """A language tag (BCP 47)."""
    name: str
    """The language, as its own readers call it."""
    file: str
    """The page's file, without a folder."""


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An edition as the web page and the feed list it, and what became of it."""

    date: dt.date
    """The newest period's date, which names the edition."""
    published: dt.date
    version: int
    page: str
    """The name of its web page, else of its first artifact; empty if it has none."""
    corrected: str = ""
    """Why it replaced the edition of this date before it; empty if there was none."""
    replaced: dt.date | None = None
    """The day on which a correction took its place."""
    withdrawn: dt.date | None = None
    withdrawal: str = ""
    """Why it was withdrawn; empty if it was not."""


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition about to be rendered. A renderer turns it into bytes and nothing else."""

    plan: Plan
    layout: Layout
    name: str
    """The artifacts' name without an ending: `action-plan-2026-06-27`."""
    files: tuple[PublishedFile, ...] = ()
    """The artifacts rendered before this one; the web page links to them."""
    changes: tuple[Sentence, ...] = ()
    """The change note: what is new in this edition, one plain sentence each."""
    alternates: tuple[Alternate, ...] = ()
    """The web pages of the edition, one in each language; empty if there is one language."""
    translated: Mapping[str, tuple[Sentence, ...]] = field(default_factory=dict)
    """The change note in other languages, by their tags."""
    correction: str = ""
    """When and why the edition was corrected, in one sentence; empty if it was not."""
    record: bytes = b""
    """The edition record as JSON, to be carried inside the PDF; empty if there is none."""
    editions: tuple[PastEdition, ...] = ()
    """Every edition of this name up to this one, the latest first; empty for a plan rendered as
    it is."""
    next_update: dt.date | None = None
    """When the next update is due; None if nobody says so."""

    @property
    def newest(self) -> Period | None:
        """The last period, None if the plan has none."""
        return self.plan.periods[-1] if self.plan.periods else None

    @property
    def date(self) -> dt.date | None:
        """The latest period's date: what the artifacts take for "now"."""
        return max((p.date for p in self.plan.periods if p.date), default=None)

    @property
    def force(self) -> str:
        """The body that publishes, as the plan's details name it; empty where none does."""
        return publishing_body(self.plan)


def edition_name(publication: Publication) -> str:
    """Return the edition's name, such as `Edition of 27 June 2026`; empty without a date."""
    layout, date = publication.layout, publication.date
    if date is None:
        return ""
    return str(layout.words["document"]["edition"].format(date=layout.date_text(date)))


def edition_line(publication: Publication) -> str:
    """Return what the PDF prints before the page number: the edition, and its correction if any."""
    return "  ·  ".join(filter(None, (edition_name(publication), publication.correction)))


def publishing_body(plan: Plan) -> str:
    """Return the body that the details of `plan` name as its publisher; empty where none does.

    A line without a label counts where it is a name: short, and with a word for such a body.
    """
    labelled = (d.text for d in plan.details if d.label.casefold() in _FORCE_LABELS)
    lines = (d.text for d in plan.details if not d.label and _names_a_body(d.text))
    return next(labelled, None) or next(lines, "")


def _names_a_body(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and bool(_BODY.fullmatch(text))


def titled(plan: Plan, layout: Layout, title: str = "") -> Plan:
    """Return `plan` with a title: its own, else `title`, else the layout's word for a plan without.

    Every artifact needs one: a reader shows it in place of the file's name (ISO 14289-1,
    7.1; WCAG 2.4.2).
    """
    if plan.title:
        return plan
    return replace(plan, title=clean_text(title) or layout.words["web"]["untitled"])
