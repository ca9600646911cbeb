"""Refuse what acts in a page: a layout from a stranger may show, and may not do."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator

_ELEMENTS = re.compile(
    "html|head|title|meta|style|body|header|footer|main|nav|aside|section|article|div|address|"
    "h[1-6]|p|span|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|"
    "details|summary|br|hr|wbr|a|b|i|u|s|em|strong|small|sub|sup|abbr|cite|code|pre|kbd|q|"
    "blockquote|time|del|ins|mark|figure|figcaption|img"
)
_ACTING = re.compile("on.*|srcset|srcdoc|action|formaction|ping|http-equiv|background|poster|data")
_ADDRESSES = frozenset(("href", "src"))
_LINKS = frozenset(("http", "https", "mailto", "tel"))

_PICTURE = re.compile("data:image/(png|jpeg);base64,[A-Za-z0-9+/=]+")
"""A picture that the page itself holds."""

_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'{}\">"
)
"""The policy in each page (W3C, Content Security Policy Level 3)."""

# One way to write a tag, so that a browser cannot understand another one than we do.
_PART = re.compile(
    r"<style(?:\s+[\w-]+=\"[\w-]*\")*\s*>(?P<style>.*?)</style\s*>"
    r"|</?(?P<name>[A-Za-z][\w-]*)"
    r"(?P<attributes>(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))?)*)\s*/?>"
    r"|(?P<other><[^\s>]{0,30})",
    re.DOTALL | re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
_PROLOGUE = re.compile(r"\s*(<\?xml[^<>]*\?>\s*)?(<!DOCTYPE html>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_FETCHES = re.compile(r"@import|url\s*\(|image-set\s*\(", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]")
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")


def acting_parts(page: str) -> Iterator[str]:
    """Yield what each part of `page` does that a page of a layout may not do.

    That is a script, a frame, a form, whatever is fetched, and all that is not written as
    elements with quoted attributes.
    """
    start = _PROLOGUE.match(page)
    for found in _PART.finditer(page, start.end() if start else 0):
        name = (found["name"] or "").lower()
        if found["style"] is not None:
            if _fetches(found["style"]):
                yield "<style> fetches a file"
        elif found["other"]:
            yield f"{found['other']} is not an element with its attributes in quotation marks"
        elif not _ELEMENTS.fullmatch(name):
            yield f"<{name}> is not allowed"
        else:
            yield from _acting_attributes(name, found["attributes"])


def with_policy(page: str, head: str = "", script: str = "") -> str | None:
    """Return `page` with the policy that forbids every script but `script`, and with `head`.

    Both are the renderer's own; what `head` has in script elements is named in the policy as
    well. The policy begins the page's `<head>`, for it must come before what it forbids, and they
    end it; None if the page has none.
    """
    parts = (head, f"<script>{script}</script>" if script else "")
    own = "".join(f"{part}\n" for part in parts if part)
    named = "".join(f" 'sha256-{_digest(found)}'" for found in _SCRIPT.findall(own))
    policy = _POLICY.format(f"; script-src{named}" if named else "")
    start = next((f for f in _PART.finditer(page) if _begins(f, "head")), None)
    if start is None:
        return None
    end = page.find("</head>", start.end())
    if own and end < 0:
        return None
    end = max(end, start.end())
    return f"{page[: start.end()]}\n{policy}{page[start.end() : end]}{own}{page[end:]}"


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _begins(part: re.Match[str], name: str) -> bool:
    return (part["name"] or "").lower() == name and not part[0].startswith("</")


def _acting_attributes(element: str, attributes: str) -> Iterator[str]:
    for found in _ATTRIBUTE.finditer(attributes):
        name, value = found[1].lower(), html.unescape(found[2] or found[3] or "")
        if _ACTING.fullmatch(name) or (name == "src" and element != "img"):
            yield f"<{element} {name}> is not allowed"
        elif name == "style" and _fetches(value):
            yield f"<{element} style> fetches a file"
        elif name.rpartition(":")[2] in _ADDRESSES:
            address = _UNSEEN.sub("", value)
            scheme = _SCHEME.match(address)
            allowed = _LINKS if name == "href" else frozenset()
            if name == "src" and _PICTURE.fullmatch(address):
                continue
            if scheme and scheme[1].lower() not in allowed:
                yield f"<{element} {name}> leads to {scheme[0].lower()}"
            elif name != "href" and address.replace("\\", "/").startswith("//"):
                yield f"<{element} {name}> leads to another site"


def _fetches(style: str) -> bool:
    """Return whether `style` names a file, also where it spells the word with escapes."""
    plain = _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), style)
    return bool(_FETCHES.search(re.sub(r"/\*.*?\*/|\\", "", plain, flags=re.DOTALL)))


def _sign(code: int) -> str:
    return chr(code) if code < 0x110000 else ""
