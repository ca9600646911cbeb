"""What is said of a column or a label whose words have no place in the plan."""

from __future__ import annotations

from pipeline.findings import Finding, Place, Severity
from pipeline.parse.headings import Heading, Role

UNREAD = (None, Role.MEANING, Role.IGNORE)
"""The roles whose words do not go into the plan."""


def left_out(
    heading: Heading, words: tuple[str, ...], place: Place, name: str, key: str
) -> Finding:
    """Return the finding that accounts for `words` under a heading that is not read.

    `name` is the heading in a sentence, `key` the heading as `--map` knows it.
    """
    code, severity = "column-without-meaning", Severity.WARNING
    count = f"{len(words)} words are" if len(words) != 1 else "one word is"
    lost = f"its {count} not in the plan."
    message = f"{name} has no known meaning; {lost}"
    hint = f'Say what it is with --map "{key}=ROLE" (or =ignore to leave it out).'
    if heading.role is Role.IGNORE:
        code, severity = "column-ignored", Severity.NOTE
        message, hint = f"{name} was left out, as --map says; {lost}", ""
    elif heading.claim is Role.PERIOD:
        code = "column-without-place"
        message = f'{name} says something beside the update in "{heading.instead}"; {lost}'
        hint = f'Make it a period of its own with --map "{key}=period".'
    elif heading.claim is not None:
        code = "column-without-place"
        message = (
            f'{name} claims the place of the {heading.claim}, which "{heading.instead}" has; {lost}'
        )
        hint = (
            f'Give it that place with --map "{key}={heading.claim}", or join the two in the source.'
        )
    return Finding(code, severity, message, place, hint, words)
