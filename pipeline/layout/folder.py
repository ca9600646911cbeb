"""Where layouts are, and the one way to a file of a layout's folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from pipeline.errors import LayoutError

BUILT_IN = "devon-and-cornwall"
"""The layout that every other extends, by itself or through others."""


def layout_folders() -> tuple[Path, ...]:
    """Return the folders that are searched for layouts, the working folder's first."""
    package = Path(__file__).parent.parent
    built_in = package / "_layouts"
    return (Path("layouts"), built_in if built_in.is_dir() else package.parent / "layouts")


def built_in_folder() -> Path:
    """Return the folder of the layout that lends others what they lack."""
    return layout_folders()[-1] / BUILT_IN


def own_file(folder: Path, name: str) -> Path | None:
    """Return the path of the file `name` in a layout's `folder`; None if there is none.

    Raises LayoutError if `name` leads out of the folder, by dots or by a link. The built-in
    layout may hold links: an installer puts them there.
    """
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts:
        raise LayoutError(
            f"{name!r} is not in the layout's folder {folder}",
            hint="A layout uses only files of its own folder; put the file there.",
        )
    path = folder / name
    if not path.is_file():
        return None
    if folder.resolve() != built_in_folder().resolve():
        for part in (path, *path.parents[: len(inside.parts) - 1]):
            if part.is_symlink():
                raise LayoutError(
                    f"{part} is a link, and links in a layout are not followed",
                    hint="Put the file itself there.",
                )
    return path
