"""The working folder as the page sees it: what is kept in it, and what may be taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from pipeline.errors import OutputError, PublishError
from pipeline.settings import load_settings
from pipeline.store import write_all

_LONGEST_NAME = 150
_SHOWN = ("build", "inputs")
"""The folders whose files may be downloaded."""


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """The folder that the page works in."""

    path: Path

    @property
    def has_settings(self) -> bool:
        """Whether it was begun: it has a `publish.toml`."""
        return (self.path / "publish.toml").is_file()

    def plan(self) -> str:
        """Return the plan that its settings name, from the folder; empty if there is none."""
        try:
            plan = load_settings(self.path / "publish.toml").plan
        except PublishError:  # the command that is run will say it
            return ""
        return plan.relative_to(self.path).as_posix() if plan.is_file() else ""

    def keep(self, name: str, data: bytes, day: str | None = None) -> str:
        """Return where the uploaded file `name` is kept, from the folder.

        A plan goes to `inputs/received/`; an answer for `day` to `inputs/updates/<day>/`. Raises
        OutputError for a name or a day that cannot be one, or where it cannot be written.
        """
        plain = PureWindowsPath(PurePosixPath(name).name).name
        is_name = plain and plain.isprintable() and not plain.startswith(".")
        if not is_name or len(plain) > _LONGEST_NAME:
            raise OutputError(
                f"{name[:_LONGEST_NAME]!r} cannot be a file's name; it was not kept",
                "Rename the file and choose it again.",
            )
        place = PurePosixPath("inputs", *(("received",) if day is None else ("updates", _iso(day))))
        write_all(self.path / place, {plain: data})
        return (place / plain).as_posix()

    def file(self, name: str) -> Path | None:
        """Return the file `name` of the folder that may be downloaded, None if there is none."""
        path = (self.path / name).resolve()
        roots = [(self.path / root).resolve() for root in _SHOWN]
        inside = any(path.is_relative_to(root) for root in roots)
        hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
        return path if inside and not hidden and path.is_file() else None

    def files(self) -> Iterator[str]:
        """Yield the files that may be downloaded, those that were published first."""
        for root in _SHOWN:
            for path in sorted((self.path / root).rglob("*")):
                name = path.relative_to(self.path).as_posix()
                if self.file(name):
                    yield name

    def state(self) -> dict[str, int]:
        """Return when each file that may be downloaded was written last, in nanoseconds."""
        return {name: (self.path / name).stat().st_mtime_ns for name in self.files()}


def _iso(day: str) -> str:
    try:
        return dt.date.fromisoformat(day.strip()).isoformat()
    except ValueError as error:
        raise OutputError(
            f"{day[:40]!r} is not a date; nothing was kept", "Give it as YYYY-MM-DD."
        ) from error
