"""The words of headings, read from `vocabulary.toml` beside this module."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
)


def words(name: str) -> frozenset[str]:
    """Return the words that the vocabulary lists as `name`, such as `owner.weak`."""
    table, _, key = name.partition(".")
    return frozenset(_DATA[table][key or "words"])


PERIOD_NAME = re.compile(rf"\b(?:{'|'.join(_DATA['period']['names'])})\b", re.IGNORECASE)
PHRASES = tuple((re.compile(phrase["pattern"]), phrase["word"]) for phrase in _DATA["phrase"])
"""Patterns of words that mean something together only, and the word that they stand for."""
