"""Files that are not UTF-8, or say that they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import UnreadableFileError
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.html.decode import decode_page
from pipeline.ingest.text import decode
from pipeline.load import read_file

SENTENCES = [
    "The harbour’s lamp cost £5 – “well spent”.",
    "Tea at the café on the quay",
    "£40",
    "The master’s list",
]


@pytest.mark.parametrize("codec", ["mac_roman", "cp1252"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_text_of_an_unknown_encoding(sentence: str, codec: str) -> None:
    """What gives the signs that people type is the encoding; a finding names it."""
    text, (finding,) = decode(sentence.encode(codec), "plan.csv")
    assert (text == sentence) or (codec == "mac_roman" and "café" in sentence)
    assert finding.code == "encoding"


@pytest.mark.parametrize("label", ["windows-1252", "iso-8859-1", "us-ascii"])
def test_a_page_that_is_utf_8_in_spite_of_its_label(label: str) -> None:
    """The bytes decide; a note says so."""
    page = f"<meta charset={label}><p>The lamp’s cost is £5</p>"
    text, (finding,) = decode_page(page.encode(), "plan.html")
    assert text == page
    assert (finding.code, finding.severity) == ("encoding", "note")


def test_a_page_that_is_what_it_says() -> None:
    """Windows-1252 beyond ASCII makes no UTF-8."""
    page = "<meta charset=windows-1252><p>The lamp’s cost is £5</p>"
    assert decode_page(page.encode("cp1252"), "plan.html") == (page, ())


def test_what_is_no_file_is_one_clear_error(tmp_path: Path) -> None:
    """A device or a pipe would be read for ever."""
    pipe = tmp_path / "plan.csv"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(UnreadableFileError, match="is a device or a pipe"):
            read_file(path, DEFAULT_OPTIONS)
