"""The n-gram classifier: read out without scikit-learn, equal to what scikit-learn would say."""

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.nlu.ngrams import ngrams, softmax, train

TEXTS = ["how much is it", "what does it cost", "price please", "the price?", "what are your prices", "cost of a facial",
         "does it hurt", "is it painful", "will it hurt a lot", "pain level?", "how painful is it", "i hate pain",
         "hi", "hello there", "hey", "good morning", "hiya", "hello hello"]  # fmt: skip
LABELS = np.array([0] * 6 + [1] * 6 + [2] * 6)


def test_ngrams_of_a_text() -> None:
    grams = ngrams("At 5 At")

    assert grams["w at"] == 2
    assert grams[" 0 "] == 1
    assert ngrams("at 7 at") == grams


def test_probabilities_are_those_of_scikit_learn() -> None:
    trained = train(TEXTS, LABELS, strength=20.0)
    vectors = np.zeros((len(TEXTS), len(trained.vocabulary)))
    for row, text in enumerate(TEXTS):
        places, values = trained._vector(ngrams(text))
        vectors[row, places] = values
    reference = LogisticRegression(C=20.0, max_iter=100, tol=1e-3).fit(vectors, LABELS)

    ours = np.stack([trained.probabilities(text) for text in TEXTS])

    assert np.allclose(ours, reference.predict_proba(vectors), atol=1e-3)


def test_unknown_text_gets_the_prior() -> None:
    trained = train(TEXTS, LABELS, strength=20.0)

    assert np.allclose(trained.probabilities("ßßß"), softmax(trained.bias.astype(float)), atol=1e-6)


def test_softmax_of_large_scores() -> None:
    assert np.allclose(softmax(np.array([1000.0, 1000.0])), [0.5, 0.5])
