"""Who answers which action: TOML or CSV, held against the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LayoutError, UnknownActionError
from pipeline.people import load_people
from tests.plans import SMALL

TOML = """\
return_to = "team@wexmoor.example"

[[people]]
name = "Jo Bloggs"
email = "jo@wexmoor.example"
answers = ["7.1"]

[[people]]
name = "Sam Okafor"
email = "sam@wexmoor.example"
answers = ["10"]
"""
CSV = """\
Name,Answers,Email
Jo Bloggs,7.1,jo@wexmoor.example
Sam Okafor,"10; 7.1",sam@wexmoor.example
"""


def write(folder: Path, name: str, text: str) -> Path:
    """Return the path of a new file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_recommendations_number_means_all_its_actions(tmp_path: Path) -> None:
    """So does a reference that several actions share; a key means one action."""
    people = load_people(write(tmp_path, "people.toml", TOML), SMALL)
    jo, sam = people.people

    assert people.keys(jo, SMALL) == ("7.1",)
    assert set(people.keys(sam, SMALL)) == {k for k in SMALL.keys() if k.startswith("10#")}
    assert people.return_to == "team@wexmoor.example"


def test_a_spreadsheet_is_read_as_well(tmp_path: Path) -> None:
    """Columns in any order; several answers are separated by spaces, commas or semicolons."""
    people = load_people(write(tmp_path, "people.csv", CSV), SMALL)

    assert [person.answers for person in people.people] == [("7.1",), ("10", "7.1")]


def test_actions_that_nobody_answers_are_known(tmp_path: Path) -> None:
    """What is asked of nobody is not answered."""
    one = TOML.partition('\n[[people]]\nname = "Sam')[0]
    people = load_people(write(tmp_path, "people.toml", one), SMALL)

    assert people.nobody(SMALL) == tuple(key for key in SMALL.keys() if key != "7.1")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"jo@wexmoor.example"', '"jo"', "Jo Bloggs: 'jo' is not an e-mail address"),
        ('"jo@wexmoor.example"', '"jo@a\\n.example"', "is not an e-mail address"),
        ('name = "Jo Bloggs"\n', "", r"people\[0\]\.name"),
        ('name = "Jo Bloggs"', 'name = " "', "has no name"),
        ('answers = ["7.1"]', 'answers = "7.1"', r"people\[0\]\.answers"),
        ("return_to", "reply_to", "reply_to"),
        (TOML, "people = []", "names nobody"),
        (TOML, "people = [", "people.toml"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_the_place(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    """The message says who or which key; the hint says what a person has."""
    path = write(tmp_path, "people.toml", TOML.replace(old, new))
    with pytest.raises(LayoutError, match=named) as raised:
        load_people(path, SMALL)
    assert "answers" in raised.value.hint


def test_somebody_who_answers_what_is_not_there_is_named(tmp_path: Path) -> None:
    """With the nearest keys."""
    path = write(tmp_path, "people.toml", TOML.replace('"7.1"', '"7.9"'))
    with pytest.raises(UnknownActionError, match=r"Jo Bloggs answers '7\.9'.*near it are 7"):
        load_people(path, SMALL)


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    """The error names the columns that are read."""
    path = write(tmp_path, "people.csv", "name,address\nJo,jo@wexmoor.example\n")
    with pytest.raises(LayoutError, match="row 1: the columns are not name, email, answers"):
        load_people(path, SMALL)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The hint says where to look for an example."""
    with pytest.raises(LayoutError, match="there is no file") as raised:
        load_people(tmp_path / "people.toml", SMALL)
    assert "docs/quarter.md" in raised.value.hint
