"""Which files a register is made of: files, folders, and lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import MissingFileError
from pipeline.ingest import READERS

_ENDINGS = frozenset({*READERS, "json", "htm"})
LIST_ENDING = ".list"
"""A text file that names a plan on each line; paths are from the list's own folder."""


def plan_files(given: Sequence[Path]) -> tuple[Path, ...]:
    """Return the plans that `given` names, each once, in the order given; folders by name.

    A file that is named and is not there stays in the result: it becomes a row with its reason.
    Raises MissingFileError if nothing is left, or a list cannot be read.
    """
    found = tuple(dict.fromkeys(path for item in given for path in _files(item)))
    if not found:
        raise MissingFileError(
            f"no plans were found in {', '.join(map(str, given))}",
            hint=f"Name files or folders; these endings are read: {', '.join(sorted(_ENDINGS))}.",
        )
    return found


def _files(item: Path) -> Iterator[Path]:
    if item.is_dir():
        inside = (path for path in item.rglob("*") if path.is_file() and _is_plan(path, item))
        yield from sorted(inside)
    elif item.suffix == LIST_ENDING:
        yield from _listed(item)
    else:
        yield item


def _is_plan(path: Path, folder: Path) -> bool:
    """Return whether a file in a folder is taken for a plan: by its ending, and not hidden."""
    is_hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return not is_hidden and path.suffix.lower().lstrip(".") in _ENDINGS


def _listed(path: Path) -> Iterator[Path]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MissingFileError(
            f"the list {path} cannot be read: {error}", hint="Name a UTF-8 text file."
        ) from error
    for line in lines:
        if (name := line.strip()) and not name.startswith("#"):
            yield path.parent / name
