"""The widget's door to messaging apps: links that carry a conversation there, once."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends

from salon.channels.widget.access import Access
from salon.channels.widget.payloads import MovingLinkOut, MovingLinksOut
from salon.errors import Unavailable
from salon.messaging.service import Messaging

Links = Callable[[str], Awaitable[Sequence[tuple[str, str]]]]
"""Returns name and address of each app for a code."""


def add_moving_route(router: APIRouter, messaging: Messaging, access: Access, links: Links) -> None:
    """Add the route."""

    @router.post("/{conversation_id}/moving-links", status_code=201)
    async def move(conversation_id: Annotated[str, Depends(access.opened)]) -> MovingLinksOut:
        """Make a link to each messaging app; whoever follows one goes on with the conversation there.

        Raises:
            Unavailable: no app says just now where its link has to lead.
        """
        code, until = await messaging.code_for(conversation_id)
        found = [MovingLinkOut(app=name, url=url) for name, url in await links(code)]
        if not found:
            raise Unavailable("no messaging app can be linked now")
        return MovingLinksOut(links=found, good_until=until.isoformat())
