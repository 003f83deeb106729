"""Plays the client's and the bot's lines of one made-up conversation: as stored as if they had been said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from salon.conversations.answering import HANDOFFS, RED_FLAG
from salon.conversations.incoming import Incoming
from salon.conversations.replies import Reply
from salon.conversations.state import Question, State
from salon.conversations.turns import Outcome
from salon.demo.stage import Stage
from salon.topics import FOLLOW_UP

OLD_MODEL, NEW_MODEL = "3f1c0b7a92d4e865", "a58d2e94c07b61f3"


class Talk:
    """One conversation.

    Attributes:
        id: of the conversation.
        said: ids of the client's lines, in order.
    """

    def __init__(self, stage: Stage, channel: str, model: str) -> None:
        self._stage = stage
        self._model = model
        self._sources: Sequence[str] = ()
        self._last_topic: str | None = None
        token = str(uuid4())
        greeting = stage.writer.write("utter_greeting", seed=str(stage.chance.random()), topic="greet", suggest=True)
        self.id, _ = stage.transcript.begin(channel, stage.services.vault.fingerprint(token), greeting)
        self.said: list[str] = []

    def client(
        self,
        text: str,
        means: Sequence[str],
        replies: Sequence[Reply],
        *,
        sure: float | None = None,
        form: str | None = None,
        slots: Mapping[str, str] | None = None,
        flag: str | None = None,
        failed: bool = False,
    ) -> None:
        """Let the client say something a while later, and the bot answer it.

        Args:
            text: what is said.
            means: the intents that it was taken for; none if nothing came of it.
            replies: as `reply` makes them.
            sure: the confidence in the first; None for a usual one.
            form: that is active afterwards.
            slots: what the form knows by then.
            flag: level of the red flag that is raised.
            failed: whether the replies are an apology.
        """
        chance, clock = self._stage.chance, self._stage.clock
        clock.wait(chance.uniform(*_READING_SECONDS) + len(text) * _SECONDS_A_LETTER)
        external_id = f"demo-{len(self.said)}"
        received = self._stage.transcript.receive(self.id, Incoming(external_id, text))
        latency = chance.lognormvariate(*_LATENCY)
        clock.wait(latency / 1000)
        heard = received.state.hearing(text, clock().date())
        known = 1.0 if flag else sure if sure is not None else chance.uniform(*_USUALLY_SURE)
        outcome = Outcome(
            replies=replies,
            state=_after(heard, replies, form, slots or {}),
            topics=list(dict.fromkeys(reply.topic for reply in replies if reply.topic)),
            intent=means[0] if means else None,
            confidence=known if means else None,
            ranking=[] if flag or not means else self._ranking(means, known),
            model=self._model if means and not flag else None,
            latency_ms=latency,
            red_flag=flag,
            handoff=self._handoff(replies, flag=flag, failed=failed),
            failed=failed,
        )
        self._stage.transcript.finish(received, outcome)
        self._remember(external_id, replies)

    def client_to_staff(self, text: str) -> None:
        """Let the client say something while staff hold the conversation."""
        self._stage.clock.wait(self._stage.chance.uniform(*_READING_SECONDS))
        external_id = f"demo-{len(self.said)}"
        self._stage.transcript.receive(self.id, Incoming(external_id, text))
        self.said.append(external_id)

    def reply(
        self,
        name: str,
        intent: str | None,
        *,
        values: Mapping[str, str] | None = None,
        buttons: Sequence[Mapping[str, str]] = (),
    ) -> Reply:
        """Return what the bot says under that name, on the topic of that intent."""
        known = dict(values or {})
        if name == "utter_sources_intro":
            known["source_list"] = "; ".join(self._sources)
        return self._stage.writer.write(
            name,
            seed=str(self._stage.chance.random()),
            topic=self._topic(intent),
            values=known,
            buttons=buttons,
            suggest=True,
        )

    def rate(self, stars: int) -> None:
        """Let the client rate the conversation a little later."""
        self._stage.clock.wait(self._stage.chance.uniform(*_READING_SECONDS))
        self._stage.transcript.rate(self.id, stars)

    def _topic(self, intent: str | None) -> str | None:
        if intent is None:
            return None
        topic = self._stage.topics[intent].topic
        return self._last_topic if topic == FOLLOW_UP else topic

    def _remember(self, external_id: str, replies: Sequence[Reply]) -> None:
        self.said.append(external_id)
        for reply in replies:
            self._last_topic = reply.topic or self._last_topic
            self._sources = [f"{one.title} ({one.strength})" for one in reply.sources] or self._sources

    def _handoff(self, replies: Sequence[Reply], *, flag: str | None, failed: bool) -> str | None:
        if flag or failed:
            return RED_FLAG if flag else "failure"
        return next((HANDOFFS[reply.response] for reply in replies if reply.response in HANDOFFS), None)

    def _ranking(self, means: Sequence[str], sure: float) -> list[dict[str, Any]]:
        """Return the intents with the runners-up, which share what is left."""
        others = [name for name in self._stage.topics if name not in means]
        left, ranking = 1.0 - sure, [{"name": means[0], "confidence": sure}]
        for name in [*means[1:], *self._stage.chance.sample(others, _RUNNERS_UP)]:
            share = left * self._stage.chance.uniform(0.3, 0.6)
            ranking.append({"name": name, "confidence": min(share, sure)})
            left -= share
        return sorted(ranking, key=lambda one: -float(str(one["confidence"])))


def _after(state: State, replies: Sequence[Reply], form: str | None, slots: Mapping[str, str]) -> State:
    """Return the state as it stands once these replies were given."""
    asked = next((reply for reply in reversed(replies) if reply.asks), None)
    question = Question(asked.response or "", dict(asked.values), []) if asked and form else None
    events = [{"event": "slot", "name": name, "value": value} for name, value in slots.items()]
    topic = next((reply.topic for reply in reversed(replies) if reply.topic), state.topic)
    return replace(state, events=events, form=form, question=question, topic=topic)


_READING_SECONDS = (6.0, 50.0)
_SECONDS_A_LETTER = 0.15
_LATENCY = (4.2, 0.35)
_USUALLY_SURE = (0.78, 0.99)
_RUNNERS_UP = 4
