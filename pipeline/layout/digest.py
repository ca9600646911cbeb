"""The digest of a layout: of every file that decides how a publication looks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.layout.folder import layout_folders
from pipeline.layout.model import Layout


def layout_digest(layout: Layout) -> str:
    """Return the SHA-256 of the files and fonts of `layout`, in hexadecimal digits.

    Where they lie does not count. A file that cannot be read counts as empty: the renderer names
    it.
    """
    digest = hashlib.sha256()
    for name, path in _files(layout):
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def font_digests(layout: Layout) -> dict[str, str]:
    """Return the SHA-256 of each font that `layout` may print with, by its file's name.

    A font that cannot be read is left out: the renderer names it.
    """
    found = {}
    for path in _fonts(layout):
        with suppress(OSError):
            found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _files(layout: Layout) -> Iterator[tuple[str, Path]]:
    """Yield each file with a name that is the same on every machine."""
    for depth, folder in enumerate(layout.folders):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file():
                yield f"{depth}/{path.name}", path
    for path in _fonts(layout):
        yield f"fonts/{path.name}", path


def _fonts(layout: Layout) -> Iterator[Path]:
    """Yield the layout's own fonts, then those that are in for them."""
    files = layout.type.files
    yield from map(Path, (files.regular, files.bold, files.italic, files.bold_italic))
    yield from sorted((layout_folders()[-1] / "fonts").glob("*.ttf"))
