"""Writes the stock Rasa project: our training phrases, the pipeline and policies of `rasa init`, one action.

Each intent that a rule of ours answers with a sentence has such a rule here too; `check_appointment` is answered by the
action. The stories are pairs of those turns, since two of the policies learn from stories only.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from shutil import copy
from typing import Any

import yaml

from benchmarks.messages import ACTION_INTENT, ROOT, phrases

STOCK = Path(__file__).with_name("stock")
Document = dict[str, Any]

# Enough to know most phrases by heart. What an answer costs does not depend on how long was trained.
_EPOCHS = 4
# An intent and a response.
_TURN = 2
FREE = "Free:"
"""How the action's answer begins."""

PIPELINE: Sequence[Document] = (
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": _EPOCHS, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": _EPOCHS, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
)
POLICIES: Sequence[Document] = (
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": _EPOCHS},
    {"name": "TEDPolicy", "max_history": 5, "epochs": _EPOCHS, "constrain_similarities": True},
)


def write_project(folder: Path, action_url: str) -> None:
    """Write everything that `rasa train` and `rasa run` need into `folder`."""
    for part in ("data", "actions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    answers = utterances()
    _write(folder / "config.yml", {"recipe": "default.v1", "assistant_id": "stock", "language": "en"} | _components())
    _write(folder / "domain.yml", domain(answers))
    _write(folder / "data" / "rules.yml", {"version": "3.1", "rules": rules(answers)})
    _write(folder / "data" / "stories.yml", {"version": "3.1", "stories": stories(answers)})
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        copy(file, folder / "data" / f"nlu_{file.name}")
    (folder / "actions" / "__init__.py").write_text("")
    copy(STOCK / "actions.py", folder / "actions" / "actions.py")
    write_endpoints(folder, action_url)
    _write_free_times(folder / "free_times.db")


def write_endpoints(folder: Path, action_url: str, connectors: Document | None = None) -> None:
    """Write where the actions run, where conversations are kept, and the channels: REST, and what is given."""
    store = {"type": "SQL", "dialect": "sqlite", "db": "conversations.db"}
    _write(folder / "endpoints.yml", {"action_endpoint": {"url": action_url}, "tracker_store": store})
    _write(folder / "credentials.yml", {"rest": None} | (connectors or {}))


def utterances(folder: Path = ROOT / "data" / "rules") -> dict[str, str]:
    """Return the response of each intent that a rule without conditions answers with nothing but a response."""
    found = {}
    for file in sorted(folder.glob("*.yml")):
        for rule in yaml.safe_load(file.read_text())["rules"]:
            steps = rule["steps"]
            named = [str(step.get("intent") or step.get("action")) for step in steps]
            if "condition" not in rule and len(named) == _TURN and named[1].startswith("utter_"):
                found[named[0]] = named[1]
    return {intent: response for intent, response in found.items() if intent in phrases()}


def domain(answers: Mapping[str, str]) -> Document:
    """Return the domain: all our intents, a sentence for each response, the action."""
    responses = {name: [{"text": answer_to(intent)}] for intent, name in answers.items()}
    return {
        "version": "3.1",
        "intents": sorted(phrases()),
        "responses": responses | {"utter_free_times": [{"text": f"{FREE} {{times}}"}]},
        "actions": ["action_free_times"],
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def answer_to(intent: str) -> str:
    """Return what the stock bot says to an intent."""
    return f"This is the answer to {intent}."


def rules(answers: Mapping[str, str]) -> list[Document]:
    """Return one rule for each intent that is answered."""
    every = {**answers, ACTION_INTENT: "action_free_times"}
    return [{"rule": intent, "steps": [{"intent": intent}, {"action": every[intent]}]} for intent in sorted(every)]


def stories(answers: Mapping[str, str]) -> list[Document]:
    """Return a story of two turns for each pair of neighbours in the alphabet."""
    return [
        {
            "story": f"{first} {second}",
            "steps": [
                *({"intent": first}, {"action": answers[first]}),
                *({"intent": second}, {"action": answers[second]}),
            ],
        }
        for first, second in pairwise(sorted(answers))
    ]


def _components() -> Document:
    return {"pipeline": [dict(each) for each in PIPELINE], "policies": [dict(each) for each in POLICIES]}


def _write(file: Path, content: Document) -> None:
    file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True))


def _write_free_times(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("create table if not exists free_time (starts_at text primary key, taken integer not null)")
        times = [(f"2027-03-{day:02} {hour:02}:00", 0) for day in range(1, 29) for hour in range(9, 18)]
        database.executemany("insert or ignore into free_time values (?, ?)", times)
