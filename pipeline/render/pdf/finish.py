"""The file around the pages: metadata, attachments, and one way to write the bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape  # that of xml.sax imports ssl
from importlib.resources import files
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

from pipeline.stamp import PRODUCER


@dataclass(frozen=True, slots=True)
class About:
    """What the file says about itself."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file inside the PDF."""

    name: str
    data: bytes
    relationship: str
    """What it is to the pages (AFRelationship): `Source` or `Data`."""
    description: str


def finish_pdf(data: bytes, about: About, embedded: Sequence[EmbeddedFile]) -> bytes:
    """Return the PDF `data` as PDF/A-3a and PDF/UA-1, with each of `embedded` in it once.

    The date is at midnight UTC: nothing in the file depends on when it was written.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        _describe(pdf, about)
        _embed(pdf, embedded, about.date)
        for page in pdf.pages:
            for annotation in page.get("/Annots", ()):
                annotation.F = 4  # to be printed, as PDF/A asks
        out = BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return out.getvalue()


def _describe(pdf: pikepdf.Pdf, about: About) -> None:
    root = pdf.Root
    root.Lang = about.language
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.OutputIntents = pikepdf.Array([_colour_space(pdf)])
    values = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.subject,
        "/Keywords": ", ".join(about.keywords),
        "/Producer": PRODUCER,
    }
    if about.date is not None:
        values["/CreationDate"] = values["/ModDate"] = _pdf_date(about.date)
    info = {key: value for key, value in values.items() if value}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(info))
    metadata = pikepdf.Stream(pdf, _xmp(about).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = pdf.make_indirect(metadata)


def _colour_space(pdf: pikepdf.Pdf) -> Dictionary:
    """Return what says that the colours are sRGB; WeasyPrint brings the profile."""
    profile = pikepdf.Stream(pdf, files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes())
    profile.N = 3
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB2014",
        Info="sRGB2014",
        DestOutputProfile=pdf.make_indirect(profile),
    )


def _embed(pdf: pikepdf.Pdf, embedded: Sequence[EmbeddedFile], date: dt.date | None) -> None:
    stamp = _pdf_date(date) if date else ""
    specifications = pikepdf.Array()
    for file in sorted(embedded, key=lambda f: f.name):
        specification = pikepdf.AttachedFileSpec(
            pdf,
            file.data,
            filename=file.name,
            description=file.description,
            mime_type="application/json",
            creation_date=stamp,
            mod_date=stamp,
            relationship=Name(f"/{file.relationship}"),
        )
        pdf.attachments[file.name] = specification
        specifications.append(specification.obj)
    pdf.Root.AF = specifications


def _pdf_date(date: dt.date) -> str:
    return f"D:{date:%Y%m%d}000000Z"


def _xmp(about: About) -> str:
    """Return the metadata packet that makes both claims, PDF/A-3a and PDF/UA-1."""
    date = f"{about.date.isoformat()}T00:00:00Z" if about.date else ""
    properties = (
        ("dc:title", _language_form(about.title), about.title),
        ("dc:creator", _list_form("Seq", about.author), about.author),
        ("dc:description", _language_form(about.subject), about.subject),
        ("dc:language", _list_form("Bag", about.language), about.language),
        ("pdf:Keywords", escape(", ".join(about.keywords), quote=False), about.keywords),
        ("pdf:Producer", PRODUCER, PRODUCER),
        ("xmp:CreateDate", date, date),
        ("xmp:ModifyDate", date, date),
    )
    lines = "\n".join(f"<{name}>{form}</{name}>" for name, form, value in properties if value)
    return _XMP.format(properties=lines)


def _language_form(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text, quote=False)}</rdf:li></rdf:Alt>'


def _list_form(kind: str, text: str) -> str:
    return f"<rdf:{kind}><rdf:li>{escape(text, quote=False)}</rdf:li></rdf:{kind}>"


# PDF/A knows no PDF/UA, so the packet brings the schema of the other claim with it
# (ISO 19005-3, 6.6.2.3.3).
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{properties}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
