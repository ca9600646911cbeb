"""What a file of each format holds to fetch, run or write does none of it; no word is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from pipeline.load import load_bytes, load_plan
from pipeline.model import Plan
from tests.plans import SMALL
from tests.robustness.hostile import FORMATS, LOG, SECRET, Run, render, unpacked
from tests.robustness.hostile_files import HOSTILE
from tests.robustness.listening import ASKED, listening


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a server that listens."""
    with listening() as address:
        yield address


@pytest.fixture(scope="module", params=HOSTILE)
def ran(
    request: pytest.FixtureRequest, server: str, tmp_path_factory: pytest.TempPathFactory
) -> Run:
    """Return the run that published the hostile file of one format in every format."""
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text(SECRET)
    folder = tmp_path_factory.mktemp("hostile")
    data = HOSTILE[request.param](secret.as_uri(), server)
    (folder / f"plan.{request.param}").write_bytes(data)
    return render(folder, f"plan.{request.param}")


def test_nothing_is_fetched_run_or_written_elsewhere(ran: Run) -> None:
    """Neither by the command nor by the process that sets the PDF."""
    assert ran.code == 0, ran.err
    assert (ran.seen["network"], ran.programs(), ASKED) == ([], [], [])
    assert not [name for name in ran.seen["read"] if name.endswith("secret.txt")]
    source = next(ran.folder.glob("plan.*")).name
    left = {p.name for p in ran.folder.rglob("*") if p.is_file()}
    assert left == {source, LOG, *(f"plan.{f}" for f in FORMATS)}
    assert not Path("/tmp/evil.xml").exists()  # noqa: S108
    assert not list(ran.folder.parent.rglob("*evil*"))


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_of_the_machine_is_published(ran: Run, format_: str) -> None:
    """The secret file's words are in no artifact, however it is packed."""
    assert SECRET.encode() not in unpacked(ran.artifact(format_), format_)


def test_no_artifact_leads_to_a_file(ran: Run) -> None:
    """A link is one to the web or to a mailbox, and nothing else is followed or loaded."""
    page = lxml.html.fromstring(ran.artifact("html"))
    addresses = [str(v) for e in page.iter() for k, v in e.items() if k in ("href", "src", "data")]
    assert not [a for a in addresses if a.startswith(("file:", "javascript:", "http://127"))]
    for format_ in ("docx", "xlsx"):
        assert b'Target="file:' not in unpacked(ran.artifact(format_), format_)
    assert b"(file:" not in unpacked(ran.artifact("pdf"), "pdf")


def test_no_word_of_the_plan_is_lost(ran: Run) -> None:
    """Every text of the sound plan is there, whatever is beside it."""
    published = load_plan(ran.folder / "build" / "plan.json").plan
    there = " ".join(_texts(published))
    assert [text for text in _texts(SMALL) if text not in there and text != SMALL.title] == []
    for format_ in ("docx", "html", "pdf", "csv"):
        read = load_bytes(ran.artifact(format_), f"plan.{format_}").plan
        # A CSV has one heading row: what is printed over two columns is over each.
        assert (read.with_columns(published.columns) if format_ == "csv" else read) == published


def _texts(plan: Plan) -> list[str]:
    cells = [(a.requirement, *a.updates) for a in plan.actions()]
    texts = [text.plain for row in cells for text in row]
    return [plan.title, *(r.text.plain for r in plan.recommendations), *texts]
