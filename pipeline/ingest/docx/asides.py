"""What a document says beside its text, and so beside the plan: never lost without a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.hidden import Cause, hidden_text

_SHOWN = 80
"""So many characters of an aside are in its message; its `words` are whole."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of aside: how it is reported."""

    code: str
    severity: Severity
    sentence: str
    hint: str = ""
    kept: bool = False
    """Its words are in the text all the same."""
    wordless: bool = False
    """It is worth a word though it has none."""


_MOVE = "Put it into the document's own text, if it is of the plan."

BOX = Kind("text-box", Severity.WARNING, "A text box was left out", _MOVE)
COMMENT = Kind("comment", Severity.NOTE, "A comment was left out")
FOOTNOTE = Kind("footnote", Severity.WARNING, "A note below the text was left out", _MOVE)
CHART = Kind("chart", Severity.WARNING, "A chart or a diagram was left out", _MOVE)
FALLBACK = Kind("alternative", Severity.NOTE, "What older programs show instead was left out")
IMPORT = Kind(
    "embedded-document",
    Severity.WARNING,
    "An embedded document was left out",
    _MOVE,
    wordless=True,
)
NESTED = Kind(
    "nested-table", Severity.NOTE, "A table inside a cell became its paragraphs", kept=True
)
PICTURE = Kind("picture", Severity.NOTE, "A picture was left out", wordless=True)
SYMBOL = Kind(
    "unknown-symbol",
    Severity.WARNING,
    "A sign that only the document's own font shows was kept as a code",
    "Type the word that it means in its place.",
    kept=True,
)
PROMPT = Kind("prompt", Severity.NOTE, "The prompt of a field that nobody filled was left out")
STRUCK = Kind(
    "struck-text",
    Severity.WARNING,
    "Struck-through text was read as ordinary text",
    "Delete it from the document if it should not be published.",
    kept=True,
)
RESTYLED = Kind(
    "tracked-formatting",
    Severity.NOTE,
    "Tracked changes of looks alone were passed over",
    wordless=True,
)


class Asides:
    """The asides of a document, gathered by place."""

    def __init__(self) -> None:
        self._texts: defaultdict[tuple[Kind, Source], list[str]] = defaultdict(list)
        self._hidden: defaultdict[tuple[Cause, Source], list[str]] = defaultdict(list)

    def add(self, kind: Kind, text: str, source: Source) -> None:
        """Add `text`, which goes on from what was added of this kind at the same place."""
        self._texts[kind, source].append(text)

    def hide(self, text: str, cause: Cause, source: Source) -> None:
        """Add `text` that nobody sees, which goes on from what was hidden at the same place."""
        if text:
            self._hidden[cause, source].append(text)

    def findings(self) -> tuple[Finding, ...]:
        """Return a finding for each kind and place; a row's hidden cells are one."""
        texts = {place: "".join(parts) for place, parts in self._texts.items()}
        hidden = {place: "".join(parts) for place, parts in self._hidden.items()}
        return (
            *(
                _finding(kind, text, source)
                for (kind, source), text in texts.items()
                if text.strip() or kind.wordless
            ),
            *(
                hidden_text([text], cause, source)
                for (cause, source), text in _rows_hidden(hidden).items()
                if text.strip()
            ),
        )


def _rows_hidden(texts: Mapping[tuple[Cause, Source], str]) -> dict[tuple[Cause, Source], str]:
    """Return `texts` with what is hidden in several cells of a row as one text of the row."""
    row_of = {source: replace(source, column=None) for _, source in texts}
    cells = Counter((cause, row_of[source]) for cause, source in texts)
    found: defaultdict[tuple[Cause, Source], list[str]] = defaultdict(list)
    for (cause, source), text in texts.items():
        row = row_of[source]
        found[cause, row if cells[cause, row] > 1 else source].append(text)
    return {place: " ".join(parts) for place, parts in found.items()}


def _finding(kind: Kind, text: str, source: Source) -> Finding:
    words = text.split()
    said = " ".join(words)
    shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    return Finding(
        kind.code,
        kind.severity,
        f"{kind.sentence}: “{shown}”." if shown else f"{kind.sentence}.",
        Place(source=source),
        kind.hint,
        () if kind.kept else tuple(words),
    )
