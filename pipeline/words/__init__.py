"""The words of British English, from lists beside this module."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


@cache
def british_words() -> frozenset[str]:
    """Return the British words, in small letters and without proper names."""
    folder = files(__name__)
    listed = gzip.decompress((folder / "british.txt.gz").read_bytes()).decode("utf-8")
    terms = (folder / "terms.txt").read_text(encoding="utf-8")
    return frozenset(listed.split()) | frozenset(terms.split())
