"""Writing a publication: all of it or none of it, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import resource
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline import store
from pipeline.errors import OutputError

FORMER = {
    "plan.pdf": b"former pdf",
    "plan.html": b"former page",
    "plan.csv": b"former table",
    "plan.edition.json": b"{}",
}
NEW = {"plan.pdf": b"new pdf" * 9, "plan.docx": b"new docx", "plan.edition.json": b'{"a": 1}'}
GONE = ("plan.csv",)
MIXED = {name: data for name, data in (FORMER | NEW).items() if name not in GONE}
"""What the folder holds once NEW is written over FORMER without GONE: the web page stays."""

# Everything in `store` that reaches the disk goes through one of these.
CALLS = ("mkdir", "open", "write", "fsync", "link", "unlink", "rename", "replace", "rmdir")


def write_new(folder: Path) -> tuple[Path, ...]:
    """Return the paths of NEW, written over what is in `folder`, with GONE taken away."""
    return store.write_all(folder, NEW, remove=GONE)


def contents(folder: Path) -> dict[str, bytes]:
    """Return what a person sees in `folder`: hidden folders are not looked at."""
    return {f.name: f.read_bytes() for f in sorted(folder.iterdir()) if f.is_file()}


def names(folder: Path) -> list[str]:
    """Return every name in `folder`, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds the former publication."""
    build = tmp_path / "build"
    store.write_all(build, FORMER)
    return build


class TestWriteAll:
    """`write_all()` when nothing goes wrong."""

    def test_writes_every_file_and_returns_the_paths(self, tmp_path: Path) -> None:
        """The folder is made, the files are in it, their paths come back in the given order."""
        folder = tmp_path / "deep" / "build"

        paths = write_new(folder)

        assert tuple(folder / name for name in NEW) == paths
        assert contents(folder) == NEW

    def test_replaces_what_was_there_and_leaves_the_rest(self, folder: Path) -> None:
        """Files of other names stay as they are."""
        write_new(folder)

        assert contents(folder) == MIXED

    def test_leaves_nothing_of_its_own(self, folder: Path) -> None:
        """No draft, journal or lock is left beside the artifacts."""
        write_new(folder)

        assert sorted(MIXED) == names(folder)

    def test_replaces_a_link_and_not_what_it_leads_to(self, folder: Path) -> None:
        """A symbolic link in the folder is replaced; the file it names is not written."""
        other = folder.parent / "other.pdf"
        other.write_bytes(b"another file")
        (folder / "plan.docx").symlink_to(other)

        write_new(folder)

        assert not (folder / "plan.docx").is_symlink()
        assert other.read_bytes() == b"another file"

    def test_works_without_second_names(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On a disk that knows no hard links, files are copied."""

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)

        write_new(folder)

        assert contents(folder) == MIXED


