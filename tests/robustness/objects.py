"""Damage to the objects of a PDF, which stays a sound file: tags, pages, fonts, contents."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import pikepdf

_NUMBERS = (0, 1, -1, 2, 7, 99, 10**6, 2**31 - 1, 2**63 - 1)


def changed(rng: Random, data: bytes) -> bytes:
    """Return the PDF `data` with a few of its objects changed."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
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
