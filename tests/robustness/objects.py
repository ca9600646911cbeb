"""Damage to the objects of a PDF, which stays a sound file: tags, pages, fonts, contents."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import pikepdf

_NUMBERS = (0, 1, -1, 2, 7, 99, 10**6, 2**31 - 1, 2**63 - 1)
_OPERATORS = (
    *("q\n", "Q\n", "BT\n", "ET\n", "EMC\n", "/Span <</MCID 0>> BDC\n", "/X BMC\n", "/P Do\n"),
    *("1 0 0 1 99999999999 0 cm\n", "0 0 0 0 0 0 cm\n", "1e308 0 0 1e308 0 0 cm\n", "0 Tz\n"),
    *("/F 1e9 Tf\n", "3 Tr\n", "-9999999 TL\n", "(x) Tj\n", "[(a) -1e9 (b) 1e9] TJ\n", "T*\n"),
    *("0 0 m 1e6 1e6 l S\n", "0 0 1 1 re\n", "W n\n", "/Span <</MCID -1>> BDC\n", "(\\\n", "<<\n"),
    *("/Span <</MCID 2147483647>> BDC\n", "BI /W 9 /H 9 ID x EI\n", "[" * 600, "<" * 600),
)


def changed(rng: Random, data: bytes) -> bytes:
    """Return the PDF `data` with a few of its objects changed."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if rng.random() < 0.4:
            rng.choice(_WHOLE)(rng, pdf)
        else:
            for _ in range(rng.choice((1, 3, 12))):
                _change(rng, pdf)
        pdf.save(buffer, deterministic_id=True, compress_streams=rng.random() < 0.5)
    return buffer.getvalue()


def _change(rng: Random, pdf: pikepdf.Pdf) -> None:
    objects = [o for o in pdf.objects if isinstance(o, pikepdf.Object)]
    target = rng.choice(objects)
    if isinstance(target, pikepdf.Stream) and rng.random() < 0.5:
        _contents(rng, target)
    elif isinstance(target, pikepdf.Dictionary | pikepdf.Stream):
        _entry(rng, pdf, target, objects)
    elif isinstance(target, pikepdf.Array) and len(target):
        _item(rng, pdf, target, objects)


def _drawing(rng: Random, pdf: pikepdf.Pdf) -> None:
    """Have a page draw something that goes astray, once or very often."""
    page = rng.choice(list(pdf.pages)).obj
    words = rng.choices(_OPERATORS, k=rng.choice((1, 5))) * rng.choice((1, 100, 20_000))
    added = pdf.make_stream("".join(words).encode())
    drawn = pikepdf.Array([added, page.Contents, added])
    page.Contents = pikepdf.Array([added]) if rng.random() < 0.3 else drawn


def _calling_itself(_: Random, pdf: pikepdf.Pdf) -> None:
    """Have a page draw a form that draws itself, three times over."""
    form = pdf.make_stream(b"/P Do /P Do /P Do", Type=pikepdf.Name.XObject)
    form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 99, 99])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=form))
    page = pdf.pages[0].obj
    page.Resources.XObject = pikepdf.Dictionary(P=form)
    page.Contents = pikepdf.Array([page.Contents, pdf.make_stream(b"/P Do")])


def _tags(rng: Random, pdf: pikepdf.Pdf) -> Any:
    """Return an element of the tag tree."""
    kinds = (pikepdf.Name.StructElem, pikepdf.Name.StructTreeRoot)
    found = [
        o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") in kinds
    ]
    return rng.choice(found or [pdf.Root])


def _loop(rng: Random, pdf: pikepdf.Pdf) -> None:
    """Have an element hold itself, or what holds it."""
    element = _tags(rng, pdf)
    child = rng.choice((element, element.get("/P", element), _tags(rng, pdf)))
    element.K = pikepdf.Array([child] * rng.choice((1, 2, 50)))


def _depth(rng: Random, pdf: pikepdf.Pdf) -> None:
    """Have an element hold one that holds one, very deep."""
    element = _tags(rng, pdf)
    inner: Any = element.get("/K", 0)
    for _ in range(rng.choice((100, 3000))):
        inner = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name.Span, K=inner, P=element
            )
        )
    element.K = inner


def _spans(rng: Random, pdf: pikepdf.Pdf) -> None:
    """Have a cell reach over as many rows and columns as there are numbers."""
    numbers = {key: rng.choice(_NUMBERS) for key in ("/RowSpan", "/ColSpan")}
    _tags(rng, pdf).A = pikepdf.Dictionary({"/O": pikepdf.Name.Table, **numbers})


def _pages(rng: Random, pdf: pikepdf.Pdf) -> None:
    """Have a page of a strange size, turned, in a strange unit."""
    page = rng.choice(list(pdf.pages)).obj
    corners = (0, 1, -1, 99, 10**9, 1e-9)
    page.MediaBox = pikepdf.Array([rng.choice(corners) for _ in range(4)])
    page.Rotate, page.UserUnit = rng.choice((0, 90, 45, -270)), rng.choice((1, 0, 10**9))


def _roles(rng: Random, pdf: pikepdf.Pdf) -> None:
    """Have tags stand for each other, in a ring."""
    names = ("/TD", "/TR", "/Table", "/Span", "/TH", "/P")
    pairs = zip(names, (*names[1:], names[0]), strict=True)
    root = pdf.Root.get("/StructTreeRoot", pdf.Root)
    root.RoleMap = pikepdf.Dictionary({name: pikepdf.Name(other) for name, other in pairs})
    if rng.random() < 0.5:
        root.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([0, root, 10**9, root]))


_WHOLE = (_drawing, _drawing, _calling_itself, _loop, _depth, _spans, _pages, _roles)


def _entry(rng: Random, pdf: pikepdf.Pdf, target: Any, objects: list[Any]) -> None:
    keys = sorted(target.keys())
    if not keys:
        return
    key = rng.choice(keys)
    if rng.random() < 0.3:
        del target[key]
    else:
        target[key] = _value(rng, pdf, target[key], objects)


def _item(rng: Random, pdf: pikepdf.Pdf, target: Any, objects: list[Any]) -> None:
    place = rng.randrange(len(target))
    match rng.randrange(3):
        case 0:
            del target[place]
        case 1:
            target.append(target[place])
        case _:
            target[place] = _value(rng, pdf, target[place], objects)


def _value(rng: Random, pdf: pikepdf.Pdf, old: Any, objects: list[Any]) -> Any:
    """Return another value: a number, a name, a text, or any object, which may make a loop."""
    match rng.randrange(6):
        case 0:
            return rng.choice(_NUMBERS)
        case 1:
            return pikepdf.Name(rng.choice(("/TD", "/TH", "/TR", "/Table", "/Span", "/X", "/Font")))
        case 2:
            return pikepdf.String(rng.choice(("", "x" * 500, "\x00", "\u202e", "7.1")))
        case 3:
            return pikepdf.Array([old] * rng.choice((1, 3)))
        case 4:
            return pikepdf.Dictionary()
        case _:
            return rng.choice(objects)


def _contents(rng: Random, stream: Any) -> None:
    data = bytearray(stream.read_bytes())
    for _ in range(rng.choice((1, 4, 32))):
        if data:
            data[rng.randrange(len(data))] = rng.choice(b"0123456789 \n()<>/TjTmBTETQq")
    stream.write(bytes(data))
