"""MathML on one line of plain text."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.ingest.html.elements import Element, tag
from pipeline.ingest.notation import fraction, grouped, lowered, raised

_UNSHOWN = ("annotation", "annotation-xml")
"""The same formula in another notation; MathML 3, section 5.1."""


def maths_text(element: Element) -> str:
    """Return what `element` and its children say: `45/56`, `x²`, `√(a + b)`."""
    name = tag(element).rpartition(":")[2]
    if not name or name in _UNSHOWN:
        return ""
    parts = [maths_text(child) for child in element if tag(child)]
    write = _FORMS.get(name)
    if write is not None and len(parts) >= _LEAST.get(name, 1):
        return write(parts)
    return (element.text or "").strip() + _spaced(parts, name)


def _spaced(parts: list[str], name: str) -> str:
    """Return `parts` of a row beside each other, rows of a matrix with signs between them."""
    return {"mtable": "; ", "mtr": ", "}.get(name, "").join(parts)


def _scripts(parts: list[str]) -> str:
    return parts[0] + lowered(parts[1]) + raised(parts[2], parts[0])


_FORMS: dict[str, Callable[[list[str]], str]] = {
    "mfrac": lambda parts: fraction(parts[0], "".join(parts[1:])),
    "msup": lambda parts: parts[0] + raised("".join(parts[1:]), parts[0]),
    "mover": lambda parts: parts[0] + raised("".join(parts[1:])),
    "msub": lambda parts: parts[0] + lowered("".join(parts[1:])),
    "munder": lambda parts: parts[0] + lowered("".join(parts[1:])),
    "msubsup": _scripts,
    "munderover": _scripts,
    "msqrt": lambda parts: f"√{grouped(''.join(parts))}",
    "mroot": lambda parts: f"{raised(parts[1])}√{grouped(parts[0])}",
    "mfenced": lambda parts: f"({', '.join(parts)})",
}
_LEAST = {"mfrac": 2, "msup": 2, "msub": 2, "mover": 2, "munder": 2, "msubsup": 3}
_LEAST |= {"munderover": 3, "mroot": 2}
"""Children without which an element is read as a row."""
