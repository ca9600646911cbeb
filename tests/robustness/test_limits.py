"""Files that would eat the machine end in a plan or one clear error, in time and memory."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.plans import SMALL
from tests.robustness.hostile import SECRET
from tests.robustness.tables import HEADING, written
from tests.robustness.worker import SECONDS, Worker

_PARTS = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
"""Each entity is ten of the one before: a billion in the end."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Return a process with a limit on memory."""
    started = Worker()
    yield started
    started.stop()


def _archive(format_: str) -> dict[str, bytes]:
    publication = Publication(SMALL, load_layout("devon-and-cornwall"), "plan")
    with zipfile.ZipFile(io.BytesIO(renderer(format_)(publication))) as file:
        return {name: file.read(name) for name in file.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _with_entities(format_: str, entities: str, entity: str) -> bytes:
    """Return a document whose first text is `entity`, declared by `entities`."""
    members = _archive(format_)
    text = re.compile(r"<(?:w:)?t(?: [^>]*)?>")
    name = next(n for n in (_PARTS[format_], *members) if text.search(members[n].decode("latin-1")))
    body = re.sub(r"^<\?.*?\?>", "", members[name].decode())
    body = text.sub(lambda match: f"{match[0]}&{entity};", body, count=1)
    return _packed({**members, name: f"<!DOCTYPE x [{entities}]>{body}".encode()})


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_entities_are_not_multiplied(worker: Worker, format_: str) -> None:
    """A billion laughs are none."""
    verdict = worker.read(
        f"a.{format_}", _with_entities(format_, f'<!ENTITY l0 "lol">{_LAUGHS}', "l9")
    )
    assert verdict.is_sound, verdict


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_entities_are_not_fetched(format_: str, tmp_path: Path) -> None:
    """A file that an entity names is not read into the plan."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    data = _with_entities(format_, f'<!ENTITY xxe SYSTEM "{secret.as_uri()}">', "xxe")
    assert SECRET not in _read_text(data, f"a.{format_}")


def test_entities_of_a_page_are_not_fetched(tmp_path: Path) -> None:
    """Nor in XHTML."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    publication = Publication(SMALL, load_layout("devon-and-cornwall"), "plan")
    page = renderer("html")(publication).decode()
    entity = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY xxe SYSTEM "{secret.as_uri()}">]>'
    page = page.replace("<!DOCTYPE html>", entity, 1).replace("Planned.", "&xxe; Planned.")
    assert SECRET not in _read_text(page.encode(), "a.xhtml")


def _read_text(data: bytes, name: str) -> str:
    """Return all that is understood of a file, its error where it is refused."""
    from pipeline.errors import InputError

    try:
        loaded = load_bytes(data, name)
    except InputError as error:
        return error.message
    return repr(loaded)


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_an_archive_that_unpacks_to_gigabytes_is_refused(worker: Worker, format_: str) -> None:
    """A part of a gigabyte of spaces, and one that is not looked at."""
    members = _archive(format_)
    members[_PARTS[format_]] += b" " * (1 << 28)
    data = _packed(members)
    assert len(data) < 1_000_000
    verdict = worker.read(f"a.{format_}", data)
    assert (verdict.kind, verdict.is_sound) == ("error", True), verdict


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_path_names_in_an_archive_lead_nowhere(
    format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Members called `../evil` or `/evil` are written nowhere."""
    monkeypatch.chdir(tmp_path)
    members = {**_archive(format_), "../evil": b"x", "/tmp/evil-of-a-plan": b"x"}  # noqa: S108
    loaded = load_bytes(_packed(members), f"a.{format_}")
    assert loaded.plan.title == SMALL.title
    assert list(tmp_path.parent.rglob("evil*")) == []
    assert not Path("/tmp/evil-of-a-plan").exists()  # noqa: S108


def test_null_bytes_are_taken_out(worker: Worker) -> None:
    """A text with null bytes in its words is a plan, or one clear error."""
    data = (HEADING + "7\tRe\0view.\t7.1\tIt is.\tChief\tBe\0gun.\tDone\n").encode()
    assert worker.read("a.txt", data).is_sound
    assert worker.read("a.csv", data.replace(b"\t", b",")).is_sound


@pytest.mark.parametrize("format_", ["txt", "csv", "html", "docx", "json"])
def test_ten_megabytes_in_one_cell_are_read_whole(format_: str) -> None:
    """The size of a cell costs time in proportion, and nothing is cut off."""
    cell = "word " * 2_000_000
    data = written(format_, [("7", "Review.", "7.1", "It is.", "Chief", cell.strip(), "Done")])
    start = time.process_time()
    update = load_bytes(data, f"a.{format_}").plan.recommendations[0].actions[0].updates[0]
    assert update.plain == cell.strip()
    assert time.process_time() - start < SECONDS


def test_a_cell_that_no_workbook_holds_is_an_error() -> None:
    """A cell of XLSX has 32,767 characters at most; the place is named, and nothing is cut off."""
    data = written("txt", [("7", "Review.", "7.1", "It is.", "Chief", "word " * 7000, "Done")])
    publication = Publication(
        load_bytes(data, "a.txt").plan, load_layout("devon-and-cornwall"), "a"
    )
    with pytest.raises(OutputError, match=r"row \d+, column \d+ of the workbook .* 32,767"):
        renderer("xlsx")(publication)


@pytest.mark.parametrize("unit", ["<p>", "• a ", "<ul><li>", "&amp;", "(((", "1/4 ", "AA ", "[add"])
def test_a_hundred_thousand_signs_in_one_cell_are_read(worker: Worker, unit: str) -> None:
    """Signs that grammars and rules care for cost no more than words do, or are one error."""
    cell = unit * 100_000
    data = f"{HEADING}7\tReview.\t7.1\tIt is.\tChief\t{cell}\tDone\n".encode()
    verdict = worker.read("a.txt", data)
    assert verdict.is_sound, verdict


@pytest.mark.parametrize("format_", ["txt", "csv", "html", "docx", "xlsx", "json"])
def test_ten_thousand_rows_are_read_whole(format_: str) -> None:
    """The number of rows costs time in proportion, and none is lost."""
    rows = [
        (f"{n // 10}", "Review it.", f"{n // 10}.{n % 10}", "It is so.", "Chief", "Begun.", "Open")
        for n in range(10, 10_010)
    ]
    data = written(format_, rows)
    start = time.process_time()
    loaded = load_bytes(data, f"a.{format_}")
    assert time.process_time() - start < 2 * SECONDS
    assert sum(1 for _ in loaded.plan.actions()) == 10_000
    assert len(loaded.receipt.sources) == (0 if format_ == "json" else 20_000)


def test_a_plan_file_has_a_limit_of_its_own(worker: Worker) -> None:
    """JSON takes many times its size of memory: one of 52 MB is refused before it is read."""
    verdict = worker.read("plan.json", b'{"notes": [' + b'"x",' * 13_000_000 + b'"x"]}')
    assert (verdict.kind, verdict.is_sound) == ("error", True), verdict
    assert "the limit of a plan file is 50,000,000" in verdict.words
