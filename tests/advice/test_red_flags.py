"""The rules: what must never be missed, and what must not alarm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.advice.red_flag_hedges import HEDGES
from salon.advice.red_flag_words import CONCEPTS
from salon.advice.red_flags import RULES, Group, Level, RedFlag, concepts_in, rules, stretches

MUST_CATCH = [
    ("i cant breathe since the mask", Group.BREATHING),
    ("my throte is closing", Group.BREATHING),
    ("its getting hard to brethe", Group.BREATHING),
    ("my lips are swolen and getting bigger", Group.BREATHING),
    ("tounge is swelling up", Group.BREATHING),
    ("my whole face is swelling", Group.BREATHING),
    ("hi can i book friday, also my lip is massive and im struggling to breath", Group.BREATHING),
    ("acid went in my eye and it burns", Group.EYE_CHEMICAL),
    ("i cant see out of my left eye since the peel", Group.EYE_CHEMICAL),
    ("bleach in my eye help", Group.EYE_CHEMICAL),
    ("the wax took the skin off, its blistered and raw", Group.BURN),
    ("skin coming off in sheets", Group.BURN),
    ("it wont stop bleeding", Group.BLEEDING),
    ("the spot has been bleeding for two hours", Group.BLEEDING),
    ("i passed out after the treatment", Group.COLLAPSE),
    ("bad chest pain since this morning", Group.COLLAPSE),
    ("my friend is having a seizure", Group.COLLAPSE),
    ("rash all over and high fever", Group.SPREADING),
    ("the spots dont fade under a glass", Group.SPREADING),
    ("my lip went white after the filler", Group.BLANCHING),
    ("i want to kill myself", Group.SELF_HARM),
    ("i dont want to live anymore", Group.SELF_HARM),
    ("lol i want to die but like for real", Group.SELF_HARM),
    ("is it normal to feel suicidal because of acne", Group.SELF_HARM),
    ("my daughter has been cutting herself", Group.SELF_HARM),
    ("my boyfriend hits me", Group.ABUSE),
    ("im scared to go home", Group.ABUSE),
    ("acne with fever and sore joints", Group.FULMINANS),
    ("deep painful cysts on my jaw", Group.NODULES),
    ("the extraction spot is hot and full of pus", Group.INFECTION),
    ("cluster of painful blisters on my lip", Group.HERPES_EYE),
    ("my mole has changed colour and bleeds", Group.MOLE),
    ("my acne keeps leaving new scars", Group.SCARS),
    ("my periods stopped and im growing a beard", Group.HORMONES),
    ("two courses of antibiotics did nothing", Group.TREATMENT_FAILED),
    ("my baby has a weeping rash", Group.BABY),
    ("i havent left the house in weeks because of my skin", Group.DISTRESS),
]
MUST_NOT_ALARM = [
    "dying to get rid of these blackheads",
    "my skin is killing me before the wedding",
    "i could kill for clear skin",
    "burning question: do you do gift cards",
    "i nearly died laughing",
    "no swelling, all good",
    "my face isnt swollen or anything",
    "not bleeding, just little pink dots",
    "will i bleed during extractions?",
    "does it cause infection",
    "what is fulminant acne",
    "how do scars form",
    "had a mole removed in 2019, it was benign",
    "i fainted years ago at a blood test",
    "i'm pregnant",
    "i take isotretinoin",
    "i have rosacea",
    "i get cold sores",
    "this salon is breathtaking",
    "my plans collapsed so i'm free saturday",
    "i cant go on thursday, do you have friday",
    "hit me up if something opens",
    "im not suicidal or anything, just fed up with a pimple",
    "i take blood thinners",
    "hay fever is bad today",
    "book me in for saturday at 3",
    "",
]


@pytest.mark.parametrize(("text", "group"), MUST_CATCH)
def test_rules_catch(text: str, group: Group) -> None:
    assert rules(text) == RedFlag(group.level, group)


@pytest.mark.parametrize("text", MUST_NOT_ALARM)
def test_rules_no_alarm(text: str) -> None:
    assert rules(text) is None


def test_rules_most_urgent_of_several_wins() -> None:
    found = rules("my spot is full of pus and hot. also i cant breathe")

    assert found == RedFlag(Level.EMERGENCY, Group.BREATHING)


def test_rules_sentence_denied_does_not_hide_the_next() -> None:
    assert rules("No burning or anything. But my tongue is swelling") == RedFlag(Level.EMERGENCY, Group.BREATHING)


def test_rules_far_apart_words_do_not_meet() -> None:
    chatter = " I like your salon, the music is nice and the tea is lovely." * 9

    assert rules(f"I had filler done in May.{chatter} My cat is white.") is None


@pytest.mark.parametrize("group", list(Group))
def test_every_group_has_a_rule(group: Group) -> None:
    assert group in {rule.group for rule in RULES}


def test_rules_name_known_concepts_and_hedges() -> None:
    assert {name for rule in RULES for name in rule.concepts} <= set(CONCEPTS) | set(HEDGES)
    assert {name for rule in RULES for name in rule.hedges} <= set(HEDGES)


def test_group_levels() -> None:
    assert {group.level for group in (Group.SELF_HARM, Group.ABUSE)} == {Level.CRISIS}
    assert [group.level for group in (Group.BREATHING, Group.NODULES)] == [Level.EMERGENCY, Level.DOCTOR]


def test_level_order_puts_emergency_highest() -> None:
    assert max(Level.DOCTOR, Level.CRISIS, Level.EMERGENCY) is Level.EMERGENCY


def test_concepts_in_denied_is_left_out() -> None:
    assert "bleeding" not in concepts_in("it is not bleeding")


def test_stretches_long_sentence_is_cut_into_windows() -> None:
    words = " ".join(str(number) for number in range(60))

    found = list(stretches(words))

    assert found[0] == words
    assert found[1] == " ".join(str(number) for number in range(24))
    assert all(len(window.split(" ")) <= 24 for window in found[1:])


@pytest.mark.parametrize(("text", "group"), MUST_CATCH)
@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: f"hi, i want to book. {text}",
        lambda text: f"{text}\nthanks, Jana",
        lambda text: text.replace("a", "á"),
        lambda text: "Your salon is lovely. I like the tea. " * 24 + text,
        lambda text: f"{text} !!! 😭😭",
    ],
    ids=["upper", "booking first", "name after", "accents", "padded", "emoji"],
)
def test_rules_catch_however_it_is_dressed(text: str, group: Group, change: object) -> None:
    assert callable(change)

    assert rules(change(text)) == RedFlag(group.level, group)


@given(st.text(max_size=300))
def test_rules_read_any_text(text: str) -> None:
    found = rules(text)

    assert found is None or found.level >= found.group.level
