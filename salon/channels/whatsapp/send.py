"""Sends to WhatsApp and fetches from it. The outbox enters, by `MessagingApp`."""

import re
from collections import OrderedDict
from collections.abc import Sequence

from salon.channels.meta.graph import Graph
from salon.channels.meta.reading import words
from salon.channels.whatsapp.addresses import own_number
from salon.channels.whatsapp.render import METHOD, render, template_post
from salon.errors import Unavailable
from salon.messaging.app import DAY, Bubble, File, Post

_MEDIA_ID = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)
_MOST_HEARD = 1000


class WhatsApp:
    """WhatsApp's Cloud API, for one number of the salon.

    Args:
        graph: with the system user's token.
        phone_number_id: Meta's id of our number.
        list_label: what stands on the button that opens a list.
        template: that asks clients to write, and its language, as Meta approved them; None: there is none.
    """

    def __init__(
        self, graph: Graph, phone_number_id: str, list_label: str, template: tuple[str, str] | None = None
    ) -> None:
        self._graph = graph
        self._number = phone_number_id
        self._list_label = list_label
        self._template = template
        self._heard = OrderedDict[str, str]()

    window = DAY

    @property
    def name(self) -> str:
        """The channel's name."""
        return "whatsapp"

    def own_number(self, address: str) -> str:
        """Return the number that the client writes from, if the address is one."""
        return own_number(address)

    def posts(self, address: str, bubble: Bubble) -> Sequence[Post]:
        """Return the requests that bring a bubble to a client."""
        return render(address, bubble, self._list_label)

    def invitation(self, address: str) -> Post | None:
        """Return the salon's template, if it has one."""
        return template_post(address, *self._template) if self._template else None

    async def send(self, post: Post) -> None:
        """Hand it to WhatsApp.

        Raises:
            Unavailable: not taken. That it was taken does not mean that it arrives: a status may tell later.
        """
        await self._graph.post(f"{self._number}/{post.method}", post.body)

    async def acknowledge(self, answer_to: str) -> None:
        """Do nothing: buttons of WhatsApp's do not spin."""

    def heard(self, address: str, key: str) -> None:
        """Remember the last message of a client, by its arrival's key; the door tells. Typing is shown under it."""
        self._heard.pop(address, None)
        self._heard[address] = key
        if len(self._heard) > _MOST_HEARD:
            self._heard.popitem(last=False)

    async def show_typing(self, address: str) -> None:
        """Let the client see that an answer is coming, for 25 seconds at most; it marks what they wrote as read.

        Where this process took no message of theirs nothing is shown: WhatsApp wants to know which is being answered.
        https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators
        """
        if key := self._heard.get(address):
            read = {"messaging_product": "whatsapp", "status": "read", "message_id": key}
            try:
                await self._graph.post(f"{self._number}/{METHOD}", {**read, "typing_indicator": {"type": "text"}})
            except Unavailable:
                return

    async def fetch(self, reference: str, most_bytes: int) -> File:
        """Fetch what a client sent; it stays with Meta for 30 days at most.

        Raises:
            Unavailable: it is not to be had; permanent too if it is larger than `most_bytes`.
        """
        if not _MEDIA_ID.fullmatch(reference):
            raise Unavailable("a file without an id of WhatsApp's", permanent=True)
        about = await self._graph.get(reference, phone_number_id=self._number)
        file = await self._graph.download(words(about.get("url")), most_bytes)
        said = words(about.get("mime_type")).partition(";")[0].strip().lower()
        return File(file.content, said or file.mime_type)

    async def close(self) -> None:
        """Let go of connections."""
        await self._graph.close()
