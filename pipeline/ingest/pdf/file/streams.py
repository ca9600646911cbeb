"""The streams of a PDF before a library unpacks them: none may fill the memory."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import pikepdf

from pipeline.errors import TooLargeError
from pipeline.ingest.pdf.file.reopening import Afresh

LARGEST = 64_000_000
"""A page's drawing, a font or an attachment that unpacks to more is refused."""
_LARGEST_PICTURE = 4 * LARGEST
"""A page of A3 scanned in colour at 600 dots an inch is 209 million bytes."""
_PIECE = 8192
"""Inflated, so many bytes are eight million at most."""


def check_streams(data: bytes, path: str, most: int) -> None:
    """Raise TooLargeError if a stream of the PDF in `data`, or all together, unpack to too much.

    All together, but for pictures, may be `most` bytes.
    """
    file = Afresh(data)
    total = _unpacked_in_turn(file, path)
    if total is None:
        total = sum(_sizes(file.pdf.objects, path))
    if total > most:
        raise TooLargeError(
            f"{path} unpacks to {total:,} bytes; the limit is {most:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )


def _unpacked_in_turn(file: Afresh, path: str) -> int | None:
    """Return what all streams unpack to; None if the file's numbers may not name them all.

    So it is where the file was damaged, numbers are unused, or were used before.
    """
    count = file.pdf.trailer.get("/Size")
    if not isinstance(count, int) or file.pdf.get_warnings():
        return None
    total = 0
    for number in range(1, count):
        if (found := file.object((number, 0))) is None:
            return None
        total += sum(_sizes([found], path))
    return total


def _sizes(objects: Iterable[Any], path: str) -> Iterator[int]:
    """Yield to how many bytes each stream among `objects` unpacks; pictures are not counted."""
    for stream in objects:
        if isinstance(stream, pikepdf.Stream):
            is_picture = stream.get("/Subtype") == "/Image"
            size = unpacked_size(stream, _LARGEST_PICTURE if is_picture else LARGEST, path)
            yield 0 if is_picture else size


def unpacked(stream: Any, name: str) -> bytes:
    """Return the bytes of `stream`. Raises TooLargeError before a bomb goes off."""
    unpacked_size(stream, LARGEST, name)
    return bytes(stream.read_bytes())


def unpacked_size(stream: Any, most: int, name: str) -> int:
    """Return the size of `stream` unpacked; raises what `text_of()` raises."""
    return len(text_of(stream, most, name))


def text_of(stream: Any, most: int, name: str) -> bytes:
    """Return `stream` unpacked, as far as it is packed without loss and not damaged.

    Raises TooLargeError if a step gives more than `most`; little more than that is ever held.
    """
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    try:
        data: bytes = stream.read_raw_bytes()
    except pikepdf.PdfError:
        return b""  # what cannot be got at cannot be unpacked
    for filter_name in map(str, names):
        if (step := _STEPS.get(filter_name)) is None:
            break
        try:
            data = step(data, most + 1)
        except (ValueError, IndexError):
            break  # damaged: a library gets no further
        if len(data) > most:
            raise TooLargeError(
                f"{name}: a stream unpacks to more than {most:,} bytes",
                hint="This is not a plan; check where the file came from.",
            )
    return data


def _inflated(data: bytes, most: int) -> bytes:
    """Return `data` inflated; where they are damaged, what comes before, as libraries do."""
    unpacker, parts = zlib.decompressobj(), bytearray()
    for start in range(0, len(data), _PIECE):
        before, piece = unpacker.copy(), data[start : start + _PIECE]
        try:
            parts += unpacker.decompress(piece)
        except zlib.error:
            with suppress(zlib.error):
                for value in piece:
                    parts += before.decompress(bytes((value,)))
            break
        if len(parts) >= most or unpacker.eof:
            break
    return bytes(parts)


def _from_hexadecimal(data: bytes, _: int) -> bytes:
    return binascii.unhexlify(b"".join(data.partition(b">")[0].split()))


def _from_base85(data: bytes, _: int) -> bytes:
    return base64.a85decode(data.partition(b"~>")[0])


def _run_lengths(data: bytes, most: int) -> bytes:
    """Return `data` with its runs written out (ISO 32000-2, 7.4.5)."""
    parts: list[bytes] = []
    size = place = 0
    while place < len(data) and size < most and (length := data[place]) != 128:
        if length < 128:
            parts.append(data[place + 1 : place + 2 + length])
            place += length + 2
        else:
            parts.append(data[place + 1 : place + 2] * (257 - length))
            place += 2
        size += len(parts[-1])
    return b"".join(parts)


_CLEAR, _END = 256, 257
_SINGLE = [bytes((value,)) for value in range(256)] + [b"", b""]


def _lzw(data: bytes, most: int) -> bytes:
    """Return `data` unpacked by Lempel, Ziv and Welch's way (ISO 32000-2, 7.4.4)."""
    parts: list[bytes] = []
    table, width, former = list(_SINGLE), 9, b""
    size = bits = held = 0
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == _END or size >= most:
            break
        if code == _CLEAR:
            table, width, former = list(_SINGLE), 9, b""
            continue
        word = table[code] if code < len(table) else former + former[:1]
        if former and len(table) < 4096:
            table.append(former + word[:1])
        width = min(max(width, (len(table) + 1).bit_length()), 12)
        parts.append(word)
        size, former = size + len(word), word
    return b"".join(parts)


_STEPS: dict[str, Callable[[bytes, int], bytes]] = {
    **dict.fromkeys(("/FlateDecode", "/Fl"), _inflated),
    **dict.fromkeys(("/ASCIIHexDecode", "/AHx"), _from_hexadecimal),
    **dict.fromkeys(("/ASCII85Decode", "/A85"), _from_base85),
    **dict.fromkeys(("/RunLengthDecode", "/RL"), _run_lengths),
    **dict.fromkeys(("/LZWDecode", "/LZW"), _lzw),
}
"""How each filter that loses nothing unpacks, up to so many bytes; what a picture's filters
(JPEG and the like) unpack is not text, and nobody unpacks it."""
