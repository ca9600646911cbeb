"""Where a period's updates are, and what happens without any: silence is not a statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.answers.files import answer_files
from pipeline.answers.fit import are_of_another_plan
from pipeline.errors import NothingAnsweredError
from pipeline.ingest import ReadOptions
from pipeline.layout import Layout
from pipeline.model import Period, Plan

_GO_ON = "To go on without, choose what is printed: --missing no-update"


@dataclass(frozen=True, slots=True)
class Updates:
    """Where a period's updates are."""

    paths: tuple[Path, ...]
    """Files, and folders of files."""
    are_supposed: bool = False
    """Nobody named them, and the plan is not the one they lie beside: they may be another's."""
    folder: Path | None = None
    """The folder that was looked in; None where `paths` were named."""
    waiting: Mapping[dt.date, tuple[Path, ...]] = field(default_factory=dict)
    """What the folder has for other dates."""


def find_updates(folder: Path, date: dt.date, *, are_supposed: bool = False) -> Updates:
    """Return the updates for `date` in `folder`: `<date>/` and `<date>.*`."""
    found = dated_updates(folder)
    paths = found.pop(date, ())
    return Updates(paths, are_supposed, folder, found)


def dated_updates(folder: Path) -> dict[dt.date, tuple[Path, ...]]:
    """Return the updates in `folder` by their date, the earliest first."""
    return dict(_dated(folder))


def check_silence(
    updates: Updates,
    plan: Plan,
    period: Period,
    layout: Layout,
    options: ReadOptions,
    is_continued: bool,
    is_answered: bool,
) -> None:
    """Raise NothingAnsweredError if publishing `period` would pass over people's answers.

    That is where an edition is continued and nobody answered, where nobody answered and there
    are answers for a later date, and where those for an earlier date could never be published.
    """
    waiting = {
        date: paths
        for date, paths in updates.waiting.items()
        if _is_open(date, plan)
        and not (updates.are_supposed and are_of_another_plan(paths, plan, period, layout, options))
    }
    passed = {date: paths for date, paths in waiting.items() if period.date and date < period.date}
    if is_answered and passed:
        raise _passed(updates, period, passed)
    if not is_answered and (is_continued or waiting):
        raise _unanswered(updates, period, waiting)


def _dated(folder: Path) -> Iterator[tuple[dt.date, tuple[Path, ...]]]:
    """Yield each date that `folder` has updates for, with its folder first."""
    found: dict[dt.date, list[Path]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = path.name if path.is_dir() else path.name.partition(".")[0]
        try:
            date = dt.date.fromisoformat(name)
        except ValueError:
            continue
        if date.isoformat() == name:
            found.setdefault(date, []).append(path)
    for date, paths in sorted(found.items()):
        yield date, tuple(sorted(paths, key=lambda p: (p.is_file(), p.name)))


def _is_open(date: dt.date, plan: Plan) -> bool:
    """Return whether `plan` may still get a period of `date`."""
    return all(period.date is None or period.date < date for period in plan.periods)


def _unanswered(
    updates: Updates, period: Period, waiting: Mapping[dt.date, tuple[Path, ...]]
) -> NothingAnsweredError:
    there = "; ".join(_counted(date, paths) for date, paths in waiting.items())
    if updates.paths:
        names = ", ".join(map(str, updates.paths))
        message = f"nothing in {names} answers an action for {period.date}"
    else:
        message = f"there is nothing for {period.date} in {updates.folder or 'the updates'}"
    if there:
        return NothingAnsweredError(
            f"{message}; there is {there}", f"Give that date (--date). {_GO_ON}."
        )
    place = f"Put the answers into {updates.folder}/{period.date}, or name" * bool(updates.folder)
    return NothingAnsweredError(message, f"{place or 'Name'} them with --updates. {_GO_ON}.")


def _passed(
    updates: Updates, period: Period, passed: Mapping[dt.date, tuple[Path, ...]]
) -> NothingAnsweredError:
    there = "; ".join(_counted(date, paths) for date, paths in passed.items())
    return NothingAnsweredError(
        f"{updates.folder} has answers that no edition has published: {there}; "
        f"after an edition of {period.date} none can",
        f"Publish them first (--date {min(passed)}), or move them into {updates.folder}/"
        f"{period.date}. {_GO_ON}.",
    )


def _counted(date: dt.date, paths: tuple[Path, ...]) -> str:
    count = sum(1 for path in answer_files(paths) if isinstance(path, Path))
    return f"{date} with {count} {'file' if count == 1 else 'files'}"
