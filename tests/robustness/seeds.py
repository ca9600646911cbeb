"""Sound files of every format: what the fuzzing begins with."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

import pikepdf

from pipeline.forms import make_forms
from pipeline.layout import load_layout
from pipeline.model import Period
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.plans import SMALL

FORMATS = ("txt", "csv", "html", "docx", "xlsx", "json", "pdf", "form.docx", "form.xlsx")
"""What is read: plans by their format, and returned forms."""

PERIOD = Period("June 27th 2025", dt.date(2025, 6, 27))
"""The period that the forms ask for."""

# A transcript as it may arrive: rows short of a cell, stray markup, lists without an end.
_TRANSCRIPT = """\
Missing People Action Plan

Force: Wexmoor Police

Rec. No.\tRecommendation\tEvidence requirements\tOwner\tNov-24\tMarch 27th 2025\tStatus
7\tReview it.\t7.1\tRecorded.\tChief Constable\t<p>It covers: <ul style="x"><li>one<li>two\tOn\t
\t\t7.2\tChief Constable\tBegun • one • two\tAs per previous update.
8\t\t8\tTrain staff.\tChief Constable\t&lt;b&gt; &amp; more\t<b>Bold</b> 29/08/2026
"""


@cache
def seeds(format_: str) -> tuple[bytes, ...]:
    """Return the sound files of `format_`, one of `FORMATS`."""
    layout = load_layout("devon-and-cornwall")
    if format_.startswith("form."):
        return tuple(f.data for f in make_forms(SMALL, layout, PERIOD, None, format_[5:]))
    rendered = renderer(format_)(Publication(SMALL, layout, "plan"))
    if format_ == "pdf":
        return (rendered, *_bare(rendered))
    if format_ == "txt":
        return (rendered, _TRANSCRIPT.encode())
    return (rendered,)


def _bare(data: bytes) -> tuple[bytes, ...]:
    """Return the PDF without the plan it carries, and that without tags as well."""
    made = []
    for keys in (("/Names", "/AF"), ("/Names", "/AF", "/StructTreeRoot", "/MarkInfo")):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for key in keys:
                if key in pdf.Root:
                    del pdf.Root[key]
            buffer = io.BytesIO()
            pdf.save(buffer, deterministic_id=True)
            made.append(buffer.getvalue())
    return tuple(made)
