"""What a stream unpacks to is known before a library unpacks it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from random import Random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.ingest.pdf.file.document import Document, opened
from pipeline.ingest.pdf.file.streams import unpacked, unpacked_size

HOLDER = pikepdf.new()
"""A stream lives as long as its document."""
SPECIALIZED = pikepdf.StreamDecodeLevel.specialized
BOMB = zlib.compress(b" " * 80_000_000, 9)
_CHOICES = Random(7)  # noqa: S311 - to repeat
TEXT = b"".join(_CHOICES.choice((b"review ", b"the ", b"plan ", b"\x00\xff")) for _ in range(9000))


def _stream(data: bytes, *filters: str) -> pikepdf.Stream:
    stream = HOLDER.make_stream(data)
    stream.write(data, filter=Array([Name(name) for name in filters]))
    return stream


def _lzw(data: bytes) -> bytes:
    """Return `data` packed, in codes that widen early, as Acrobat writes them."""
    words, codes, word = {bytes((n,)): n for n in range(256)}, [(256, 9)], b""
    last, width = 257, 9
    for value in data:
        longer = word + bytes((value,))
        if longer in words:
            word = longer
            continue
        codes.append((words[word], width))
        last += 1
        words[longer], word = last, bytes((value,))
        width = max(width, (last + 1).bit_length())
        if last == 4093:
            codes.append((256, width))
            words, last, width = {bytes((n,)): n for n in range(256)}, 257, 9
    codes += [(words[word], width), (257, width)]
    bits = "".join(f"{code:0{wide}b}" for code, wide in codes)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))


PACKED = {
    "flate": (zlib.compress(TEXT), ["/FlateDecode"]),
    "flate twice": (zlib.compress(zlib.compress(TEXT)), ["/FlateDecode", "/FlateDecode"]),
    "hexadecimal": (TEXT.hex(" ").encode() + b">", ["/ASCIIHexDecode"]),
    "run lengths": (
        b"".join(b"\x7f" + TEXT[n : n + 128] for n in range(0, 12800, 128)) + b"\xf0a\x80",
        ["/RunLengthDecode"],
    ),
    "lzw": (_lzw(TEXT), ["/LZWDecode"]),
    "the standard's lzw": (bytes.fromhex("800B6050220C0C8501"), ["/LZWDecode"]),
    "flate in hexadecimal": (zlib.compress(TEXT).hex().encode(), ["/AHx", "/Fl"]),
}


@pytest.mark.parametrize("name", PACKED)
def test_every_filter_is_measured_as_qpdf_unpacks_it(name: str) -> None:
    """The size is what the library gives, whatever the data were packed with."""
    data, filters = PACKED[name]
    stream = _stream(data, *filters)
    assert unpacked_size(stream, 10**9, "a.pdf") == len(stream.read_bytes(SPECIALIZED)) > 0


@pytest.mark.parametrize("name", [name for name in PACKED if name != "the standard's lzw"])
def test_no_filter_gives_more_than_is_allowed(name: str) -> None:
    """Each is stopped on its way, not behind it."""
    data, filters = PACKED[name]
    with pytest.raises(TooLargeError, match="a stream unpacks to more than 1,000 bytes"):
        unpacked_size(_stream(data, *filters), 1000, "a.pdf")


def test_damaged_data_are_left_to_the_library() -> None:
    """What comes before the damage counts; the library says what is wrong."""
    assert unpacked_size(_stream(b"no flate", "/FlateDecode"), 1000, "a.pdf") == 0
    whole = zlib.compress(TEXT)
    half = whole[: len(whole) // 2]
    assert 0 < unpacked_size(_stream(half, "/FlateDecode"), 10**6, "a.pdf") < len(TEXT)
    with pytest.raises(pikepdf.PdfError):
        unpacked(_stream(b"no flate", "/FlateDecode"), "a.pdf")


def _contents(pdf: pikepdf.Pdf, bomb: pikepdf.Object) -> None:
    pdf.pages[0].obj.Contents = bomb


def _form(pdf: pikepdf.Pdf, bomb: pikepdf.Object) -> None:
    bomb.Type, bomb.Subtype, bomb.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=bomb))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def _characters(pdf: pikepdf.Pdf, bomb: pikepdf.Object) -> None:
    _show(pdf, Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.X, ToUnicode=bomb))


def _font(pdf: pikepdf.Pdf, bomb: pikepdf.Object) -> None:
    file = Dictionary(Type=Name.FontDescriptor, FontName=Name.X, Flags=4, FontFile2=bomb)
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.X, FontDescriptor=file)
    _show(pdf, font)


def _show(pdf: pikepdf.Pdf, font: Dictionary) -> None:
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 12 Tf 10 10 Td (hello) Tj ET")


@pytest.mark.parametrize("place", [_contents, _form, _characters, _font])
def test_a_bomb_does_not_go_off(place: Callable[[pikepdf.Pdf, pikepdf.Object], None]) -> None:
    """In a page's contents, in a drawing it uses, in a font's table of characters, in a font."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = pikepdf.Stream(pdf, b"")
    stream.write(BOMB, filter=Name.FlateDecode)
    place(pdf, pdf.make_indirect(stream))
    with pytest.raises(TooLargeError, match="unpacks to more than"), _opened(pdf):
        pass


def test_all_streams_together_have_a_limit() -> None:
    """Many streams that each are small enough are counted together; `--max-bytes` raises it."""
    pdf = pikepdf.new()
    for _ in range(4):
        pdf.add_blank_page()
        pdf.pages[-1].obj.Contents = stream = pdf.make_stream(b"")
        stream.write(zlib.compress(b" " * 30_000), filter=Name.FlateDecode)
    with _opened(pdf, ReadOptions(max_bytes=121_000)) as document:
        assert document.count == 4
    words = "unpacks to 120,000 bytes; the limit is 110,000"
    with pytest.raises(TooLargeError, match=words), _opened(pdf, ReadOptions(max_bytes=110_000)):
        pass


@pytest.mark.parametrize("lie", [b"/Size 3", b"/Size 9", b"/Size(s)"])
def test_a_file_that_hides_a_bomb_from_its_own_count(lie: bytes) -> None:
    """The count of objects may be wrong, and numbers may be missing: all objects are looked at."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = pikepdf.Stream(pdf, b"")
    stream.write(BOMB, filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    buffer = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.disable
    plain = pikepdf.StreamDecodeLevel.none
    pdf.save(buffer, object_stream_mode=mode, stream_decode_level=plain, compress_streams=False)
    data = re.sub(rb"/Size \d+", lie, buffer.getvalue())
    assert data != buffer.getvalue()
    with (
        pytest.raises(TooLargeError, match="unpacks to more than"),
        opened(data, "a.pdf", DEFAULT_OPTIONS),
    ):
        pass


def test_what_is_wrong_is_said_in_words_for_people() -> None:
    """No address in memory is in a message, which would be another each time."""
    with pytest.raises(UnreadableFileError) as error, opened(b"%PDF-1.7", "a.pdf", DEFAULT_OPTIONS):
        pass
    assert error.value.message.startswith("a.pdf is damaged: ")
    assert "<" not in error.value.message


def _opened(
    pdf: pikepdf.Pdf, options: ReadOptions = DEFAULT_OPTIONS
) -> AbstractContextManager[Document]:
    buffer = io.BytesIO()
    pdf.save(buffer, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return opened(buffer.getvalue(), "a.pdf", options)
