"""What a PDF of ours holds around its pages, and what a page holds beside its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

import pikepdf

from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.publication import Publication
from pipeline.render.pdf import about_publication
from pipeline.render.summary import summary
from pipeline.richtext import BulletList, RichText

_ROOT = frozenset(
    [
        *(
            "/Type",
            "/Pages",
            "/Lang",
            "/MarkInfo",
            "/ViewerPreferences",
            "/OutputIntents",
            "/Metadata",
        ),
        *("/StructTreeRoot", "/Outlines", "/Names", "/AF", "/Dests", "/Version", "/Extensions"),
    ]
)
_NAMES = frozenset(("/EmbeddedFiles", "/Dests"))
_PAGE = frozenset(
    [
        *("/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/TrimBox", "/BleedBox"),
        *("/StructParents", "/Tabs", "/Annots"),
    ]
)
_LINK = frozenset(
    [
        *("/Type", "/Subtype", "/Rect", "/A", "/Dest", "/Border", "/F"),
        *("/StructParent", "/Contents", "/P", "/NM", "/H", "/BS"),
    ]
)
_UNUSED = ("/XObject", "/Pattern", "/Shading", "/Properties")
_OURS = frozenset(("plan.json", "edition.json"))
_PDFA = "{http://www.aiim.org/"
_TEXTS = frozenset(("title", "creator", "description", "Keywords", "Producer", "language"))
_NEAR = 0.01
_POINT = 72 / 25.4
"""Points in a millimetre."""


def page_entry_faults(page: Any, layout: Layout, plan: Plan) -> Iterator[str]:
    """Yield what a page has beside its content that none of ours has."""
    for key in sorted(set(page.keys()) - _PAGE):
        yield f"it has {key}"
    wanted = (0.0, 0.0, layout.page.width * _POINT, layout.page.height * _POINT)
    for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
        box = [float(side) for side in page.get(key, ())]
        if box and any(abs(a - b) > _NEAR for a, b in zip(box, wanted, strict=False)):
            yield f"its {key[1:]} is not the layout's page"
    for key in _UNUSED:
        if len(page.Resources.get(key, {})):
            yield f"it has images, patterns or layers ({key})"
    spaces: Any = page.Resources.get("/ColorSpace", {})
    if any(key.startswith("/Default") for key in spaces.keys()):
        yield "its colours are redefined"
    links = _links(plan)
    for annotation in page.get("/Annots", ()):
        yield from _annotation_faults(annotation, links)


def _annotation_faults(annotation: Any, links: frozenset[str]) -> Iterator[str]:
    kind = str(annotation.get("/Subtype", ""))
    if kind != "/Link":
        yield f"it has an annotation of the kind {kind}"
        return
    if extra := sorted(set(annotation.keys()) - _LINK):
        yield f"a link has {', '.join(extra)}"
    action = annotation.get("/A")
    if action is not None and (str(action.get("/S")) != "/URI" or set(action.keys()) - _URI):
        yield f"a link does something else than to open an address: {action.get('/S')}"
    elif action is not None and str(action.get("/URI")) not in links:
        yield f"a link leads to {str(action.get('/URI'))[:80]!r}, which the plan does not have"


_URI = frozenset(("/S", "/URI", "/Type"))


def _links(plan: Plan) -> frozenset[str]:
    """Return the addresses that the plan links to."""
    cells = [cell for r in plan.recommendations for cell in r.cells]
    cells += [cell for action in plan.actions() for cell in action.cells]
    return frozenset(link for cell in cells for link in _links_of(cell))


def _links_of(text: RichText) -> Iterator[str]:
    for block in text.blocks:
        for line in block.items if isinstance(block, BulletList) else (block.runs,):
            yield from (run.link for run in line if run.link)


def document_faults(pdf: pikepdf.Pdf, plan: Plan, layout: Layout) -> Iterator[str]:
    """Yield what a file has around its pages that none of ours has."""
    for key in sorted(set(pdf.Root.keys()) - _ROOT):
        yield f"it has {key} (no file of ours does)"
    names: Any = pdf.Root.get("/Names", {})
    yield from (f"it has {key} among its names" for key in sorted(set(names.keys()) - _NAMES))
    attached = set(pdf.attachments)
    yield from (f"it carries {name[:80]!r}" for name in sorted(attached - _OURS))
    if len(pdf.Root.get("/AF", ())) > len(attached):
        yield "it has more associated files than attachments"
    yield from _described(pdf, plan, layout)
    pictured = _pictured(plan, layout)
    for element in _elements(pdf.Root.StructTreeRoot):
        if element.get("/S") == "/Figure" and str(element.get("/Alt", "")) in pictured:
            continue
        if extra := {"/Alt", "/E"} & set(element.keys()):
            yield f"a screen reader would say {_spoken(element, extra)!r} in place of its words"


def _pictured(plan: Plan, layout: Layout) -> set[str]:
    """Return the alternative texts of the pictures that the layout prints: logo and bar."""
    found = summary(Publication(plan, layout, ""))
    texts = (layout.places.logo.alternative, "" if found is None else found.alternative)
    return set(filter(None, texts))


def _spoken(element: Any, keys: set[str]) -> str:
    return str(element[min(keys)])[:60]


def _elements(element: Any) -> Iterator[Any]:
    waiting = [element]
    while waiting:
        this = waiting.pop()
        yield this
        kids = this.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _described(pdf: pikepdf.Pdf, plan: Plan, layout: Layout) -> Iterator[str]:
    """Yield what the document information and the XMP packet say about another document."""
    about = about_publication(Publication(plan, layout, ""))
    wanted = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.subject,
        "/Keywords": ", ".join(about.keywords),
    }
    information: Any = pdf.trailer.get("/Info", {})
    for key, value in wanted.items():
        if str(information.get(key, "")) != value:
            yield f"its document information ({key[1:]}) is not that of the plan"
    if str(pdf.Root.get("/Lang", "")) != layout.language:
        yield "its language is not the layout's"
    known = {*wanted.values(), layout.language, str(information.get("/Producer", ""))}
    for name, text in _packet(pdf):
        if name in _TEXTS and text not in known:
            yield f"its metadata (XMP, {name}) are not those of the plan: {text[:60]!r}"


def _packet(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each property in the XMP packet."""
    try:
        root = fromstring(pdf.Root.Metadata.read_bytes())  # noqa: S314 - pyexpat bounds entities
    except (ParseError, AttributeError) as error:
        yield "title", f"it cannot be read: {error}"
        return
    for element in root.iter():
        text = "".join(element.itertext()).strip()
        if text and not element.tag.startswith(_PDFA) and len(element) <= 1:
            yield element.tag.rpartition("}")[2], text


def outline_faults(pdf: pikepdf.Pdf, plan: Plan, layout: Layout) -> Iterator[str]:
    """Yield what the outline has that `plan`, as it is printed, does not."""
    pattern = layout.words["document"]["recommendation"]
    wanted = [
        plan.title,
        *(pattern.format(number=r.number) for r in plan.recommendations),
        *(word for word in layout.words["document"].values() if isinstance(word, str)),
    ]
    for item in _outline(pdf.Root.get("/Outlines", {})):
        if set(item.keys()) & {"/A", "/AA", "/SE"}:
            yield "its outline does something else than to lead to a page"
        if str(item.get("/Title", "")) not in wanted:
            yield f"its outline has {str(item.get('/Title', ''))[:60]!r}, which the plan does not"


def _outline(item: Any) -> Iterator[Any]:
    waiting, seen = [item.get("/First")], 0
    while waiting and seen < 100_000:
        this = waiting.pop()
        if this is not None:
            seen += 1
            yield this
            waiting += [this.get("/Next"), this.get("/First")]
