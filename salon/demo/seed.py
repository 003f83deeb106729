"""Fills a home with the made-up month. The command line enters.

Nothing is ever written beside a salon's own data by accident: a home in which anything is stored is refused, and where
it is to be written is always said, never taken from the settings.
"""

import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, event

from salon.advice.red_flags import RedFlag
from salon.conversations.holding import Holding
from salon.conversations.transcript import Transcript
from salon.demo import store
from salon.demo.desk_work import DeskWork
from salon.demo.dialogues import load_dialogues
from salon.demo.month import Misunderstood, Month
from salon.demo.moving_clock import Agenda, MovingClock
from salon.demo.stage import Stage
from salon.demo.team import Team, hire, new_owner_code
from salon.errors import BadInput, Refused
from salon.migrate import migrate
from salon.review.phrases import Example
from salon.services import Services, open_services
from salon.settings import Settings
from salon.topics import load_topics


@dataclass(frozen=True)
class Wish:
    """How much to make: conversations, days until `now` (aware), and the number that decides all chance."""

    now: datetime
    conversations: int = 400
    days: int = 30
    seed: int = 1
    add: bool = False


@dataclass(frozen=True)
class Made:
    """What was made: how many of what, and how the staff sign in."""

    counts: Mapping[str, int]
    team: Team


def seed(settings: Settings, wish: Wish) -> Made:
    """Fill the home and the database that the settings name.

    Raises:
        Refused: something is stored there, and it was not said that it may be added to.
    """
    migrate(settings.url)
    clock = MovingClock(wish.now - timedelta(days=wish.days + 1))
    services = open_services(settings, _NoNets(), clock=clock)
    try:
        return _fill(services, clock, wish)
    finally:
        services.database.engine.dispose()


def _fill(services: Services, clock: MovingClock, wish: Wish) -> Made:
    before = _counts(services)
    if any(before.values()) and not wish.add:
        found = ", ".join(f"{count:,} {name}" for name, count in before.items() if count)
        raise Refused(f"there is something stored already: {found}. Name an empty folder, or add to it with --add")
    _write_fast(services.database.engine)
    team = hire(services)
    stage = _stage(services, clock, wish)
    desk = DeskWork(stage, team)
    month = Month(stage, desk, load_dialogues())
    month.play(wish.conversations, wish.days)
    desk.block_time()
    corrected = _correct(stage, team, month.misunderstood)
    after = _counts(services)
    made = {name: after[name] - before[name] for name in after} | {"corrections": corrected}
    return Made(made, new_owner_code(services, team))


def _correct(stage: Stage, team: Team, lines: Sequence[Misunderstood]) -> int:
    """Let staff say what some lines meant; return how many corrections were made. What may not be taught is left out."""
    corrections, made = stage.services.review.corrections, 0
    for line in stage.chance.sample(lines, min(_MOST_CORRECTIONS, len(lines))):
        with stage.services.database.reading() as session:
            message_id = store.message_id(session, line.conversation_id, line.external_id)
        if message_id is None:
            continue
        with suppress(Refused, BadInput):
            example = Example(corrections.proposal(message_id).phrase, line.intent)
            made += len(corrections.correct(message_id, [example], team.somebody(stage.chance).name))
    return made


def _stage(services: Services, clock: MovingClock, wish: Wish) -> Stage:
    return Stage(
        services=services,
        now=wish.now,
        clock=clock,
        agenda=Agenda(clock),
        chance=random.Random(wish.seed),  # noqa: S311  nothing here is secret
        transcript=Transcript(services.database, clock, services.salon.country),
        holding=Holding(services.database, clock),
        writer=services.writer,
        topics=load_topics(),
    )


def _counts(services: Services) -> dict[str, int]:
    with services.database.reading() as session:
        return store.counts(session)


def _write_fast(engine: Engine) -> None:
    """Let commits of this process not wait for the disk: what a power cut would lose is made again in a minute."""
    wanted = "PRAGMA synchronous=OFF" if engine.dialect.name == "sqlite" else "SET synchronous_commit TO OFF"

    def hurry(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # a connection of whichever driver
        cursor.execute(wanted)
        cursor.close()

    event.listen(engine, "connect", hurry)
    engine.dispose()


class _NoNets:
    """Stands for the red-flag nets, which nobody asks here."""

    def look(self, text: str) -> RedFlag | None:
        """Find nothing."""
        return None


_MOST_CORRECTIONS = 14
