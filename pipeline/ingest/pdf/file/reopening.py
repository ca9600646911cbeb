"""The objects of a PDF, without keeping them.

qpdf (pikepdf) keeps every object that it was asked for until the file is closed, about 1.7 KB each;
a tagged document of 500 pages has 30,000. So the file is opened again after each turn of them, and
what nobody holds is gone. Opening reads the cross-reference table, so the turns of a long file are
longer: it is opened a number of times, not once for so many objects.
"""

from __future__ import annotations

import io

import pikepdf

_TURN = 1_000
_OPENINGS = 20


class Afresh:
    """Gives the objects of the PDF in `data` by their numbers."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._given = 0
        self.pdf = self._opened()
        """The file as it was last opened; who holds an object of it holds it too."""
        count = self.pdf.trailer.get("/Size")
        self._turn = max(_TURN, count // _OPENINGS if isinstance(count, int) else 0)

    def object(self, objgen: tuple[int, int]) -> pikepdf.Object:
        """Return the object of that number and generation; a null where there is none."""
        if self._given == self._turn:
            self.pdf, self._given = self._opened(), 0
        self._given += 1
        return self.pdf.get_object(objgen)

    def _opened(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self._data), suppress_warnings=True)
