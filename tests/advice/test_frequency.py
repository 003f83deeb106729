"""Twice a year, three to four times, or a person first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.advice.contraindications import MATRIX, Verdict, decide
from salon.advice.frequency import DEEP_CLEANING_PARTS, FrequencyAdvice, FrequencyKind, recommend
from salon.advice.skin import SkinProfile, read_skin

KINDS = ("normal", "oily", "dry", "combination", "sensitive")
CONCERNS = ("comedones", "blackheads_nose", "acne", "hormonal", "inflamed", "large_pores", "shine", "marks")
profiles = st.builds(
    SkinProfile,
    kind=st.sampled_from((None, *KINDS)),
    concerns=st.frozensets(st.sampled_from(CONCERNS)),
    conditions=st.frozensets(st.sampled_from(sorted(MATRIX)), max_size=4),
)
TWICE = ((2, 2), (6, 6))
OFTENER = ((3, 4), (3, 4))


@pytest.mark.parametrize(
    ("profile", "blocking", "doctor"),
    [
        (SkinProfile("oily", frozenset({"acne", "inflamed"})), ("inflamed_spots",), True),
        (SkinProfile(conditions=frozenset({"nodules"})), ("nodules",), True),
        (SkinProfile("normal", conditions=frozenset({"pregnancy"})), ("pregnancy",), False),
        (SkinProfile("normal", conditions=frozenset({"keloid", "isotretinoin"})), ("isotretinoin", "keloid"), True),
    ],
)
def test_recommend_refused(profile: SkinProfile, blocking: tuple[str, ...], doctor: bool) -> None:
    assert recommend(profile) == FrequencyAdvice(FrequencyKind.REFUSED, blocking=blocking, doctor=doctor)


@pytest.mark.parametrize("profile", [SkinProfile(), SkinProfile(concerns=frozenset({"large_pores"}))])
def test_recommend_unknown_skin(profile: SkinProfile) -> None:
    assert recommend(profile) == FrequencyAdvice(FrequencyKind.NEEDS_SKIN)


@pytest.mark.parametrize("kind", ["normal", "dry", "sensitive"])
def test_recommend_untroubled_twice_a_year(kind: str) -> None:
    profile = SkinProfile.from_dict({"kind": kind})

    assert recommend(profile) == FrequencyAdvice(FrequencyKind.NORMAL, *TWICE, (kind,))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("oily", "oily"),
        ("oily skin", "oily"),
        ("its oily", "oily"),
        ("greasy i guess, last one was in june", "oily"),
        ("pretty oily tbh", "oily"),
        ("shiny by noon", "oily"),
        ("combination", "combination"),
    ],
)
def test_recommend_oily_skin_leaves_open_whether_blackheads_come(text: str, kind: str) -> None:
    assert recommend(read_skin(text)) == FrequencyAdvice(FrequencyKind.OILY, (2, 4), (3, 6), (kind,))


@pytest.mark.parametrize("text", ["oily but no blackheads", "it's oily, I don't get any blackheads"])
def test_recommend_oily_skin_without_blackheads_twice_a_year(text: str) -> None:
    assert recommend(read_skin(text)) == FrequencyAdvice(FrequencyKind.NORMAL, *TWICE, ("oily",))


def test_recommend_oily_skin_and_blackheads_afterwards_as_both_at_once() -> None:
    pressed = recommend(read_skin("My skin is oily with blackheads, nothing red or sore"))

    assert pressed == FrequencyAdvice(FrequencyKind.TROUBLED, *OFTENER, ("comedones",))
    assert recommend(read_skin("oily").merge(read_skin("I do get blackheads"))) == pressed


@pytest.mark.parametrize(
    ("profile", "reasons"),
    [
        (SkinProfile(None, frozenset({"acne"})), ("acne",)),
        (SkinProfile(None, frozenset({"comedones"})), ("comedones",)),
        (SkinProfile("oily", frozenset({"comedones", "shine"})), ("comedones",)),
        (SkinProfile("normal", frozenset({"hormonal", "comedones"})), ("hormonal",)),
        (SkinProfile("dry", frozenset({"acne"}), frozenset({"allergy"})), ("acne",)),
    ],
)
def test_recommend_troubled_three_to_four(profile: SkinProfile, reasons: tuple[str, ...]) -> None:
    assert recommend(profile) == FrequencyAdvice(FrequencyKind.TROUBLED, *OFTENER, reasons)


def test_recommend_normal_skin_with_blackheads_twice() -> None:
    assert recommend(SkinProfile("normal", frozenset({"comedones"}))).times_per_year == (2, 2)


@given(profiles, st.sampled_from(sorted(MATRIX)))
def test_recommend_another_condition_never_frees(profile: SkinProfile, condition: str) -> None:
    worse = profile.merge(SkinProfile(conditions=frozenset({condition})))

    assert recommend(profile).kind is not FrequencyKind.REFUSED or recommend(worse).kind is FrequencyKind.REFUSED


@given(profiles)
def test_recommend_numbers_only_where_the_bot_may_book(profile: SkinProfile) -> None:
    advice = recommend(profile)

    may_book = decide(DEEP_CLEANING_PARTS, profile.conditions) < Verdict.ASK
    assert (advice.times_per_year is None) or may_book
    assert (advice.kind is FrequencyKind.REFUSED) == bool(advice.blocking)


@given(profiles, st.frozensets(st.sampled_from(CONCERNS)))
def test_recommend_more_trouble_never_rarer(profile: SkinProfile, concerns: frozenset[str]) -> None:
    before, after = recommend(profile), recommend(profile.merge(SkinProfile(concerns=concerns)))

    assert (before.times_per_year or (0, 0)) <= (after.times_per_year or (9, 9))
