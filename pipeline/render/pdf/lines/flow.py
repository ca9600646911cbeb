"""Lines in WeasyPrint's layout: where it asks for the next line, give it one that is shaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.text.ffi import FROM_UNITS

from pipeline.render.pdf.lines.shape import AHEAD, FontGlyphs, Line, Shaped, Shaper, to_units

_NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u2028\u2029]")
"""Line ends, tabs and soft hyphens: WeasyPrint breaks lines at these itself."""
_MOST_TEXTS = 500
"""Texts that are kept shaped: a row without room is laid out again on the next page."""
_DRAFT = 4
"""Letters for each em of a line: more than fit in it. WeasyPrint's own draft of a line has as
many (`ratio` in `split_first_line()`)."""
_ROUNDING = 1 + 1e-9
"""What `split_inline_box()` adds to the room of a line."""

_SIDES = ("top", "right", "bottom", "left")
_USUAL = frozenset(
    (
        *("element_tag", "element", "style", "children", "text", "pango_layout", "text_indent"),
        *("first_letter_style", "first_line_style", "remove_decoration_sides", "baseline"),
        *("position_x", "position_y", "width", "height"),
        *("min_width", "max_width", "min_height", "max_height"),
        *(f"margin_{side}" for side in _SIDES),
        *(f"padding_{side}" for side in _SIDES),
        *(f"border_{side}_width" for side in _SIDES),
    )
)
"""The attributes of a line's box and a text's box. A box with others is left to WeasyPrint."""


class _Text(NamedTuple):
    """A text of the page, with the lines that were shaped of it."""

    box: Any
    data: bytes
    lines: dict[tuple[int, int], Shaped | None]
    """By width, in Pango's units, and by the byte where the line begins; None if not plain."""


class _Like(NamedTuple):
    """A line that WeasyPrint made, which others of the same styles and font are like."""

    styles: tuple[Any, Any]
    line: dict[str, Any]
    text: dict[str, Any]


