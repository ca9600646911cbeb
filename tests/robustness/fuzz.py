"""Feed every reader mutated files: `nox -s fuzz -- --count 100000`.

Each file has a format and a number and is the same every time, as long as the renderers that make
the sound files are. Every format is given the same time, so more files of the quick ones are read.
A run that is stopped (Ctrl+C, SIGTERM) reports what it has done. What is found is written to
`build/fuzz/`; a file worth keeping goes to `tests/robustness/cases/`.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.robustness.mutate import mutated
from tests.robustness.seeds import FORMATS
from tests.robustness.worker import Verdict, Worker

FOUND = Path("build/fuzz")


def cases(count: int, start: int = 0) -> Iterator[tuple[str, int]]:
    """Yield `count` formats and numbers, the formats in turn."""
    for place in range(start, start + count):
        yield FORMATS[place % len(FORMATS)], place // len(FORMATS)


@dataclass(slots=True)
class Tally:
    """What is known of one format."""

    number: int
    """The next file's."""
    spent: float = 0.0
    """Seconds of the clock, for making the files and reading them."""
    slowest: tuple[float, int] = (0.0, 0)
    """Seconds of the processor, and the file's number."""
    memory: int = 0
    """The most bytes that a reading took."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many files ended in which way."""
    codes: Counter[int] = field(default_factory=Counter)
    """How many clear errors had which exit code."""

    def note(self, number: int, verdict: Verdict, spent: float) -> None:
        """Count a file."""
        self.spent += spent
        self.kinds[verdict.kind] += 1
        self.slowest = max(self.slowest, (verdict.seconds, number))
        self.memory = max(self.memory, verdict.memory)
        if verdict.kind == "error":
            self.codes[verdict.code] += 1

    def cells(self) -> list[str]:
        """Return what is in the table, as `HEADINGS` has it."""
        codes = ", ".join(f"{count:,} of {code}" for code, count in sorted(self.codes.items()))
        bad = self.kinds["bug"] + self.kinds["hang"] + self.kinds["crash"]
        counts = (self.kinds.total(), self.kinds["plan"], self.kinds["error"])
        rest = (self.kinds["unmade"], bad)
        slowest = f"{self.slowest[0]:.2f} s ({self.slowest[1]})"
        numbers = [f"{count:,}" for count in counts], [f"{count:,}" for count in rest]
        return [*numbers[0], codes, *numbers[1], slowest, f"{self.memory >> 20} MB"]


HEADINGS = (
    *("format", "files", "plans", "clear errors", "by exit code", "not made", "found"),
    *("slowest (number)", "most memory taken"),
)


def table(tallies: dict[str, Tally]) -> str:
    """Return the tallies as a table in Markdown, a line for each format."""
    rows = [list(HEADINGS), ["---"] * len(HEADINGS)]
    rows += [[name, *tally.cells()] for name, tally in tallies.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


class Run:
    """A run of several workers over `count` files."""

    def __init__(self, count: int, start: int, formats: list[str]) -> None:
        self.tallies = {format_: Tally(start) for format_ in formats}
        self.found: list[tuple[str, int, Verdict]] = []
        self._left = count
        self._lock = threading.Lock()

    def work(self) -> None:
        """Read files until there are no more."""
        worker = Worker()
        while case := self._next():
            start = time.monotonic()
            verdict = worker.read_case(*case)
            self._note(case, verdict, time.monotonic() - start)
        worker.stop()

    def stop(self, *_: object) -> None:
        """Begin no more files."""
        self._left = 0

    def _next(self) -> tuple[str, int] | None:
        with self._lock:
            if self._left <= 0:
                return None
            self._left -= 1
            format_ = min(self.tallies, key=lambda name: self.tallies[name].spent)
            self.tallies[format_].number += 1
            return format_, self.tallies[format_].number - 1

    def _note(self, case: tuple[str, int], verdict: Verdict, spent: float) -> None:
        with self._lock:
            self.tallies[case[0]].note(case[1], verdict, spent)
            if not verdict.is_sound:
                self.found.append((*case, verdict))
                FOUND.mkdir(parents=True, exist_ok=True)
                (FOUND / f"{case[1]}.{case[0]}").write_bytes(mutated(*case))
                _say(f"{case[0]} {case[1]}: {verdict.kind} {verdict.words}")


def main() -> int:
    """Return 1 where anything was found that is neither a plan nor one clear error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many files")
    parser.add_argument("--start", type=int, default=0, help="each format's number to begin with")
    parser.add_argument("--formats", default=",".join(FORMATS), help="only these formats")
    parser.add_argument("--workers", type=int, default=2, help="processes at once")
    chosen = parser.parse_args()
    run, begun = Run(chosen.count, chosen.start, chosen.formats.split(",")), time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, run.stop)
    threads = [threading.Thread(target=run.work) for _ in range(chosen.workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _say(table(run.tallies))
    total = sum(tally.kinds.total() for tally in run.tallies.values())
    _say(f"{total} files in {time.monotonic() - begun:.0f} s; found: {len(run.found)}")
    return 1 if run.found else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