class TestRefusals:
    """What cannot be written is refused with the path and with what was spared."""

    @pytest.mark.parametrize("name", [".publish-draft", ".publish-commit", ".publish-undo"])
    @pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
    def test_a_planted_stage(self, folder: Path, name: str, kind: str) -> None:
        """What has a stage's name and is not a folder is neither followed nor removed."""
        elsewhere = folder.parent / "elsewhere"
        (elsewhere / "new").mkdir(parents=True)
        (elsewhere / "new" / "plan.pdf").write_bytes(b"planted")
        if kind == "file":
            (folder / name).write_bytes(b"mine")
        else:
            (folder / name).symlink_to(elsewhere if kind == "link" else folder.parent / "none")

        for work in (write_new, store.settle):
            with pytest.raises(OutputError, match=rf"{name} is in the way.*untouched"):
                work(folder)

        assert contents(folder) in (FORMER, {**FORMER, name: b"mine"})
        assert os.path.lexists(folder / name)

    @pytest.mark.parametrize("name", ["", "../plan.pdf", "a/b.pdf", "..", ".publish-draft", "a\0"])
    def test_a_name_that_leads_elsewhere(self, folder: Path, name: str) -> None:
        """A file's name may not name another folder, or a folder of the store's own."""
        with pytest.raises(OutputError, match="cannot be a file's name"):
            store.write_all(folder, {**NEW, name: b""})

        assert contents(folder) == FORMER

    def test_a_target_that_is_a_folder(self, folder: Path) -> None:
        """A folder is never replaced by a file."""
        (folder / "plan.docx").mkdir()

        with pytest.raises(OutputError, match=r"plan\.docx is a folder.*untouched"):
            write_new(folder)

        assert contents(folder) == FORMER

    def test_a_target_that_is_a_pipe(self, folder: Path) -> None:
        """A pipe or a device is never replaced by a file, whatever the user may do."""
        os.mkfifo(folder / "plan.docx")

        with pytest.raises(OutputError, match=r"plan\.docx is a device or a pipe.*untouched"):
            write_new(folder)

        assert (folder / "plan.docx").is_fifo()

    def test_a_folder_that_is_a_file(self, tmp_path: Path) -> None:
        """A file where the folder should be is named and kept."""
        (tmp_path / "build").write_bytes(b"mine")

        with pytest.raises(OutputError, match=r"build: File exists.*untouched"):
            store.write_all(tmp_path / "build", NEW)

        assert (tmp_path / "build").read_bytes() == b"mine"

    def test_a_folder_under_a_file(self, tmp_path: Path) -> None:
        """A file where a folder above should be is named."""
        (tmp_path / "file").write_bytes(b"mine")

        with pytest.raises(OutputError, match="Not a directory"):
            store.write_all(tmp_path / "file" / "build", NEW)

    def test_no_new_folder_is_left_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A folder made for a publication that failed is removed again."""
        monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))

        with pytest.raises(OutputError, match="No space left"):
            store.write_all(tmp_path / "build", NEW)

        assert not (tmp_path / "build").exists()

    def test_a_held_folder(self, folder: Path) -> None:
        """A second run on one folder is refused while the first holds it."""
        child = in_child(lambda: write_new(folder))
        with store.locked(folder):
            assert wait(child()) == OUTPUT_ERROR

        assert contents(folder) == FORMER

    def test_a_held_folder_is_free_afterwards(self, folder: Path) -> None:
        """Holding ends with the block, and the holder itself may write inside it."""
        with store.locked(folder):
            store.write_all(folder, FORMER)

        assert wait(in_child(lambda: write_new(folder))()) == 0


class TestCheckWritable:
    """`check_writable()` speaks before anything is read, and changes nothing."""

    def test_accepts_a_folder_that_can_be_made(self, tmp_path: Path) -> None:
        """A folder that is not there yet is not made."""
        store.check_writable(tmp_path / "a" / "b")

        assert names(tmp_path) == []

    def test_refuses_a_file(self, tmp_path: Path) -> None:
        """A file on the way to the folder is named."""
        (tmp_path / "a").touch()

        with pytest.raises(OutputError, match="a is a file, not a folder"):
            store.check_writable(tmp_path / "a" / "b")

    def test_refuses_a_folder_without_permission(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A folder that the user may not write to is named."""
        monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere

        with pytest.raises(OutputError, match="cannot be written to"):
            store.check_writable(tmp_path)


def failing(code: int) -> Callable[..., Any]:
    """Return a function that fails as the system does with `code`."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


OUTPUT_ERROR = 7


def in_child(work: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> Any:
    """Return a function that starts `work` in a child process and returns the child's id."""

    def start() -> int:
        child = os.fork()
        if child == 0:
            try:
                store._HELD.clear()  # what the parent holds, the child does not
                prepare()
                work()
            except OutputError as error:
                os._exit(OUTPUT_ERROR if "untouched" in error.message else 8)
            except BaseException:
                os._exit(1)
            os._exit(0)
        return child

    return start


