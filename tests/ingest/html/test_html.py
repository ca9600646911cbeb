"""Saved web pages of every kind."""

from __future__ import annotations

import pytest

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.ingest.html import read_html
from pipeline.parse.prepare import prepared
from pipeline.richtext import BulletList, Paragraph, RichText, Run, plain_text, rich_text
from pipeline.table import RawDocument, RawTable, RawText


def _read(body: str, encoding: str = "utf-8") -> RawDocument:
    return prepared(read_html(body.encode(encoding), "plan.html", DEFAULT_OPTIONS))


def _texts(document: RawDocument) -> list[tuple[int, str]]:
    return [(i.level, i.content.plain) for i in document.items if isinstance(i, RawText)]


def _table(document: RawDocument) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.content.plain for cell in row] for row in table.rows]


def _cell(inside: str) -> RichText:
    (table,) = _read(f"<table><tr><td>{inside}</td><td>x</td></tr></table>").tables()
    return table.rows[0][0].content


def _codes(document: RawDocument) -> list[str]:
    return [finding.code for finding in document.findings]


def test_headings_texts_and_tables_in_order() -> None:
    """Headings have their level, paragraphs and lists are texts, tables are between them."""
    document = _read(
        "<h1>Plan</h1>Loose <b>words</b><p>One</p><ul><li>a<li>b</ul>"
        "<table><tr><td>7</td></tr></table><h3>More</h3><div>Two<div>Three</div></div>"
    )

    assert [type(item) for item in document.items][4] is RawTable
    assert _texts(document) == [
        (1, "Plan"),
        (0, "Loose words"),
        (0, "One"),
        (0, "• a\n• b"),
        (3, "More"),
        (0, "Two"),
        (0, "Three"),
    ]


@pytest.mark.parametrize(
    "inside, content",
    [
        ("a<br>b", plain_text("a\nb")),
        ("<p>a</p> <p> b\n c</p>", plain_text("a\nb c")),
        ("x<ul><li>a<li>b<br>c</ul>y", plain_text("x\n•a\n•b c\ny")),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>", plain_text("•a•b•c d")),
        ("<ol><li>a<li>b</ol>", plain_text("1. a\n2. b")),
        ("<ol><li><p>a</p><p>b</p><li>c<br>d</ol>", plain_text("1. a\nb\n2. c\nd")),
        ('<ol start=3 type="a"><li>x</ol>', plain_text("c. x")),
        ("a&nbsp;b &amp; &lt;c&gt; £", plain_text("a\u00a0b & <c> £")),
        ("un<b></b>broken", plain_text("unbroken")),
        ("<span>a</span><span>b</span>", plain_text("ab")),
        ("<script>x</script><style>y</style><!-- z -->a", plain_text("a")),
        ('<img src=tick.png alt="Complete">', plain_text("Complete")),
        ("<details><summary>More</summary>text</details>", plain_text("More\ntext")),
    ],
)
def test_cells(inside: str, content: RichText) -> None:
    """A cell's text is what a reader of the page sees: paragraphs, items, numbers."""
    assert _cell(inside) == content


def test_looks() -> None:
    """Bold, italic and links are kept, by element or by style."""
    inside = (
        '<b>a</b> <em>b</em> <span style="font-weight:700">c</span> '
        '<b>d <span style="font-style: italic">e</span></b> '
        '<a href=" https://x.org/?a=1&amp;b ">f</a>'
    )
    runs = (
        Run("a ", bold=True),
        Run("b", italic=True),
        Run(" "),
        Run("c ", bold=True),
        Run("d ", bold=True),
        Run("e", bold=True, italic=True),
        Run(" "),
        Run("f", link="https://x.org/?a=1&b"),
    )

    assert _cell(inside) == rich_text([Paragraph(runs)])


@pytest.mark.parametrize(
    "base, href, link, codes",
    [
        ("", "/plan", "", ["link-without-address"]),
        ("", "#top", "", []),
        ("", "javascript:alert(1)", "", ["link-without-address"]),
        ("<base href='https://x.org/'>", "http://[x", "", ["link-without-address"]),
        ("<base href='https://x.org/a/'>", "b.pdf", "https://x.org/a/b.pdf", []),
    ],
)
def test_links(base: str, href: str, link: str, codes: list[str]) -> None:
    """A link without a whole address keeps its words and is reported; a base completes it."""
    document = _read(f"{base}<table><tr><td>see <a href='{href}'>it</a></td></tr></table>")

    (table,) = document.tables()
    (block,) = table.rows[0][0].content.blocks
    assert isinstance(block, Paragraph)
    assert block.runs[-1].link == link
    assert _codes(document) == codes


