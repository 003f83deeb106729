"""Taking over at the desk: who may, who has it, what is refused, and that it is noted. On both databases."""

from typing import Any

import pytest
from sqlalchemy import select

from salon.conversations.models import Conversation, Handoff
from salon.staff.roles import Role
from tests.app_client import OpenApp, Visitor
from tests.conversations.fakes import FakeEngine, answer, said
from tests.desk.conftest import HTMX, DeskBrowser, sign_in


@pytest.fixture
def asking(open_app: OpenApp) -> tuple[DeskBrowser, Visitor]:
    """Return an owner's browser, and a client who has asked for a person."""
    app = open_app(FakeEngine(answer(said("utter_talk_to_human"), intents=("talk_to_human",))))
    visitor = app.begin()
    visitor.say("a person please")
    return sign_in(app, Role.OWNER, "Olga Owner"), visitor


def path(visitor: Visitor, act: str) -> str:
    """Return the desk's path for one conversation."""
    return f"/desk/conversations/{visitor.id}/{act}"


def held_by(desk: DeskBrowser, visitor: Visitor) -> str | None:
    """Return who holds the conversation."""
    with desk.services.database.reading() as session:
        return session.get_one(Conversation, visitor.id).held_by_id


def noted(desk: DeskBrowser) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return who did what to which conversation, oldest first, as the audit log has it."""
    found = [one for one in desk.services.audit.page() if one.action.startswith(("conversation.", "handoff."))]
    return [(one.staff_name, one.action, one.subject, one.details) for one in reversed(found)]


def reply(text: str, message_id: str = "r1") -> dict[str, str]:
    """Return the form of a reply."""
    return {"text": text, "message_id": message_id}


@pytest.mark.parametrize("act", ["take", "say", "typing", "dismiss", "give-back"])
def test_viewer_may_not(asking: tuple[DeskBrowser, Visitor], act: str) -> None:
    desk, visitor = asking
    viewer = desk.as_role(Role.VIEWER)

    assert viewer.post(path(visitor, act), {"note": "x", **reply("hi")}).status_code == 403
    assert held_by(desk, visitor) is None


@pytest.mark.parametrize("act", ["waiting", "waiting/list", "waiting/badge"])
def test_viewer_is_not_rung_for(asking: tuple[DeskBrowser, Visitor], act: str) -> None:
    assert asking[0].as_role(Role.VIEWER).get(f"/desk/{act}").status_code == 403


def test_viewer_sees_who_has_it_and_no_buttons(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking

    seen = desk.as_role(Role.VIEWER).get(path(visitor, "hold"), headers=HTMX).text

    assert ("A person is asked for." in seen, "<button" in seen) == (True, False)


@pytest.mark.parametrize("act", ["hold", "handoff", "give-back", "canned/hello"])
def test_conversation_that_is_not_there(desk: DeskBrowser, act: str) -> None:
    assert desk.get(f"/desk/conversations/{'0' * 36}/{act}", headers=HTMX).status_code == 404


def test_take_over_from_the_queue(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    queue = desk.get("/desk/waiting").text

    taken = desk.post(path(visitor, "take"))

    assert "Asked for a person" in queue
    assert (taken.status_code, taken.headers["location"]) == (303, f"/desk/conversations/{visitor.id}")
    assert held_by(desk, visitor) == desk.staff_id
    after = desk.get("/desk/waiting/list", headers=HTMX).text
    assert ("Asked for a person" in after, "With one of us" in after) == (False, True)
    assert noted(desk) == [("Olga Owner", "conversation.taken_over", visitor.id, {})]


def test_badge_counts(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    before = desk.get("/desk/waiting/badge", headers=HTMX).text

    desk.post(path(visitor, "take"), headers=HTMX)

    assert 'data-waiting="1"' in before
    assert 'data-waiting="0"' in desk.get("/desk/waiting/badge", headers=HTMX).text


def test_second_member_cannot_type_over_the_first(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    maya = desk.as_role(Role.STAFF, "Maya")
    maya.post(path(visitor, "take"))

    taken = desk.post(path(visitor, "take"), headers=HTMX)
    said_over = desk.post(path(visitor, "say"), reply("I'll do it"), headers=HTMX)
    given_back = desk.post(path(visitor, "give-back"), headers=HTMX)

    assert [one.status_code for one in (taken, said_over, given_back)] == [409] * 3
    assert "Maya has this conversation." in taken.text and "Take over from Maya" in taken.text
    assert "Maya has this conversation. Your text was not sent; it is still here." in said_over.text
    assert held_by(desk, visitor) == maya.staff_id
    assert [one["author"] for one in visitor.read().json()["messages"]] == ["bot", "client", "bot"]


def test_take_over_from_a_colleague_is_explicit_and_noted(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    maya = desk.as_role(Role.STAFF, "Maya")
    maya.post(path(visitor, "take"))

    taken = desk.post(path(visitor, "take"), {"instead_of": maya.staff_id}, headers=HTMX)

    assert (taken.status_code, held_by(desk, visitor)) == (200, desk.staff_id)
    assert noted(desk)[-1] == (
        "Olga Owner", "conversation.taken_over", visitor.id, {"from_staff": maya.staff_id}
    )  # fmt: skip


def test_say_reaches_the_client_once(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    desk.post(path(visitor, "take"))

    answers = [desk.post(path(visitor, "say"), reply("Hello"), headers=HTMX).status_code for _ in range(2)]
    desk.post(path(visitor, "say"), reply("And now?", "r2"), headers=HTMX)

    lines = [(one["author"], one["name"], one["text"]) for one in visitor.read().json()["messages"]]
    assert answers == [200, 200]
    assert lines[3:] == [("staff", "Olga Owner", "Hello"), ("staff", "Olga Owner", "And now?")]


@pytest.mark.parametrize(
    ("text", "sentence"), [("  ", "There is no text in your message"), ("x" * 1001, "keep it under 1,000 characters")]
)
def test_say_what_cannot_be_said(asking: tuple[DeskBrowser, Visitor], text: str, sentence: str) -> None:
    desk, visitor = asking

    refused = desk.post(path(visitor, "say"), reply(text), headers=HTMX)

    assert (refused.status_code, sentence in refused.text) == (422, True)


def test_id_of_a_reply_is_no_clients(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    desk.post(path(visitor, "say"), reply("Hello", "r1"), headers=HTMX)

    client_id = visitor.say("hi", "r1")["message_id"]

    lines = visitor.read().json()["messages"]
    assert (client_id, [one["text"] for one in lines[3:]]) == ("r1", ["Hello", "hi"])
    assert lines[3]["id"] not in ("r1", "staff/r1")


def test_typing_is_nothing_to_wait_for(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    desk.post(path(visitor, "take"))

    assert desk.post(path(visitor, "typing")).status_code == 204


def test_dismiss(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    blank = desk.post(path(visitor, "dismiss"), {"note": " "}, headers=HTMX)

    done = desk.post(path(visitor, "dismiss"), {"note": "rang her"})

    assert (blank.status_code, done.headers["location"]) == (422, "/desk/waiting")
    assert noted(desk) == [("Olga Owner", "handoff.dismissed", visitor.id, {"closed": 1})]
    assert "Nobody is waiting" in desk.get("/desk/waiting").text


def test_give_back_with_a_corrected_skin(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    engine: Any = desk.services.engines
    visitor.say("My skin is oily and I'm pregnant", "m2")
    desk.post(path(visitor, "take"))
    dialog = desk.get(path(visitor, "give-back"), headers=HTMX).text
    form = {"kind": "dry", "shown_kind": "oily", "conditions": ["rosacea"], "shown_conditions": ["pregnancy"]}

    given = desk.post(path(visitor, "give-back"), form, headers=HTMX)
    visitor.say("What now?", "m3")

    assert '<option value="oily" selected>' in dialog and 'name="shown_conditions" value="pregnancy"' in dialog
    assert (given.status_code, "The bot answers here." in given.text) == (200, True)
    assert engine.asked[-1].context["skin"] == {
        "kind": "dry", "concerns": [], "conditions": ["rosacea"], "denied": ["pregnancy"]
    }  # fmt: skip
    assert noted(desk)[-1] == (
        "Olga Owner", "conversation.given_back", visitor.id, {"corrected": ["kind", "conditions"]}
    )  # fmt: skip
    with desk.services.database.reading() as session:
        closed = session.scalars(select(Handoff.outcome).where(Handoff.closed_at.is_not(None)))
        assert list(closed) == ["given_back"]


def test_give_back_of_words_that_are_none(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    desk.post(path(visitor, "take"))

    desk.post(path(visitor, "give-back"), {"kind": "purple", "concerns": ["<b>"], "conditions": ["x"]})
    visitor.say("What now?", "m3")

    engine: Any = desk.services.engines
    assert engine.asked[-1].context["skin"] == {"kind": None, "concerns": [], "conditions": [], "denied": []}


def test_canned_reply_is_filled(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking

    listed = desk.get(path(visitor, "canned"), headers=HTMX).text
    filled = desk.get(path(visitor, "canned/hello"))

    assert '<option value="hello">' in listed
    assert filled.headers["content-type"] == "text/plain; charset=utf-8"
    assert filled.text == "Hello, this is Olga Owner from Willow & Vale. I've read what you wrote. How can I help?"


def test_handoff_shows_the_number_to_those_who_may_ring(asking: tuple[DeskBrowser, Visitor]) -> None:
    desk, visitor = asking
    with desk.services.database.transaction() as session:
        session.scalars(select(Handoff)).one().callback_phone = "+447700900123"

    owner = desk.get(path(visitor, "handoff"), headers=HTMX).text
    viewer = desk.as_role(Role.VIEWER).get(path(visitor, "handoff"), headers=HTMX).text

    assert ("+447700900123" in owner, "+447700900123" in viewer) == (True, False)
    assert ("Asked for a person" in owner, "Asked for a person" in viewer) == (True, True)
