"""Who a file's properties name."""

from __future__ import annotations

import io

import docx
import openpyxl
import pikepdf
import pytest

from pipeline.ingest.authors import file_authors
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.plans import SMALL

FORMATS = ("docx", "xlsx", "pdf")


def _rendered(format_: str) -> bytes:
    return renderer(format_)(Publication(SMALL, load_layout("devon-and-cornwall"), "plan"))


def _signed(format_: str, name: str) -> bytes:
    """Return the plan as a file that `name` has saved."""
    before, after = io.BytesIO(_rendered(format_)), io.BytesIO()
    if format_ == "docx":
        document = docx.Document(before)
        document.core_properties.last_modified_by = name
        document.save(after)
    elif format_ == "xlsx":
        book = openpyxl.load_workbook(before, rich_text=True)
        book.properties.lastModifiedBy = name
        book.save(after)
    else:
        with pikepdf.open(before) as pdf:
            pdf.docinfo["/Author"] = name
            pdf.save(after)
    return after.getvalue()


@pytest.mark.parametrize("format_", FORMATS)
def test_who_saved_a_file_is_a_note(format_: str) -> None:
    """A person in the properties is named; the plan is read as it is."""
    loaded = load_bytes(_signed(format_, "Jo  Bloggs"), f"a.{format_}")
    (finding,) = (f for f in loaded.receipt.findings if f.code == "file-author")
    assert finding.message == "The file's properties name Jo Bloggs."
    assert finding not in loaded.receipt.open_questions
    assert loaded.plan == SMALL


@pytest.mark.parametrize("name", ["openpyxl", "Microsoft Office User", "Unknown"])
def test_a_program_is_nobody(name: str) -> None:
    """What a program writes where it knows of nobody is not a name."""
    assert name not in file_authors(_signed("xlsx", name), "xlsx")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_force_that_the_plan_names_is_no_finding(format_: str) -> None:
    """What we publish names the force as its author, and that is in the plan."""
    data = _rendered(format_)
    assert file_authors(data, format_)
    findings = load_bytes(data, f"a.{format_}").receipt.findings
    assert [f for f in findings if f.code == "file-author"] == []


@pytest.mark.parametrize("format_", [*FORMATS, "txt"])
def test_a_file_without_properties_names_nobody(format_: str) -> None:
    """Nor does one that is damaged."""
    assert file_authors(b"PK\x03\x04 or %PDF-1.7", format_) == ()
