"""What carries words on a page beside its text."""

from __future__ import annotations

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.html import read_html
from pipeline.table import RawDocument, RawText


def _read(inside: str) -> RawDocument:
    page = f"<table><tr><td>{inside}</td><td>x</td></tr></table>"
    return read_html(page.encode(), "plan.html", DEFAULT_OPTIONS)


def _cell(inside: str) -> str:
    (table,) = _read(inside).tables()
    return table.rows[0][0].content.plain


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<textarea>Tide table\nprinted</textarea>", "Tide table\nprinted"),
        ("<select><option>Open<option selected>Shut</select>", "Shut"),
        ("<select><option>Open<option>Shut</select>", "Open"),
        ("<select multiple><option selected>A<option>B<option selected>C</select>", "A, C"),
        ("<select multiple><option>A<option>B</select>", ""),
        ("<input value='Shut'>", "Shut"),
        ("<input type=hidden value='17'>Open", "Open"),
        ("<input type=checkbox checked> Shut <input type=checkbox> Open", "☑ Shut ☐ Open"),
        ("<input type=radio> Shut <input type=radio checked> Open", "☐ Shut ☑ Open"),
        ("<math><mfrac><mn>45</mn><mn>56</mn></mfrac></math> of boats", "45/56 of boats"),
        (
            "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>",
            "(a+b)/2",
        ),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math>", "10⁶"),
        ("<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>", "x₁²"),
        ("<math><msqrt><mn>9</mn></msqrt></math>", "√9"),
        ("<math><mfrac><mn>1</mn></mfrac></math>", "1"),
        ("45<sup>1</sup> boats, 10 km<sup>2</sup>", "45¹ boats, 10 km²"),
        ("H<sub>2</sub>O and x<sub>max</sub>", "H₂O and x_max"),
        ("the 1<sup>st</sup> and 22<sup>nd</sup>", "the 1st and 22nd"),
        ("see<sup>a b</sup>", "see^(a b)"),
        ("Mark<sup>TM</sup>", "MarkTM"),
        ("<ruby>船<rp>(</rp><rt>fune</rt><rp>)</rp></ruby>", "船 (fune)"),
        ("<object data=a.pdf>Tide table</object>", "Tide table"),
        ("<svg><title>Chart</title><text>Tide</text><text>table</text></svg>", "Tide table"),
        ("<i class='fa fa-check' title='Shut'></i>", "Shut"),
        ("<span class=icon aria-label='Shut'></span>", "Shut"),
        ("<i class=fa aria-hidden=true title='Shut'></i>", ""),
        ("<img src=a.png title='Shut'>", "Shut"),
        ("<details><summary>More</summary><p>Tide table</p></details>", "More\nTide table"),
    ],
)
def test_words_that_a_cell_shows(inside: str, text: str) -> None:
    """Controls, formulas, raised figures, drawings and icons say what a person sees."""
    assert _cell(inside) == text


@pytest.mark.parametrize(
    ("inside", "code", "words"),
    [
        ("<canvas>Tide table</canvas>", "embedded-content", ("Tide", "table")),
        ("<iframe src=a.html>Tide table</iframe>", "embedded-content", ("Tide", "table")),
        ("<noscript>Tide table</noscript>", "hidden-text", ("Tide", "table")),
        ("<template>Tide table</template>", "hidden-text", ("Tide", "table")),
        ("<datalist><option>Tide</datalist>", "hidden-text", ("Tide",)),
        ("<input placeholder='Say when'>", "prompt", ("Say", "when")),
        ("<textarea placeholder='Say when'></textarea>", "prompt", ("Say", "when")),
        ("<img src=green.png>", "picture", ()),
        ("<i class='fa fa-check'></i>", "picture", ()),
        ("<span style='background:green'>&nbsp;</span>", "picture", ()),
    ],
)
def test_what_is_not_read_is_a_finding(inside: str, code: str, words: tuple[str, ...]) -> None:
    """What a page embeds, never shows, or shows without words leaves a blank cell and a finding."""
    document = _read(inside)
    assert _cell(inside) == ""
    assert [(f.code, f.words) for f in document.findings][-1] == (code, words)


def test_options_that_nobody_chose_are_furniture() -> None:
    """The receipt has them."""
    assert _read("<select><option>Open<option selected>Shut</select>").furniture == ("Open",)


@pytest.mark.parametrize("between", ["Note: {}", "<p>Note: {}</p>", "<form>Note: {}</form>"])
def test_text_between_rows_is_a_text_above_the_table(between: str) -> None:
    """Browsers show what is in a table and in no cell above the table."""
    note = between.format("tides vary")
    page = f"<table><tr><td>1<td>2</tr>{note}<tr><td>3<td>4</tr></table>"
    first, _ = read_html(page.encode(), "plan.html", DEFAULT_OPTIONS).items
    assert isinstance(first, RawText)
    assert first.content.plain == "Note: tides vary"


def test_a_foot_is_the_last_section_wherever_it_is_written() -> None:
    """Browsers draw `tfoot` last and `thead` first."""
    page = (
        "<table><tfoot><tr><td>3</tfoot><tbody><tr><td>1</tbody><tbody><tr><td>2</tbody>"
        "<thead><tr><th>No.</thead></table>"
    )
    (table,) = read_html(page.encode(), "plan.html", DEFAULT_OPTIONS).tables()
    assert [row[0].content.plain for row in table.rows] == ["No.", "1", "2", "3"]
