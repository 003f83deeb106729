"""Sentences read from files: what is missing is refused by name, the rest filled and stable."""

from pathlib import Path

import pytest

from salon.errors import NotFound
from salon.responses import Response, Responses

CARE = """
version: "3.1"
responses:
  utter_care:
  - text: |
      {product} suits most skins.
    buttons:
    - {title: Why?, payload: /ask_why}
    metadata:
      sources: [S1, S2]
      follow_ups: {ask_why: utter_care_why}
      suggest: [price]
      asks: skin
      closing: true
      reviewed: 2027-01-01
  - text: Most skins get on with {product}.
    metadata: {sources: [S9]}
"""
SALON = """
responses:
  utter_address:
  - text: "{salon_name} is in {city}."
"""


@pytest.fixture
def responses(tmp_path: Path) -> Responses:
    """Return two responses of two files, beside files that hold none."""
    (tmp_path / "care.yml").write_text(CARE, encoding="utf-8")
    (tmp_path / "salon.yml").write_text(SALON, encoding="utf-8")
    (tmp_path / "empty.yml").write_text("responses:\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no YAML: {", encoding="utf-8")
    return Responses(tmp_path, {"salon_name": "the Glow", "city": "Bath", "product": "clay"})


def test_get_what_is_not_there(responses: Responses) -> None:
    with pytest.raises(NotFound) as refusal:
        responses.get("utter_car")

    assert str(refusal.value) == "no response 'utter_car' in data/responses"


def test_text_of_what_is_not_there(responses: Responses) -> None:
    with pytest.raises(NotFound, match=r"^no response 'utter_car' in data/responses$"):
        responses.text("utter_car")


def test_text_without_a_value(tmp_path: Path) -> None:
    (tmp_path / "salon.yml").write_text(SALON, encoding="utf-8")
    responses = Responses(tmp_path, {"salon_name": "Glow"})

    with pytest.raises(NotFound) as refusal:
        responses.text("utter_address", {"town": "Bath"})

    assert str(refusal.value) == "utter_address needs a value for {city}"


def test_get_whole(responses: Responses) -> None:
    assert responses.get("utter_care") == Response(
        name="utter_care",
        texts=("{product} suits most skins.", "Most skins get on with {product}."),
        buttons=({"title": "Why?", "payload": "/ask_why"},),
        sources=("S1", "S2"),
        follow_ups={"ask_why": "utter_care_why"},
        suggest=("price",),
        asks="skin",
        closing=True,
        room="care",
    )


def test_get_bare(responses: Responses) -> None:
    assert responses.get("utter_address") == Response(
        name="utter_address", texts=("{salon_name} is in {city}.",), room="salon"
    )


def test_names_of_every_file(responses: Responses) -> None:
    assert responses.names() == {"utter_care", "utter_address"}
    assert [name in responses for name in ("utter_care", "care")] == [True, False]


def test_text_begins_with_a_capital(responses: Responses) -> None:
    assert responses.text("utter_address") == "The Glow is in Bath."


def test_text_values_before_facts(responses: Responses) -> None:
    assert responses.text("utter_address", {"city": "Wells"}) == "The Glow is in Wells."


def test_text_values_are_not_filled_again(responses: Responses) -> None:
    assert responses.text("utter_address", {"city": "{phone}"}) == "The Glow is in {phone}."


def test_text_of_one_seed_never_changes(responses: Responses) -> None:
    texts = [responses.text("utter_care", seed=seed) for seed in ("a", "d", "a", "d")]

    assert texts == ["Most skins get on with clay.", "Clay suits most skins."] * 2


def test_text_of_many_seeds_takes_every_wording(responses: Responses) -> None:
    texts = {responses.text("utter_care", seed=f"conversation-{number}") for number in range(20)}

    assert texts == {"Clay suits most skins.", "Most skins get on with clay."}


def own(folder: Path, **texts: dict[int, str]) -> Responses:
    """Return the responses of a salon with words of its own."""
    (folder / "care.yml").write_text(CARE, encoding="utf-8")
    (folder / "salon.yml").write_text(SALON, encoding="utf-8")
    return Responses(folder, lambda: {"salon_name": "the Glow", "city": "Bath", "product": "clay"}, lambda: texts)


def test_own_words_with_an_unknown_placeholder_give_way(tmp_path: Path) -> None:
    assert own(tmp_path, utter_address={0: "Find us in {town}."}).text("utter_address") == "The Glow is in Bath."


def test_own_words_are_filled_and_begin_with_a_capital(tmp_path: Path) -> None:
    assert own(tmp_path, utter_address={0: "{city} is where we are."}).text("utter_address") == "Bath is where we are."
    assert own(tmp_path, utter_address={0: "come in."}).text("utter_address") == "Come in."


def test_own_words_for_one_wording_leave_the_others(tmp_path: Path) -> None:
    responses = own(tmp_path, utter_care={1: "Try {product}."})

    assert {responses.text("utter_care", seed=str(seed)) for seed in range(20)} == {
        "Clay suits most skins.",
        "Try clay.",
    }
