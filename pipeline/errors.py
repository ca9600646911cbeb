"""The errors a user can meet, their exit codes and the shape of their words.

    PublishError (1)
    ├── InputError (3)          a reader cannot give a table
    │   ├── MissingFileError
    │   ├── UnknownFormatError
    │   ├── UnreadableFileError
    │   ├── EncryptedFileError
    │   ├── TooLargeError
    │   ├── RevisionsError
    │   └── NoTableError
    ├── PlanError (4)           the table is not a plan
    ├── MergeError (5)          the column cannot be added
    │   ├── PeriodExistsError
    │   ├── PeriodOrderError
    │   ├── UnknownActionError
    │   ├── UnknownColumnError
    │   ├── AmbiguousActionError
    │   ├── TwoUpdatesError
    │   ├── AnswersError
    │   ├── HistoryChangedError
    │   ├── OtherPlanError
    │   ├── PublishedError
    │   └── NothingAnsweredError
    ├── LayoutError (6)         a layout, template, style or font is missing or wrong
    ├── OutputError (7)         the artifacts cannot be written
    │   ├── ProofError          an artifact does not read back as the plan
    │   ├── ResultsError        what was done could not be printed
    │   └── LimitError          a stage took too long or too much memory
    ├── StrictError (8)         `--strict`, and there were warnings
    │   └── CheckError          a rule found what must not be published as it is
    ├── MachineError (9)        a library or program of the machine is missing
    └── SigningError (11)       an edition cannot be signed with that certificate
A message is `publish: error: <what>, <where>`, then `hint: <what to do>`.
The codes are a stable interface; `docs/errors.md` lists them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class PublishError(Exception):
    """Raised for whatever a user can put right; never thrown directly."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, and where: one or more lines."""
        self.hint = hint
        """What to do next."""


class OptionError(PublishError):
    """Raised when an option does not have a value that it takes."""

    exit_code = 2


class InputError(PublishError):
    """Raised when a reader cannot give a table."""

    exit_code = 3


class MissingFileError(InputError):
    """Raised when a file is not there, or is a folder."""


class UnknownFormatError(InputError):
    """Raised when no reader knows a file's format."""


class UnreadableFileError(InputError):
    """Raised when a file is damaged, empty or of another type than its name."""


class EncryptedFileError(InputError):
    """Raised when a file needs a password."""


class TooLargeError(InputError):
    """Raised when a file is beyond a stated limit."""


class RevisionsError(InputError):
    """Raised when a document has tracked changes and no option says what to do with them."""


class NoTableError(InputError):
    """Raised when a file holds no table that could be a plan."""


class PlanError(PublishError):
    """Raised when a table was read but is not a plan."""

    exit_code = 4


class MergeError(PublishError):
    """Raised when a column of updates cannot be added."""

    exit_code = 5


class PeriodExistsError(MergeError):
    """Raised when the plan already has a period of that date or label."""


class PeriodOrderError(MergeError):
    """Raised when the new period is not later than the plan's latest."""


class UnknownActionError(MergeError):
    """Raised when an update names an action that the plan does not have."""


class UnknownColumnError(MergeError):
    """Raised when an update fills a column that the plan does not have."""


class AmbiguousActionError(MergeError):
    """Raised when a reference fits several actions."""


class TwoUpdatesError(MergeError):
    """Raised when one action has two updates."""


class AnswersError(MergeError):
    """Raised when returned answers cannot be taken as they are."""


class HistoryChangedError(MergeError):
    """Raised when an earlier cell differs from the existing plan."""


class OtherPlanError(MergeError):
    """Raised when a plan does not continue the edition that was published last."""


class PublishedError(MergeError):
    """Raised when an edition would change without a reason, or in a way that is not possible."""


class NothingAnsweredError(MergeError):
    """Raised when a period would be published that nobody answered."""


class LayoutError(PublishError):
    """Raised when a layout, its template, style or font is missing or wrong."""

    exit_code = 6


class OutputError(PublishError):
    """Raised when the artifacts cannot be written; the former publication is untouched."""

    exit_code = 7


class ProofError(OutputError):
    """Raised when an artifact does not read back as the plan; nothing was written."""


class ResultsError(OutputError):
    """Raised when a command did its work and standard output cannot be written."""


class LimitError(OutputError):
    """Raised when a stage takes more time or memory than a plan can need; nothing was written."""


class StrictError(PublishError):
    """Raised by `--strict` when there were warnings."""

    exit_code = 8

    def __init__(self, message: str, hint: str = "", items: Iterable[Any] = ()) -> None:
        super().__init__(message, hint)
        self.items = tuple(items)
        """All that was found (`accept.Item`), for those who print it."""


class CheckError(StrictError):
    """Raised where something must not be published as it is, with `--strict` or without."""


class SigningError(PublishError):
    """Raised when a certificate cannot be used to sign; nothing was written."""

    exit_code = 11


class MachineError(PublishError):
    """Raised when a library or program that the machine should have is missing."""

    exit_code = 9
