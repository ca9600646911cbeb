"""The objects of a PDF are given, and let go of."""

from __future__ import annotations

import io

import pikepdf
import pytest

from pipeline.ingest.pdf.file import reopening
from pipeline.ingest.pdf.file.reopening import Afresh


@pytest.fixture
def data() -> bytes:
    """Return a PDF of which object n holds the number n."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Numbers = pikepdf.Array(
        [pdf.make_indirect(pikepdf.Dictionary(N=n)) for n in range(100)]
    )
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def test_gives_the_same_objects_however_often_it_opens(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read from a file opened again is what is in it."""
    monkeypatch.setattr(reopening, "_TURN", 7)
    file = Afresh(data)
    wanted = [number.objgen for number in file.pdf.Root.Numbers]
    assert [int(file.object(objgen).N) for objgen in wanted] == list(range(100))


def test_opens_again_after_a_turn(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that nobody holds is gone after so many objects, and what it kept with it."""
    monkeypatch.setattr(reopening, "_TURN", 7)
    file = Afresh(data)
    opened = []
    for _ in range(21):
        file.object((1, 0))
        if file.pdf not in opened:
            opened.append(file.pdf)
    assert len(opened) == 3


def test_a_number_that_no_object_has(data: bytes) -> None:
    """There is nothing."""
    assert Afresh(data).object((999, 0)) is None
