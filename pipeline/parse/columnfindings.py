"""Findings about a table's columns: supposed, misspelled, displaced, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.cells import plain_words
from pipeline.parse.column_shapes import Grid, holds_sentences, is_filled
from pipeline.parse.columns import Columns
from pipeline.parse.extras import kept
from pipeline.parse.headings import BY_ORDER, Heading, Role, heading_key, read_heading
from pipeline.parse.vocabulary import words
from pipeline.table import RawCell

_NO_SENTENCES = {Role.NUMBER, Role.REFERENCE, Role.OWNER, Role.STATUS}


def column_findings(columns: Columns, body: Grid, source: Source) -> tuple[Finding, ...]:
    """Return the findings about the columns: supposed, misspelled, or without a place."""
    found = []
    place = Place(source=source)
    for i, heading in enumerate(columns.headings):
        name = f'"{heading.text}"' if heading.text else f"Column {i + 1}, without a heading,"
        key = heading.text or f"column {i + 1}"
        if heading.role is Role.IGNORE and is_filled(body, i):
            found.append(_left_out(i, heading, body, name, place))
        elif heading.role is not None and heading.rank == BY_ORDER:
            continue
        elif heading.role is not None and (not heading.text or heading.is_supposed):
            found.append(
                Finding(
                    "heading-supposed" if heading.text else "heading-empty",
                    Severity.WARNING,
                    f"{name} was read as {heading.role}, from its cells and its neighbours.",
                    place,
                    f'Say otherwise with --map "{key}=ROLE".',
                )
            )
        elif heading.role is not None and not heading.is_exact:
            found.append(
                Finding(
                    "heading-misspelled",
                    Severity.NOTE,
                    f"{name} was read as {heading.role}.",
                    place,
                    f'Say otherwise with --map "{heading.text}=ROLE".',
                )
            )
    found.extend(_in_doubt(columns, place))
    found.extend(kept(columns.headings, columns.extras, place))
    found.extend(_by_colour(columns, body))
    found.extend(_beside_their_columns(columns, body))
    return tuple(found)


def _in_doubt(columns: Columns, place: Place) -> Iterator[Finding]:
    """Yield a question for each column whose role is little better than another.

    A second column of the role is a question of its own.
    """
    told = [read_heading(h.text).role for h in columns.headings]
    for heading in columns.headings:
        is_alone = heading.role is not None and told.count(heading.role) == 1
        if is_alone and heading.margin < _SMALL and not heading.is_supposed:
            yield Finding(
                "column-in-doubt",
                Severity.WARNING,
                f'"{heading.text}" was read as {heading.role}; its cells could be something else.',
                place,
                f'Check it, and confirm with --map "{heading.text}={heading.role}", or with '
                f"another role: {', '.join(Role)}.",
            )


_SMALL = 0.7
"""The margin below which a role is a question."""


def _beside_their_columns(columns: Columns, body: Grid) -> Iterator[Finding]:
    """Yield a finding where headings are over other columns than theirs.

    The first that heads sentences, and should not, says it for all: one heading out of its place
    is seldom alone.
    """
    for i, heading in enumerate(columns.headings):
        if heading.text and _is_short(heading) and holds_sentences(body, i):
            cell = next(row[i] for row in body if plain_words(row[i]))
            yield Finding(
                "headings-displaced",
                Severity.WARNING,
                f'The cells under "{heading.text}" contain sentences, not {heading.role}s; the '
                "headings may belong to other columns.",
                Place(source=None if cell is None else cell.source),
                "Compare the headings with the page, and say what a column is by its place: "
                f'--map "column {i + 1}=ROLE".',
            )
            return


def _is_short(heading: Heading) -> bool:
    """Return whether a heading says that a number, a name or a state is below it."""
    said = read_heading(heading.text).role
    is_number = said is Role.NUMBER and heading_key(heading.text) not in _ABBREVIATED
    return heading.role in _NO_SENTENCES or (is_number and heading.rank < BY_ORDER)


_ABBREVIATED = words("recommendation.abbreviated")


def _by_colour(columns: Columns, body: Grid) -> Iterator[Finding]:
    """Yield a finding where a status is a colour and no word."""
    at = columns.at(Role.STATUS)
    if at is None:
        return
    cells = [row[at] for row in body if _is_coloured(row, at)]
    if cells and cells[0] is not None:
        yield Finding(
            "status-by-colour",
            Severity.WARNING,
            f'Cells under "{columns.headings[at].text}" have a colour and no word '
            f"({len(cells)}); a colour is not read.",
            Place(source=cells[0].source),
            "Write each status as a word: not everyone sees the colour.",
        )


def _is_coloured(row: Sequence[RawCell | None], at: int) -> bool:
    """Return whether a cell has a colour, as its row has not, and no word: blank, or ●."""
    cell = row[at]
    if cell is None or any(map(str.isalnum, plain_words(cell))) or not cell.colour:
        return False
    return any(other is not None and other.colour != cell.colour for other in row)


def _left_out(i: int, heading: Heading, body: Grid, name: str, place: Place) -> Finding:
    seen = {id(row[i]): row[i] for row in body}
    words = tuple(word for cell in seen.values() for word in plain_words(cell).split())
    return left_out(words, place, name)


def left_out(words: tuple[str, ...], place: Place, name: str) -> Finding:
    """Return the finding that accounts for `words` under a heading that `--map` leaves out.

    `name` is the heading in a sentence.
    """
    message = f"{name} was left out, as --map says; {_lost(len(words))}"
    return Finding("column-ignored", Severity.NOTE, message, place, words=words)


def together(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings`, those of one heading as one: each table, card or page prints it again."""
    found: dict[object, list[Finding]] = {}
    for i, finding in enumerate(findings):
        is_one = finding.code in _FOR_EACH_TABLE
        stem = (finding.message.rpartition(_LOST)[0] or finding.message) if is_one else ""
        found.setdefault((finding.code, stem, finding.hint) if stem else i, []).append(finding)
    return [_as_one(alike) if len(alike) > 1 else alike[0] for alike in found.values()]


_FOR_EACH_TABLE = ("column-ignored", "column-kept")
_LOST = "; its "


def _lost(count: int, tables: int = 1) -> str:
    """Return what becomes of `count` words under a heading that is in so many tables."""
    places = f", in {tables} places," if tables > 1 else ""
    words = f"{count} words{places} are" if count != 1 else f"one word{places} is"
    return f"its {words} not in the plan."


def _as_one(findings: list[Finding]) -> Finding:
    stem, sign, _ = findings[0].message.rpartition(_LOST)
    if not sign:
        return findings[0]
    words = tuple(word for finding in findings for word in finding.words)
    said = _lost(len(words), len(findings))
    return replace(findings[0], message=f"{stem}; {said}", words=words)
