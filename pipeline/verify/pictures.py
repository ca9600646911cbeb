"""Show where two PDFs differ: the first page that looks different, both ways, with a mark."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from pipeline.store import write_all

_SCALE = 1.5
"""Pixels for a point: 108 to the inch."""
_LONGEST = 2500
"""Pixels of a side: a falsified page may say that it is as large as a field."""
_GAP = 20
_TITLE = 30
_RED = (200, 0, 0)
_TITLES = ("as published (set again)", "the file", "the difference")


def picture_difference(wanted: bytes, found: bytes, folder: Path, stem: str) -> Path | None:
    """Return the picture of the first page of `found` that looks unlike that of `wanted`.

    It is written into `folder` as PNG, `STEM-page-2.png`: the two pages beside each other, then the
    second with what differs in red. None if all pages look the same. Raises ValueError if
    one of the files cannot be shown, OutputError where the picture cannot be written.
    """
    try:
        pages = enumerate(zip_longest(_pages(wanted), _pages(found)), start=1)
        for number, (one, two) in pages:
            if one is None or two is None or one.tobytes() != two.tobytes():
                out = BytesIO()
                _beside(one, two).save(out, "PNG")
                (path,) = write_all(folder, {f"{stem}-page-{number}.png": out.getvalue()})
                return path
    except (pdfium.PdfiumError, MemoryError) as error:
        raise ValueError(f"it cannot be shown: {error}") from error
    return None


def _pages(data: bytes) -> Iterator[Image.Image]:
    document = pdfium.PdfDocument(data)
    try:
        document.init_forms()
        for page in document:
            side = max(page.get_size())
            yield page.render(scale=min(_SCALE, _LONGEST / max(side, 1))).to_pil().convert("RGB")
    finally:
        document.close()


def _beside(one: Image.Image | None, two: Image.Image | None) -> Image.Image:
    """Return both pages and, where there are both, the second with its difference marked."""
    shown = [one, two, _marked(one, two) if one and two else None]
    sizes = [page.size for page in shown if page]
    width, height = (max(size[axis] for size in sizes) for axis in (0, 1))
    whole = Image.new("RGB", ((width + _GAP) * len(shown) + _GAP, height + _TITLE), "lightgrey")
    draw = ImageDraw.Draw(whole)
    for place, (page, title) in enumerate(zip(shown, _TITLES, strict=True)):
        left = _GAP + place * (width + _GAP)
        draw.text((left, 10), title if page else f"{title}: there is no such page", fill="black")
        if page:
            whole.paste(page, (left, _TITLE))
    return whole


def _marked(one: Image.Image, two: Image.Image) -> Image.Image:
    """Return `two`, pale, with what differs from `one` in red inside a frame."""
    ground = Image.new("RGB", two.size, "white")
    ground.paste(one)
    unlike = ImageChops.difference(ground, two).convert("L").point(lambda value: 255 * (value > 0))
    pale = Image.blend(two, Image.new("RGB", two.size, "white"), 0.6)
    pale.paste(_RED, mask=unlike.filter(ImageFilter.MaxFilter(3)))
    if box := unlike.getbbox():
        frame = (max(box[0] - 6, 0), max(box[1] - 6, 0), box[2] + 5, box[3] + 5)
        ImageDraw.Draw(pale).rectangle(frame, outline=_RED, width=3)
    return pale
