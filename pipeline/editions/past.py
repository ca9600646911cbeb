"""What became of the editions before one, as its web page and its feed list them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.editions.chain import Chain
from pipeline.editions.folder import Entry, Withdrawn
from pipeline.editions.record import RECORD_ENDING, EditionRecord, record_name
from pipeline.publication import PastEdition

_SHOWN_FIRST = (".html", ".pdf")


def past_editions(chain: Chain, record: EditionRecord) -> tuple[PastEdition, ...]:
    """Return the editions up to `record`, the latest first, as they were when it was published.

    They are the entries that `record` was made after, so it has the same history whenever its
    artifacts are made again. `record` is the first of them; its own artifacts need not be known.
    """
    before = list(_before(chain, record))
    withdrawn = {e.withdrawal.record: e.withdrawal for e in before if isinstance(e, Withdrawn)}
    editions = [(e.record, e.digest) for e in before if not isinstance(e, Withdrawn)]
    records = [record, *(made for made, _ in editions)]
    replaced = {r.correction.record: r.correction.on for r in records if r.correction}
    latest: dict[object, int] = {}
    for made in records:
        latest[made.date] = max(made.version, latest.get(made.date, 0))
    found = []
    for made, digest in ((record, ""), *editions):
        withdrawal = withdrawn.get(digest)
        found.append(
            PastEdition(
                made.date,
                made.day,
                made.version,
                _page(made, is_aside=made.version < latest[made.date]),
                made.correction.reason if made.correction else "",
                replaced.get(digest),
                withdrawal.on if withdrawal else None,
                withdrawal.reason if withdrawal else "",
            )
        )
    return tuple(found)


def _before(chain: Chain, record: EditionRecord) -> Iterator[Entry]:
    """Yield the entries that `record` was made after, the latest first."""
    known = {entry.digest: entry for entry in chain.entries}
    digest = record.after
    while (entry := known.pop(digest, None)) is not None:
        yield entry
        digest = entry.before


def _page(record: EditionRecord, *, is_aside: bool) -> str:
    """Return the name of the file to look at; a correction keeps the former under another name."""
    names = [artifact.name for artifact in record.artifacts]
    found = next((n for end in _SHOWN_FIRST for n in names if n.endswith(end)), "")
    stem = record_name(record).removesuffix(RECORD_ENDING)
    return f"{stem}.v{record.version}{found.removeprefix(stem)}" if found and is_aside else found
