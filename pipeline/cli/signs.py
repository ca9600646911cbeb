"""Signs that would steer a terminal: escapes (ECMA-48) and turns of direction (UAX #9)."""

from __future__ import annotations

_TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Return `text` without the signs that steer a terminal; line ends and tabs stay."""
    return "".join(c for c in text if c in "\n\t" or not steers(c))


def steers(sign: str) -> bool:
    """Return whether `sign`, one character, would steer a terminal rather than be shown."""
    return sign < " " or "\x7f" <= sign <= "\x9f" or sign in _TURNS
