"""Random web pages with words in every place that shows or hides them."""

from __future__ import annotations

from typing import Any

from lxml import html

from tests.wordcheck.words import HEADINGS, Words

_CELL = (
    "{0}",
    "<p>{0}</p><ul><li>{1}</li><li>{2}</li></ul>",
    "<span class=gone>{0}</span> {1}",
    '<span style="display:none">{0}</span>',
    '<span style="color:#fff">{0}</span>',
    '<span style="background:#000;color:black">{0}</span>',
    '<span style="font-size:0">{0}</span>',
    '<div style="position:absolute;left:-9999px">{0}</div>',
    "<textarea>{0}</textarea>",
    "<select><option>{0}</option><option selected>{1}</option></select>",
    "<input value='{0}'> <button>{1}</button>",
    "<label><input type=checkbox checked> {0}</label>",
    "<math><mfrac><mi>{0}</mi><mi>{1}</mi></mfrac></math>",
    "<math><msup><mi>{0}</mi><mn>2</mn></msup><mtext>{1}</mtext></math>",
    "<svg><title>{0}</title><text>{1}</text></svg>",
    "<object data=x.pdf>{0}</object>",
    "<ruby>{0}<rp>(</rp><rt>{1}</rt><rp>)</rp></ruby>",
    "{0}<sup>{1}</sup> {2}<sub>3</sub>",
    "<details><summary>{0}</summary><dl><dt>June 27th 2024</dt><dd>{1}</dd></dl></details>",
    "<details><summary>{0}</summary><p>{1}</p></details>",
    "<table><caption>{0}</caption><tr><td>{1}</td></tr></table>",
    "<img src=a.png alt='{0}'> <i class='fa fa-check' title='{1}'></i>",
    "<noscript>{0}</noscript>",
    "<template>{0}</template>",
    "<video>{0}</video><canvas>{1}</canvas><audio>{2}</audio>",
    "<iframe src=a.html>{0}</iframe>",
    "<a href='https://example.org/'>{0}</a> <del>{1}</del> <ins>{2}</ins>",
    "<figure><figcaption>{0}</figcaption></figure>",
    "<blockquote>{0}</blockquote><pre>{1}</pre>",
    "<dl><dt>{0}</dt><dd>{1}</dd></dl>",
    "<fieldset><legend>{0}</legend>{1}</fieldset>",
    "<a class=msocomanchor href='#_msocom_1'>[{0}]</a>",
    "<h4>{0}</h4><aside>{1}</aside><nav>{2}</nav>",
    "<datalist><option>{0}</option></datalist><output>{1}</output>",
    "<meter value=1>{0}</meter><progress>{1}</progress>",
    "<audio controls>{0}</audio><map><area alt='a'></map>",
)
_BETWEEN = ("", "", "<caption>{0}</caption>", "<colgroup><col><col></colgroup>")
_BESIDE = (
    *("<p>{0}</p>", "<nav>{0}</nav>", "<footer>{0}</footer>", "<p class=gone>{0}</p>"),
    *("<div style='mso-element:comment-list'><div style='mso-element:comment'>{0}</div></div>",),
    *(
        "<textarea>{0}</textarea>",
        "<noscript>{0}</noscript>",
        "<h2>{0}</h2>",
        "<svg><text>{0}</text></svg>",
    ),
    *("<form><select><option>{0}</option></select></form>", "<math><mi>{0}</mi></math>"),
    *("<dl><dt>{0}</dt><dd>{1}</dd></dl>", "<ul>{0}<li>{1}</li></ul>", "<dialog>{0}</dialog>"),
)


def make_html(seed: int) -> bytes:
    """Return a page; the same for the same `seed`."""
    words = Words(seed)

    def filled(pattern: str) -> str:
        return pattern.format(*(words.some() for _ in range(3)))

    def cell() -> str:
        picked = words.random.choices(_CELL, k=words.random.randint(1, 3))
        return " ".join(map(filled, picked))

    lines = ["<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in words.rows(cell)]
    for at in range(len(lines)):
        if words.random.random() < 0.15:
            lines[at] += words.random.choice(("{0}", "<p>{0}</p>")).format(words.some())
    head = "<tr>" + "".join(f"<th>{h}</th>" for h in HEADINGS) + "</tr>"
    before, after = ("".join(map(filled, words.random.choices(_BESIDE, k=2))) for _ in range(2))
    caption = filled(words.random.choice(_BETWEEN))
    page = (
        "<!doctype html><html><head><meta charset=utf-8><title>Wexmoor plan</title>"
        "<style>.gone{display:none}</style></head><body><h1>Wexmoor Action Plan</h1>"
        f"{before}<table>{caption}<thead>{head}</thead><tbody>{''.join(lines)}</tbody></table>"
        f"{after}</body></html>"
    )
    return page.encode()


def extract_html(data: bytes) -> list[str]:
    """Return the texts of `data` by lxml, and what its attributes show."""
    root = html.document_fromstring(data.decode())
    shown = "//text()[not(ancestor::style) and not(ancestor::script)] | //@alt | //input/@value"
    texts: Any = root.xpath(shown)
    return [str(text) for text in texts]
