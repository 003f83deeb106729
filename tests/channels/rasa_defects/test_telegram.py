"""What Rasa's Telegram connector does wrong, done to our door."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from starlette.routing import BaseRoute, Mount, Route

from tests.channels.messaging_app import until
from tests.channels.rasa_defects.conftest import OpenSalon
from tests.channels.rasa_defects.defects import replays
from tests.channels.rasa_defects.salon_in_apps import SalonInApps
from tests.channels.telegram.contents import PHOTO, PLACES
from tests.channels.telegram.notices import NOTICES
from tests.channels.telegram.updates import (
    CHANNEL,
    NOT_FOR_US,
    NUMBER,
    PRIVATE,
    Json,
    edited,
    membership,
    private,
    text,
    update,
)
from tests.conversations.fakes import FakeEngine, answer, said

JPEG = b"\xff\xd8\xff\xe0 a picture"
QUESTION, NEXT = "What are blackheads?", "And what is sebum?"
PLAUSIBLE = [
    f"{room}/{name}"
    for room in ("/webhooks/telegram", "/channels/telegram", "/channels", "/desk", "")
    for name in ("set_webhook", "setWebhook", "webhook", "connect")
]


def ask_next(salon: SalonInApps) -> None:
    """Ask something else, and wait for the answer: whatever came before has had its effect by then."""
    answers = len(salon.app.lines)
    assert salon.by_telegram(private(NUMBER + 99, message_id=99, text=NEXT)) == 200
    until(lambda: len(salon.app.lines) >= answers + 2 and salon.app.engine.texts[-1:] == [NEXT])


@replays(1)
def test_forged_update_is_refused(salon: SalonInApps) -> None:
    refused = salon.app.http.post("/channels/telegram", json=text(QUESTION))

    assert refused.status_code == 403
    assert salon.by_telegram(text(QUESTION), **{"X-Telegram-Bot-Api-Secret-Token": "PorewellSalonBot"}) == 403
    assert (salon.app.lines, salon.networks["telegram"].asked) == ([], [])


@replays(1)
def test_update_costs_no_call(salon: SalonInApps) -> None:
    network = salon.networks["telegram"]
    network.is_free.clear()

    statuses = [salon.by_telegram(private(NUMBER + n, message_id=n, text=f"question {n}")) for n in range(1, 6)]

    assert statuses == [200] * 5
    until(lambda: "sendMessage" in network.asked)
    assert set(network.asked) <= {"sendChatAction", "sendMessage"}
    network.is_free.set()


@replays(2)
def test_update_without_a_message_is_taken(salon: SalonInApps) -> None:
    kinds = {name: update(name, holds) for name, holds in NOT_FOR_US.items()}
    kinds |= {name: private(**holds) for name, holds in NOTICES.items()}
    kinds |= {f"now {status}": membership(PRIVATE, status) for status in ("member", "kicked", "left")}
    kinds |= {"administrator of a channel": membership(CHANNEL, "administrator"), "empty": {"update_id": NUMBER}}

    statuses = {name: salon.by_telegram(one | {"update_id": NUMBER + n}) for n, (name, one) in enumerate(kinds.items())}

    assert statuses == dict.fromkeys(kinds, 200)
    assert salon.app.lines == []
    ask_next(salon)
    assert salon.heard == [NEXT]


@replays(2)
def test_client_who_blocked_the_bot_comes_back(salon: SalonInApps) -> None:
    salon.by_telegram(text(QUESTION))
    until(lambda: len(salon.telegram.sent) == 2)

    assert salon.by_telegram(membership(PRIVATE, "kicked") | {"update_id": NUMBER + 1}) == 200
    assert salon.by_telegram(membership(PRIVATE, "member", "kicked") | {"update_id": NUMBER + 2}) == 200
    ask_next(salon)

    until(lambda: len(salon.telegram.sent) == 3)


@replays(3)
def test_update_that_comes_twice_is_answered_once(salon: SalonInApps) -> None:
    assert salon.by_telegram(text(QUESTION)) == 200
    until(lambda: len(salon.telegram.sent) == 2)
    assert [salon.by_telegram(text(QUESTION)) for _ in range(3)] == [200] * 3
    ask_next(salon)

    assert (salon.heard, salon.app.engine.texts) == ([QUESTION, NEXT], [QUESTION, NEXT])
    until(lambda: len(salon.telegram.sent) == 3)


@replays(3)
def test_update_that_comes_several_times_at_once_is_answered_once(salon: SalonInApps) -> None:
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(salon.by_telegram, [text(QUESTION)] * 4))
    ask_next(salon)

    assert statuses == [200] * 4
    assert (salon.heard, salon.app.engine.texts) == ([QUESTION, NEXT], [QUESTION, NEXT])


@replays(4)
def test_edit_that_changes_no_word_is_no_message(salon: SalonInApps) -> None:
    # "may at times be triggered by changes to message fields that are either unavailable or not actively used":
    # https://core.telegram.org/bots/api#update
    salon.by_telegram(text(QUESTION))
    until(lambda: len(salon.telegram.sent) == 2)

    assert salon.by_telegram(edited(text=QUESTION)) == 200
    ask_next(salon)

    assert salon.heard == [QUESTION, NEXT]


@replays(4)
def test_edit_without_words_is_no_message(salon: SalonInApps) -> None:
    place = PLACES["live_location"]
    salon.by_telegram(private(**place))
    until(lambda: len(salon.telegram.sent) == 2)

    assert [salon.by_telegram(edited(NUMBER + n, **place)) for n in range(1, 4)] == [200] * 3
    ask_next(salon)

    assert len(salon.heard) == 2


@replays(4)
def test_edit_is_heard_once_as_what_is_meant_now(salon: SalonInApps) -> None:
    salon.by_telegram(text("What are blakheads?"))
    until(lambda: len(salon.telegram.sent) == 2)

    assert [salon.by_telegram(edited(text=QUESTION)) for _ in range(2)] == [200] * 2
    ask_next(salon)

    assert salon.heard == ["What are blakheads?", QUESTION, NEXT]


@replays(5)
def test_nobody_sets_the_webhook_over_http(salon: SalonInApps) -> None:
    body = {"url": "https://evil.example/"}

    found = {
        f"{method} {path}": status
        for path in PLAUSIBLE
        for method in ("GET", "POST")
        if (status := salon.app.http.request(method, path, json=body, follow_redirects=False).status_code)
        not in {303, 403, 404, 405}  # the desk asks who comes to sign in
    }

    assert found == {}
    assert salon.networks["telegram"].asked == []


@replays(5)
def test_no_address_of_the_app_sets_the_webhook(salon: SalonInApps) -> None:
    paths = sorted(set(addresses(salon.app.http.app.routes)))  # type: ignore[attr-defined]
    assert len(paths) > 50

    for path in paths:
        for method in ("GET", "POST"):
            salon.app.http.request(method, path, json={"url": "https://evil.example/"}, follow_redirects=False)

    assert (salon.telegram.webhook, salon.networks["telegram"].asked) == ("", [])


def addresses(routes: Iterable[BaseRoute], before: str = "") -> Iterator[str]:
    """Yield every address of an app, an included router's and the desk's too, with its placeholders' names as values."""
    for route in routes:
        if included := getattr(route, "original_router", None):
            yield from addresses(included.routes, before)
        elif isinstance(route, Route):
            yield before + route.path.replace("{", "").replace("}", "")
        elif isinstance(route, Mount):
            yield from addresses(getattr(getattr(route.app, "built", route.app), "routes", []), before + route.path)


