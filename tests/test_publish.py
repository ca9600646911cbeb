"""The main job: what `add-period` publishes, and that no word of the source is missing from it."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.draft import Request
from pipeline.errors import HistoryChangedError, MergeError, OptionError, StrictError
from pipeline.load import load_plan
from pipeline.model import Plan
from pipeline.publish import Report, publish_period
from pipeline.richtext import RichText
from pipeline.silence import Updates
from tests.test_real_plan import SOURCE

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "inputs" / "existing-plan.txt"
UPDATES = ROOT / "inputs" / "updates" / "2026-06-27.csv"
DATE = dt.date(2026, 6, 27)
FORMATS = ("pdf", "docx", "json", "csv", "html")


def silent(_: str) -> None:
    """Say nothing."""


def request(output: Path, plan: Path = EXAMPLE, *updates: Path) -> Request:
    """Return a request to add June 2026 to `plan`."""
    return Request(DATE, plan, Updates(updates), "devon-and-cornwall", output, "action-plan")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report of the published example."""
    folder = tmp_path_factory.mktemp("example")
    return publish_period(request(folder, EXAMPLE, UPDATES), silent)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report of the published real plan."""
    if not SOURCE.is_file():
        pytest.skip("the real plan does not lie beside the project (../shared/plan)")
    return publish_period(request(tmp_path_factory.mktemp("real"), SOURCE), silent)


def words(text: str) -> Counter[str]:
    """Return the words of `text`: runs of letters and figures, as they are printed."""
    return Counter(re.findall(r"\w+", text))


def source_words(path: Path) -> Counter[str]:
    """Return the words of a transcript below its heading row; this knows nothing of the parser."""
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if "\t" in line)
    text = "\n".join([*lines[:first], *lines[first + 1 :]])
    return words(html.unescape(re.sub(r"<[^>]*>", " ", text)))


def letters(text: str) -> str:
    """Return `text` without anything that a line break may add or take away."""
    return re.sub(r"[\W_]+", "", text)


def pdf_text(path: Path) -> str:
    """Return the text of a PDF's pages."""
    document = pdfium.PdfDocument(path)
    pages = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    document.close()
    return "\n".join(pages)


def docx_text(path: Path) -> str:
    """Return the text of a DOCX's body, from the XML itself."""
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</w:p>", "\n", xml)))


def artifact(report: Report, ending: str) -> Path:
    """Return the artifact of `report` with `ending`."""
    return next(path for path in report.paths if path.suffix == ending)


def test_the_example_is_published(example: Report) -> None:
    """Five artifacts and a record; 27 of 40 actions updated, the others listed."""
    assert [p.name for p in example.paths] == [f"action-plan-2026-06-27.{f}" for f in FORMATS]
    assert example.record.is_file()
    assert (example.updated, len(example.without_update)) == (27, 13)
    assert example.edition.plan.periods[-1].label == "June 27th 2026"
    assert str(example.proof).startswith("200 of 200 updates identical in PDF (tags, page, embedd")


def test_the_real_plan_is_published(real: Report) -> None:
    """39 actions, five periods; with no update supplied the column says so."""
    plan = real.edition.plan

    assert sum(1 for _ in plan.actions()) == 39
    assert [p.date for p in plan.periods][-1] == DATE
    assert {a.updates[-1].plain for a in plan.actions()} == {
        "No update was received for this period."
    }
    assert len(real.without_update) == 39


@pytest.mark.parametrize("name", ["example", "real"])
@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_no_word_is_missing(name: str, ending: str, request: pytest.FixtureRequest) -> None:
    """DOCX and web page have the words of the source, as often as the source has them."""
    report: Report = request.getfixturevalue(name)
    path = artifact(report, ending)
    text = path.read_text(encoding="utf-8") if ending == ".html" else docx_text(path)
    if ending == ".html":
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))

    missing = source_words(EXAMPLE if name == "example" else SOURCE) - words(text)

    assert not missing


@pytest.mark.parametrize("name", ["example", "real"])
def test_no_letter_is_missing_from_the_pages(name: str, request: pytest.FixtureRequest) -> None:
    """Each word of the source is on the PDF's pages, though a line break may part it."""
    report: Report = request.getfixturevalue(name)
    text = pdf_text(artifact(report, ".pdf"))
    squeezed = letters(text)

    missing = source_words(EXAMPLE if name == "example" else SOURCE) - words(text)

    # What a line break parts is found when the breaks are taken out.
    assert [word for word in missing if letters(word) not in squeezed] == []
    assert sum(missing.values()) < 0.01 * sum(words(text).values())


