"""Damage to files: of bytes, of archives, of XML trees, of PDF objects; the same for a number."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random

from tests.robustness import archives, objects, trees, values
from tests.robustness.seeds import seeds

Mutation = Callable[[Random, bytes], bytes]

# What a byte or a word is replaced by: ends of ranges, signs of grammars, unfinished characters.
TOKENS = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\r", b"\n", b"\t"),
    *(b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e309", b"NaN", b"%n", b"'", b'"'),
    *(b"<", b">", b"</td>", b"<table>", b"<![CDATA[", b"<!--", b"&", b"&#0;", b"&#x110000;"),
    *(b"{", b"}", b"[", b"]]>", b"(", b")", b"<<", b">>", b"endobj", b"stream", b"/K", b" 0 R"),
    *(b"\\u0000", b"\\ud800", b"null", b"true", b",", b";", b"=1+1", b"\xe2\x80\xae", b"\x1b[2J"),
)


def mutated(format_: str, number: int) -> bytes:
    """Return the file `number` of `format_`: a sound one with one to four kinds of damage."""
    rng = Random(f"{format_} {number}")  # noqa: S311 - to repeat, not to hide
    data = rng.choice(seeds(format_))
    for _ in range(rng.choice((1, 1, 2, 4))):
        # What is damaged already may be beyond the libraries that damage it further.
        with suppress(Exception):
            data = rng.choice(_MUTATIONS[format_.removeprefix("form.")])(rng, data)
    return data


def flipped(rng: Random, data: bytes) -> bytes:
    """Return `data` with a few bytes changed."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 64))):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def truncated(rng: Random, data: bytes) -> bytes:
    """Return the beginning of `data`."""
    return data[: rng.randrange(len(data) + 1)]


def cut(rng: Random, data: bytes) -> bytes:
    """Return `data` without a stretch of it."""
    start, end = _stretch(rng, data)
    return data[:start] + data[end:]


def doubled(rng: Random, data: bytes) -> bytes:
    """Return `data` with a stretch of it standing several times."""
    start, end = _stretch(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def spliced(rng: Random, data: bytes) -> bytes:
    """Return `data` with a stretch of it put somewhere else."""
    start, end = _stretch(rng, data)
    place = rng.randrange(len(data) + 1)
    return data[:place] + data[start:end] + data[place:]


def sprinkled(rng: Random, data: bytes) -> bytes:
    """Return `data` with tokens that grammars care for, written over or put between."""
    for _ in range(rng.choice((1, 2, 5))):
        place = rng.randrange(len(data) + 1)
        token = rng.choice(TOKENS)
        data = data[:place] + token + data[place + rng.choice((0, 1, len(token))) :]
    return data


def _stretch(rng: Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 8, 64, 512, 4096)))


_BYTES: tuple[Mutation, ...] = (flipped, truncated, cut, doubled, spliced, sprinkled)

# In an archive nearly every damaged byte is only a wrong checksum, so the members are damaged.
_MUTATIONS: dict[str, tuple[Mutation, ...]] = {
    "txt": _BYTES,
    "csv": _BYTES,
    "json": (*_BYTES, *[values.changed] * 6),
    "html": (*_BYTES, trees.html_changed, trees.html_changed, trees.html_changed),
    "docx": (flipped, truncated, *[archives.changed(trees.xml_changed, _BYTES)] * 6),
    "xlsx": (flipped, truncated, *[archives.changed(trees.xml_changed, _BYTES)] * 6),
    "pdf": (*_BYTES, *[objects.changed] * 6),
}
