"""Whether a file is what was published: every kind of tampering is found and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from pipeline.editions import (
    EditionRecord,
    carried_record,
    frozen_plan,
    make_record,
    record_from_json,
    record_name,
    record_to_json,
    with_artifacts,
)
from pipeline.errors import MissingFileError
from pipeline.history_check import check_history
from pipeline.layout import Layout, layout_digest, load_layout
from pipeline.model import Plan
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.richtext import plain_text
from pipeline.store import write_all
from pipeline.verify import again
from pipeline.verify.verdict import Verdict, verify_file
from tests.editions.published import edition_of
from tests.plans import with_table, with_updates
from tests.test_diff import with_update
from tests.verify import tamper_pdf
from tests.verify.artifacts import PLAN

LAYOUT = load_layout("devon-and-cornwall")
DIGEST = layout_digest(LAYOUT)

FORMATS = ("pdf", "json")
NAME = "action-plan"
PDF = f"{NAME}-2026-04-06.pdf"
FORMER = f"{NAME}-2025-03-27"
EARLIER = with_table(
    PLAN,
    periods=PLAN.periods[:-1],
    recommendations=tuple(
        replace(r, actions=tuple(with_updates(a, a.updates[:-1]) for a in r.actions))
        for r in PLAN.recommendations
    ),
)
Tamper = Callable[[bytes, Random], tuple[bytes, str]]


def published(folder: Path, existing: Plan, new: Plan, reason: str = "") -> None:
    """Publish `new` after `existing`, as PDF and JSON."""
    former, follows = frozen_plan(edition_of(folder, existing), existing)
    amendments = check_history(former, new, None, reason) if reason else ()
    files = rendered(
        new, record_to_json(make_record(NAME, new, follows, amendments=amendments, layout=DIGEST))
    )
    record = make_record(NAME, new, follows, amendments=amendments, layout=DIGEST)
    whole = with_artifacts(record, files)
    write_all(folder, {**files, record_name(record): record_to_json(whole)})


@lru_cache(maxsize=8)
def rendered(plan: Plan, record: bytes) -> dict[str, bytes]:
    """Return the artifacts of `plan`; rendering is slow, and the same bytes come again."""
    layout, name = LAYOUT, f"{NAME}-{plan.periods[-1].date}"
    publication = Publication(plan, layout, name, record=record)
    return {f"{name}.{format_}": renderer(format_)(publication) for format_ in FORMATS}


@pytest.fixture(autouse=True)
def _set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set a PDF again once for all tests: `test_again.py` does it in a process of its own."""
    monkeypatch.setattr(again, "_set", _again)


