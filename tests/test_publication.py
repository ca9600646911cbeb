"""What a publication takes from its plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.layout import load_layout
from pipeline.model import Detail
from pipeline.publication import Publication
from tests.plans import SMALL

LAYOUT = load_layout("devon-and-cornwall")


@pytest.mark.parametrize(
    ("details", "force"),
    [
        ([("Executive Lead", "A. Officer"), ("Force", "Wexmoor")], "Wexmoor"),
        ([("Organisation", "Wexmoor Fire Control")], "Wexmoor Fire Control"),
        ([("", "Wexmoor Constabulary")], "Wexmoor Constabulary"),
        (
            [("", "Published for the public"), ("", "Police Service of Wexmoor")],
            "Police Service of Wexmoor",
        ),
        (
            [("", "Office of the Police and Crime Commissioner for Wexmoor")],
            "Office of the Police and Crime Commissioner for Wexmoor",
        ),
        ([("Published", "22 November 2024")], ""),
        ([("", "This plan is reviewed each quarter by the Police.")], ""),
        ([("", "How we report on our progress")], ""),
        ([], ""),
    ],
)
def test_the_force_is_the_body_that_the_details_name(
    details: list[tuple[str, str]], force: str
) -> None:
    """Other lines above the table are not: they would be in every footer and as the author."""
    plan = replace(SMALL, details=tuple(Detail(*pair) for pair in details))
    assert Publication(plan, LAYOUT, "plan").force == force