def test_spans_and_headings() -> None:
    """Spans are kept, cut at the end of their section; headings are told by tag and section."""
    document = _read(
        "<table><caption>Cap <b>tion</b></caption><thead><tr><td colspan=2>A</td></tr></thead>"
        "<tbody><tr><th rowspan=9>1</th><td>x</td></tr><tr><td>y</td></tr></tbody>"
        "<tbody><tr><td rowspan=0>2</td><td>z</td></tr><tr><td>w</td></tr></tbody></table>"
    )
    (table,) = document.tables()

    assert (_texts(document), document.furniture) == ([], ("Cap tion",))
    assert [[(c.row_span, c.column_span) for c in row] for row in table.rows] == [
        [(1, 2)],
        [(2, 1), (1, 1)],
        [(1, 1)],
        [(2, 1), (1, 1)],
        [(1, 1)],
    ]
    assert [[c.is_heading for c in row] for row in table.rows[:2]] == [[True], [True, False]]


def test_captions_of_several_tables() -> None:
    """Where a page has several tables with captions, each is the heading of its table."""
    document = _read("<table><caption>A</caption><tr><td>1</table>" * 2)

    assert _texts(document) == [(6, "A"), (6, "A")]


def test_furniture() -> None:
    """Navigation, banner, aside and footer are furniture; a header inside the content is not."""
    document = _read(
        "<div title=header>Running title</div><a href='#m'>Skip</a>"
        "<header><p>Force</p></header><nav><li>Home</nav><main id=m>"
        "<article><header><h1>Plan</h1></header><p>Text</p><button>Print</button></article></main>"
        "<aside>Related</aside><div role=contentinfo>Foot</div>"
    )

    assert _texts(document) == [(1, "Plan"), (0, "Text")]
    assert document.furniture == (
        "Running title",
        "Skip",
        "Force",
        "Home",
        "Print",
        "Related",
        "Foot",
    )


def test_hidden_text_is_reported() -> None:
    """What the page hides is not part of it; its words are in a finding."""
    document = _read(
        "<p hidden>one two</p><p style='display: none'>three</p><table><tr hidden><td>four</tr>"
        "<tr><td>seen<span class='govuk-visually-hidden'>five</span></td></tr></table>"
    )

    assert _table(document) == [["seen"]]
    assert _codes(document) == ["hidden-text"] * 4
    assert [w for f in document.findings for w in f.words] == [
        "one",
        "two",
        "three",
        "four",
        "five",
    ]


def test_closed_sections_are_not_hidden() -> None:
    """What a button of the page opens is content, also while it is closed."""
    document = _read(
        "<h2><button aria-controls=s1>Recommendation 7</button></h2><div id=s1 hidden>Text</div>"
        "<h2>Recommendation 8</h2><div hidden='until-found'>More</div>"
    )

    assert _texts(document) == [
        (2, "Recommendation 7"),
        (0, "Text"),
        (2, "Recommendation 8"),
        (0, "More"),
    ]


def test_panels_of_tabs_are_not_hidden() -> None:
    """All tabs are content, though a page shows one at a time; what no tab opens is hidden."""
    document = _read(
        "<ul role=tablist><li role=tab><a href='#t1'>7</a></li></ul>"
        "<section id=t1 role=tabpanel hidden><p>One</p></section>"
        "<a data-bs-toggle=collapse href='#t2'>8</a><div id=t2 style='display:none'>Two</div>"
        "<button data-target='#t3'>9</button><div id=t3 hidden>Three</div>"
        "<a href='#t4'>10</a><div id=t4 hidden>Four</div>"
    )

    said = [text for _, text in _texts(document)]
    assert {"One", "Two", "Three"} <= set(said)
    assert "Four" not in said
    assert [f.words for f in document.findings] == [("Four",)]


