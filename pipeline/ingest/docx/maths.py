"""Office MathML on one line of plain text."""

from __future__ import annotations

from pipeline.ingest.docx.names import MATHS, Element, M
from pipeline.ingest.notation import fraction, grouped, lowered, raised

_PROPERTIES = "Pr"
"""What the names of elements end in that say how a formula looks."""


def maths_text(element: Element) -> str:
    """Return what `element` and those in it say: `45/56`, `x²`, `√(a + b)`, `∑_(i=1)^n`."""
    if element.tag == MATHS or element.tag.endswith("}t"):
        return element.text or ""
    name = element.tag.removeprefix(M) if isinstance(element.tag, str) else _PROPERTIES
    if name.endswith(_PROPERTIES):
        return ""
    if (write := _FORMS.get(name)) is not None:
        return write(element)
    separator = {"eqArr": "; ", "m": "; ", "mr": ", "}.get(name, "")
    return separator.join(filter(None, map(maths_text, element)))


def _part(element: Element, name: str) -> str:
    return "".join(maths_text(part) for part in element.iterchildren(M + name))


def _sign(element: Element, name: str, default: str) -> str:
    """Return a sign that the properties of `element` name, as the brackets around a part."""
    found = element.find(f"{M}{element.tag.removeprefix(M)}Pr/{M}{name}")
    return default if found is None else found.get(f"{M}val", "")


def _fraction(element: Element) -> str:
    return fraction(_part(element, "num"), _part(element, "den"))


def _scripts(element: Element) -> str:
    base = _part(element, "e")
    above, below = _part(element, "sup"), _part(element, "sub")
    return base + lowered(below) + raised(above, base)


def _before(element: Element) -> str:
    return raised(_part(element, "sup")) + lowered(_part(element, "sub")) + _part(element, "e")


def _root(element: Element) -> str:
    return f"{raised(_part(element, 'deg'))}√{grouped(_part(element, 'e'))}"


def _brackets(element: Element) -> str:
    parts = _sign(element, "sepChr", "|").join(map(maths_text, element.iterchildren(f"{M}e")))
    return _sign(element, "begChr", "(") + parts + _sign(element, "endChr", ")")


def _sum(element: Element) -> str:
    sign = _sign(element, "chr", "∫")
    limits = lowered(_part(element, "sub")) + raised(_part(element, "sup"))
    return f"{sign}{limits} {_part(element, 'e')}"


def _limit(element: Element) -> str:
    name = element.tag.removeprefix(M)
    write = lowered if name == "limLow" else raised
    return _part(element, "e") + write(_part(element, "lim"))


def _function(element: Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


_FORMS = {
    **{"f": _fraction, "sSup": _scripts, "sSub": _scripts, "sSubSup": _scripts, "sPre": _before},
    **{"rad": _root, "d": _brackets, "nary": _sum, "limLow": _limit, "limUpp": _limit},
    **{"func": _function},
}
