"""What is handed to Twilio, and what its answers mean."""

import asyncio
import traceback
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest

from salon.channels.twilio.send import TwilioWhatsApp
from salon.errors import Unavailable
from salon.messaging.app import Bubble, Busy, Choice, ClientGone, Post, WindowClosed
from tests.channels.twilio.stand_in import StandIn
from tests.channels.twilio.webhooks import ACCOUNT_SID, AUTH_TOKEN, CLIENT, SENDER, WEBHOOK_URL

HELLO = Post("Messages", {"To": f"whatsapp:{CLIENT}", "Body": "Hello. £85 & more + 🙂\n* a"})
SECRETS = (CLIENT, ACCOUNT_SID, AUTH_TOKEN, "Hello", "words of Twilio's")


@pytest.fixture
def twilio() -> StandIn:
    return StandIn()


def use(
    server: Any, do: Callable[[TwilioWhatsApp], Coroutine[Any, Any, Any]], *, token: str = AUTH_TOKEN, **more: Any
) -> Any:
    """Do something with an app whose network is the stand-in, or a transport."""
    transport = server if isinstance(server, httpx.AsyncBaseTransport) else httpx.ASGITransport(server)

    async def run() -> Any:
        app = TwilioWhatsApp(
            more.pop("account_sid", ACCOUNT_SID),
            token,
            more.pop("sender", SENDER),
            WEBHOOK_URL,
            transport=transport,
            **more,
        )
        try:
            return await do(app)
        finally:
            await app.close()

    return asyncio.run(run())


def refused(server: Any, post: Post = HELLO, **more: Any) -> Unavailable:
    """Send what is not taken, and return why; nothing in it may tell about the client or us."""
    with pytest.raises(Unavailable) as caught:
        use(server, lambda app: app.send(post), **more)
    shown = "".join(traceback.format_exception(caught.value))
    assert not [secret for secret in SECRETS if secret in shown]
    return caught.value


