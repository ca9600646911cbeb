"""Tests of files that are damaged, hostile, or no Word documents at all."""

from __future__ import annotations

import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import (
    EncryptedFileError,
    InputError,
    RevisionsError,
    TooLargeError,
    UnknownFormatError,
    UnreadableFileError,
)
from pipeline.ingest import ReadOptions
from tests.ingest.docx.documents import (
    MAIN,
    cell,
    document,
    only_table,
    packed,
    paragraph,
    part,
    read,
    relationships,
    row,
    table,
    texts,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_PLAN = document(table(row("7", "a"), row("8", "b")))
_MAIN = {"_rels/.rels": relationships({"main": ("officeDocument", MAIN)})}


def _other(target: str) -> bytes:
    rels = relationships({"main": ("officeDocument", target)})
    return packed({"_rels/.rels": rels, target: "<root/>"})


@pytest.mark.parametrize(
    ("data", "error", "says", "hint"),
    [
        (_OLE, UnreadableFileError, "Word 97", "save it as DOCX"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFileError, "password", "take the"),
        (b"%PDF-1.7", UnreadableFileError, "not a Word document", "save it again as DOCX"),
        (b"PK", UnreadableFileError, "not a Word document", "save it again as DOCX"),
        (_PLAN[: len(_PLAN) // 2], UnreadableFileError, "damaged", "save it again as DOCX"),
        (packed({"a.txt": "x"}), UnreadableFileError, "no Word document", "right file"),
        (_other("xl/workbook.xml"), UnknownFormatError, "Excel", ".xlsx"),
        (_other("ppt/presentation.xml"), UnknownFormatError, "presentation", "Word document"),
        (packed({"content.xml": "<x/>"}), UnknownFormatError, "LibreOffice", "save it as DOCX"),
        (packed({**_MAIN, MAIN: "<w:document"}), UnreadableFileError, "damaged", "save it again"),
    ],
)
def test_what_is_no_document(data: bytes, error: type[InputError], says: str, hint: str) -> None:
    """Each gets an error that names the file, what it is, and the next step."""
    with pytest.raises(error) as raised:
        read(data)
    assert raised.value.message.startswith("plan.docx ")
    assert says in raised.value.message
    assert hint in raised.value.hint


_LAUGHS = """<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>"""
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [_LAUGHS, _OUTSIDE, '<!DOCTYPE x SYSTEM "http://example.org/">'])
def test_declared_entities_are_refused(head: str) -> None:
    """A document type declaration, which Word never writes, is not obeyed: nothing is fetched."""
    body = part("document", f"<w:body>{paragraph('<w:r><w:t>&a;</w:t></w:r>')}</w:body>")
    with pytest.raises(UnreadableFileError):
        read(packed({**_MAIN, MAIN: head + body}))


def test_unpacked_size_has_a_limit() -> None:
    """An archive that unpacks to more than the limit is refused before it is unpacked."""
    bomb = packed({**_MAIN, MAIN: " " * 5_000_000, "word/media/x.bin": "0" * 50_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(TooLargeError, match="55,"):
        read(bomb, ReadOptions(max_bytes=10_000_000))


def test_archive_that_lies_about_its_size() -> None:
    """A part is unpacked as far as the archive says, however much is packed there."""
    honest = packed({**_MAIN, MAIN: " " * 5_000_000})
    sizes = struct.pack("<L", 5_000_000)
    lying = honest.replace(sizes, struct.pack("<L", 10))
    with pytest.raises(UnreadableFileError):
        read(lying, ReadOptions(max_bytes=100_000))


def test_deep_nesting_is_refused() -> None:
    """A document that is nested beyond all sense is an error and no crash."""
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    with pytest.raises(UnreadableFileError):
        read(document(deep))


def test_names_in_the_archive_are_only_names() -> None:
    """Parts are found by name and never written to the disk, so a name can do no harm."""
    files = {**_MAIN, MAIN: part("document", "<w:body/>"), "../../evil.txt": "x"}
    assert read(packed(files)).items == ()


def test_macros_are_not_looked_at() -> None:
    """A document with macros reads like any other; they are not run and not carried on."""
    main = {MAIN: part("document", "<w:body/>")}
    files: dict[str, str | bytes] = {**_MAIN, **main, "word/vbaProject.bin": _OLE}
    assert read(packed(files)).items == ()


def test_main_part_may_have_any_name() -> None:
    """The main part is the one that the package names, also from the root."""
    main = part("document", f"<w:body>{table(row('7', 'a'))}</w:body>")
    rels = relationships({"x": ("officeDocument", "/odd/name.xml")})
    assert texts(only_table(packed({"_rels/.rels": rels, "odd/name.xml": main}))) == [["7", "a"]]


def test_strict_documents() -> None:
    """A document saved as Strict Open XML, with its other names, reads the same."""
    strict = b"http://purl.oclc.org/ooxml/"
    usual = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"officeDocument/relationships"
        ),
    }
    main = part("document", f"<w:body>{table(row(cell('7'), 'a'))}</w:body>").encode()
    rels = _MAIN["_rels/.rels"].encode()
    for old, new in usual.items():
        main, rels = main.replace(old, strict + new), rels.replace(old, strict + new)
    assert texts(only_table(packed({"_rels/.rels": rels, MAIN: main}))) == [["7", "a"]]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damage_is_never_a_crash(data: st.DataObject) -> None:
    """Bytes changed or lost anywhere give a reading or an InputError, and nothing else."""
    plan = bytearray(_PLAN)
    for _ in range(data.draw(st.integers(1, 8))):
        plan[data.draw(st.integers(0, len(plan) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(plan) // 2, len(plan)))
    try:
        read(bytes(plan[:cut]))
    except InputError as error:
        assert error.message.startswith("plan.docx ")


_NAMES = """p r t tbl tr tc tcPr trPr sdt sdtContent hyperlink ins del pPr rPr vMerge gridSpan
numPr numId fldChar instrText sym"""
_TAGS = st.sampled_from(_NAMES.split())


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(_TAGS, lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=4)), max_leaves=30)
)
def test_any_tree_can_be_read(tree: object) -> None:
    """Elements in any order, with odd values, are read without a crash."""

    def written(node: object) -> str:
        tag, inside = node if isinstance(node, tuple) else (node, [])
        content = "".join(map(written, inside)) or "words"
        return f'<w:{tag} w:val="x" w:char="zz" w:fldCharType="end">{content}</w:{tag}>'

    data = document(written(tree))
    for decision in ("accept", "reject"):
        read(data, ReadOptions(revisions=decision))
    with suppress(RevisionsError):
        read(data)


def test_zip_kinds_that_word_does_not_use() -> None:
    """Only what Word itself packs with is unpacked: others could grow without bound."""
    with pytest.raises(UnreadableFileError, match="compression"):
        read(packed(_MAIN, zipfile.ZIP_BZIP2))
