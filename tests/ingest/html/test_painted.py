"""Which elements a page does not paint."""

from __future__ import annotations

import pytest

from pipeline.errors import TooLargeError
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.hidden import HIDDEN_TEXT, Cause
from pipeline.ingest.html import read_html
from pipeline.table import RawDocument

_PAGE = (
    "<style>{rule}</style><table><tr><th>No.<th>Aim<th>Owner</tr>"
    "<tr><td>1<td>Sweep <span class=x id=y>behind</span> the door<td>Cleaner</tr></table>"
)


def _read(rule: str = "", page: str = _PAGE) -> RawDocument:
    made = page.replace("{rule}", rule)
    return read_html(made.encode(), "plan.html", DEFAULT_OPTIONS)


def _rows(document: RawDocument) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.content.plain for cell in row] for row in table.rows]


def _hidden(document: RawDocument) -> dict[str, str]:
    return {
        " ".join(f.words): f.message.split(": ")[1]
        for f in document.findings
        if f.code == HIDDEN_TEXT
    }


@pytest.mark.parametrize(
    ("rule", "cause"),
    [
        (".x{display:none}", Cause.STYLE),
        ("#y{visibility:hidden}", Cause.STYLE),
        ("span{opacity:0}", Cause.TRANSPARENT),
        ("td span{font-size:0}", Cause.SIZE),
        ("td:nth-child(2) > .x{font-size:1px}", Cause.SIZE),
        (".x{position:absolute;left:-9999px}", Cause.OUTSIDE),
        (".x{text-indent:-100em}", Cause.OUTSIDE),
        (".x{position:absolute;clip:rect(0,0,0,0)}", Cause.CLIPPED),
        (".x{width:1px;height:1px;overflow:hidden}", Cause.CLIPPED),
        (".x{color:#fff}", Cause.COLOUR),
        (".x{background:black}", Cause.COLOUR),
        ("td{background-color:#036} .x{color:rgb(0,51,102)}", Cause.COLOUR),
        ("@media screen{.x{display:none}}", Cause.STYLE),
        ("span{display:inline} span.x{display:none}", Cause.STYLE),
        (".x{display:none !important} #y{display:inline}", Cause.STYLE),
        (".x{color:transparent}", Cause.TRANSPARENT),
        (".x{color:rgba(0,0,0,0)}", Cause.TRANSPARENT),
        (".x{-webkit-text-fill-color:transparent}", Cause.TRANSPARENT),
        (".x{filter:opacity(0)}", Cause.TRANSPARENT),
        (".x{transform:scale(0)}", Cause.TRANSPARENT),
        (".x{font:0/0 a}", Cause.SIZE),
        (".x{clip-path:circle(0)}", Cause.CLIPPED),
        (":root{--shown:none} .x{display:var(--shown)}", Cause.STYLE),
        (".x{display:var(--none, none)}", Cause.STYLE),
        ("td{.x{display:none}}", Cause.STYLE),
        (".x{&#y{display:none}}", Cause.STYLE),
    ],
)
def test_text_that_a_style_rule_hides_is_a_finding(rule: str, cause: Cause) -> None:
    """By class, id, element or place in the row: the text is not read and the finding has it."""
    document = _read(rule)
    assert _rows(document)[1] == ["1", "Sweep the door", "Cleaner"]
    assert _hidden(document) == {"behind": cause}


@pytest.mark.parametrize(
    "rule",
    [
        "@media print{.x{display:none}}",
        "@media (max-width:600px){.x{display:none}}",
        ".x:hover{display:none}",
        ".x{display:none} span.x{display:inline}",
        ".x{left:-9999px}",
        ".x{color:#767676}",
        ".x{color:#fff;background:#036}",
        ".x{color:#fff;background:url(dark.png)}",
        ".x{color:#fff;background:linear-gradient(#000,#333)}",
        ".x{height:0}",
        ".x{opacity:.5}",
        "}{ not a rule; .x{display:none",
        "td{color:#fff;background:#fff} .x{color:inherit;background:#000}",
        ".x::before{display:none}",
        "[[{display:none}",
        ".x{color:transparent;background:linear-gradient(red,blue);background-clip:text}",
        ".x{color:transparent;text-shadow:0 0 #000}",
        ".x{transform:scale(0.5)}",
        ".x{font:14px/0 a}",
        ":root{--shown:inline} .x{display:var(--shown,none)}",
        "p{.x{display:none}}",
    ],
)
def test_text_that_a_screen_shows_is_read(rule: str) -> None:
    """Print rules, narrow screens, states and faint colours hide nothing."""
    document = _read(rule)
    assert "behind" in _rows(document)[1][1]
    assert "behind" not in _hidden(document)


