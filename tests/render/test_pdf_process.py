"""The PDF in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import LayoutError, MachineError, OutputError
from pipeline.layout import load_layout
from pipeline.publication import Publication
from pipeline.render import render_all, renderer
from pipeline.render.pdf_process import Apart, rendering_apart
from tests.plans import SMALL

PUBLICATION = Publication(SMALL, load_layout("devon-and-cornwall"), "plan-2025-03-27")


def silent(_: str) -> None:
    """Say nothing."""


def test_a_process_apart_changes_no_byte() -> None:
    """The artifacts are the same whichever process rendered them, and are in the same order."""
    formats = ("html", "pdf", "csv")
    with rendering_apart(formats) as apart:
        assert apart is not None
        files = render_all(PUBLICATION, formats, silent, apart.begin(PUBLICATION))
    assert list(files.items()) == list(render_all(PUBLICATION, formats, silent).items())


def test_an_error_comes_back_as_it_was_raised(tmp_path: Path) -> None:
    """What the renderer raises for a user is raised here, with its hint."""
    (tmp_path / "plan.html.jinja").write_text("<html><body></html>", encoding="utf-8")
    broken = replace(
        PUBLICATION,
        layout=replace(PUBLICATION.layout, folders=(tmp_path, *PUBLICATION.layout.folders)),
    )
    with pytest.raises(LayoutError) as here:
        renderer("pdf")(broken)
    with closing(Apart()) as apart, pytest.raises(LayoutError) as there:
        render_all(broken, ["pdf"], silent, apart.begin(broken))
    assert (there.value.message, there.value.hint) == (here.value.message, here.value.hint)


def test_a_process_that_is_killed_is_an_error() -> None:
    """A process that ends without an answer, as for lack of memory, is said to the user."""
    apart = Apart()
    apart._process.kill()
    with pytest.raises(MachineError, match="ended with code -9"):
        apart.begin(PUBLICATION)["pdf"].result()
    apart.close()


@pytest.mark.parametrize(
    ("apart", "limit"),
    [
        (partial(Apart, seconds=0.01), "0.01 seconds"),
        (partial(Apart, memory=1 << 20), "0.000977 GB"),
    ],
    ids=["time", "memory"],
)
def test_a_limit_ends_in_an_error_that_names_it(apart: Callable[[], Apart], limit: str) -> None:
    """A PDF that takes too long or too much memory is given up, and the way out is said."""
    with closing(apart()) as process, pytest.raises(OutputError, match=limit) as error:
        process.begin(PUBLICATION)["pdf"].result()
    assert "--format" in error.value.hint


def test_no_process_is_started_for_nothing() -> None:
    """Without a PDF to render there is no process."""
    with rendering_apart(["docx"]) as apart:
        assert apart is None


def test_one_core_has_the_limits_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is there for its limits as well as for its speed."""
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with rendering_apart(["pdf"]) as apart:
        assert apart is not None
