"""From response names to bubbles."""

import pytest

from salon.conversations.replies import ReplyWriter
from salon.errors import NotFound
from salon.sources import load_sources
from tests.conversations.appointment_cards import BOOKED, CARD, TIMES, asks_start


def test_write_unknown(writer: ReplyWriter) -> None:
    with pytest.raises(NotFound):
        writer.write("utter_nothing", seed="1")


def test_write_without_a_value(writer: ReplyWriter) -> None:
    with pytest.raises(NotFound):
        writer.write("utter_offer_times", seed="1")


def test_write_with_sources(writer: ReplyWriter) -> None:
    reply = writer.write("utter_ask_comedones", seed="1", topic="ask_comedones")

    assert (reply.response, reply.topic, reply.asks, reply.author) == (
        "utter_ask_comedones",
        "ask_comedones",
        None,
        "bot",
    )
    assert reply.sources == tuple(load_sources()[name] for name in ("S3", "S4", "S24"))
    assert reply.buttons == ()


def test_write_fills_values(writer: ReplyWriter) -> None:
    reply = writer.write("utter_offer_times", seed="1", values={"day": "Thursday, 4 March"})

    assert (reply.text, reply.asks, reply.values) == (
        "Free on Thursday, 4 March:",
        "starts_at",
        {"day": "Thursday, 4 March"},
    )


def test_write_own_buttons_before_given_ones(writer: ReplyWriter) -> None:
    reply = writer.write(
        "utter_ask_consent", seed="1", buttons=[{"title": "Why?", "payload": "/ask_why"}], suggest=True
    )

    assert [button.payload for button in reply.buttons] == ["/affirm", "/deny", "/ask_why"]
    assert len({button.id for button in reply.buttons}) == 3


def test_write_suggests_follow_ups_first_and_four_at_most(writer: ReplyWriter) -> None:
    suggested = writer.write("utter_ask_comedones", seed="1", suggest=True).buttons

    assert [one.payload for one in suggested] == ["/ask_more", "/ask_why", "/creams_dont_help", "/causes_general"]
    assert [one.title for one in suggested][:2] == ["Tell me more", "Why?"]


def test_write_suggests_only_when_asked(writer: ReplyWriter) -> None:
    assert writer.write("utter_ask_comedones", seed="1").buttons == ()


def test_public_hides_what_buttons_mean(writer: ReplyWriter) -> None:
    reply = writer.write("utter_ask_consent", seed="1", topic="book_appointment")

    assert reply.public() == {
        "id": reply.id,
        "author": "bot",
        "text": reply.text,
        "topic": "book_appointment",
        "buttons": [
            {"id": reply.buttons[0].id, "title": "Yes, that's fine"},
            {"id": reply.buttons[1].id, "title": "No, don't keep them"},
        ],
        "sources": [],
        "asks": "consent",
        "times": None,
        "card": None,
        "closing": False,
    }


def test_public_shows_the_card_and_closes(writer: ReplyWriter) -> None:
    reply = writer.write("utter_booked", seed="1", values=BOOKED)

    assert reply.card
    assert (reply.public()["card"], reply.public()["closing"]) == (reply.card.public(), True)
    assert reply.card.card == CARD


def test_public_shows_whose_times_answer(writer: ReplyWriter) -> None:
    asked = asks_start()

    assert writer.write(asked.response, seed="1", values=asked.values).public()["times"] == TIMES


def test_buttons_of_a_card_are_not_the_replys(writer: ReplyWriter) -> None:
    reply = writer.write("utter_booked", seed="1", values=BOOKED, suggest=True)

    assert [one.payload for one in reply.buttons] == ["/procedure_steps", "/aftercare", "/ask_parking"]


@pytest.mark.parametrize("name", ["utter_goodbye", "utter_thanks"])
@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
def test_farewells_close(writer: ReplyWriter, name: str, seed: str) -> None:
    assert writer.write(name, seed=seed).closing


def test_public_shows_sources(writer: ReplyWriter) -> None:
    shown = writer.write("utter_ask_comedones", seed="1").public()["sources"][0]

    assert sorted(shown) == ["finding", "grade", "id", "strength", "title"]
    assert shown["id"] == "S3"


def test_contains(writer: ReplyWriter) -> None:
    assert ("utter_price" in writer, "utter_nothing" in writer) == (True, False)


def test_asks(writer: ReplyWriter) -> None:
    assert (writer.asks("utter_ask_phone"), writer.asks("utter_price")) == ("phone", None)


def test_room(writer: ReplyWriter) -> None:
    assert (writer.room("utter_ask_phone"), writer.room("utter_price")) == ("booking", "salon")
