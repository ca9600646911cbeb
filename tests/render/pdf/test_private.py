"""What is used of WeasyPrint beside its public interface."""

from __future__ import annotations

import pytest
import weasyprint

from pipeline.render.pdf.private import PARTS, VERSION, digest, part, replaced


def test_the_version_is_the_one_that_is_installed() -> None:
    """Another WeasyPrint is read before it is used."""
    assert weasyprint.__version__ == VERSION


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_as_it_was_when_its_user_was_written(name: str) -> None:
    """If this fails, WeasyPrint changed: read the part, mend what uses it, enter its digest."""
    assert digest(name) == PARTS[name]


def test_functions_are_put_back() -> None:
    """What takes a function's place does so in the block alone, whatever happens there."""
    name = "layout.block:iter_line_boxes"
    own = part(name)
    with pytest.raises(ZeroDivisionError), replaced({name: print}):
        assert part(name) is print
        raise ZeroDivisionError
    assert part(name) is own
