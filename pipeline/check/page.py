"""The page `docs/checks.md`: `python -m pipeline.check.page > docs/checks.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pipeline.check import RULES, Family, Rule
from pipeline.check.example import Example

_HEAD = """\
# What `publish check` finds

This page is made from the rules: `python -m pipeline.check.page > docs/checks.md`.
A test runs every example.

`publish check FILE` reads a plan in any format and says what a careful colleague would say before
it goes public. It changes nothing. A **note** is worth knowing, a **warning** is for a person to
look at (`--strict` stops there), an **error** is not to be published (exit code 8). What belongs to
the public release comes first, then what is new in the newest period, then the rest, each with the
gravest first; of the latest edition the rest is one line (`--all` shows it). What the reading
itself found (repairs, open questions) is the family *reading*. Every finding names the
recommendation and action, the period, and where the file has it: page and row of a PDF, line of a
text or web page, sheet and row of a workbook, table and row of a DOCX.

`publish add-period` shows the same. What is marked *stops* in the table stops it where a new text
has it, until a person accepts it:

    publish accept email-address --at 14#4 --reason "The mailbox is for the public."

Any other finding can be accepted too, and then no longer stops `--strict`. The line that this
writes to `inputs/accepted.toml` counts for the text as it is, and is void once the text changes.
The edition's record keeps it.

Switch a rule, and say what your plan may hold, in `publish.toml`:

```toml
[check]
rules = { cell-long = false }            # by the codes below
words = ["Wexmoor"]                      # spelled right
abbreviations = ["NPCC"]                 # need no writing out
recommendations = ["7", "10", "11"]      # the numbers that the plan must have
```

An example says what matters of a small plan that is sound otherwise: `→` is put between periods
or rows, `/` between paragraphs.
"""


def rules_page() -> str:
    """Return the page in Markdown: a table of the rules, then each with its examples."""
    return "\n".join([_HEAD, *_table(), *_families()]) + "\n"


def _table() -> Iterator[str]:
    yield "| Rule | Family | Severity | Finds |"
    yield "|---|---|---|---|"
    for rule in RULES:
        off = ("" if rule.default else ", off") + (", stops" if rule.stops else "")
        finds = rule.description.removesuffix(".")
        yield f"| [`{rule.code}`](#{rule.code}) | {rule.family} | {rule.severity}{off} | {finds} |"
    yield ""


def _families() -> Iterator[str]:
    for family in Family:
        yield f"## {family.value.capitalize()}\n"
        for rule in RULES:
            if rule.family is family:
                yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    off = "" if rule.default else " Off until it is switched on."
    yield f"### {rule.code}\n"
    yield f"{rule.description}{off} {rule.hint}\n"
    names = [part for part in Example.parts() if _differs(part, rule.bad, rule.good)]
    yield f"- Bad: {_example(rule.bad, names)}"
    yield f"- Good: {_example(rule.good, names)}\n"


def _differs(part: str, *examples: Example) -> bool:
    return any(getattr(example, part) != getattr(Example(), part) for example in examples)


def _example(example: Example, parts: list[str]) -> str:
    return "; ".join(f"{part}: {_shown(getattr(example, part))}" for part in parts)


def _shown(value: str | tuple[str, ...]) -> str:
    texts = [value] if isinstance(value, str) else list(value)
    return " → ".join(map(_text, texts)) or "none"


def _text(text: str) -> str:
    words = text.replace("\n", " / ").replace("\u00a0", "[no-break space]").split(" ")
    if len(words) > 60:
        return f"`{' '.join(words[:10])} …` ({len(words)} words)"
    return f"`{' '.join(words)}`" if text else "(blank)"


if __name__ == "__main__":
    sys.stdout.write(rules_page())
