"""Whatever a cell holds: nothing is fetched, run or written elsewhere, and no word is lost."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import openpyxl
import pikepdf
import pypdfium2
import pytest

from pipeline.ingest.pdf.file.page_pool import may_share
from pipeline.load import load_plan
from tests.robustness.hostile import (
    FORMATS,
    LOG,
    SECRET,
    Run,
    contents,
    render,
    transcript,
    unpacked,
    watched,
)
from tests.robustness.listening import ASKED, listening


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return the hostile cells, beside a secret file and a server that listens."""
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text(SECRET)
    with listening() as address:
        yield contents(secret, address)


@pytest.fixture(scope="module")
def published(cells: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return the run that published the hostile plan in every format."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "plan.txt").write_text(transcript(cells), encoding="utf-8")
    ran = render(folder, "plan.txt")
    assert ran.code == 0, ran.err
    return ran


def test_every_process_is_watched(published: Run) -> None:
    """The command, the interpreter that sets the PDF, and the one that reads it back."""
    command, apart, *second = published.seen["processes"]
    assert command.startswith("-m pipeline render plan.txt")
    assert apart.startswith("-m pipeline.render.pdf_process")
    assert len(second) == may_share()
    assert all(name.startswith("-m pipeline.ingest.pdf.file.page_worker") for name in second)
    assert any(name.endswith(".css") for name in published.seen["read"])
    assert any("/weasyprint/" in name for name in published.seen["read"])


def test_a_watched_process_is_caught(tmp_path: Path) -> None:
    """What a started interpreter asks for is noted, and refused: the other tests can fail."""
    program = "import socket; socket.create_connection(('127.0.0.1', 9))"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {program!r}])"
    seen = watched(tmp_path, [sys.executable, "-c", outer]).seen
    assert len(seen["processes"]) == 2
    assert any(asked.startswith("socket.getaddrinfo") for asked in seen["network"])


def test_nothing_is_fetched(published: Run) -> None:
    """No address is asked for, and the server that listens hears nothing."""
    assert published.seen["network"] == []
    assert ASKED == []


def test_nothing_is_run(published: Run) -> None:
    """No program is started."""
    assert published.programs() == []


def test_nothing_is_written_outside_the_output_folder(published: Run) -> None:
    """The artifacts lie in the output folder; what was written beside it for a while is gone."""
    inside = tuple(str(published.folder / name) for name in ("build", "temporary"))
    outside = [name for name in published.seen["written"] if not name.startswith(inside)]
    assert [name for name in outside if not name.startswith("/dev/")] == []
    left = {p.name for p in published.folder.rglob("*") if p.is_file()}
    assert left == {"plan.txt", LOG, *(f"plan.{f}" for f in FORMATS)}


@pytest.mark.parametrize("format_", FORMATS)
def test_no_file_of_the_machine_is_published(published: Run, format_: str) -> None:
    """The secret file's words are in no artifact, however it is packed."""
    assert SECRET.encode() not in unpacked(published.artifact(format_), format_)
    assert not [name for name in published.seen["read"] if name.endswith("secret.txt")]


