"""The templates and scripts as they are written: nothing that the content policy would stop, nothing unescaped."""

import re
from pathlib import Path

import pytest

from salon.desk.pages import TEMPLATES
from salon.desk.router import STATIC

ALL = sorted(TEMPLATES.rglob("*.html"))
SCRIPTS = sorted(path for path in STATIC.rglob("*.js") if path.parent.name != "vendor")
UNESCAPED = {"login/second_factor.html": 1}
"""Template to how often it marks something as safe; each was looked at.

second_factor: the QR code, which we draw.
"""
FORBIDDEN = {
    "a handler of HTMX": re.compile(r"\bhx-(on|vars)\b|\bhx-vals=.js:|\bjs:|javascript:", re.IGNORECASE),
    "a style element": re.compile(r"<style", re.IGNORECASE),
    "a script without nonce or file": re.compile(
        r"<script(?! nonce=\"{{ nonce }}\" src=\"/desk/static/)", re.IGNORECASE
    ),
    "something from elsewhere": re.compile(r"(src|href|action|hx-(get|post))\s*=\s*[\"']?(https?:)?//", re.IGNORECASE),
    "a change of the escaping": re.compile(r"autoescape|Markup\("),
    "a base or a refresh": re.compile(r"<base|http-equiv", re.IGNORECASE),
}
FORBIDDEN_OUTSIDE_OF_QUOTES = {
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an attribute without quotes": re.compile(r"<[^>]*=\s*VALUE"),
}


def name(path: Path) -> str:
    """Return how a test of a template is called."""
    return path.relative_to(TEMPLATES if path.is_relative_to(TEMPLATES) else STATIC).as_posix()


@pytest.mark.parametrize("path", ALL, ids=name)
def test_template_holds_nothing_that_the_policy_stops(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    markup = re.sub(r"{%.*?%}|{#.*?#}", "", re.sub(r"{{.*?}}", "VALUE", source), flags=re.DOTALL)
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", '""', markup)

    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(source)]
    assert found + [what for what, pattern in FORBIDDEN_OUTSIDE_OF_QUOTES.items() if pattern.search(bare)] == []


def test_only_what_was_looked_at_is_unescaped() -> None:
    found = {name(path): len(re.findall(r"\|\s*safe\b", path.read_text(encoding="utf-8"))) for path in ALL}

    assert {path: times for path, times in found.items() if times} == UNESCAPED


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_script_makes_no_markup_and_no_code_of_text(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    sinks = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|setAttribute\(.on"
    assert re.findall(sinks, source) == []
