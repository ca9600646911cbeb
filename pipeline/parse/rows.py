"""The rows of a wide table: which are its heading again, which a heading between, which actions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Period
from pipeline.parse.align import looks_like_reference
from pipeline.parse.cells import cell_text, content, plain_words
from pipeline.parse.columns import Columns
from pipeline.parse.entries import Entry
from pipeline.parse.headings import Heading, Role, heading_key, read_heading
from pipeline.parse.numbers import (
    name_words,
    number_key,
    split_number,
    split_reference,
    unsigned,
    without_start,
)
from pipeline.parse.receipt import cell_source, row_source
from pipeline.richtext import EMPTY, RichText, one_line, rich_text
from pipeline.table import RawCell


def repeats(texts: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether a row is the heading row again, as at the top of a page."""
    pairs = [(text, name) for text, name in zip(texts, names, strict=False) if text or name]
    return len(pairs) > 2 and all(_squeezed(text) == _squeezed(name) for text, name in pairs)


@lru_cache(maxsize=1024)
def _squeezed(text: str) -> str:
    """Return `text` as headings are compared: a page breaks their words where it must."""
    return heading_key(text).replace(" ", "")


def is_band(row: Sequence[RawCell | None]) -> bool:
    """Return whether a row has one cell for all columns: a heading for the rows below.

    It reaches over the whole row; or it is at the head of a row that is blank but for it, and
    names a recommendation; or but for the recommendation's text, which reaches over columns.
    """
    if len(row) < 3 or row[0] is None:
        return False
    if all(cell is row[0] for cell in row):
        return True
    number, rest = split_number(content(row[0]), named_only=True)
    filled = Counter(id(cell) for cell in row if cell is not row[0] and plain_words(cell))
    is_text = bool(rest) and not looks_like_reference(rest.plain)
    return (is_text and not filled) or bool(
        number and not rest and len(filled) == 1 and min(filled.values()) > 1
    )


def update_below(row: Sequence[RawCell | None], above: Entry) -> Entry | None:
    """Return `above` with the update that a row over all columns tells below its action.

    It begins with a label: `Update June 2026: Begun.` None if it tells none.
    """
    text = content(row[0])
    label, colon, rest = text.plain.partition(":")
    heading = read_heading(unsigned(label)) if colon and rest.strip() else Heading("", None)
    is_plain = heading.role is Role.PERIOD and heading.rank > 1  # a note is not an update
    if not is_plain or heading.period in [period for period, _ in above.updates]:
        return None
    update = without_start(text, len(label) + 1)
    return replace(
        above,
        updates=(*above.updates, (heading.period, update)),
        places=(*above.places, cell_source(row[0], above.source)),
    )


def is_of_several(former: Entry, last: Entry) -> bool:
    """Return whether an update below `last` may be of the action above it as well.

    Both are of one recommendation, and neither has an update yet.
    """
    is_one = number_key(former.number) == number_key(last.number)
    return is_one and not former.updates and not last.updates


def below_several(row: Sequence[RawCell | None], last: Entry) -> Finding:
    """Return the finding for such an update."""
    return Finding(
        "update-below-several",
        Severity.WARNING,
        "An update is below several actions of a recommendation; it went to the last of them.",
        Place(source=cell_source(row[0], last.source)),
        "Look whether it is of the others as well; give each action a row of its own update.",
    )


def is_total(row: Sequence[RawCell | None], columns: Columns) -> bool:
    """Return whether a row sums up those above: it begins with that word, and no update is told."""
    texts = [plain_words(cell) for cell in row]
    first = next(filter(None, texts), "")
    is_told = any(h.role in _TOLD and text for h, text in zip(columns.headings, texts, strict=True))
    return _TOTAL.match(first) is not None and not is_told


_TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b", re.IGNORECASE)
_TOLD = (Role.REQUIREMENT, Role.PERIOD)


def _unplaced_band(text: RichText, row: Sequence[RawCell | None]) -> Finding:
    source = next(cell.source for cell in row if cell is not None)
    return Finding(
        "row-over-all-columns",
        Severity.WARNING,
        f'A row over all columns names no recommendation: "{text.plain[:80]}". '
        "It is not in the plan.",
        Place(source=source),
        "Move it above or below the table in the source if it is to be kept.",
        tuple(text.words),
    )


def left_out_total(row: Sequence[RawCell | None]) -> Finding:
    """Return the finding that accounts for a row which sums up others."""
    cells = [cell for cell in dict.fromkeys(row) if cell is not None]
    return Finding(
        "row-of-totals",
        Severity.NOTE,
        "A totals row was skipped.",
        Place(source=replace(cells[0].source, column=None)),
        words=tuple(word for cell in cells for word in plain_words(cell).split()),
    )


