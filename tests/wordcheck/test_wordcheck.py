"""No word of a fixed set of random dense documents is lost."""

from __future__ import annotations

import pytest

from tests.wordcheck.check import judge
from tests.wordcheck.formats import FORMATS, verdict

SEEDS = range(8)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_no_word_is_lost(format_: str, seed: int) -> None:
    """Each word that an independent extraction finds is in the plan or in the receipt."""
    found = verdict(format_, seed)
    assert (found.lost, found.refused) == ((), "")
    assert found.words > 10


def test_a_word_outside_plan_and_receipt_counts_as_lost() -> None:
    """The check itself sees a loss, and the refusal of a file that is not a plan."""
    page = b"<table><tr><th>No.<th>Recommendation<th>Update</tr><tr><td>1<td>Ask<td>Done</table>"
    assert judge(page, "made.html", ["bedafigo", "recommendation"]).lost == ("bedafigo",)
    assert judge(b"<p>Nothing</p>", "made.html", []).refused.startswith("made.html")
