"""The shared cases by their kind: what must be in the plan, and what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load import load_plan
from pipeline.parse.receipt import plan_texts

CASES = Path("../shared/cases")

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")


def _read(pattern: str) -> tuple[str, set[str]]:
    """Return all text of the plan in the file of `pattern`, and the codes of its findings."""
    (path,) = CASES.glob(pattern)
    loaded = load_plan(path)
    return "\n".join(plan_texts(loaded.plan)), {f.code for f in loaded.receipt.findings}


@pytest.mark.parametrize(
    ("pattern", "unseen", "code"),
    [
        ("08-*/redact_shading.docx", "PC 1234", "hidden-text"),
        ("08-*/redact_shading2.docx", "PC 1234", "hidden-text"),
        ("09-*/b_hidden_span_class.html", "Not for public", "hidden-text"),
        ("09-*/b_hidden_tdclass_date.html", "Secret", "hidden-text"),
        ("09-*/hiddencol_collapse.html", "Secret", "hidden-text"),
        ("09-*/hiddencol_nth.html", "Secret", "hidden-text"),
        ("11-*/b_wordcomment_old.html", "AB1", "comment"),
        ("11-*/word.html", "Is this right", "comment"),
        ("12-*/whitefont.xlsx", "Half are trained", "hidden-text"),
        ("12-*/format_hidden.xlsx", "Half are trained", "hidden-text"),
        ("17-*/z_width0.xlsx", "Training began", "hidden-text"),
        ("17-*/z_height0.xlsx", "Review the policy", "hidden-text"),
        ("tables-8-*/hidden.html", "old text", "hidden-text"),
        ("36-*/*.docx", "Page 2", ""),
        ("37-*/*.xlsx", "OFFICIAL", "file-marking"),
    ],
)
def test_words_that_nobody_sees_or_that_are_furniture(pattern: str, unseen: str, code: str) -> None:
    """They are not in the plan; a finding says so."""
    plan, codes = _read(pattern)
    assert unseen not in plan
    assert not code or code in codes


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("22-*/inputs.html", "Review done in full."),
        ("24-*/sym_unknown.docx", "✔ trained ✔☑"),
        ("26-*/math.html", "45/56 of crimes"),
        ("27-*/icons.html", "Complete"),
        ("14-*/sup.html", "10 km²; 45¹ cases; H₂O; 10⁶"),
        ("14-*/subsup.docx", "10 km², CO₂, 1st May"),
        ("28-*/refasdate.xlsx", "2-Jan"),
        ("35-*/times.xlsx", "30:00:00"),
        ("44-*/macroman.csv", "Chief’s £5 – “good”"),
        ("37-*/preamble.xlsx", "Example Stalking Plan"),
        ("real-01-*/01b.xlsx", "Check every mooring ring"),
        ("real-01-*/title-merged.xlsx", "Harbour safety tracker"),
        ("tables-4-*/plan-with-grouped-pivot.xlsx", "The lamp was mended on 3 March."),
        ("tables-8-*/tfoot.html", "Done\n"),
    ],
)
def test_words_and_signs_that_the_page_shows(pattern: str, shown: str) -> None:
    """They are in the plan as they are shown."""
    assert shown in _read(pattern)[0]


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("27-*/icons_noalt.html", "picture"),
        ("28-*/refasdate.xlsx", "date-without-year"),
        ("32-*/twosheets.xlsx", "sheets-joined"),
    ],
)
def test_what_is_not_certain_is_a_finding(pattern: str, code: str) -> None:
    """A picture for a status, a date for a reference, an archive beside the plan."""
    assert code in _read(pattern)[1]


def test_old_merging_holds_for_both_periods() -> None:
    """`w:hMerge` is a span: the words are in both periods."""
    assert _read("43-*/*.docx")[0].count("Same for both periods.") == 2
