"""The stand-in's reader of HTML."""

import pytest

from tests.channels.telegram.telegram_html import BadHtml, read_html


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ä<div>", 'Unsupported start tag "div" at byte offset 2'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("<maya@salon.example>", 'Unsupported start tag "maya@salon.example" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href='x>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
    ],
)
def test_read_html_that_is_none(source: str, words: str) -> None:
    with pytest.raises(BadHtml) as refusal:
        read_html(source)

    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a > b & c", ("a > b & c", [])),
        ("&lt;b&gt; &amp;amp; &quot;", ('<b> &amp; "', [])),
        ("&nbsp;&apos;&copy", ("&nbsp;&apos;&copy", [])),
        ("&#60;&#x3E;", ("<>", [])),
        ("<B>x</b> <i>y</>", ("x y", ["b", "i"])),
        ('<a href="https://x.example">x</a>', ("x", ["a"])),
        ('<span class="tg-spoiler">x</span>', ("x", ["span"])),
        ("<blockquote expandable>x</blockquote>", ("x", ["blockquote"])),
        ("  x\n", ("x", [])),
    ],
)
def test_read_html(source: str, expected: tuple[str, list[str]]) -> None:
    assert read_html(source) == expected
