"""Buttons, numbered lists, sources, free times and stars: what is chosen rather than said; on both databases."""

import pytest

from salon.messaging.app import Post
from salon.messaging.arrivals import Press, Start, Text
from salon.messaging.presses import SourcesOf, Stars, write_press
from tests.conversations.fakes import FakeEngine, answer, said
from tests.messaging.conftest import OpenWorld
from tests.messaging.fakes import FakeApp
from tests.messaging.world import ANNA, BEA, World


def test_button_is_pressed_by_what_stands_behind_it(world: World) -> None:
    world.come(Start())
    title, press = next(iter(world.app.presses[ANNA].items()))

    world.come(Press(press, answer_to="q1"))

    assert world.lines[1] == ("client", title)
    assert world.app.acknowledged == ["q1"]


@pytest.mark.parametrize("data", ["b:nobody", "", "b:", "x:1", "/price", "p:yesterday", "t:1", "s:" + "9" * 40])
def test_unknown_press_is_answered(world: World, data: str) -> None:
    world.come(Press(data))

    assert world.app.said[ANNA] == [world.text("utter_greeting"), world.text("utter_button_unknown")]


def test_button_of_another_client_is_unknown(world: World) -> None:
    world.come(Start())
    press = next(iter(world.app.presses[ANNA].values()))

    world.come(world.arrival(Press(press), BEA))

    assert world.app.said[BEA][-1] == world.text("utter_button_unknown")


def test_sources_are_shown_on_a_press_and_are_no_line(world: World) -> None:
    world.say("What are blackheads?")
    before = world.lines
    press = world.app.presses[ANNA][world.text("utter_title_sources_of")]

    world.come(Press(press))

    shown = world.app.said[ANNA][-1]
    assert shown.startswith(world.text("utter_sources_of"))
    assert world.lines == before


def test_sources_of_another_conversation_are_not_shown(world: World) -> None:
    world.say("What are blackheads?")

    world.come(world.arrival(Start(), BEA), world.arrival(Press(write_press(SourcesOf(3))), BEA))

    assert sorted(world.app.said[BEA]) == [world.text("utter_greeting"), world.text("utter_button_unknown")]


def test_digit_answers_where_choices_are_numbered(open_world: OpenWorld) -> None:
    world = open_world(app=FakeApp(numbered=True))
    world.come(Start())
    title = world.app.choices[ANNA][1]

    world.say("2.")
    world.say("99")

    assert [text for author, text in world.lines if author == "client"] == [title, "99"]


class _ShownEarly(FakeApp):
    """An app whose client has read a post, and answers it, before we are told that it was taken."""

    world: World

    async def send(self, post: Post) -> None:
        is_first = not self.said[post.body["to"]]
        await super().send(post)
        if is_first:
            await self.world.services.messaging.arrive(self.name, [self.world.arrival(Text("2"))])


def test_digit_answers_what_is_still_on_its_way(open_world: OpenWorld) -> None:
    app = _ShownEarly(numbered=True)
    world = app.world = open_world(app=app)

    world.come(Start())

    assert world.lines[1] == ("client", list(app.presses[ANNA])[1])


def test_digit_answers_a_list_behind_which_something_else_is_asked(open_world: OpenWorld) -> None:
    price = said("utter_price", buttons=(("Ways to pay", "/ask_payment"),))
    in_a_form = answer(price, said("utter_ask_name"), intents=("price",), form="booking_form")
    world = open_world(app=FakeApp(numbered=True), engine=FakeEngine(in_a_form))
    world.say("price?")
    assert world.app.choices[ANNA] == ()

    world.say("1")

    assert ("client", "Ways to pay") in world.lines


def test_words_end_a_list(open_world: OpenWorld) -> None:
    asks_name = answer(said("utter_ask_name"), intents=("book_appointment",), form="booking_form")
    world = open_world(app=FakeApp(numbered=True), engine=FakeEngine(asks_name))
    world.come(Start())
    world.say("book")

    world.say("1")

    assert world.engine.texts == ["book", "1"]


def test_digit_answers_the_list_of_free_times(open_world: OpenWorld) -> None:
    asks_time = answer(
        said("utter_offer_days", treatment="Deep cleaning", times='{"treatment": "deep_cleaning", "moving": null}'),
        intents=("book_appointment",),
        form="booking_form",
    )
    world = open_world(app=FakeApp(numbered=True), engine=FakeEngine(asks_time))
    world.say("book")
    world.come(Press(world.app.presses[ANNA][world.text("utter_title_free_times")]))
    times = world.app.choices[ANNA]

    world.say("1")

    assert world.lines[-2] == ("client", times[0])
    assert world.engine.asked[-1].payload


def test_digit_is_a_text_where_buttons_are_shown(world: World) -> None:
    world.come(Start())
    world.say("2")

    assert world.engine.texts == ["2"]


def test_stars_are_asked_for_once_something_ends(open_world: OpenWorld) -> None:
    world = open_world(engine=FakeEngine(answer(said("utter_goodbye"), intents=("goodbye",))))
    world.say("bye")
    assert world.app.said[ANNA][-1] == world.text("utter_rate_this")

    world.come(Press(write_press(Stars(4))))
    world.say("bye")

    assert world.app.said[ANNA][-2:] == [world.text("utter_rated"), world.lines[-1][1]]
