"""What the product would answer to a text: the nets first, then the engine, as in a conversation."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from salon.conversations.incoming import Unacceptable, clean_text
from salon.errors import Unavailable
from salon.safety.nets import RedFlagNets
from salon.settings import ROOT
from salon.topics import FOLLOW_UP, Topic

ENGINE = ROOT / "bot" / ".venv" / "bin" / "python"


class Understanding:
    """Answers with topics.

    Args:
        parser: a running `bot.parse`.
    """

    def __init__(self, parser: "subprocess.Popen[str]", nets: RedFlagNets, topics: Mapping[str, Topic]) -> None:
        self._parser = parser
        self._nets = nets
        self._topics = topics

    def topics_of(self, text: str) -> tuple[str, ...]:
        """Return the topics of the answers to a first message, in order, without repeats.

        Raises:
            Unavailable: the engine's process has ended.
        """
        try:
            text = clean_text(text)
        except Unacceptable:
            return ("out_of_scope",)
        if self._nets.look(text):
            return ("medical_redflag",)
        found = [self._topics[intent].topic for intent in self._intents(text)]
        return tuple(dict.fromkeys("out_of_scope" if topic == FOLLOW_UP else topic for topic in found))

    def _intents(self, text: str) -> list[str]:
        assert self._parser.stdin and self._parser.stdout  # both are pipes, see `open_understanding`
        self._parser.stdin.write(json.dumps(text) + "\n")
        self._parser.stdin.flush()
        line = self._parser.stdout.readline()
        if not line:
            raise Unavailable("the engine's process has ended; run `make train` and look at its messages", permanent=True)
        return [act["intent"] for act in json.loads(line)["acts"]]


@contextmanager
def open_understanding(
    nets: RedFlagNets, topics: Mapping[str, Topic], command: Sequence[str] = ()
) -> Iterator[Understanding]:
    """Load the model once, trained first if it is not, and give what understands with it."""
    environment = os.environ | {"PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1"}
    command = command or [str(ENGINE), "-m", "bot.parse", str(trained_model())]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parser:
        try:
            yield Understanding(parser, nets, topics)
        finally:
            parser.terminate()


def trained_model() -> Path:
    """Return the model for the present training data; it is trained if it does not exist yet.

    Raises:
        Unavailable: the engine's environment is missing, or training failed.
    """
    if not ENGINE.exists():
        raise Unavailable("the engine is not installed; run `make setup`", permanent=True)
    done = subprocess.run([ENGINE, "-W", "ignore", "-m", "bot.train"], cwd=ROOT, text=True, stdout=subprocess.PIPE)
    if done.returncode:
        raise Unavailable("training failed; see the messages above", permanent=True)
    return Path(done.stdout.split()[-1])
