"""Small PDFs made by hand: text, rules and tags in a few lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import weasyprint
from pikepdf import Array, Dictionary, Name, String

WIDTH, HEIGHT = 600, 400


@dataclass(slots=True)
class Tag:
    """An element of a tag tree: kids are elements, or marks of its page."""

    name: str
    kids: Sequence[Tag | int] = ()
    page: int = 0
    attributes: dict[str, int] = field(default_factory=dict)
    actual: str | None = None
    namespace: str = ""


def text(x: float, y: float, words: str, mark: int | None = None) -> str:
    """Return an instruction that writes `words` at `x`, `y` from the top left, in 10 points."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    shown = f"BT /F1 10 Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({escaped}) Tj ET"
    return shown if mark is None else f"/P <</MCID {mark}>> BDC {shown} EMC"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return an instruction that draws a rule."""
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> list[str]:
    """Return a grid of rules."""
    level = [line(xs[0], y, xs[-1], y) for y in ys]
    return level + [line(x, ys[0], x, ys[-1]) for x in xs]


def make_pdf(pages: Sequence[Iterable[str]], tags: Sequence[Tag] = (), **root: Any) -> bytes:
    """Return a PDF with the instructions of each page and a tag tree."""
    pdf = pikepdf.new()
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    helvetica.Encoding = Name.WinAnsiEncoding
    font = pdf.make_indirect(helvetica)
    for content in pages:
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream("\n".join(content).encode("cp1252"))
    if tags:
        tree = Dictionary(Type=Name.StructTreeRoot)
        tree.K = Array([_element(pdf, tag) for tag in tags])
        pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
    for key, value in root.items():
        if key == "RoleMap":
            pdf.Root.StructTreeRoot.RoleMap = value
        else:
            pdf.Root[f"/{key}"] = value
    return saved(pdf)


def _element(pdf: pikepdf.Pdf, tag: Tag) -> pikepdf.Object:
    element = Dictionary(Type=Name.StructElem, S=Name(f"/{tag.name}"))
    element.Pg = pdf.pages[tag.page].obj
    if tag.attributes:
        values = {f"/{name}": value for name, value in tag.attributes.items()}
        element.A = Dictionary({"/O": Name.Table, **values})
    if tag.actual is not None:
        element.ActualText = String(tag.actual)
    if tag.namespace:
        element.NS = Dictionary(Type=Name.Namespace, NS=String(tag.namespace))
    element.K = Array([kid if isinstance(kid, int) else _element(pdf, kid) for kid in tag.kids])
    return pdf.make_indirect(element)


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """Return the bytes of `pdf`."""
    buffer = io.BytesIO()
    pdf.save(buffer, **options)
    return buffer.getvalue()


def printed(body: str, css: str = "") -> bytes:
    """Return an HTML page as WeasyPrint prints it, without tags."""
    style = (
        "@page{size:180mm 120mm;margin:12mm} body{font:9pt 'Liberation Sans';margin:0}"
        "table{width:100%;border-collapse:collapse;table-layout:fixed}"
        f"td,th{{border:0.5pt solid;padding:3pt;vertical-align:top;text-align:left}}{css}"
    )
    page = f'<html lang="en"><style>{style}</style><body>{body}</body></html>'
    return bytes(weasyprint.HTML(string=page).write_pdf())
