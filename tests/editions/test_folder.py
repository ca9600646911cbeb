"""What lies in a folder under a record's name: read if it is a record, else named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.editions import find_start, history
from pipeline.errors import UnreadableFileError
from tests.editions.published import JUNE, NAME, publish, with_period
from tests.plans import SMALL

RECORD = f"{NAME}-2026-12-20.edition.json"


def make_huge(path: Path) -> None:
    """Make a file of 30 million bytes that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(30_000_000)


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (Path.mkdir, "is not a file"),
        (os.mkfifo, "is not a file"),
        (lambda path: path.symlink_to("none"), "is a link to a file that is missing"),
        (lambda path: path.symlink_to(path), "cannot be read"),
        (lambda path: path.write_text("[" * 20_000 + "]" * 20_000), "recursion limit"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "is not an edition record"),
        (make_huge, "is too large"),
    ],
    ids=["folder", "pipe", "dangling link", "link to itself", "deep", "bytes", "huge"],
)
def test_what_is_no_record_is_named(
    tmp_path: Path, plant: Callable[[Path], object], message: str
) -> None:
    """It is a finding of the history, and the next edition of that name is refused."""
    publish(tmp_path, SMALL, with_period(SMALL, JUNE))
    plant(tmp_path / RECORD)

    chain = history(tmp_path)

    assert len(chain.editions) == 1
    (finding,) = (f for f in chain.findings if f.code == "record-unreadable")
    assert RECORD in finding.message
    assert message in finding.message
    with pytest.raises(UnreadableFileError, match=message):
        find_start(chain, NAME, None, None, Path("plan.txt"))
    first = tmp_path / "plan.txt"
    first.touch()
    assert find_start(chain, "other", None, None, first).plan == first


def test_a_record_without_permission_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that may not be read is a finding."""
    publish(tmp_path, SMALL, with_period(SMALL, JUNE))

    def refuse(_: Path) -> bytes:  # root may read everything
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert "cannot be read: Permission denied" in history(tmp_path).findings[0].message
