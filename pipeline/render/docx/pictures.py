"""The document's pictures: the layout's logo, and the bar of the summary."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from html import escape  # that of xml.sax imports ssl

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from docx.oxml.ns import nsmap
from lxml import etree

from pipeline.errors import LayoutError
from pipeline.layout import Layout
from pipeline.publication import Publication
from pipeline.render.docx.elements import Element, w
from pipeline.render.summary import Share, summary

LOGO, BAR = "logo", "bar"
_EMU = 36_000
"""English metric units in a millimetre."""
BAR_SIZE = (150.0, 5.0)
"""In millimetres."""
_PIXELS = (900, 30)
_PLAIN = ("#ffffff", "#0b0c0c")
"""Of a status that is not in the legend: its ground and its lines."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the document."""

    data: bytes
    content_type: str
    width: float
    """In millimetres, as the height."""
    height: float
    alternative: str


def pictures(publication: Publication) -> dict[str, Picture]:
    """Return the pictures by the names of their relationships.

    Raises LayoutError if the logo cannot be read.
    """
    made = {}
    if publication.layout.places.logo.file:
        made[LOGO] = _logo(publication.layout)
    found = summary(publication)
    if found and found.shares:
        data = _bar(found.shares, publication.layout)
        made[BAR] = Picture(data, "image/png", *BAR_SIZE, found.alternative)
    return made


def _logo(layout: Layout) -> Picture:
    logo = layout.places.logo
    path = layout.find(logo.file)
    try:
        data = path.read_bytes()
        image = Image.from_blob(data)
    except (OSError, UnrecognizedImageError, ValueError) as error:
        raise LayoutError(
            f"{path} is not a picture that can be read: {error}",
            hint="Save it as PNG or JPEG, or take [places] logo out of layout.toml.",
        ) from error
    width = logo.height * image.px_width / max(image.px_height, 1)
    return Picture(data, image.content_type, width, logo.height, logo.alternative)


def drawing(name: str, number: int, picture: Picture) -> Element:
    """Return a run that shows `picture` in its line; `name` is its relationship's."""
    names = " ".join(f'xmlns:{p}="{nsmap[p]}"' for p in ("w", "r", "wp", "a", "pic"))
    size = f'cx="{round(picture.width * _EMU)}" cy="{round(picture.height * _EMU)}"'
    described = f'id="{number}" name="{name}" descr="{escape(picture.alternative)}"'
    text = (
        f'<w:drawing {names}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr {described}/><a:graphic><a:graphicData uri="{nsmap["pic"]}">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
    return w("r", etree.fromstring(text))


def _bar(shares: tuple[Share, ...], layout: Layout) -> bytes:
    """Return the bar as PNG: a part for each status, hatched so that colour is not all."""
    width, height = _PIXELS
    looks = [
        _PLAIN
        if share.status is None
        else (layout.statuses[share.status].background, layout.statuses[share.status].text)
        for share in shares
    ]
    colours = [(_rgb(ground), _rgb(line)) for ground, line in looks]
    total = sum(share.count for share in shares)
    ends = [width * sum(s.count for s in shares[: i + 1]) // total for i in range(len(shares))]
    rows = bytearray()
    for y in range(height):
        rows.append(0)  # each row of a PNG begins with its filter
        place = 0
        for x in range(width):
            while x >= ends[place]:
                place += 1
            start = ends[place - 1] if place else 0
            edge = y in (0, height - 1) or x in (start, ends[place] - 1)
            rows += colours[place][edge or _is_hatched(place, x, y)]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _is_hatched(place: int, x: int, y: int) -> bool:
    """Return whether a line of the hatching of the part `place` runs through the pixel."""
    kind = place % 5
    return (
        (kind == 1 and (x + y) % 12 == 0)
        or (kind == 2 and (x - y) % 8 == 0)
        or (kind == 3 and y % 8 == 0)
        or (kind == 4 and x % 8 == 0)
    )


def _rgb(code: str) -> bytes:
    return bytes.fromhex(code.removeprefix("#"))


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
