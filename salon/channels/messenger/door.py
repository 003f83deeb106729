"""The doors of Messenger and Instagram. Mounted by the app."""

import re

import httpx

from salon.channels.messenger.kinds import INSTAGRAM, MESSENGER
from salon.channels.messenger.parse import GET_STARTED, parse
from salon.channels.messenger.send import Messenger
from salon.channels.meta.door import MetaDoor
from salon.channels.meta.graph import Graph
from salon.channels.meta.own_names import OwnName
from salon.channels.meta.reading import words
from salon.services import Foundation

_USERNAME = re.compile(r"[A-Za-z0-9._]{1,64}")


def messenger_door(base: Foundation, transport: httpx.AsyncBaseTransport | None = None) -> MetaDoor:
    """Return Messenger's door; `transport` in place of the network."""
    settings = base.settings
    page, graph = settings.messenger_page_id, _graph(base, settings.messenger_token, transport)

    async def link(code: str) -> str | None:
        return f"https://m.me/{page}?ref={code}"

    return MetaDoor(
        base,
        name=MESSENGER.name,
        title="Messenger",
        fields="messages, messaging_postbacks, messaging_referrals, message_edits",
        needed=("messenger_token", "messenger_page_id"),
        open_app=lambda: Messenger(graph, MESSENGER),
        parse=lambda body: parse(body, MESSENGER, page),
        check=lambda: _check(graph, page),
        link=link,
        further_steps=(
            f"Give the page a Get Started button with the payload {GET_STARTED}: only then do clients who never wrote "
            "bring along the code of a link.",
        ),
    )


def instagram_door(base: Foundation, transport: httpx.AsyncBaseTransport | None = None) -> MetaDoor:
    """Return Instagram's door; `transport` in place of the network."""
    settings = base.settings
    account, graph = settings.instagram_account_id, _graph(base, settings.instagram_token, transport)
    username = OwnName(graph, account, "username")

    async def link(code: str) -> str | None:
        name = await username.get()
        return f"https://ig.me/m/{name}?ref={code}" if _USERNAME.fullmatch(name) else None

    return MetaDoor(
        base,
        name=INSTAGRAM.name,
        title="Instagram",
        fields="messages, messaging_postbacks, messaging_referral",
        needed=("instagram_token", "instagram_account_id"),
        open_app=lambda: Messenger(graph, INSTAGRAM),
        parse=lambda body: parse(body, INSTAGRAM, account),
        check=lambda: _check(graph, account),
        link=link,
        further_steps=(
            f"Give the account an Ice Breaker with the payload {GET_STARTED}: only then do clients who never wrote "
            "bring along the code of a link.",
        ),
    )


def _graph(base: Foundation, token: str, transport: httpx.AsyncBaseTransport | None) -> Graph:
    return Graph(token, base_url=base.settings.meta_api, transport=transport)


async def _check(graph: Graph, account: str) -> str:
    about = await graph.get(account, fields="id,name")
    return f"Token and id are good: they are those of {words(about.get('name'))}, {words(about.get('id'))}."
