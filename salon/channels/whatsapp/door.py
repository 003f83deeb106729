"""WhatsApp's door, by Meta's Cloud API. Mounted by the app."""

import httpx

from salon.channels.meta.door import MetaDoor
from salon.channels.meta.graph import Graph
from salon.channels.meta.reading import words
from salon.channels.whatsapp.parse import parse
from salon.channels.whatsapp.send import WhatsApp
from salon.messaging.arrivals import Arrival
from salon.services import Foundation


def whatsapp_door(base: Foundation, transport: httpx.AsyncBaseTransport | None = None) -> MetaDoor:
    """Return the door; `transport` in place of the network."""
    settings = base.settings
    number = settings.whatsapp_number_id
    graph = Graph(settings.whatsapp_token, base_url=settings.meta_api, transport=transport)

    async def check() -> str:
        about = await graph.get(number, fields="display_phone_number,verified_name")
        return f"The token is good: clients write to {words(about.get('display_phone_number'))}."

    app = WhatsApp(graph, number, base.responses.text("utter_title_choose"))

    def read(body: bytes) -> list[Arrival]:
        arrivals = parse(body, number)
        for one in arrivals:
            app.heard(one.address, one.key)
        return arrivals

    return MetaDoor(
        base,
        name="whatsapp",
        title="WhatsApp",
        fields="messages",
        needed=("whatsapp_token", "whatsapp_number_id"),
        open_app=lambda: app,
        parse=read,
        check=check,
    )
