"""Names of WordprocessingML, and how its attributes are asked for."""

from __future__ import annotations

from typing import TypeAlias

from docx.oxml.ns import nsmap
from lxml import etree

Element: TypeAlias = etree._Element

W = f"{{{nsmap['w']}}}"
RELATIONSHIP = f"{{{nsmap['r']}}}id"
ALTERNATES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA, FORMULAS, MATHS = f"{M}oMath", f"{M}oMathPara", f"{M}t"

PARAGRAPH, RUN, TEXT = f"{W}p", f"{W}r", f"{W}t"
TABLE, ROW, CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
CONTROL, TEXT_BOX = f"{W}sdt", f"{W}txbxContent"

OFF = ("0", "false", "off", "none")
"""Values that switch a property off."""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element at `path` (names in Word's namespace) below `element`."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute in Word's namespace; None if it, or the element, is not there."""
    return None if element is None else element.get(W + name)


def number(element: Element | None, name: str = "val", default: int = 0) -> int:
    """Return an attribute as a whole number, `default` where it is not one."""
    try:
        return int(value(element, name) or "")
    except ValueError:
        return default


def switch(properties: Element | None, name: str) -> bool | None:
    """Return whether a property such as bold is on; None if nothing is said about it."""
    found = child(properties, name)
    return None if found is None else value(found) not in OFF


def chosen(alternates: Element) -> Element | None:
    """Return the branch of `mc:AlternateContent` to read: the first that uses Word's own names.

    All show the same; in one Word may have used names of its newest version.
    """
    branches = list(alternates.iterchildren("{*}Choice", "{*}Fallback"))
    known = (branch for branch in branches if next(branch.iter(f"{W}*"), None) is not None)
    return next(known, branches[0] if branches else None)
