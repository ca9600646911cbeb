"""A status given by ticking one of several boxes."""

from __future__ import annotations

import pytest

from pipeline.parse import parse
from tests.parse.documents import document, table

PLAN = """
Rec|Recommendation|Ref|Action|Lead|Update|Status
7|Grade.|7.1|First.|Vale|Begun.|{}
"""


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("☐ Open ☒ On hold ☐ Complete", "On hold"),
        ("Open ☐ On hold ☐ Complete ☑", "Complete"),
        ("☐ Open / ☐ On hold", ""),
        ("☒ Open ☒ On hold ☐ Complete", "☒ Open ☒ On hold ☐ Complete"),
        ("☒ Complete", "☒ Complete"),
        ("Now ☒ Open ☐ Complete, see note", "Now ☒ Open ☐ Complete, see note"),
    ],
)
def test_the_ticked_word_is_the_status(printed: str, status: str) -> None:
    """One ticked box of several is the status; where that is not so, the cell stays as it is."""
    parsed = parse(document("# Plan", table(PLAN.format(printed))), "t")

    assert [a.status for a in parsed.plan.actions()] == [status]
    codes = [f.code for f in parsed.receipt.findings]
    assert codes.count("status-ticked") == (status != printed)
    assert parsed.receipt.unplaced == ()
