"""A second process for long documents: the same pages, no trace of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.file import page_pool
from tests.ingest.pdf.making import make_pdf, ruled, text

PAGES = [
    [*ruled((50, 250, 550), (50, 80, 120)), text(60, 70, f"{n}"), text(260, 70, f"Text {n}")]
    for n in range(20)
]


def test_both_processes_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes back does not depend on who read a page."""
    data = make_pdf(PAGES)
    alone = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    monkeypatch.setattr(page_pool, "FEWEST_PAGES", 2)
    assert read_pdf(data, "plan.pdf", DEFAULT_OPTIONS) == alone


def test_the_second_process_reads_four_pages_of_five() -> None:
    """The first ones are left to the caller, while the other process starts."""
    share = page_pool.second_share(100)
    assert share == sorted(set(share))
    assert share[0] > 1
    assert len(share) == 80
    assert {n for n in range(1, 101) if n not in share} >= {1, 2, 3, 4, 21, 22}


def test_pages_come_in_any_order() -> None:
    """A page is handed out once, whatever was asked for before."""
    shared = page_pool.SharedPages()
    try:
        shared.begin(make_pdf(PAGES), "plan.pdf", page_pool.second_share(len(PAGES)))
        later, earlier = shared.take(16), shared.take(5)
        assert (later and later.number, earlier and earlier.number) == (16, 5)
        assert shared.take(16) is None
        assert shared.take(1) is None
    finally:
        shared.close()
    assert shared._process.poll() is not None


def test_a_process_that_is_told_nothing_ends() -> None:
    """It is started before it is known whether there will be something to read."""
    shared = page_pool.SharedPages()
    assert shared.take(1) is None
    shared.close()
    assert shared._process.poll() is not None


def test_a_failed_second_process_leaves_the_work_to_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is lost when no second process can run."""
    data = make_pdf(PAGES)
    alone = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    assert sum(len(table.rows) for table in alone.tables()) == len(PAGES)
    monkeypatch.setattr(page_pool, "FEWEST_PAGES", 2)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert read_pdf(data, "plan.pdf", DEFAULT_OPTIONS) == alone


def test_works_from_a_program_read_from_the_input() -> None:
    """There is no main module to import again, and nothing is printed."""
    program = (
        "from pipeline.ingest import DEFAULT_OPTIONS\n"
        "from pipeline.ingest.pdf import read_pdf\n"
        "from pipeline.ingest.pdf.file import page_pool\n"
        "from tests.ingest.pdf.file.test_page_pool import PAGES, make_pdf\n"
        "page_pool.FEWEST_PAGES = 2\n"
        "read_pdf(make_pdf(PAGES), 'plan.pdf', DEFAULT_OPTIONS)\n"
    )
    done = subprocess.run(
        [sys.executable, "-"], input=program.encode(), capture_output=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