@pytest.mark.parametrize(
    "hidden",
    [
        "<dialog>behind</dialog>",
        "<div popover>behind</div>",
        "<template>behind</template>",
        "<input type=hidden value=behind>",
        "<input type=password value=behind>",
    ],
)
def test_what_is_closed_is_hidden_text(hidden: str) -> None:
    """A dialog, a popover, a template and fields that show nothing."""
    document = _read(page=_PAGE.replace("behind", "").replace("the door", f"the door {hidden}"))
    assert _rows(document)[1][1] == "Sweep the door"
    assert _hidden(document) == {"behind": Cause.INVISIBLE}


@pytest.mark.parametrize(
    "shown",
    [
        "<dialog open>behind</dialog>",
        "<button popovertarget=p>+</button><div popover id=p>behind</div>",
        "<div><template shadowrootmode=open>behind</template></div>",
        "<svg><foreignObject><p>behind</p></foreignObject></svg>",
    ],
)
def test_what_is_open_or_a_button_opens_is_read(shown: str) -> None:
    """An open dialog, a popover with its button, the content of a component."""
    document = _read(page=_PAGE.replace("behind", "").replace("the door", f"the door {shown}"))
    assert "behind" in _rows(document)[1][1]
    assert _hidden(document) == {}


@pytest.mark.parametrize("side", ["before", "after"])
def test_words_of_the_style_sheet_are_a_finding(side: str) -> None:
    """Generated content is not text of the page; signs alone are none either."""
    found = _read(f".x::{side}{{content:'Late again'}} td::{side}{{content:'/'}}").findings
    assert [(f.code, f.words) for f in found] == [("style-text", ("Late", "again"))]


def test_white_text_with_a_linked_sheet_is_read() -> None:
    """What a linked style sheet paints behind the text is not known, so nothing is claimed."""
    linked = "<link rel=stylesheet href=a.css>" + _PAGE
    assert "behind" in _rows(_read(".x{color:#fff}", page=linked))[1][1]


def test_a_font_size_of_nothing_between_shown_parts_hides_nothing() -> None:
    """`font-size: 0` around parts with their own size only removes the space between them."""
    document = _read(
        ".o{font-size:0} .x{font-size:1rem}", page=_PAGE.replace("Sweep", "<p class=o>")
    )
    assert "behind" in _rows(document)[1][1]


@pytest.mark.parametrize(
    "columns",
    [
        "<colgroup><col><col style='visibility:collapse'><col></colgroup>",
        "<col><col class=gone>",
        "<style>col:nth-child(2){display:none}</style><colgroup><col><col><col></colgroup>",
        "<style>td:nth-child(2),th:nth-child(2){display:none}</style>",
        "<style>tr>*+*:not(:last-child){display:none}</style>",
    ],
)
def test_a_hidden_column_is_not_read(columns: str) -> None:
    """A column is hidden by its `col`, or by a rule for each of its cells; spans above it stay."""
    page = (
        f"<style>.gone{{display:none}}</style><table>{columns}<tr><th>No.<th>Draft<th>Aim</tr>"
        "<tr><td>1<td>secret<td>Sweep</tr></table>"
    )
    document = read_html(page.encode(), "plan.html", DEFAULT_OPTIONS)
    assert _rows(document) == [["No.", "Aim"], ["1", "Sweep"]]
    assert _hidden(document) == {"Draft secret": Cause.STYLE}


def test_a_cell_over_a_hidden_and_a_shown_column_is_read() -> None:
    """Only cells that are in hidden columns alone are hidden; a row span keeps its column."""
    page = (
        "<table><col><col style='display:none'><col><tr><td rowspan=2>1<td colspan=2>both</tr>"
        "<tr><td>gone<td>shown</tr></table>"
    )
    document = read_html(page.encode(), "plan.html", DEFAULT_OPTIONS)
    assert _rows(document) == [["1", "both"], ["shown"]]
    assert _hidden(document) == {"gone": Cause.STYLE}


def test_comments_that_word_saved_are_no_text() -> None:
    """Neither the list of comments nor their marks in the text are read; both are findings."""
    page = (
        "<p>Sweep.<a class=msocomanchor href='#_msocom_1'>[QX1]</a></p>"
        "<div style='mso-element:comment-list'><div style='mso-element:comment'>Ask Mo</div></div>"
    )
    document = read_html(page.encode(), "plan.html", DEFAULT_OPTIONS)
    assert [item.content.plain for item in document.items if hasattr(item, "content")] == ["Sweep."]
    assert [f.words for f in document.findings] == [("[QX1]",), ("Ask", "Mo")]
    assert {f.code for f in document.findings} == {"comment"}


def test_a_style_sheet_beyond_reason_is_one_clear_error() -> None:
    """Megabytes of style rules would take the parser minutes."""
    page = f"<style>{'p {} ' * 400_001}</style><table><tr><td>7</td></tr></table>"

    with pytest.raises(TooLargeError, match="characters of style rules"):
        read_html(page.encode(), "plan.html", DEFAULT_OPTIONS)
