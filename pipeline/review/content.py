"""What a review shows: new texts beside the last ones, findings, silence, lateness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.accept import Item, stops
from pipeline.diff import Segment, segments
from pipeline.draft import Draft
from pipeline.model import Action, Plan, Recommendation
from pipeline.nochange import UpdateKind, last_real_update, update_kind
from pipeline.overview import overview
from pipeline.richtext import RichText

_ALIKE = 0.25
"""The share of words that two texts have in common, from which their differences are marked."""
_LATE_RULES = ("due-passed", "deadline-passed")


@dataclass(frozen=True, slots=True)
class NewText:
    """An action with a new update, beside its last one."""

    key: str
    recommendation: str
    """The recommendation's number."""
    asked: str
    """The requirement; the recommendation's text where the action has none."""
    owner: str
    files: tuple[str, ...]
    """The files that the update came from."""
    before: str
    """The heading of the period that the last update is from; empty if there is none."""
    old: tuple[Segment, ...]
    new: tuple[Segment, ...]
    is_rewritten: bool
    """Whether so little is common to both that nothing is marked."""
    moves: tuple[tuple[str, str, str], ...]
    """Each other cell that changed: its heading, its former words and its new ones."""


@dataclass(frozen=True, slots=True)
class Silent:
    """An owner of whom no update came."""

    owner: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """Something that is late, and why it is."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class ReviewContent:
    """All that a review shows, in its order."""

    title: str
    period: str
    former: str
    """What the plan was before: the last edition or the existing plan."""
    stopping: tuple[Item, ...]
    """What stops the publication."""
    release: tuple[Item, ...]
    """What belongs to the public release and is new."""
    new: tuple[Item, ...]
    """What else is new."""
    old: tuple[Item, ...]
    accepted: tuple[Item, ...]
    texts: tuple[NewText, ...]
    unchanged: tuple[str, ...]
    """The keys of the actions that somebody answered with "no change"."""
    silent: tuple[Silent, ...]
    late: tuple[Late, ...]
    changes: tuple[str, ...]
    """The change note."""


def review_content(draft: Draft) -> ReviewContent:
    """Return what a person should see of `draft` before it is published."""
    plan, items = draft.edition.plan, draft.items
    open_ones = [item for item in items if not item.reason]
    kinds = overview(plan, draft.layout).kinds
    return ReviewContent(
        title=plan.title,
        period=plan.periods[-1].label,
        former="the last edition" if draft.before.start.follows else "the existing plan",
        stopping=tuple(i for i in items if stops(i, strict=draft.request.strict)),
        release=tuple(i for i in open_ones if i.is_new and i.is_release),
        new=tuple(i for i in open_ones if i.is_new and not i.is_release),
        old=tuple(i for i in open_ones if not i.is_new),
        accepted=tuple(i for i in items if i.reason),
        texts=tuple(_texts(draft)),
        unchanged=kinds[UpdateKind.NO_CHANGE],
        silent=tuple(_silent(plan, draft.column.without)),
        late=tuple(_late(draft)),
        changes=tuple(map(str, draft.edition.changes)),
    )


def _texts(draft: Draft) -> Iterator[NewText]:
    plan, layout = draft.edition.plan, draft.layout
    files: dict[str, list[str]] = defaultdict(list)
    for file in draft.column.files:
        for key in file.keys:
            files[key].append(file.path)
    former = dict(zip(draft.plan.keys(), draft.plan.actions(), strict=True))
    for key, part, action in _rows(plan):
        update = action.updates[-1]
        moves = tuple(_moves(former.get(key), action))
        if update_kind(update, layout) is not UpdateKind.UPDATE and not moves:
            continue
        last = last_real_update(draft.plan, former[key], layout) if key in former else None
        old, new, is_rewritten = _compared(last[1].plain if last else "", update.plain)
        yield NewText(
            key=key,
            recommendation=part.number,
            asked=action.requirement.plain or part.text.plain,
            owner=action.owner,
            files=tuple(files[key] or files[action.reference]),
            before=last[0].label if last else "",
            old=old,
            new=new,
            is_rewritten=is_rewritten,
            moves=moves,
        )


def _rows(plan: Plan) -> Iterator[tuple[str, Recommendation, Action]]:
    keys = iter(plan.keys())
    for part in plan.recommendations:
        for action in part.actions:
            yield next(keys), part, action


def _compared(old: str, new: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...], bool]:
    """Return both texts with their differences marked, where they have enough in common."""
    parts = segments(old, new)
    same = sum(len(part.text.split()) for part in parts if part.kind == "same")
    if same < _ALIKE * max(len(old.split()), len(new.split()), 1):
        return (Segment("same", old),), (Segment("same", new),), bool(old)
    return (
        tuple(part for part in parts if part.kind != "added"),
        tuple(part for part in parts if part.kind != "removed"),
        False,
    )


def _moves(before: Action | None, action: Action) -> Iterator[tuple[str, str, str]]:
    """Yield the cells other than the update that changed: status, owner, due date."""
    if before is None:
        return
    cells = dict(zip(before.columns, before.cells, strict=True))
    update = action.columns.update_places[-1]
    for place, (column, cell) in enumerate(zip(action.columns, action.cells, strict=True)):
        was = cells.get(column, RichText())
        if place != update and cell.words != was.words:
            yield column.name, was.plain, cell.plain


def _silent(plan: Plan, without: tuple[str, ...]) -> Iterator[Silent]:
    owners: dict[str, list[str]] = defaultdict(list)
    for key, _, action in _rows(plan):
        if key in without:
            owners[action.owner].append(key)
    for owner, keys in owners.items():
        yield Silent(owner, tuple(keys))


def _late(draft: Draft) -> Iterator[Late]:
    for item in draft.items:
        if item.finding.code in _LATE_RULES:
            yield Late(item.at, item.finding.message)
