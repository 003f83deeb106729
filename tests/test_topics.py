"""Topics of intents: their own name unless the file says another."""

from pathlib import Path

import pytest

from salon.topics import FOLLOW_UP, Topic, load_topics


def test_load_topics_without_a_description(tmp_path: Path) -> None:
    file = tmp_path / "topics.yml"
    file.write_text("greet: {topic: greet}\n", encoding="utf-8")

    with pytest.raises(KeyError, match="description"):
        load_topics(file)


def test_load_topics(tmp_path: Path) -> None:
    file = tmp_path / "topics.yml"
    file.write_text("greet: {description: hello}\nask_why: {topic: follow_up, description: why}\n", encoding="utf-8")

    assert load_topics(file) == {"greet": Topic("greet", "hello"), "ask_why": Topic(FOLLOW_UP, "why")}


def test_load_topics_shipped_lead_to_intents_that_are_their_own_topic() -> None:
    shipped = load_topics()

    lost = {entry.topic for entry in shipped.values() if shipped.get(entry.topic, Topic("", "")).topic != entry.topic}

    assert lost == {FOLLOW_UP}
