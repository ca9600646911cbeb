"""Rules for text that a program damaged before it reached the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.check.example import Example
from pipeline.check.rule import Family, Hit, Rule, quoted
from pipeline.check.subject import Subject
from pipeline.findings import Severity

_ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)"
    r"|Error(?:!|:) (?:Reference source|Bookmark|No (?:text|table|index|document)|Hyperlink|Unknown"
    r"|Main document|Not a valid|Use the Home|Filename|Missing|Invalid)[^.!?\n]{0,60}"
    r"|\bErr:5\d\d\b"
)
"""What Excel, Word and LibreOffice show in place of what they could not work out."""
_FOREIGN = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
                      "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
                      "\u20ac\u2122]{2,60}")  # fmt: skip
"""Two or more letters and signs of Windows-1252 beyond ASCII in a row."""
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def _error_values(subject: Subject) -> Iterator[Hit]:
    yield from _found(subject, _errors, "The {kind} shows an error of the program: {text}.")


def _errors(text: str) -> list[str]:
    return [match[0] for match in _ERROR.finditer(text)]


def _mojibake(subject: Subject) -> Iterator[Hit]:
    yield from _found(subject, _misread, "The {kind} has signs that were read wrongly: {text}.")


def _misread(text: str) -> list[str]:
    """Return the stretches of `text` that are UTF-8 read as Windows-1252, and lost signs."""
    found = [match[0] for match in _FOREIGN.finditer(text) if _is_misread(match[0])]
    return [*found, _REPLACED] if _REPLACED in text else found


def _is_misread(signs: str) -> bool:
    """Return whether some part of `signs` is the bytes of a character of UTF-8."""
    raw = b"".join(_byte(sign) for sign in signs)
    return any(
        _decodes(raw[at : at + width]) for at in range(len(raw)) for width in (2, 3, 4)
        if at + width <= len(raw)
    )  # fmt: skip


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:  # the five codes that Windows-1252 leaves free
        return sign.encode("latin-1")


def _decodes(raw: bytes) -> bool:
    try:
        return len(raw.decode("utf-8")) == 1
    except UnicodeDecodeError:
        return False


def _found(subject: Subject, find: Callable[[str], list[str]], sentence: str) -> Iterator[Hit]:
    for cell in subject.cells:
        for text in dict.fromkeys(find(cell.text)):
            yield cell.place, sentence.format(kind=cell.kind, text=quoted(text))


DAMAGED = (
    Rule(
        "error-value",
        Family.READABLE,
        Severity.ERROR,
        "An error of Excel, Word or LibreOffice in place of a value or a reference.",
        "Mend the formula or the cross-reference in the source, and read it again.",
        _error_values,
        bad=Example(updates=("Begun.", "See Error! Reference source not found. #REF!")),
        good=Example(updates=("Begun.", "See section 3 for the error rate.")),
    ),
    Rule(
        "misread-signs",
        Family.READABLE,
        Severity.ERROR,
        "Signs of another encoding, such as `â€™` for an apostrophe.",
        "Save the source as UTF-8, or type the signs again.",
        _mojibake,
        bad=Example(updates=("Begun.", "The chiefâ€™s office spent Â£5.")),
        good=Example(updates=("Begun.", "The chief’s café spent £5 – “well”.")),
    ),
)
"""What no reader can make sense of."""
