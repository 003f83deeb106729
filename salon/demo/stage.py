"""What every made-up conversation is played on: services at a moment in the past, the sentences, and chance."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from salon.conversations.holding import Holding
from salon.conversations.replies import ReplyWriter
from salon.conversations.transcript import Transcript
from salon.demo.moving_clock import Agenda, MovingClock
from salon.services import Services
from salon.topics import Topic


@dataclass(frozen=True)
class Stage:
    """What is played on. `services` go by `clock`, and `now` is when it ends; `chance` decides what is left to it."""

    services: Services
    now: datetime
    clock: MovingClock
    agenda: Agenda
    chance: random.Random
    transcript: Transcript
    holding: Holding
    writer: ReplyWriter
    topics: Mapping[str, Topic]