@pytest.mark.office
@pytest.mark.parametrize("name", ["example", "real"])
def test_no_word_is_missing_in_libreoffice(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The DOCX, opened in LibreOffice and printed, has every word of the source."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed (tests/apt.txt)")
    path = artifact(request.getfixturevalue(name), ".docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=300,
    )
    text = pdf_text(tmp_path / f"{path.stem}.pdf")
    squeezed = letters(text)

    missing = source_words(EXAMPLE if name == "example" else SOURCE) - words(text)

    assert [word for word in missing if letters(word) not in squeezed] == []
    assert sum(missing.values()) < 0.01 * sum(words(text).values())


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".json", ".csv", ".html"])
def test_every_artifact_reads_back(example: Report, ending: str) -> None:
    """What was published is the plan, whichever file it is read from."""
    read, plan = load_plan(artifact(example, ending)).plan, example.edition.plan

    if ending == ".csv":  # one heading row: what is printed over two columns is over each
        assert [c.role for c in read.columns] == [c.role for c in plan.columns]
        assert _rows(read) == _rows(plan)
    else:
        assert read == plan


def _rows(plan: Plan) -> list[tuple[RichText, ...]]:
    return [plan.row(r, action) for r in plan.recommendations for action in r.actions]


def test_same_input_same_bytes(example: Report, tmp_path: Path) -> None:
    """A second run into another folder gives the same files."""
    again = publish_period(request(tmp_path / "elsewhere", EXAMPLE, UPDATES), silent)

    def digests(report: Report) -> list[str]:
        paths = (*report.paths, report.record)
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]

    assert digests(again) == digests(example)


def light(output: Path, plan: Path = EXAMPLE) -> Request:
    """Return a request for the formats that cost nothing."""
    return replace(request(output, plan, UPDATES), formats=("json", "csv"))


def silent_quarter(output: Path, plan: Path | None) -> Request:
    """Return a request for the next quarter, which goes on though nobody answered."""
    request = replace(light(output), plan=plan, missing="no-update")
    return replace(request, date=dt.date(2026, 9, 30), updates=Updates(()))


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """Everything is done but writing; the output folder is not even made."""
    report = publish_period(replace(light(tmp_path / "build"), dry_run=True), silent)

    assert report.updated == 27
    assert not (tmp_path / "build").exists()


def test_the_next_period_starts_from_what_was_published(tmp_path: Path) -> None:
    """The record of the second edition names the first."""
    first = publish_period(light(tmp_path), silent)
    later = silent_quarter(tmp_path, None)
    second = publish_period(later, silent)

    follows = second.edition.record.follows
    assert follows is not None
    assert follows.date == DATE
    assert follows.record == hashlib.sha256(first.record.read_bytes()).hexdigest()


def test_a_changed_earlier_cell_stops_the_run(tmp_path: Path) -> None:
    """What was public is held against the plan; `--amend` allows the change and records it."""
    first = publish_period(light(tmp_path), silent)
    path = artifact(first, ".json")
    edited = tmp_path / "edited.json"
    text = path.read_text(encoding="utf-8")
    word = next(first.edition.plan.actions()).updates[0].words[2]
    edited.write_text(text.replace(f" {word} ", " other ", 1), encoding="utf-8")
    later = silent_quarter(tmp_path, edited)

    with pytest.raises(HistoryChangedError, match="other"):
        publish_period(later, silent)
    report = publish_period(replace(later, amend="a slip of the pen"), silent)

    assert [a.reason for a in report.edition.record.amendments] == ["a slip of the pen"]


def test_missing_updates_may_stop_the_run(tmp_path: Path) -> None:
    """`--missing refuse` names the actions; `--strict` stops at each as a warning."""
    with pytest.raises(MergeError, match=r"13 actions have no update: 3\.2"):
        publish_period(replace(light(tmp_path), missing="refuse"), silent)
    with pytest.raises(StrictError, match="update-missing"):
        publish_period(replace(light(tmp_path), strict=True), silent)


def test_missing_updates_may_stay_blank(tmp_path: Path) -> None:
    """No update supplied stays apart from no change."""
    report = publish_period(replace(light(tmp_path), missing="blank"), silent)
    cells = dict(zip(report.edition.plan.keys(), report.edition.plan.actions(), strict=True))

    assert all(not cells[key].updates[-1] for key in report.without_update)


