"""`accepted.toml`: a line for each finding and place, which a person can write as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.accept import Acceptance, load_acceptances, with_acceptance
from pipeline.errors import LayoutError

LINE = Acceptance("A mailbox for the public.", "5f0c6a8e12ab34cd")


def _load(folder: Path, text: str) -> dict[tuple[str, str], Acceptance]:
    path = folder / "accepted.toml"
    path.write_text(text, encoding="utf-8")
    return dict(load_acceptances(path))


def test_without_a_file_nothing_is_accepted(tmp_path: Path) -> None:
    """The file is made by the first acceptance."""
    assert load_acceptances(tmp_path / "accepted.toml") == {}


def test_other_lines_stay_as_they_are(tmp_path: Path) -> None:
    """A new line goes to the end; a line of the same place is replaced where it is."""
    text = '# Ours.\n\nphone-number."3.2" = { text = "ab", reason = "A line for all." }  # mine\n'
    text = with_acceptance(text, "email-address", "14#4", LINE)
    text = with_acceptance(text, "phone-number", "3.2", Acceptance("Another reason.", "cd"))

    assert text.startswith("# Ours.\n\nphone-number.")
    assert text.count("\n") == 4
    assert _load(tmp_path, text) == {
        ("phone-number", "3.2"): Acceptance("Another reason.", "cd"),
        ("email-address", "14#4"): LINE,
    }


@given(
    place=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20),
    reason=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40),
)
def test_any_place_and_reason_reads_back(
    place: str, reason: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Quotation marks, backslashes and signs of any alphabet survive."""
    line = Acceptance(reason, "ab")
    text = with_acceptance(with_acceptance("", "comment", place, line), "comment", place, line)

    folder = tmp_path_factory.mktemp("accepted")
    assert _load(folder, text) == {("comment", place): line}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('comment."3.2" = { text = "ab" }', "comment.3.2.reason"),
        ('comment."3.2" = { reason = "x", why = "y" }', "comment.3.2.why"),
        ("comment.3.2 = ?", "line 1"),
        ('comment = "all"', "comment"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, named: str) -> None:
    """The error says which line or key is wrong, and how a line reads."""
    with pytest.raises(LayoutError, match=named) as raised:
        _load(tmp_path, text)
    assert "email-address" in raised.value.hint
