"""Damage to XML and HTML trees, which stay trees."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import lxml.html
from lxml import etree

_VALUES = (
    *("", "0", "-1", "1", "2", "99", "1000", "16385", "1048577", "2147483648", "9" * 30, "1.5"),
    *("NaN", "x", " ", "true", "auto", "javascript:alert(1)", "file:///etc/passwd", "rId999"),
    *("\u202e", "../../../etc/passwd", "A1:XFD1048576", "#REF!", "w:p", "é" * 50),
)
_TEXTS = (
    *("", " ", "\u00a0", "\u0301", "•", "{{ 7*7 }}", "=1+1", "x" * 5000, "\u202e", "&amp;lt;"),
    *("7", "Rec. No.", "Recommendation", "March 27th 2025", "Status", "<p>", "\ud7ff", "0" * 400),
)


def xml_changed(rng: Random, data: bytes) -> bytes:
    """Return the XML document `data` with a few elements changed."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    _change(rng, root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def html_changed(rng: Random, data: bytes) -> bytes:
    """Return the page `data` with a few elements changed."""
    root = lxml.html.fromstring(data)
    _change(rng, root)
    return bytes(lxml.html.tostring(root, encoding="utf-8"))


def _change(rng: Random, root: Any) -> None:
    for _ in range(rng.choice((1, 3, 10))):
        elements = [e for e in root.iter() if isinstance(e.tag, str)]
        element = rng.choice(elements)
        rng.choice(_CHANGES)(rng, element, rng.choice(elements))


def _drop(_: Random, element: Any, __: Any) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _unwrap(_: Random, element: Any, __: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def _repeat(rng: Random, element: Any, _: Any) -> None:
    if element.getparent() is not None:
        for _count in range(rng.choice((1, 2, 40))):
            element.addnext(copy.deepcopy(element))


def _move(_: Random, element: Any, other: Any) -> None:
    inside = element is other or other in element.iterdescendants()
    if not inside and element.getparent() is not None:
        other.append(element)


def _nest(rng: Random, element: Any, _: Any) -> None:
    for _count in range(rng.choice((1, 3, 300, 5000))):
        inner = etree.SubElement(element, element.tag, dict(element.attrib))
        inner.text = element.text
        element = inner


def _rename(_: Random, element: Any, other: Any) -> None:
    element.tag = other.tag


def _say(rng: Random, element: Any, _: Any) -> None:
    element.text = rng.choice(_TEXTS)


def _attribute(rng: Random, element: Any, other: Any) -> None:
    names = [*element.attrib, *other.attrib, *("rowspan", "colspan", "style", "hidden")]
    name = rng.choice(names)
    if rng.random() < 0.2:
        element.attrib.pop(name, None)
    else:
        element.set(name, rng.choice(_VALUES))


_CHANGES = (_drop, _unwrap, _repeat, _move, _nest, _rename, _say, *[_attribute] * 4)
