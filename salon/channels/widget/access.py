"""Who may do what on the widget's HTTP interface: the token of a conversation, and the rate of an address."""

from typing import Annotated

from fastapi import Header, Request

from salon.channels.limits import Limits
from salon.conversations.service import Conversations
from salon.errors import NotFound


class TokenMissing(NotFound):
    """The token is missing, wrong, or another conversation's."""


class Access:
    """What the routes depend on.

    Args:
        limits: counts requests and messages.
    """

    def __init__(self, conversations: Conversations, limits: Limits) -> None:
        self._conversations = conversations
        self._limits = limits

    async def slow_down(self, request: Request) -> None:
        """Count a request of an address.

        Raises:
            TooMany: the address has sent its share of this minute.
        """
        self._limits.check_address(request.client.host if request.client else "")

    async def opened(self, conversation_id: str, authorization: Annotated[str, Header()] = "") -> str:
        """Return the id of the conversation that the request's token opens.

        Raises:
            TokenMissing: it opens another, or none.
        """
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not token:
            raise TokenMissing(conversation_id)
        try:
            await self._conversations.open(conversation_id, token)
        except NotFound as error:
            raise TokenMissing(conversation_id) from error
        return conversation_id
