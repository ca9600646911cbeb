"""Drawn plans of public bodies in six formats, read as a person reads them."""

from __future__ import annotations

import pytest

from tests.parse.bodies import Body, bodies, wrong

EACH = pytest.mark.parametrize("body", list(bodies()), ids=lambda body: body.name)


@EACH
def test_a_plan_reads_as_a_person_reads_it(body: Body) -> None:
    """Each cell is in its action's row under its role, and every word is placed or reported."""
    loaded = body.read()

    assert wrong(body, loaded.plan)[1] == []
    assert loaded.receipt.unplaced == ()


def test_headings_in_another_language_are_questions() -> None:
    """Each role that cells alone tell is a warning with the `--map` that answers it."""
    (body,) = (b for b in bodies() if b.name == "another-language")
    findings = [f for f in body.read().receipt.findings if f.code == "heading-supposed"]

    assert [f.message.partition('"')[2].partition('"')[0] for f in findings] == [
        *("Uimh.", "Moladh", "Gníomh", "Freagracht", "Stádas")
    ]
    assert all("--map" in f.hint for f in findings)
