"""The versions of what shapes the artifacts' bytes."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from pipeline import __version__

_TOOLS = ("weasyprint", "pydyf", "fonttools", "pikepdf", "python-docx", "jinja2")
_SIGNING = "pyhanko"
_LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", ""),
}
"""What lays out and cuts down the fonts of the PDF: the file, and what returns its version."""


@lru_cache(maxsize=2)
def tool_versions(*, signed: bool = False) -> dict[str, str]:
    """Return the version of this program and of each library that shapes the artifacts.

    It is empty for a library that is not there. The one that signs counts where they are `signed`.
    """
    tools = {tool: _installed(tool) for tool in (*_TOOLS, *([_SIGNING] if signed else []))}
    libraries = {name: _loaded(*where) for name, where in _LIBRARIES.items()}
    return {"publish": __version__, **tools, **libraries}


def _installed(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return ""


def _loaded(file: str, function: str) -> str:
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(file)
        if not function:
            return "installed"
        call = getattr(library, function)
        call.restype = ctypes.c_char_p
        return str(call().decode())
    return ""
