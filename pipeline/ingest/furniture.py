"""Words that belong to a page and not to its text, wherever a document has them."""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(
    r"[-\N{EN DASH}\s]*(?:page|tudalen|p\.)\s*\d{1,4}"
    r"(?:\s*(?:of|o|/)\s*\d{1,4})?[-\N{EN DASH}\s.]*",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Return whether a paragraph of its own only counts pages: `Page 2`, `Tudalen 2 o 14`."""
    return _PAGE_NUMBER.fullmatch(text) is not None
