"""What is said through Telegram, and what its refusals mean."""

import asyncio
import logging
import traceback

import httpx
import pytest

from salon.channels.telegram.api import Api
from salon.channels.telegram.failures import failure_of
from salon.channels.telegram.send import Telegram
from salon.errors import Unavailable
from salon.messaging.app import Bubble, Busy, Choice, ClientGone, MessagingApp, Post
from tests.channels.telegram.asking import ask, ask_nobody
from tests.channels.telegram.stand_in import TOKEN, StandIn

CLIENT, GROUP = 5_512_345_678, -4_123_456_789
SUPERGROUP = -1_002_123_456_789


@pytest.fixture
def server() -> StandIn:
    """Return a Bot API server."""
    return StandIn()


def hello(chat: int = CLIENT, **body: object) -> Post:
    """Return a request that says something private."""
    return Post("sendMessage", {"chat_id": chat, "text": "private words"} | body)


def refusal(server: StandIn, post: Post, token: str = TOKEN) -> Unavailable:
    """Return the error that sending ends in."""
    with pytest.raises(Unavailable) as error:
        ask(server, lambda app: app.send(post), token=token)
    return error.value


def facts(error: Unavailable) -> tuple[type[Unavailable], str, bool]:
    """Return what an error tells."""
    return type(error), str(error), error.permanent


def test_constructing_contacts_nobody(server: StandIn) -> None:
    async def nothing(app: Telegram) -> str:
        known: MessagingApp = app
        return known.name

    assert (ask(server, nothing), server.asked) == ("telegram", [])


def test_send_what_telegram_refuses(server: StandIn) -> None:
    error = refusal(server, hello(text="<private words>", parse_mode="HTML"))

    assert facts(error) == (Unavailable, "telegram refused sendMessage: 400", True)


def test_send_to_nobody_known(server: StandIn) -> None:
    assert facts(refusal(server, hello(1))) == (ClientGone, "telegram refused sendMessage: 400, chat not found", True)


@pytest.mark.parametrize(
    ("said", "kind", "reason"),
    [
        ("bot was blocked by the user", ClientGone, ", bot was blocked by the user"),
        ("user is deactivated", ClientGone, ", user is deactivated"),
        ("bot was kicked from the supergroup chat", ClientGone, ", bot was kicked"),
        ("bot is not a member of the supergroup chat", ClientGone, ", bot is not a member"),
        ("bot can't initiate conversation with a user", ClientGone, ", bot can't initiate conversation"),
        ("the group chat was deleted", ClientGone, ", the group chat was deleted"),
        ("private words", Unavailable, ""),
    ],
)
def test_send_to_who_is_gone(server: StandIn, said: str, kind: type[Unavailable], reason: str) -> None:
    server.gone[CLIENT] = said

    assert facts(refusal(server, hello())) == (kind, f"telegram refused sendMessage: 403{reason}", True)


@pytest.mark.parametrize("chat", [CLIENT, None])
def test_send_too_much(server: StandIn, chat: int | None) -> None:
    server.busy[chat] = 7

    error = refusal(server, hello())

    assert isinstance(error, Busy)
    assert (str(error), error.seconds, error.for_all, error.permanent) == (
        "telegram refused sendMessage: 429",
        7.0,
        False,
        False,
    )


def test_ask_too_much_of_what_concerns_no_chat(server: StandIn) -> None:
    server.busy[None] = 3

    with pytest.raises(Busy) as error:
        ask(server, lambda app: app.get_me())

    assert (error.value.seconds, error.value.for_all) == (3.0, True)


@pytest.mark.parametrize("parameters", [None, {}, {"retry_after": "x"}, {"retry_after": 0}, {"retry_after": -5}])
def test_failure_of_too_much_without_saying_how_long(parameters: object) -> None:
    error = failure_of("sendMessage", 429, {"parameters": parameters}, for_chat=True)

    assert isinstance(error, Busy)
    assert error.seconds == 1.0


@pytest.mark.parametrize(("token", "status"), [("1:wrong", 401), ("nothing like one", 404)])
def test_send_with_a_wrong_token(server: StandIn, token: str, status: int) -> None:
    error = refusal(server, hello(), token)

    words = f"telegram refused sendMessage: {status}, it does not know our token"
    assert facts(error) == (Unavailable, words, False)


def test_send_while_telegram_is_down(server: StandIn) -> None:
    server.down = True

    assert facts(refusal(server, hello())) == (Unavailable, "telegram refused sendMessage: 502", False)


@pytest.mark.parametrize(
    ("status", "answer", "permanent"),
    [
        (200, {}, False),
        (200, {"ok": False}, False),
        (302, {}, False),
        (413, {}, True),
        (500, {}, False),
        (499, {}, True),
    ],
)
def test_failure_of_what_is_not_documented(status: int, answer: dict[str, object], permanent: bool) -> None:
    error = failure_of("sendMessage", status, answer, for_chat=True)

    assert facts(error) == (Unavailable, f"telegram refused sendMessage: {status}", permanent)


