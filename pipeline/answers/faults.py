"""All faults of the returned files as one error."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.answers.reply import Fault
from pipeline.errors import AnswersError


def raise_faults(faults: Sequence[Fault]) -> None:
    """Raise one error that names each of `faults`; do nothing if there is none.

    Faults of one kind are raised as that kind, others as AnswersError.
    """
    if not faults:
        return
    kinds, hints = {f.kind for f in faults}, {f.hint for f in faults}
    kind = kinds.pop() if len(kinds) == 1 else AnswersError
    if len(hints) == 1:
        raise kind("\n".join(f"{f.source}: {f.message}" for f in faults), hint=hints.pop())
    lines = [f"{f.source}: {f.message}. {f.hint}" for f in faults]
    raise kind("\n".join(lines), hint="Correct the files and run again; nothing was published.")
