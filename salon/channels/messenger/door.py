"""The doors of Messenger and Instagram. Mounted by the app."""

import httpx

from salon.channels.messenger.kinds import INSTAGRAM, MESSENGER, Kind
from salon.channels.messenger.parse import parse
from salon.channels.messenger.send import Messenger
from salon.channels.meta.door import MetaDoor
from salon.channels.meta.graph import Graph
from salon.channels.meta.reading import words
from salon.services import Foundation


def messenger_door(base: Foundation, transport: httpx.AsyncBaseTransport | None = None) -> MetaDoor:
    """Return Messenger's door; `transport` in place of the network."""
    settings = base.settings
    account, token = settings.messenger_page_id, settings.messenger_token
    fields = "messages, messaging_postbacks, message_edits"
    return _door(
        base, MESSENGER, "Messenger", fields, ("messenger_token", "messenger_page_id"), account, token, transport
    )


def instagram_door(base: Foundation, transport: httpx.AsyncBaseTransport | None = None) -> MetaDoor:
    """Return Instagram's door; `transport` in place of the network."""
    settings = base.settings
    account, token = settings.instagram_account_id, settings.instagram_token
    needed = ("instagram_token", "instagram_account_id")
    return _door(base, INSTAGRAM, "Instagram", "messages, messaging_postbacks", needed, account, token, transport)


def _door(
    base: Foundation,
    kind: Kind,
    title: str,
    fields: str,
    needed: tuple[str, str],
    account: str,
    token: str,
    transport: httpx.AsyncBaseTransport | None,
) -> MetaDoor:
    graph = Graph(token, base_url=base.settings.meta_api, transport=transport)

    async def check() -> str:
        about = await graph.get(account, fields="id,name")
        return f"Token and id are good: they are those of {words(about.get('name'))}, {words(about.get('id'))}."

    return MetaDoor(
        base,
        name=kind.name,
        title=title,
        fields=fields,
        needed=needed,
        open_app=lambda: Messenger(graph, kind),
        parse=lambda body: parse(body, kind, account),
        check=check,
    )
