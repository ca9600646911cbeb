"""What stops a command: errors, warnings where it is strict, and private things in new texts."""

from __future__ import annotations

import shlex

import pytest

from pipeline.accept import Acceptance, stop_at, stop_at_reading, without_repeats
from pipeline.check import RULES, Rule
from pipeline.check.example import Example
from pipeline.errors import CheckError, StrictError
from pipeline.findings import Finding, Severity
from tests.accept.test_item import MAIL, found
from tests.check.found import checked

STOPPING = ("email-address", "phone-number", "collar-number", "protective-marking")


def test_a_reading_stops_at_errors_and_at_warnings_where_it_is_strict() -> None:
    """Notes never stop; `--strict` makes warnings stop; errors always do."""
    note, warning, error = (Finding("x", severity, "Found.") for severity in Severity)
    stop_at_reading([note], strict=True)
    stop_at_reading([note, warning], strict=False)
    with pytest.raises(StrictError, match="1 warning, and --strict was given"):
        stop_at_reading([note, warning], strict=True)
    with pytest.raises(CheckError, match="1 finding to put right"):
        stop_at_reading([note, warning, error], strict=False)


@pytest.mark.parametrize("rule", [r for r in RULES if r.stops], ids=lambda rule: rule.code)
def test_private_things_in_a_new_text_stop_the_publication(rule: Rule) -> None:
    """They do so without `--strict`, and no more once a person has accepted each."""
    items = found(rule.bad)
    assert rule.code in STOPPING
    with pytest.raises(CheckError, match=rule.code) as raised:
        stop_at(items, strict=False)
    assert raised.value.items == items

    lines = {(i.finding.code, i.at): Acceptance("Agreed.", i.text) for i in items}
    stop_at(found(rule.bad, lines), strict=True)


def test_private_things_that_were_public_before_are_a_warning() -> None:
    """An earlier period's text is public; `--strict` asks about it all the same."""
    old = found(Example(updates=(MAIL, "Begun.")))
    stop_at(old, strict=False)
    with pytest.raises(StrictError, match="email-address"):
        stop_at(old, strict=True)


def test_a_check_that_publishes_nothing_does_not_stop_there() -> None:
    """`publish check` shows them as the warnings that they are."""
    stop_at(found(Example(updates=("Begun.", MAIL))), strict=False, publishing=False)


def test_the_hint_of_another_text_says_so() -> None:
    """A void acceptance is not silent."""
    lines = {("email-address", "7.1"): Acceptance("Yes.", "0" * 16)}
    with pytest.raises(CheckError) as raised:
        stop_at(found(Example(updates=("Begun.", MAIL)), lines), strict=False)
    assert raised.value.hint.startswith("Another text was accepted here.")


def test_the_hint_is_a_command_that_can_be_pasted() -> None:
    """It names the code and the place as `publish accept` takes them."""
    with pytest.raises(CheckError) as raised:
        stop_at(found(Example(updates=("Begun.", MAIL))), strict=False)
    command = raised.value.hint.partition("accept it: ")[2].partition(";")[0]
    assert shlex.split(command) == [
        *("publish", "accept", "email-address", "--at", "7.1", "--reason", "...")
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_that_a_message_names_can_be_switched_off(rule: Rule) -> None:
    """The line of `publish.toml` that the hint shows has the effect that it promises."""
    every = without_repeats([checked(rule.bad)], {rule.code: False})
    assert rule.code not in {finding.code for finding in every}


def test_the_same_of_many_places_is_one_line() -> None:
    """A sentence is given once, with the places behind it."""
    example = Example(numbers=("7", "7"), references=("7.1", "7.2"), owners=("",))
    with pytest.raises(StrictError) as raised:
        stop_at(found(example), strict=True)
    assert raised.value.message == (
        "2 warnings, and --strict was given:\nowner-empty: The action has no owner. (7.1; 7.2)"
    )
