"""A PDF through pdfplumber: its annotations and form fields."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.ingest.pdf.page import MOST_LINKS, Box

_HIDDEN = 1 << 1 | 1 << 5
"""The flags of an annotation that no screen shows (ISO 32000-2, 12.5.3)."""
_PUSH_BUTTON = 1 << 16
_HIGHEST = 20
"""Levels of the tree of form fields."""

# What it says about odd files would be on the user's screen, and is not a message of ours.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


class Annotation(NamedTuple):
    """An annotation or the widget of a form field, in the page's own measure."""

    kind: str
    """Its subtype: `FreeText`, `Widget`."""
    box: Box
    text: str
    """What it says: a note, the value of a field."""
    is_hidden: bool
    ticked: bool | None
    """Whether a check box or a radio button is on; None for what is neither."""


def annotations_of(pdf: PDF, number: int) -> list[Annotation]:
    """Return the annotations of page `number`, from 1, without its links.

    Raises PdfminerException where they cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of texts that are decoded here
            found = pdf.pages[number - 1].annots[:MOST_LINKS]
        return list(_annotations(found))
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise PdfminerException(error) from error


def _annotations(found: list[dict[str, Any]]) -> Iterator[Annotation]:
    for item in found:
        data = item["data"]
        kind = _name(data.get("Subtype"))
        if kind in ("Link", "Popup", ""):
            continue
        left, low, right, high = map(float, data["Rect"])
        box = Box(min(left, right), min(low, high), max(left, right), max(low, high))
        flags = data.get("F") or 0
        value = _field(data, "V") if kind == "Widget" else data.get("Contents")
        ticked = _ticked(data) if kind == "Widget" else None
        text = _text(value) if ticked is None else ""
        yield Annotation(kind, box, text, bool(flags & _HIDDEN), ticked)


def _ticked(data: Mapping[str, Any]) -> bool | None:
    if _name(_field(data, "FT")) != "Btn" or (_field(data, "Ff") or 0) & _PUSH_BUTTON:
        return None
    return _name(data.get("AS") or _field(data, "V")) not in ("", "Off")


def _field(data: Any, key: str) -> Any:
    """Return an entry of a form field, which it may have from the field above it."""
    for _ in range(_HIGHEST):
        if not isinstance(data, Mapping):
            return None
        if data.get(key) is not None:
            return data[key]
        parent = data.get("Parent")
        data = resolve1(parent)
    return None


def _name(value: Any) -> str:
    if isinstance(value, PSLiteral):
        name = value.name
        return name.decode("latin-1") if isinstance(name, bytes) else name
    return ""


def _text(value: Any) -> str:
    value = resolve1(value)
    if isinstance(value, list):
        return "\n".join(filter(None, map(_text, value)))
    if isinstance(value, bytes):
        return decode_text(value)
    return value if isinstance(value, str) else _name(value)
