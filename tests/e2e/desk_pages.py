"""Every page of the desk that a browser can show, and the ways into one that carry somebody's words in the address."""

import re
from urllib.parse import quote

from fastapi import FastAPI

from tests.desk.routes import pages
from tests.e2e.served import Served

WORDS = "\"'><script>ran(1)</script><img src=x onerror=ran(1)>"
NOT_SHOWN = re.compile(
    r"/desk/login.*|/desk/$|.*export.*|.*\.csv|.*/canned/.*|/desk/teach/dialogues/\{file\}|.*/badge|.*/times|.*/photos/.*"
)
"""Redirects, downloads, pictures, plain text, and what asks for more than its path."""
MORE = (
    "/desk/conversations?text={words}",
    "/desk/conversations?tag={words}&channel={words}&topics={words}&assignee={words}&since={words}",
    "/desk/conversations/{conversation_id}?before=201",
    "/desk/conversations/{conversation_id}?before=401",
    "/desk/figures?period={words}",
    "/desk/figures?channel={words}",
    "/desk/audit?what={words}&subject={words}",
    "/desk/diary?view=week",
    "/desk/diary/times?treatment={treatment_id}&who={words}&moving={words}",
    "/desk/diary?day={words}",
    "/desk/teach?state=accepted",
    "/desk/teach/topics?q={words}",
    "/desk/settings/texts?room={words}",
    "/desk/account?done={words}",
    "/desk/nowhere/{words}",
    "/desk/login?next={words}",
)


def page_paths(ids: dict[str, str], served: Served) -> list[str]:
    """Return the paths of all pages and fragments, with ids filled in."""
    app = served.faults.app
    assert isinstance(app, FastAPI)
    known = {"words": quote(WORDS, safe="")} | ids
    plain = [path for method, path, _ in pages(app) if method == "GET" and not NOT_SHOWN.fullmatch(path)]
    return [re.sub(r"{(\w+)(:\w+)?}", lambda match: known[match[1]], path) for path in (*plain, *MORE)]
