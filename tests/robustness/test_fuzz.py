"""A fixed set of 2,000 damaged files, and every case that was ever found, ends well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.robustness.fuzz import cases
from tests.robustness.worker import Worker

CASES = Path(__file__).parent / "cases"
COUNT = 2_000
BLOCK = 100


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Return a process with limits on time and memory."""
    started = Worker()
    yield started
    started.stop()


@pytest.mark.parametrize("start", range(0, COUNT, BLOCK))
def test_a_damaged_file_is_a_plan_or_one_clear_error(worker: Worker, start: int) -> None:
    """Never another exception, never a hang, never more than a gigabyte."""
    verdicts = {case: worker.read_case(*case) for case in cases(BLOCK, start)}
    assert [(c, v) for c, v in verdicts.items() if not v.is_sound] == []
    assert sum(v.kind == "unmade" for v in verdicts.values()) < BLOCK / 10


@pytest.mark.parametrize("path", sorted(CASES.glob("*.*")), ids=lambda path: path.name)
def test_a_found_case_stays_mended(worker: Worker, path: Path) -> None:
    """The cases of `cases/`, which `cases/README.md` explains."""
    if path.suffix == ".md":
        lines = path.read_text(encoding="utf-8")
        assert [p.name for p in CASES.iterdir() if f"`{p.name}`" not in lines] == ["README.md"]
        return
    verdict = worker.read(path.name, path.read_bytes())
    assert verdict.is_sound, verdict
