"""Compare a reading with an independent extraction of the same bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import PublishError
from pipeline.load import Loaded, load_bytes
from pipeline.parse.receipt import plan_texts


@dataclass(frozen=True)
class Verdict:
    """What became of one document."""

    words: int
    lost: tuple[str, ...]
    refused: str = ""
    """The message, where the document was refused."""


def judge(data: bytes, name: str, extracted: Iterable[str]) -> Verdict:
    """Return which words of `extracted` are neither in the plan nor in the receipt of `data`."""
    wanted = sorted({word for text in extracted for word in _words(text)})
    try:
        loaded = load_bytes(data, name)
    except PublishError as error:
        return Verdict(len(wanted), (), error.message)
    found = " ".join(_words(" ".join(accounted(loaded))))
    return Verdict(len(wanted), tuple(word for word in wanted if word not in found))


def accounted(loaded: Loaded) -> Iterable[str]:
    """Yield every text of the plan and of its receipt."""
    yield from plan_texts(loaded.plan)
    receipt = loaded.receipt
    yield from (word for finding in receipt.findings for word in finding.words)
    yield from (heading.text for heading in receipt.headings)
    yield from receipt.furniture
    yield from receipt.unplaced


def _words(text: str) -> list[str]:
    """Return the made words of `text`: raised letters are letters, and case does not count."""
    return re.findall(r"[a-z]{8,}", unicodedata.normalize("NFKC", text).casefold())
