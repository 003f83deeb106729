"""Both nets over one message. The one door of the safety room: a turn looks here before anything else is asked."""

from dataclasses import replace
from pathlib import Path

from salon.advice.red_flags import RedFlag, rules, stretches
from salon.advice.wording import fold
from salon.safety.classifier import RedFlagClassifier, load_classifier
from salon.safety.encoder import Encoder, SentenceEncoder


class RedFlagNets:
    """Reviewed rules and a classifier; what either catches is caught, at the higher level of the two."""

    def __init__(self, classifier: RedFlagClassifier) -> None:
        self._classifier = classifier

    @classmethod
    def load(cls, encoder_folder: Path, encoder: Encoder | None = None) -> "RedFlagNets":
        """Load the classifier that belongs to the encoder in `encoder_folder`.

        Args:
            encoder_folder: has `model.onnx` and `tokenizer.json`.
            encoder: the process's encoder of that folder, when there is one already.

        Raises:
            BadInput: the classifier was trained with another encoder or other rules.
        """
        return cls(load_classifier(encoder or SentenceEncoder(encoder_folder), encoder_folder))

    def look(self, text: str) -> RedFlag | None:
        """Return the red flag in a client's message, None when there is none.

        Args:
            text: one message, as typed; looked at sentence by sentence and, when short, as a whole.
        """
        return higher(rules(text), self._classifier.judge(list(dict.fromkeys(stretches(fold(text))))))


def higher(first: RedFlag | None, second: RedFlag | None) -> RedFlag | None:
    """Return the more urgent of two, as sure as the surer; the first among equals."""
    if first is None or second is None:
        return first or second
    worse = second if second.level > first.level else first
    return replace(worse, sure=first.sure or second.sure)
