"""How sure a reading is: small margins are questions, and `--map` answers them."""

from __future__ import annotations

import pytest

from pipeline.errors import NoTableError, OptionError
from pipeline.parse import Parsed, parse
from pipeline.parse.headings import OFFERED, Role, read_mapping
from tests.parse.documents import document, roles, table

DRAWN = """
No.|Recommendation|Ref|Action|Owner|Update|Status|Thing
7|Grade each report.|7.1|First thing to do.|Vale|Begun in May.|Open|x1
8|Brief each crew.|8.1|Second thing to do.|Orme|Drafted in May.|Open|x2
"""
KEPT = {Role.PERIOD: "update", Role.IGNORE: None, Role.DATE: None}
"""What a role of `--map` is in the plan, where that is not its own name."""


def codes(parsed: Parsed) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in parsed.receipt.findings]


@pytest.mark.parametrize("role", OFFERED)
def test_map_is_obeyed_for_every_role_it_offers(role: Role) -> None:
    """A column that is ignored, or dates the update, is not a column of the plan."""
    parsed = parse(document("Plan", table(DRAWN)), "t", read_mapping((f"Thing={role}",)))

    said = roles(parsed.plan).get("Thing")
    assert (said and said.partition(" ")[0]) == KEPT.get(role, role.value)
    assert parsed.receipt.unplaced == ()


def test_map_refuses_a_role_of_legends() -> None:
    """What a status word means is in no plan's table."""
    with pytest.raises(OptionError, match="not a heading and a role"):
        read_mapping(("Thing=meaning",))


def test_a_small_margin_is_a_question() -> None:
    """A step of a word or two may be a name; one that says a sentence is none."""
    drawn = "Task|Owner|Notes\n{}|Vale|Begun.\n{}|Orme|Done."
    few = parse(document("## A", table(drawn.format("Mend banks", "Cut reeds"))), "t")
    many = "Mend the banks of the upper river {}"
    more = parse(
        document("## A", table(drawn.format(many.format("now"), many.format("soon")))), "t"
    )

    (finding,) = [f for f in few.receipt.findings if f.code == "column-in-doubt"]
    assert '"Task" was read as requirement' in finding.message
    assert '--map "Task=requirement"' in finding.hint
    assert "column-in-doubt" not in codes(more)
    answered = parse(
        document("## A", table(drawn.format("Mend banks", "Cut reeds"))),
        "t",
        {"task": Role.REQUIREMENT},
    )
    assert "column-in-doubt" not in codes(answered)


def test_a_refusal_says_which_roles_were_found() -> None:
    """And which are missing."""
    with pytest.raises(NoTableError) as caught:
        parse(document("Costs", table("Owner|Cost|Year\nVale|10|2025\nOrme|12|2026")), "t")

    assert 'roles found: "Owner" is owner; missing: a recommendation or an action' in str(
        caught.value
    )


@pytest.mark.parametrize(
    ("first", "last", "is_said"),
    [("June 2026", "March 2026", True), ("March 2026", "June 2026", False)],
)
def test_periods_from_the_newest_are_said(first: str, last: str, *, is_said: bool) -> None:
    """`add-period` puts the new column before the first one then."""
    drawn = f"Ref|Action|Owner|{first}|{last}\n1.1|Mend the banks.|Vale|Begun.|Done."

    assert ("periods-newest-first" in codes(parse(document("P", table(drawn)), "t"))) is is_said
