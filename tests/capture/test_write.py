"""TOML that says what it was given."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from pipeline.capture.write import toml_value

VALUES = st.recursive(
    st.booleans() | st.integers(-1000, 1000) | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES)
def test_toml_reads_back(value: object) -> None:
    """Any text, list or table is what a TOML reader gives back (TOML 1.0)."""
    assert tomllib.loads(f"key = {toml_value(value)}")["key"] == value
