"""What search may know of a line: nothing that leads to a person."""

import pytest

from salon.conversations.incoming import Incoming
from salon.conversations.replies import ReplyWriter
from salon.conversations.searchable import HIDDEN, NOTHING, of_client, of_reply, searchable_text
from salon.conversations.state import Question, State
from salon.conversations.transcript import Transcript
from salon.conversations.turns import Outcome
from salon.db import Database
from tests.conversations.stored import one_line

CARD = (
    '{"kind": "summary", "appointment_id": null, "treatment": "t", "when": "w", "starts_at": "s", "ends_at": "e", '
    '"minutes": 1, "price": null, "cosmetologist": null, "name": "Anna", "phone": null}'
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("it's 07700 900123 thanks", "it's ••• thanks"),
        ("call +44 (0)20 7946 0958", "call •••"),
        ("+1 23 45", "•••"),
        ("on 3 March at 14:30", "on 3 March at 14:30"),
        ("£85 for 90 minutes", "£85 for 90 minutes"),
        ("write to Anna.Lindqvist+x@mail.example.co.uk please", "write to ••• please"),
        ("anna (at) example (dot) org", "•••"),
        ("anna at example dot org", "•••"),
        ("see https://example.org/a?b=c#d now", "see ••• now"),
        ("see www.anna.example or facebook.com/anna.l", "see ••• or •••"),
        ("I'm @anna_l there", "I'm ••• there"),
        ("spots.also my chin", "spots.also my chin"),
        ("at home, e.g. scrubs", "at home, e.g. scrubs"),
    ],
)
def test_contact_data_is_hidden(text: str, shown: str) -> None:
    assert searchable_text(text) == shown


def test_names_are_hidden_word_by_word() -> None:
    assert (
        searchable_text("anna here, ANNA L. Not annatto", ["Anna L Lindqvist"])
        == f"{HIDDEN} here, {HIDDEN} L. Not annatto"
    )


@pytest.mark.parametrize(
    ("state", "searchable"),
    [
        (State(), "Anna"),
        (State(question=Question("utter_ask_name", {}, [])), NOTHING),
        (State(question=Question("utter_ask_phone", {}, [])), NOTHING),
        (State(callback="offered"), NOTHING),
        (State(question=Question("utter_ask_treatment", {}, [])), "Anna"),
        (State(events=[{"event": "slot", "name": "name", "value": "Anna"}]), HIDDEN),
        (State(events=[{"event": "slot", "name": "name", "value": None}]), "Anna"),
    ],
)
def test_of_client(state: State, searchable: str) -> None:
    assert of_client("Anna", state) == searchable


def test_replies(writer: ReplyWriter) -> None:
    plain = writer.write("utter_price", seed="1")

    assert of_reply(plain) == plain.text
    assert of_reply(writer.write("utter_ask_consent", seed="1", values={"card": CARD})) == NOTHING
    summary = {"treatment": "t", "when": "w", "price": "p", "minutes": "m", "name": "Anna"}
    assert of_reply(writer.write("utter_ask_confirmed", seed="1", values=summary)) == NOTHING


def test_name_that_the_bot_has_just_understood(
    transcript: Transcript, conversation_id: str, database: Database, writer: ReplyWriter
) -> None:
    received = transcript.receive(conversation_id, Incoming("m1", "Anna here, a cleaning please"))
    before = one_line(database).searchable
    state = State(events=[{"event": "slot", "name": "name", "value": "Anna"}])
    transcript.finish(received, Outcome([writer.write("utter_price", seed="1")], state))

    assert (before, one_line(database).searchable) == ("", "••• here, a cleaning please")
