"""Speaks to the engines: one turn in, replies and the new state out. Any engine may take any turn."""

import asyncio
import contextlib
import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from salon.errors import Unavailable


@dataclass(frozen=True)
class Act:
    """One thing that a message does: the clause, the intent, the confidence of its topic (0..1)."""

    text: str
    intent: str
    confidence: float


@dataclass(frozen=True)
class Said:
    """One thing the engine says: a response's name, its values and buttons, and the act that it answers."""

    response: str
    values: Mapping[str, str]
    buttons: Sequence[Mapping[str, str]]
    act: int


@dataclass(frozen=True)
class Answer:
    """What came of a turn."""

    said: tuple[Said, ...]
    acts: tuple[Act, ...]
    ranking: tuple[Mapping[str, Any], ...]
    state: list[dict[str, Any]]
    active_form: str | None
    requested_slot: str | None
    model: str


class Engines:
    """The engines behind one interface.

    Args:
        urls: base addresses, tried in turn; one that fails is passed over for the next.
        secret: shared with the engines.
        deadline_seconds: for the whole turn, whichever engine takes it.
        transport: in place of the network.
    """

    def __init__(
        self,
        urls: Sequence[str],
        secret: str,
        deadline_seconds: float,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._client = httpx.AsyncClient(
            headers={"X-Porewell-Secret": secret},
            timeout=httpx.Timeout(deadline_seconds, connect=_CONNECT_SECONDS),
            transport=transport,
        )
        self._deadline_seconds = deadline_seconds
        self._urls = tuple(urls)
        self._next = itertools.cycle(urls)
        self._count = len(urls)

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
        """Take one turn: a text, or the payload of one of our buttons.

        Args:
            beside: answer these topics alone, and only where the message does something else as well; None: answer all.

        Raises:
            Unavailable: no engine answered in time, or an action failed; nothing was lost, the turn may be repeated.
        """
        body: dict[str, Any] = {
            "conversation_id": conversation_id,
            "message_id": message_id,
            "state": state,
            "text": text or "",
            "payload": payload,
            "context": dict(context),
        }
        if beside is not None:
            body["beside"] = sorted(beside)
        answer = await self._post("turn", body, self._deadline_seconds)
        if answer["failed_action"]:
            raise Unavailable(f"{answer['failed_action']} failed")
        return _answer(answer)

    async def acts_of(self, text: str) -> tuple[Act, ...]:
        """Return what a text does, without taking a turn.

        Raises:
            Unavailable: no engine answered in time.
        """
        return _acts(await self._post("parse", {"text": text}, self._deadline_seconds / 2))

    async def ready(self) -> bool:
        """Tell whether an engine answers."""
        for _ in range(self._count):
            with contextlib.suppress(httpx.HTTPError):
                answer = await self._client.get(f"{next(self._next)}/webhooks/salon/ready", timeout=_READY_SECONDS)
                if answer.is_success:
                    return True
        return False

    async def load_model(self, path: Path) -> None:
        """Put a trained model into service in every engine, while turns go on.

        Raises:
            Unavailable: an engine did not take it; those that had taken it have the model before it again.
        """
        taken: list[tuple[str, str]] = []
        try:
            for url in self._urls:
                before = await self._served(url)
                await self._load(url, path.name, path)
                taken.append((url, before))
        except httpx.HTTPError as error:
            for url, before in taken:
                with contextlib.suppress(httpx.HTTPError):
                    await self._load(url, before, path.with_name(before))
            raise Unavailable("An engine did not take the model, so all of them keep the one they had.") from error

    async def _served(self, url: str) -> str:
        """Return the name of the file of an engine's model."""
        answer = await self._client.get(f"{url}/webhooks/salon/ready", timeout=_READY_SECONDS)
        answer.raise_for_status()
        return str(answer.json()["model"])

    async def _load(self, url: str, name: str, path: Path) -> None:
        answer = await self._client.post(
            f"{url}/webhooks/salon/model", json={"path": str(path)}, timeout=httpx.Timeout(_LOAD_SECONDS)
        )
        answer.raise_for_status()
        if answer.json()["model"] != name:
            raise httpx.HTTPError("it has another model")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _post(self, path: str, body: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return the answer of the first engine that takes the request; `seconds` for all of it."""
        try:
            # httpx's own limits hold for each step of a request, not for all of them together.
            async with asyncio.timeout(seconds):
                return await self._post_to_any(path, body)
        except TimeoutError as error:
            raise Unavailable("no engine answered in time") from error

    async def _post_to_any(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        for _ in range(self._count):
            url = next(self._next)
            try:
                response = await self._client.post(f"{url}/webhooks/salon/{path}", json=body)
                response.raise_for_status()
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
            except httpx.HTTPError as error:
                # It may have begun the turn, so no other engine is asked: actions are idempotent, patience is not.
                raise Unavailable(f"the engine failed: {type(error).__name__}") from error
            answer: dict[str, Any] = response.json()
            return answer
        raise Unavailable("no engine answers")


def _answer(body: dict[str, Any]) -> Answer:
    return Answer(
        said=tuple(Said(said["response"], said["values"], said["buttons"], said["act"]) for said in body["replies"]),
        acts=_acts(body),
        ranking=tuple(body["ranking"]),
        state=body["state"],
        active_form=body["active_form"],
        requested_slot=body["requested_slot"],
        model=body["model"].removesuffix(".tar.gz"),
    )


def _acts(body: dict[str, Any]) -> tuple[Act, ...]:
    return tuple(Act(act["text"], act["intent"], act["confidence"]) for act in body["acts"])


_CONNECT_SECONDS = 1.0
_READY_SECONDS = 2.0
_LOAD_SECONDS = 120.0
"""Loading takes some six seconds, and more beside a training."""
