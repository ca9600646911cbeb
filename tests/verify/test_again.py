"""A falsified PDF is found and named by setting the edition again, and by its form alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.editions import make_record, record_name, record_to_json, with_artifacts
from pipeline.editions.record import EditionRecord, record_from_json
from pipeline.layout import font_digests, layout_digest, load_layout
from pipeline.model import Plan
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.verify import again as again_module
from pipeline.verify import artifact_faults
from pipeline.verify.again import set_again
from pipeline.verify.compare import differences
from pipeline.verify.form import form_faults
from pipeline.verify.verdict import Verdict, verify_file
from tests.plans import plans
from tests.verify.artifacts import NAME, PLAN
from tests.verify.falsify import ALL, PAGE, SEEN, falsified

LAYOUT = load_layout("devon-and-cornwall")
RECORD = make_record("action-plan", PLAN, None, layout=layout_digest(LAYOUT))
PDF = f"{NAME}.pdf"
_UNLIKE = ("pages_swapped", "blank_page_more", "page_again", "page_less")


def set_with(record: EditionRecord) -> bytes:
    """Return the PDF of the plan with `record` in it."""
    publication = Publication(PLAN, LAYOUT, NAME, record=record_to_json(record))
    return renderer("pdf")(publication)


@pytest.fixture(scope="module")
def published() -> bytes:
    """Return the PDF as it was published."""
    return set_with(RECORD)


def verdict_on(
    folder: Path, data: bytes, record: EditionRecord = RECORD, recorded: bytes = b""
) -> Verdict:
    """Return the verdict on `data` in a folder whose record has the digest of `recorded`.

    Without `recorded` it is that of `data` itself: the record was made again.
    """
    made = with_artifacts(record, {PDF: recorded or data})
    (folder / record_name(made)).write_bytes(record_to_json(made))
    (folder / PDF).write_bytes(data)
    return verify_file(folder / PDF, folder, LAYOUT)


def failed(verdict: Verdict) -> dict[str, str]:
    """Return the checks that did not pass."""
    return {check.name: check.message for check in verdict.checks if not check.passed}


def test_there_are_enough_ways() -> None:
    """At least 60 kinds are tried, most of which change what is seen."""
    assert len(ALL) >= 60
    assert len(SEEN) >= 50


def test_the_same_inputs_give_the_same_bytes(published: bytes) -> None:
    """A PDF set again from what it carries is that PDF, in a process of its own."""
    again = set_again(PLAN, RECORD, LAYOUT)

    assert (again.otherwise, again.error) == ((), "")
    assert again.data == published


def test_a_published_pdf_is_verified(tmp_path: Path, published: bytes) -> None:
    """Nothing fails, and it is said that the file was set again."""
    verdict = verdict_on(tmp_path, published)

    assert failed(verdict) == {}
    assert "set again from the plan and the record in it, it is the same" in {
        check.message for check in verdict.checks
    }


@pytest.mark.parametrize("name", ALL)
def test_setting_again_finds_every_way(
    name: str, tmp_path: Path, published: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is NOT VERIFIED, whether the record's digest was made again or not."""
    monkeypatch.setattr(again_module, "_set", lambda *_: published)  # set once for all ways
    data = falsified(published, ALL[name])

    untouched = failed(verdict_on(tmp_path, data, recorded=published))
    message = failed(verdict_on(tmp_path, data))["again"]

    assert "it is not" in untouched["published"]
    assert untouched["again"] == message
    assert message.startswith("set again from the plan and the record in it, it differs\n")
    if name in SEEN and name not in _UNLIKE:
        assert f"page {PAGE + 1}: " in message or "page 1: " in message


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Elsewhere.ttf", "the font Elsewhere.ttf"),
        ("DejaVuSans.ttf", "another version of the font DejaVuSans.ttf"),
    ],
)
def test_a_font_that_differs_is_named(
    name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record knows each font by its digest, so another one is not just another layout."""
    monkeypatch.setattr(again_module, "_set", lambda *_: b"")
    fonts = {**font_digests(LAYOUT), name: "0" * 64}

    assert set_again(PLAN, replace(RECORD, layout="other", fonts=fonts), LAYOUT).otherwise == (
        said,
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("black_rectangle", "page 2: words and lines"),
        ("free_text_over", "page 2: annotations"),
        ("crop_box_cuts", "page 2: page box"),
        ("blank_page_more", "page 4: it is one more than was published"),
        ("page_less", "page 3: it is missing"),
        ("another_attachment", "its attachment 'note.txt' (added)"),
        ("packet_changed", "its metadata (XMP)"),
        ("outline_changed", "its outline"),
        ("alternative_text", "its tags"),
        ("saved_by_another_program", "another program saved it"),
    ],
)
def test_what_differs_is_named(name: str, words: str, published: bytes) -> None:
    """The first page that differs comes first, with what differs on it."""
    assert words in differences(published, falsified(published, ALL[name]))[0]


def test_form_and_proof_find_nine_of_ten(published: bytes) -> None:
    """Of what changes the pages, the proof and the form find nearly all without setting again."""
    missed = []
    for name, way in SEEN.items():
        data = falsified(published, way)
        if not form_faults(PLAN, data, LAYOUT) and not any(
            artifact_faults(PLAN, PDF, data, LAYOUT)
        ):
            missed.append(name)

    assert len(missed) <= len(SEEN) // 10, missed


@given(plans(max_periods=3, max_recommendations=2))
@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow], database=None
)
def test_no_false_alarm_about_the_form(plan: Plan) -> None:
    """Every PDF that is set here has the form of our own."""
    data = renderer("pdf")(Publication(plan, LAYOUT, "plan"))

    assert form_faults(plan, data, LAYOUT) == []


class TestAnotherGround:
    """A file that another version or layout set cannot be set again byte for byte."""

    def other(self) -> EditionRecord:
        """Return the record of a file that another version of a library set."""
        fields = json.loads(record_to_json(RECORD))
        fields["versions"]["weasyprint"] = "69.0"
        return record_from_json(json.dumps(fields).encode(), "record")

    def test_its_form_is_checked(
        self, tmp_path: Path, published: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is another here is named; a file of our own form passes."""
        data = set_with(self.other())
        monkeypatch.setattr(again_module, "_set", lambda *_: published)

        verdict = verdict_on(tmp_path, data, self.other())

        assert failed(verdict) == {}
        (message,) = (c.message for c in verdict.checks if c.name == "form")
        assert "weasyprint 69.0 (here " in message

    def test_a_falsified_one_is_found(
        self, tmp_path: Path, published: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What none of our files has is named with its page."""
        data = falsified(set_with(self.other()), SEEN["black_rectangle"])
        monkeypatch.setattr(again_module, "_set", lambda *_: published)

        found = failed(verdict_on(tmp_path, data, self.other()))

        assert "page 2: something is drawn over its words" in found["form"]