def _again(plan: Plan, record: EditionRecord, _: Layout) -> bytes:
    return next(iter(rendered(plan, record_to_json(carried_record(record))).values()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two editions."""
    build = tmp_path / "build"
    published(build, EARLIER, EARLIER)
    published(build, EARLIER, PLAN)
    return build


def failed(verdict: Verdict) -> dict[str, str]:
    """Return the checks that did not pass."""
    return {check.name: check.message for check in verdict.checks if not check.passed}


def test_published_files(folder: Path) -> None:
    """A PDF as it was published passes six checks; data carry no second copy to agree with."""
    verdict = verify_file(folder / PDF, folder, LAYOUT)

    assert [check.message for check in verdict.checks] == [
        f"it is {PDF} as published on 2026-04-06",
        "its page, its tags and its embedded plan agree",
        "it carries the record of the edition of 2026-04-06",
        "set again from the plan and the record in it, it is the same",
        "its plan is that of the edition of 2026-04-06",
        "it follows from the edition of 2025-03-27",
    ]
    assert verdict.passed
    assert verify_file(folder / f"{FORMER}.json", folder, LAYOUT).passed


def test_a_renamed_copy(folder: Path, tmp_path: Path) -> None:
    """A file is known by its content, not by its name."""
    copy = tmp_path / "download (1).pdf"
    copy.write_bytes((folder / PDF).read_bytes())

    assert verify_file(copy, folder, LAYOUT).passed


def test_a_file_from_elsewhere(folder: Path, tmp_path: Path) -> None:
    """A PDF that no edition has can still be held against itself."""
    strange = with_update(PLAN, 0, 0, plain_text("Another plan."))
    record = record_to_json(make_record(NAME, strange, None, layout=DIGEST))
    path = tmp_path / "strange.pdf"
    path.write_bytes(next(iter(rendered(strange, record).values())))

    verdict = verify_file(path, folder, LAYOUT)

    assert set(failed(verdict)) == {"published"}
    assert [c.name for c in verdict.checks] == ["published", "agreement", "record", "again"]


def test_one_byte_more(folder: Path) -> None:
    """A file that says the same and is not the same file is not verified."""
    path = folder / f"{FORMER}.json"
    path.write_bytes(path.read_bytes() + b"\n")

    verdict = verify_file(path, folder, LAYOUT)

    assert set(failed(verdict)) == {"published"}
    assert "sha256" in failed(verdict)["published"]


def tampered(folder: Path, tamper: Tamper) -> Verdict:
    """Return the verdict on the PDF after it was tampered with."""
    data, _ = tamper((folder / PDF).read_bytes(), Random(1))  # noqa: S311 - not for secrets
    (folder / PDF).write_bytes(data)
    return verify_file(folder / PDF, folder, LAYOUT)


@pytest.mark.parametrize(
    ("tamper", "check", "message"),
    [
        (tamper_pdf.change_letter, "agreement", "its page, its tags and its embedded plan differ"),
        (tamper_pdf.swap_positions, "agreement", "its page"),
        (tamper_pdf.say_something_else, "agreement", "in the tags"),
        (tamper_pdf.change_embedded_plan, "agreement", "differ in"),
        (tamper_pdf.change_embedded_plan, "plan", "is not that of the edition of 2026-04-06"),
        (tamper_pdf.change_embedded_plan, "record", "is of another plan"),
        (tamper_pdf.change_embedded_record, "record", "is of another plan"),
        (tamper_pdf.drop_embedded_plan, "readable", "carries no plan"),
    ],
)
def test_a_pdf_that_was_tampered_with(
    folder: Path, tamper: Tamper, check: str, message: str
) -> None:
    """A changed page, tag tree, embedded plan or record is named; so is the changed file."""
    found = failed(tampered(folder, tamper))

    assert message in found[check]
    assert "it is not" in found["published"]


def test_a_missing_predecessor(folder: Path) -> None:
    """A file whose former edition is gone cannot be shown to follow from it."""
    (folder / f"{FORMER}.edition.json").unlink()

    found = failed(verify_file(folder / PDF, folder, LAYOUT))

    assert found == {
        "chain": "edition of 2026-04-06: the edition it follows, of 2025-03-27, is missing"
    }


def test_a_broken_chain(folder: Path) -> None:
    """A former edition whose record was changed afterwards is named."""
    path = folder / f"{FORMER}.edition.json"
    record = record_from_json(path.read_bytes(), "record")
    path.write_bytes(record_to_json(replace(record, period="March 2025")))

    assert "was changed afterwards" in failed(verify_file(folder / PDF, folder, LAYOUT))["chain"]


class TestHistory:
    """An edition must say about earlier periods what the former edition said."""

    changed = with_update(PLAN, 2, 0, plain_text("It was different."))

    def test_a_change_that_nobody_recorded(self, folder: Path) -> None:
        """An earlier cell that differs from the former edition is named."""
        published(folder, EARLIER, self.changed)

        found = failed(verify_file(folder / PDF, folder, LAYOUT))

        assert "action" not in found
        assert found["chain"] == (
            "earlier cells differ from the edition of 2025-03-27: "
            f"{PLAN.keys()[2]}, November 22nd 2024, update"
        )

    def test_an_amendment(self, folder: Path) -> None:
        """A change that was recorded with its reason is not a fault."""
        published(folder, EARLIER, self.changed, "It was wrong.")

        verdict = verify_file(folder / PDF, folder, LAYOUT)

        assert verdict.passed
        assert verdict.checks[-1].message.endswith("with 1 recorded amendments")


def test_no_such_file(folder: Path) -> None:
    """A file that is not there is an error, not a verdict."""
    with pytest.raises(MissingFileError):
        verify_file(folder / "none.pdf", folder, LAYOUT)


def test_an_unreadable_file(folder: Path) -> None:
    """A damaged file is neither published nor readable."""
    (folder / PDF).write_bytes(b"%PDF-1.7")

    assert set(failed(verify_file(folder / PDF, folder, LAYOUT))) == {"published", "readable"}
