"""The names of elements that the standards know (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4)."""

from __future__ import annotations

INLINE = frozenset(
    [
        "Span",
        "Quote",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Em",
        "Strong",
        "Sub",
        "NonStruct",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
        "Private",
    ]
)
"""What is in a line of text; every other element begins a paragraph."""

CONTAINERS = frozenset(
    [
        "Document",
        "DocumentFragment",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "NonStruct",
        "Aside",
        "TOC",
        "Index",
    ]
)
"""What holds paragraphs and tables and is nothing of its own."""

STANDARD = INLINE.union(
    CONTAINERS,
    [
        "Caption",
        "TOCI",
        "Title",
        "FENote",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Note",
        "Artifact",
    ],
)
"""Names that no role map needs to explain."""
