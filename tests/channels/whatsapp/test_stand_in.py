"""The stand-in refuses what WhatsApp refuses; else the tests over it would prove nothing."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from salon.channels.whatsapp.render import render
from salon.messaging.app import Bubble, Choice
from tests.channels.meta.fake_graph import Rejected
from tests.channels.whatsapp.stand_in import NUMBER_ID, FakeWhatsApp
from tests.channels.whatsapp.webhooks import CLIENT

TEXT, BUTTONS, LIST = (
    dict(
        render(CLIENT, Bubble("Well?", tuple(Choice(f"No. {one}", f"b:{one}") for one in range(number))), "Choose")[
            0
        ].body
    )
    for number in (0, 3, 10)
)


def buttons(body: Any) -> list[Any]:
    return body["interactive"]["action"]["buttons"]


def rows(body: Any) -> list[Any]:
    return body["interactive"]["action"]["sections"][0]["rows"]


@pytest.mark.parametrize(
    ("good", "spoil"),
    [
        (TEXT, lambda body: body.update(to="+16505551234")),
        (TEXT, lambda body: body.update(to="US.13491208655302741918")),
        (TEXT, lambda body: body.update(recipient=body.pop("to"))),
        (TEXT, lambda body: body.pop("messaging_product")),
        (TEXT, lambda body: body.update(type="txt")),
        (TEXT, lambda body: body.update(extra=1)),
        (TEXT, lambda body: body["text"].update(body="x" * 4097)),
        (TEXT, lambda body: body["text"].update(body=" ")),
        (BUTTONS, lambda body: buttons(body).append({"type": "reply", "reply": {"id": "b:4", "title": "No. 4"}})),
        (BUTTONS, lambda body: buttons(body)[0]["reply"].update(title="No. 1")),
        (BUTTONS, lambda body: buttons(body)[0]["reply"].update(id="b:1")),
        (BUTTONS, lambda body: buttons(body)[0]["reply"].update(title="x" * 21)),
        (BUTTONS, lambda body: buttons(body)[0]["reply"].update(title="two\nlines")),
        (BUTTONS, lambda body: body["interactive"]["body"].update(text="x" * 1025)),
        (BUTTONS, lambda body: body["interactive"].pop("body")),
        (LIST, lambda body: rows(body).append({"id": "b:10", "title": "No. 10"})),
        (LIST, lambda body: rows(body)[0].update(title="x" * 25)),
        (LIST, lambda body: rows(body)[0].update(description="x" * 73)),
        (LIST, lambda body: rows(body)[0].update(id="b:1")),
        (LIST, lambda body: body["interactive"]["action"].update(button="x" * 21)),
    ],
)
def test_take_refuses(good: dict[str, Any], spoil: Callable[[Any], Any]):
    stand_in, body = FakeWhatsApp(), copy.deepcopy(good)
    spoil(body)
    with pytest.raises(Rejected):
        stand_in.take(f"{NUMBER_ID}/messages", body)
    stand_in.take(f"{NUMBER_ID}/messages", good)
    assert stand_in.sent == [good]
