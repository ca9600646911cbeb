"""What publishing needs of the machine, beside Python's own packages."""

from __future__ import annotations

import ctypes.util
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.layout import load_layout

_INSTALL = {
    "debian": "sudo apt-get install -y --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install -y pango harfbuzz",
    "arch": "sudo pacman -S --needed pango harfbuzz",
    "alpine": "sudo apk add pango harfbuzz-subset",
    "suse": "sudo zypper install -y libpango-1_0-0 libharfbuzz-subset0",
    "darwin": "brew install pango harfbuzz",
}
"""The line that installs the libraries, by the system or the one that it is made from.

The packages are those of WeasyPrint's own instructions (doc.courtbouillon.org/weasyprint).
"""
_OTHER = "Install Pango 1.44 or later and HarfBuzz with its subsetter, as WeasyPrint's page says."
_RELEASE = Path("/etc/os-release")
# What WeasyPrint loads by name. Without libharfbuzz-subset it subsets fonts in another way and
# the same plan gives other bytes.
_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "gobject-2.0", "harfbuzz", "harfbuzz-subset")


@dataclass(frozen=True, slots=True)
class MachinePart:
    """Something that the machine should have."""

    name: str
    is_there: bool
    found: str
    install: str
    """The line that installs it."""


def examine(layout: str) -> tuple[MachinePart, ...]:
    """Return each library and font that publishing with `layout` needs, and whether it is there.

    Raises LayoutError if there is no such layout.
    """
    return (*map(_library, _LIBRARIES), *_fonts(layout))


def _library(name: str) -> MachinePart:
    path = ctypes.util.find_library(name)
    return MachinePart(f"library {name}", path is not None, path or "not found", install_line())


def install_line(system: str = sys.platform, release: Path = _RELEASE) -> str:
    """Return the one line that installs the libraries on this system.

    `release` says which Linux it is: os-release(5).
    """
    if system != "linux":
        return _INSTALL.get(system, _OTHER)
    try:
        lines = release.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return _OTHER
    values = dict(line.partition("=")[::2] for line in lines)
    names = f"{values.get('ID', '')} {values.get('ID_LIKE', '')}".replace('"', "").split()
    known = (line for name in names for key, line in _INSTALL.items() if name.startswith(key))
    return next(known, _OTHER)


def _fonts(name: str) -> tuple[MachinePart, ...]:
    layout = load_layout(name)
    files = layout.type.files
    parts = []
    for file in (files.regular, files.bold, files.italic, files.bold_italic):
        path = Path(file).resolve()
        there = path.is_file()
        parts.append(
            MachinePart(
                f"font {path.name}",
                there,
                str(path) if there else f"{path} is not there",
                "Install publish again: the fonts come with it.",
            )
        )
    return tuple(parts)
