"""Check a layout's values, so that each fault is named with its file, its key and what it takes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from pipeline import invalid
from pipeline.errors import LayoutError
from pipeline.layout.colour import ENOUGH, contrast
from pipeline.layout.model import DATE_PARTS, Layout, filled_date

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_PAPER = "#ffffff"
_SIZES = {
    "type.size": (4, 24),
    "type.title_size": (4, 72),
    "type.detail_size": (4, 36),
    "type.heading_size": (4, 36),
    "type.leading": (1, 3),
    "places.logo.height": (3, 100),
}
"""The least and the most of each, in points; the leading is a multiple of the size, a logo's height
in millimetres."""
_MARGIN = (0, 100)
"""Millimetres."""
_SHARE = (1, 100)
"""Of a table's width, in per cent."""
_COLOUR_KEYS = ("text", "background")


def validated(data: dict[str, Any], words: dict[str, Any], folders: tuple[Path, ...]) -> Layout:
    """Return the layout that `data` and `words` describe; `folders` are its own and its bases'.

    Raises LayoutError with a line for each fault.
    """
    from pydantic import TypeAdapter, ValidationError  # slow to import, and not for --help

    path = folders[0] / "layout.toml"
    whole = {**data, "name": folders[0].name, "folders": folders, "words": words}
    faults = [*_unknown_keys(data, Layout, ""), *_wrong_values(data)]
    try:
        layout = TypeAdapter(Layout).validate_python(whole) if not faults else None
    except ValidationError as error:
        layout = None
        faults = invalid.faults(error)
    if layout is not None:
        faults = [*_low_contrasts(layout), *_logo_faults(layout), *_pattern_faults(layout)]
    if layout is None or faults:
        lines = [f"{path}: {fault}" for fault in faults]
        raise LayoutError("\n".join(lines), hint="Correct the file and run again.")
    return layout


def _unknown_keys(data: Mapping[str, Any], kind: Any, where: str) -> Iterator[str]:
    """Yield each key of `data` that the dataclass `kind` does not have, with the nearest one."""
    hints = get_type_hints(kind)
    known = [f.name for f in fields(kind) if f.name not in ("name", "folders", "words")]
    for key, value in data.items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            more = f"did you mean {near[0]!r}?" if near else f"use one of: {', '.join(known)}"
            yield f"{where}{key}: not a known key; {more}"
        elif isinstance(value, dict) and is_dataclass(hints[key]):
            yield from _unknown_keys(value, hints[key], f"{where}{key}.")
        elif get_origin(hints[key]) is tuple and isinstance(value, list):
            inner = get_args(hints[key])[0]
            for place, item in enumerate(value):
                if isinstance(item, dict) and is_dataclass(inner):
                    yield from _unknown_keys(item, inner, f"{where}{key}.{place}.")


def _wrong_values(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in _leaves(data, ""):
        group, _, name = key.rpartition(".")
        is_colour = group == "colours" or (group.startswith("statuses") and name in _COLOUR_KEYS)
        if is_colour and not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            yield f"{key}: {value!r} is not a colour; write it as #rrggbb"
        elif isinstance(value, float) and not isfinite(value):
            yield f"{key}: {value!r} is not a number that can be measured"
        elif isinstance(value, int | float) and (limits := bounds(key)):
            least, most = limits
            if not least <= value <= most:
                yield f"{key}: {value:g} is out of range; it takes {least:g} to {most:g}"


def bounds(key: str) -> tuple[float, float] | None:
    """Return the least and the most that the number at `key` may be; None if all are taken."""
    if key.startswith("page.margins."):
        return _MARGIN
    if key.startswith("columns.fixed."):
        return _SHARE
    return _SIZES.get(key)


def _leaves(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Yield each value of `value` that is neither a table nor a list, with its key."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{where}.{place}")
    else:
        yield where, value


def _logo_faults(layout: Layout) -> Iterator[str]:
    logo = layout.places.logo
    if logo.file and not logo.alternative.strip():
        yield "places.logo.alternative: say what the picture says (WCAG 2.2, 1.1.1)"
    if logo.file and not logo.file.lower().endswith((".png", ".jpg", ".jpeg")):
        yield f"places.logo.file: {logo.file!r} is not a PNG or JPEG file"
    elif logo.file and not layout.find(logo.file).is_file():
        yield f"places.logo.file: there is no file {logo.file!r} in the layout's folder"


def _pattern_faults(layout: Layout) -> Iterator[str]:
    """Yield each pattern for a period's heading that cannot be filled in."""
    for name in ("label", "first_label"):
        pattern = getattr(layout.periods, name)
        try:
            filled_date(pattern, dt.date.min, [""], [""])
        except (LookupError, ValueError, AttributeError):
            parts = " ".join(f"{{{part}}}" for part in DATE_PARTS)
            yield f"periods.{name}: {pattern!r} cannot be filled in; it takes {parts}"


def _low_contrasts(layout: Layout) -> Iterator[str]:
    """Yield each pair of colours that readers with low vision cannot tell apart."""
    for text, background, one, other in _pairs(layout):
        if (ratio := contrast(one, other)) < ENOUGH:
            yield (
                f"{text}: {one} on {background} {other} has a contrast of {ratio:.1f}:1; "
                f"it takes at least {ENOUGH}:1 (WCAG 2.2, 1.4.3)"
            )


def _pairs(layout: Layout) -> Iterator[tuple[str, str, str, str]]:
    """Yield the key of each text's colour, its ground's name, and the two colours."""
    colours = layout.colours
    heading = (colours.heading_text, colours.heading_background)
    yield "colours.heading_text", "heading_background", *heading
    for name in ("stub_background", "newest_background"):
        ground = getattr(colours, name)
        yield "colours.text", name, colours.text, ground
        yield "colours.link", name, colours.link, ground
    yield "colours.text", "paper", colours.text, _PAPER
    yield "colours.link", "paper", colours.link, _PAPER
    for place, status in enumerate(layout.statuses):
        yield f"statuses.{place}.text", "background", status.text, status.background
