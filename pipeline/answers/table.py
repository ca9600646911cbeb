"""Replies out of a table: columns found by their headings, wherever they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.answers.reply import AnyField, Fault, Field, PlanColumn, Replies, Reply, shortened
from pipeline.errors import AnswersError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.headings import Role, read_heading
from pipeline.richtext import RichText
from pipeline.table import RawCell


class Headings(dict[str, AnyField | None]):
    """What is below each heading; None if a form prints it and nobody is to fill it in."""

    def __init__(
        self, fields: Mapping[str, AnyField | None], actions: Collection[str] = ()
    ) -> None:
        super().__init__(fields)
        self.actions = frozenset(actions)
        """The names of the plan's actions, as `key_name()` folds them."""


Row = Sequence[RawCell | None]

FILLED = frozenset({Field.NO_CHANGE, Field.UPDATE, Field.STATUS, Field.OWNER})
"""The fields that make a reply an answer."""


_SAMPLE = 50
"""Rows below a heading whose cells are looked at for keys."""


def _is_filled(field: AnyField | None) -> bool:
    return isinstance(field, PlanColumn) or field in FILLED


def folded(heading: str) -> str:
    """Return `heading` as it is compared: without case, line breaks and a colon at its end."""
    return " ".join(heading.split()).rstrip(": ").casefold()


def key_name(key: str) -> str:
    """Return `key` as it is compared: without case and white space."""
    return "".join(key.split()).casefold()


def row_replies(rows: Sequence[Row], headings: Headings) -> Replies | None:
    """Return a reply for each row below the heading row; None where `rows` have no heading row.

    Rows above the heading row are the form's own and are not read.
    """
    for place, row in enumerate(rows):
        fields = _fields(row, rows[place + 1 : place + 1 + _SAMPLE], headings)
        if Field.KEY in fields and any(map(_is_filled, fields)):
            below = [r for r in rows[place + 1 :] if any(cell and cell.content for cell in r)]
            return Replies(
                tuple(_replies(fields, below)),
                tuple(_unread(row, fields, below, headings)),
                (*_twice(row, fields), *_beside(row, below)),
            )
    return None


def _fields(row: Row, below: Sequence[Row], headings: Headings) -> list[AnyField | None]:
    """Return what each column of the heading row `row` holds; None if that is not known.

    Where no heading is one of ours, the cells show which column has the keys, and the words of
    plans' headings which one has the updates.
    """
    fields = [headings.get(folded(words_of(cell))) for cell in row]
    if Field.KEY not in fields:
        keys = [place for place in range(len(row)) if _has_keys(row, below, place, headings)]
        if len(keys) != 1:
            return fields
        fields[keys[0]] = Field.KEY
    if not any(map(_is_filled, fields)):
        updates = [place for place, field in enumerate(fields) if _heads_updates(row[place], field)]
        if len(updates) == 1:
            fields[updates[0]] = Field.UPDATE
    return fields


def _has_keys(row: Row, below: Sequence[Row], place: int, headings: Headings) -> bool:
    """Return whether most cells of the column are keys of the plan, below a heading."""
    heading = words_of(row[place])
    if not heading or key_name(heading) in headings.actions:
        return False
    cells = (words_of(r[place]) for r in below if place < len(r))
    named = [key_name(cell) in headings.actions for cell in cells if cell]
    return bool(named) and 2 * sum(named) > len(named)


def _heads_updates(cell: RawCell | None, field: AnyField | None) -> bool:
    heading = words_of(cell)
    return field is None and bool(heading) and read_heading(heading).role is Role.PERIOD


def _replies(fields: Sequence[AnyField | None], rows: Sequence[Row]) -> Iterator[Reply]:
    for row in rows:
        contents = {
            field: cell.content for field, cell in zip(fields, row, strict=False) if field and cell
        }
        if any(contents.values()):
            source = next(cell.source for cell in row if cell)
            yield Reply(replace(source, column=None), contents)


def _unread(
    heading: Row, fields: Sequence[AnyField | None], rows: Sequence[Row], headings: Headings
) -> Iterator[Finding]:
    """Yield a finding for each filled column whose heading says nothing to the program."""
    for place, (cell, field) in enumerate(zip(heading, fields, strict=True)):
        title = words_of(cell)
        if cell is None or field or not title or folded(title) in headings:
            continue
        words = [word for row in rows for word in _content(row, place).words]
        if words:
            yield Finding(
                "column-not-read",
                Severity.WARNING,
                f"The column {title!r} is not a column of an updates file; it was skipped.",
                Place(source=cell.source),
                f"The columns are {', '.join(_names(headings))}.",
                tuple(words),
            )


def _names(headings: Headings) -> Iterator[str]:
    """Yield what the columns may be called: the fields, and the plan's other headings."""
    yield from (field.value for field in Field)
    yield from dict.fromkeys(f.value for f in headings.values() if isinstance(f, PlanColumn))


def _twice(heading: Row, fields: Sequence[AnyField | None]) -> Iterator[Fault]:
    """Yield a fault for each field that two columns hold."""
    source = next(cell.source for cell in heading if cell)
    for field, count in Counter(fields).items():
        if field and count > 1:
            message = f"{count} columns are headed {field.value!r}"
            yield Fault(AnswersError, source, message, "Keep one of them.")


def _beside(heading: Row, rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield a fault for each text under no heading: most often half of a text with commas."""
    for row in rows:
        for cell, title in zip_longest(row, heading[: len(row)]):
            if cell and cell.content and not words_of(title):
                yield Fault(
                    AnswersError,
                    cell.source,
                    f"{shortened(cell.content)!r} has no heading above it",
                    "Put a CSV text that holds commas in quotation marks; "
                    "otherwise give the column a heading or clear the cell.",
                )


def no_key(path: str, where: str) -> Fault:
    """Return the fault of a file in which `where` has no heading row."""
    return Fault(
        AnswersError,
        Source(path),
        f"{where} has a column of the plan's keys beside one headed 'update' or 'status'",
        "Return the form as it was sent, or head the columns: key, update, status. "
        "The keys are those that publish progress lists, such as 7.1 or 10#2.",
    )


def words_of(cell: RawCell | None) -> str:
    """Return the words of `cell` on one line."""
    return " ".join(cell.content.words) if cell else ""


def _content(row: Row, place: int) -> RichText:
    cell = row[place] if place < len(row) else None
    return cell.content if cell else RichText()
