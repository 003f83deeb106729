"""The made-up conversations: all that they name exists, and every one can be played."""

from pathlib import Path

import pytest

from salon.advice.red_flags import Level
from salon.booking.draft import FIELDS
from salon.demo.dialogues import Dialogue, load_dialogues
from salon.errors import BadInput
from salon.responses import Responses
from salon.salon_file import Salon
from salon.services import RESPONSES
from salon.topics import load_topics

DIALOGUES = load_dialogues()
LINES = [line for dialogue in DIALOGUES for line in dialogue.lines]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dialogues: 3", "a list"),
        ("dialogues: [{name: x, lines: [{says: hi}]}]", "left out, or spelt 'say'"),
        ("dialogues: [{name: x, line: []}]", "left out, or spelt 'lines'"),
        ("dialogues: [{lines: []}]", "text"),
    ],
)
def test_load_dialogues_of_a_wrong_file(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "dialogues.yml"
    file.write_text(text)

    with pytest.raises(BadInput, match=message):
        load_dialogues(file)


def test_dialogues_are_many_and_different() -> None:
    assert len(DIALOGUES) >= 40
    assert len({dialogue.name for dialogue in DIALOGUES}) == len(DIALOGUES)


def test_sentences_exist(salon: Salon) -> None:
    names = Responses(RESPONSES, salon.facts()).names()
    titles = {f"utter_title_{intent}" for line in LINES for intent in line.guesses}

    assert {name for line in LINES for name in (*line.answers, *line.values.values())} | titles <= names


def test_intents_exist() -> None:
    intents = {intent for line in LINES for intent in (*line.means, *line.guesses, line.corrected) if intent}

    assert intents <= load_topics().keys()


def test_treatments_slots_and_levels_exist(salon: Salon) -> None:
    assert {line.books for line in LINES if line.books} <= {one.id for one in salon.treatments}
    assert {line.until for line in LINES if line.until} <= set(FIELDS)
    assert {line.flag for line in LINES if line.flag} == {level.name.lower() for level in Level}


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue.name)
def test_staff_speak_only_where_they_were_called(dialogue: Dialogue) -> None:
    spoken = [index for index, line in enumerate(dialogue.lines) if line.staff]
    calling = {"utter_talk_to_human", "utter_complaint", "utter_still_lost", "utter_technical_problem"}

    if spoken:
        before = dialogue.lines[spoken[0] - 1]
        assert before.flag or before.answers[0] in calling or before.answers[0].startswith("utter_contraindicated")
    assert all(line.say for line in dialogue.lines)