STACKED = (
    "<table><tr><th>No.</th><th>Owner</th></tr>"
    "<tr><td><b class=label>No.</b><span>7</span></td>"
    "<td><b class=label>Owner:</b> <span>Vale</span></td></tr>"
    "<tr><td><b class=label>No.</b><span>8</span></td><td>{}</td></tr></table>"
)


@pytest.mark.parametrize(
    ("last", "rows"),
    [
        ("<b class=label>Owner:</b>", [["7", "Vale"], ["8", ""]]),
        ("Owner of none", [["No.7", "Owner: Vale"], ["No.8", "Owner of none"]]),
    ],
)
def test_headings_repeated_for_narrow_screens(last: str, rows: list[list[str]]) -> None:
    """A heading at the start of every cell is the page's; where a cell has none they are text."""
    table = next(_read(STACKED.format(last)).tables())

    assert [[cell.content.plain for cell in row] for row in table.rows[1:]] == rows


def test_revisions_and_nested_tables_are_reported() -> None:
    """Struck and inserted text, and a table in a cell, are read and reported."""
    document = _read(
        "<table><tr><td>a <del>b</del> <ins>c</ins></td>"
        "<td>d<table><tr><td>e</td><td>f</td></tr></table></td></tr></table>"
    )

    assert _table(document) == [["a b c", "d\ne\nf"]]
    assert _codes(document) == ["revision", "revision", "nested-table"]


def test_layout_tables_are_looked_into() -> None:
    """A table that only arranges the page is not a table; neither is one that says so."""
    inner = "<table><tr><td>7</td><td>x</td></tr></table>"

    assert _table(_read(f"<table><tr><td><h1>P</h1>{inner}</td></tr></table>")) == [["7", "x"]]
    assert _table(_read(f"<table role=none><tr><td>a<td>{inner}</table>")) == [["7", "x"]]


def test_tables_by_role() -> None:
    """A grid made of other elements is a table where its roles say so."""
    document = _read(
        "<div role=table><div role=row><span role=columnheader aria-colspan=2>A</span></div>"
        "<div role=row><span role=cell>1</span><span role=cell>2</span></div></div>"
    )

    assert _table(document) == [["A"], ["1", "2"]]
    (table,) = document.tables()
    assert table.rows[0][0].column_span == 2


def test_description_lists() -> None:
    """A description list is a table of labels and values: a card."""
    document = _read("<dl><dt>Owner</dt><dd>Chief</dd><div><dt>Status</dt><dd>Done</dd></div></dl>")

    assert _table(document) == [["Owner", "Chief"], ["Status", "Done"]]


def test_history_becomes_columns() -> None:
    """Earlier updates behind a disclosure are columns before the newest."""
    document = _read(
        "<table><tr><th colspan=2>No</th><th>May</th></tr>"
        "<tr><td>1</td><td>x</td><td>new<details><summary>Earlier</summary>"
        "<dl><dt>April</dt><dd>b</dd><dt>March</dt><dd>a</dd></dl></details></td></tr>"
        "<tr><td>2</td><td>y</td><td>only</td></tr><tr><td colspan=3>Band</td></tr></table>"
    )

    assert _table(document) == [
        ["No", "March", "April", "May"],
        ["1", "x", "a", "b", "new"],
        ["2", "y", "", "", "only"],
        ["Band"],
    ]
    (table,) = document.tables()
    assert table.rows[3][0].column_span == 5
    assert document.furniture == ("Earlier",)


@pytest.mark.parametrize(
    "declared, encoding, codes",
    [
        ("", "utf-8", []),
        ("", "utf-8-sig", []),
        ("", "utf-16", []),
        ("", "cp1252", ["encoding"]),
        ("<meta charset=iso-8859-1>", "cp1252", []),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "cp1252", []),
        ("<meta charset=utf-8>", "cp1252", ["encoding"]),
        ("<?xml version='1.0' encoding='utf-8'?>", "utf-8", []),
        ("<meta charset=base64>", "utf-8", []),
    ],
)
def test_encodings(declared: str, encoding: str, codes: list[str]) -> None:
    """A page is decoded by its mark, its declaration, or else as UTF-8, and says if it had to."""
    document = _read(f"{declared}<p>£5 – “x”</p>", encoding)

    assert _texts(document) == [(0, "£5 – “x”")]
    assert _codes(document) == codes