class RowReader:
    """Turns the rows of one table into entries; remembers the cell above, for spans."""

    def __init__(self, columns: Columns) -> None:
        self.findings: list[Finding] = []
        self.words: list[str] = []
        """Words that say what others are: `Recommendation` before its number."""
        self._columns = columns
        self._above: Sequence[RawCell | None] = [None] * columns.width
        self._has_reference = columns.at(Role.REFERENCE) is not None
        self._dates = columns.dates
        self._extras = columns.extras
        self._band = Entry(Source(""))
        """The recommendation that the rows below a band are of."""
        self._is_waiting = False
        self._printed: tuple[RichText, Sequence[RawCell | None]] = (EMPTY, ())
        """The text of the last band, and its row."""

    def band(self, row: Sequence[RawCell | None]) -> Iterator[Entry]:
        """Take the recommendation that a row over all columns names; yield one without actions."""
        texts = [content(cell) for cell in dict.fromkeys(row)]
        text = rich_text([block for said in texts for block in said.blocks])
        number, rest = split_number(text)
        self._note(row)
        if not number:
            self.findings.append(_unplaced_band(text, row))
        elif self._is_waiting and number == self._band.number:
            self.words.extend(text.words)  # a page ended behind it, and it is there again
        else:
            yield from self.waiting()
            self._band = Entry(row_source(row, self._above), number, rest, is_certain=True)
            self._is_waiting, self._printed = True, (text, row)
        self._above = row

    def waiting(self) -> Iterator[Entry]:
        """Yield the recommendation that the last band names, if no row has followed it."""
        if not self._is_waiting:
            return
        if split_number(self._printed[0], named_only=True)[0]:
            yield self._taken()
        else:
            self._leave()

    def _taken(self) -> Entry:
        """Return the last band's recommendation."""
        if self._is_waiting:
            self._is_waiting = False
            text, _ = self._printed
            self.words.extend(name_words(text, self._band.number, self._band.text))
        return self._band

    def _leave(self) -> None:
        """Leave the last band, a theme: the rows below it have numbers of their own."""
        self.findings.append(_unplaced_band(*self._printed))
        self._band, self._is_waiting = Entry(Source("")), False

    def entry(self, row: Sequence[RawCell | None]) -> Entry:
        """Return the entry that `row` makes."""
        number, text = self._plain(row, Role.NUMBER), self._rich(row, Role.RECOMMENDATION)
        key = self._columns.at(Role.NUMBER)
        if key is None and (key := self._columns.at(Role.RECOMMENDATION)) is not None:
            number, text = self._split(row[key], is_new=row[key] is not self._above[key])
        head = row[key] if key is not None else None
        reference, requirement = (
            self._plain(row, Role.REFERENCE),
            self._rich(row, Role.REQUIREMENT),
        )
        if not self._has_reference:
            reference, requirement = split_reference(requirement)
        self._note(row)
        source = row_source(row, self._above)
        updates = list(self._updates(row, source))
        starts = head is None or head is not self._above_at(key)
        if self._band.number and not number and not text:
            starts = self._is_waiting
            number, text = self._taken().number, self._band.text
        elif self._is_waiting and number_key(number) == number_key(self._band.number):
            taken = self._taken()
            text = text or taken.text
        elif self._is_waiting and number:
            self._leave()
        above, self._above = self._above, row
        return Entry(
            source=source,
            number=number,
            text=text,
            reference=reference,
            requirement=requirement,
            owner=self._plain(row, Role.OWNER),
            updates=tuple((period, update) for period, update, _ in updates),
            status=self._plain(row, Role.STATUS),
            is_certain=bool(number) and head is not None and head.markup is None,
            starts=starts,
            places=tuple(place for _, _, place in updates),
            extras=tuple((extra, content(row[i])) for i, extra in self._extras.items()),
            carried=frozenset(
                extra
                for i, extra in self._extras.items()
                if row[i] is not None and row[i] is above[i]
            ),
        )

    def _split(self, cell: RawCell | None, *, is_new: bool) -> tuple[str, RichText]:
        """Return the number and the text in one cell; what is around the number is noted."""
        whole = content(cell)
        number, text = split_number(whole)
        if is_new:
            self.words.extend(name_words(whole, number, text))
        return number, text

    def _above_at(self, key: int | None) -> RawCell | None:
        return None if key is None else self._above[key]

    def _updates(
        self, row: Sequence[RawCell | None], source: Source
    ) -> Iterator[tuple[Period, RichText, Source]]:
        """Yield the update of each period and where it is; `source` is the row's own place."""
        for column, period in self._columns.periods:
            update, label = content(row[column]), ""
            if column in self._dates:
                label = one_line(content(row[self._dates[column]]))
                if not label and not update:
                    continue
            named = Heading(label, Role.PERIOD).period if label else period
            yield named, update, cell_source(row[column], source)

    def _plain(self, row: Sequence[RawCell | None], role: Role) -> str:
        return one_line(self._rich(row, role))

    def _rich(self, row: Sequence[RawCell | None], role: Role) -> RichText:
        at = self._columns.at(role)
        return EMPTY if at is None else content(row[at])

    def _note(self, row: Sequence[RawCell | None]) -> None:
        """Gather what was repaired in cells that begin with this row."""
        for cell, above in zip(row, self._above, strict=False):
            if cell is not None and cell is not above:
                self.findings.extend(cell_text(cell)[1])
