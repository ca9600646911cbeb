"""What carries words on a page beside its text: controls, drawings, formulas and icons."""

from __future__ import annotations

from pipeline.ingest.hidden import Cause
from pipeline.ingest.html.elements import Element, Notes, all_text, role, tag
from pipeline.ingest.html.maths import maths_text
from pipeline.ingest.notation import annotated, lowered, raised
from pipeline.richtext import clean_text

BUTTONS = frozenset(("button", "submit", "reset", "image", "file", "hidden", "password"))
"""Types of `input` that show no value of the plan."""
_TICKED, _UNTICKED = "☑", "☐"
_FALLBACKS = frozenset(
    ("canvas", "video", "audio", "iframe", "meter", "progress", "map", "applet", "frameset")
)
"""Elements whose text shows only where what they embed does not."""
_DRAWN = ("text", "foreignobject")
"""Parts of a drawing that show text."""
_PICTURES = frozenset(("img", "svg", "picture"))
_ICON_TAGS = frozenset(("i", "span", "b", "em", "svg", "td"))


def is_carrier(element: Element) -> bool:
    """Return whether `element` shows words by another way than the text inside it."""
    name = tag(element)
    return name in _CARRIERS or name in _FALLBACKS or bool(icon_label(element))


def carried_words(element: Element, notes: Notes, *, before: str = "") -> str:
    """Return the words that a carrier shows; what it has and does not show goes to `notes`.

    `before` is the text in front of it.
    """
    name = tag(element)
    if (read := _CARRIERS.get(name)) is not None:
        return read(element, notes, before)
    if name in _FALLBACKS:
        notes.left_out(
            "embedded-content",
            element,
            "What the page embeds was not read.",
            all_text(element).split(),
        )
        return ""
    notes.furniture.append(icon_label(element))
    return ""


def icon_label(element: Element) -> str:
    """Return the label of a drawing or an icon, which has no text; else nothing."""
    name = tag(element)
    is_icon = name in _ICON_TAGS or role(element) == "img"
    if not is_icon or element.get("aria-hidden") == "true":
        return ""
    if name == "svg":
        return element.get("aria-label") or _title(element)
    if all_text(element).strip() or len(element):
        return ""
    return clean_text(element.get("aria-label") or element.get("title") or "")


def lone_label(cell: Element) -> str:
    """Return the first label of a drawing or icon in `cell`, which has no words of its own."""
    return next((label for e in cell.iter() if tag(e) and (label := icon_label(e))), "")


def _title(svg: Element) -> str:
    named = (e for e in svg.iter() if tag(e).rpartition(":")[2] == "title")
    return next((clean_text(e.text or "") for e in named), "")


def is_unlabelled_picture(cell: Element) -> bool:
    """Return whether a cell without words shows a picture, an icon or a colour instead."""
    return any(
        tag(e) in _PICTURES or (tag(e) in ("i", "span") and (e.get("class") or e.get("style")))
        for e in cell.iterdescendants()
    )


def _image(element: Element, notes: Notes, before: str) -> str:
    label = element.get("alt") or element.get("title") or element.get("aria-label") or ""
    if element.get("alt") is None and not label.strip():
        notes.left_out("picture", element, "A picture without a description was left out.")
    return f" {label} "


def _svg(element: Element, notes: Notes, before: str) -> str:
    """Return the text that a drawing draws; its title and description are for screen readers."""
    drawn = [e for e in element.iter() if tag(e).rpartition(":")[2] in _DRAWN]
    inside = {e for text in drawn for e in text.iter()}
    others = (clean_text(_own(e)) for e in element.iter() if tag(e) and e not in inside)
    notes.furniture += filter(None, (element.get("aria-label") or "", *others))
    return f" {' '.join(clean_text(all_text(e)) for e in drawn)} "


def _own(element: Element) -> str:
    """Return the text that is directly inside `element`."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _input(element: Element, notes: Notes, before: str) -> str:
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return f" {_UNTICKED if element.get('checked') is None else _TICKED} "
    shown = element.get("value") or ""
    if kind in BUTTONS:
        if kind in ("button", "submit", "reset"):
            notes.furniture += filter(None, [clean_text(shown)])
        elif kind in ("hidden", "password"):
            notes.hide(element, shown, Cause.INVISIBLE)
        return ""
    return f" {shown or _prompt(element, notes)} "


def _prompt(element: Element, notes: Notes) -> str:
    """Return nothing: the prompt of a field that nobody filled is only reported."""
    if prompt := (element.get("placeholder") or "").split():
        notes.left_out("prompt", element, "The prompt of an empty field was left out.", prompt)
    return ""


def _textarea(element: Element, notes: Notes, before: str) -> str:
    return f" {all_text(element).strip() or _prompt(element, notes)} "


def _select(element: Element, notes: Notes, before: str) -> str:
    """Return the chosen options; a list of one line shows its first where none is chosen."""
    options = [e for e in element.iter() if tag(e) == "option"]
    chosen = [e for e in options if e.get("selected") is not None]
    is_list = element.get("multiple") is not None or (element.get("size") or "1") != "1"
    if not is_list:
        chosen = chosen[-1:] or options[:1]
    others = [clean_text(all_text(e)) for e in options if e not in chosen]
    others += [clean_text(e.get("label") or "") for e in element.iter() if tag(e) == "optgroup"]
    notes.furniture += filter(None, others)
    return f" {', '.join(clean_text(all_text(e)) for e in chosen)} "


def _maths(element: Element, notes: Notes, before: str) -> str:
    shown = maths_text(element)
    for e in element.iter():
        if tag(e).rpartition(":")[2] in ("annotation", "annotation-xml"):
            notes.furniture += filter(None, [clean_text(all_text(e))])
    return shown


def _raised(element: Element, notes: Notes, before: str) -> str:
    return raised(all_text(element), before)


def _lowered(element: Element, notes: Notes, before: str) -> str:
    return lowered(all_text(element))


def _ruby(element: Element, notes: Notes, before: str) -> str:
    """Return the base text with the reading above it in parentheses."""
    readings = [e for e in element.iter() if tag(e) == "rt"]
    unshown = {e for e in element.iter() if tag(e) in ("rt", "rp")}
    base = "".join(_texts_outside(element, unshown))
    return annotated(base, " ".join(clean_text(all_text(e)) for e in readings))


def _texts_outside(element: Element, unshown: set[Element]) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if child not in unshown and tag(child):
            parts += _texts_outside(child, unshown)
        parts.append(child.tail or "")
    return parts


_CARRIERS = {
    "img": _image,
    "svg": _svg,
    "input": _input,
    "textarea": _textarea,
    "select": _select,
    "math": _maths,
    "sup": _raised,
    "sub": _lowered,
    "ruby": _ruby,
}

_COMMENT_CLASSES = frozenset(("msocomanchor", "msocomtxt"))


def is_comment(element: Element) -> bool:
    """Return whether `element` is a comment, or the mark of one, as Word saves them in a page."""
    style = "".join(element.get("style", "").split()).lower()
    if "mso-element:comment" in style:
        return True
    return not _COMMENT_CLASSES.isdisjoint(element.get("class", "").lower().split())


def is_form_field(element: Element) -> bool:
    """Return whether `element` is a field of a form that people fill in."""
    return tag(element) in ("input", "select", "textarea", "datalist") or role(element) in (
        *("textbox", "combobox", "searchbox", "listbox"),
    )
