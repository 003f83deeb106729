"""The end of a conversation over HTTP: a rating, and erasure. On both databases."""

from typing import Any

import pytest

from salon.conversations.models import Conversation
from tests.app_client import App, OpenApp, Visitor


def rate(app: App, visitor: Visitor, body: Any) -> Any:
    """Rate; return the response."""
    return app.http.put(f"/v1/conversations/{visitor.id}/rating", headers=visitor.headers, json=body)


def erase(app: App, visitor: Visitor, **query: str) -> Any:
    """Erase; return the response."""
    return app.http.delete(f"/v1/conversations/{visitor.id}", headers=visitor.headers, params=query)


@pytest.mark.parametrize(
    "body", [{}, None, 5, {"stars": 0}, {"stars": 6}, {"stars": "5"}, {"stars": 4.5}, {"stars": True}, {"stars": None}]
)
def test_rating_that_is_none(app: App, body: Any) -> None:
    response = rate(app, app.begin(), body)

    assert (response.status_code, response.json()) == (
        422,
        {
            "error": "malformed",
            "detail": "I can't read that rating. It should be JSON with stars, a number from 1 to 5.",
        },
    )


@pytest.mark.parametrize(("method", "path"), [("PUT", "/rating"), ("DELETE", "")])
def test_token_of_another_conversation(app: App, method: str, path: str) -> None:
    visitor, foreign = app.begin(), app.begin()
    url = f"/v1/conversations/{foreign.id}{path}"

    response = app.http.request(method, url, headers=visitor.headers, json={"stars": 1})

    assert (response.status_code, response.json()["error"]) == (401, "token")
    assert foreign.read().status_code == 200


def test_later_rating_replaces_an_earlier_one(app: App) -> None:
    visitor = app.begin()

    answers = [rate(app, visitor, {"stars": stars}) for stars in (1, 4)]

    with app.services.database.reading() as session:
        stored = session.get_one(Conversation, visitor.id)
    assert [(one.status_code, one.content) for one in answers] == [(204, b"")] * 2
    assert (stored.stars, stored.rated_at) == (4, app.services.clock())


def test_erase_with_an_unknown_wish(app: App) -> None:
    visitor = app.begin()

    response = erase(app, visitor, appointments="sell")

    assert (response.status_code, response.json()) == (
        422,
        {
            "error": "malformed",
            "detail": "Your appointments can be kept or cancelled: say appointments=keep or cancel.",
        },
    )
    assert visitor.read().status_code == 200


def test_erase(app: App) -> None:
    visitor, other = app.begin(), app.begin()
    visitor.say("What are blackheads?")

    response = erase(app, visitor, appointments="cancel")

    erased = response.json()["erased"]
    assert (response.status_code, response.json()["kept"]) == (200, 0)
    assert (erased["conversations"], erased["messages"], erased["appointment"]) == (1, 3, 0)
    assert len(other.read().json()["messages"]) == 1


def test_what_was_erased_is_unknown(app: App) -> None:
    visitor = app.begin()
    erase(app, visitor)

    answers = [erase(app, visitor), visitor.read(), visitor.post({"message_id": "m1", "text": "hi"})]

    assert [(one.status_code, one.json()["error"]) for one in answers] == [(401, "token")] * 3


def test_address_that_erases_too_much(open_app: OpenApp) -> None:
    app = open_app(address_requests_per_minute=1)
    visitor = app.begin()

    assert erase(app, visitor).status_code == 429
