"""Write a publication into its folder: all of it or none of it.

Several renames are not one. So the files are first written and synced in a hidden folder beside
their targets, and that folder's *name* shows what it is worth:

    .publish-draft    may be thrown away; what is in the folder counts
    .publish-commit   complete: what lies in its `new/` counts, and is being put in place
    .publish-undo     could not be put in place: what lies in its `former/` is being put back

One rename, `draft` to `commit`, is the moment of publication. Each step before and after it can
be repeated, so a run that died anywhere is settled by the next one (`locked()`): a draft is
removed, a commit is finished, an undo is finished. A crash can leave the files of one edition
half old and half new only when that same edition was being replaced, and only until then.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import OutputError

_OURS = ".publish-"
_DRAFT = ".publish-draft"
_COMMIT = ".publish-commit"
_UNDO = ".publish-undo"
_NEW = "new"
_FORMER = "former"
_GONE = "gone"

_HINTS = {
    errno.ENOSPC: "Free some space on that disk and run again.",
    errno.EDQUOT: "Free some space within the quota and run again.",
    errno.EFBIG: "The file is larger than this system allows; choose another folder (--output).",
}
_HINT = "Choose another folder (--output), or allow writing there, and run again."
_LONGEST_NAME = 100
"""Characters. A file's name may have 255 bytes; date, version and ending come behind."""
_UNTOUCHED = "nothing was written, and what was published before is untouched"

# Folders that this process holds: `write_all()` inside `locked()` must not wait for itself.
_HELD: set[Path] = set()


def write_all(
    folder: Path, files: Mapping[str, bytes], remove: Collection[str] = ()
) -> tuple[Path, ...]:
    """Return the paths of `files`, now in `folder` with their former versions replaced.

    The files that `remove` names are gone then; a name that is in `files` as well stays.
    Raises OutputError if that cannot be done; then nothing in `folder` has changed.
    """
    gone = [name for name in remove if name not in files]
    _check_names(folder, (*files, *gone))
    with locked(folder), _translated(folder):
        _write_draft(folder, files, gone)
        try:
            (folder / _DRAFT).rename(folder / _COMMIT)
            _finish_commit(folder)
        except OSError:
            _take_back(folder)
            raise
    return tuple(folder / name for name in files)


def check_writable(folder: Path) -> None:
    """Raise OutputError if `folder` cannot be made or written; changes nothing."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir():
        raise OutputError(f"{there} is a file, not a folder; {_UNTOUCHED}", _HINT)
    if not os.access(there, os.W_OK | os.X_OK):
        raise OutputError(f"{there} cannot be written to; {_UNTOUCHED}", _HINT)


def check_name(name: str) -> None:
    """Raise OutputError if `name` cannot be what the names of artifacts begin with."""
    if not _is_plain_name(name) or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise OutputError(
            f"{name[:_LONGEST_NAME]!r} cannot be the name of artifacts; {_UNTOUCHED}",
            f"Give a plain name of at most {_LONGEST_NAME} characters, without a folder and line "
            "breaks (--name, or `name` in publish.toml).",
        )


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` (made if need be) for this process alone, settled from any run that died.

    Raises OutputError if another run holds it. The system lets go when a process ends,
    however it ends, so there is no lock to clean up.
    """
    key = folder.resolve()
    if key in _HELD:
        yield
        return
    is_new = not folder.exists()
    with _translated(folder):
        handle = _locked_handle(folder)
    try:
        with _translated(folder):
            _settle(folder)
        _HELD.add(key)
        yield
    finally:
        _HELD.discard(key)
        if is_new:
            with suppress(OSError):  # it holds what was published
                folder.rmdir()
        os.close(handle)


def settle(folder: Path) -> None:
    """Finish or undo what a run that died left in `folder`; does nothing if there is none."""
    if any(os.path.lexists(folder / name) for name in (_DRAFT, _COMMIT, _UNDO)):
        with locked(folder):
            pass


