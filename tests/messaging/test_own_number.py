"""Whose app shows their number need not write it out."""

import pytest

from salon.messaging.arrivals import Press
from salon.messaging.own_number import means_own_number
from tests.conversations.fakes import ASKS_PHONE, PRICE, FakeEngine
from tests.messaging.conftest import OpenWorld
from tests.messaging.fakes import FakeApp
from tests.messaging.world import ANNA, World


@pytest.mark.parametrize(
    "text",
    [
        "this number",
        "This one!",
        "this 1 pls",
        "use this number please",
        "on this number",
        "just this one",
        "the same number",
        "same one",
        "same",
        "the one I'm writing from",
        "the number im texting from",
        "number you see here",
        "the number you have",
        "the one that I'm using is fine, the one im messaging on",
        "this whatsapp number",
        "my whatsapp number",
        "whatsapp is fine",
        "yes this number",
        "yeah, this one is good thanks",
        "the number i am on now",
        "it's this no",
        "you can ring me on this phone",
        "here",
    ],
)
def test_that_they_mean_the_one_they_write_from(text: str) -> None:
    assert means_own_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "07700 900123",
        "this number: 07700 900123",
        "not this number",
        "don't use this one",
        "another number",
        "a different one, not the one im texting from",
        "what number do you have",
        "why do you need my number",
        "yes",
        "ok",
        "no",
        "how much is this one",
        "is this one better for oily skin",
        "can I change this one to friday",
        "who sees my number",
        "cancel this one",
        "one moment",
        "I have the same problem every summer and I do not know what to do, this one spot keeps coming back",
        "",
        "🙂",
    ],
)
def test_that_they_mean_something_else(text: str) -> None:
    assert not means_own_number(text)


@pytest.fixture
def asked(open_world: OpenWorld) -> World:
    """Return a chat whose address is a number, and in which the bot has just asked for one."""
    app = FakeApp(numbered=True)
    app.knows_numbers = True
    world = open_world(app=app, engine=FakeEngine(ASKS_PHONE))
    world.say("book")
    return world


def test_choice_gives_the_number_and_masks_it(asked: World) -> None:
    assert asked.app.choices[ANNA][0] == "Use this number"

    asked.say("1")

    assert asked.engine.texts[-1] == "+447700901001"
    assert "0901001" not in asked.lines[-2][1]


def test_words_give_it_too(asked: World) -> None:
    asked.say("this number pls")

    assert asked.engine.texts[-1] == "+447700901001"


def test_other_words_are_heard_as_they_are(asked: World) -> None:
    asked.say("not this number")

    assert asked.engine.texts[-1] == "not this number"


def test_words_are_words_where_nobody_asked(open_world: OpenWorld) -> None:
    app = FakeApp()
    app.knows_numbers = True
    world = open_world(app=app, engine=FakeEngine(PRICE))
    world.say("price?")

    world.say("this one")

    assert world.engine.texts[-1] == "this one"


def test_where_an_address_is_no_number_nothing_is_offered(open_world: OpenWorld) -> None:
    world = open_world(engine=FakeEngine(ASKS_PHONE))
    world.say("book")
    assert "Use this number" not in world.app.choices[ANNA]

    world.say("this number")
    world.come(Press("n:"))

    assert world.engine.texts == ["book", "this number"]
    assert world.app.said[ANNA][-1] == world.text("utter_button_unknown")
