"""The lasting buttons of an appointment: always the same two, stored once."""

from salon.conversations.buttons import button_rows, keep_lasting, lasting_buttons
from salon.conversations.models import Button
from salon.conversations.replies import ReplyWriter
from salon.db import Database
from salon.responses import Responses
from tests.conversations.appointment_cards import APPOINTMENT
from tests.conversations.stored import NOW, rows


def test_lasting_buttons(responses: Responses) -> None:
    assert [(one.title, one.payload) for one in lasting_buttons(APPOINTMENT, responses)] == [
        ("Move it", f'/reschedule_appointment{{"appointment_id": "{APPOINTMENT}"}}'),
        ("Cancel it", f'/cancel_appointment{{"appointment_id": "{APPOINTMENT}"}}'),
    ]


def test_lasting_buttons_are_the_same_each_time_and_others_for_another(responses: Responses) -> None:
    first, again, other = (lasting_buttons(one, responses) for one in (APPOINTMENT, APPOINTMENT, "other"))

    assert first == again
    assert len({button.id for button in (*first, *other)}) == 4


def test_keep_lasting_stores_once(database: Database, conversation_id: str, responses: Responses) -> None:
    before = rows(database, Button)

    for _ in range(2):
        with database.transaction() as session:
            keep_lasting(session, conversation_id, lasting_buttons(APPOINTMENT, responses), NOW)

    assert rows(database, Button) == before + 2


def test_button_rows(writer: ReplyWriter) -> None:
    replies = [writer.write("utter_ask_consent", seed="1"), writer.write("utter_price", seed="1")]

    rows = button_rows("c1", [one for reply in replies for one in reply.buttons], NOW)

    assert [(row.title, row.payload) for row in rows] == [
        ("Yes, that's fine", "/affirm"),
        ("No, don't keep them", "/deny"),
    ]
