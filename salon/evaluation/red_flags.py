"""Measures red flags over the whole product: `python -m salon.evaluation.red_flags FILE...`; counts, never phrases.

`salon.safety.measure` measures the nets alone. Here the engine may take an unsure flag back, as in a conversation.
"""

import argparse
from pathlib import Path

from salon.advice.red_flags import RedFlag
from salon.evaluation.understanding import Understanding, open_understanding
from salon.safety.measure import measure, table
from salon.safety.nets import RedFlagNets
from salon.safety.phrases import read_phrases
from salon.services import ENCODER
from salon.topics import load_topics


class Product:
    """Catches what a client would be answered as a red flag."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def look(self, text: str) -> RedFlag | None:
        """Return the flag that the answer is about, None where the answer is about something else."""
        return self._understanding.read(text)[0]


def main() -> None:
    """Measure labelled files, tab-separated: utterance, level, group or utterance, topic."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    phrases = [phrase for path in parser.parse_args().files for phrase in read_phrases(path)]
    with open_understanding(RedFlagNets.load(ENCODER), load_topics()) as understanding:
        print(table(measure(Product(understanding), phrases)))


if __name__ == "__main__":
    main()
