"""What every page works with: the note of who read which conversation, and where a write leads."""

from datetime import timedelta

import pytest
from fastapi import Request

from salon.desk.door import go
from tests.desk.conftest import DeskBrowser
from tests.desk.world import furnish

PARTS = ("lines?after=0", "lines?before=999999", "facts", "notes", "export.txt")


@pytest.fixture
def conversation(desk: DeskBrowser) -> str:
    """Return the id of a conversation."""
    return furnish(desk.services, desk.staff_id, ["hello"])["conversation_id"]


def readings(desk: DeskBrowser, conversation: str) -> int:
    """Return how often the log says that somebody read, or took along, the conversation."""
    found = desk.services.audit.page(subject=conversation, action="conversation.")
    return len([one for one in found if one.action in ("conversation.read", "conversation.exported")])


@pytest.mark.parametrize("part", PARTS)
def test_nothing_of_a_conversation_is_read_unnoted(desk: DeskBrowser, conversation: str, part: str) -> None:
    assert desk.get(f"/desk/conversations/{conversation}/{part}").status_code == 200

    assert readings(desk, conversation) == 1


def test_opening_is_noted_each_time_and_its_parts_are_not(desk: DeskBrowser, conversation: str) -> None:
    for _ in range(2):
        desk.get(f"/desk/conversations/{conversation}")
        for part in PARTS[:-1]:
            desk.get(f"/desk/conversations/{conversation}/{part}")

    assert readings(desk, conversation) == 2


def test_parts_are_noted_for_each_session_and_again_after_an_hour(
    desk: DeskBrowser, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for browser in (desk, desk, desk.as_role("viewer")):
        browser.get(f"/desk/conversations/{conversation}/facts")
    assert readings(desk, conversation) == 2

    monkeypatch.setattr("salon.desk.door._READ_AGAIN", timedelta(0))
    desk.get(f"/desk/conversations/{conversation}/facts")
    assert readings(desk, conversation) == 3


def test_conversation_that_is_not_there_was_not_read(desk: DeskBrowser) -> None:
    for part in PARTS:
        desk.get(f"/desk/conversations/nothing/{part}")

    assert readings(desk, "nothing") == 0


@pytest.mark.parametrize("htmx", [False, True])
def test_write_leads_to_a_path_whatever_stands_in_it(*, htmx: bool) -> None:
    headers = [(b"hx-request", b"true")] if htmx else []
    request = Request({"type": "http", "headers": headers})

    answer = go(request, "/desk/conversations?text=%C3%A9&tag=é\r\nSet-Cookie: x=y")

    path = "/desk/conversations?text=%C3%A9&tag=%C3%A9%0D%0ASet-Cookie:%20x=y"
    assert (answer.status_code, answer.headers["hx-redirect" if htmx else "location"]) == (204 if htmx else 303, path)
