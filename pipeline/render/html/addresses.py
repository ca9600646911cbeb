"""The addresses of recommendations and actions on the page, and links to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from pipeline.publication import Sentence


def anchors(kind: str, names: Sequence[str]) -> list[str]:
    """Return an id for each name, no two alike: `action-7.1`, `action-10-2`.

    It lasts as long as the name: adding a period changes none.
    """
    taken: set[str] = set()
    found = []
    for place, name in enumerate(names, 1):
        slug = "-".join(re.findall(r"[\w.]+", name, re.ASCII)) or str(place)
        anchor = f"{kind}-{slug}"
        while anchor in taken:
            anchor += f"-{place}"
        taken.add(anchor)
        found.append(anchor)
    return found


def key_links(keys: Sequence[str], addresses: Mapping[str, str]) -> Markup:
    """Return `keys` with commas between them, each a link to its action if the page has it."""
    return Markup(", ").join(
        Markup('<a href="#{}">{}</a>').format(addresses[key], key)
        if key in addresses
        else escape(key)
        for key in keys
    )


def linked(sentence: Sentence, addresses: Mapping[str, str]) -> Markup:
    """Return `sentence` with the keys that it lists as links."""
    listed = ", ".join(sentence.actions)
    before, found, after = sentence.text.rpartition(listed) if listed else ("", "", sentence.text)
    if not found or not before or before[-1:].isalnum() or after[:1].isalnum():
        return escape(sentence.text)
    return Markup("{}{}{}").format(before, key_links(sentence.actions, addresses), after)


def is_listed(sentence: Sentence) -> bool:
    """Return whether the text of `sentence` lists its actions."""
    return linked(sentence, dict.fromkeys(sentence.actions, "")) != escape(sentence.text)
