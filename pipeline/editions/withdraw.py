"""Withdraw an edition: it stays provable, and is no longer continued."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.editions.chain import history
from pipeline.editions.record import RECORD_VERSION
from pipeline.editions.start import check_replaceable
from pipeline.editions.withdrawal import Withdrawal, withdrawal_name, withdrawal_to_json
from pipeline.errors import PublishedError
from pipeline.store import locked, write_all


def withdraw_edition(folder: Path, name: str, date: dt.date, reason: str, on: dt.date) -> Path:
    """Return the file that records the withdrawal of the edition of `name` and `date`.

    Raises PublishedError if there is no such edition in force, where a later one follows it,
    and where the day `on` is before that of the last entry.
    """
    if not folder.is_dir():
        raise PublishedError(
            f"there is no folder {folder}, so there is nothing to withdraw",
            hint="Name the folder of the editions with --output.",
        )
    with locked(folder):
        chain = history(folder)
        edition = check_replaceable(chain, name, date, "withdrawn")
        last = chain.last(name) or edition
        if on < last.day:
            raise PublishedError(
                f"the day of the withdrawal, {on}, is before {last.day}, the day of "
                f"{last.path.name}, which comes before it",
                hint=f"Give --withdrawn-on {last.day} or later.",
            )
        version = edition.record.version
        withdrawal = Withdrawal(
            RECORD_VERSION, name, date, version, edition.digest, on, reason, last.digest
        )
        (path,) = write_all(folder, {withdrawal_name(withdrawal): withdrawal_to_json(withdrawal)})
        return path