def test_the_pdf_carries_the_plan_alone(published: Run) -> None:
    """A link that asks for an attachment does not get one."""
    with pikepdf.open(io.BytesIO(published.artifact("pdf"))) as pdf:
        assert list(pdf.attachments) == ["plan.json"]
        kinds = {str(o.get("/S")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)}
    assert not kinds & {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"}


def test_the_page_holds_no_element_of_a_cell(published: Run) -> None:
    """Nothing in a cell became an element that fetches or runs."""
    page = lxml.html.fromstring(published.artifact("html"))
    addresses = [str(v) for e in page.iter() for k, v in e.items() if k in ("href", "src", "data")]
    assert not [a for a in addresses if re.match(r"file:|http://127|javascript:", a)]
    assert page.xpath("//iframe | //object | //img | //link[@rel='attachment']") == []
    assert not [s for s in page.iter("script") if re.search(r"alert|go\(", s.text or "")]


def test_templates_are_text(published: Run) -> None:
    """Braces come out as they went in: nothing is worked out or included."""
    for format_ in ("html", "txt", "csv"):
        text = published.artifact(format_).decode()
        assert "{{ 7*7 }}" in text.replace("&#39;", "'")
        assert "root:x:0" not in text
    document = pypdfium2.PdfDocument(published.artifact("pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert "{{ 7*7 }}" in text


def test_formulae_are_text_in_the_workbook(published: Run) -> None:
    """A cell that begins with a sign of a formula is a text."""
    book = openpyxl.load_workbook(io.BytesIO(published.artifact("xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_formulae_are_text_in_the_csv(published: Run) -> None:
    """No value begins with what a spreadsheet would work out."""
    rows = csv.reader(io.StringIO(published.artifact("csv").decode("utf-8-sig")))
    assert not [value for row in rows for value in row if value.startswith(("=", "+", "@", "\t"))]


def test_the_terminal_is_not_steered(published: Run) -> None:
    """No escape sequence reaches the terminal or an artifact of text."""
    assert not re.search(r"[\x1b\x07\x9b]", published.out + published.err)
    for format_ in ("html", "csv", "txt", "json"):
        assert not re.search(rb"\x1b|\x07", published.artifact(format_))


def test_no_word_is_lost(published: Run, cells: dict[str, str]) -> None:
    """Each cell's words are in the plan, from its first to its last."""
    plan = load_plan(published.folder / "build" / "plan.json").plan
    said = {r.text.plain[7:-1]: r.actions[0].updates[0].plain for r in plan.recommendations}
    assert list(said) == list(cells)
    for name, text in said.items():
        assert text.replace(".", "").endswith("here"), name
        assert text.split()[0] in cells[name], name


def test_every_artifact_reads_back_as_the_same_plan(published: Run) -> None:
    """Hostile words go through every format unharmed."""
    whole = load_plan(published.folder / "build" / "plan.json").plan
    for format_ in ("docx", "html", "pdf", "csv"):
        assert load_plan(published.folder / "build" / f"plan.{format_}").plan == whole


def test_it_publishes_with_the_network_cut_off(cells: dict[str, str], tmp_path: Path) -> None:
    """In a name space without a network everything is published as well."""
    cut_off = ("unshare", "--net", "--map-root-user")
    if not shutil.which("unshare") or subprocess.run([*cut_off, "true"], check=False).returncode:
        pytest.skip("this machine does not let a program be cut off (unshare)")
    (tmp_path / "plan.txt").write_text(transcript(cells), encoding="utf-8")
    ran = render(tmp_path, "plan.txt", before=cut_off)
    assert ran.code == 0, ran.err
    assert ran.artifact("pdf").startswith(b"%PDF")


def test_it_publishes_without_a_home(cells: dict[str, str], tmp_path: Path) -> None:
    """A home folder that is a file can neither be read nor written, not even by root."""
    home = tmp_path / "home"
    home.write_text("not a folder")
    (tmp_path / "plan.txt").write_text(transcript(cells), encoding="utf-8")
    ran = render(tmp_path, "plan.txt", HOME=str(home), XDG_CACHE_HOME=str(home / "cache"))
    assert ran.code == 0, ran.err
    assert home.read_text() == "not a folder"


def test_the_same_markup_in_a_page_is_as_harmless(cells: dict[str, str], tmp_path: Path) -> None:
    """A web page with the cells' markup as real elements publishes nothing of the machine."""
    rows = "".join(
        f"<tr><td>{n}<td>Review {name}.<td>{n}.1<td>Recorded.<td>Chief Constable<td>{cell}"
        for n, (name, cell) in enumerate(cells.items(), 1)
        if name != "escape"
    )
    heads = ("Rec. No.", "Recommendation", "Reference", "Evidence", "Owner", "March 27th 2025")
    heading = "".join(f"<th>{head}" for head in heads)
    page = f"<!doctype html><h1>Wexmoor Plan</h1><table><tr>{heading}{rows}</table>"
    (tmp_path / "plan.html").write_text(page, encoding="utf-8")
    ran = render(tmp_path, "plan.html")
    assert ran.code == 0, ran.err
    assert (ran.seen["network"], ran.programs(), ASKED) == ([], [], [])
    for format_ in FORMATS:
        assert SECRET.encode() not in unpacked(ran.artifact(format_), format_)
