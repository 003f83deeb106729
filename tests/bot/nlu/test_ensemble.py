"""The ensemble: trained, saved, read back, the same to the last digit."""

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.ensemble import Ensemble, Strengths, train
from tests.bot.nlu.test_ngrams import LABELS, TEXTS

ENCODER = Path(__file__).resolve().parents[3] / "encoder"
INTENTS = [("price", "procedure_pain", "greet")[label] for label in LABELS]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(ENCODER)


def test_encoder_gives_unit_vectors_that_tell_meaning(encoder: SentenceEncoder) -> None:
    cost, price, cat = map(encoder.encode, ["what does it cost", "how much is it", "my cat sleeps"])

    assert cost.shape == (384,)
    assert np.linalg.norm(cost) == pytest.approx(1, abs=1e-5)
    assert cost @ price > cost @ cat


def test_longest_message_is_encoded(encoder: SentenceEncoder) -> None:
    assert np.isfinite(encoder.encode("pores " * 1000)).all()


def test_ranking_holds_every_intent_and_sums_to_one(encoder: SentenceEncoder) -> None:
    ranking = train(encoder, TEXTS, INTENTS, Strengths()).rank("is it sore")

    assert ranking[0][0] == "procedure_pain"
    assert sorted(intent for intent, _ in ranking) == ["greet", "price", "procedure_pain"]
    assert sum(share for _, share in ranking) == pytest.approx(1)


def test_saved_ensemble_says_the_same(encoder: SentenceEncoder, tmp_path: Path) -> None:
    trained = train(encoder, TEXTS, INTENTS, Strengths())
    trained.save(tmp_path)

    loaded = Ensemble.load(tmp_path, encoder)

    assert loaded.rank("how sore will it be") == trained.rank("how sore will it be")
