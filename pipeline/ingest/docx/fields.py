"""Fields: an instruction that Word follows, and the result that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.docx.names import Element, W, child, number, switch, value

_LINK = re.compile(
    r"""\s*HYPERLINK\s+(?:"([^"\\]+)"|([^\s"\\]+))(?:\s+\\l\s+"([^"]+)")?""", re.IGNORECASE
)

_BUTTON = re.compile(r"\s*(?:MACRO|GOTO)BUTTON\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)
_EQUATION = re.compile(r"\s*EQ\s+(.*)", re.IGNORECASE | re.DOTALL)
_FRACTION = re.compile(r"\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A field that is not yet at its end: first its instruction, then what it shows."""

    instruction: str = ""
    shows: bool = False


class Fields:
    """The fields that are open at a point of the text, each inside the one before."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def show(self) -> bool:
        """Whether text at this point is shown: it is part of no instruction."""
        return all(field.shows for field in self._open)

    @property
    def link(self) -> str:
        """The address that text at this point leads to, empty if it is in no link."""
        links = (field_link(field.instruction) for field in reversed(self._open))
        return next(filter(None, links), "")

    def turn(self, mark: Element) -> str:
        """Go on at a field's beginning, middle or end; return an ended one's lone instruction."""
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].shows = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return "" if ended.shows else ended.instruction
        return ""

    def instruct(self, words: str) -> None:
        """Add `words` to the innermost field's instruction."""
        if self._open:
            self._open[-1].instruction += words

    def end_paragraph(self) -> None:
        """Close what is still an instruction.

        It ends in its paragraph; where a damaged file lacks the end, what follows is text.
        """
        self._open = [field for field in self._open if field.shows]

    def clear(self) -> None:
        """Close all fields."""
        self._open.clear()


def instructed(instruction: str) -> str:
    """Return what a field without a result shows: a button's words, a fraction of `EQ`."""
    if match := _BUTTON.match(instruction):
        return match[1]
    if match := _EQUATION.match(instruction):
        return _FRACTION.sub(r"\1/\2", match[1])
    return ""


def field_link(instruction: str) -> str:
    """Return the address that a field's instruction leads to, empty if it is not a link."""
    match = _LINK.match(instruction)
    if match is None:
        return ""
    return (match[1] or match[2]) + (f"#{match[3]}" if match[3] else "")


def picked(mark: Element) -> str:
    """Return what an old form's drop-down list or box shows: Word draws it, it is not text."""
    if (box := child(mark, "ffData", "checkBox")) is not None:
        is_on = switch(box, "checked")
        return "☒" if (switch(box, "default") if is_on is None else is_on) else "☐"
    choices = child(mark, "ffData", "ddList")
    if choices is None:
        return ""
    entries = [value(entry) or "" for entry in choices.iterchildren(f"{W}listEntry")]
    preset = number(child(choices, "default"))
    place = number(child(choices, "result"), default=preset)
    return entries[place] if 0 <= place < len(entries) else ""
