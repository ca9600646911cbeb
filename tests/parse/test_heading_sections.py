"""Plans without a table: headings, bold paragraphs and labels."""

from __future__ import annotations

import pytest

from pipeline.errors import NoTableError
from pipeline.findings import Source
from pipeline.parse import parse
from pipeline.richtext import BulletList, Paragraph, RichText, Run, plain_text, rich_text
from pipeline.table import RawDocument, RawText
from tests.parse.documents import document, texts


def bold(text: str, rest: str = "") -> RichText:
    """Return a paragraph that begins with bold words."""
    return rich_text([Paragraph((Run(text, bold=True), Run(rest)))])


def test_bold_paragraphs_are_headings() -> None:
    """An editor without headings makes them bold; a bold label may be before its value."""
    contents = [
        *(plain_text("Our plan"), plain_text("We welcome the report.")),
        *(bold("Recommendation 7"), plain_text("Grade.")),
        *(bold("Owner:", " Vale"), bold("Force update: ", "Begun."), plain_text("It goes on.")),
        *(bold("Recommendation 8"), plain_text("Brief."), bold("Force update:", " Done.")),
    ]
    made = RawDocument(tuple(RawText(text, Source("t")) for text in contents), "drawn")
    parsed = parse(made, "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert [a.owner for a in parsed.plan.actions()] == ["Vale", ""]
    assert [p.label for p in parsed.plan.periods] == ["Force update"]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [
        ["Begun.\nIt goes on."],
        ["Done."],
    ]
    assert parsed.receipt.unplaced == ()


def test_labels_that_stand_alone_are_headings() -> None:
    """Cards of a page that has nothing about their structure are labels and values in turn."""
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Recommendation:", "Grade.", "Owner:", "Vale"),
            *("Update:", "Begun.", "Status:", "Open"),
            *("## Recommendation 8", "Recommendation:", "Brief.", "Update:", "Done."),
        ),
        "t",
    )

    first = next(parsed.plan.actions())
    assert (first.owner, first.status, texts(first.updates)) == ("Vale", "Open", ["Begun."])
    assert [r.text.plain for r in parsed.plan.recommendations] == ["Grade.", "Brief."]


def test_a_sentence_with_a_colon_is_no_label() -> None:
    """What is said in a sentence after a plain word and a colon stays part of its text."""
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Grade.", "### Response", "Two things were done."),
            "Progress: the forms are out, and ten of them were read.",
            *("## Recommendation 8", "Brief.", "### Response", "Done."),
        ),
        "t",
    )

    assert [p.label for p in parsed.plan.periods] == ["Response"]
    assert "Progress: the forms" in texts(next(parsed.plan.actions()).updates)[0]


def test_a_heading_may_hold_its_value() -> None:
    """`Status: Open` as a heading is the status, and no word of it is lost."""
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Grade.", "### Status: Open"),
            *("### Update: May 2026", "Begun."),
            *("## Recommendation 8", "Brief.", "### Status: Done", "### Update: May 2026", "Done."),
        ),
        "t",
    )

    assert [a.status for a in parsed.plan.actions()] == ["Open", "Done"]
    assert [p.label for p in parsed.plan.periods] == ["Update: May 2026"]
    assert parsed.receipt.unplaced == ()


def test_headings_may_name_actions() -> None:
    """Each heading of an action begins one of the recommendation above, with its reference."""
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Grade."),
            *("### Action no. 7.1: First.", "#### Owner", "Vale", "#### Update", "Begun."),
            *("### Action 7.2", "Second.", "#### Update", "Planned."),
            *("## Recommendation 8", "Brief.", "### Action 8.1", "Third.", "#### Update", "Asked."),
        ),
        "t",
    )

    assert [
        (r.number, r.text.plain, a.reference, a.requirement.plain, a.owner, texts(a.updates))
        for r in parsed.plan.recommendations
        for a in r.actions
    ] == [
        ("7", "Grade.", "7.1", "First.", "Vale", ["Begun."]),
        ("7", "Grade.", "7.2", "Second.", "", ["Planned."]),
        ("8", "Brief.", "8.1", "Third.", "", ["Asked."]),
    ]
    assert [p.label for p in parsed.plan.periods] == ["Update"]
    assert parsed.receipt.unplaced == ()


