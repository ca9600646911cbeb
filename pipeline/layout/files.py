"""Find a layout and read its files, each layout adding to the one that it extends."""

from __future__ import annotations

import tomllib
from os.path import normpath
from pathlib import Path
from typing import Any

from pipeline.errors import LayoutError
from pipeline.layout.folder import built_in_folder, layout_folders, own_file
from pipeline.layout.model import Layout
from pipeline.layout.validate import validated

LAYOUT_FILE = "layout.toml"
WORDS_FILE = "words.toml"
_FONTS = ("regular", "bold", "italic", "bold_italic")


def layout_names() -> list[str]:
    """Return the names of all layouts that `load_layout()` finds."""
    found = {f.parent.name for d in layout_folders() for f in d.glob(f"*/{LAYOUT_FILE}")}
    return sorted(found)


def load_layout(name: str) -> Layout:
    """Return the layout `name`: a folder in `layouts/`, a built-in one, or a folder's path.

    What its files do not say is taken from the layout that it `extends`, the built-in one where
    it names none. Raises LayoutError if there is no such layout or its files are wrong.
    """
    chain = _chain(name)
    data: dict[str, Any] = {}
    words: dict[str, Any] = {}
    for folder, own in reversed(chain):
        data = merged(data, own)
        may_lack = folder != chain[-1][0]
        words = merged(words, read_toml(folder, WORDS_FILE, may_lack=may_lack))
    folders = tuple(folder for folder, _ in chain)
    return validated(data, words, folders)


def _chain(name: str) -> list[tuple[Path, dict[str, Any]]]:
    """Return the folders and contents of `name` and of those that it extends, itself first."""
    chain: list[tuple[Path, dict[str, Any]]] = []
    wanted: str | None = name
    while wanted is not None:
        folder = _find_folder(wanted, chain)
        if any(folder.resolve() == other.resolve() for other, _ in chain):
            names = " extends ".join(f.name for f, _ in [*chain, (folder, None)])
            raise LayoutError(
                f"{chain[-1][0] / LAYOUT_FILE}: extends: a circle: {names}",
                hint="Extend another layout, or none: the built-in one is extended then.",
            )
        own = _with_font_paths(read_toml(folder, LAYOUT_FILE), folder)
        wanted = own.pop("extends", None)
        if wanted is not None and not isinstance(wanted, str):
            raise LayoutError(
                f"{folder / LAYOUT_FILE}: extends: it takes one layout's name",
                hint=f"Use one of: {', '.join(layout_names())}.",
            )
        chain.append((folder, own))
        if wanted is None and folder.resolve() != built_in_folder().resolve():
            wanted = str(built_in_folder())
    return chain


def _find_folder(name: str, chain: list[tuple[Path, dict[str, Any]]]) -> Path:
    """Return the folder of the layout `name`, which the last layout of `chain` extends if any.

    A layout may extend the built-in one of its own name, so its own folder is not found again.
    """
    taken = {folder.resolve() for folder, _ in chain}
    found = [
        candidate
        for candidate in (folder / name for folder in layout_folders())
        if (candidate / LAYOUT_FILE).is_file()
    ]
    for candidate in found:
        if candidate.resolve() not in taken:
            return candidate
    if found:
        return found[-1]
    where = f"{chain[-1][0] / LAYOUT_FILE}: extends: " if chain else ""
    raise LayoutError(
        f"{where}there is no layout {name!r} in layouts/ or among the built-in ones",
        hint=f"Use one of: {', '.join(layout_names())}.",
    )


def _with_font_paths(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return `data` with its font files as paths from the folder that names them.

    A file that is not there is looked for beside the built-in layout, whose files many copy.
    """
    kind = data.get("type")
    files = kind.get("files") if isinstance(kind, dict) else None
    if not isinstance(files, dict):
        return data
    named = {
        name: str(_font_path(path, folder)) if name in _FONTS and isinstance(path, str) else path
        for name, path in files.items()
    }
    return {**data, "type": {**data["type"], "files": named}}


def _font_path(path: str, folder: Path) -> Path:
    """Return the font `path` of the layout in `folder`, or of the built-in fonts.

    Raises LayoutError if it is neither: a layout does not read the files of its machine.
    """
    built_in = Path(normpath(built_in_folder() / path))
    lent = built_in.is_relative_to(built_in_folder().parent) and built_in.is_file()
    if lent and (".." in Path(path).parts or not (folder / path).is_file()):
        return built_in.absolute()
    return (own_file(folder, path) or folder / path).absolute()


def merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return `base` with what `own` says in its place; tables are merged, lists are replaced."""
    made = dict(base)
    for key, value in own.items():
        former = made.get(key)
        if isinstance(former, dict) and isinstance(value, dict):
            made[key] = merged(former, value)
        else:
            made[key] = value
    return made


def read_toml(folder: Path, name: str, *, may_lack: bool = False) -> dict[str, Any]:
    """Return what the file `name` in a layout's `folder` says; nothing if it `may_lack`.

    Raises LayoutError if it cannot be read.
    """
    path = own_file(folder, name) or folder / name
    if may_lack and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LayoutError(f"{path}: {error}", hint="Correct the file and run again.") from error