@pytest.mark.parametrize(
    "data, words",
    [
        (b" ", "is empty"),
        (b"only words", "has no element"),
        (b"\x89PNG\0<x>", "null bytes"),
        (b"From: x\r\nContent-Type: multipart/related;\r\n\r\n<p>", "web archive"),
        (b"<!-- -->", "not a web page"),
        (b"<div>" * 5000 + b"x", "deep inside each other"),
    ],
)
def test_refused(data: bytes, words: str) -> None:
    """What is not a page is refused with its name and its kind."""
    with pytest.raises(UnreadableFileError, match=words):
        read_html(data, "plan.html", DEFAULT_OPTIONS)


def test_too_large() -> None:
    """A page beyond the limit is refused."""
    with pytest.raises(TooLargeError, match="limit is 3"):
        read_html(b"<p>x</p>", "plan.html", ReadOptions(max_bytes=3))


def test_spans_beyond_reason() -> None:
    """A few cells that claim millions of places are refused before anybody fills them."""
    with pytest.raises(TooLargeError, match=r"line 1: a table spans 5,050,000 cells"):
        _read("<table>" + "<tr><td rowspan=65534 colspan=1000>x" * 100)


def test_a_row_without_end() -> None:
    """A row of more cells than any table has columns is refused before they are read."""
    with pytest.raises(TooLargeError, match=r"line 2: a row has 1,001 cells; the limit is 1,000"):
        _read("<table>\n<tr>" + "<td>x" * 1001 + "</table>")


def test_a_cell_with_a_book_in_it() -> None:
    """It is refused before its paragraphs are read; a table in a layout's cell is no such thing."""
    book = "<p>x" * 50_001
    with pytest.raises(TooLargeError, match=r"line 2: the cell holds 50,001 elements; the limit"):
        _read(f"<table><tr><td>7\n<td>{book}</table>")
    with pytest.raises(TooLargeError, match=r"line 1: the cell holds 50,001 elements; the limit"):
        _read(f"<dl><dt>7<dd>{book}</dl>")
    rows = "<tr><td>7<td>x" * 20_000
    (table,) = _read(f"<table><tr><td>Menu<td><table>{rows}</table></table>").tables()
    assert len(table.rows) == 20_000


def test_entities_of_a_document_type_are_not_expanded() -> None:
    """A page's own entities neither read files nor grow."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "/etc/passwd">]>'
    document = _read(f"{bomb}<p>x &b; &c; y</p>")

    assert "root:" not in str(document.items)
    assert "aaaa" not in _texts(document)[-1][1]


def test_places() -> None:
    """A cell knows its line in the file, its row and its column."""
    (table,) = _read("<table>\n<tr><td>a</td>\n<td>b</td></tr></table>").tables()

    assert str(table.rows[0][1].source) == "plan.html, line 3, row 1, column 2"


def test_list_items_keep_their_looks() -> None:
    """A list in a cell is a list, with the looks inside its items."""
    assert _cell("<ul><li><i>a</i></ul>") == rich_text([BulletList(((Run("a", italic=True),),))])


def test_a_mark_that_word_draws_is_a_bullet() -> None:
    """Word saves a list as paragraphs; the sign it draws before each is marked to be ignored."""
    mark = (
        "<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>{}<span>&nbsp;&nbsp;"
        "</span></span><![endif]>"
    )
    items = [
        f"<p class=MsoListParagraph>{mark.format(sign)}{sign}</p>" for sign in ("·", "o", "2.")
    ]

    assert _cell("".join(items)) == plain_text("•·\n•o\n2. 2.")


def test_what_shows_nothing_at_a_margin_is_no_text() -> None:
    """Web editors leave zero-width spaces in cells; inside a word they stay."""
    assert _cell("\u200b<b>\ufeff7.1</b><br>\u200b<p>a\u200bb\u200b </p>") == rich_text(
        [Paragraph((Run("7.1", bold=True),)), Paragraph((Run("a\u200bb"),))]
    )


@pytest.mark.parametrize(
    ("attribute", "colour"),
    [
        ('bgcolor="#00B050"', "#00b050"),
        ('style="width:2em; background-color: Green; color: red"', "green"),
        ('style="background:#ffffff"', ""),
        ("", ""),
    ],
)
def test_a_cell_knows_its_colour(attribute: str, colour: str) -> None:
    """What fills a cell is kept as the page says it; white is nothing."""
    (table,) = _read(f"<table><tr><td {attribute}></td><td>x</td></tr></table>").tables()

    assert table.rows[0][0].colour == colour


def test_a_table_that_is_mostly_tables_arranges_the_page() -> None:
    """Old pages set their menu and their content side by side in a table."""
    plan = "<table><tr><td>7<td>Grade each report that arrives.</table>"
    page = f"<table><tr><td><ul><li>Home</ul><td>{plan}</table>"

    assert _table(_read(page)) == [["7", "Grade each report that arrives."]]


def test_a_small_table_in_a_cell_is_the_cells() -> None:
    """Where most words are the outer table's, the inner is read as part of its cell."""
    page = (
        "<table><tr><td>7<td>Each report that arrives is graded, as the figures below tell."
        "<table><tr><td>May<td>12</table></table>"
    )

    assert len(_table(_read(page))[0]) == 2


