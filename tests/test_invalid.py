"""What is wrong with a file's values is said without pydantic's words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal

import pytest
from pydantic import ConfigDict, TypeAdapter, ValidationError

from pipeline.invalid import faults


@dataclass
class _Made:
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    words: tuple[str, ...]
    months: int
    day: dt.date
    size: Literal["small", "large"] = "small"
    is_open: bool = True

    def __post_init__(self) -> None:
        if self.months > 60:
            raise ValueError("months is at most 60")


def _faults(**values: object) -> list[str]:
    sound = {"words": ["one"], "months": 3, "day": "2026-06-27"}
    given = {name: value for name, value in {**sound, **values}.items() if value is not None}
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(_Made).validate_python(given)
    return faults(caught.value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"months": "six"}, "months: is a whole number, not 'six'"),
        ({"words": "one"}, "words: is a list, not 'one'"),
        ({"words": ["one", 2]}, "words[1]: is a text in quotation marks, not 2"),
        ({"day": "2026-02-30"}, "day: is a day such as 2026-06-27, not '2026-02-30'"),
        ({"size": "huge"}, "size: is one of 'small' or 'large', not 'huge'"),
        ({"is_open": "maybe"}, "is_open: is true or false, not 'maybe'"),
        ({"months": None}, "months: is missing"),
        ({"colour": "red"}, "colour: is not a key that is known"),
        ({"months": 61}, "months is at most 60"),
    ],
)
def test_a_fault_names_the_place_and_what_is_wanted(
    given: dict[str, object], expected: str
) -> None:
    """Each kind of fault is a line in plain words."""
    assert _faults(**given) == [expected]


def test_a_long_value_is_cut() -> None:
    """A wrong value is shown by its beginning."""
    (line,) = _faults(months="x" * 500)
    assert len(line) < 100
    assert line.endswith("...")
