"""Raised and lowered text as plain characters, so that 10⁶ does not become 106."""

from __future__ import annotations

_FIGURES = "0123456789+-=()"
_RAISED = str.maketrans(_FIGURES + "−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻")
_LOWERED = str.maketrans(_FIGURES + "−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")
RAISED_SIGN, LOWERED_SIGN = "^", "_"
"""What is written before a letter that is raised or lowered."""


def has_form(text: str) -> bool:
    """Return whether Unicode has each character of `text` raised and lowered: figures and signs."""
    return bool(text) and all(ord(character) in _RAISED for character in text)


def raised(text: str) -> str:
    """Return `text` with its figures and signs raised: `10` becomes `¹⁰`."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Return `text` with its figures and signs lowered: `2` becomes `₂`."""
    return text.translate(_LOWERED)


def marked(text: str, *, is_raised: bool) -> str:
    """Return raised or lowered `text` as it is written among other text.

    Figures have a form of their own, and a single letter gets a sign before it: `x^n`. Several
    letters stay as they are, as in `22nd`, where raising them changes nothing.
    """
    bare = text.strip()
    if has_form(bare):
        return raised(text) if is_raised else lowered(text)
    if len(bare) == 1 and bare.isalpha():
        return text.replace(bare, f"{RAISED_SIGN if is_raised else LOWERED_SIGN}{bare}")
    return text
