"""Pictures of the PDF's pages that have a new text."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass

import pypdfium2
from PIL.Image import Quantize

_SCALE = 1.25
"""Pixels of a point: 90 to the inch, at which a page can be read and weighs about 100 KB."""
_COLOURS = 32
_FIRST = 40
"""Letters by which the beginning of a text is found on its page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the PDF that has new texts."""

    page: int
    """Counts from 1."""
    keys: tuple[str, ...]
    """The actions whose new texts begin there."""
    width: int
    height: int
    """In pixels."""
    data: str
    """A `data:` address of a PNG image."""


def page_pictures(pdf: bytes, texts: Mapping[str, str]) -> tuple[Picture, ...]:
    """Return the pages of `pdf` on which one of `texts`, by their keys, begins."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(
            _picture(document, number, keys)
            for number in range(len(document))
            if (keys := _begun(document, number, texts))
        )
    finally:
        document.close()


def _begun(
    document: pypdfium2.PdfDocument, number: int, texts: Mapping[str, str]
) -> tuple[str, ...]:
    shown = _letters(document[number].get_textpage().get_text_range())
    starts = {key: _letters(text)[:_FIRST] for key, text in texts.items()}
    return tuple(key for key, start in starts.items() if start and start in shown)


def _letters(text: str) -> str:
    """Return the letters and figures of `text`: line ends and hyphens differ on a page."""
    return "".join(sign for sign in text if sign.isalnum())


def _picture(document: pypdfium2.PdfDocument, number: int, keys: tuple[str, ...]) -> Picture:
    image = document[number].render(scale=_SCALE).to_pil().convert("RGB")
    file = io.BytesIO()
    image.quantize(_COLOURS, method=Quantize.MEDIANCUT).save(file, "PNG", optimize=True)
    data = base64.b64encode(file.getvalue()).decode()
    return Picture(number + 1, keys, image.width, image.height, f"data:image/png;base64,{data}")
