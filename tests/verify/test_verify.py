"""The gate: what was rendered passes, and whatever was tampered with is caught and named."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.errors import ProofError
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf.file.document import opened
from pipeline.layout import load_layout
from pipeline.model import Plan
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.verify import artifact_faults, prove, render_proved
from pipeline.verify.page import page_faults
from pipeline.verify.tagged import read_tags
from tests.plans import SMALL, plans
from tests.verify import tamper_files, tamper_pdf
from tests.verify.artifacts import NAME, PLAN, RECORD, artifacts

LAYOUT = replace(load_layout("devon-and-cornwall"), summary=False)

Tamper = Callable[[bytes, Random], tuple[bytes, str]]

TAMPERINGS: list[tuple[str, Tamper, int]] = [
    (format_, tamper, seed)
    for format_, ways in {"pdf": tamper_pdf.WAYS, **tamper_files.WAYS}.items()
    for tamper, times in ways.items()
    for seed in range(times)
]


def test_what_was_rendered_passes() -> None:
    """The proof says how many updates were found identical, and where."""
    proof = prove(PLAN, artifacts(), LAYOUT, RECORD)

    assert str(proof) == (
        "24 of 24 updates identical in PDF (tags, page, embedded), DOCX, JSON, CSV, web page"
    )


def test_there_are_enough_tamperings() -> None:
    """At least 200 ways to tamper with the artifacts are tried."""
    assert len(TAMPERINGS) >= 200


@pytest.mark.parametrize(
    ("format_", "tamper", "seed"),
    TAMPERINGS,
    ids=[f"{format_}-{tamper.__name__}-{seed}" for format_, tamper, seed in TAMPERINGS],
)
def test_tampering_is_caught_and_named(format_: str, tamper: Tamper, seed: int) -> None:
    """A changed artifact stops the publication, and the message names the place."""
    name = f"{NAME}.{format_}"
    tampered, place = tamper(artifacts()[name], Random(seed))  # noqa: S311 - not for secrets

    with pytest.raises(ProofError) as caught:
        prove(PLAN, {name: tampered}, LAYOUT, RECORD)

    assert caught.value.message.startswith(f"{name} does not read back as the plan")
    assert place in caught.value.message


def test_proves_each_artifact_when_it_is_there() -> None:
    """What comes from a process apart is proved last; the order that was asked for stays."""
    coming: Future[bytes] = Future()
    coming.set_result(renderer("csv")(Publication(SMALL, LAYOUT, "plan")))
    said: list[str] = []

    files, proof = render_proved(
        Publication(SMALL, LAYOUT, "plan"), ("html", "csv", "txt"), said.append, {"csv": coming}
    )

    assert list(files) == ["plan.html", "plan.csv", "plan.txt"]
    assert proof.formats == ("html", "csv", "txt")
    assert said == [
        "Rendering txt",
        "Proving txt",
        "Rendering csv",
        "Rendering html",
        "Proving html",
        "Proving csv",
    ]


def test_what_comes_from_elsewhere_is_proved_too() -> None:
    """An artifact that a process apart got wrong is not handed out."""
    coming: Future[bytes] = Future()
    coming.set_result(renderer("csv")(Publication(SMALL, LAYOUT, "plan")).replace(b"7.1", b"7.9"))

    with pytest.raises(ProofError, match=r"plan\.csv does not read back"):
        render_proved(Publication(SMALL, LAYOUT, "plan"), ("csv",), lambda _: None, {"csv": coming})


@pytest.mark.parametrize("executable", [sys.executable, "/bin/false"])
def test_a_pdf_from_elsewhere_is_read_by_two(
    executable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second process reads its pages; where that one dies, the first does, and finds the same."""
    monkeypatch.setattr(sys, "executable", executable)
    coming: Future[bytes] = Future()
    publication = Publication(PLAN, LAYOUT, NAME, record=RECORD)
    coming.set_result(artifacts()[f"{NAME}.pdf"])

    _, proof = render_proved(publication, ("pdf",), lambda _: None, {"pdf": coming})
    assert proof.formats == ("pdf",)

    coming = Future()
    coming.set_result(tamper_pdf.change_letter(artifacts()[f"{NAME}.pdf"], Random(1))[0])  # noqa: S311
    with pytest.raises(ProofError, match="does not read back"):
        render_proved(publication, ("pdf",), lambda _: None, {"pdf": coming})


@pytest.mark.parametrize("format_", ["docx", "json", "csv", "txt", "updates.csv"])
def test_every_format_can_be_proved(format_: str) -> None:
    """What `--format` offers beside PDF and web page passes for the small plan too."""
    publication = Publication(SMALL, LAYOUT, "plan")

    assert (
        list(artifact_faults(SMALL, f"plan.{format_}", renderer(format_)(publication), LAYOUT))
        == []
    )


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "json", "csv"])
def test_a_plan_without_a_title_can_be_proved(format_: str) -> None:
    """A sheet often has none: no artifact reads its legend as the title, and none misses one."""
    plan = replace(SMALL, title="", details=())
    data = renderer(format_)(Publication(plan, LAYOUT, "plan"))

    assert list(artifact_faults(plan, f"plan.{format_}", data, LAYOUT)) == []


def test_the_list_of_updates() -> None:
    """A changed or missing row of `updates.csv` is named."""
    publication = Publication(SMALL, LAYOUT, "plan")
    data = renderer("updates.csv")(publication)

    for changed in (data.replace(b"Planned.", b"Done."), data[: data.rindex(b"10#2")]):
        with pytest.raises(ProofError, match=r"row"):
            prove(SMALL, {"plan.updates.csv": changed}, LAYOUT)


def test_a_file_that_cannot_be_read() -> None:
    """A damaged artifact is a fault like any other."""
    with pytest.raises(ProofError, match=r"plan\.pdf does not read back"):
        prove(SMALL, {"plan.pdf": b"%PDF-1.7 nothing"}, LAYOUT)


@given(plans(max_periods=3, max_recommendations=2))
@settings(
    deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow], database=None
)
def test_no_false_alarm_on_the_page(plan: Plan) -> None:
    """The page of any plan that could be rendered shows it: awkward text is not a fault."""
    data = renderer("pdf")(Publication(plan, LAYOUT, "plan"))

    with opened(data, "plan.pdf", DEFAULT_OPTIONS) as document:
        pages = [document.page(number + 1) for number in range(document.count)]
    assert list(page_faults(plan, read_tags(data), pages, LAYOUT)) == []
