"""A web page for each recommendation."""

from __future__ import annotations

from pipeline.layout import BUILT_IN, load_layout
from pipeline.load import load_bytes
from pipeline.publication import Publication, Sentence
from pipeline.render.html.parts import parts
from pipeline.verify import render_proved
from tests.plans import SMALL

LAYOUT = load_layout(BUILT_IN)


def test_each_recommendation_has_a_page_that_reads_back() -> None:
    """The pages together have every action once, under names that last."""
    changes = (Sentence("1 is new: 7.2.", ("7.2",)),)
    made = list(parts(Publication(SMALL, LAYOUT, "plan", changes=changes)))
    read = []
    for part in made:
        ((name, data),) = render_proved(part, ("html",), lambda _: None)[0].items()
        assert name == f"{part.name}.html"
        read.append(load_bytes(data, name).plan)

    assert [part.name for part in made] == ["plan.recommendation-7", "plan.recommendation-10"]
    assert [r for plan in read for r in plan.recommendations] == list(SMALL.recommendations)
    assert all(plan.details == SMALL.details for plan in read)
