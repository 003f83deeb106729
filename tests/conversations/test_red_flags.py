"""Red flags are answered whether or not an engine runs, and end what was being arranged."""

from dataclasses import dataclass
from enum import IntEnum

import pytest
from sqlalchemy import select

from salon.advice.red_flags import Group, Level
from salon.conversations.models import Conversation, Message
from salon.conversations.red_flags import ANSWERED_BESIDE, is_about_something_else
from salon.db import Database
from salon.errors import Unavailable
from salon.responses import Responses
from tests.conversations.conftest import Open
from tests.conversations.fakes import ASKS_PHONE, COMEDONES, FakeEngine, FakeNets, answer, said
from tests.conversations.talking import begin, reasons, say


@pytest.mark.parametrize(
    ("text", "response"), [("I can't breathe", "utter_redflag_breathing"), ("my mole bleeds", "utter_redflag_mole")]
)
def test_red_flag_is_answered_though_no_engine_answers(
    open_room: Open, database: Database, responses: Responses, text: str, response: str
) -> None:
    engine = FakeEngine(Unavailable("no engine answers"))
    room = open_room(engine)

    replies = say(room, begin(room), text)[0]

    assert [(one["text"], one["topic"], one["buttons"]) for one in replies] == [
        (responses.text(response), "medical_redflag", [])
    ]
    assert reasons(database) == ["red_flag"]
    with database.reading() as session:
        line = session.scalars(select(Message).where(Message.author == "client")).one()
    assert (line.topic, line.intent, line.confidence) == ("medical_redflag", "medical_redflag", 1.0)


MOLE_AND_PRICE = answer(said("utter_price", act=1), intents=("medical_redflag", "price"))


def test_other_question_is_answered_beside_a_red_flag_for_a_doctor(open_room: Open, database: Database) -> None:
    engine = FakeEngine(MOLE_AND_PRICE)
    room = open_room(engine)

    replies = say(room, begin(room), "my mole bleeds and how much is a cleaning")[0]

    assert [one["topic"] for one in replies] == ["medical_redflag", "price"]
    assert [(one.state, one.beside) for one in engine.asked] == [([], ANSWERED_BESIDE)]
    with database.reading() as session:
        line = session.scalars(select(Message).where(Message.author == "client")).one()
    assert (line.topic, line.intent) == ("medical_redflag+price", "medical_redflag")


@pytest.mark.parametrize("word", ["breathe", "hurt"])
def test_emergency_and_crisis_stand_alone(open_room: Open, word: str) -> None:
    engine = FakeEngine(MOLE_AND_PRICE)
    room = open_room(engine, FakeNets(breathe=Group.BREATHING, hurt=Group.SELF_HARM))

    replies = say(room, begin(room), f"{word} and how much is a cleaning")[0]

    assert [one["topic"] for one in replies] == ["medical_redflag"]
    assert engine.asked == []


def test_advice_and_booking_are_not_given_beside_a_red_flag() -> None:
    assert not {topic for topic in ANSWERED_BESIDE if topic.startswith(("procedure", "cause", "book", "cleaning"))}


@dataclass
class Flag:
    """A flag of a group that no sentence is written for."""

    level: IntEnum
    group: str = "unheard_of"
    sure: bool = True


@pytest.mark.parametrize("level", Level)
def test_red_flag_of_a_group_without_a_sentence_has_that_of_its_level(
    open_room: Open, responses: Responses, level: Level
) -> None:
    class Nets:
        def look(self, text: str) -> Flag:
            return Flag(level)

    room = open_room(FakeEngine(), Nets())

    replies = say(room, begin(room), "it's bad")[0]

    assert [one["text"] for one in replies] == [responses.text(f"utter_redflag_{level.name.lower()}")]


@pytest.mark.parametrize(
    ("intents", "answered_on"),
    [
        (("ask_comedones",), ["ask_comedones"]),
        (("medical_redflag",), ["medical_redflag"]),
        (("nlu_fallback",), ["medical_redflag"]),
        (("ask_comedones", "out_of_scope"), ["medical_redflag"]),
    ],
)
def test_unsure_red_flag_stands_unless_the_engine_knows_better(
    open_room: Open, intents: tuple[str, ...], answered_on: list[str]
) -> None:
    engine = FakeEngine(answer(said("utter_ask_comedones"), intents=intents))
    room = open_room(engine, FakeNets(sure=False, hurt=Group.SELF_HARM))

    replies = say(room, begin(room), "it hurt")[0]

    assert [one["topic"] for one in replies] == answered_on


def test_unsure_red_flag_stands_without_an_engine(open_room: Open) -> None:
    room = open_room(FakeEngine(Unavailable("no engine answers")), FakeNets(sure=False, mole=Group.MOLE))

    replies = say(room, begin(room), "a mole")[0]

    assert [one["topic"] for one in replies] == ["medical_redflag"]


@pytest.mark.parametrize("group", [Group.MOLE, Group.SELF_HARM])
@pytest.mark.parametrize("sure", [True, False])
def test_red_flag_is_answered_whatever_fails_beside_it(open_room: Open, group: Group, sure: bool) -> None:
    room = open_room(FakeEngine(KeyError("acts")), FakeNets(sure=sure, hurt=group))

    replies = say(room, begin(room), "it hurt")[0]

    assert [one["topic"] for one in replies] == ["medical_redflag"]


@pytest.mark.parametrize(
    ("acts", "known"),
    [
        ([("price", 0.5)], True),
        ([("price", 0.49)], False),
        ([("price", 0.9), ("chitchat", 0.9)], False),
        ([("price", 0.9), ("procedure_pain", 0.6)], True),
    ],
)
def test_what_the_engine_knows(acts: list[tuple[str, float]], known: bool) -> None:
    assert is_about_something_else(acts) is known


def test_red_flag_ends_the_form(open_room: Open) -> None:
    engine = FakeEngine(ASKS_PHONE, COMEDONES)
    room = open_room(engine)

    replies = say(room, begin(room), "book me in", "I can't breathe", "What are blackheads?")

    assert [one.state for one in engine.asked] == [[], []]
    assert engine.asked[1].context["red_flag"] == "emergency"
    assert [one["asks"] for one in replies[2]] == [None]


@pytest.mark.parametrize(
    ("texts", "gravest"),
    [
        (["my mole bleeds"], "doctor"),
        (["my mole bleeds", "I can't breathe"], "emergency"),
        (["I can't breathe", "my mole bleeds"], "emergency"),
        (["I hurt myself", "my mole bleeds", "hello"], "crisis"),
    ],
)
def test_gravest_level_is_kept(open_room: Open, database: Database, texts: list[str], gravest: str) -> None:
    nets = FakeNets(breathe=Group.BREATHING, mole=Group.MOLE, hurt=Group.SELF_HARM)
    room = open_room(FakeEngine(), nets)

    say(room, begin(room), *texts)

    with database.reading() as session:
        assert session.scalars(select(Conversation.red_flag)).one() == gravest


def test_later_turns_tell_the_engine(open_room: Open) -> None:
    engine = FakeEngine()
    room = open_room(engine)

    say(room, begin(room), "hi", "my mole bleeds", "book me in")

    assert [one.context["red_flag"] for one in engine.asked] == [None, "doctor", "doctor"]
