"""What a page of a layout may not do."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from pipeline.inert import acting_parts, with_policy


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x></SCRIPT>",
        "<script\n>1</script>",
        "<svg/onload=alert(1)>",
        "<svg><animate/></svg>",
        '<p onclick="x()">a</p>',
        "<p OnMouseOver='x()'>a</p>",
        "<p a=b onclick=x>a</p>",
        '<p title="a"onclick="x">a</p>',
        '<p title="a\'b" onclick="x">a</p>',
        '<a href="javascript:x()">a</a>',
        '<a href=" java&#10;script:x()">a</a>',
        '<a href="&#x6A;avascript:x()">a</a>',
        '<a href="&#1;javascript:x()">a</a>',
        '<a href="data:text/html,x">a</a>',
        '<a href="file:///etc/passwd">a</a>',
        '<a href="#x" ping="https://wexmoor.example/">a</a>',
        '<iframe src="x"></iframe>',
        '<object data="x"></object>',
        '<embed src="x">',
        '<base href="https://wexmoor.example/">',
        '<link rel="stylesheet" href="x.css">',
        '<link rel="attachment" href="file:///etc/passwd"/>',
        '<meta http-equiv="refresh" content="0;url=x">',
        '<form action="x"></form>',
        "<input>",
        '<img src="https://wexmoor.example/p.png">',
        '<img src="//wexmoor.example/p.png">',
        '<img src="\\\\wexmoor.example/p.png">',
        '<img src="file:///etc/passwd">',
        '<img src="a.png" srcset="b.png 2x">',
        '<p style="background: url(x)">a</p>',
        '<p style="background: \\75 rl(x)">a</p>',
        "<style>@import 'x';</style>",
        "<style>a { background: u/**/rl(x) }</style>",
        "<style>a { background: URL(x) }</style>",
        "<!-- <head> -->",
        "<![CDATA[ <script> ]]>",
        "<?php x ?>",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "<p",
        "a < b",
    ],
)
def test_what_acts_is_refused(part: str) -> None:
    """Scripts, frames, forms, foreign files and tags that can be read two ways are named."""
    assert list(acting_parts(f"<!DOCTYPE html><html><head></head><body>{part}</body></html>"))


@pytest.mark.parametrize(
    "part",
    [
        "<p class=\"a\" data-x='b' hidden>a &lt;script&gt; b > c</p>",
        '<p data-label="goes on click=now onclick= x">a</p>',
        '<a href="https://wexmoor.example/?a=1&amp;b=javascript:2">a</a>',
        '<a href="#javascript">a</a> <a href="./a%20b.pdf">b</a> <a href="tel:+1">c</a>',
        '<img src="logo.png" alt="Wexmoor"/><br/>',
        "<style>@media (width < 600px) { a { color: #000 } }</style>",
    ],
)
def test_what_only_shows_is_kept(part: str) -> None:
    """Elements of text, links that a plan may hold, and pictures of the folder are allowed."""
    assert not list(acting_parts(f'<?xml version="1.0"?>\n<html lang="en">{part}</html>'))


def test_the_policy_is_the_first_in_the_head() -> None:
    """A page without a head gets none; `<head>` in an attribute is not a head."""
    assert with_policy("<html><body></body></html>") is None
    page = with_policy('<html><head lang="en"><title>a</title></head></html>')
    assert page is not None
    begin, end = page.split("<title>")
    assert re.fullmatch(
        r'<html><head lang="en">\n<meta http-equiv="Content-Security-Policy" content="[^"]*">',
        begin,
    )
    assert "script-src" not in begin
    assert end == "a</title></head></html>"


def test_a_script_of_ours_is_named_in_the_policy() -> None:
    """What is put in ends the head; only the script with that digest may run."""
    page = with_policy("<html><head><title>a</title></head></html>", "<x>", "alert()")

    assert page is not None
    digest = base64.b64encode(hashlib.sha256(b"alert()").digest()).decode()
    assert f"; script-src 'sha256-{digest}'\">" in page
    assert page.endswith("</title><x>\n<script>alert()</script>\n</head></html>")
