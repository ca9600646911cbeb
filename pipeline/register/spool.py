"""The entries of all plans, kept on disk while a register is made.

A register of thousands of plans does not fit the memory, so entries go through SQLite: in as each
plan is read, out in order, and beside the last register's entries to find what changed.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from pipeline.csvform import original
from pipeline.errors import UnreadableFileError
from pipeline.register.entry import Entry, Reading

_FIELDS = tuple(field.name for field in fields(Entry))
_CHANGES = """
SELECT 'new', e.body, e.action, e.period, '', e.text FROM entries e
    LEFT JOIN former f USING (body, action, period) WHERE f.body IS NULL
UNION ALL
SELECT 'removed', f.body, f.action, f.period, f.text, '' FROM former f
    LEFT JOIN entries e USING (body, action, period) WHERE e.body IS NULL
UNION ALL
SELECT 'update', e.body, e.action, e.period, f.text, e.text FROM entries e
    JOIN former f USING (body, action, period) WHERE e.text <> f.text
UNION ALL
SELECT 'status', e.body, e.action, e.period, f.status, e.status FROM entries e
    JOIN former f USING (body, action, period) WHERE e.status <> f.status AND e.newest
"""


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """What one entry was in the last register and is in this one."""

    kind: str
    """`new`, `removed`, `update` or `status`."""
    body: str
    action: str
    period: str
    before: str
    after: str


class Spool:
    """The entries of a register that is being made; the file at `path` is its own."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            f"CREATE TABLE entries (place INTEGER, body, newest, text, {', '.join(_OTHERS)});"
            "CREATE TABLE former (body, action, period, text, status);"
            "BEGIN"
        )

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def add(self, place: int, body: str, reading: Reading) -> None:
        """Take the entries of the plan at `place`; entries come out in this order."""
        newest = {entry.action: entry for entry in reading.entries}
        rows = (
            (place, body, newest[entry.action] is entry, entry.update, *_others(entry))
            for entry in reading.entries
        )
        marks = ", ".join("?" * (4 + len(_OTHERS)))
        self._db.executemany(f"INSERT INTO entries VALUES ({marks})", rows)  # noqa: S608

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """Yield each entry with the place of its plan, in the order they were added."""
        names = ", ".join("text" if name == "update" else name for name in _FIELDS)
        query = f"SELECT place, {names} FROM entries ORDER BY place, rowid"  # noqa: S608
        with closing(self._db.execute(query)) as rows:
            for place, *values in rows:
                yield place, Entry(*values)

    def load_former(self, path: Path) -> bool:
        """Take the entries of the last register, the CSV at `path`; return whether there is one.

        Raises UnreadableFileError if the file is not a register's.
        """
        if not path.is_file():
            return False
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                columns = ("body", "action", "period", "update", "status")
                values = (tuple(original(row[name]) for name in columns) for row in rows)
                self._db.executemany("INSERT INTO former VALUES (?, ?, ?, ?, ?)", values)
        except (OSError, UnicodeDecodeError, csv.Error, KeyError, AttributeError) as error:
            raise UnreadableFileError(
                f"{path} is not the entries of a register: {error}",
                hint="Choose another folder (--output), or move that file away.",
            ) from error
        return True

    def changes(self) -> Iterator[RegisterChange]:
        """Yield what differs from the last register, by body, action and period."""
        self._db.execute("CREATE INDEX IF NOT EXISTS by_key ON entries (body, action, period)")
        self._db.execute("CREATE INDEX IF NOT EXISTS by_former ON former (body, action, period)")
        with closing(self._db.execute(f"{_CHANGES} ORDER BY 2, 3, 4, 1")) as rows:
            yield from (RegisterChange(*row) for row in rows)


_OTHERS = tuple(name for name in _FIELDS if name != "update")


def _others(entry: Entry) -> tuple[str, ...]:
    return tuple(v for n, v in zip(_FIELDS, astuple(entry), strict=True) if n != "update")
