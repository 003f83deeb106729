"""Names of treatments in what clients write."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.salon_file import Salon
from salon.treatment_names import is_slip

NAMES = {
    "deep_cleaning": "deep cleaning, deep clean, deep facial, facial, cleanse, cleaning, cleaned, pores done",
    "ultrasonic_cleaning": "ultrasonic cleaning, ultrasonic, gentle facial",
    "skin_consultation": "skin consultation, consultation, consult, skin check",
}


@pytest.fixture
def salon(salon: Salon) -> Salon:
    """Return the sample salon with a few names that this file fixes: the owner may add any to the real one."""
    named = [(one, NAMES[one.id].split(", ")) for one in salon.treatments]
    return replace(salon, treatments=tuple(replace(one, name=it[0], other_names=tuple(it[1:])) for one, it in named))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello there",
        "my cleanser burns",
        "is my skin clear",
        "keep clean",
        "deepclean",
        "superfacials",
        "cleeaniing",
    ],
)
def test_treatment_in_finds_nothing(salon: Salon, text: str) -> None:
    assert salon.treatment_in(text) is None


@pytest.mark.parametrize(
    ("text", "treatment_id"),
    [
        ("I'd like a deep cleaning please", "deep_cleaning"),
        ("DEEP-CLEANING!", "deep_cleaning"),
        ("deep cleening", "deep_cleaning"),
        ("dep cleaning", "deep_cleaning"),
        ("deep claening", "deep_cleaning"),
        ("deepp cleaning", "deep_cleaning"),
        ("a facial", "deep_cleaning"),
        ("consulation", "skin_consultation"),
        ("just a skin check?", "skin_consultation"),
        ("Ultra-sonic", "ultrasonic_cleaning"),
        ("ultrasonic cleaning", "ultrasonic_cleaning"),
        ("the gentle facial, not the deep one", "ultrasonic_cleaning"),
        ("consultation before my deep cleaning", "deep_cleaning"),
    ],
)
def test_treatment_in_finds_the_longest_name(salon: Salon, text: str, treatment_id: str) -> None:
    found = salon.treatment_in(text)

    assert found == salon.treatment(treatment_id)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("cleanser", "cleanse"),
        ("racial", "facial"),
        ("facials", "faci"),
        ("clemming", "cleaning"),
        ("cleanings", "clean"),
    ],
)
def test_is_slip_refuses(said: str, meant: str) -> None:
    assert not is_slip(said, meant)


@given(st.text("abcdefg", min_size=3, max_size=9), st.data())
def test_is_slip_forgives_each_single_slip(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    before, at, after = word[:place], word[place], word[place + 1 :]

    slips = [before + after, before + letter + after, before + letter + at + after]
    slips += [before + after[:1] + at + after[1:]]

    assert [slip for slip in slips if slip != word and not is_slip(slip, word)] == []