def wait(child: int) -> int:
    """Return the child's exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Interrupter:
    """Counts the calls that reach the disk, and acts at the n-th of them."""

    def __init__(self, at: int, act: Callable[[], None], *, before: bool) -> None:
        self.left = at
        self.act = act
        self.before = before

    def install(self) -> None:
        """Wrap the system calls that `store` makes, and those of the library below it."""
        for name in CALLS:
            setattr(os, name, self.wrapped(getattr(os, name)))
        write = store._write

        def half(path: Path, content: bytes) -> None:
            self.wrapped(lambda: path.write_bytes(content[: len(content) // 2]))()
            path.unlink()
            write(path, content)

        store._write = half

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call`, interrupted when its turn comes."""

        def wrapper(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            if self.before and self.left == 0:
                self.act()
            result = call(*args, **kwargs)
            if not self.before and self.left == 0:
                self.act()
            return result

        return wrapper


def interrupted(
    work: Callable[[], object], at: int, act: Callable[[], None], *, before: bool
) -> int:
    """Return the exit code of a child that does `work` and meets `act` at its n-th disk call."""
    return wait(in_child(work, Interrupter(at, act, before=before).install)())


def disk_calls(work: Callable[[], object]) -> int:
    """Return how many calls that reach the disk `work` makes."""
    counter = Interrupter(0, lambda: None, before=True)
    return wait(in_child(lambda: (work(), os._exit(-counter.left)), counter.install)())


def rounds(tmp_path: Path, act: Callable[[], None], *, before: bool) -> list[tuple[Path, int]]:
    """Return a folder and an exit code for every disk call of a run, each interrupted there."""
    store.write_all(tmp_path / "0", FORMER)
    calls = disk_calls(lambda: write_new(tmp_path / "0"))
    done = []
    for at in range(1, calls + 1):
        folder = tmp_path / str(at)
        store.write_all(folder, FORMER)
        work = partial(write_new, folder)
        done.append((folder, interrupted(work, at, act, before=before)))
    return done


def kill() -> None:
    """End the process as SIGKILL does: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


class TestKilled:
    """A run that dies at any moment leaves a whole publication, and the next run succeeds."""

    @pytest.mark.parametrize("before", [True, False])
    def test_one_publication_is_whole_and_the_next_run_succeeds(
        self, tmp_path: Path, before: bool
    ) -> None:
        """Killed before or after each call that reaches the disk: more than 100 times in all."""
        done = rounds(tmp_path, kill, before=before)

        assert len(done) >= 50
        assert {code for _, code in done} <= {-signal.SIGKILL, 0}
        for folder, _ in done:
            seen = contents(folder)
            assert set(seen) <= set(FORMER | NEW)  # nothing half written bears an artifact's name
            assert all(seen[n] in (FORMER.get(n), NEW.get(n)) for n in seen)
            committed = (folder / ".publish-commit").is_dir()
            assert committed or seen in (FORMER, MIXED)
            store.settle(folder)
            assert (MIXED if committed else seen) == contents(folder)
            write_new(folder)
            assert sorted(MIXED) == names(folder)

    def test_a_former_edition_is_never_touched(self, tmp_path: Path) -> None:
        """Files of another date are whole at every moment, without any settling."""
        later = {f"later-{name}": content for name, content in NEW.items()}
        for at in range(1, 60):
            folder = tmp_path / str(at)
            store.write_all(folder, FORMER)
            interrupted(partial(store.write_all, folder, later), at, kill, before=True)
            assert FORMER.items() <= contents(folder).items()

    def test_killed_while_settling(self, tmp_path: Path) -> None:
        """Settling may itself be killed at any moment, and settled again."""
        for at in range(1, 60):
            folder = committed_folder(tmp_path / str(at))
            interrupted(partial(store.settle, folder), at, kill, before=False)
            store.settle(folder)
            assert contents(folder) == MIXED


def committed_folder(folder: Path) -> Path:
    """Return a folder whose last run died right after its commit."""
    store.write_all(folder, FORMER)
    (folder / ".publish-draft" / "new").mkdir(parents=True)
    (folder / ".publish-draft" / "former").mkdir()
    (folder / ".publish-draft" / "gone").mkdir()
    for name, content in NEW.items():
        (folder / ".publish-draft" / "new" / name).write_bytes(content)
    for name in GONE:
        (folder / ".publish-draft" / "gone" / name).touch()
    (folder / ".publish-draft").rename(folder / ".publish-commit")
    return folder


class TestFailing:
    """An error of the disk at any moment leaves the folder as it was."""

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
    def test_nothing_has_changed(self, tmp_path: Path, code: int) -> None:
        """Each call fails in turn: either all was written or nothing has changed."""
        done = rounds(tmp_path, failing(code), before=True)

        assert len(done) > 40
        for folder, exit_code in done:
            assert exit_code in (0, OUTPUT_ERROR)
            expected = FORMER if exit_code else MIXED
            assert expected == contents(folder)
            write_new(folder)
            assert contents(folder) == MIXED

    def test_a_full_disk(self, folder: Path) -> None:
        """A file larger than the system lets us write stops the run, and nothing has changed."""

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

        big = {**NEW, "plan.csv": b"x" * 100_000}
        child = in_child(lambda: store.write_all(folder, big), limit)

        assert wait(child()) == OUTPUT_ERROR
        assert contents(folder) == FORMER
        assert sorted(FORMER) == names(folder)

    def test_a_publication_that_cannot_be_put_back(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """If even putting back fails, the message says so, and the next run settles it."""
        place = store._place
        calls = iter(range(100))

        def fail_from_the_second(*paths: Path) -> None:
            if next(calls) >= 1:
                raise PermissionError(errno.EPERM, "Operation not permitted", str(paths[-1]))
            place(*paths)

        with monkeypatch.context() as patched:
            patched.setattr(store, "_place", fail_from_the_second)
            with pytest.raises(OutputError, match="could not be put back"):
                write_new(folder)
        store.settle(folder)

        assert contents(folder) == FORMER


def test_two_runs_at_once_leave_one_publication(tmp_path: Path) -> None:
    """Runs started together are refused or follow each other: the files are all of one run."""
    folder = tmp_path / "build"
    runs = [{name: f"run {i}".encode() for name in NEW} for i in range(8)]
    children = [in_child(partial(store.write_all, folder, files))() for files in runs]

    codes = [wait(child) for child in children]

    assert 0 in codes
    assert set(codes) <= {0, OUTPUT_ERROR}
    assert contents(folder) in runs
