"""Pages made small: nothing of what is drawn changes."""

from __future__ import annotations

import pytest
from weasyprint import layout

from pipeline.render.pdf import render_pdf, settled
from pipeline.render.pdf.settled import settled_pages
from tests.plans import SMALL
from tests.render.pdf.conftest import publication


def test_small_pages_are_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long plan's pages are made small, a usual one's are not: the bytes are the same."""
    usual = render_pdf(publication(SMALL))
    monkeypatch.setattr(settled, "FEW", 0)

    assert render_pdf(publication(SMALL)) == usual
    assert settled._SMALL


def test_leaves_weasyprint_as_it_was() -> None:
    """What is put in its place is taken away again, whatever happens."""
    before = layout.make_all_pages
    with pytest.raises(ZeroDivisionError), settled_pages():
        assert layout.make_all_pages is not before
        raise ZeroDivisionError
    assert layout.make_all_pages is before
