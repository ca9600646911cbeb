"""Damage to the values of a JSON document, which stays one."""

from __future__ import annotations

import json
from random import Random
from typing import Any

_OTHERS: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**30, 1e308, "", "x" * 5000, "\u202e", "\ud800", "2025-02-30", [], {}),
    *([[]], {"": ""}, {"text": {"text": "x"}}, "<p>", "null", float("inf"), [None, 1, "a", {}]),
)


def changed(rng: Random, data: bytes) -> bytes:
    """Return the JSON `data` with a few values changed."""
    whole = json.loads(data)
    for _ in range(rng.choice((1, 1, 3, 10))):
        places = list(_places(whole))
        holder, key = rng.choice(places)
        _change(rng, holder, key, rng.choice(places))
    return json.dumps(whole, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def _is_small(value: Any) -> bool:
    """Return whether a hundred of `value` still make a file and not a burden."""
    return len(json.dumps(value)) < 2000


def _places(value: Any) -> Any:
    """Yield each place below `value`: what holds it, and its key or number."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(pairs):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def _change(rng: Random, holder: Any, key: Any, other: tuple[Any, Any]) -> None:
    match rng.randrange(6):
        case 0:
            del holder[key]
        case 1:
            holder[key] = json.loads(json.dumps(other[0]))
        case 2:
            holder[key] = [holder[key]] * rng.choice((1, 2, 100 if _is_small(holder[key]) else 3))
        case 3:
            holder[key] = json.loads("[" * (depth := rng.choice((2, 200))) + "]" * depth)
        case 4 if isinstance(holder, dict):
            holder[rng.choice(("extra", "", "__class__", "text"))] = holder[key]
        case _:
            holder[key] = rng.choice(_OTHERS)
