"""WhatsApp's door, by Meta's Cloud API. Mounted by the app."""

import httpx

from salon.channels.meta.door import MetaDoor
from salon.channels.meta.graph import Graph
from salon.channels.meta.own_names import OwnName
from salon.channels.meta.reading import words
from salon.channels.wa_me import wa_me
from salon.channels.whatsapp.parse import parse
from salon.channels.whatsapp.send import WhatsApp
from salon.messaging.arrivals import Arrival
from salon.messaging.moving_codes import carrying
from salon.services import Foundation


def whatsapp_door(base: Foundation, transport: httpx.AsyncBaseTransport | None = None) -> MetaDoor:
    """Return the door; `transport` in place of the network."""
    settings = base.settings
    number = settings.whatsapp_number_id
    graph = Graph(settings.whatsapp_token, base_url=settings.meta_api, transport=transport)

    async def check() -> str:
        about = await graph.get(number, fields="display_phone_number,verified_name")
        return f"The token is good: clients write to {words(about.get('display_phone_number'))}."

    template = (settings.whatsapp_template, settings.whatsapp_template_language) if settings.whatsapp_template else None
    app = WhatsApp(graph, number, base.responses.text("utter_title_choose"), template)

    def read(body: bytes) -> list[Arrival]:
        arrivals = parse(body, number)
        for one in arrivals:
            if ":" not in one.key:  # else it is a part of a message, or no message
                app.heard(one.address, one.key)
        return arrivals

    our_number = OwnName(graph, number, "display_phone_number")

    async def link(code: str) -> str | None:
        return wa_me(await our_number.get(), carrying(base.responses.text("utter_moving_words"), code))

    return MetaDoor(
        base,
        name="whatsapp",
        title="WhatsApp",
        fields="messages",
        needed=("whatsapp_token", "whatsapp_number_id"),
        open_app=lambda: app,
        parse=read,
        check=check,
        link=link,
    )
