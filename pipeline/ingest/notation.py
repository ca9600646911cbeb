"""Figures that are raised, lowered or set as a fraction, written on one line of plain text."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-\N{MINUS SIGN}=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-\N{MINUS SIGN}=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_HAS_RAISED = re.compile(r"[0-9+\-\N{MINUS SIGN}=()n]+")
_HAS_LOWERED = re.compile(r"[0-9+\-\N{MINUS SIGN}=()]+")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|ain|af|il|ydd|fed|eg)", re.IGNORECASE)
_MARKS = frozenset(("TM", "SM", "®", "™", "©", "*", "†", "‡", "º", "ª"))
"""What is raised by habit and means the same on the line."""
_SIMPLE = re.compile(r"\w+(?:[.,]\w+)*|\S")


def raised(text: str, before: str = "") -> str:
    """Return `text`, which the page raises, as Unicode superscripts or else behind `^`.

    The ending of an ordinal number (`1st`) stays as it is: `before` is the text in front of it.
    """
    inner = text.strip()
    if not inner or inner in _MARKS:
        return text
    if before[-1:].isdigit() and _ORDINAL.fullmatch(inner):
        return text
    shown = inner.translate(_RAISED) if _HAS_RAISED.fullmatch(inner) else f"^{grouped(inner)}"
    return text.replace(inner, shown)


def lowered(text: str) -> str:
    """Return `text`, which the page lowers, as Unicode subscripts or else behind `_`."""
    inner = text.strip()
    if not inner:
        return text
    shown = inner.translate(_LOWERED) if _HAS_LOWERED.fullmatch(inner) else f"_{grouped(inner)}"
    return text.replace(inner, shown)


def fraction(above: str, below: str) -> str:
    """Return a fraction on one line: `45/56`, with parentheses around what has several parts."""
    return f"{grouped(above)}/{grouped(below)}"


def annotated(base: str, reading: str) -> str:
    """Return `base` with the small text set above it (ruby) in parentheses."""
    return f"{base} ({reading.strip()})" if reading.strip() else base


def grouped(text: str) -> str:
    """Return `text` in parentheses unless it is one number, word or sign."""
    inner = text.strip()
    return inner if not inner or _SIMPLE.fullmatch(inner) else f"({inner})"
