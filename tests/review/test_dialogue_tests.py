"""Conversations that become dialogue tests. On both databases."""

import pytest
import yaml

from salon.errors import BadInput, NotFound
from salon.evaluation.dialogues import read_dialogues
from salon.review.dialogue_tests import Step, file_name
from salon.review.phrases import Example
from tests.review.conftest import Room


@pytest.fixture
def talk(room: Room) -> str:
    """Return a conversation of three lines, the second of which was corrected."""
    first = room.hear("hi, anna here", name="Anna")
    conversation = room.conversation_of(first)
    second = room.hear("is there a lift", "nlu_fallback", said_in=conversation)
    room.hear("07700 900123", "inform_booking", said_in=conversation)
    room.corrections.correct(second, [Example("is there a lift", "ask_parking")], "Maya")
    return conversation


def test_unknown_conversation(room: Room) -> None:
    with pytest.raises(NotFound):
        room.dialogue_tests.proposal("nobody")


def test_proposal_stands_in_for_the_client_and_knows_what_was_meant(room: Room, talk: str) -> None:
    assert room.dialogue_tests.proposal(talk) == [
        Step("hi, Robin here", ("greet",)),
        Step("is there a lift", ("opening_hours_location",)),
        Step("07700 900100", ("greet",)),
    ]


def test_test_is_a_dialogue_that_can_be_played(room: Room, talk: str) -> None:
    file = room.dialogue_tests.keep(talk, "asks for a lift", ["hello", "is there a lift", ""])

    assert file == file_name(talk)
    assert yaml.safe_load(room.dialogue_tests.text(file)) == [
        {
            "name": "asks for a lift",
            "script": [
                {"say": "hello", "topic": "greet"},
                {"say": "is there a lift", "topic": "opening_hours_location"},
            ],
        }
    ]
    (listed,) = room.dialogue_tests.all()
    assert (listed.file, listed.name, listed.steps) == (file, "asks for a lift", 2)
    assert talk not in file


def test_written_file_is_read_by_the_regression_check(room: Room, talk: str) -> None:
    file = room.dialogue_tests.keep(talk, "a: tricky 'name'", ["yes: no", "- is there", "#x"])

    (dialogue,) = read_dialogues([room.dialogue_tests._path(file)])
    assert [step["say"] for step in dialogue["script"]] == ["yes: no", "- is there", "#x"]


@pytest.mark.parametrize(
    ("name", "says", "reason"),
    [
        ("a test", ["hi, anna here", "", ""], "a name"),
        ("a test", ["ring 07700 900555", "", ""], "a telephone number"),
        ("Anna's test", ["hi", "", ""], "a name"),
        ("a test", ["", "", ""], "nothing left"),
        ("a test", ["hi"], "gone on"),
    ],
)
def test_what_may_not_be_kept(room: Room, talk: str, name: str, says: list[str], reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        room.dialogue_tests.keep(talk, name, says)

    assert room.dialogue_tests.all() == []


@pytest.mark.parametrize("file", ["../secret.key", "nothing.yml", "", ".."])
def test_file_that_is_no_test(room: Room, talk: str, file: str) -> None:
    room.dialogue_tests.keep(talk, "a test", ["hi", "", ""])

    with pytest.raises(NotFound):
        room.dialogue_tests.text(file)


def test_test_goes_with_its_conversation(room: Room, talk: str) -> None:
    room.dialogue_tests.keep(talk, "a test", ["hi", "", ""])

    assert (room.dialogue_tests.forget(talk), room.dialogue_tests.forget(talk)) == (1, 0)
    assert room.dialogue_tests.all() == []
