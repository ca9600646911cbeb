"""Tables that are not the plan: a register of something else, a list of its recommendations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pipeline.findings import Finding, Place, Severity
from pipeline.parse.align import is_sub_reference
from pipeline.parse.headings import Role
from pipeline.parse.numbers import Key, number_key, split_number
from pipeline.parse.plan_table import Joined, PlanTable, said_again
from pipeline.parse.wide import WideTable
from pipeline.table import RawText


def without_others(parts: Sequence[PlanTable], done: Joined) -> list[PlanTable]:
    """Return the tables whose rows belong to a recommendation.

    Where tables print numbers, one that has none, and that no text gives one, is of something
    else: a register of risks has actions, owners and statuses as well.
    """
    if not any(_is_numbered(part) and isinstance(part.table, WideTable) for part in parts):
        return list(parts)
    kept = []
    for part in parts:
        is_headed = isinstance(part.table, WideTable) and part.columns.first_row > 0
        if part.table.entries and is_headed and not _is_numbered(part):
            done.findings.append(_left_out(part, *_OTHER))
            done.texts.extend(part.texts)
        else:
            kept.append(part)
    return kept


def _is_numbered(part: PlanTable) -> bool:
    is_named = any(split_number(t.content, named_only=True)[0] for t in part.texts)
    rows = part.table.entries
    return is_named or any(e.number or e.text or is_sub_reference(e.reference) for e in rows)


_OTHER = (
    "table-without-plan",
    "A table of {} rows names no recommendation and was left out.",
    "If it is of the plan, print the recommendation's number above it in the source.",
)
_SUMMARY = (
    "summary-table",
    "A table of {} rows lists recommendations that other tables have in full; it was left out.",
    "Compare its words with the plan, if they are not the same.",
)


def without_summaries(parts: Sequence[PlanTable], done: Joined) -> Iterator[PlanTable]:
    """Yield the tables that are no list of the others' recommendations."""
    full = [part for part in parts if part.periods]
    known = {number_key(e.number) for part in full for e in part.table.entries}
    kinds = {role for part in full for role in part.columns.roles}
    texts: tuple[RawText, ...] = ()
    for part in parts:
        texts = (*texts, *part.texts)
        if isinstance(part.table, WideTable) and _is_summary(part, known, kinds):
            done.findings.append(_left_out(part, *_SUMMARY))
        else:
            yield replace(part, texts=texts)
            texts = ()
    done.texts.extend(texts)


def _is_summary(part: PlanTable, known: Collection[Key], kinds: Collection[Role | None]) -> bool:
    """Return whether a table lists the recommendations of others, and has no column of its own."""
    numbers = {number_key(e.number) for e in part.table.entries}
    of_actions = (Role.PERIOD, Role.REQUIREMENT, Role.REFERENCE)
    says_more = any(role in of_actions or role not in kinds for role in part.columns.roles if role)
    return bool(numbers) and not says_more and all(key and key in known for key in numbers)


def _left_out(part: PlanTable, code: str, message: str, hint: str) -> Finding:
    entries = part.table.entries
    said = [text for entry in entries for text in said_again(entry, entry)]
    said += [update.plain for entry in entries for _, update in entry.updates]
    return Finding(
        code,
        Severity.WARNING,
        message.format(len(entries)),
        Place(source=replace(entries[0].source, row=None)),
        hint,
        (*part.table.heading_words, *(word for text in said for word in text.split())),
    )
