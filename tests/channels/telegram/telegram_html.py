"""Reads HTML by Telegram's rules, which are not a browser's.

https://core.telegram.org/bots/api#html-style
"""

import re
from html import unescape

TAGS = "a b blockquote code del em i ins pre s span strike strong tg-emoji tg-spoiler u".split()
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|lt|gt|amp|quot);")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTES = re.compile(r"""(?:\s+[a-zA-Z-]+(?:=(?:"[^"]*"|'[^']*'|[a-zA-Z0-9.-]+))?)*\s*>""")


class BadHtml(Exception):
    """What Telegram says about a text that it can't read."""


def read_html(source: str) -> tuple[str, list[str]]:
    """Return the text as it is shown, without blanks around it, and the names of the tags in it.

    Raises:
        BadHtml: with Telegram's words.
    """
    shown, tags, place, opened = "", list[str](), 0, list[str]()
    while place < len(source):
        if source[place] == "&" and (entity := _ENTITY.match(source, place)):
            shown, place = shown + unescape(entity[0]), entity.end()
        elif source.startswith("</", place):
            place = _close(source, place, opened)
        elif source[place] == "<":
            name, place = _open(source, place)
            tags.append(name)
            opened.append(name)
        else:
            shown, place = shown + source[place], place + 1
    if opened:
        raise BadHtml(f'Can\'t find end tag corresponding to start tag "{opened[-1]}"')
    return shown.strip(), tags


def _open(source: str, place: int) -> tuple[str, int]:
    """Return the tag's name and the place behind it."""
    start = _NAME.match(source, place + 1)
    name = start[0].lower() if start else ""
    if ">" not in source[place:]:
        raise BadHtml(f"Unclosed start tag at byte offset {_offset(source, place)}")
    if name not in TAGS:
        raise BadHtml(f'Unsupported start tag "{name}" at byte offset {_offset(source, place)}')
    rest = _ATTRIBUTES.match(source, place + 1 + len(name))
    if not rest:
        raise BadHtml(f'Expected equal sign in declaration of an attribute of the tag "{name}"')
    if name == "span" and 'class="tg-spoiler"' not in rest[0]:
        raise BadHtml(f'Tag "span" must have class "tg-spoiler" at byte offset {_offset(source, place)}')
    return name, rest.end()


def _close(source: str, place: int, opened: list[str]) -> int:
    """Return the place behind an end tag."""
    end = source.find(">", place)
    name = source[place + 2 : end].strip().lower()
    offset = _offset(source, place)
    if not opened:
        raise BadHtml(f"Unexpected end tag at byte offset {offset}")
    if end < 0:
        raise BadHtml(f"Unclosed end tag at byte offset {offset}")
    expected = opened.pop()
    if name not in ("", expected):
        raise BadHtml(f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"')
    return end + 1


def _offset(source: str, place: int) -> int:
    return len(source[:place].encode())
