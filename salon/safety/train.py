"""Trains the classifier: `python -m salon.safety.train`. Needs scikit-learn, which only developers install.

The thresholds are not set by hand. One phrase in six is kept back (`Phrase.is_kept_back`): neither the encoder was tuned
on it nor the model that scores it here. Each level's threshold is the highest at which rules and classifier together
catch the share of its flags that `RECALLS` asks for. The model that ships learns from all phrases; the same files give
the same classifier, but for roundings where numpy adds in another order.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from salon.advice.red_flags import Group, Level, rules, stretches
from salon.advice.wording import fold
from salon.safety.classifier import CLASSIFIER_FILE, LEVELS, Weights, likeliest, save_classifier, score
from salon.safety.encoder import Encoder, SentenceEncoder
from salon.safety.features import Features, features_of
from salon.safety.phrases import Phrase, read_examples, read_phrases
from salon.settings import ROOT

PHRASES = Path(__file__).with_name("phrases.tsv")
RECALLS = {Level.EMERGENCY: 0.99, Level.CRISIS: 0.90, Level.DOCTOR: 0.975}
"""What rules and classifier together have to catch of the phrases kept back, which are harder than what clients write:
most were written to be missed. Each further per cent nearly doubles the false alarms on everyday messages, and a false
alarm takes the booking away from a client."""
PENALTY = 10.0
"""Of a training phrase on the wrong side; 3 to 30 do about equally well."""
GAMMA = 1.0
"""How local the kernel is, for unit vectors; 0.5 to 2 do about equally well."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the phrase file and the NLU examples, choose the thresholds, write the file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--encoder", type=Path, default=ROOT / "encoder")
    parser.add_argument("--phrases", type=Path, default=PHRASES)
    parser.add_argument("--examples", type=Path, default=ROOT / "data" / "nlu")
    parser.add_argument("--out", type=Path, default=CLASSIFIER_FILE)
    options = parser.parse_args(arguments)
    phrases, examples = read_phrases(options.phrases), read_examples(options.examples)
    weights = train(SentenceEncoder(options.encoder), phrases, examples, RECALLS)
    save_classifier(weights, options.encoder, options.out)
    thresholds = ", ".join(f"{level.name.lower()} {t:.2f}" for level, t in zip(LEVELS, weights.thresholds, strict=True))
    print(f"{len(phrases)} phrases, {len(examples)} examples; thresholds {thresholds}")


def train(
    encoder: Encoder, phrases: Sequence[Phrase], examples: Sequence[Phrase], recalls: Mapping[Level, float]
) -> Weights:
    """Return the classifier for labelled `phrases` and the assistant's own `examples`.

    Args:
        encoder: gives the vectors.
        phrases: learnt from; those kept back choose the thresholds.
        examples: only learnt from; those that are flags have no group.
        recalls: for each level, the share of flags that rules and classifier together have to catch.
    """
    features = features_of(encoder, [fold(phrase.text) for phrase in (*phrases, *examples)])
    kept = [phrase for phrase in phrases if phrase.is_kept_back]
    scores, levels = _judge(encoder, kept, _fit_without_kept(features, phrases, examples))
    flags = np.array([phrase.is_flag for phrase in kept])
    caught = np.array([rules(phrase.text) is not None for phrase in kept])
    thresholds = [
        choose_threshold(scores[levels == level], flags[levels == level], caught[levels == level], recalls[level])
        for level in LEVELS
    ]
    return replace(_fit(features, phrases, examples), thresholds=np.array(thresholds, dtype=np.float32))


def choose_threshold(scores: Features, flags: NDArray[np.bool_], caught: NDArray[np.bool_], recall: float) -> float:
    """Return the highest threshold at which `recall` of the flags are caught, counting those the rules catch anyway.

    Args:
        scores: one per phrase, from a model that has not seen it.
        flags: which phrases are red flags.
        caught: which ones the rules catch.
        recall: between 0 and 1; 1 puts the threshold at the lowest score that the rules leave.
    """
    left = np.sort(scores[flags & ~caught])
    may_miss = int(flags.sum() * (1 - recall) + 1e-9)
    return float(left[may_miss]) if may_miss < len(left) else float(scores.max(initial=0.0))


def _judge(encoder: Encoder, phrases: Sequence[Phrase], weights: Weights) -> tuple[Features, NDArray[np.int_]]:
    """Give each phrase the score and level of its worst stretch, as at run time."""
    parts = [list(dict.fromkeys(stretches(fold(phrase.text)))) for phrase in phrases]
    starts = np.cumsum([0, *map(len, parts)])
    features = features_of(encoder, [part for some in parts for part in some])
    points, flags = score(features, weights), likeliest(features, weights)
    worst = [first + int(points[first:end].argmax()) for first, end in pairwise(starts)]
    return points[worst], np.array([flags[place].level for place in worst])


def _fit_without_kept(features: Features, phrases: Sequence[Phrase], examples: Sequence[Phrase]) -> Weights:
    """Fit on the phrases that are not kept back, and on the examples."""
    learnt = [place for place, phrase in enumerate(phrases) if not phrase.is_kept_back]
    rows = [*learnt, *range(len(phrases), len(features))]
    return _fit(features[rows], [phrases[place] for place in learnt], examples)


def _fit(features: Features, phrases: Sequence[Phrase], examples: Sequence[Phrase]) -> Weights:
    """Fit both models; `features` are those of `phrases`, then of `examples`. The thresholds stay zero."""
    is_flag = [phrase.is_flag for phrase in (*phrases, *examples)]
    machine = SVC(C=PENALTY, gamma=GAMMA, class_weight="balanced").fit(features, is_flag)
    labelled = [index for index, phrase in enumerate(phrases) if phrase.is_flag]
    linear = LogisticRegression(C=PENALTY, max_iter=3000, class_weight="balanced")
    linear.fit(features[labelled], [phrases[index].group for index in labelled])
    order = [list(linear.classes_).index(group.value) for group in Group]
    return Weights(
        examples=features[machine.support_],
        pulls=machine.dual_coef_[0].astype(np.float32),
        bias=float(machine.intercept_[0]),
        gamma=GAMMA,
        groups=linear.coef_[order].astype(np.float32),
        group_biases=linear.intercept_[order].astype(np.float32),
        thresholds=np.zeros(len(LEVELS), dtype=np.float32),
    )


if __name__ == "__main__":
    main()
