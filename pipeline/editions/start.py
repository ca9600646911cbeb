"""Where a run begins: the edition that is continued, or the plan of a first edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pipeline.editions.chain import Chain
from pipeline.editions.folder import Edition
from pipeline.editions.published import published_file
from pipeline.errors import MissingFileError, PublishedError, UnreadableFileError

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Start:
    """What a run begins with."""

    plan: Path
    """The file that the existing plan is read from."""
    follows: Edition | None = None
    """The edition before the new one; None for a first edition."""
    replaces: Edition | None = None
    """The edition in force of the new one's date."""

    @property
    def message(self) -> str:
        """What the run says about the edition that it continues; empty for a first edition."""
        return f"continuing {edition_text(self.follows)}" if self.follows else ""


def find_start(
    chain: Chain, name: str, date: dt.date | None, given: Path | None, first: Path
) -> Start:
    """Return where a run for `date` begins among the editions of `name`.

    The plan is the one that was `given`, else the edition before `date`, else `first`, the plan
    of a first edition. Without a `date` the latest edition is what the run begins with.
    Raises UnreadableFileError if a record of `name` cannot be read, InputError where the
    edition to continue has lost its files, MissingFileError where there is neither an edition nor
    a plan, PublishedError where `date` has an edition that a later one follows.
    """
    _check_readable(chain, name)
    standing = chain.standing(name)
    if not standing:
        return Start(given or _there(first))
    *earlier, latest = standing
    if date in {edition.record.date for edition in earlier} and date is not None:
        check_replaceable(chain, name, date, "published again")
    if date != latest.record.date:
        return Start(given or published_file(latest), latest)
    before = earlier[-1] if earlier else None
    return Start(given or (published_file(before) if before else _there(first)), before, latest)


def _there(first: Path) -> Path:
    """Return `first`, the plan of a first edition, if it is there."""
    if not first.exists():
        raise MissingFileError(
            f"there is no plan here: no file {first}, and no edition to continue",
            hint="Go to the folder of your plan, or make one: publish init --from FILE.",
        )
    return first


def check_replaceable(chain: Chain, name: str, date: dt.date, verb: str) -> Edition:
    """Return the edition of `date`, if it is the latest of `name`.

    Raises PublishedError, saying what can be done, where it is not; `verb` is what should be
    done with it: `corrected`, `published again` or `withdrawn`.
    """
    standing = chain.standing(name)
    found = next((e for e in standing if e.record.date == date), None)
    if found is None:
        there = ", ".join(e.record.date.isoformat() for e in standing) or "none"
        withdrawals = (chain.withdrawn(e) for e in chain.editions if _is(e, name, date))
        withdrawn = next(filter(None, withdrawals), None)
        since = f": it was withdrawn on {day_text(withdrawn.day)}" if withdrawn else ""
        raise PublishedError(
            f"{name} has no edition of {date} in {chain.folder} that could be {verb}{since}",
            hint=f"Its editions in force are: {there}.",
        )
    latest = standing[-1]
    if found is not latest:
        raise PublishedError(
            f"{edition_text(found)}, cannot be {verb}: {edition_text(latest)}, follows it and "
            "repeats its cells",
            hint=_forward(latest, verb),
        )
    return found


def edition_text(edition: Edition) -> str:
    """Return the name of `edition` in a message: `action-plan, edition of 27 June 2026`."""
    record = edition.record
    return f"{record.name}, edition of {day_text(record.date)}"


def day_text(day: dt.date) -> str:
    """Return `day` as messages write it: `27 June 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _is(edition: Edition, name: str, date: dt.date) -> bool:
    return (edition.record.name, edition.record.date) == (name, date)


def _forward(latest: Edition, verb: str) -> str:
    """Return how something is put right that is not in the latest edition alone."""
    if verb == "withdrawn":
        return f"Withdraw the edition of {latest.record.date} first."
    return (
        f"Put it right in a copy of {published_file(latest)} and give that to the next edition: "
        'publish add-period --date DATE --plan COPY --amend "reason". Both wordings are recorded.'
    )


def _check_readable(chain: Chain, name: str) -> None:
    for finding in chain.findings:
        path = Path(finding.place.source.path if finding.place.source else "")
        if finding.code == "record-unreadable" and path.name.startswith(f"{name}-"):
            raise UnreadableFileError(finding.message, finding.hint)
