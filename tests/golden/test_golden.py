"""What is written and read for the small plan, format by format, as it was last accepted.

`pytest tests/golden --accept` writes the files anew; look at the difference before it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.ingest import DEFAULT_OPTIONS, READERS, reader
from pipeline.layout import BUILT_IN, load_layout
from pipeline.render import RENDERERS, render_plan
from tests.golden.outlines import OUTLINES, raw_outline
from tests.plans import SMALL

HERE = Path(__file__).parent
WRITTEN = sorted(set(RENDERERS))
READ = sorted(set(RENDERERS) & set(READERS))

Golden = Callable[[Path, str], None]


@pytest.mark.parametrize("form", WRITTEN)
def test_what_is_written(form: str, golden: Golden) -> None:
    """An artifact's content changes only where somebody accepted the change."""
    data = render_plan(SMALL, form, load_layout(BUILT_IN))
    outline = OUTLINES.get(form.rpartition(".")[2], bytes.decode)
    golden(HERE / f"written-{form}.txt", outline(data))


@pytest.mark.parametrize("form", READ)
def test_what_a_reader_hands_over(form: str, golden: Golden) -> None:
    """What each reader makes of our own files, before it is read as a plan."""
    data = render_plan(SMALL, form, load_layout(BUILT_IN))
    document = reader(form)(data, f"plan.{form}", DEFAULT_OPTIONS)
    golden(HERE / f"read-{form}.txt", raw_outline(document))
