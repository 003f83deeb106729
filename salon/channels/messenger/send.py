"""Sends to Messenger or Instagram and fetches from it. The outbox enters, by `MessagingApp`."""

from collections.abc import Sequence

from salon.channels.messenger.kinds import Kind
from salon.channels.messenger.render import METHOD, render
from salon.channels.meta.graph import Graph
from salon.errors import Unavailable
from salon.messaging.app import DAY, Bubble, File, Post


class Messenger:
    """Messenger or Instagram, for one page or account of the salon.

    Args:
        graph: with the page's token, which is what "me" in the requests means.
        kind: which of the two.
    """

    def __init__(self, graph: Graph, kind: Kind) -> None:
        self._graph = graph
        self._kind = kind

    window = DAY

    @property
    def name(self) -> str:
        """The channel's name."""
        return self._kind.name

    def own_number(self, address: str) -> str:
        """Return nothing: a page-scoped id is no number."""
        return ""

    def posts(self, address: str, bubble: Bubble) -> Sequence[Post]:
        """Return the requests that bring a bubble to a client."""
        return render(self._kind, address, bubble)

    def invitation(self, address: str) -> Post | None:
        """Return nothing: what Meta lets through here, each client has to opt in to beforehand."""

    async def send(self, post: Post) -> None:
        """Hand it to Meta.

        Raises:
            Unavailable: not taken.
        """
        await self._graph.post(post.method, post.body)

    async def acknowledge(self, answer_to: str) -> None:
        """Do nothing: quick replies vanish by themselves."""

    async def show_typing(self, address: str) -> None:
        """Let the client see that an answer is coming, for 20 seconds at most."""
        try:
            await self._graph.post(METHOD, {"recipient": {"id": address}, "sender_action": "typing_on"})
        except Unavailable:
            return

    async def fetch(self, reference: str, most_bytes: int) -> File:
        """Fetch what a client sent, from the address that the webhook gave; it holds for some days.

        Raises:
            Unavailable: it is not to be had; permanent too if it is larger than `most_bytes`.
        """
        return await self._graph.download(reference, most_bytes)

    async def close(self) -> None:
        """Let go of connections."""
        await self._graph.close()
