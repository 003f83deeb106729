"""Following a link from the website to each messaging app, as the apps post it: for tests of moving."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from salon.channels.doors import Door
from salon.channels.messenger.door import instagram_door, messenger_door
from salon.channels.twilio.door import TwilioDoor
from salon.channels.whatsapp.door import whatsapp_door
from salon.services import Foundation
from tests.channels.messaging_app import MessagingApp
from tests.channels.messenger import stand_in as messenger_stand_in
from tests.channels.messenger import webhooks as messenger
from tests.channels.meta.fake_graph import TOKEN
from tests.channels.meta.signing import APP_SECRET, signed
from tests.channels.twilio import stand_in as twilio_stand_in
from tests.channels.twilio import webhooks as twilio
from tests.channels.whatsapp import stand_in as whatsapp_stand_in
from tests.channels.whatsapp import webhooks as whatsapp

Request = tuple[str, bytes, dict[str, str]]
Follow = Callable[[str, int, int], Request]
"""Makes the request that an app posts when the client of that number follows a link, in a message of that number."""


@dataclass(frozen=True)
class Case:
    """One way to arrive in an app by a link. `server`: makes a stand-in of the vendor's."""

    app: str
    begins: str
    settings: dict[str, str]
    server: Callable[[], Any]
    open_door: Callable[[Foundation, httpx.AsyncBaseTransport], Door]
    follow: Follow

    def doors(self, server: Any) -> Callable[[Foundation], Sequence[Door]]:
        """Return what opens the door in front of a stand-in."""
        return lambda base: [self.open_door(base, httpx.ASGITransport(app=server))]


class Website:
    """A conversation that was begun on the website."""

    def __init__(self, app: MessagingApp) -> None:
        self._http = app.http
        begun = app.http.post("/v1/conversations", json={}).json()
        self.id = begun["conversation_id"]
        self._headers = {"Authorization": f"Bearer {begun['token']}"}

    def ask_for_links(self) -> httpx.Response:
        """Ask for links."""
        return self._http.post(f"/v1/conversations/{self.id}/moving-links", headers=self._headers)

    @property
    def links(self) -> dict[str, str]:
        """New links, by app."""
        return {one["app"]: one["url"] for one in self.ask_for_links().json()["links"]}

    @property
    def texts(self) -> list[str]:
        """What the page shows behind the greeting."""
        shown = self._http.get(f"/v1/conversations/{self.id}/messages", headers=self._headers).json()["messages"]
        return [one["text"] for one in shown[1:]]


def words_in(link: str) -> str:
    """Return what a link to WhatsApp fills in."""
    return parse_qs(urlsplit(link).query)["text"][0]


def code_in(link: str) -> str:
    """Return what a link to Messenger or Instagram brings along."""
    return parse_qs(urlsplit(link).query)["ref"][0]


def post(app: MessagingApp, request: Request) -> None:
    """Post as the vendor does; it has to be taken."""
    path, body, headers = request
    assert app.http.post(path, content=body, headers=headers).is_success


def whatsapp_text(words: str, client: int, number: int) -> Request:
    """Return the webhook of a message in WhatsApp."""
    update = whatsapp.text(words, **{"from": f"1650555{client:04}", "id": f"wamid.{number}"})
    return ("/channels/whatsapp", *signed(update))


def twilio_text(words: str, client: int, number: int) -> Request:
    """Return the form of a message in WhatsApp by Twilio."""
    form = twilio.message(words, sid=f"SM{number:032x}", client=f"+4477009{client:05}")
    return ("/channels/twilio", *twilio.request(form, "https://chat.example/channels/twilio"))


def _of_meta(name: str, client: int, event: dict[str, Any]) -> Request:
    whole = messenger.event(**event) | {"sender": {"id": f"64248329508{client:05}"}}
    update = messenger.update(whole, kind="page" if name == "messenger" else name)
    return (f"/channels/{name}", *signed(update))


def _referral(link: str) -> dict[str, str]:
    return {"ref": code_in(link), "source": "SHORTLINK", "type": "OPEN_THREAD"}


def _start_pressed(name: str) -> Follow:
    def follow(link: str, client: int, number: int) -> Request:
        pressed = {"mid": f"m_{number}", "title": "Get Started", "payload": "start", "referral": _referral(link)}
        return _of_meta(name, client, {"postback": pressed})

    return follow


def _came_back(name: str) -> Follow:
    def follow(link: str, client: int, number: int) -> Request:
        return _of_meta(name, client, {"referral": _referral(link), "timestamp": messenger.MILLISECONDS + number})

    return follow


def _opened_silently(link: str, client: int, number: int) -> Request:
    return _of_meta("instagram", client, {"message": {"mid": f"m_{number}", "referral": _referral(link)}})


_WHATSAPP = (
    "WhatsApp",
    "https://wa.me/442079460000?text=",
    {
        "whatsapp_token": TOKEN,
        "whatsapp_number_id": whatsapp_stand_in.NUMBER_ID,
        "meta_app_secret": APP_SECRET,
    },
    whatsapp_stand_in.FakeWhatsApp,
    whatsapp_door,
)
_TWILIO = (
    "WhatsApp",
    "https://wa.me/442079460000?text=",
    {
        "twilio_account_sid": twilio.ACCOUNT_SID,
        "twilio_auth_token": twilio.AUTH_TOKEN,
        "twilio_sender": twilio.SENDER,
    },
    twilio_stand_in.StandIn,
    TwilioDoor,
)
_MESSENGER = (
    "Messenger",
    f"https://m.me/{messenger.PAGE}?ref=",
    {"messenger_token": TOKEN, "messenger_page_id": messenger.PAGE, "meta_app_secret": APP_SECRET},
    messenger_stand_in.FakeMessenger,
    messenger_door,
)
_INSTAGRAM = (
    "Instagram",
    "https://ig.me/m/willow.and_vale?ref=",
    {"instagram_token": TOKEN, "instagram_account_id": messenger.PAGE, "meta_app_secret": APP_SECRET},
    lambda: messenger_stand_in.FakeMessenger(instagram=True),
    instagram_door,
)
CASES = {
    "whatsapp": Case(*_WHATSAPP, lambda link, *numbers: whatsapp_text(words_in(link), *numbers)),
    "twilio": Case(*_TWILIO, lambda link, *numbers: twilio_text(words_in(link), *numbers)),
    "messenger, begun": Case(*_MESSENGER, _start_pressed("messenger")),
    "messenger, again": Case(*_MESSENGER, _came_back("messenger")),
    "instagram, begun": Case(*_INSTAGRAM, _start_pressed("instagram")),
    "instagram, written": Case(*_INSTAGRAM, _opened_silently),
    "instagram, again": Case(*_INSTAGRAM, _came_back("instagram")),
}
