"""The error for a document without a plan: what it holds instead, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.errors import NoTableError
from pipeline.findings import Finding
from pipeline.parse.headings import Role, read_heading

_MOST_HEADINGS = 12
_MOST_TEXTS = 6
_MOST_LEFT_OUT = 3
_SHOWN = 60
"""Characters of each."""


def no_plan(
    path: str, headings: Sequence[str], texts: Sequence[str], found: Iterable[Finding]
) -> NoTableError:
    """Return the error for the document at `path`, in which no plan was found.

    `headings` are those of its tables, `texts` what is outside them. `found` is what the
    reader says about it: where it left more words out than `texts` have, the plan may be there.
    """
    left = sorted((f for f in found if f.words), key=lambda f: -len(f.words))[:_MOST_LEFT_OUT]
    message, hint = _without_table(texts)
    if headings:
        message, hint = _without_headings(headings)
    elif left and len(left[0].words) > sum(len(text.split()) for text in texts):
        hint = left[0].hint
    said = "".join(f"\n{_said(finding, path)}" for finding in left)
    return NoTableError(f"{path} holds no action plan: {message}{said}", hint=hint)


def _without_headings(headings: Sequence[str]) -> tuple[str, str]:
    shown = _quoted(headings[:_MOST_HEADINGS])
    return (
        "no table is headed by a recommendation and its updates"
        + (f"\nheadings found: {shown}" if shown else "")
        + f"\n{_roles(headings)}",
        'Check the file, or say what its headings are with --map "Heading=role"; where it '
        'has none, say so by place: --map "column 1=number".',
    )


def _roles(headings: Sequence[str]) -> str:
    """Return which roles the headings have, and which are missing for a plan."""
    found = {heading: role for heading in headings if (role := read_heading(heading).role)}
    said = ", ".join(f'"{heading[:_SHOWN]}" is {role}' for heading, role in found.items())
    roles = set(found.values())
    missing = [name for name, any_of in _NEEDED.items() if roles.isdisjoint(any_of)]
    lacking = " and ".join(missing) or "a heading row with both in one table"
    return f"roles found: {said or 'none'}; missing: {lacking}"


_NEEDED = {
    "a recommendation or an action": (Role.RECOMMENDATION, Role.REQUIREMENT),
    "an update, a status or an owner": (Role.PERIOD, Role.STATUS, Role.OWNER),
}
"""What every table of a plan has: what is to be done, and what is said about it."""


def _without_table(texts: Sequence[str]) -> tuple[str, str]:
    shown = _quoted(texts[:_MOST_TEXTS])
    return (
        "it has no table, and no headings such as Recommendation 7"
        + (f"\ntexts found: {shown}" if shown else "\nno text was found either"),
        "Check that it is the right file, and that the plan in it is text and no picture. "
        "A page that a browser fills in is to be saved when it shows the plan; in a text file tabs "
        "part the cells of a row.",
    )


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f'"{text[:_SHOWN]}"' for text in texts if text)


def _said(finding: Finding, path: str) -> str:
    place = str(finding.place)
    return f"{finding.message} ({place})" if place not in ("", path) else finding.message