class Broken(httpx.AsyncBaseTransport):
    """A network that fails so."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise self._error


def test_message(twilio: StandIn) -> None:
    use(twilio, lambda app: app.send(HELLO))

    assert twilio.sent == [
        {
            "To": f"whatsapp:{CLIENT}",
            "Body": "Hello. £85 & more + 🙂\n* a",
            "From": f"whatsapp:{SENDER}",
            "StatusCallback": WEBHOOK_URL,
        }
    ]


def test_template_asks_a_client_to_write(twilio: StandIn) -> None:
    template = "HX" + "0123456789abcdef" * 2
    always = {"To": f"whatsapp:{CLIENT}", "From": f"whatsapp:{SENDER}", "StatusCallback": WEBHOOK_URL}

    async def invite(app: TwilioWhatsApp) -> Post | None:
        if invitation := app.invitation(CLIENT):
            await app.send(invitation)
        return invitation

    assert use(twilio, invite) is None
    assert use(twilio, invite, template=template)
    assert twilio.sent == [always | {"ContentSid": template}]


@pytest.mark.parametrize(("address", "number"), [(CLIENT, CLIENT), ("GB.1A2B3C4D", "")])
def test_address_may_be_the_number(twilio: StandIn, address: str, number: str) -> None:
    async def number_of(app: TwilioWhatsApp) -> str:
        return app.own_number(address)

    assert use(twilio, number_of) == number


def test_messages_keep_their_order(twilio: StandIn) -> None:
    bubble = Bubble(" ".join("a" * 99 + "." for _ in range(40)), (Choice("Yes", "b:1"),))

    async def send_all(app: TwilioWhatsApp) -> list[str]:
        made = app.posts(CLIENT, bubble)
        for post in made:
            await app.send(post)
        return [post.body["Body"] for post in made]

    assert use(twilio, send_all) == [one["Body"] for one in twilio.sent]
    assert len(twilio.sent) == 3


def test_post_cannot_say_who_sends(twilio: StandIn) -> None:
    use(twilio, lambda app: app.send(Post("Messages", {**HELLO.body, "From": "whatsapp:+1", "StatusCallback": "x"})))

    assert [(one["From"], one["StatusCallback"]) for one in twilio.sent] == [(f"whatsapp:{SENDER}", WEBHOOK_URL)]


@pytest.mark.parametrize(
    ("code", "kind", "permanent"),
    [
        (21610, ClientGone, True),
        (21211, ClientGone, True),
        (21614, ClientGone, True),
        (63003, ClientGone, True),
        (63024, ClientGone, True),
        (63016, WindowClosed, True),
        (63015, WindowClosed, True),
        (63007, Unavailable, False),
        (21606, Unavailable, False),
        (63013, Unavailable, True),
        (99999, Unavailable, True),
    ],
)
def test_client_refused(twilio: StandIn, code: int, kind: type[Unavailable], permanent: bool) -> None:
    twilio.refuse(CLIENT, code)
    other = Post("Messages", {"To": "whatsapp:+447700900456", "Body": "Hello."})

    error = refused(twilio)
    use(twilio, lambda app: app.send(other))

    assert (type(error), error.permanent) == (kind, permanent)
    assert f"(400, {code})" in str(error)
    assert [one["To"] for one in twilio.sent] == ["whatsapp:+447700900456"]


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("0", 0.0),
        ("-3", 0.0),
        ("99999999", 3600.0),
        ("", 5.0),
        ("nan", 5.0),
        ("inf", 5.0),
        ("Wed, 21 Oct 2027 07:28:00 GMT", 5.0),
    ],
)
def test_too_much_at_once(twilio: StandIn, retry_after: str, seconds: float) -> None:
    twilio.be_busy(retry_after)

    error = refused(twilio)

    assert isinstance(error, Busy)
    assert (error.seconds, error.for_all, error.permanent) == (seconds, True, False)


def test_too_much_at_once_told_by_a_proxy_or_by_whatsapp(twilio: StandIn) -> None:
    twilio.fail(429, b"<html>slow down</html>")
    errors = [refused(twilio)]
    twilio.recover()
    for code in (63018, 21611):
        twilio.refuse(CLIENT, code)
        errors.append(refused(twilio))

    assert [(error.seconds, error.for_all) for error in errors if isinstance(error, Busy)] == [
        (5.0, True),
        (60.0, True),
        (60.0, True),
    ]


@pytest.mark.parametrize(
    ("status", "body", "permanent"),
    [
        (500, {"code": 20500, "message": "x", "status": 500}, False),
        (502, b"<html>", False),
        (503, b"", False),
        (302, b"", False),
        (408, b"", False),
        (401, b"", False),
        (403, {"code": 20005}, False),
        (404, b"{", False),
        (400, b"", True),
        (400, b"\xff\xfe", True),
        (400, {"code": "21610"}, True),
        (400, {"code": None}, True),
        (400, {"code": [21610]}, True),
        (400, [21610], True),
        (400, None, True),
        (400, b"1" * 5000, True),
        (413, b"", True),
    ],
)
def test_answer_of_any_shape(twilio: StandIn, status: int, body: Any, permanent: bool) -> None:
    twilio.fail(status, body)

    error = refused(twilio)

    assert (type(error), error.permanent) == (Unavailable, permanent)


def test_settings_wrong_say_so_and_are_not_permanent(twilio: StandIn) -> None:
    errors = [
        refused(twilio, token="another"),
        refused(twilio, account_sid="AC" + "b2" * 16),
        refused(twilio, sender="+442079460001"),
    ]

    assert [(str(error), error.permanent) for error in errors] == [
        ("Twilio refuses our account, its token or its sender (401, 20003)", False),
        ("Twilio refuses our account, its token or its sender (401, 20003)", False),
        ("Twilio refuses our account, its token or its sender (400, 63007)", False),
    ]
    assert twilio.sent == []


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError(f"no way to {CLIENT} of {ACCOUNT_SID}"),
        httpx.ReadTimeout(f"no answer about {CLIENT}"),
        httpx.RemoteProtocolError("Hello"),
        TimeoutError(CLIENT),
    ],
)
def test_network_down(error: Exception) -> None:
    found = refused(Broken(error))

    assert (str(found), found.permanent, found.__cause__) == ("Twilio is out of reach", False, None)


def test_answer_too_late(twilio: StandIn) -> None:
    twilio.be_slow(60)

    error = refused(twilio, deadline_seconds=0.01)

    assert (str(error), error.permanent) == ("Twilio is out of reach", False)


def test_service_is_back(twilio: StandIn) -> None:
    twilio.fail(503)
    refused(twilio)
    twilio.recover()

    use(twilio, lambda app: app.send(HELLO))

    assert len(twilio.sent) == 1


def test_courtesies_contact_nobody() -> None:
    async def be_courteous(app: TwilioWhatsApp) -> None:
        await app.acknowledge("x")
        await app.show_typing(CLIENT)

    use(Broken(AssertionError("contacted")), be_courteous)


def test_name_of_the_channel() -> None:
    assert TwilioWhatsApp(ACCOUNT_SID, AUTH_TOKEN, SENDER, WEBHOOK_URL).name == "twilio"


def test_stand_in_is_strict(twilio: StandIn) -> None:
    wrong = [
        {"To": CLIENT},
        {"To": ""},
        {"Body": ""},
        {"Body": " \n"},
        {"Body": "a" * 1601},
        {"Body": "🙂" * 801},
        {"Button": "x"},
    ]

    codes = [str(refused(twilio, Post("Messages", {**HELLO.body, **one}))) for one in wrong]

    assert [code.rpartition(", ")[2] for code in codes] == [
        "21211)", "21604)", "21602)", "21602)", "21617)", "21617)", "20001)",
    ]  # fmt: skip
    assert twilio.sent == []
