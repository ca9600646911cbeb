"""Options that several commands share, and what they are turned into."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Annotated, Literal

import typer

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")
DAY = "YYYY-MM-DD"
"""How `--help` writes it."""


def parse_day(text: str) -> dt.datetime:
    """Return the day in `text`: 2026-06-27, 27/06/2026 or 27 June 2026.

    Raises BadParameter for anything else, and for a day that no calendar has.
    """
    for pattern in _DAYS:
        try:
            return dt.datetime.strptime(" ".join(text.split()), pattern)
        except ValueError:
            continue
    raise typer.BadParameter(
        f"{text!r} is not a day. Write 2026-06-27, 27/06/2026 or 27 June 2026."
    )


Revisions = Literal["refuse", "accept", "reject"]

Layout = Annotated[
    str | None,
    typer.Option(
        "--layout", metavar="LAYOUT", help="The layout's name or folder.", show_default=False
    ),
]
Title = Annotated[
    str | None,
    typer.Option(
        "--title",
        metavar="TITLE",
        help="The plan's title, where the plan has none.",
        show_default=False,
    ),
]
Interval = Annotated[
    int | None,
    typer.Option(
        "--interval",
        min=1,
        max=60,
        metavar="MONTHS",
        help="Months to the next update, which the web page announces.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FOLDER", help="The folder to write to.", show_default=False
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="NAME", help="The name that the artifacts begin with.", show_default=False
    ),
]
Plan = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        metavar="FILE",
        help="The existing plan, in any format; without it the latest edition is continued.",
        show_default=False,
    ),
]
PlanArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="PLAN",
        help="A plan, in any format; without it the latest edition.",
        show_default=False,
    ),
]
Updates = Annotated[
    list[Path] | None,
    typer.Option(
        "--updates",
        metavar="PATH",
        help="A file or folder of updates. May be repeated.",
        show_default=False,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="An artifact's format. May be repeated.",
        show_default=False,
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="The language of the printed words, such as cy. May be repeated: for each further "
        "one there is a web page more.",
        show_default=False,
    ),
]
Missing = Annotated[
    Literal["no-update", "no-change", "blank", "refuse"] | None,
    typer.Option(
        "--missing",
        help="What to show where nobody answered; given, a run without any answers goes on.",
        show_default="no-update",
    ),
]
PublishedOn = Annotated[
    dt.datetime | None,
    typer.Option(
        "--published-on",
        parser=parse_day,
        metavar=DAY,
        help="The day on which it becomes public.",
        show_default="today",
    ),
]
Sign = Annotated[
    Path | None,
    typer.Option(
        "--sign",
        metavar="FILE",
        help="Sign with this certificate (.p12); its passphrase is in PUBLISH_PASSPHRASE.",
        show_default=False,
    ),
]
Accepted = Annotated[
    Path | None,
    typer.Option(
        "--accepted",
        metavar="FILE",
        help="The file of accepted findings (publish accept).",
        show_default=False,
    ),
]
People = Annotated[
    Path | None,
    typer.Option(
        "--people",
        metavar="FILE",
        help="Who answers which action: a TOML or CSV file.",
        show_default=False,
    ),
]
ReturnBy = Annotated[
    dt.datetime | None,
    typer.Option(
        "--return-by",
        parser=parse_day,
        metavar=DAY,
        help="The day by which answers are asked for.",
        show_default=False,
    ),
]
ReturnTo = Annotated[
    str,
    typer.Option(
        "--return-to",
        metavar="ADDRESS",
        help="The address that answers go to.",
        show_default=False,
    ),
]
All = Annotated[
    bool,
    typer.Option(
        "--all",
        help="Show what was found before and what was accepted as well; in a folder with "
        "plans/NAME/publish.toml, do it for each of these plans.",
    ),
]
EveryPlan = Annotated[
    bool, typer.Option("--all", help="Do it for each plan in plans/NAME/publish.toml.")
]
ReviewedBy = Annotated[
    str,
    typer.Option(
        "--reviewed-by",
        metavar="ROLE",
        help="The role of the person who releases the edition; kept in the record.",
        show_default=False,
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Do everything but write.")]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADING=ROLE",
        help='Set what a column is: "Heading=role", with one of the roles number, recommendation, '
        "reference, requirement, owner, period, status, date and ignore. An empty heading is "
        '"column 3". May be repeated.',
        show_default=False,
    ),
]
TrackedChanges = Annotated[
    Revisions, typer.Option("--revisions", help="What to do with tracked changes in a DOCX.")
]
MaxPages = Annotated[
    int, typer.Option("--max-pages", min=1, metavar="NUMBER", help="Refuse a PDF with more pages.")
]
MaxBytes = Annotated[
    int, typer.Option("--max-bytes", min=1, metavar="NUMBER", help="Refuse a larger file.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at warnings (exit code 8).")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]

MAX_PAGES = 1000
MAX_BYTES = 200_000_000

_LONGEST_REASON = 200
"""Characters: a reason is printed in one line of the PDF's footer."""


def reason(text: str) -> str:
    """Return `text`, a reason that is printed, on one line; raises BadParameter for none."""
    return _one_line(text, "a reason")


def role(text: str) -> str:
    """Return `text`, a person's role, on one line; raises BadParameter where it is another."""
    return _one_line(text, "a role") if text else ""


def _one_line(text: str, what: str) -> str:
    line = " ".join(text.split())
    if not line or not line.isprintable() or len(line) > _LONGEST_REASON:
        raise typer.BadParameter(
            f"{what} is one line of text with at most {_LONGEST_REASON} characters."
        )
    return line


def day(given: dt.datetime | None) -> dt.date:
    """Return the day that was `given`, else today's date.

    `SOURCE_DATE_EPOCH` in the environment replaces the clock, as in every reproducible build
    (reproducible-builds.org/specs/source-date-epoch).
    """
    if given is not None:
        return given.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.date.today()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise typer.BadParameter(
            f"SOURCE_DATE_EPOCH is {epoch!r}, and not a number of seconds."
        ) from error
