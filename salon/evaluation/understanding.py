"""What the product would answer to a text: the nets first, then the engine, as in a conversation."""

import contextlib
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from salon.advice.red_flags import RedFlag, RedFlagLookout
from salon.conversations.incoming import Unacceptable, clean_text
from salon.conversations.red_flags import is_about_something_else, leaves_room, topics_beside
from salon.errors import Unavailable
from salon.programs import ENGINE_PYTHON, ONE_THREAD
from salon.safety.phrases import RED_FLAG_TOPIC
from salon.settings import ROOT
from salon.topics import FOLLOW_UP, Topic

ENGINE = ENGINE_PYTHON


class Understanding:
    """Answers with topics.

    Args:
        ask: what a running `bot.parse` reads, a JSON string a line.
        hear: what it answers, a JSON object a line.
        nets: that look before it is asked.
        topics: by intent.
    """

    def __init__(self, ask: IO[str], hear: IO[str], nets: RedFlagLookout, topics: Mapping[str, Topic]) -> None:
        self._ask = ask
        self._hear = hear
        self._nets = nets
        self._topics = topics

    def topics_of(self, text: str) -> tuple[str, ...]:
        """Return the topics of the answers to a first message, in order, without repeats.

        Raises:
            Unavailable: the engine's process has ended.
        """
        return self.read(text)[1]

    def read(self, text: str) -> tuple[RedFlag | None, tuple[str, ...]]:
        """Return the red flag that a first message is answered for, if any, and the topics as `topics_of`.

        Raises:
            Unavailable: the engine's process has ended.
        """
        try:
            text = clean_text(text)
        except Unacceptable:
            return None, ("out_of_scope",)
        flag = self._nets.look(text)
        if flag and flag.sure and not leaves_room(flag):
            return flag, (RED_FLAG_TOPIC,)
        acts = self._acts(text)
        topics = [self._topics[intent].topic for intent, _ in acts]
        if flag and (flag.sure or not is_about_something_else(acts)):
            return flag, tuple(dict.fromkeys([RED_FLAG_TOPIC, *topics_beside(flag, topics)]))
        return None, tuple(dict.fromkeys("out_of_scope" if topic == FOLLOW_UP else topic for topic in topics))

    def _acts(self, text: str) -> list[tuple[str, float]]:
        # An end that broke shows as an empty line of the answer, too.
        with contextlib.suppress(BrokenPipeError):
            self._ask.write(json.dumps(text) + "\n")
            self._ask.flush()
        line = self._hear.readline()
        if not line:
            raise Unavailable(
                "the engine's process has ended; run `make train` and look at its messages", permanent=True
            )
        return [(act["intent"], act["confidence"]) for act in json.loads(line)["acts"]]


@contextmanager
def open_understanding(
    nets: RedFlagLookout, topics: Mapping[str, Topic], command: Sequence[str] = ()
) -> Iterator[Understanding]:
    """Load the model once, trained first if it is not, and give what understands with it."""
    environment = os.environ | {"PYTHONWARNINGS": "ignore"} | ONE_THREAD
    command = command or [str(ENGINE), "-m", "bot.parse", str(trained_model())]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parser:
        ask, hear = cast("IO[str]", parser.stdin), cast("IO[str]", parser.stdout)
        try:
            yield Understanding(ask, hear, nets, topics)
        finally:
            parser.terminate()
            # What a broken pipe still holds can't be sent any more; else closing it would fail, too.
            with contextlib.suppress(BrokenPipeError):
                ask.close()


def trained_model() -> Path:
    """Return the model for the present training data; it is trained if it does not exist yet.

    Raises:
        Unavailable: the engine's environment is missing, or training failed.
    """
    if not ENGINE.exists():
        raise Unavailable("the engine is not installed; run `make setup`", permanent=True)
    command = [str(ENGINE), "-W", "ignore", "-m", "bot.train"]
    done = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise Unavailable("training failed; see the messages above", permanent=True)
    return Path(done.stdout.split()[-1])
