"""What publishing needs of the machine, beside Python's own packages."""

from __future__ import annotations

import ctypes.util
from dataclasses import dataclass
from pathlib import Path

from pipeline.layout import load_layout

_APT = (
    "apt-get install -y --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
# What WeasyPrint loads by name. Without libharfbuzz-subset it subsets fonts in another way and
# the same plan gives other bytes.
_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "gobject-2.0", "harfbuzz", "harfbuzz-subset")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the machine should have."""

    name: str
    is_there: bool
    found: str
    install: str
    """The line that installs it."""


def examine(layout: str) -> tuple[Part, ...]:
    """Return each library and font that publishing with `layout` needs, and whether it is there.

    Raises LayoutError where there is no such layout.
    """
    return (*map(_library, _LIBRARIES), *_fonts(layout))


def _library(name: str) -> Part:
    path = ctypes.util.find_library(name)
    return Part(f"library {name}", path is not None, path or "not found", _APT)


def _fonts(name: str) -> tuple[Part, ...]:
    layout = load_layout(name)
    files = layout.type.files
    parts = []
    for file in (files.regular, files.bold, files.italic, files.bold_italic):
        path = Path(file).resolve()
        there = path.is_file()
        parts.append(
            Part(
                f"font {path.name}",
                there,
                str(path) if there else f"{path} is not there",
                "Install publish again: the fonts come with it.",
            )
        )
    return tuple(parts)
