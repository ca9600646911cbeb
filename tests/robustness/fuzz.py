"""Feed every reader mutated files: `nox -s fuzz -- --count 100000`.

Each file has a format and a number and is the same every time, as long as the renderers that make
the sound files are. What is found is written to `build/fuzz/`; a file worth keeping goes to
`tests/robustness/cases/`.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.robustness.mutate import mutated
from tests.robustness.seeds import FORMATS
from tests.robustness.worker import Verdict, Worker

FOUND = Path("build/fuzz")


def cases(count: int, start: int = 0) -> Iterator[tuple[str, int]]:
    """Yield `count` formats and numbers, the formats in turn."""
    for place in range(start, start + count):
        yield FORMATS[place % len(FORMATS)], place // len(FORMATS)


class Run:
    """A run of several workers over one row of cases."""

    def __init__(self, count: int, start: int, formats: list[str]) -> None:
        self.cases = (case for case in cases(count, start) if case[0] in formats)
        self.kinds: Counter[tuple[str, str]] = Counter()
        self.found: list[tuple[str, int, Verdict]] = []
        self.slowest = 0.0
        self._lock = threading.Lock()

    def work(self) -> None:
        """Read cases until there are no more."""
        worker = Worker()
        while case := self._next():
            self._note(case, worker.read_case(*case))
        worker.stop()

    def _next(self) -> tuple[str, int] | None:
        with self._lock:
            return next(self.cases, None)

    def _note(self, case: tuple[str, int], verdict: Verdict) -> None:
        with self._lock:
            self.kinds[case[0], verdict.kind] += 1
            self.slowest = max(self.slowest, verdict.seconds)
            if not verdict.is_sound:
                self.found.append((*case, verdict))
                FOUND.mkdir(parents=True, exist_ok=True)
                (FOUND / f"{case[1]}.{case[0]}").write_bytes(mutated(*case))
                _say(f"{case[0]} {case[1]}: {verdict.kind} {verdict.words}")


def main() -> int:
    """Return 1 where anything was found that is neither a plan nor one clear error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many files")
    parser.add_argument("--start", type=int, default=0, help="the number to begin with")
    parser.add_argument("--formats", default=",".join(FORMATS), help="only these formats")
    parser.add_argument("--workers", type=int, default=2, help="processes at once")
    chosen = parser.parse_args()
    run, begun = Run(chosen.count, chosen.start, chosen.formats.split(",")), time.monotonic()
    threads = [threading.Thread(target=run.work) for _ in range(chosen.workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for (format_, kind), count in sorted(run.kinds.items()):
        _say(f"{format_:5} {kind:6} {count:7}")
    _say(f"{sum(run.kinds.values())} files in {time.monotonic() - begun:.0f} s, the slowest")
    _say(f"{run.slowest:.1f} s; found: {len(run.found)}")
    return 1 if run.found else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
