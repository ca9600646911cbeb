"""The fonts a layout prints with: what they can show, and how wide they show it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from pipeline.errors import LayoutError
from pipeline.layout import Layout, layout_folders

FALLBACK = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
"""Open fonts that lie with the layouts, for characters that the layout's own family lacks."""

_INVISIBLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""Unicode's Default_Ignorable_Code_Point: joiners and marks that have no shape of their own."""


class Advances(dict[int, float]):
    """Widths in ems by character; any other character is one em wide."""

    def __missing__(self, code: int) -> float:
        return 1.0


@dataclass(frozen=True)
class Face:
    """One font file."""

    path: Path
    family: str
    digest: str
    """Of the file's bytes."""
    advances: Advances
    """The width of each character that the font can show, in ems."""
    glyphs: dict[int, str]
    """The character that each glyph shows: the first one where a glyph shows several."""

    shared: frozenset[str]
    """Characters that look like one with a lower number: no glyph is their own."""

    def width(self, text: str) -> float:
        """Return how wide `text` is on one line, in ems."""
        return sum(map(self.advances.__getitem__, map(ord, text)))


@dataclass(frozen=True)
class Faces:
    """A layout's faces and their substitutes."""

    regular: Face
    bold: Face
    others: tuple[Face, ...]

    def __iter__(self) -> Iterator[Face]:
        return iter((self.regular, self.bold, *self.others))

    def can_show(self, character: str) -> bool:
        """Return whether some face has a glyph for `character`, or it needs none."""
        code = ord(character)
        return any(code in face.advances for face in self) or is_invisible(character)

    def says(self, character: str) -> bool:
        """Return whether the glyph of `character` shows nothing but it, in every face."""
        return not any(character in face.shared for face in self)


def is_invisible(character: str) -> bool:
    """Return whether `character` is one that no font draws."""
    return any(first <= ord(character) <= last for first, last in _INVISIBLE)


def load_faces(layout: Layout, characters: Collection[str] | None = None) -> Faces:
    """Return the faces of `layout`, which `plan.css` calls by `layout.type.family`.

    The stand-ins are left out where each of the layout's own faces shows all `characters`.
    Raises LayoutError if a file is missing, is not a font, or is of another family.
    """
    files = layout.type.files
    names = (files.regular, files.bold, files.italic, files.bold_italic)
    own = [_layout_face(layout, Path(name)) for name in names]
    spare: tuple[Path, ...] = ()
    if characters is None or not all(_shows(face, characters) for face in own):
        spare = tuple(layout_folders()[-1] / "fonts" / name for name in FALLBACK)
    regular, bold, *others = own
    return Faces(regular, bold, (*others, *map(_load_face, spare)))


def _shows(face: Face, characters: Collection[str]) -> bool:
    return all(ord(c) in face.advances or is_invisible(c) for c in characters)


def _layout_face(layout: Layout, path: Path) -> Face:
    face = _load_face(path)
    if face.family != layout.type.family:
        raise LayoutError(
            f"{path} is of the family {face.family!r}, layout {layout.name!r} "
            f"names {layout.type.family!r}",
            hint=f"Correct [type] in {layout.folder / 'layout.toml'}.",
        )
    return face


def _load_face(path: Path) -> Face:
    try:
        return _read_face(path, path.stat().st_mtime_ns)
    except (OSError, TTLibError) as error:
        raise LayoutError(
            f"{path}: the font cannot be read: {error}",
            hint="Put the font file there, or name another one in layout.toml, [type].",
        ) from error


@lru_cache(maxsize=32)
def _read_face(path: Path, _modified: int) -> Face:
    data = path.read_bytes()
    with TTFont(BytesIO(data), lazy=True) as font:
        units = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        numbers = font.getReverseGlyphMap()
        cmap: dict[int, str] = dict(sorted((font.getBestCmap() or {}).items()))
        family = font["name"].getBestFamilyName() or ""
    glyphs: dict[int, str] = {}
    for code, name in cmap.items():
        glyphs.setdefault(numbers[name], chr(code))
    advances = Advances((code, metrics[name][0] / units) for code, name in cmap.items())
    shared = frozenset(map(chr, cmap)) - frozenset(glyphs.values())
    return Face(path, family, font_digest(data), advances, glyphs, shared)


def font_digest(data: bytes) -> str:
    """Return a digest of a font file's bytes."""
    return sha256(data).hexdigest()