@replays(7)
def test_photo_is_answered_and_kept_for_staff(salon: SalonInApps) -> None:
    salon.telegram.files["AAlarge"] = JPEG

    assert salon.by_telegram(private(photo=PHOTO)) == 200

    until(lambda: len(salon.telegram.sent) == 2 and "file" in salon.telegram.asked)
    assert salon.telegram.sent[-1]["text"] == salon.app.text("utter_photo_received")
    assert salon.app.services.handoffs.waiting()[0].reasons == ("photo",)


BUTTONS = tuple((f"Choice number {number}", f'/inform{{"note": "{"x" * 200}{number}"}}') for number in range(6))


def press(salon: SalonInApps, button: Json) -> int:
    """Press a button under the newest message."""
    query = {"id": "438271", "from": private()["message"]["from"], "chat_instance": "-3"}
    shown = {"message_id": 1001, "chat": PRIVATE, "date": 1_800_000_000, "text": "..."}
    pressed = query | {"data": button["callback_data"], "message": shown}
    return salon.by_telegram(update("callback_query", pressed, NUMBER + 1))


@replays(15)
def test_pressed_button_rests(salon: SalonInApps) -> None:
    salon.by_telegram(text("/start"))
    until(lambda: salon.telegram.sent)

    assert press(salon, salon.telegram.sent[0]["reply_markup"]["inline_keyboard"][0][0]) == 200

    until(lambda: salon.telegram.answered == ["438271"])


@replays(16)
def test_buttons_have_room(open_salon: OpenSalon) -> None:
    salon = open_salon(FakeEngine(answer(said("utter_ask_comedones", buttons=BUTTONS))))
    salon.by_telegram(text(QUESTION))
    until(lambda: len(salon.telegram.sent) == 2)

    rows = salon.telegram.sent[1]["reply_markup"]["inline_keyboard"]

    assert [button["text"] for row in rows for button in row][:6] == [title for title, _ in BUTTONS]
    assert max(sum(len(button["text"]) for button in row) for row in rows) <= 40


@replays(17)
def test_payload_of_any_length_stands_behind_a_button(open_salon: OpenSalon) -> None:
    salon = open_salon(FakeEngine(answer(said("utter_ask_comedones", buttons=BUTTONS))))
    salon.by_telegram(text(QUESTION))
    until(lambda: len(salon.telegram.sent) == 2)
    buttons = [one for row in salon.telegram.sent[1]["reply_markup"]["inline_keyboard"] for one in row]

    press(salon, buttons[5])

    assert max(len(one["callback_data"].encode()) for one in buttons) <= 64
    until(lambda: len(salon.app.engine.asked) == 2)
    assert salon.app.engine.asked[1].payload == {"intent": "inform", "values": {"note": "x" * 200 + "5"}}
