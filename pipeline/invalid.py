"""What is wrong with a file's values, in a user's words instead of pydantic's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import ValidationError

_WANTED = {
    "missing": "is missing",
    "bool": "is true or false",
    "date": "is a day such as 2026-06-27",
    "dict": "is a table of keys and values",
    "extra_forbidden": "is not a key that is known",
    "float": "is a number",
    "int": "is a whole number",
    "list": "is a list",
    "path": "is the path of a file",
    "string": "is a text in quotation marks",
    "tuple": "is a list",
    "unexpected_keyword_argument": "is not a key that is known",
}
"""What a value is, by the kind of pydantic's error, or by what that begins with."""
_LONGEST = 40
"""Characters of a wrong value that are shown."""


def faults(error: ValidationError) -> list[str]:
    """Return a line for each place that is wrong: `check.words[1]: is a text, not 7`."""
    lines: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        where = place_text(fault["loc"])
        words = fault_text(fault)
        lines.setdefault(where, f"{where}: {words}" if where else words)
    return list(lines.values())


def place_text(parts: tuple[int | str, ...]) -> str:
    """Return a place in a file, such as `plan.recommendations[3].text`."""
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in parts).lstrip(".")


def fault_text(fault: Mapping[str, Any]) -> str:
    """Return what is wrong at one place; a rule of our own (ValueError) has its own words."""
    kind = fault["type"]
    if kind in ("missing", "extra_forbidden", "unexpected_keyword_argument"):
        return _WANTED[kind]
    if kind == "value_error":
        return str(fault["msg"]).removeprefix("Value error, ")
    if kind == "json_invalid":
        return f"it is not JSON: {fault['ctx']['error']}" if "ctx" in fault else "it is not JSON"
    wanted = _WANTED.get(kind) or _WANTED.get(kind.partition("_")[0])
    if kind in ("literal_error", "enum"):
        wanted = f"is one of {fault['ctx']['expected']}" if "ctx" in fault else wanted
    given = repr(fault["input"])
    shown = given if len(given) <= _LONGEST else f"{given[:_LONGEST]}..."
    return f"{wanted}, not {shown}" if wanted else f"{fault['msg'].lower()}: {shown}"
