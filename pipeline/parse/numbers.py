"""Numbers of recommendations and references of actions, as they are printed before or in a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.richtext import BULLET, BulletList, Paragraph, RichText, rich_text

_NAME = re.compile(r"(?:rec(?:ommendation)?s?)\b\.?\s*(?:no\b\.?|number\b)?[\s:]*", re.IGNORECASE)
_CONTINUED = re.compile(r"[\s(\[–—-]*cont(?:inued|['’]?d)?[.)\]]*$", re.IGNORECASE)
_PARTS = re.compile(r"\d+|[^\W\d_]+|(?<=\d)#")  # 1#2 is the second 1

Key = tuple[str, ...]


@lru_cache(maxsize=4096)
def number_key(number: str) -> Key:
    """Return what tells one recommendation's number from another, however it is printed.

    `7.` and `Rec. 7 (cont'd)` are 7; `7a`, `2.1` and `AFI 7` are numbers of their own.
    """
    bare = _CONTINUED.sub("", _NAME.sub("", number.strip()))
    return tuple(
        part.lstrip("0") or "0" if part.isdigit() else part.casefold()
        for part in _PARTS.findall(bare)
    )


_LED = re.compile(
    r"(?:(?:rec(?:ommendation)?s?\.?)\s*(?:no\.?|number)?\s*:?\s*)?"
    r"(\d{1,3}[a-z]?)(?:\s*[.:)–—-](?:\s+(?=\S)|(?-i:(?=[^\Wa-z\d_])))|\s+(?-i:(?=[^\Wa-z\d_])))",
    re.IGNORECASE,
)
# "7 Grade reports" has a number; "30 days after" and "7-day working" begin with words of their own.
_NAMED = re.compile(r"rec(?:ommendation)?\.?\s*(?:no\.?|number)?\s*:?\s*(\d{1,3}[a-z]?)\b", re.I)
# A number in a circle is before the heading that has it as well.
_TWICE = re.compile(
    r"(\d{1,3}[a-z]?)\s+(?=rec(?:ommendation)?\.?\s*(?:no\.?|number)?\s*:?\s*\1\b)", re.I
)
# What else a body counts. Its word is part of the number: one plan may have a cause of concern 1
# and an area for improvement 1. A sentence may begin so ("Priority 1 calls ..."), a heading ends.
_KIND = re.compile(
    r"((?:afi|(?:accelerated )?(?:area|cause|matter)s? (?:for|of) (?:improvement|concern)s?|"
    r"(?:(?:key|main|other|priority) )?(?:concern|finding)|learning point|lesson|"
    r"objective|priority|aim|theme)\s*(?:no\.?|number)?\s*\d{1,3}[a-z]?)(?=\s*(?:[.:)–—-]|\n|$))",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?:\s+of\s+\d{1,3}\b)?\s*[.:)–—-]?\s*")
"""What is between a number and its text: `Recommendation 1 of 12: By ...`."""
_SUB_REFERENCE = re.compile(r"(\d{1,3}(?:\.\d{1,3})+[a-z]?|\d{1,3}[a-z])[.):]?\s+(?=\S)")


def split_number(text: RichText, *, named_only: bool = False) -> tuple[str, RichText]:
    """Return the number that `text` begins with (`Recommendation 7: By ...`) and the rest of it.

    The number is empty, and the text whole, where it begins with none. `named_only` asks for the
    word "recommendation", or another that is counted, before the number.
    """
    if twice := _TWICE.match(text.plain):
        text = without_start(text, twice.end())
    plain = text.plain
    if named := _NAMED.match(plain) or _KIND.match(plain):
        rest = _BEHIND.match(plain, named.end())
        return named[1], without_start(text, rest.end() if rest else named.end())
    led = None if named_only else _LED.match(plain)
    return (led[1], without_start(text, led.end())) if led else ("", text)


def split_answer(text: RichText) -> tuple[str, str] | None:
    """Return `Response` and 7 where `text` is `Response to Recommendation 7`, else None."""
    match = _ANSWER.match(text.plain)
    if match is None:
        return None
    named = _NAMED.fullmatch(text.plain[match.end() :].rstrip(" .:"))
    return (match["label"], named[1]) if named else None


_ANSWER = re.compile(
    r"(?P<label>(?:\w+\s){0,4}\w+)\s+(?:to|on|against|for)\s+(?=rec)", re.IGNORECASE
)


def name_words(text: RichText, number: str, rest: RichText) -> tuple[str, ...]:
    """Return the words of `text` that are in neither its number nor its rest: `Recommendation`."""
    left = Counter(re.findall(r"\w+", text.plain))
    left.subtract(re.findall(r"\w+", f"{number} {rest.plain}"))
    return tuple((+left).elements())


def split_reference(text: RichText) -> tuple[str, RichText]:
    """Return the reference that a requirement begins with (`7.1 Records show ...`) and the rest."""
    match = _SUB_REFERENCE.match(text.plain)
    return (match[1], without_start(text, match.end())) if match else ("", text)


class NamedAction(NamedTuple):
    """An action that a heading or label names, and what it says about it."""

    word: str
    """What it calls it: `Evidence requirement`."""
    before: str
    """All words before its reference."""
    reference: str
    rest: RichText


def split_action(text: RichText) -> NamedAction | None:
    """Return what `Action no. 7.1: Brief.` names; None where `text` names no action."""
    if (match := _ACTION.match(text.plain)) is None:
        return None
    before, rest = text.plain[: match.start("reference")], without_start(text, match.end())
    return NamedAction(match["word"], before, match["reference"], rest)


_ACTION = re.compile(
    r"(?P<word>action|milestone|task|deliverable|(?:evidence )?requirement|evidence)\s*"
    r"(?:no\b\.?|number\b)?\s*"
    r"(?P<reference>\d{1,3}(?:\.\d{1,3})*[a-z]?)(?:\s*[.:)–—-]\s*|\s+|$)",
    re.IGNORECASE,
)


_SIGN = f"{BULLET} "
"""What is before an item of a list in plain text."""


def unsigned(plain: str) -> str:
    """Return `plain` without the sign of a list before its first line."""
    return plain.removeprefix(_SIGN)


def part_of(text: RichText, begin: int, end: int | None) -> RichText:
    """Return the characters of a text of one paragraph from `begin` to before `end`."""
    runs, at = [], 0
    for run in text.blocks[0].lines[0]:
        cut = run.text[max(begin - at, 0) : None if end is None else max(end - at, 0)]
        runs.append(replace(run, text=cut))
        at += len(run.text)
    return rich_text([Paragraph(tuple(runs))])


def without_start(text: RichText, count: int) -> RichText:
    """Return `text` without the first `count` characters of its `plain` form."""
    blocks: list[Paragraph | BulletList] = []
    for block in text.blocks:
        is_list = isinstance(block, BulletList)
        lines = []
        for line in block.lines:
            count = max(count - len(_SIGN), 0) if is_list else count
            runs = []
            for run in line:
                cut = min(count, len(run.text))
                count -= cut
                runs.append(replace(run, text=run.text[cut:]))
            lines.append(tuple(runs))
            count = max(count - 1, 0)
        blocks.append(BulletList(tuple(lines)) if is_list else Paragraph(lines[0]))
    return rich_text(blocks)
