"""The parts of a Word file. The file may be damaged, hostile, or something else altogether."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import nsmap

from pipeline.errors import InputError, UnknownFormatError, UnreadableFileError
from pipeline.ingest import ReadOptions
from pipeline.ingest.archive import Archive, Program
from pipeline.ingest.docx.names import Element, W

_PROGRAM = Program("a Word document", "Word", "DOCX", "a document of Word 97 to 2003 (.doc)")

# "Strict Open XML" of ISO/IEC 29500 has the same elements under other names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACES = {
    _STRICT + b"wordprocessingml/main": nsmap["w"].encode(),
    _STRICT + b"officeDocument/relationships": nsmap["r"].encode(),
    _STRICT + b"officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says about another, or of an address outside."""

    kind: str
    """The last word of its type: `styles`, `hyperlink`."""
    target: str
    """A part's name, or an address."""


class Package:
    """A DOCX file's parts. Only those that are asked for are unpacked, none onto the disk."""

    def __init__(self, data: bytes, path: str, options: ReadOptions) -> None:
        self._path = path
        self._archive = Archive(data, path, options.max_bytes, _PROGRAM)
        self.main = self._main_part()

    def tree(self, name: str) -> Element | None:
        """Return the part `name` as a tree of XML, None if there is none."""
        return self._archive.tree(name, _NAMESPACES)

    def relations(self, name: str) -> dict[str, Relation]:
        """Return what the part `name` relates to, by the relation's identifier."""
        folder, file = posixpath.split(name)
        tree = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = () if tree is None else tree.iterchildren("{*}Relationship")
        return {relation.get("Id", ""): _relation(relation, folder) for relation in found}

    def related(self, *kinds: str) -> Iterator[tuple[str, Element]]:
        """Yield the kind and the tree of each part of `kinds` that belongs to the document."""
        for relation in self.relations(self.main).values():
            if relation.kind in kinds and (tree := self.tree(relation.target)) is not None:
                yield relation.kind, tree

    def first(self, kind: str) -> Element | None:
        """Return the tree of the document's first part of `kind`, None if it has none."""
        return next((tree for _, tree in self.related(kind)), None)

    def document(self) -> Element:
        """Return the document's own part.

        Raises an InputError that names what the file is, where it is not a document of Word.
        """
        tree = self.tree(self.main)
        if tree is None or tree.tag != f"{W}document":
            raise _other_program(self._path, self._archive)
        return tree

    def _main_part(self) -> str:
        relations = self.relations("").values()
        return next((r.target for r in relations if r.kind == "officeDocument"), "")


def _relation(relation: Element, folder: str) -> Relation:
    kind = relation.get("Type", "").rpartition("/")[2]
    target = relation.get("Target", "")
    if relation.get("TargetMode") != "External":
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(kind, target)


def _other_program(path: str, names: Archive) -> InputError:
    known = {
        "xl/workbook.xml": ("an Excel workbook", "Give its name the ending .xlsx."),
        "ppt/presentation.xml": ("a presentation", "Give the Word document instead."),
        "content.xml": ("a document of LibreOffice (ODT)", "Open it and save it as DOCX."),
    }
    for name, (what, hint) in known.items():
        if name in names:
            return UnknownFormatError(f"{path} is {what}, not a Word document", hint)
    return UnreadableFileError(
        f"{path} is a zip archive, but holds no Word document",
        hint="Check that it is the right file.",
    )
