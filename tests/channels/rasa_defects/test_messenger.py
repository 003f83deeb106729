"""What Rasa's Facebook connector does wrong, done to our door of Messenger."""

import hmac

import pytest

from tests.channels.messaging_app import until
from tests.channels.messenger.webhooks import came, text
from tests.channels.meta.signing import APP_SECRET, encode, sign
from tests.channels.rasa_defects.conftest import OpenSalon
from tests.channels.rasa_defects.defects import replays
from tests.channels.rasa_defects.salon_in_apps import SalonInApps
from tests.conversations.fakes import FakeEngine, answer, said

QUESTION = "What are blackheads?"
BODY = encode(text(QUESTION))
HEADERS = ("X-Hub-Signature-256", "X-Hub-Signature")
WEAK = ("md5", "sha1", "sha224", "sha384", "sha512", "sha3_256", "blake2b")
NO_HASH = (
    "rot13",
    "",
    "new",
    "algorithms_guaranteed",
    "__name__",
    "shake_128",
    "file_digest",
    "SHA256",
    "sha256=sha256",
)


def signature(algorithm: str) -> str:
    """Return the signature that is genuine under an algorithm."""
    return f"{algorithm}={hmac.new(APP_SECRET.encode(), BODY, algorithm).hexdigest()}"


def offering(count: int) -> FakeEngine:
    """Return an engine that offers so many choices."""
    buttons = tuple((f"Choice {number}", f"/choose_{number}") for number in range(1, count + 1))
    return FakeEngine(answer(said("utter_affirm", buttons=buttons)))


@replays(10)
def test_sender_does_not_choose_the_hash(salon: SalonInApps) -> None:
    headers = [{header: signature(name)} for header in HEADERS for name in WEAK]

    statuses = [salon.by_messenger(text(QUESTION), one) for one in headers]

    assert (statuses, salon.app.lines) == ([403] * len(headers), [])


@replays(10)
def test_hash_that_there_is_not_is_refused(salon: SalonInApps) -> None:
    digest = sign(BODY).partition("=")[2]
    headers = [{header: f"{name}={digest}"} for header in HEADERS for name in NO_HASH]

    statuses = [salon.by_messenger(text(QUESTION), one) for one in headers]

    assert (statuses, salon.app.lines) == ([403] * len(headers), [])


@replays(11)
def test_wrong_signature_is_refused(salon: SalonInApps) -> None:
    wrong = ["", "sha256=", sign(BODY, "another secret"), sign(b"{}"), sign(BODY)[:-1]]

    statuses = [salon.by_messenger(text(QUESTION), {"X-Hub-Signature-256": one}) for one in wrong]

    assert [*statuses, salon.by_messenger(text(QUESTION), {})] == [403] * 6
    assert (salon.app.lines, salon.networks["messenger"].asked) == ([], [])


def again(mid: str, **holds: object) -> object:
    """Return a message with an id of its own."""
    return came(message={"mid": mid, **holds})


@replays(25, 26)
@pytest.mark.parametrize("count", [4, 13])
def test_every_choice_is_a_quick_reply(open_salon: OpenSalon, count: int) -> None:
    salon = open_salon(offering(count))
    salon.by_messenger(text(QUESTION))
    until(lambda: len(salon.messenger.sent) == 2)
    replies = salon.messenger.sent[1]["message"]["quick_replies"]

    salon.by_messenger(again("m_2", text="Choice 4", quick_reply={"payload": replies[3]["payload"]}))

    assert [one["title"] for one in replies] == [f"Choice {number}" for number in range(1, count + 1)]
    until(lambda: len(salon.app.engine.asked) == 2)
    assert salon.app.engine.asked[1].payload == {"intent": "choose_4", "values": {}}


@replays(25, 26)
def test_more_choices_than_messenger_shows_are_numbers(open_salon: OpenSalon) -> None:
    salon = open_salon(offering(14))
    salon.by_messenger(text(QUESTION))
    until(lambda: len(salon.messenger.sent) == 2)

    salon.by_messenger(again("m_2", text="14"))

    assert salon.said_by("messenger")[1].endswith("\n13. Choice 13\n14. Choice 14")
    until(lambda: len(salon.app.engine.asked) == 2)
    assert salon.app.engine.asked[1].payload == {"intent": "choose_14", "values": {}}


@replays(27)
def test_message_that_comes_twice_is_answered_once(salon: SalonInApps) -> None:
    assert [salon.by_messenger(text(QUESTION)) for _ in range(3)] == [200] * 3
    until(lambda: len(salon.messenger.sent) == 2)
    assert salon.by_messenger(text(QUESTION)) == 200
    assert salon.by_messenger(again("m_2", text="And then?")) == 200

    until(lambda: len(salon.messenger.sent) == 3)
    assert (salon.heard, salon.app.engine.texts) == ([QUESTION, "And then?"], [QUESTION, "And then?"])
