"""What clients say of their skin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.advice.contraindications import MATRIX
from salon.advice.skin import SkinProfile, read_skin

profiles = st.builds(
    SkinProfile,
    kind=st.sampled_from([None, "normal", "oily", "dry", "combination", "sensitive"]),
    concerns=st.frozensets(st.sampled_from(["comedones", "acne", "hormonal", "marks"])),
    conditions=st.frozensets(st.sampled_from(sorted(MATRIX))),
    denied=st.just(frozenset[str]()),
)


@pytest.mark.parametrize(
    "text",
    ["dunno", "what are blackheads?", "my mum has rosacea", "my daughter gets acne", "do you have a spot for saturday"],
)
def test_read_skin_nothing_of_the_client(text: str) -> None:
    assert read_skin(text) == SkinProfile()


def test_read_skin_denial_is_kept_apart() -> None:
    assert read_skin("no acne, i don't have rosacea") == SkinProfile(denied=frozenset({"acne", "rosacea"}))


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("loads of whiteheads on my chin", SkinProfile(None, frozenset({"comedones"}))),
        ("it gets greasy by noon", SkinProfile("oily", frozenset({"shine"}))),
        ("I've got combination skin", SkinProfile("combination")),
        ("oily t-zone but dry cheeks", SkinProfile("combination")),
        ("my skin is pretty normal", SkinProfile("normal")),
        ("normal skin, just a few blackheads", SkinProfile("normal", frozenset({"comedones"}))),
        ("i break out before my period", SkinProfile(None, frozenset({"acne", "hormonal"}))),
        ("not dry, more oily", SkinProfile("oily")),
        ("sensitive and oily", SkinProfile("oily", frozenset({"sensitive"}))),
        ("cystic acne on my jaw", SkinProfile(None, frozenset({"acne", "inflamed"}), frozenset({"nodules"}))),
        ("skin feels tight, flaky", SkinProfile("dry", frozenset({"dehydrated"}))),
    ],
)
def test_read_skin_stated(text: str, profile: SkinProfile) -> None:
    assert read_skin(text) == profile


def test_merge_denial_takes_away() -> None:
    known = SkinProfile("oily", frozenset({"acne"}), frozenset({"pregnancy"}))

    merged = known.merge(read_skin("no, i'm not pregnant"))

    assert merged == SkinProfile("oily", frozenset({"acne"}), denied=frozenset({"pregnancy"}))


def test_merge_statement_takes_back_denial() -> None:
    known = SkinProfile(denied=frozenset({"rosacea"}))

    assert known.merge(read_skin("actually i have rosacea")) == SkinProfile(conditions=frozenset({"rosacea"}))


def test_merge_new_kind_replaces() -> None:
    assert SkinProfile("oily").merge(SkinProfile("dry")).kind == "dry"


def test_merge_unknown_kind_keeps_old() -> None:
    assert SkinProfile("oily").merge(SkinProfile()).kind == "oily"


@pytest.mark.parametrize("slot", [None, {}, {"kind": "purple", "concerns": "acne"}])
def test_from_dict_unreadable_is_empty(slot: dict[str, object] | None) -> None:
    assert SkinProfile.from_dict(slot) == SkinProfile()


@given(profiles)
def test_dict_there_and_back(profile: SkinProfile) -> None:
    assert SkinProfile.from_dict(profile.to_dict()) == profile


@given(profiles, profiles)
def test_merge_keeps_what_nobody_denied(first: SkinProfile, second: SkinProfile) -> None:
    merged = first.merge(second)

    assert merged.concerns == first.concerns | second.concerns
    assert merged.conditions == first.conditions | second.conditions


def test_bool_denial_alone_is_nothing_known() -> None:
    assert not SkinProfile(denied=frozenset({"acne"}))
