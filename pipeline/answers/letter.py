"""The parts of a letter that are no answer: greeting, signature, and quoted replies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from pipeline.answers.reply import shortened
from pipeline.findings import Finding, Place, Severity
from pipeline.richtext import line_text, rich_text
from pipeline.table import RawText

_END = r"[\s,.!–-]*$"
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon)"
    rf"(?:[ ,][^.:;?]{{0,40}})?{_END}",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:--|(?:with )?(?:(?:kind|best|warm|kindest|warmest|many) )?(?:regards|wishes|thanks)"
    r"|thank you|thanks (?:again|in advance)|cheers|all the best|yours (?:sincerely|faithfully))"
    rf"{_END}",
    re.IGNORECASE,
)
_SENT = re.compile(r"(?:sent from (?:my|outlook)\b|get outlook for\b).{0,60}$", re.IGNORECASE)
_QUOTED = re.compile(r"\s*>")
_QUOTES = re.compile(
    r"(?:-{2,} ?(?:original|forwarded) message ?-{2,}|on .{5,120} wrote:)\s*$", re.IGNORECASE
)
_SENDER = re.compile(r"from: ", re.IGNORECASE)
_SENT_ON = re.compile(r"(?:sent|date|to): ", re.IGNORECASE)
"""The lines with which a mail program begins the mail that is replied to."""
_FEW = 20
"""Words; a longer signature may be an answer below a word of thanks."""


class LetterPart(StrEnum):
    """A part of a letter; the value is the code of its finding."""

    TEXT = "text"
    GREETING = "greeting"
    SIGNATURE = "signature"
    QUOTED = "quoted-reply"


_NAMES = {
    LetterPart.GREETING: "A greeting was left out",
    LetterPart.SIGNATURE: "A signature was left out",
    LetterPart.QUOTED: "A quoted reply was left out",
}


def parts(items: Sequence[RawText], is_key: Sequence[bool]) -> tuple[LetterPart, ...]:
    """Return which part of a letter each of `items` is; `is_key` says which are a key's line.

    A key ends a signature. Behind the line that begins a quoted mail all is quoted.
    """
    found: list[LetterPart] = []
    inside = LetterPart.TEXT
    lines = [line_text(next(item.content.lines())).strip() for item in items]
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if inside is not LetterPart.QUOTED:
            if _QUOTES.match(line) or (_SENDER.match(line) and _SENT_ON.match(following)):
                inside = LetterPart.QUOTED
            elif is_key[place]:
                inside = LetterPart.TEXT
            elif _CLOSING.match(line):
                inside = LetterPart.SIGNATURE
        is_quoted = _QUOTED.match(line) and not is_key[place]
        part = inside if inside is not LetterPart.TEXT else _part(line, is_key=is_key[place])
        found.append(LetterPart.QUOTED if is_quoted else part)
    return tuple(found)


def _part(line: str, *, is_key: bool) -> LetterPart:
    """Return which part `line` is by itself."""
    if is_key:
        return LetterPart.TEXT
    if _SENT.match(line):
        return LetterPart.SIGNATURE
    return LetterPart.GREETING if _GREETING.match(line) else LetterPart.TEXT


def left_out(items: Iterable[RawText], found: Iterable[LetterPart]) -> Iterator[Finding]:
    """Yield a finding with the words of each run of `items` that is not an answer."""
    for part, run in groupby(zip(items, found, strict=True), key=lambda pair: pair[1]):
        if part is LetterPart.TEXT:
            continue
        inside = [item for item, _ in run]
        text = rich_text(block for item in inside for block in item.content.blocks)
        is_long = len(text.words) > _FEW and part is not LetterPart.GREETING
        yield Finding(
            part.value,
            Severity.WARNING if is_long else Severity.NOTE,
            f"{_NAMES[part]}: {shortened(text)!r}.",
            Place(source=inside[0].source),
            "If part of it is an answer, move it below its key.",
            tuple(text.words),
        )