def test_links_to_the_page_itself() -> None:
    """A link that is alone is furniture; one among others, however many, is text."""
    row = '<a href="#x">w</a> ' * 5000
    document = _read(f'<p><!-- up --><a href="#top">Back to top</a></p><p>{row}</p>')

    assert ("Back to top",) == document.furniture
    assert [(0, " ".join(["w"] * 5000))] == _texts(document)


def test_a_second_value_of_a_label_stands_below_it() -> None:
    """Its label is empty; a link that is behind every value leads elsewhere."""
    change = '<dd><a href="/x">Change</a></dd>'
    read = _read("<dl><dt>Action</dt><dd>a</dd><dd>b</dd><dt>Owner</dt><dd>Vale</dd></dl>")
    linked = _read(f"<dl><dt>Action<dd>a</dd>{change}<dt>Owner<dd>Vale</dd>{change}</dl>")

    assert _table(read) == [["Action", "a"], ["", "b"], ["Owner", "Vale"]]
    assert _table(linked) == [["Action", "a"], ["Owner", "Vale"]]
    assert linked.furniture == ("Change", "Change")


def test_a_value_without_a_label_is_read() -> None:
    """A damaged page may begin its list with one."""
    assert _table(_read("<dl><dd>a</dd><dt>Owner</dt><dd>Vale</dd></dl>")) == [
        ["a"],
        ["Owner", "Vale"],
    ]


def test_a_list_of_tables_arranges_the_page() -> None:
    """Its labels are headings of what is in its values."""
    table = "<table><tr><td>1.1</td><td>Vale</td></tr></table>"
    read = _read(f"<dl><dt>Recommendation 1</dt><dd><p>Grade.</p>{table}</dd></dl>")

    assert _texts(read) == [(6, "Recommendation 1"), (0, "Grade.")]
    assert _table(read) == [["1.1", "Vale"]]


def test_an_item_that_begins_with_a_heading_has_no_number() -> None:
    """The list only sets cards in order; its numbers are of no paragraph."""
    read = _read("<ol><li><h3>Recommendation 7</h3><p>Grade.</p></li><li>Brief.</li></ol>")

    assert _texts(read) == [(3, "Recommendation 7"), (0, "Grade."), (0, "2. Brief.")]


def test_a_button_beside_a_cells_words_is_none_of_them() -> None:
    """It sorts the table; alone it is what the cell says."""
    read = _read(
        "<table><tr><th>Update<button>Sort by Update</button></th><th><button>Status</button></th>"
        "</tr></table>"
    )

    assert _table(read) == [["Update", "Status"]]
    assert read.furniture == ("Sort by Update",)


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg><title>Done</title><path d=""/></svg>',
        '<svg aria-label="Done"></svg>',
        '<i role="img" aria-label="Done"></i>',
    ],
)
def test_a_drawing_alone_says_its_name(drawing: str) -> None:
    """A status may be drawn; beside words a drawing adds none."""
    assert _cell(drawing) == plain_text("Done")
    assert _cell(f"Open {drawing}") == plain_text("Open")
