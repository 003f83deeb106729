"""The pages of the widgets, and what the probe is told of each."""

import json
import re

import pytest

from benchmarks.widget.packages import PEERS
from benchmarks.widget.widgets import BARE, DEEP_CHAT, DEEP_CHAT_SOCKET, POREWELL, RASA_WEBCHAT, Widget

ALL = [BARE, DEEP_CHAT, DEEP_CHAT_SOCKET, RASA_WEBCHAT, POREWELL]


@pytest.mark.parametrize("widget", ALL, ids=lambda widget: widget.page)
def test_page_needs_no_exception_from_the_strict_policy(widget: Widget) -> None:
    page = widget.html()

    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", page) == []


def test_pages_differ_only_in_the_widget() -> None:
    def around(widget: Widget) -> str:
        return re.sub(r"<(script|deep-chat|porewell-chat)\b.*</\1>\n", "", widget.html())

    assert [widget.page for widget in ALL if around(widget) != around(BARE)] == []


def test_script_carries_what_the_probe_needs() -> None:
    script = DEEP_CHAT.script(waits=False)

    found = re.search(r"\)\((\{.*\})\);\n$", script)

    assert found
    assert json.loads(found[1]) == {
        "host": "deep-chat",
        "launcher": None,
        "input": "#text-input",
        "replies": ".ai-message-text",
        "waits": False,
    }


def test_titles_name_the_versions_that_are_pinned() -> None:
    pinned = json.loads((PEERS / "package.json").read_text())["dependencies"]

    assert [f"{name} {pinned[name]}" for name in ("deep-chat", "rasa-webchat")] == [DEEP_CHAT.title, RASA_WEBCHAT.title]


def test_lock_file_names_no_registry() -> None:
    lock = json.loads((PEERS / "package-lock.json").read_text())

    assert [path for path, package in lock["packages"].items() if "resolved" in package] == []
