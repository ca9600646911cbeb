"""What the terminal shows of findings."""

from __future__ import annotations

import io

from rich.console import Console

from pipeline.accept import Acceptance, items_of
from pipeline.check.example import Example
from pipeline.cli.found import show_findings, show_items
from pipeline.findings import Finding, Place, Severity
from tests.accept.test_item import MAIL, found


def warning(number: int) -> Finding:
    """Return one of several warnings of a kind."""
    return Finding(
        "kind", Severity.WARNING, f"Column {number} is open.", hint=f"Use --map {number}."
    )


def shown(*findings: Finding) -> str:
    """Return what is printed of `findings` on a wide terminal."""
    file = io.StringIO()
    show_findings(Console(file=file, width=200), findings)
    return file.getvalue()


def listed(*, whole: bool, folded: bool = True, **example: object) -> list[str]:
    """Return what is printed of an example's findings on a terminal of 80 columns."""
    file = io.StringIO()
    items = found(Example(**example))  # type: ignore[arg-type] # the fields of an example
    show_items(Console(file=file, width=80), items, "the last edition", whole=whole, folded=folded)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_what_a_person_decides_is_shown_with_the_way() -> None:
    """Each message of a warning has its line and its hint; the same message has one."""
    lines = shown(warning(1), warning(2), warning(2))

    assert lines.count("Column 1 is open.") == lines.count("Column 2 is open.") == 1
    assert "Use --map 1." in lines
    assert "Use --map 2." in lines


def test_no_kind_of_warning_is_left_out() -> None:
    """Twenty kinds are twenty kinds."""
    kinds = [Finding(f"kind-{n}", Severity.WARNING, f"Column {n} is open.") for n in range(20)]

    assert all(f"[kind-{n}]" in shown(*kinds) for n in range(20))


def test_notes_have_a_line_for_each_kind() -> None:
    """A note asks nothing; of one kind the first is shown, and how many more there are."""
    notes = [Finding("kind", Severity.NOTE, f"Note {n}.", hint="Look.") for n in (1, 2)]

    assert "Note 1." in shown(*notes)
    assert "Note 2." not in shown(*notes)
    assert "... and 1 more of these" in shown(*notes)


def test_public_release_is_above_what_is_new_and_what_was_there_is_one_line() -> None:
    """At 80 columns an e-mail address in a new update is the first thing to see."""
    lines = listed(whole=False, owners=("",), updates=("Begun.", MAIL))

    assert lines == [
        "Public release (1)",
        "warning  An e-mail address is in the update: “jo.bloggs@wexmoor.police.uk”.",
        "         (action 7.1, March 27th 2025)",
        "         → Take it out, or publish a mailbox that is meant for the public.",
        "         [email-address]",
        "",
        "1 as in the last edition; --all shows them",
    ]


def test_all_shows_what_was_there_before() -> None:
    """With `--all`, and where nothing is folded, the earlier findings have their own list."""
    for lines in (
        listed(whole=True, owners=("",), updates=("Begun.", MAIL)),
        listed(whole=False, folded=False, owners=("",), updates=("Begun.", MAIL)),
    ):
        assert "As in the last edition (1)" in lines
        assert "warning  The action has no owner. (action 7.1)" in lines
        assert not any("--all" in line for line in lines)


def test_what_was_accepted_is_counted_and_shown_with_its_reason() -> None:
    """Nobody has to look at it again; who asks sees why it was accepted."""
    plan = Example().plan()
    finding = Finding("kind", Severity.WARNING, "Something.", Place("7", "7.1"))
    (item,) = items_of([finding], plan, (), {})
    items = items_of([finding], plan, (), {("kind", "7.1"): Acceptance("Agreed.", item.text)})
    texts = []
    for whole in (False, True):
        file = io.StringIO()
        show_items(Console(file=file, width=80), items, "the last edition", whole=whole)
        texts.append(file.getvalue())

    assert texts[0] == "1 accepted; --all shows them\n"
    assert "Something. (action 7.1)" in texts[1]
    assert "kind, 7.1: accepted: Agreed." in texts[1]


def test_findings_of_the_newest_period_are_never_cut() -> None:
    """Twelve places of one warning, and five notes of one kind, are all shown."""
    numbers = ("7",) * 12
    references = tuple(f"7.{n}" for n in range(1, 13))
    names = ("DCI Bloggs", "DCI Jones", "DCI Patel", "DCI Okafor", "DCI Smith")
    update = f"{', '.join(names)} met on 30/02/2025."
    lines = listed(whole=False, numbers=numbers, references=references, updates=("Begun.", update))
    text = " ".join(" ".join(lines).split())

    assert all(name in text for name in names)
    assert f"(actions {', '.join(references)}, March 27th 2025)" in text
