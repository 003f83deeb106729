"""The NLU pipeline as Rasa components; each is a thin shell around a plain class of this folder.

SpellingCorrector -> ClauseFinder -> PersonNames -> IntentEnsemble. Between them a message carries
`corrected` (text), `halves` (ways to part it) and `acts` (what it does, see `acts.py`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import ensemble
from bot.nlu.acts import ActRules, find_acts
from bot.nlu.clauses import ClauseSplitter
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.first_names import first_names
from bot.nlu.language import load_spacy
from bot.nlu.names import NameReader
from bot.nlu.spelling import Speller, count_words, english_words
from bot.topics import load_topics

ROOT = Path(__file__).resolve().parent.parent.parent
_EXTRACTOR = DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR
_FEATURIZER = DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER
_CLASSIFIER = DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER


class _Learnt(GraphComponent):
    """What two components share: something plain that is learnt in training and kept as JSON in the model."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> _Learnt:
        """Create an untrained component."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> _Learnt:
        """Load what was learnt."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._take(json.loads((folder / "learnt.json").read_text()))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn, and keep it."""
        with self._storage.write_to(self._resource) as folder:
            (folder / "learnt.json").write_text(json.dumps(self._learn(training_data)))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training phrases as people wrote them."""
        return training_data

    def _learn(self, training_data: TrainingData) -> Any:
        """Return what the model keeps, as JSON values."""
        raise NotImplementedError

    def _take(self, learnt: Any) -> None:
        """Be ready to process with what was learnt."""
        raise NotImplementedError


@DefaultV1Recipe.register(_FEATURIZER, is_trainable=True)
class SpellingCorrector(_Learnt):
    """Sets `corrected`; learns the salon's words from the training phrases."""

    _speller: Speller | None = None

    def process(self, messages: List[Message]) -> List[Message]:
        """Set `corrected` on each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            message.set("corrected", self._speller.correct(text) if self._speller else text)
        return messages

    def _learn(self, training_data: TrainingData) -> Dict[str, int]:
        return count_words(message.get(TEXT, "") for message in training_data.intent_examples)

    def _take(self, learnt: Dict[str, int]) -> None:
        self._speller = Speller(learnt)


@DefaultV1Recipe.register(_FEATURIZER, is_trainable=False)
class ClauseFinder(GraphComponent):
    """Sets `halves`: the ways in which a message may be parted in two."""

    def __init__(self) -> None:
        self._splitter = ClauseSplitter(load_spacy())

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClauseFinder:
        """Create the component; there is nothing to learn."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Set `halves` on each message."""
        for message in messages:
            message.set("halves", self._splitter.halves(message.get("corrected") or message.get(TEXT) or ""))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training phrases whole: each was written to ask one thing."""
        return training_data


@DefaultV1Recipe.register(_EXTRACTOR, is_trainable=True)
class PersonNames(_Learnt):
    """Adds the entity `name` where the client introduces themselves, or `bare_name` where a name is all they say.

    The list of first names becomes part of the model.
    """

    _reader: NameReader | None = None

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entity to each message that holds a name."""
        for message in messages:
            text = message.get(TEXT) or ""
            if self._reader and (entity := _name_entity(self._reader, text)):
                message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        return messages

    def _learn(self, training_data: TrainingData) -> List[str]:
        return sorted(first_names())

    def _take(self, learnt: List[str]) -> None:
        english = {word for word, _ in english_words(whole=True)}
        self._reader = NameReader(load_spacy(), english.__contains__, frozenset(learnt))


def _name_entity(reader: NameReader, text: str) -> Dict[str, Any] | None:
    """Return the entity of the name in a text, or None."""
    if found := reader.find(text):
        name, start, end = found
        return {"entity": "name", "value": name, "start": start, "end": end, "extractor": "PersonNames"}
    if bare := reader.bare(text):
        return {"entity": "bare_name", "value": bare, "start": 0, "end": len(text), "extractor": "PersonNames"}
    return None


@DefaultV1Recipe.register(_CLASSIFIER, is_trainable=True)
class IntentEnsemble(GraphComponent):
    """Sets the intent, its ranking, and the `acts` of a message."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the settings that `config.yml` may change."""
        return {
            "encoder": "encoder",
            "encoder_share": 0.5,
            "encoder_strength": 20.0,
            "ngram_strength": 20.0,
            "threshold": 0.0,
            "half_threshold": 0.5,
            "ranking_length": 5,
        }

    def __init__(
        self,
        config: Dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        trained: ensemble.Ensemble | None = None,
    ) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._trained = trained
        self._rules = ActRules(load_topics(), config["threshold"], config["half_threshold"])

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentEnsemble:
        """Create an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentEnsemble:
        """Load the trained ensemble."""
        encoder = SentenceEncoder(ROOT / config["encoder"])
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, ensemble.Ensemble.load(folder, encoder))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the ensemble on the intent examples."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        strengths = ensemble.Strengths(
            self._config["encoder_strength"], self._config["ngram_strength"], self._config["encoder_share"]
        )
        encoder = SentenceEncoder(ROOT / self._config["encoder"])
        texts = [example.get(TEXT) for example in examples]
        trained = ensemble.train(encoder, texts, [example.get(INTENT) for example in examples], strengths)
        with self._storage.write_to(self._resource) as folder:
            trained.save(folder)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set `intent`, `intent_ranking` and `acts` on each message."""
        for message in messages:
            text = message.get("corrected") or message.get(TEXT)
            if self._trained is None or not text:
                continue
            ranking = self._trained.rank(text)
            acts = find_acts(text, ranking, message.get("halves") or [], self._trained.rank, self._rules)
            listed = [{"name": name, "confidence": share} for name, share in ranking[: self._config["ranking_length"]]]
            message.set(INTENT, {"name": acts[0].intent, "confidence": acts[0].confidence}, add_to_output=True)
            message.set("intent_ranking", listed, add_to_output=True)
            message.set("acts", [act.as_dict() for act in acts], add_to_output=True)
        return messages
