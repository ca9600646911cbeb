"""Write a register: web pages, a workbook, CSV, JSON and, where pyarrow is there, Parquet.

Everything is written beside the former register first and then put in its place, so a run that
fails leaves the former one whole. Entries are written as they come out of the spool.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.csvform import harmless
from pipeline.errors import MachineError, OutputError
from pipeline.layout import Layout
from pipeline.register.build import Body, Register
from pipeline.register.entry import Entry
from pipeline.register.match import Matched
from pipeline.register.page import PAGES, write_pages
from pipeline.register.workbook import write_workbook

SCHEMA_VERSION = "1.0"
ENTRIES = "register.csv"
"""The entries; the next register is compared with it."""
CHANGES = "changes.csv"
_DRAFT = ".register-draft"
_HEADINGS = (
    *("body", "file", "register_recommendation", "match"),
    *("number", "recommendation", "action", "requirement", "owner", "due"),
    *("period", "date", "update", "status", "source"),
)
_BATCH = 10_000
"""Entries that go into a Parquet file at once."""

Writer = Callable[[Path, Register, Layout], None]


def write_register(
    folder: Path, register: Register, layout: Layout, formats: Iterable[str]
) -> tuple[Path, ...]:
    """Return the files and folders of the register, now in `folder` in place of the former ones.

    Raises OutputError if that cannot be done, MachineError where a format needs a library.
    """
    draft = folder / _DRAFT
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for name in formats:
            WRITERS[name](draft, register, layout)
        return tuple(_put(made, folder) for made in sorted(draft.iterdir()))
    except OSError as error:
        raise OutputError(
            f"{error.filename or folder}: {error.strerror or error}",
            "Allow writing there, or choose another folder (--output), and run again.",
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put(made: Path, folder: Path) -> Path:
    target = folder / made.name
    if made.is_dir():
        shutil.rmtree(target, ignore_errors=True)
    made.replace(target)
    return target


def _rows(register: Register) -> Iterator[tuple[str, ...]]:
    """Yield the entries as rows below `_HEADINGS`."""
    for body, matched, entry in register.entries():
        yield _row(register, body, matched, entry)


def _row(register: Register, body: Body, matched: Matched, entry: Entry) -> tuple[str, ...]:
    values = asdict(entry)
    subject = register.subjects[matched.subject]
    return (
        body.name,
        body.reading.path,
        subject.number or subject.text,
        matched.doubt or "sure",
        *(values[name] for name in _HEADINGS[4:]),
    )


def _write_csv(folder: Path, register: Register, _: Layout) -> None:
    _csv(folder / ENTRIES, _HEADINGS, _rows(register))
    if register.compared:
        names = ("change", "body", "action", "period", "before", "after")
        changes = (tuple(asdict(change).values()) for change in register.changes())
        _csv(folder / CHANGES, names, changes)


def _csv(path: Path, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows([harmless(value) for value in row] for row in rows)


def _write_json(folder: Path, register: Register, _: Layout) -> None:
    """Write the register as one JSON object, an entry a line."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "bodies": [_body_json(body) for body in register.bodies],
        "recommendations": [asdict(subject) for subject in register.subjects],
    }
    with (folder / "register.json").open("w", encoding="utf-8") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "entries": [')
        for place, row in enumerate(_rows(register)):
            values = dict(zip(_HEADINGS, row, strict=True))
            file.write(",\n  " if place else "\n  ")
            file.write(json.dumps(values, ensure_ascii=False))
        file.write("\n ]\n}\n")


def _body_json(body: Body) -> dict[str, Any]:
    reading = body.reading
    return {
        "name": body.name,
        "file": reading.path,
        "title": reading.title,
        "actions": body.actions,
        "unanswered": list(body.unanswered),
        "open_questions": reading.open_questions,
        "problem": reading.problem,
        "hint": reading.hint,
    }


def _write_parquet(folder: Path, register: Register, _: Layout) -> None:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MachineError(
            "--format parquet needs pyarrow, which is not installed",
            "Install it with: pip install 'publish-action-plan[parquet]'",
        ) from error
    schema = pa.schema([(name, pa.string()) for name in _HEADINGS])
    with parquet.ParquetWriter(folder / "register.parquet", schema) as writer:
        for batch in _batches(_rows(register)):
            columns = [pa.array(values, pa.string()) for values in zip(*batch, strict=True)]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _batches(rows: Iterator[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    batch: list[tuple[str, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_workbook(folder: Path, register: Register, layout: Layout) -> None:
    write_workbook(folder / "register.xlsx", register, layout, _HEADINGS, _rows(register))


WRITERS: dict[str, Writer] = {
    "html": write_pages,
    "xlsx": _write_workbook,
    "csv": _write_csv,
    "json": _write_json,
    "parquet": _write_parquet,
}
"""A register's formats; CSV is always written, since the next register is compared with it."""

DEFAULT_FORMATS = ("html", "xlsx", "csv", "json")
__all__ = ("DEFAULT_FORMATS", "ENTRIES", "PAGES", "WRITERS", "write_register")
