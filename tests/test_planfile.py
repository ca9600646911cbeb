"""The plan's JSON form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.errors import PlanError, TooLargeError, UnreadableFileError
from pipeline.model import Plan
from pipeline.planfile import json_schema, plan_from_json, plan_to_json
from pipeline.richtext import plain_text
from tests.plans import SMALL, plans

SCHEMA = Path(__file__).parent.parent / "docs/schema/plan-2.schema.json"
_PERIODS = json.loads(plan_to_json(SMALL))["plan"]["periods"]
_MAY = {"label": "May", "date": None}


def _changed(**changes: Any) -> bytes:
    """Return the small plan's JSON with keys of `plan` replaced."""
    file = json.loads(plan_to_json(SMALL))
    file["plan"].update(changes)
    return json.dumps(file).encode()


@settings(deadline=None, max_examples=60)
@given(plans())
def test_round_trip(plan: Plan) -> None:
    """A plan that is written and read again is the same plan."""
    assert plan_from_json(plan_to_json(plan), "plan.json") == plan


def test_is_readable() -> None:
    """The file is indented UTF-8 with its version first, and ends in a newline."""
    text = plan_to_json(SMALL).decode()

    assert text.startswith('{\n  "schema_version": "2.0",\n  "plan": {\n')
    assert "cost < £3,000" in text
    assert text.endswith("}\n")


def test_text_is_brought_into_its_one_form() -> None:
    """A file made by hand may hold stray spaces and bullet signs; the plan does not."""
    messy = {"blocks": [{"runs": [{"text": "  Two\n words • and an item"}]}]}
    file = json.loads(_changed(title=" A  plan "))
    file["plan"]["recommendations"][0]["cells"][1] = messy

    plan = plan_from_json(json.dumps(file).encode(), "plan.json")

    assert plan.title == "A plan"
    assert plain_text("Two words\n• and an item") == plan.recommendations[0].text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    """A byte order mark and UTF-16, as Windows programs write them, are read."""
    data = plan_to_json(SMALL).decode().encode(encoding)

    assert plan_from_json(data, "plan.json") == SMALL


@pytest.mark.parametrize(
    "data, words",
    [
        (b" \n", "plan.json is empty"),
        (b'{"plan": ', "plan.json is not JSON: Expecting value: line 1 column 10"),
        (b"\xff\xfe\x00", "plan.json is not JSON"),
        (b"[" * 100_000, "plan.json is nested too deeply"),
    ],
)
def test_not_json(data: bytes, words: str) -> None:
    """What is not JSON is an unreadable file, with the place where reading stopped."""
    with pytest.raises(UnreadableFileError, match=words):
        plan_from_json(data, "plan.json")


@pytest.mark.parametrize("value", [b"[]", b"{}", b"1", b'"ab"'])
def test_endless_values_are_refused_before_they_are_made(value: bytes) -> None:
    """Each takes thirty times the memory that it has bytes."""
    with pytest.raises(TooLargeError, match=r"plan\.json holds [48],000,00\d values"):
        plan_from_json(b'{"plan": [' + (value + b",") * 4_000_000 + b"1]}", "plan.json")


@pytest.mark.parametrize(
    "data, words",
    [
        (b"[]", "it has no schema_version"),
        (
            b'{"schema_version": "3.0"}',
            "schema_version 3.0 is not read; this version reads 1.x and 2",
        ),
        (b'{"schema_version": "1.0", "plan": {}, "plan": {}}', "key 'plan' occurs twice"),
        (_changed(colour="red"), r"plan\.json: plan\.colour: is not a key that is known"),
        (_changed(notes=[7]), r"plan\.json: plan\.notes\[0\]: is a text in quotation marks, not 7"),
        (_changed(recommendations=[]), r"plan\.json: plan: a plan needs at least one"),
        (_changed(periods=[]), r"plan\.json: plan: columns\[5\]\.period is 0 of 0 periods"),
        (_changed(columns=[], periods=[]), r"plan\.json: plan: there are 6 cells for 0 columns"),
        (
            _changed(periods=[*_PERIODS, _MAY]),
            "period 'May' has no column",
        ),
        (_changed(periods=[_PERIODS[0]] * 2), "two periods have one label and date"),
    ],
)
def test_not_a_plan(data: bytes, words: str) -> None:
    """What is JSON and no plan is refused with the place of each fault."""
    with pytest.raises(PlanError, match=words):
        plan_from_json(data, "plan.json")


def test_numbers_that_cleaning_makes_equal() -> None:
    """Two recommendations whose numbers differ only by a space are one number twice."""
    file = json.loads(plan_to_json(SMALL))
    file["plan"]["recommendations"][1]["cells"][0] = " 7"

    with pytest.raises(PlanError, match="recommendation 7 is in the plan twice"):
        plan_from_json(json.dumps(file).encode(), "plan.json")


def test_many_faults_are_counted() -> None:
    """A file with many faults names the first ones and says how many more there are."""
    with pytest.raises(PlanError, match="and 10 more"):
        plan_from_json(_changed(notes=list(range(30))), "plan.json")


def test_schema_is_published() -> None:
    """`docs/schema` holds the schema of the form that is written today."""
    assert json_schema() == json.loads(SCHEMA.read_text(encoding="utf-8"))


def test_schema_refers_to_nothing_outside() -> None:
    """The schema names itself by a URN and can be used without a network."""
    schema = json_schema()

    assert schema["$id"] == "urn:publish:plan:2"
    assert "http" not in json.dumps(schema)


def test_files_of_the_first_version_are_read() -> None:
    """A 1.0 file is the same plan, its columns headed as the built-in layout heads them."""
    first = json.loads(plan_to_json(SMALL))
    plan = first["plan"]
    first["schema_version"] = "1.0"
    del plan["columns"]
    for recommendation in plan["recommendations"]:
        number, text = recommendation.pop("cells")
        recommendation |= {"number": number, "text": _blocks(text)}
        for action in recommendation["actions"]:
            reference, requirement, owner, *updates, status = action.pop("cells")
            action |= {"reference": reference, "requirement": _blocks(requirement)}
            action |= {"owner": owner, "updates": [_blocks(u) for u in updates], "status": status}

    assert plan_from_json(json.dumps(first).encode(), "plan.json") == SMALL


def _blocks(cell: Any) -> Any:
    """Return a cell of version 2 as version 1 wrote it."""
    if isinstance(cell, dict):
        return cell
    return {"blocks": [{"runs": [{"text": line}]} for line in cell.split("\n") if line]}
