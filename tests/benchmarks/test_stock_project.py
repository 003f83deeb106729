"""The stock project that is generated from our data."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml

from benchmarks.messages import phrases
from benchmarks.stock_project import domain, rules, stories, utterances, write_project

ANSWERS = {"ask_a": "utter_a", "ask_b": "utter_b", "ask_c": "utter_c"}


def test_utterances_leave_out_rules_with_conditions_and_actions(tmp_path: Path) -> None:
    found_rules: dict[str, dict[str, Any]] = {
        "plain": {"steps": [{"intent": "greet"}, {"action": "utter_greet"}]},
        "action": {"steps": [{"intent": "affirm"}, {"action": "action_agree"}]},
        "conditional": {"condition": [{"active_loop": None}], "steps": [{"intent": "deny"}, {"action": "utter_deny"}]},
        "unknown": {"steps": [{"intent": "nlu_fallback"}, {"action": "utter_what"}]},
    }
    written = yaml.safe_dump({"rules": [{"rule": name, **rest} for name, rest in found_rules.items()]})
    (tmp_path / "some.yml").write_text(written)

    found = utterances(tmp_path)

    assert found == {"greet": "utter_greet"}


def test_domain_has_every_intent_and_response() -> None:
    made = domain(ANSWERS)

    assert made["intents"] == sorted(phrases())
    assert list(made["responses"]) == ["utter_a", "utter_b", "utter_c", "utter_free_times"]


def test_rules_add_the_action() -> None:
    made = rules(ANSWERS)

    assert [rule["rule"] for rule in made] == ["ask_a", "ask_b", "ask_c", "check_appointment"]
    assert made[-1]["steps"] == [{"intent": "check_appointment"}, {"action": "action_free_times"}]


def test_stories_pair_neighbours() -> None:
    made = stories(ANSWERS)

    assert [story["story"] for story in made] == ["ask_a ask_b", "ask_b ask_c"]
    assert made[0]["steps"] == [{"intent": "ask_a"}, {"action": "utter_a"}, {"intent": "ask_b"}, {"action": "utter_b"}]


def test_project_has_all_that_rasa_needs(tmp_path: Path) -> None:
    write_project(tmp_path, "http://127.0.0.1:1/webhook")

    files = sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file())
    with closing(sqlite3.connect(tmp_path / "free_times.db")) as database:
        free = database.execute("select count(*) from free_time where taken = 0").fetchone()

    assert [file for file in files if not file.startswith("data/nlu_")] == [
        *("actions/__init__.py", "actions/actions.py", "config.yml", "credentials.yml"),
        *("data/rules.yml", "data/stories.yml", "domain.yml", "endpoints.yml", "free_times.db"),
    ]
    assert free == (252,)
