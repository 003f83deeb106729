"""Stand-ins for what a conversation asks: engines that answer by script, and red-flag nets that know a few words."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from salon.advice.red_flags import Group, RedFlag
from salon.conversations.engine import Act, Answer, Engines, Said
from salon.errors import Unavailable

MODEL = "3109b57222d9325a"


def said(response: str, act: int = 0, buttons: tuple[tuple[str, str], ...] = (), **values: str) -> Said:
    """Return one thing that the engine says; buttons are pairs of title and payload."""
    return Said(response, values, [{"title": title, "payload": payload} for title, payload in buttons], act)


def answer(*sayings: Said, intents: tuple[str, ...] = ("ask_comedones",), form: str | None = None) -> Answer:
    """Return the engine's answer to a message with these intents; its state names what was said."""
    return Answer(
        said=sayings,
        acts=tuple(Act(intent, intent, 0.9) for intent in intents),
        ranking=tuple({"name": intent, "confidence": 0.9} for intent in intents),
        state=[{"event": "bot", "metadata": {"utter_action": one.response}} for one in sayings],
        active_form=form,
        requested_slot=None,
        model=MODEL,
    )


COMEDONES = answer(said("utter_ask_comedones"))
PRICE = answer(said("utter_price"), intents=("price",))
ASKS_PHONE = answer(said("utter_ask_phone"), intents=("book_appointment",), form="booking_form")


@dataclass(frozen=True)
class Asked:
    """One turn as the engine got it."""

    conversation_id: str
    message_id: str
    state: list[dict[str, Any]]
    text: str | None
    payload: Mapping[str, Any] | None
    context: Mapping[str, Any]
    beside: Collection[str] | None = None


class FakeEngine(Engines):
    """Answers turn by turn what stands in its script, the last for ever; an exception in it is raised.

    Attributes:
        asked: every turn, in order.
        awake: what `ready` says.
        gathers: how many turns must be under way together before the first is answered.
        most_at_once: how many turns were under way together.
        loaded: the models it was given, in order; it refuses those while `takes_models` is false.
    """

    def __init__(self, *script: Answer | Exception) -> None:
        self.script = list(script or (COMEDONES,))
        self.asked: list[Asked] = []
        self.awake = True
        self.gathers = 1
        self.most_at_once = 0
        self._under_way = 0
        self.loaded: list[str] = []
        self.takes_models = True

    @property
    def texts(self) -> list[str | None]:
        """The texts that it was asked, in order."""
        return [one.text for one in self.asked]

    async def turn(
        self,
        conversation_id: str,
        message_id: str,
        state: list[dict[str, Any]],
        *,
        text: str | None = None,
        payload: Mapping[str, Any] | None = None,
        context: Mapping[str, Any],
        beside: Collection[str] | None = None,
    ) -> Answer:
        self.asked.append(Asked(conversation_id, message_id, state, text, payload, context, beside))
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        await asyncio.sleep(0)
        async with asyncio.timeout(_GATHERING_SECONDS):
            while self.most_at_once < self.gathers:
                await asyncio.sleep(0.001)
        self._under_way -= 1
        answered = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(answered, Exception):
            raise answered
        return answered if beside is None else _only(answered, beside)

    async def acts_of(self, text: str) -> tuple[Act, ...]:
        answered = self.script[0]
        if isinstance(answered, Exception):
            raise answered
        return answered.acts

    async def ready(self) -> bool:
        return self.awake

    async def load_model(self, path: Path) -> None:
        if not self.takes_models:
            raise Unavailable("An engine did not take the model.")
        self.loaded.append(path.name.removesuffix(".tar.gz"))

    async def close(self) -> None:
        self.awake = False


def _only(whole: Answer, beside: Collection[str]) -> Answer:
    """Return what is said to these intents beside another, as the engine would."""
    wanted = [number for number, act in enumerate(whole.acts) if act.intent in beside and len(whole.acts) > 1]
    return replace(whole, said=tuple(one for one in whole.said if one.act in wanted))


_GATHERING_SECONDS = 20.0


class FakeNets:
    """Catches texts that hold a word it knows."""

    def __init__(self, *, sure: bool = True, **flags: Group) -> None:
        self._flags = flags or {"breathe": Group.BREATHING, "mole": Group.MOLE}
        self._sure = sure
        self.looked: list[str] = []

    def look(self, text: str) -> RedFlag | None:
        """Return the flag of the first known word."""
        self.looked.append(text)
        group = next((group for word, group in self._flags.items() if word in text), None)
        return group and RedFlag(group.level, group, self._sure)


class BrokenNets:
    """Fails, with the client's words in the error."""

    def look(self, text: str) -> RedFlag | None:
        """Fail."""
        raise ValueError(text)
