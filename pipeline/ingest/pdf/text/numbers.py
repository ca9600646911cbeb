"""Which texts of cells are numbers, by their form alone."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"[-–—(<>≤≥~±+]*[£$€]?\s*[\d.,:'\s]*\d[\d.,\s]*\s*[%)*a-z†‡]{0,3}|[-–—:.…]+|n/?a|\.\.", re.I
)


def is_number(text: str) -> bool:
    """Return whether a cell's text is a number, a share, an amount or a sign for none."""
    return _NUMBER.fullmatch(text.strip()) is not None
