"""The review shows what a person decides on, and nothing in it is markup."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from pipeline.cli.request import Given
from pipeline.draft import Draft, make_draft
from pipeline.layout import load_layout
from pipeline.render import render_plan
from pipeline.review import Picture, page_pictures, review_content, review_page
from tests.cli.run import Runner
from tests.plans import SMALL

ROOT = Path(__file__).parents[2]
LAYOUT = load_layout("devon-and-cornwall")
PLAN = """\
Wexmoor <b>Police</b> Plan

No.\tRecommendation\tReference\tRequirement\tOwner\tNovember 22nd 2024\tMarch 27th 2025\tStatus
7\tBy 31 January 2025, review grading.\t7.1\tGrading is recorded.\tChief\tTwelve of the forms \
were read by the panel in May.\tAs per previous update.\tIn progress
\t\t7.2\tForms are kept.\tHead of Records\tA form was made.\tIt is in use.\tIn progress
\t\t7.3\tResults are shared.\tHead of Records\tNot begun.\tNot begun yet.\tIn progress
"""
UPDATES = """\
key,update,status
7.1,Twenty of the forms were read by the panel in May.,Complete
7.3,<script>alert(1)</script> Write to jo@wexmoor.police.uk.,
"""


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """Return a draft of June 2025 with an answer, a private address and a silent owner."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "jo.csv").write_text(UPDATES, encoding="utf-8")
    given = Given(
        date=dt.date(2025, 6, 27),
        plan=tmp_path / "plan.txt",
        updates=[tmp_path / "jo.csv"],
        output=tmp_path / "build",
        accepted=tmp_path / "none.toml",
    )
    return make_draft(given.request(), LAYOUT, lambda _: None)


def test_a_new_text_is_beside_the_last_real_one_with_its_words_marked(draft: Draft) -> None:
    """An answer of no change is passed over; the file and what else moves are shown."""
    first, second = review_content(draft).texts

    assert (first.key, first.before) == ("7.1", "November 22nd 2024")
    assert next((s.kind, s.text) for s in first.new) == ("added", "Twenty")
    assert next((s.kind, s.text) for s in first.old) == ("removed", "Twelve")
    assert first.moves == (("Status", "In progress", "Complete"),)
    assert [Path(file).name for file in first.files] == ["jo.csv"]
    assert second.is_rewritten


def test_silence_lateness_and_the_change_note_are_shown(draft: Draft) -> None:
    """The owner without an answer, the deadline that has passed, what will be published."""
    content = review_content(draft)

    assert [(silent.owner, silent.keys) for silent in content.silent] == [
        ("Head of Records", ("7.2",))
    ]
    assert [late.place for late in content.late] == ["7"]
    assert content.changes == tuple(map(str, draft.edition.changes)) != ()


def test_what_stops_the_publication_is_named_first(draft: Draft) -> None:
    """The address is in the verdict and in the first list, with the line that accepts it."""
    page = review_page(review_content(draft), (), LAYOUT).decode()

    assert "<strong>1 finding stops the publication</strong>" in page
    command = "publish accept email-address --at &quot;7.3&quot;"
    assert page.index(command) < page.index('id="new"') < page.index('id="texts"')


def test_content_is_never_markup(draft: Draft) -> None:
    """What looks like an element in a plan or an answer is text; the page has no script."""
    page = review_page(review_content(draft), (), LAYOUT).decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Wexmoor &lt;b&gt;Police&lt;/b&gt; Plan" in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!#|data:image/png)', page)


def test_the_same_draft_gives_the_same_page(draft: Draft) -> None:
    """No clock and no random number is in it."""
    content = review_content(draft)
    assert review_page(content, (), LAYOUT) == review_page(content, (), LAYOUT)


def test_a_picture_shows_the_page_on_which_a_text_begins() -> None:
    """Only pages with one of the texts are drawn, whatever breaks their lines."""
    pdf = render_plan(SMALL, "pdf", LAYOUT)
    text = next(SMALL.actions()).updates[-1].plain
    (picture,) = page_pictures(pdf, {"7.1": text, "9": "These words are nowhere in the plan."})

    assert isinstance(picture, Picture)
    assert (picture.page, picture.keys) == (1, ("7.1",))
    assert picture.data.startswith("data:image/png;base64,iVBOR")
    assert picture.width > 500


def test_the_command_writes_the_page_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`review.html` is in the working folder and not among the artifacts; `--open` shows it."""
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    ran = Runner(monkeypatch, capsys)("review", "--no-pictures", "--open")

    assert (ran.code, ran.out) == (0, "review.html\n")
    assert "nothing stops the publication; 27 new texts, 13 without an answer" in ran.err
    assert opened == [(tmp_path / "review.html").as_uri()]
    assert {path.name for path in tmp_path.iterdir()} == {"inputs", "review.html"}