def test_a_second_requirement_begins_another_action() -> None:
    """What was said about the first stays its own; two requirements in a row are one's."""
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Grade."),
            *("### Action", "First.", "### Update", "Begun.", "### Status", "Open"),
            *("### Action", "Second.", "### Action", "And third.", "### Update", "Planned."),
            *("## Recommendation 8", "Brief.", "### Update", "Asked."),
        ),
        "t",
    )

    assert [(a.requirement.plain, texts(a.updates), a.status) for a in parsed.plan.actions()] == [
        ("First.", ["Begun."], "Open"),
        ("Second.\nAnd third.", ["Planned."], ""),
        ("", ["Asked."], ""),
    ]


def test_headings_that_only_count_are_recommendations_with_updates() -> None:
    """`7. Grade.` heads one where every heading of the kind has an update below it."""
    answered = ("## 1. Grade.", "### Update", "Begun.", "## 2. Brief.", "### Update", "Asked.")
    parsed = parse(document("# Plan", *answered), "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("1", "Grade."),
        ("2", "Brief."),
    ]
    with pytest.raises(NoTableError):
        parse(document("# Plan", "## 3. About us", "We are many.", *answered), "t")


def test_a_list_may_hold_labels_with_their_values() -> None:
    """Items that begin with labels say what labels say; another list is part of the update."""
    labels = BulletList(
        tuple(
            (Run(f"{label}: ", bold=True), Run(value))
            for label, value in (("Owner", "Vale"), ("Status", "Open"), ("Update", "Begun:"))
        )
    )
    steps = BulletList(((Run("forms"),), (Run("logs"),)))
    contents = [
        *(bold("Recommendation 7"), plain_text("Grade."), rich_text([labels]), rich_text([steps])),
        *(bold("Recommendation 8"), plain_text("Brief."), bold("Update:", " Done.")),
    ]
    made = RawDocument(tuple(RawText(text, Source("t")) for text in contents), "drawn")
    parsed = parse(made, "t")

    first = next(parsed.plan.actions())
    assert (first.owner, first.status) == ("Vale", "Open")
    assert texts(first.updates) == ["Begun:\n• forms\n• logs"]
    assert parsed.receipt.unplaced == ()


def test_what_closes_a_letter_is_no_update() -> None:
    """It is a note; where recommendations follow, it closed a letter before them."""
    letter = ("## Recommendation 7", "Grade.", "### Response", "Begun.")
    more = ("## Recommendation 8", "Brief.", "### Response", "Asked.")
    parsed = parse(document("# Plan", *letter, *more, "Yours faithfully", "J. Orme"), "t")
    before = parse(document("# Plan", "Yours sincerely", "J. Orme", *letter, *more), "t")

    for plan in (parsed.plan, before.plan):
        assert [texts(a.updates) for a in plan.actions()] == [["Begun."], ["Asked."]]
    assert parsed.plan.notes == ("Yours faithfully", "J. Orme")


def test_items_of_a_numbered_list_are_recommendations_with_updates() -> None:
    """A list's items count on by one; another list among them counts anew and makes it no plan."""
    items = (plain_text("1. Grade."), bold("Response: ", "Begun."), plain_text("2. Brief."))
    for more, is_plan in (((), True), ((plain_text("2. Log."), plain_text("3. Tell.")), False)):
        contents = (plain_text("Plan"), *items, bold("Response: ", "Asked."), *more)
        made = RawDocument(tuple(RawText(text, Source("t")) for text in contents), "drawn")
        if is_plan:
            plan = parse(made, "t").plan
            assert [(r.number, r.text.plain) for r in plan.recommendations] == [
                ("1", "Grade."),
                ("2", "Brief."),
            ]
            assert [texts(a.updates) for a in plan.actions()] == [["Begun."], ["Asked."]]
        else:
            with pytest.raises(NoTableError):
                parse(made, "t")


def test_a_heading_that_counts_below_names_an_action() -> None:
    """`7.1 First.` under recommendation 7 is its action; under another number it is text."""
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", "Grade."),
            *(
                "### 7.1 First.",
                "#### Update",
                "Begun.",
                "### 7.2 Second.",
                "#### Update",
                "Asked.",
            ),
            *("## Recommendation 8", "Brief.", "### 7.3 Third.", "#### Update", "Planned."),
        ),
        "t",
    )

    assert [
        (r.number, a.reference, a.requirement.plain, texts(a.updates))
        for r in parsed.plan.recommendations
        for a in r.actions
    ] == [
        ("7", "7.1", "First.", ["Begun."]),
        ("7", "7.2", "Second.", ["Asked."]),
        ("8", "", "", ["Planned."]),
    ]
    assert parsed.plan.recommendations[1].text.plain == "Brief.\n7.3 Third."
    assert parsed.receipt.unplaced == ()


