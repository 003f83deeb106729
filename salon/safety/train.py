"""Trains the classifier: `python -m salon.safety.train`. Needs scikit-learn, which only developers install.

The threshold is not set by hand. Cross-validation over the phrase file gives each phrase a score from a model that
never saw it; the threshold is then the highest at which rules and classifier together catch `--recall` of the flags.
"""

import argparse
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC

from salon.advice.red_flags import rules, stretches
from salon.advice.wording import fold
from salon.safety.classifier import CLASSIFIER_FILE, Weights, save_classifier, score
from salon.safety.encoder import Encoder, SentenceEncoder
from salon.safety.features import Features, features_of
from salon.safety.phrases import Phrase, read_examples, read_phrases
from salon.settings import ROOT

PHRASES = Path(__file__).with_name("phrases.tsv")
FOLDS = 5
PENALTY = 10.0
"""Of a training phrase on the wrong side; 3 to 30 do about equally well."""
GAMMA = 1.0
"""How local the kernel is, for unit vectors; 0.5 to 2 do about equally well."""
KINDS_PENALTY = 20.0
KINDS_STEPS = 120
"""Most steps of the linear model's optimiser."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the phrase file and the NLU examples, choose the threshold, write the file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--encoder", type=Path, default=ROOT / "encoder")
    parser.add_argument("--phrases", type=Path, default=PHRASES)
    parser.add_argument("--examples", type=Path, default=ROOT / "data" / "nlu")
    parser.add_argument("--out", type=Path, default=CLASSIFIER_FILE)
    parser.add_argument("--recall", type=float, default=0.99, help="of rules and classifier together, cross-validated")
    options = parser.parse_args(arguments)
    encoder = SentenceEncoder(options.encoder)
    phrases = read_phrases(options.phrases)
    examples = read_examples(options.examples)
    weights = train(encoder, phrases, examples, options.recall)
    save_classifier(weights, options.encoder, options.out)
    print(f"{len(phrases)} phrases and {len(examples)} examples; threshold {weights.threshold:.3f}")  # noqa: T201


def train(encoder: Encoder, phrases: Sequence[Phrase], examples: Sequence[Phrase], recall: float) -> Weights:
    """Return the classifier for labelled `phrases` and the assistant's own `examples`.

    Args:
        encoder: gives the vectors.
        phrases: scored in cross-validation, for the threshold.
        examples: only learnt from; those that are flags have no group.
        recall: share of the flags that rules and classifier together have to catch in cross-validation.
    """
    everything = [*phrases, *examples]
    features = features_of(encoder, [fold(phrase.text) for phrase in everything])
    scores = _scores_unseen(encoder, phrases, features, everything)
    flags = np.array([phrase.is_flag for phrase in phrases])
    caught = np.array([rules(phrase.text) is not None for phrase in phrases])
    return replace(_fit(features, everything), threshold=choose_threshold(scores, flags, caught, recall))


def choose_threshold(
    scores: Features, flags: NDArray[np.bool_], caught: NDArray[np.bool_], recall: float
) -> float:
    """Return the highest threshold at which `recall` of the flags are caught, counting those the rules catch anyway.

    Args:
        scores: one per phrase, from a model that has not seen it.
        flags: which phrases are red flags.
        caught: which ones the rules catch.
        recall: between 0 and 1; 1 puts the threshold at the lowest score that the rules leave.
    """
    left = np.sort(scores[flags & ~caught])
    may_miss = int(flags.sum() * (1 - recall) + 1e-9)
    return float(left[may_miss]) if may_miss < len(left) else float(scores[flags].max())


def _scores_unseen(
    encoder: Encoder, phrases: Sequence[Phrase], features: Features, everything: Sequence[Phrase]
) -> Features:
    """Score each phrase, at its worst stretch as at run time, by a model of the other folds."""
    parts = [list(dict.fromkeys(stretches(fold(phrase.text)))) for phrase in phrases]
    part_features = features_of(encoder, [part for some in parts for part in some])
    owners = np.repeat(np.arange(len(phrases)), [len(some) for some in parts])
    scores = np.full(len(phrases), -np.inf, dtype=np.float32)
    kinds = [phrase.group for phrase in phrases]
    for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(kinds, kinds):
        learnt = [*seen, *range(len(phrases), len(everything))]
        weights = _fit(features[learnt], [everything[index] for index in learnt])
        rows = np.isin(owners, unseen)
        np.maximum.at(scores, owners[rows], score(part_features[rows], weights))
    return scores


def _fit(features: Features, phrases: Sequence[Phrase]) -> Weights:
    machine = SVC(C=PENALTY, gamma=GAMMA, class_weight="balanced").fit(features, [phrase.is_flag for phrase in phrases])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopping early is meant: it is the better model
        linear = LogisticRegression(C=KINDS_PENALTY, max_iter=KINDS_STEPS).fit(features, [p.group for p in phrases])
    return Weights(
        examples=features[machine.support_],
        pulls=machine.dual_coef_[0].astype(np.float32),
        bias=float(machine.intercept_[0]),
        gamma=GAMMA,
        threshold=0.0,
        kinds=linear.coef_.astype(np.float32),
        kind_biases=linear.intercept_.astype(np.float32),
        kind_names=tuple(map(str, linear.classes_)),
    )


if __name__ == "__main__":
    main()
