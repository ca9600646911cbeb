"""What is used of WeasyPrint beside its public interface, and how its functions are replaced.

`PARTS` is what this program was written against: a test compares each part with the WeasyPrint
that is installed. Where one differs, read it, mend what uses it, and enter its new digest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from typing import Any

VERSION = "70.0"
"""The WeasyPrint that `PARTS` are of."""

PARTS = {
    # lines/: shaped lines take the place of these, and do what they do.
    "layout.block:iter_line_boxes": "04aec48abfcad809",
    "layout.block:_linebox_layout": "e07bbe000974787e",
    "layout.float:avoid_collisions": "5fc7793c573af328",
    "layout.inline:get_next_linebox": "67af458c2545e74f",
    "layout.inline:split_inline_box": "3a0cb7ca7e34c7ef",
    "layout.inline:split_inline_level": "d98c008c8fc00582",
    "layout.inline:split_text_box": "8c564329599ef23f",
    "text.line_break:Layout": "681b737d1ba5e004",
    "text.line_break:first_line_metrics": "55ec5d0b58b29a8b",
    "text.line_break:split_first_line": "39ad1016863ca34d",
    "draw.text:draw_first_line": "1bb8eae6d88e71b1",
    "draw.text:draw_text": "ebaf96239c6ca363",
    "pdf.stream:Stream.add_font": "e4226e1117477217",
    # hanging.py
    "layout.preferred:trailing_whitespace_size": "cd005b8042a652f9",
    # shrink_boxes.py
    "layout:make_all_pages": "b5e4034894841caa",
    # marks.py, pages.py and continued.py: boxes, their marks, and the numbers of text boxes.
    "document:Page": "69061840d66b7804",
    "draw:draw_inline_level": "068162a401d00efd",
    "pdf.stream:Stream.marked": "3fa3acacbbf66422",
    # xhtml.py
    ":HTML": "77bbd748d3b2537d",
}
"""The SHA-256 of each part's source, its first 16 digits."""


def part(name: str) -> Any:
    """Return the part of WeasyPrint that `name` of `PARTS` is of."""
    module, _, path = name.partition(":")
    found: Any = import_module(f"weasyprint.{module}".rstrip("."))
    for step in path.split("."):
        found = getattr(found, step)
    return found


def digest(name: str) -> str:
    """Return the digest of a part as it is installed."""
    return sha256(inspect.getsource(part(name)).encode()).hexdigest()[:16]


@contextmanager
def replaced(functions: Mapping[str, Callable[..., Any]]) -> Iterator[None]:
    """Have WeasyPrint use `functions` in place of its own while the block runs.

    They are named by the module that calls them, such as `layout.block:iter_line_boxes`.
    """
    places = []
    for name, function in functions.items():
        module, _, attribute = name.partition(":")
        caller = import_module(f"weasyprint.{module}".rstrip("."))
        places.append((caller, attribute, getattr(caller, attribute)))
        setattr(caller, attribute, function)
    try:
        yield
    finally:
        for caller, attribute, own in places:
            setattr(caller, attribute, own)