def _locked_handle(folder: Path) -> int:
    """Return an open handle of `folder` that holds its lock."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise OutputError(
            f"another run is publishing into {folder}; {_UNTOUCHED}",
            "Wait until it has finished and run again.",
        ) from error
    except OSError:
        os.close(handle)
        raise
    return handle


def _settle(folder: Path) -> None:
    for name in (_DRAFT, _COMMIT, _UNDO):
        _check_stage(folder / name)
    if (folder / _UNDO).is_dir():
        _finish_undo(folder)
    if (folder / _COMMIT).is_dir():
        _finish_commit(folder)
    _discard(folder / _DRAFT)


def _check_stage(stage: Path) -> None:
    """Raise OutputError if something else has the name of a stage: it is not ours to use."""
    if stage.is_symlink() or (stage.exists() and not stage.is_dir()):
        raise OutputError(
            f"{stage} is in the way: it is not a folder that publish made; {_UNTOUCHED}",
            "Look at it, move it away and run again.",
        )


def _write_draft(folder: Path, files: Mapping[str, bytes], gone: Collection[str]) -> None:
    """Write and sync `files`, and keep what they replace and what is to go, all in the draft."""
    new, former, leaving = (folder / _DRAFT / name for name in (_NEW, _FORMER, _GONE))
    try:
        for place in (folder / _DRAFT, new, former, leaving):
            place.mkdir()
        for name, content in files.items():
            _write(new / name, content)
        for name in gone:
            _write(leaving / name, b"")  # only its name counts
        for name in (*files, *gone):
            if os.path.lexists(folder / name):
                _twin(folder / name, former / name)
        for place in (new, former, leaving, folder / _DRAFT):
            _sync(place)
    except OSError:
        _discard(folder / _DRAFT)
        raise


def _finish_commit(folder: Path) -> None:
    """Put each file of the commit in place; done again, it does no harm."""
    stage = folder / _COMMIT
    _sync(folder)
    for source in sorted((stage / _NEW).iterdir()):
        _place(stage, source, folder / source.name)
    for name in _leaving(stage):
        (folder / name).unlink(missing_ok=True)
    _end(folder, stage)


def _leaving(stage: Path) -> list[str]:
    """Return the names that are to go; an earlier version of this program knew none."""
    return (
        sorted(path.name for path in (stage / _GONE).iterdir()) if (stage / _GONE).is_dir() else []
    )


def _take_back(folder: Path) -> None:
    """Put the former files back after a commit that could not be put in place."""
    try:
        if (folder / _COMMIT).is_dir():
            (folder / _COMMIT).rename(folder / _UNDO)
            _finish_undo(folder)
    except OSError as error:
        raise OutputError(
            f"{error.filename or folder}: {error.strerror or error}; the files in {folder} are of "
            "two publications, and a whole one could not be put back",
            "Allow writing there, and run again: the next run settles it before anything else.",
        ) from error
    _discard(folder / _DRAFT)


def _finish_undo(folder: Path) -> None:
    """Leave each file as it was before the commit; done again, it does no harm."""
    stage = folder / _UNDO
    for name in (*sorted(path.name for path in (stage / _NEW).iterdir()), *_leaving(stage)):
        former, target = stage / _FORMER / name, folder / name
        if os.path.lexists(former):
            _place(stage, former, target)
        else:
            target.unlink(missing_ok=True)
    _end(folder, stage)


def _end(folder: Path, stage: Path) -> None:
    """Make `stage` worthless in one step, then remove it."""
    _sync(folder)
    stage.rename(folder / _DRAFT)
    _discard(folder / _DRAFT)


def _place(stage: Path, source: Path, target: Path) -> None:
    """Replace `target` with `source` in one step, keeping `source` until the whole is done."""
    _twin(source, stage / "twin")
    (stage / "twin").replace(target)


def _twin(source: Path, target: Path) -> None:
    """Make `target` a second name of `source`, or a copy where the disk has no second names."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in `folder` last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _discard(stage: Path) -> None:
    # What cannot be removed now is removed by the next run: the name marks it as worthless.
    shutil.rmtree(stage, ignore_errors=True)


def _check_names(folder: Path, files: Collection[str]) -> None:
    for name in files:
        if not _is_plain_name(name):
            raise OutputError(
                f"{name!r} cannot be a file's name in {folder}; {_UNTOUCHED}",
                "Give a plain name without a folder (`name` in publish.toml).",
            )
        target = folder / name
        if target.exists() and not target.is_file():
            what = "folder" if target.is_dir() else "device or a pipe"
            raise OutputError(
                f"{target} is a {what} where a file should go; {_UNTOUCHED}",
                "Move it away, or name another file, and run again.",
            )


def _is_plain_name(name: str) -> bool:
    is_name = name == Path(name).name and name not in ("", "..") and "\0" not in name
    return is_name and not name.startswith(_OURS)


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """Turn the system's errors into an OutputError that names the path and what was spared."""
    try:
        yield
    except OSError as error:
        path = error.filename or folder
        raise OutputError(
            f"{path}: {error.strerror or error}; {_UNTOUCHED}",
            _HINTS.get(error.errno or 0, _HINT),
        ) from error
