"""Pages made small: nothing of what is drawn changes."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import layout
from weasyprint.formatting_structure.boxes import TableCellBox

from pipeline.model import Plan
from pipeline.render.pdf import render_pdf, shrink_boxes
from pipeline.render.pdf.shrink_boxes import settled_pages
from tests.plans import SMALL
from tests.render.pdf.conftest import publication
from tests.verify.artifacts import PLAN


@pytest.mark.parametrize("plan", [SMALL, PLAN], ids=["one page", "several"])
def test_small_pages_are_the_same_pages(monkeypatch: pytest.MonkeyPatch, plan: Plan) -> None:
    """A long plan's pages are made small, a usual one's are not: the bytes are the same."""
    usual = render_pdf(publication(plan))
    monkeypatch.setattr(shrink_boxes, "FEW", 0)

    assert render_pdf(publication(plan)) == usual
    assert shrink_boxes._SMALL


def test_cells_of_all_pages_share_their_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells that are styled alike have one style, however many pages show them."""
    monkeypatch.setattr(shrink_boxes, "FEW", 0)
    pages: list[list[Any]] = []  # a page lets go of its boxes when it is drawn
    monkeypatch.setattr(shrink_boxes, "settle", lambda page: pages.append([*page.descendants()]))
    render_pdf(publication(PLAN))

    cells = [box for page in pages for box in page if isinstance(box, TableCellBox)]
    kinds = {(id(box.style.cascaded), box.style["height"]) for box in cells}
    assert len(pages) > 2
    assert len({id(box.style) for box in cells}) == len(kinds) < len(cells)


def test_leaves_weasyprint_as_it_was() -> None:
    """What is put in its place is taken away again, whatever happens."""
    before = layout.make_all_pages
    with pytest.raises(ZeroDivisionError), settled_pages():
        assert layout.make_all_pages is not before
        raise ZeroDivisionError
    assert layout.make_all_pages is before
