"""Elements of WordprocessingML, written nearly as short as they read.

python-docx's proxies look a table through for each cell they touch, and have no word for most
of what is needed here: elements are made directly, and a document is built in linear time.
"""

from __future__ import annotations

from typing import TypeAlias

from docx.oxml.ns import nsmap
from lxml import etree

Element: TypeAlias = etree._Element

_NAMES = {"w": nsmap["w"], "r": nsmap["r"]}
_W = f"{{{nsmap['w']}}}"
_RELATIONSHIP = f"{{{nsmap['r']}}}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return the element `w:tag` with `children`; the attributes are in Word's namespace too."""
    named = {_W + name: str(value) for name, value in attributes.items()}
    element = etree.Element(_W + tag, named, _NAMES)
    element.extend(children)
    return element


def related(element: Element, name: str) -> Element:
    """Return `element`, pointing at the relationship `name`."""
    element.set(_RELATIONSHIP, name)
    return element


def text_run(text: str, *looks: Element) -> Element:
    """Return a run of `text`, its spaces kept, with `looks` as its properties."""
    words = w("t")
    words.text = text
    words.set(_SPACE, "preserve")
    return w("r", w("rPr", *looks), words) if looks else w("r", words)


def paragraph(style: str, *content: Element | str) -> Element:
    """Return a paragraph in the style `style`; plain text in `content` becomes a run."""
    runs = (text_run(part) if isinstance(part, str) else part for part in content if part != "")
    return w("p", w("pPr", w("pStyle", val=style)), *runs)


def twips(millimetres: float) -> int:
    """Return `millimetres` in twentieths of a point, which Word measures in."""
    return round(millimetres * 1440 / 25.4)
