"""A salon's own words: what may not be said, what is worth a second look, and that they are said at once."""

from typing import Any

import pytest

from salon.advice.claims import RULES
from salon.configuration.current import CurrentSettings
from salon.configuration.service import Change, Changed, Configuration
from salon.configuration.texts import allowed_placeholders, placeholders, why_fixed
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.responses import Responses

PARKING = "utter_ask_parking"


def test_set_text_of_what_is_not_there(configuration: Configuration) -> None:
    with pytest.raises(NotFound):
        configuration.set_text("utter_no_such_thing", 0, "Hello", "Maya")


@pytest.mark.parametrize("name", ["utter_redflag_emergency", "utter_contraindicated_block", "utter_ask_consent"])
def test_set_text_of_what_is_fixed(configuration: Configuration, name: str) -> None:
    with pytest.raises(Refused, match=f"^{name} can't be changed: "):
        configuration.set_text(name, 0, "Call {emergency_number} now.", "Maya")


def test_every_sentence_of_safety_is_fixed(responses: Responses) -> None:
    fixed = {name for name in responses.names() if why_fixed(responses.get(name))}

    safety = {name for name in responses.names() if responses.get(name).room == "safety"}
    flags = {name for name in responses.names() if name.startswith(("utter_redflag_", "utter_contraindicated_"))}
    assert len(safety) == 23
    assert fixed == safety | flags | {"utter_ask_consent", "utter_ask_confirmed"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.binding], ids=lambda rule: rule.name)
def test_set_text_with_a_claim(configuration: Configuration, rule: Any) -> None:
    with pytest.raises(Refused) as refusal:
        configuration.set_text(PARKING, 0, f"You can park in front. {rule.bad_sample}", "Maya")

    assert str(refusal.value) == f"“{rule.bad_sample}” can't be said ({rule.name}): {rule.why}."
    assert configuration.present.version == 0


@pytest.mark.parametrize("words", ["It cures acne.", "Guaranteed!", "A detox.", "It always works.", "Only we can.",
                                   "There is no damage.", "It opens the pores."])  # fmt: skip
def test_set_text_with_the_words_of_the_design(configuration: Configuration, words: str) -> None:
    with pytest.raises(Refused):
        configuration.set_text(PARKING, 0, words, "Maya")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (" \n", "The text is empty."),
        ("x" * 901, "The text has 901 characters; at most 900 can be read in a chat."),
        ("Park at {adress}.", "{adress} is not known here. Known are: {address}, {advice_line}"),
        ("Park at {address", "Braces stand around a name only"),
        ("Park at { address }.", "Braces stand around a name only"),
    ],
)
def test_set_text_that_can_not_be_filled(configuration: Configuration, words: str, message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        configuration.set_text(PARKING, 0, words, "Maya")

    assert str(refusal.value).startswith(message)


def test_set_text_of_a_wording_that_is_not_there(configuration: Configuration) -> None:
    with pytest.raises(BadInput, match="^utter_ask_parking has no wording 10.$"):
        configuration.set_text(PARKING, 9, "In front.", "Maya")


def test_set_text_with_a_percentage_without_source(configuration: Configuration) -> None:
    with pytest.raises(Refused, match="^A percentage needs a source"):
        configuration.set_text(PARKING, 0, "90 % of clients come by train.", "Maya")


def test_set_text_that_leaves_pregnancy_out(configuration: Configuration) -> None:
    with pytest.raises(Refused, match="^Who mentions Retinol has to say what holds in pregnancy"):
        configuration.set_text(PARKING, 0, "Retinol is sold in front.", "Maya")


def test_set_text_with_what_is_worth_a_second_look(configuration: Configuration, responses: Responses) -> None:
    assert placeholders(responses.get(PARKING).texts[0]) == {"directions", "parking"}

    changed = configuration.set_text(PARKING, 0, "Wait 24 hours for the color of the sign.", "Maya")

    assert changed.warnings == (
        "The default mentions {directions}, and yours does not.",
        "The default mentions {parking}, and yours does not.",
        "“Wait 24 hours for the color of the sign.”: hours of aftercare, a trade habit: the staff set the number.",
        "“Wait 24 hours for the color of the sign.”: American spelling, we write British English.",
    )


def test_own_words_are_said_at_once_and_filled(configuration: Configuration, responses: Responses) -> None:
    changed = configuration.set_text("utter_technical_problem", 0, " Something broke.\r\nRing {phone}. ", "Maya")

    assert responses.text("utter_technical_problem") == "Something broke.\nRing +44 1632 960182."
    assert changed.changes == (Change("text.utter_technical_problem", None, {"0": "Something broke.\nRing {phone}."}),)


def test_each_wording_has_words_of_its_own(configuration: Configuration, responses: Responses) -> None:
    name = next(one for one in sorted(responses.names()) if len(responses.get(one).texts) == 2)
    default = responses.get(name).texts

    configuration.set_text(name, 1, "Hello from us.", "Maya")

    said = {responses.text(name, seed=str(seed)) for seed in range(30)}
    assert "Hello from us." in said
    assert len(said) == 2
    assert responses.get(name).texts == default


def test_reset_text_brings_the_default_back(configuration: Configuration, responses: Responses) -> None:
    default = responses.text(PARKING)
    configuration.set_text(PARKING, 0, "In front.", "Maya")

    configuration.reset_text(PARKING, 0, "Maya")

    assert responses.text(PARKING) == default
    assert configuration.present.texts == {}


def test_set_text_to_the_default_stores_nothing(configuration: Configuration, responses: Responses) -> None:
    assert configuration.set_text(PARKING, 0, responses.get(PARKING).texts[0], "Maya") == Changed()


def test_undo_of_own_words(configuration: Configuration, responses: Responses) -> None:
    default = responses.text(PARKING)
    for words in ("In front.", "Behind."):
        configuration.set_text(PARKING, 0, words, "Maya")

    configuration.undo(f"text.{PARKING}", "Maya")

    assert responses.text(PARKING) == "In front."
    configuration.reset_text(PARKING, 0, "Maya")
    assert responses.text(PARKING) == default


def test_own_words_with_a_value_that_an_update_took_away_give_way(
    configuration: Configuration, responses: Responses, current: CurrentSettings, database: Database
) -> None:
    default = responses.text(PARKING)
    configuration.set_text(PARKING, 0, "In front.", "Maya")
    with database.engine.begin() as connection:
        connection.exec_driver_sql('UPDATE settings SET version = 9, value = \'{"0": "At {no_more}."}\'')

    current.refresh()

    assert responses.text(PARKING) == default


def test_allowed_are_facts_and_the_values_of_the_default(responses: Responses) -> None:
    allowed = allowed_placeholders(responses.get("utter_time_noted"), ["phone"])

    assert allowed == {"phone", "when"}
