"""What Rasa's Twilio connector does wrong, done to our door."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from salon.messaging.models import Chat
from tests.channels.messaging_app import until
from tests.channels.rasa_defects.conftest import OpenSalon
from tests.channels.rasa_defects.defects import replays
from tests.channels.rasa_defects.salon_in_apps import TWILIO_URL, SalonInApps
from tests.channels.twilio import webhooks as forms
from tests.channels.twilio.webhooks import Form, media, message
from tests.conversations.fakes import FakeEngine, answer
from tests.conversations.fakes import said as saying

QUESTION = "What are blackheads?"
CHOICES = (("At the weekend", '/inform{"starts_at": "saturday"}'), ("Next week", '/inform{"starts_at": "next week"}'))


def numbered(number: int, body: str, **more: str) -> Form:
    """Return a message with an id of its own."""
    return message(body, sid=f"SM{number:032x}", **more)


def spoiled(body: str) -> Form:
    """Return a form whose `Body` is missing, as Rasa has it in a photo without words."""
    return [(name, value) for name, value in media("image/jpeg", body=body) if name != "Body"]


@replays(8)
def test_form_without_a_good_signature_is_refused(salon: SalonInApps) -> None:
    wrong = ["", "x", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", forms.sign(TWILIO_URL, message("another form"))]
    form = dict(message(QUESTION))

    unsigned = salon.app.http.post("/channels/twilio", data=form)
    statuses = [salon.by_twilio(message(QUESTION), **{"X-Twilio-Signature": one}) for one in wrong]

    assert (unsigned.status_code, unsigned.content, statuses) == (403, b"", [403] * len(wrong))
    assert (salon.app.lines, salon.networks["twilio"].asked) == ([], [])


@replays(9)
@pytest.mark.parametrize("form", [media("image/jpeg"), spoiled("")], ids=["empty", "missing"])
def test_photo_without_words_is_answered(salon: SalonInApps, form: Form) -> None:
    assert salon.by_twilio(form) == 204

    until(lambda: len(salon.twilio.sent) == 2)
    assert salon.said_by("twilio")[1] == salon.app.text("utter_photo_received")
    assert salon.app.services.handoffs.waiting()[0].reasons == ("photo",)


@replays(19)
def test_clients_read_choices_and_no_payloads(open_salon: OpenSalon) -> None:
    salon = open_salon(FakeEngine(answer(saying("utter_ask_comedones", buttons=CHOICES))))

    salon.by_twilio(message(QUESTION))

    until(lambda: len(salon.twilio.sent) == 2)
    assert "\n\n1. At the weekend\n2. Next week" in salon.said_by("twilio")[1]
    assert [one for one in salon.said_by("twilio") if "/" in one or "{" in one] == []


@replays(19)
def test_number_of_a_choice_chooses_it(open_salon: OpenSalon) -> None:
    salon = open_salon(FakeEngine(answer(saying("utter_ask_comedones", buttons=CHOICES))))
    salon.by_twilio(numbered(1, QUESTION))
    until(lambda: len(salon.twilio.sent) == 2)

    salon.by_twilio(numbered(2, "2"))

    until(lambda: len(salon.app.engine.asked) == 2)
    assert salon.app.engine.asked[1].payload == {"intent": "inform", "values": {"starts_at": "next week"}}
    assert salon.heard == [QUESTION, "Next week"]


@replays(20)
def test_what_is_said_behind_the_window_waits_for_the_client(salon: SalonInApps) -> None:
    salon.by_twilio(numbered(1, QUESTION))
    until(lambda: len(salon.twilio.sent) == 2)
    with salon.app.services.database.transaction() as session:
        session.scalars(select(Chat)).one().last_in_at = salon.app.services.clock() - timedelta(hours=24)

    salon.staff_say("Your lavender oil has come.")

    until(salon.app.services.handoffs.waiting)
    assert salon.app.services.handoffs.waiting()[0].reasons == ("undelivered",)
    assert len(salon.networks["twilio"].asked) == 2
    salon.by_twilio(numbered(2, "Hello again"))
    until(lambda: len(salon.twilio.sent) > 2)
    assert "Your lavender oil has come." in salon.said_by("twilio")[2]


@replays(21)
@pytest.mark.parametrize("status", [503, 429])
def test_what_was_not_taken_is_sent_again(open_salon: OpenSalon, status: int) -> None:
    salon = open_salon(now="")  # pauses are waited for
    salon.twilio.fail(status, {"code": 20429 if status == httpx.codes.TOO_MANY_REQUESTS else 20500}, Retry_After="1")
    salon.by_twilio(message(QUESTION))
    until(lambda: len(salon.app.lines) == 3 and salon.networks["twilio"].asked)
    assert salon.twilio.sent == []

    salon.twilio.recover()

    until(lambda: len(salon.twilio.sent) == 2)
    said = [text for author, text in salon.app.lines if author == "bot"]
    assert [found.startswith(line) for found, line in zip(salon.said_by("twilio"), said, strict=True)] == [True, True]


@replays(22)
def test_nobody_waits_while_a_message_is_handed_over(salon: SalonInApps) -> None:
    network = salon.networks["twilio"]
    network.is_free.clear()
    salon.by_twilio(message(QUESTION))
    until(lambda: network.under_way)

    health = salon.app.http.get("/healthz").status_code
    others = [salon.say(one, QUESTION) for one in ("telegram", "messenger")]
    until(lambda: len(salon.telegram.sent) == len(salon.messenger.sent) == 2)

    assert (health, others) == (200, [200, 200])
    assert (network.under_way, salon.twilio.sent) == (1, [])
    network.is_free.set()


@replays(23)
def test_form_that_comes_twice_is_answered_once(salon: SalonInApps) -> None:
    assert [salon.by_twilio(numbered(1, QUESTION)) for _ in range(3)] == [204] * 3
    until(lambda: len(salon.twilio.sent) == 2)
    assert salon.by_twilio(numbered(1, QUESTION)) == 204
    assert salon.by_twilio(numbered(2, "And then?")) == 204

    until(lambda: len(salon.twilio.sent) == 3)
    assert (salon.heard, salon.app.engine.texts) == ([QUESTION, "And then?"], [QUESTION, "And then?"])