class Flow:
    """Gives WeasyPrint's layout its lines."""

    def __init__(self) -> None:
        self._split_text_box = inline.split_text_box
        self._fonts: dict[int, FontGlyphs] = {}
        self._shapers: dict[int, tuple[Any, Shaper | None]] = {}
        self._texts: dict[int, _Text] = {}
        self._heights: dict[tuple[int, int], tuple[float, float, float]] = {}
        self._likes: dict[tuple[int, int, int], _Like] = {}

    def split_text_box(
        self, context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True
    ) -> tuple[Any, int | None, Any]:
        """Do what `inline.split_text_box()` does: return a box with the first line from `skip`."""
        own = self._split_text_box
        if (shaped := self._shaped(box, available_width, skip, is_line_start)) is None:
            return own(context, box, available_width, skip, is_line_start)  # type: ignore[no-any-return]
        line = shaped.line
        key = id(box.style), id(line.font)
        if key not in self._heights:
            # What a font and a style come to in height is asked of WeasyPrint, once.
            made, resume_at, preserved = own(context, box, available_width, skip, is_line_start)
            if made is None or made.text != line.text or resume_at != shaped.resume_at:
                return made, resume_at, preserved
            self._heights[key] = made.height, made.margin_top, made.baseline
        new = box.copy_with_text(line.text)
        new.pango_layout = line
        new.width = shaped.width * FROM_UNITS
        new.height, new.margin_top, new.baseline = self._heights[key]
        new.margin_bottom = new.margin_top
        return new, shaped.resume_at, False

    def iter_line_boxes(
        self,
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Iterator[tuple[Any, Any]]:
        """Do what `inline.iter_line_boxes()` does: yield each line with where the next begins."""
        inline.resolve_percentages(box, containing_block)
        if skip_stack is None:
            inline.resolve_one_percentage(box, "text_indent", containing_block.width)
        else:
            box.text_indent = 0
        is_plain = not (first_letter_style or first_line_style) and _is_plain(containing_block, box)
        while True:
            line = None
            if is_plain and not (context.excluded_shapes or box.text_indent):
                line, resume_at = self._line_like(box, position_y, skip_stack, containing_block)
            if line is None:
                line, resume_at = inline.get_next_linebox(
                    *(context, box, position_y, bottom_space, skip_stack, containing_block),
                    *(absolute_boxes, fixed_boxes, first_letter_style, first_line_style),
                )
                if line is None:
                    return
                if is_plain and not (context.excluded_shapes or box.text_indent):
                    self._remember(line)
                inline.handle_leader(context, line, containing_block)
            first_line_style = None
            position_y = line.position_y + line.height
            yield line, resume_at
            if resume_at is None:
                return
            skip_stack = resume_at
            box.text_indent = 0
            first_letter_style = None

    def _line_like(
        self, box: Any, position_y: float, skip_stack: Any, containing_block: Any
    ) -> tuple[Any, Any]:
        """Return the next line of `box`, made like one before it, and where the next begins.

        It is None if there is none like it, or more than one text on it.
        """
        index, skip = _start(skip_stack)
        child = box.children[index]
        if index + 1 != len(box.children) or skip is None or type(child) is not TextBox:
            return None, None
        left = containing_block.content_box_x()
        right = (left + ((left + containing_block.width) - left)) * _ROUNDING
        shaped = self._shaped(child, right - left, skip, True)
        key = (id(box.style), id(child.style), id(shaped.line.font)) if shaped else None
        like = self._likes.get(key) if key else None
        if shaped is None or like is None or not _USUAL.issuperset(child.__dict__):
            return None, None
        made, text = box.copy(), child.copy()
        made.__dict__.update(like.line)
        text.__dict__.update(like.text)
        text.text, text.pango_layout = shaped.line.text, shaped.line
        text.width = shaped.width * FROM_UNITS
        made.position_x = text.position_x = left
        made.position_y = position_y
        text.position_y = -text.baseline + (position_y + made.baseline)
        made.width = (left + text.width) - left
        made.children = [text]
        resume_at = shaped.resume_at
        return made, None if resume_at is None else {index: {resume_at: None}}

    def _remember(self, line: Any) -> None:
        """Keep `line` for others to be made like it, if it is one text from side to side."""
        if len(line.children) != 1 or type(text := line.children[0]) is not TextBox:
            return
        if type(text.pango_layout) is Line and _USUAL.issuperset({*line.__dict__, *text.__dict__}):
            key = id(line.style), id(text.style), id(text.pango_layout.font)
            styles = line.style, text.style
            self._likes.setdefault(key, _Like(styles, _common(line), _common(text)))

    def _shaped(
        self, box: Any, available_width: Any, skip: int, is_line_start: bool
    ) -> Shaped | None:
        """Return the line of the text of `box` from byte `skip` on, None if it is not plain."""
        shaper = self._shaper(box.style)
        if shaper is None or available_width is None or not 0 < available_width < 2**21:
            return None
        if (text := self._text(box)) is None:
            return None
        key = to_units(available_width), skip
        if key not in text.lines:
            if is_line_start:
                found = shaper.lines(text.data, skip, available_width, AHEAD)
                for start, shaped in found.items():
                    text.lines[key[0], start] = shaped
            else:
                draft = int(available_width / box.style["font_size"] * _DRAFT)
                found = shaper.lines(text.data, skip, available_width, draft)
            text.lines[key] = found.get(skip)
        return text.lines[key]

    def _shaper(self, style: Any) -> Shaper | None:
        """Return what shapes text of `style`, None where WeasyPrint must."""
        if id(style) not in self._shapers:
            shaper = Shaper(style, self._fonts) if _is_simple(style) else None
            self._shapers[id(style)] = style, shaper
        return self._shapers[id(style)][1]

    def _text(self, box: Any) -> _Text | None:
        found = self._texts.get(id(box))
        if found is None:
            data = b"" if _NOT_PLAIN.search(box.text) else box.text.encode()
            found = self._texts[id(box)] = _Text(box, data, {})
            if len(self._texts) > _MOST_TEXTS:
                del self._texts[next(iter(self._texts))]
        return found if found.data else None


def _start(skip_stack: Any) -> tuple[int, int | None]:
    """Return the child at which a line begins and the byte of it; None if that is deeper."""
    if skip_stack is None:
        return 0, 0
    ((index, inner),) = skip_stack.items()
    if inner is None:
        return index, 0
    ((skip, deeper),) = inner.items()
    return index, skip or 0 if deeper is None else None


def _common(box: Any) -> dict[str, Any]:
    """Return what `box` has in common with all boxes of its style."""
    own = ("element", "element_tag", "children", "text", "pango_layout", "width")
    return {name: value for name, value in vars(box).items() if name not in own}


def _is_plain(containing_block: Any, box: Any) -> bool:
    """Return whether the lines of `box` all begin at the left and are one like the other."""
    style = box.style
    return (
        _USUAL.issuperset(vars(box))
        and containing_block.style["direction"] == style["direction"] == "ltr"
        and style["text_align_all"] in ("start", "left")
        and style["text_align_last"] in ("auto", "start", "left")
        and style["position"] == "static"
    )


def _is_simple(style: Any) -> bool:
    """Return whether text of `style` is set as its glyphs come, one beside the other."""
    return (
        style["white_space"] == "pre-wrap"
        and style["direction"] == "ltr"
        and style["font_size"] > 0
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["hyphens"] != "auto"
        and style["text_decoration_line"] == "none"
        and style["vertical_align"] == "baseline"
    )
