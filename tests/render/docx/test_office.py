"""Tests of what LibreOffice, a program that is not ours, makes of the document."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from functools import reduce
from operator import and_
from pathlib import Path

import pypdfium2
import pytest

from pipeline.layout import Layout
from pipeline.load import load_bytes, load_plan
from pipeline.model import Plan
from pipeline.parse.receipt import plan_texts
from pipeline.richtext import plain_text
from tests.plans import SMALL
from tests.render.docx.rendered import LAYOUT, on_paper, rendered

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

REAL = Path("../shared/plan/existing-plan.txt")
EXAMPLE = Path("inputs/existing-plan.txt")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for LibreOffice's own settings, which no other program shares."""
    return tmp_path_factory.mktemp("office")


def _converted(data: bytes, to: str, folder: Path, profile: Path) -> bytes:
    source = folder / "plan.docx"
    source.write_bytes(data)
    own = f"-env:UserInstallation=file://{profile}"
    subprocess.run(
        ["soffice", own, "--headless", "--convert-to", to, "--outdir", folder / "out", source],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "out" / f"plan.{to}").read_bytes()


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _lost(plan: Plan, pages: list[str]) -> Counter[str]:
    """Return the words of `plan` that are on no page, neither whole nor broken in pieces.

    What every page repeats (headings, furniture) is not a piece of a broken word.
    """
    wanted, shown = _words(" ".join(plan_texts(plan))), _words(" ".join(pages))
    repeated = reduce(and_, map(_words, pages))
    pieces = shown - wanted - Counter({word: n * len(pages) for word, n in repeated.items()})
    missing = wanted - shown
    return missing if _letters(missing) - _letters(pieces) else Counter()


def _letters(words: Counter[str]) -> Counter[str]:
    return Counter("".join(words.elements()))


def _pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def _plan(path: Path) -> Plan:
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    return load_plan(path).plan


def _with_row_of(lines: int) -> Plan:
    """Return a plan one row of which has `lines` short paragraphs."""
    tall = plain_text("\n".join(f"Line {n} of the tall row" for n in range(lines)))
    first = SMALL.recommendations[0]
    action = first.actions[0].replaced(updates=(tall, first.actions[0].updates[1]))
    return replace(SMALL, recommendations=(replace(first, actions=(action, *first.actions[1:])),))


@pytest.mark.parametrize("lines", [38, 42, 46, 50, 120])
def test_no_word_is_lost_in_tall_rows(lines: int, tmp_path: Path, profile: Path) -> None:
    """Every word is on the pages, also when a row is nearly or more than a page tall."""
    plan = _with_row_of(lines)
    pages = _pages(_converted(rendered(plan), "pdf", tmp_path, profile))
    assert not _lost(plan, pages)
    assert all("Evidence requirements" in page for page in pages)


@pytest.mark.parametrize("path", [EXAMPLE, REAL], ids=["example", "real"])
@pytest.mark.parametrize("layout", [LAYOUT, on_paper("A4")], ids=["A3", "A4"])
def test_every_word_is_on_the_pages(
    path: Path, layout: Layout, tmp_path: Path, profile: Path
) -> None:
    """The pages that LibreOffice makes hold the words of the plan, under the headings."""
    plan = _plan(path)
    pages = _pages(_converted(rendered(plan, layout), "pdf", tmp_path, profile))
    assert not _lost(plan, pages)
    assert all("Page " in page and "Recommendation:" in page for page in pages)


@pytest.mark.parametrize("path", [None, EXAMPLE, REAL], ids=["small", "example", "real"])
def test_saved_again_reads_the_same(path: Path | None, tmp_path: Path, profile: Path) -> None:
    """A document that was opened and saved again still reads back as the plan."""
    plan = _plan(path) if path else SMALL
    saved = _converted(rendered(plan), "docx", tmp_path, profile)
    assert load_bytes(saved, "plan.docx").plan == plan
