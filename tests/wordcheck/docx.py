"""Random Word documents with words in every place that shows or hides them."""

from __future__ import annotations

import io
import re
import zipfile

from docx import Document
from docx.oxml import parse_xml
from lxml import etree

from tests.wordcheck.words import HEADINGS, Words

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def _run(look: str, text: str = "{0}") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def _box(text: str) -> str:
    return f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"


_RUNS = (
    _run(""),
    _run("<w:vanish/>"),
    _run('<w:color w:val="FFFFFF"/>'),
    _run('<w:highlight w:val="black"/>'),
    _run('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'),
    _run('<w:sz w:val="2"/>'),
    _run('<w:vertAlign w:val="superscript"/>'),
    _run('<w:vertAlign w:val="subscript"/>'),
    _run("<w:strike/>"),
    _run("<w:b/>") + "<w:r><w:br/></w:r>" + _run("<w:i/>", "{1}"),
    "<m:oMath><m:f><m:num><m:r><m:t>{0}</m:t></m:r></m:num><m:den><m:r><m:t>{1}</m:t></m:r>"
    "</m:den></m:f></m:oMath>",
    "<m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>{0}</m:t></m:r></m:e><m:sup><m:r><m:t>{1}</m:t>"
    "</m:r></m:sup></m:sSup></m:oMath></m:oMathPara>",
    "<w:r><w:ruby><w:rt><w:r><w:t>{0}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{1}</w:t></w:r>"
    "</w:rubyBase></w:ruby></w:r>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>{0}</w:t></w:r>"
    "</w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r>"
    "</w:sdtContent></w:sdt><w:r><w:t>{0}</w:t></w:r>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{0}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:fldSimple w:instr=" REF x "><w:r><w:t>{0}</w:t></w:r></w:fldSimple>',
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
    + _box("{0}")
    + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    + _box("{0}")
    + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    '<mc:AlternateContent><mc:Choice Requires="w14"><w:r><w:t>{0}</w:t></w:r></mc:Choice>'
    "<mc:Fallback><w:r><w:t>{1}</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    "<w:r><w:drawing><a:graphic><a:p><a:r><a:t>{0}</a:t></a:r></a:p></a:graphic></w:drawing></w:r>",
    '<w:hyperlink w:anchor="x"><w:r><w:t>{0}</w:t></w:r></w:hyperlink>',
    '<w:smartTag w:element="x"><w:r><w:t>{0}</w:t></w:r></w:smartTag>',
    '<w:r><w:pict><v:shape><v:textpath string="{0}"/></v:shape></w:pict></w:r>',
    "<w:bdo><w:r><w:t>{0}</w:t></w:r></w:bdo>",
    '<w:r><w:footnoteReference w:id="{note}"/></w:r>',
)
_BLOCKS = (
    "{p}",
    "{p}{q}",
    "<w:sdt><w:sdtPr/><w:sdtContent>{p}</w:sdtContent></w:sdt>{q}",
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{p}</w:tc></w:tr>"
    "</w:tbl>{q}",
    "<m:oMathPara><m:oMath><m:r><m:t>{0}</m:t></m:r></m:oMath></m:oMathPara>{p}",
    "<w:customXml w:element='x'>{p}</w:customXml>{q}",
)


class _Maker:
    def __init__(self, seed: int) -> None:
        self.words = Words(seed)
        self.notes: list[str] = []

    def runs(self) -> str:
        picked = self.words.random.choices(_RUNS, k=self.words.random.randint(1, 3))
        return "".join(map(self._filled, picked))

    def blocks(self) -> str:
        pattern = self.words.random.choice(_BLOCKS)
        p, q = (f"<w:p>{self.runs()}</w:p>" for _ in range(2))
        return pattern.format(self.words.some(), p=p, q=q)

    def _filled(self, pattern: str) -> str:
        if "{note}" in pattern:
            self.notes.append(self.words.some())
        texts = (self.words.some() for _ in range(2))
        return pattern.format(*texts, note=len(self.notes))

    def footnotes(self) -> str:
        made = (
            f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
            for n, text in enumerate(self.notes, 1)
        )
        return f"<w:footnotes {_SPACES}>{''.join(made)}</w:footnotes>"

    def cell(self, inside: str, merge: str = "") -> str:
        """Return a cell."""
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{inside}</w:tc>"

    def table(self) -> str:
        cell, random = self.cell, self.words.random
        lines = ["".join(cell(_paragraph(heading)) for heading in HEADINGS)]
        former = ""
        for row in self.words.rows(lambda: ""):
            goes_on = row[0] == former
            former = row[0]
            merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
            hidden = self.blocks() if goes_on and random.random() < 0.3 else "<w:p/>"
            first = hidden if goes_on else _paragraph(row[1])
            cells = [cell(_paragraph(row[0]) if not goes_on else "<w:p/>", merge)]
            cells += [cell(first, merge)]
            cells += [
                cell(_paragraph(text) + (self.blocks() if text.endswith(" ") else ""))
                for text in row[2:]
            ]
            lines.append("".join(cells))
        rows = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
        return f"<w:tbl {_SPACES}><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def make_docx(seed: int) -> bytes:
    """Return a document; the same for the same `seed`."""
    maker = _Maker(seed)
    document = Document()
    document.add_paragraph("Wexmoor Action Plan", style="Title")
    body = document.element.body
    for made in (f"<w:p {_SPACES}>{maker.runs()}</w:p>", maker.table()):
        body.insert(len(body) - 1, parse_xml(made))
    document.sections[0].header.paragraphs[0].text = maker.words.some()
    saved = io.BytesIO()
    document.save(saved)
    return _with_part(saved.getvalue(), "footnotes", maker.footnotes())


def _with_part(data: bytes, kind: str, xml: str) -> bytes:
    """Return the package `data` with the part `kind` of its document."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                link = (
                    f'<Relationship Id="rIdX{kind}" Target="{kind}.xml" Type="http://schemas.'
                    f'openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
                )
                part = part.replace(b"</Relationships>", link.encode())
            new.writestr(name, part)
        new.writestr(f"word/{kind}.xml", xml)
    return made.getvalue()


def extract_docx(data: bytes) -> list[str]:
    """Return what the elements of text in every part of the package `data` hold."""
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(?!styles|theme|settings|numbering).*\.xml", name):
                root = etree.fromstring(package.read(name))
                texts += [e.text or "" for e in root.iter("{*}t", "{*}v")]
                texts += [e.get("string", "") for e in root.iter("{*}textpath")]
    return texts
