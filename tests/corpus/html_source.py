"""A sheet as an HTML page with a style sheet for print."""

from __future__ import annotations

from html import escape

from pipeline.richtext import BulletList, Line, RichText
from tests.corpus.sheets import Sheet, SheetCell, SheetTable, SheetText
from tests.corpus.style import Style

_RULES = {
    "solid": "table{border-collapse:separate;border-spacing:0} td,th{border:0.75pt solid #555}",
    "hairline": "table{border-collapse:collapse} td,th{border:0.25pt solid #999}",
    "dotted": "table{border-collapse:collapse} td,th{border:1px dotted #333}",
    "collapsed": "table{border-collapse:collapse} td,th{border:1pt solid #333}",
    "inner": "table{border-collapse:collapse} td,th{border:0.5pt solid #333}"
    "tr>:first-child{border-left:0} tr>:last-child{border-right:0} table{border:0}",
    "filled": "table{border-collapse:separate;border-spacing:1pt;background:#777}"
    "td,th{background:#fff}",
    "thick": "table{border-collapse:collapse} td,th{border:2.25pt solid #333}",
    "none": "table{border-collapse:separate;border-spacing:4pt} td,th{border:0}",
    "level": "table{border-collapse:collapse} td,th{border:0.5pt solid #999}"
    "td,th{border-width:0.5pt 0}",
    "heading": "table{border-collapse:collapse} th{border:1pt solid #333;border-width:1pt 0}",
    "upright": "table{border-collapse:collapse} td,th{border:0.5pt solid #999}"
    "td,th{border-width:0 0.5pt}",
    "zebra": "table{border-collapse:collapse} tbody tr:nth-child(even){background:#eee}",
}


def html_source(sheet: Sheet, style: Style) -> bytes:
    """Return `sheet` as a page, UTF-8."""
    items = list(sheet)
    body = "\n".join(_table(i, style) if isinstance(i, SheetTable) else _text(i) for i in items)
    if style.title_page:
        body = f'<div class="front"><p>Published for the public</p></div>\n{body}'
    if style.prose_after:
        body += (
            '\n<div class="after"><h2>About this plan</h2><p>It is reviewed each quarter.</p></div>'
        )
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Plan</title>'
        f"<style>{_css(style)}</style></head><body>{body}</body></html>"
    ).encode()


def _css(style: Style) -> str:
    width, height = style.sheet
    margins = (
        '@top-left{content:"Action plan of the force";font-size:7pt}'
        '@bottom-right{content:"Page " counter(page) " of " counter(pages);font-size:7pt}'
    )
    return (
        f"@page{{size:{width}mm {height}mm;margin:14mm 12mm;{margins if style.furniture else ''}}}"
        f"body{{font:{style.size}pt '{style.font}';margin:0}} h1{{font-size:18pt}}"
        "table{width:100%;table-layout:fixed} td,th{padding:2pt 3pt;vertical-align:top;"
        "text-align:left;overflow-wrap:break-word} p{margin:0 0 3pt} "
        "ul{margin:0 0 3pt;padding-left:12pt}"
        f"thead{{display:{'table-header-group' if style.repeat_headings else 'table-row-group'}}}"
        f"tr{{break-inside:{'auto' if style.split_rows else 'avoid'}}}"
        ".front{break-after:page} .after{break-before:page}"
        f"{_RULES[style.rules]} {'th{background:#d8dfe8}' if style.shaded else ''}"
        f"{_placing(style)}"
    )


def _placing(style: Style) -> str:
    made = ""
    if style.upright_place != "top":
        made += f"td,th{{vertical-align:{style.upright_place}}}"
    if style.tight:
        made += "table{border-spacing:0} td,th{padding:0 2pt} td p,th p,td ul{margin:0}"
    if style.centred:
        made += "th,td:first-child,td:last-child{text-align:center}"
    return made


def _text(item: SheetText) -> str:
    if item.level:
        return f"<h{item.level}>{_inline(item.content)}</h{item.level}>"
    return blocks(item.content)


def _inline(content: RichText) -> str:
    return "".join(_line(line) for line in content.lines())


def _table(table: SheetTable, style: Style) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * w / total:.3f}%">' for w in table.widths)
    head, body = table.rows[: table.heading_rows], table.rows[table.heading_rows :]
    rows = "".join(_row(row, "td") for row in body)
    thead = "".join(_row(row, "th") for row in head)
    thead = f"<thead>{thead}</thead>" if thead else ""
    return f"<table><colgroup>{columns}</colgroup>{thead}<tbody>{rows}</tbody></table>"


def _row(row: tuple[SheetCell, ...], tag: str) -> str:
    return "<tr>" + "".join(_cell(cell, tag) for cell in row) + "</tr>"


def _cell(cell: SheetCell, tag: str) -> str:
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return f"<{tag}{spans}>{blocks(cell.content)}</{tag}>"


def blocks(content: RichText) -> str:
    """Return `content` as paragraphs and lists."""
    made = []
    for block in content.blocks:
        if isinstance(block, BulletList):
            made.append("<ul>" + "".join(f"<li>{_line(i)}</li>" for i in block.items) + "</ul>")
        else:
            made.append(f"<p>{_line(block.runs)}</p>")
    return "".join(made)


def _line(line: Line) -> str:
    return "".join(_run(run.text, run.bold, run.italic, run.link) for run in line)


def _run(text: str, bold: bool, italic: bool, link: str) -> str:
    made = escape(text)
    made = f"<b>{made}</b>" if bold else made
    made = f"<i>{made}</i>" if italic else made
    return f'<a href="{escape(link)}">{made}</a>' if link else made
