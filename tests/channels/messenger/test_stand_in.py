"""The stand-in refuses what Meta refuses; else the tests over it would prove nothing."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from salon.channels.messenger.kinds import MESSENGER
from salon.channels.messenger.render import render
from salon.messaging.app import Bubble, Choice
from tests.channels.messenger.stand_in import FakeMessenger
from tests.channels.messenger.webhooks import CLIENT
from tests.channels.meta.fake_graph import Rejected

GOOD = dict(render(MESSENGER, CLIENT, Bubble("Well?"))[0].body)
CHOICES = tuple(Choice(f"No. {one}", f"b:{one}") for one in range(13))
REPLIES = dict(render(MESSENGER, CLIENT, Bubble("Well?", CHOICES))[0].body)


def replies(body: Any) -> list[Any]:
    return body["message"]["quick_replies"]


@pytest.mark.parametrize(
    ("good", "spoil"),
    [
        (GOOD, lambda body: body.pop("messaging_type")),
        (GOOD, lambda body: body.update(messaging_type="MESSAGE_TAG")),
        (GOOD, lambda body: body.update(sender_action="typing_on")),
        (GOOD, lambda body: body.update(recipient={"id": 77})),
        (GOOD, lambda body: body.update(recipient={"id": "m.me"})),
        (GOOD, lambda body: body["message"].update(text="")),
        (GOOD, lambda body: body["message"].update(text="x" * 2001)),
        (GOOD, lambda body: body["message"].update(quick_replies=[])),
        (REPLIES, lambda body: replies(body).append(replies(body)[0])),
        (REPLIES, lambda body: replies(body)[0].update(title="x" * 21)),
        (REPLIES, lambda body: replies(body)[0].update(payload="")),
        (REPLIES, lambda body: replies(body)[0].update(payload="x" * 1001)),
        (REPLIES, lambda body: replies(body)[0].update(content_type="location")),
    ],
)
def test_take_refuses(good: dict[str, Any], spoil: Callable[[Any], Any]):
    stand_in, body = FakeMessenger(), copy.deepcopy(good)
    spoil(body)
    with pytest.raises(Rejected):
        stand_in.take("me/messages", body)
    stand_in.take("me/messages", good)
    assert stand_in.sent == [good]


def test_take_counts_bytes_on_instagram():
    body = copy.deepcopy(GOOD)
    body["message"]["text"] = "é" * 501
    FakeMessenger().take("me/messages", body)
    with pytest.raises(Rejected):
        FakeMessenger(instagram=True).take("me/messages", body)