def test_a_label_behind_a_bullet_loses_no_letter() -> None:
    """The sign of a list is not one of the label's letters, and none of the value's."""
    lines = ["Recommendation 7", "• Owner: Vale", "• Update: Begun.", "Recommendation 8"]
    parsed = parse(document(*lines, "• Owner: Wells", "• Update: Done."), "t")

    assert [a.owner for a in parsed.plan.actions()] == ["Vale", "Wells"]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [["Begun."], ["Done."]]
    assert parsed.receipt.unplaced == ()


def test_a_label_of_every_recommendation_needs_no_colon() -> None:
    """A web page sets labels in boxes of their own; what no words follow is a value."""
    first = ["## Recommendation 7", "Recommendation", "Grade.", "Owner", "Vale", "Update", "Begun."]
    second = [
        "## Recommendation 8",
        "Recommendation",
        "Brief.",
        "Owner",
        "Wells",
        "Update",
        "Done.",
    ]
    parsed = parse(document(*first, "No update", *second, "No update"), "t")

    assert [r.text.plain for r in parsed.plan.recommendations] == ["Grade.", "Brief."]
    assert [a.owner for a in parsed.plan.actions()] == ["Vale", "Wells"]
    said = [texts(a.updates) for a in parsed.plan.actions()]
    assert said == [["Begun.\nNo update"], ["Done.\nNo update"]]
    assert parsed.receipt.unplaced == ()


def test_a_bold_label_may_touch_its_value() -> None:
    """A style sheet parts them on the page; in the words they are one, and none is lost."""

    def card(number: str, owner: str, update: str) -> list[RichText]:
        items = (
            (Run("Owner", bold=True), Run(owner)),
            (Run("Latest update", bold=True), Run(update)),
        )
        return [bold(f"Recommendation {number}"), rich_text([BulletList(items)])]

    contents = [*card("7", "Vale", "Begun."), *card("8", "Wells", "Done.")]
    parsed = parse(
        RawDocument(tuple(RawText(text, Source("t")) for text in contents), "drawn"), "t"
    )

    assert [a.owner for a in parsed.plan.actions()] == ["Vale", "Wells"]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [["Begun."], ["Done."]]
    assert parsed.receipt.unplaced == ()


def test_a_response_may_name_its_recommendation() -> None:
    """The recommendations may be listed above; a response to one that is not is kept."""
    lines = ["# Our response", "## The recommendations", "Recommendation 7: Grade."]
    more = ["Recommendation 8: Brief.", "## Response to Recommendation 8", "Done."]
    last = [
        "## Response to Recommendation 7",
        "Begun.",
        "## Response to Recommendation 9",
        "Asked.",
    ]
    parsed = parse(document(*lines, *more, *last), "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
        ("9", ""),
    ]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [["Begun."], ["Done."], ["Asked."]]
    assert parsed.receipt.unplaced == ()


def test_a_dash_parts_a_bold_label_from_its_value() -> None:
    """It is not one of the label, which names the period; and `Regards` closes a letter."""
    contents = [
        *(bold("Recommendation 7"), plain_text("Grade.")),
        *(bold("Owner – ", "Vale"), bold("Update June 2026 – ", "Begun.")),
        *(bold("Recommendation 8"), plain_text("Brief.")),
        *(bold("Owner – ", "Wells"), bold("Update June 2026 – ", "Done.")),
        *(plain_text("Regards,"), plain_text("Pat")),
    ]
    parsed = parse(
        RawDocument(tuple(RawText(text, Source("t")) for text in contents), "drawn"), "t"
    )

    assert [a.owner for a in parsed.plan.actions()] == ["Vale", "Wells"]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [["Begun."], ["Done."]]
    assert [p.label for p in parsed.plan.periods] == ["Update June 2026"]
    assert parsed.plan.notes == ("Regards,", "Pat")
