"""What the options of `add-period`, `review` and `accept` ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import options
from pipeline.cli.passphrase import signer

if TYPE_CHECKING:
    from pipeline.accept import Acceptances
    from pipeline.column import Missing
    from pipeline.draft import Request
    from pipeline.settings import Settings

Date = Annotated[
    dt.datetime,
    typer.Option(
        "--date",
        parser=options.parse_day,
        metavar=options.DAY,
        help="The period's date, as it is printed.",
    ),
]
OpenDate = Annotated[
    dt.datetime | None,
    typer.Option(
        "--date",
        parser=options.parse_day,
        metavar=options.DAY,
        help="The period's date.",
        show_default="the one whose updates are waiting",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options, as they were given."""

    date: dt.date | None
    """None for the one date whose updates are waiting."""
    plan: Path | None = None
    updates: Sequence[Path] | None = None
    name: str | None = None
    layout: str | None = None
    output: Path | None = None
    title: str | None = None
    interval: int | None = None
    formats: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    missing: Missing | None = None
    published: dt.date | None = None
    sign: Path | None = None
    map: Sequence[str] | None = None
    revisions: options.Revisions = "refuse"
    max_pages: int = options.MAX_PAGES
    max_bytes: int = options.MAX_BYTES
    accepted: Path | None = None
    reviewed_by: str = ""
    strict: bool = False
    amend: str = ""
    correct: str = ""
    dry_run: bool = False
    is_publishing: bool = False
    """Whether an edition is to be made, which may be signed."""

    def settings(self) -> Settings:
        """Return `publish.toml` with what was given in its place."""
        from dataclasses import replace

        from pipeline.settings import load_settings

        settings = load_settings()
        return replace(
            settings,
            layout=self.layout or settings.layout,
            output=self.output or settings.output,
            name=settings.name if self.name is None else self.name,
            title=self.title or settings.title,
            interval=self.interval or settings.interval,
            accepted=self.accepted or settings.accepted,
        )

    def request(self) -> Request:
        """Return the request; raises BadParameter where no date is given and none is waiting."""
        from pipeline.draft import Request
        from pipeline.ingest import ReadOptions
        from pipeline.parse.headings import read_mapping
        from pipeline.silence import Updates, find_updates

        settings = self.settings()
        date = self.date or open_date(settings, latest=bool(self.correct))
        return Request(
            date=date,
            plan=self.plan,
            updates=Updates(tuple(self.updates))
            if self.updates
            else find_updates(settings.updates, date, are_supposed=self.plan is not None),
            layout=settings.layout,
            output=settings.output,
            name=settings.name,
            formats=self.formats,
            languages=self.languages,
            strict=self.strict,
            dry_run=self.dry_run,
            missing=self.missing,
            amend=self.amend,
            correct=self.correct,
            published=self.published or _earliest_day(settings),
            sign=signer(self.sign or settings.sign) if self.is_publishing else None,
            first_plan=settings.plan,
            title=settings.title,
            interval=settings.interval,
            options=ReadOptions(self.revisions, self.max_pages, self.max_bytes),
            mapping=read_mapping(tuple(self.map or ())),
            check=settings.check,
            acceptances=_acceptances(settings.accepted),
            reviewed_by=self.reviewed_by,
        )


def _acceptances(path: Path) -> Acceptances:
    """Return what the file at `path` accepts, nothing if there is no such file."""
    if not path.is_file():
        return {}
    from pipeline.accept import load_acceptances  # all rules come with it

    return load_acceptances(path)


def _earliest_day(settings: Settings) -> dt.date:
    """Return today, or the day of the last edition where the clock is behind it."""
    from pipeline.editions import history

    last = history(settings.output).last(settings.name)
    return max(options.day(None), last.day) if last else options.day(None)


def open_date(settings: Settings, *, latest: bool) -> dt.date:
    """Return the one date that has updates and no edition, or that of the `latest` edition.

    Raises BadParameter if there is none, or several.
    """
    from pipeline.editions import history
    from pipeline.silence import dated_updates

    editions = history(settings.output).editions
    days = [e.record.date for e in editions if e.record.name == settings.name]
    published = max(days, default=dt.date.min)
    if latest and days:
        return published
    found = [date for date in dated_updates(settings.updates) if date > published]
    if len(found) != 1:
        there = f"updates for {', '.join(map(str, found))}" if found else "no updates"
        raise typer.BadParameter(
            f"give --date: {settings.updates} has {there} that are not published."
        )
    return found[0]
