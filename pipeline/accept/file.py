"""`accepted.toml`: the findings that a person has accepted, one on each line.

    email-address."14#4" = { text = "5f0c6a8e12ab34cd", reason = "A mailbox for the public." }

A line counts for the text it was given for: `text` is the digest of what was found.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pipeline.errors import LayoutError
from pipeline.invalid import faults

_HEADER = """\
# What a person accepted for publication, a line for each finding and place: publish accept.
# A line is void once the text changes, which `text` is the digest of.

"""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why one finding at one place may be published."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    reason: str
    text: str = ""
    """The digest of what was found; empty in a line that counts for no text."""


Acceptances = Mapping[tuple[str, str], Acceptance]
"""The acceptances by the finding's code and its place."""


def load_acceptances(path: Path) -> Acceptances:
    """Return what the file at `path` accepts, nothing if there is no such file.

    Raises LayoutError, naming the line or the key, where the file is wrong.
    """
    if not path.is_file():
        return {}
    from pydantic import TypeAdapter, ValidationError  # slow to import, and not for --help

    hint = 'A line reads: email-address."14#4" = { text = "...", reason = "..." }'
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        codes = TypeAdapter(dict[str, dict[str, Acceptance]]).validate_python(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LayoutError(f"{path}: {error}", hint) from error
    except ValidationError as error:
        lines = (f"{path}: {fault}" for fault in faults(error))
        raise LayoutError("\n".join(lines), hint) from error
    return {(code, at): line for code, places in codes.items() for at, line in places.items()}


def with_acceptance(text: str, code: str, at: str, acceptance: Acceptance) -> str:
    """Return `text`, the content of the file, with a line for `acceptance`.

    A line for the same finding and place is replaced; all other lines stay as they are.
    """
    key = f"{code}.{_string(at)}"
    line = (
        f"{key} = {{ text = {_string(acceptance.text)}, reason = {_string(acceptance.reason)} }}\n"
    )
    former = re.compile(rf"^{re.escape(key)}[ \t]*=.*\n?", re.MULTILINE)
    if former.search(text):
        return former.sub(lambda _: line, text)
    text = text or _HEADER
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{line}"


def _string(text: str) -> str:
    """Return `text` as a basic string of TOML, which printable JSON strings are as well."""
    return json.dumps(text, ensure_ascii=False)
