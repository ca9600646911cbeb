"""Make a register: read every plan, put the bodies side by side, and find what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.register.entry import Entry, Job, Reading
from pipeline.register.jobs import ExecutorSource, read_all
from pipeline.register.match import Heading, Matched, Subject, match_recommendations
from pipeline.register.spool import RegisterChange, Spool


@dataclass(slots=True)
class Body:
    """One plan of the register, without its entries."""

    name: str
    """The body; its file distinguishes it from others of that name."""
    reading: Reading
    """Without entries; those are in the spool."""
    headings: list[Heading] = field(default_factory=list)
    """Its recommendations: number and text."""
    actions: int = 0
    unanswered: tuple[str, ...] = ()
    """The keys of the actions without an update in the newest period."""
    statuses: list[Counter[str]] = field(default_factory=list)
    """For each recommendation, how many actions have which status in the newest period."""


@dataclass(slots=True)
class Register:
    """The bodies and recommendations of a register; its entries are in `spool`."""

    bodies: list[Body]
    subjects: list[Subject]
    matches: list[list[Matched]]
    """For each body and each of its recommendations."""
    spool: Spool
    compared: bool
    """Whether there is a last register to compare with."""

    def entries(self) -> Iterator[tuple[Body, Matched, Entry]]:
        """Yield every entry with its body and the recommendation that it belongs to."""
        places = [{heading: i for i, heading in enumerate(body.headings)} for body in self.bodies]
        for place, entry in self.spool.entries():
            matched = self.matches[place][places[place][entry.number, entry.recommendation]]
            yield self.bodies[place], matched, entry

    def changes(self) -> Iterator[RegisterChange]:
        """Yield what differs from the last register; nothing if there is none."""
        if self.compared:
            yield from self.spool.changes()


def build_register(
    jobs: Sequence[Job],
    executor: ExecutorSource,
    spool: Spool,
    former: Path,
    progress: Callable[[Reading], None],
) -> Register:
    """Return the register of the plans that `jobs` name, compared with the one at `former`.

    A plan that cannot be read is a body with a problem. Raises UnreadableFileError if `former`
    is a file but not a register's.
    """
    compared = spool.load_former(former)
    bodies: list[Body] = []
    names: Counter[str] = Counter()
    for place, reading in enumerate(read_all(jobs, executor, progress)):
        name = _own_name(reading, names)
        spool.add(place, name, reading)
        bodies.append(_body(name, reading))
    matching = match_recommendations([body.headings for body in bodies])
    return Register(bodies, matching.subjects, matching.bodies, spool, compared)


def _own_name(reading: Reading, taken: Counter[str]) -> str:
    """Return a name that no other plan of the register has: a body may have several plans."""
    name = reading.body
    if taken[name]:
        name = f"{reading.body} ({Path(reading.path).stem})"
    while taken[name]:
        name += "*"
    taken[name] += 1
    return name


def _body(name: str, reading: Reading) -> Body:
    headings = list(dict.fromkeys((e.number, e.recommendation) for e in reading.entries))
    places = {heading: place for place, heading in enumerate(headings)}
    statuses: list[Counter[str]] = [Counter() for _ in headings]
    for entry in reading.newest:
        statuses[places[entry.number, entry.recommendation]][entry.status] += 1
    return Body(
        name,
        replace(reading, entries=()),
        headings,
        len(reading.newest),
        tuple(_without_update(reading.newest)),
        statuses,
    )


def _without_update(entries: Iterable[Entry]) -> Iterator[str]:
    yield from (entry.action for entry in entries if entry.period and not entry.update)
