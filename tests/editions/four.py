"""A chain of four editions for tests: one is a correction, the newest has a PDF."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

from pipeline.answers import AnswerFile
from pipeline.digest import plan_digest
from pipeline.editions import (
    Correction,
    EditionRecord,
    Follows,
    carried_record,
    history,
    make_record,
    record_name,
    record_to_json,
    sha256,
    with_artifacts,
)
from pipeline.history_check import Amendment
from pipeline.layout import layout_digest, load_layout
from pipeline.model import Period, Plan
from pipeline.planfile import plan_to_json
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.editions.published import NAME, with_period
from tests.plans import SMALL

DAYS = (dt.date(2026, 6, 27), dt.date(2026, 6, 27), dt.date(2026, 9, 26), dt.date(2026, 12, 19))
_AMENDMENT = Amendment("7", "7.1", "March 27th 2025", "update", "reworded", "a", "b", "A slip.")


@lru_cache(maxsize=1)
def chain_of_four() -> dict[str, bytes]:
    """Return the files of a folder with four editions, the second a correction of the first."""
    files: dict[str, bytes] = {}
    plan, record, digest = SMALL, None, ""
    for number, day in enumerate(DAYS):
        is_correction = number == 1
        base = SMALL if is_correction else plan
        new = with_period(base, Period(f"Quarter {number + 1} update", day))
        follows = Follows(plan_digest(base))
        if record and not is_correction:
            follows = Follows(plan_digest(base), digest, record.date)
        record = make_record(
            NAME,
            new,
            follows,
            amendments=[_AMENDMENT],
            answers=[AnswerFile("updates/owner.xlsx", "ab" * 32, ("7.1",))],
            version=2 if is_correction else 1,
            published=day + dt.timedelta(days=number),
            after=digest,
            correction=Correction(day, "A figure was wrong.", digest) if is_correction else None,
            layout=layout_digest(load_layout("devon-and-cornwall")),
        )
        if is_correction:  # the former edition makes room
            files = {name.replace("06-27.", "06-27.v1."): data for name, data in files.items()}
        made = _artifacts(new, record, is_newest=number == len(DAYS) - 1)
        files |= made
        data = record_to_json(with_artifacts(record, made))
        files[record_name(record)], digest, plan = data, sha256(data), new
    return files


def write_chain(folder: Path) -> None:
    """Write the chain of four into `folder`, and see that nothing is wrong with it."""
    for name, data in chain_of_four().items():
        (folder / name).write_bytes(data)
    assert history(folder).findings == ()


def _artifacts(plan: Plan, record: EditionRecord, *, is_newest: bool) -> dict[str, bytes]:
    stem = f"{NAME}-{record.date}"
    files = {f"{stem}.json": plan_to_json(plan)}
    if is_newest:
        layout = load_layout("devon-and-cornwall")
        inside = record_to_json(carried_record(record))
        files[f"{stem}.pdf"] = renderer("pdf")(Publication(plan, layout, stem, record=inside))
    return files
