"""The PDF as a file: what it says about itself, what it carries, and that it is always the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.fonts import load_faces
from pipeline.load import load_plan
from pipeline.model import Plan
from pipeline.planfile import plan_to_json
from pipeline.render.pdf import render_pdf
from pipeline.render.pdf.engine import start_engine
from pipeline.render.pdf.fit import fit_table
from pipeline.render.pdf.page import build_page, style_sheets
from pipeline.richtext import Paragraph, Run, rich_text
from tests.plans import SMALL
from tests.render.pdf.conftest import LAYOUT, publication

ROOT = Path(__file__).parents[3]

RENDER = """
import sys
from pathlib import Path
from pipeline.render.pdf import render_pdf
from tests.plans import SMALL
from tests.render.pdf.conftest import publication
Path(sys.argv[1]).write_bytes(render_pdf(publication(SMALL)))
"""


def test_file_says_what_it_is(small_pdf: bytes) -> None:
    """Title, author, subject, keywords and language are the plan's; its dates are the edition's."""
    with pikepdf.open(BytesIO(small_pdf)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as metadata:
            claims = [
                metadata[f"pdf{name}"] for name in ("aid:part", "aid:conformance", "uaid:part")
            ]
            packet = {name: metadata[name] for name in ("dc:title", "dc:creator")}
        language = str(pdf.Root.Lang)

    assert SMALL.title == info["/Title"] == packet["dc:title"]
    assert "Wexmoor Police" == info["/Author"]
    assert ["Wexmoor Police"] == packet["dc:creator"]
    assert "Edition of 27 March 2025" in info["/Subject"]
    assert "Wexmoor Police" in info["/Keywords"]
    assert "D:20250327000000Z" == info["/CreationDate"] == info["/ModDate"]
    assert "en-GB" == language
    assert ["3", "A", "1"] == claims


def test_the_subject_of_a_plan_without_a_force_is_its_title() -> None:
    """No place is left open in the subject where the plan does not say who publishes it."""
    with pikepdf.open(BytesIO(render_pdf(publication(replace(SMALL, details=()))))) as pdf:
        subject = str(pdf.docinfo["/Subject"])
    assert subject == f"{SMALL.title}, Edition of 27 March 2025"


def test_metadata_is_text(small_pdf: bytes) -> None:
    """Signs that XML knows are in the metadata as they are."""
    plan = replace(SMALL, title="R&D <plan> \"for\" 'all' ]]>")

    with pikepdf.open(BytesIO(render_pdf(publication(plan)))) as pdf, pdf.open_metadata() as found:
        assert plan.title == found["dc:title"] == str(pdf.docinfo.Title)


def test_plan_is_embedded_once(small_pdf: bytes) -> None:
    """`plan.json` is in the file once, as the source of its pages."""
    with pikepdf.open(BytesIO(small_pdf)) as pdf:
        (specification,) = pdf.Root.AF
        (name,) = pdf.attachments
        data = pdf.attachments[name].get_file().read_bytes()

        assert "plan.json" == name
        assert pikepdf.Name.Source == specification.AFRelationship
        assert specification.objgen == pdf.Root.Names.EmbeddedFiles.Names[1].objgen
    assert plan_to_json(SMALL) == data
    assert "schema" in json.loads(data) or "version" in json.dumps(json.loads(data))


def test_edition_record_is_embedded_where_there_is_one() -> None:
    """`edition.json` is in the file as data, beside the plan."""
    record = b'{"edition": 1}'
    data = render_pdf(replace(publication(SMALL), record=record))

    with pikepdf.open(BytesIO(data)) as pdf:
        relationships = {str(s.UF): str(s.AFRelationship) for s in pdf.Root.AF}
        assert {"plan.json": "/Source", "edition.json": "/Data"} == relationships
        assert record == pdf.attachments["edition.json"].get_file().read_bytes()


def test_same_bytes_on_every_run(small_pdf: bytes, tmp_path: Path) -> None:
    """In another process, folder and locale, with no home, other hashes and no fonts of its own."""
    found = set()
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.pdf"
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": seed,
            "HOME": "/nonexistent",
            "XDG_CACHE_HOME": "/nonexistent",
            "LC_ALL": "C",
            "TZ": f"UTC{seed}",
        }
        subprocess.run(
            [sys.executable, "-c", RENDER, file], cwd=tmp_path, env=environment, check=True
        )
        found.add(sha256(file.read_bytes()).hexdigest())

    assert {sha256(small_pdf).hexdigest()} == found


def test_missing_library_is_named_with_the_line_that_installs_it() -> None:
    """Without Pango there is one message, and nothing on stdout."""
    script = (
        "import cffi\n"
        "def missing(*names): raise OSError('cannot load library libpango-1.0-0')\n"
        "cffi.FFI.dlopen = missing\n"
        "from pipeline.errors import MachineError\n"
        "from pipeline.render.pdf.engine import load_weasyprint\n"
        "try: load_weasyprint()\n"
        "except MachineError as error: print(error.hint)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("Run: apt install libpango-1.0-0")
    assert 1 == len(done.stdout.splitlines())


def test_bookmarks_lead_to_each_recommendation(small_pdf: bytes) -> None:
    """Each recommendation has one bookmark below the title's."""
    with pikepdf.open(BytesIO(small_pdf)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert SMALL.title == title.title
        assert ["Recommendation 7", "Recommendation 10"] == [b.title for b in title.children]


def test_bookmark_is_given_once_where_a_recommendation_goes_on(tall_pdf: bytes) -> None:
    """A row over many pages is bookmarked where it begins."""
    with pikepdf.open(BytesIO(tall_pdf)) as pdf, pdf.open_outline() as outline:
        assert 2 == len(outline.root[0].children)


def test_link_annotations_are_printed_and_say_where_they_lead(small_pdf: bytes) -> None:
    """A link's annotation has its address as text and as action, and belongs to its tag."""
    with pikepdf.open(BytesIO(small_pdf)) as pdf:
        (annotation,) = pdf.pages[0].Annots

        assert "https://example.org/a?b=1&c=2" == str(annotation.A.URI) == str(annotation.Contents)
        assert 4 == annotation.F
        assert "/StructParent" in annotation


def test_link_with_bold_words_is_one_link() -> None:
    """Bold and italic inside a link make no second annotation over it."""
    link = "https://example.org/"
    runs = (Run("See "), Run("our ", link=link), Run("plan", bold=True, italic=True, link=link))
    note = rich_text([Paragraph(runs)])
    plan = replace(SMALL, recommendations=(SMALL.recommendations[0].replaced(text=note),))

    with pikepdf.open(BytesIO(render_pdf(publication(plan)))) as pdf:
        assert 1 == len(pdf.pages[0].Annots)


@pytest.mark.parametrize("path", ["inputs/existing-plan.txt", "../shared/plan/existing-plan.txt"])
def test_file_is_small(path: str) -> None:
    """Tags, metadata and the plan inside do not make it twice as big as the bare pages."""
    if not (ROOT / path).is_file():
        pytest.skip(f"{path} is not on this machine")
    plan = load_plan(ROOT / path).plan

    assert len(render_pdf(publication(plan))) <= 2 * len(_bare(plan))


def _bare(plan: Plan) -> bytes:
    """Return the same page as WeasyPrint alone writes it."""
    faces = load_faces(LAYOUT)
    fit = fit_table(plan, LAYOUT, faces)
    with start_engine(style_sheets(LAYOUT, fit), LAYOUT.folders, faces) as engine:
        data = engine.lay_out(build_page(publication(plan), fit)).write_pdf()
    assert isinstance(data, bytes)
    return data
