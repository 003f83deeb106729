"""Opens the messaging room. The wiring enters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from salon.booking.room import BookingRoom
from salon.clock import Clock
from salon.conversations.replies import ReplyWriter
from salon.conversations.service import Conversations
from salon.conversations.telling import Telling
from salon.conversations.transcript import Transcript
from salon.db import Database
from salon.live_topics import LiveTopics
from salon.messaging.app import MessagingApp
from salon.messaging.bubbles import Bubbles
from salon.messaging.chats import Chats
from salon.messaging.deletion import DataDeletion, Erase
from salon.messaging.delivery import Delivery
from salon.messaging.extras import Extras
from salon.messaging.outbox import Outbox
from salon.messaging.photos import Photos
from salon.messaging.service import Messaging
from salon.messaging.times import ShortTimes
from salon.responses import Responses
from salon.salon_file import Salon
from salon.secrets import Vault


@dataclass(frozen=True)
class MessagingRoom:
    """The salon in messaging apps. `apps`: those that are on, by channel."""

    apps: Mapping[str, MessagingApp]
    chats: Chats
    messaging: Messaging
    delivery: Delivery
    photos: Photos


def open_messaging(
    database: Database,
    salon: Salon,
    clock: Clock,
    vault: Vault,
    responses: Responses,
    writer: ReplyWriter,
    booking: BookingRoom,
    conversations: Conversations,
    topics: LiveTopics,
    erase: Erase,
    apps: Mapping[str, MessagingApp],
    limit: Callable[[str], int] = lambda _: 0,
) -> MessagingRoom:
    """Return the room; nothing is contacted yet."""
    chats = Chats(database, Transcript(database, clock, salon.country), writer, vault, clock)
    telling = Telling(database, writer, salon.country, clock)
    bubbles = Bubbles(responses)
    delivery = Delivery(Outbox(database, apps, bubbles, telling, clock), apps, topics)
    times = ShortTimes(booking.months, booking.written, salon, clock)
    deletion = DataDeletion(booking.booking, booking.written, salon, bubbles, erase)
    extras = Extras(database, conversations, bubbles, times, delivery, deletion)
    photos = Photos(database, apps, conversations.listeners, clock)
    messaging = Messaging(chats, conversations, telling, extras, photos, booking.written, apps, limit)
    return MessagingRoom(apps, chats, messaging, delivery, photos)
