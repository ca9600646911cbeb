"""Texts above and between tables, each where it belongs."""

from __future__ import annotations

from pipeline.findings import Source
from pipeline.parse import parse
from pipeline.richtext import Paragraph, Run, plain_text, rich_text
from pipeline.table import RawDocument, RawText
from tests.parse.documents import document, table

HEAD = "Ref|Requirement|Update\n"


def test_a_text_below_a_table_is_not_the_next_recommendations() -> None:
    """What is above the heading that names a recommendation is of the table before."""
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Grade.", table(f"{HEAD}7.1|First.|a")),
            "Source: the report.",
            *("## Recommendation 8", "Brief.", table(f"{HEAD}8.1|Second.|b")),
        ),
        "t",
    )

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert parsed.plan.notes == ("Source: the report.",)


def test_an_owner_above_a_table_is_its_actions() -> None:
    """A label with its value between a recommendation and its table is not text of it."""
    label = rich_text([Paragraph((Run("Owner:", bold=True), Run(" Vale")))])
    contents = [
        plain_text("Plan"),
        *(plain_text("Recommendation 7"), plain_text("Grade."), label, plain_text("Status: Open")),
    ]
    texts = [RawText(content, Source("t")) for content in contents]
    made = RawDocument((*texts, table(f"{HEAD}7.1|First.|a\n7.2|Second.|b")), "drawn")
    parsed = parse(made, "t")

    assert parsed.plan.recommendations[0].text.plain == "Grade."
    assert [(a.owner, a.status) for a in parsed.plan.actions()] == [("Vale", "Open")] * 2
    assert parsed.receipt.unplaced == ()


def test_an_owner_above_a_table_of_owners_stays_a_text() -> None:
    """Where rows name their owners, another above them is not put in their place."""
    head = "Ref|Requirement|Owner|Update\n"
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Grade.", "Owner: Vale"),
            table(f"{head}7.1|First.|Orme|a"),
        ),
        "t",
    )

    assert next(parsed.plan.actions()).owner == "Orme"
    assert "Owner: Vale" in parsed.plan.recommendations[0].text.plain


def test_a_section_above_rows_with_texts_of_their_own_names_no_recommendation() -> None:
    """`Surgery` over recommendations without numbers is a note, and each of them stays one."""
    head = "Recommendation|Action|Update\n"
    parsed = parse(
        document(
            *("# Plan", "## Maternity", table(f"{head}Grade.|First.|a\nBrief.|Second.|b")),
            *("## Surgery", table(f"{head}Log.|Third.|c")),
        ),
        "t",
    )

    assert [r.text.plain for r in parsed.plan.recommendations] == ["Grade.", "Brief.", "Log."]
    assert parsed.plan.notes == ("Surgery",)
    assert parsed.receipt.unplaced == ()
