"""Dates in British text, read by explicit formats and never guessed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?"),
    *("july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_NAMES = [name[:3].lower() for name in calendar.month_name[1:]]

_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_ORDINAL = rf"{_DAY}(?:\s?(?:st|nd|rd|th))?"
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})\b\.?)"
# The same name with a capital: without a year beside it, `may` and `march` are verbs.
_CAPITAL = rf"(?=(?-i:[A-Z])){_MONTH}"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT = r"(?P<year>\d\d)"
_GAP = r"(?:\s?,\s?|\s|-)"


class Precision(StrEnum):
    """How much of a date is given."""

    DAY = "day"
    MONTH = "month"


class Problem(StrEnum):
    """Why a date is not one day."""

    NO_SUCH_DAY = "no such day"
    """The calendar has no such day: 31/06/2025, 30 February."""
    NO_YEAR = "no year"
    """The year is missing, or may be a day: 27 March, March 26."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text."""

    start: int
    """Where it begins in the text; `end` is where it is over."""
    end: int
    text: str
    date: dt.date | None
    """The day, the first day of a month, or None if there is a problem."""
    precision: Precision
    problem: Problem | None = None


def _format(pattern: str) -> re.Pattern[str]:
    """Return `pattern` for a date that is not part of a longer number, word or address."""
    return re.compile(rf"(?<![\w/.]){pattern}(?![\w/]|\.\d)", re.IGNORECASE)


# Where two formats begin at the same letter, the earlier in this list is taken.
_FORMATS = tuple(
    _format(pattern)
    for pattern in (
        rf"(?P<day>\d\d?)(?P<sign>[/.])(?P<month>\d\d?)(?P=sign){_YEAR}",  # 27/03/2025
        rf"(?<!-)(?P<day>\d\d?)-(?P<month>\d\d?)-{_YEAR}(?!-\d)",  # 27-03-2025
        rf"(?<!-){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!-\d)",  # 2025-03-27
        rf"(?P<day>\d\d?)/(?P<month>\d\d?)/{_SHORT}",  # 27/3/25
        rf"{_ORDINAL}{_GAP}(?:of\s)?{_MONTH}{_GAP}{_YEAR}",  # 27th of March 2025
        rf"{_DAY}-{_MONTH}-{_SHORT}",  # 27-Mar-25
        rf"{_ORDINAL}\s(?:of\s)?{_MONTH}\s?['’]{_SHORT}",  # 27 March '25
        rf"{_MONTH}\s{_ORDINAL}{_GAP}{_YEAR}",  # March 27th, 2025
        rf"{_MONTH}{_GAP}{_YEAR}",  # March 2025
        rf"{_MONTH}(?:-|\s?['’]){_SHORT}",  # Nov-24
        rf"{_ORDINAL}\s(?:of\s)?{_CAPITAL}(?:\s\d\d(?!:))?",  # 27 March; 27 March 25
        rf"{_CAPITAL}\s{_ORDINAL}",  # March 26; March 26th
        r"(?=0|\d\d?/0)(?P<day>\d\d?)/(?P<month>\d\d?)",  # 31/01
    )
)


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates in `text` in their order; the day comes before the month (`3/4` is April).

    A date without a year, or one the calendar does not have, is found and has no `date`.
    """
    return list(_found_dates(text))


@lru_cache(maxsize=4096)  # a text is read by its heading's role, by its column's, and by each check
def _found_dates(text: str) -> tuple[FoundDate, ...]:
    matches = sorted((m for f in _FORMATS for m in f.finditer(text)), key=lambda m: m.start())
    found: list[FoundDate] = []
    for match in matches:
        if found and match.start() < found[-1].end:
            continue
        if (date := _read(match)) is not None:
            found.append(date)
    return tuple(found)


def latest_day(text: str) -> dt.date | None:
    """Return the latest date in `text`, the first of a month where it names no day."""
    return max((found.date for found in find_dates(text) if found.date), default=None)


def period_date(label: str) -> dt.date | None:
    """Return the one day that a period's heading names, None if it names none or several."""
    days = {found.date for found in find_dates(label) if found.precision is Precision.DAY}
    return days.pop() if len(days) == 1 else None


def months_later(date: dt.date, months: int) -> dt.date | None:
    """Return the day `months` after `date`, the month's last where it is shorter; None for 0.

    None as well for a day that no calendar of Python has.
    """
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not months or year > dt.MAXYEAR:
        return None
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def _read(match: re.Match[str]) -> FoundDate | None:
    """Return the date in `match`; None for two numbers that only look like a date."""
    said = match.groupdict()
    month, day = _month(said["month"]), int(said.get("day") or 1)
    precision = Precision.DAY if "day" in said else Precision.MONTH
    start, end, text = match.start(), match.end(), match[0].rstrip(".")
    end -= len(match[0]) - len(text)
    date: dt.date | None = None
    problem: Problem | None = None
    try:
        # Without a year, a leap year: 29 February may well exist.
        date = dt.date(_year(said["year"]) if "year" in said else 2024, month, day)
    except ValueError:
        if said["month"].isdigit() and "year" not in said:
            return None
        problem = Problem.NO_SUCH_DAY
    if date is not None and "year" not in said:
        date, problem = None, Problem.NO_YEAR
    return FoundDate(start, end, text, date, precision, problem)


def _month(said: str) -> int:
    return int(said) if said.isdigit() else _NAMES.index(said[:3].casefold()) + 1


def _year(said: str) -> int:
    """Return the year; two figures are of this century, from 70 on of the last."""
    year = int(said)
    return year if year > 99 else year + (1900 if year >= 70 else 2000)
