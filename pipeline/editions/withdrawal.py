"""The withdrawal of an edition: an entry of its own, for a record is never edited."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.editions.record import (
    check_names,
    check_version,
    fields_to_json,
    unreadable,
    with_checksum,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

WITHDRAWAL_ENDING = ".withdrawal.json"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The statement that an edition is no longer to be relied on. It stays provable."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    schema_version: str
    name: str
    """The edition's name, date and version."""
    date: dt.date
    version: int
    record: str
    """The SHA-256 of the edition's record."""
    on: dt.date
    """The day of the withdrawal."""
    reason: str
    after: str
    """The SHA-256 of the entry before it under this name (see `EditionRecord.after`)."""
    checksum: str = ""
    """As in a record (see `EditionRecord.checksum`)."""

    @property
    def day(self) -> dt.date:
        """The day of the withdrawal."""
        return self.on


def withdrawal_name(withdrawal: Withdrawal) -> str:
    """Return the name of the file: `action-plan-2026-06-27.withdrawal.json`."""
    return f"{withdrawal.name}-{withdrawal.date.isoformat()}{WITHDRAWAL_ENDING}"


def withdrawal_to_json(withdrawal: Withdrawal) -> bytes:
    """Return `withdrawal`, with its checksum, as JSON like that of a record."""
    return fields_to_json(with_checksum(asdict(withdrawal)))


def withdrawal_from_json(data: bytes, path: str) -> Withdrawal:
    """Return the withdrawal in `data`, without its checksum.

    Raises UnreadableFileError if it is not one.
    """
    from pydantic import ValidationError  # slow to import, and not for --help

    try:
        withdrawal = _adapter().validate_json(data)
    except ValidationError as error:
        raise unreadable(error, path, "a withdrawal") from error
    check_version(withdrawal.schema_version, path, "a withdrawal")
    check_names([withdrawal.name], path)
    return replace(withdrawal, checksum="")


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Withdrawal]:
    from pydantic import TypeAdapter  # slow to import, and not for --help

    return TypeAdapter(Withdrawal)