def test_another_plans_updates_are_left_alone(tmp_path: Path) -> None:
    """Updates that nobody named and that fit another plan are not used, and that is said."""
    rows = "key,update\n" + "".join(f"{n}.9,Update.\n" for n in range(50, 60))
    (tmp_path / "updates.csv").write_text(rows, encoding="utf-8")
    supposed = Updates((tmp_path / "updates.csv",), are_supposed=True)

    report = publish_period(replace(light(tmp_path / "build"), updates=supposed), silent)

    assert "updates-of-another-plan" in [f.code for f in report.findings]
    assert len(report.without_update) == 40


def test_an_unknown_format_is_refused_first(tmp_path: Path) -> None:
    """Nothing is read before the request makes sense."""
    with pytest.raises(OptionError, match="'pptx'"):
        publish_period(replace(light(tmp_path, tmp_path / "no"), formats=("pptx",)), silent)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder of the installed wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    made = next(folder.glob("*.whl"))
    target = folder / "site"
    subprocess.run(
        [*pip, "install", "--no-deps", "--target", str(target), str(made)], check=True, timeout=300
    )
    yield target


def test_the_wheel_publishes_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """The built wheel carries the layouts; `python -m pipeline` does what `publish` does."""
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "add-period", "--date", "2026-06-27", "--quiet"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(wheel), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.stderr == ""
    assert done.stdout.split() == [f"build/action-plan-2026-06-27.{f}" for f in FORMATS]


def test_the_wheel_begins_a_folder_and_publishes(wheel: Path, tmp_path: Path) -> None:
    """In an empty folder: `publish init --yes --from FILE`, then `publish add-period`."""
    for command in (
        ["init", "--yes", "--from", str(EXAMPLE)],
        ["add-period", "--date", "2026-06-27"],
        ["verify", "build/action-plan-2026-06-27.pdf", "build/action-plan-2026-06-27.html"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *command],
            cwd=tmp_path,
            env={"PYTHONPATH": str(wheel), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr

    assert {p.suffix for p in (tmp_path / "build").iterdir()} >= {f".{f}" for f in FORMATS}


def test_the_wheel_has_the_files_of_the_local_page(wheel: Path) -> None:
    """Its template and its style sheet are no Python modules, and come along."""
    page = wheel / "pipeline" / "localpage"
    assert {"page.html.jinja", "style.css"} <= {path.name for path in page.iterdir()}


def test_a_layout_beside_the_work_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `layouts/` in the working folder goes before the built-in ones."""
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    path = tmp_path / "layouts" / "devon-and-cornwall" / "layout.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('label = "{month} {ordinal} {year}"', 'label = "{day} {month} {year}"')
    )
    monkeypatch.chdir(tmp_path)

    report = publish_period(light(tmp_path / "build"), silent)

    assert report.edition.plan.periods[-1].label == "27 June 2026"


def test_a_layout_may_speak_another_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headings and labels that no reader would guess are proved all the same."""
    folder = tmp_path / "layouts" / "unser"
    folder.mkdir(parents=True)
    text = (ROOT / "layouts" / "devon-and-cornwall" / "layout.toml").read_text(encoding="utf-8")
    words = {
        "Rec. No.": "Nr.",
        "Recommendation:": "Empfehlung",
        "Evidence requirements of progress / completion:": "Nachweis",
        "Recommendation Owner:": "Zuständig",
        'heading = "Status"': 'heading = "Stand"',
        'label = "{month} {ordinal} {year}"': 'label = "Sommer {year}"',
    }
    for was, now in words.items():
        assert was in text
        text = text.replace(was, now, 1)
    (folder / "layout.toml").write_text(text, encoding="utf-8")
    (folder / "words.toml").write_text('[document]\nlegend = "Key"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    report = publish_period(
        replace(request(tmp_path / "build", EXAMPLE, UPDATES), layout="unser"), silent
    )

    assert report.edition.plan.periods[-1].label == "Sommer 2026"
    assert str(report.proof).startswith("200 of 200 updates identical")


def test_a_blank_text_at_a_pages_start_stays_blank(example: Report) -> None:
    """A recommendation without a text does not take that of the one on the page before."""
    recommendations = load_plan(artifact(example, ".pdf")).plan.recommendations

    assert [r.number for r in recommendations if not r.text] == ["9", "12"]
