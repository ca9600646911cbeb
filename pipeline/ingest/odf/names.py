"""Names of the OpenDocument format (ISO/IEC 26300)."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_URN}office:1.0}}"
TEXT = f"{{{_URN}text:1.0}}"
TABLE = f"{{{_URN}table:1.0}}"
DRAW = f"{{{_URN}drawing:1.0}}"
STYLE = f"{{{_URN}style:1.0}}"
FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
SVG = f"{{{_URN}svg-compatible:1.0}}"
LINK = "{http://www.w3.org/1999/xlink}href"


def number(element: Element, name: str, most: int) -> int:
    """Return an attribute as a whole number from 1 to `most`; 1 where it is not one."""
    try:
        return min(max(int(element.get(name, "1")), 1), most)
    except ValueError:
        return 1


def words_in(element: Element) -> str:
    """Return all text in `element`, a blank between its parts."""
    return " ".join(filter(None, (str(text).strip() for text in element.itertext())))