@pytest.mark.parametrize(
    ("method", "status", "said", "for_chat", "expected"),
    [
        ("getFile", 403, "bot was blocked by the user", False, ""),
        ("sendMessage", 400, "bad webhook: private words", True, ""),
        ("setWebhook", 400, "private words", False, ""),
        ("setWebhook", 400, "bad webhook: port is not allowed", False, ", port is not allowed"),
    ],
)
def test_failure_repeats_what_telegram_said_of_our_own_address_only(
    method: str, status: int, said: str, for_chat: bool, expected: str
) -> None:
    error = failure_of(method, status, {"description": said}, for_chat=for_chat)

    assert facts(error) == (Unavailable, f"telegram refused {method}: {status}{expected}", True)


def test_send_to_a_slow_telegram(server: StandIn) -> None:
    server.seconds = 30.0

    async def run() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=server)) as http:
            await Api(http, TOKEN).call("getMe", {}, seconds=0.05)

    with pytest.raises(Unavailable) as error:
        asyncio.run(run())

    assert facts(error.value) == (Unavailable, "telegram can't be reached: TimeoutError", False)


def test_send_to_a_telegram_that_is_not_there() -> None:
    with pytest.raises(Unavailable) as error:
        ask_nobody(lambda app: app.send(hello()))

    assert facts(error.value) == (Unavailable, "telegram can't be reached: ConnectError", False)


def test_send_with_a_token_that_makes_no_address(server: StandIn) -> None:
    error = refusal(server, hello(), "1:a\nb")

    assert facts(error) == (Unavailable, "telegram can't be reached: InvalidURL", False)


def test_error_holds_neither_token_nor_words(server: StandIn) -> None:
    with pytest.raises(Unavailable) as unreached:
        ask_nobody(lambda app: app.send(hello()))

    for error in (unreached.value, refusal(server, hello(text="<private words>", parse_mode="HTML"))):
        told = "".join(traceback.format_exception(error)) + repr(error.__context__)
        assert (error.__cause__, error.__context__) == (None, None)
        assert TOKEN not in told and "private words" not in str(error)


def test_log_holds_no_token(server: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        ask(server, lambda app: app.send(hello()))

    assert [line for line in caplog.messages if "telegram.org" in line] == []
    assert TOKEN not in caplog.text and "private words" not in caplog.text


def test_send_to_a_chat_that_has_moved(server: StandIn) -> None:
    server.moved[GROUP] = SUPERGROUP

    ask(server, lambda app: app.send(hello(GROUP)))

    assert server.sent == [{"chat_id": SUPERGROUP, "text": "private words"}]
    assert server.asked == ["sendMessage", "sendMessage"]


def test_send_to_a_chat_that_moves_on_and_on(server: StandIn) -> None:
    server.moved = {GROUP: SUPERGROUP, SUPERGROUP: GROUP}

    error = refusal(server, hello(GROUP))

    assert (error.permanent, server.asked) == (True, ["sendMessage", "sendMessage"])


def test_send_what_posts_made(server: StandIn) -> None:
    async def say(app: Telegram) -> None:
        for bubble in (
            Bubble("Your <number>?", asks_phone=True),
            Bubble("Which day?", (Choice("Friday", "b:1"), Choice("Saturday", "b:2"))),
            Bubble("See you & bye"),
        ):
            for post in app.posts(str(CLIENT), bubble):
                await app.send(post)
            shown.append(dict(server.keyboards))

    shown: list[dict[int, list[str]]] = []
    ask(server, say)

    assert [one["text"] for one in server.sent] == ["Your &lt;number&gt;?", "Which day?", "See you &amp; bye"]
    assert shown == [{CLIENT: ["Share my number"]}, {CLIENT: ["Share my number"]}, {}]


def test_acknowledge_what_can_not_be(server: StandIn) -> None:
    ask(server, lambda app: app.acknowledge("too old"))
    ask(server, lambda app: app.acknowledge(""))
    ask_nobody(lambda app: app.acknowledge("1"))

    assert (server.asked, server.answered) == (["answerCallbackQuery"], [])


def test_acknowledge(server: StandIn) -> None:
    ask(server, lambda app: app.acknowledge("4382719283746592817"))

    assert server.answered == ["4382719283746592817"]


def test_show_typing_where_it_can_not_be_seen(server: StandIn) -> None:
    ask(server, lambda app: app.show_typing("1"))
    ask_nobody(lambda app: app.show_typing(str(CLIENT)))

    assert server.typing == []


def test_show_typing(server: StandIn) -> None:
    ask(server, lambda app: app.show_typing(str(CLIENT)))

    assert server.typing == [CLIENT]
