"""Findings in the order in which they matter, each fault once, and what acceptance covers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.accept import Acceptance, Acceptances, Item, items_of, without_repeats
from pipeline.check import check_plan
from pipeline.check.example import Example
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.newcolumns import without_period
from pipeline.settings import CheckSettings
from tests.check.found import checked, layout

MAIL = "Write to jo.bloggs@wexmoor.police.uk."


def found(example: Example, acceptances: Acceptances | None = None) -> tuple[Item, ...]:
    """Return the items of `example`; what its earlier periods had is not new."""
    plan = example.plan()
    before = without_period(plan, plan.periods[-1])
    former = check_plan(before, layout(), CheckSettings())
    return items_of(checked(example), plan, former, acceptances or {})


def codes(items: Sequence[Item]) -> list[tuple[str, bool]]:
    """Return each item's code, and whether it is new."""
    return [(item.finding.code, item.is_new) for item in items]


def test_public_release_comes_first_then_what_is_new_then_the_gravest() -> None:
    """A note about a person's name goes before a new warning, and that before an old error."""
    example = Example(
        updates=("â€™ begun. PC 4711 came.", "DCI Bloggs met us on 30/02/2025."), lead="x"
    )

    assert codes(found(example)) == [
        ("officer-name", True),
        ("collar-number", False),
        ("date-impossible", True),
        ("abbreviation", True),
        ("misread-signs", False),
    ]


def test_what_the_plan_had_before_is_not_new() -> None:
    """A warning about a row without a period is as old as the row."""
    items = found(Example(owners=("",), updates=("Begun.", MAIL)))

    assert codes(items) == [("email-address", True), ("owner-empty", False)]


def test_an_acceptance_counts_for_its_text() -> None:
    """The same text is accepted; another one is not, and is known to have been."""
    (item,) = found(Example(updates=("Begun.", MAIL)))
    lines = {("email-address", item.at): Acceptance("A mailbox for the public.", item.text)}

    (accepted,) = found(Example(updates=("Begun.", MAIL)), lines)
    assert (accepted.reason, accepted.was_accepted) == ("A mailbox for the public.", False)
    (other,) = found(Example(updates=("Begun.", f"{MAIL} Then wait.")), lines)
    assert (other.reason, other.was_accepted) == ("", True)


def test_an_acceptance_without_a_text_accepts_nothing() -> None:
    """A line that would accept whatever comes later is void."""
    lines = {("email-address", "7.1"): Acceptance("Whatever.")}

    assert [item.reason for item in found(Example(updates=("Begun.", MAIL)), lines)] == [""]


def test_an_acceptance_is_of_one_period() -> None:
    """The same words in the next period are asked about again."""
    lines = {
        ("email-address", i.at): Acceptance("Yes.", i.text)
        for i in found(Example(updates=("Begun.", MAIL)))
    }
    later = Example(
        periods=("November 22nd 2024", "March 27th 2025", "June 27th 2025"),
        updates=("Begun.", MAIL, MAIL),
    )

    assert {i.reason for i in found(later, lines) if i.finding.code == "email-address"} == {""}


def test_the_digest_does_not_depend_on_the_wording_of_messages() -> None:
    """A later version may say the same of the text in other words; what it quotes counts."""
    plan = Example().plan()

    def digest(message: str) -> str:
        finding = Finding("deadline-passed", Severity.WARNING, message, Place("7"))
        return items_of([finding], plan, (), {})[0].text

    assert digest("Actions 7.1 and 7.2 are late.") == digest("7.1, 7.2: too late.")
    assert digest("Actions 7.1 and 7.2 are late.") != digest("Action 7.1 is late.")
    assert digest("“PC 47” is named.") != digest("“PC 48” is named.")


def test_a_fault_that_two_found_is_given_once() -> None:
    """The earlier group's words are kept; without a place, only the same sentence is the same."""
    place, row = Place("9"), Place("9", source=Source("plan.txt", line=3))
    rule = Finding("recommendation-without-text", Severity.WARNING, "It has no text.", row)
    reading = Finding("recommendation-without-text", Severity.WARNING, "No text.", place)
    files = [
        Finding("comment", Severity.WARNING, f"Comment {n}.", Place(source=Source("a.docx")))
        for n in (1, 2, 2)
    ]

    assert without_repeats([[rule], [reading, *files]], {}) == (rule, *files[:2])


def test_a_code_that_is_switched_off_is_left_out_whoever_found_it() -> None:
    """What the reading found is switched as the rule is."""
    finding = Finding("recommendation-without-text", Severity.WARNING, "No text.", Place("9"))

    assert without_repeats([[finding]], {finding.code: False}) == ()


def test_the_place_is_what_a_person_would_name() -> None:
    """The action, else the recommendation, the period, the file, the plan."""
    places = [
        Place("7", "7.1", "Nov"),
        Place("7", period="Nov"),
        Place(period="Nov"),
        Place(source=Source("in/a.eml")),
        Place(),
    ]
    findings = [Finding("comment", Severity.NOTE, "x", place) for place in places]

    items = items_of(findings, Example().plan(), (), {})
    assert [item.at for item in items] == ["7.1", "7", "Nov", "a.eml", "plan"]
