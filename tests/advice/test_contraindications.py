"""The matrix, and what clients say of themselves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.advice.condition_words import CONDITION_WORDS
from salon.advice.contraindications import (
    MATRIX,
    Finding,
    Verdict,
    asked_conditions,
    decide,
    denied_conditions,
    findings,
    read_conditions,
)

TODAY = date(2026, 11, 23)
DEEP = ("ultrasonic", "mechanical")
conditions = st.frozensets(st.sampled_from(sorted(MATRIX)))
parts = st.frozensets(st.sampled_from(DEEP))


@pytest.mark.parametrize(
    ("part", "condition", "verdict"),
    [
        ("mechanical", "nodules", Verdict.BLOCK),
        ("mechanical", "isotretinoin", Verdict.BLOCK),
        ("mechanical", "rosacea", Verdict.BLOCK),
        ("ultrasonic", "pregnancy", Verdict.BLOCK),
        ("ultrasonic", "breastfeeding", Verdict.BLOCK),
        ("ultrasonic", "pacemaker", Verdict.BLOCK),
        ("ultrasonic", "epilepsy", Verdict.BLOCK),
        ("ultrasonic", "cancer_or_growth", Verdict.BLOCK),
        ("mechanical", "cold_sore_or_infection", Verdict.BLOCK),
        ("ultrasonic", "open_wound_fillers", Verdict.BLOCK),
        ("ultrasonic", "isotretinoin", Verdict.ASK),
        ("ultrasonic", "rosacea", Verdict.ASK),
        ("ultrasonic", "inflamed_spots", Verdict.ASK),
        ("mechanical", "pregnancy", Verdict.ASK),
        ("mechanical", "epilepsy", Verdict.ASK),
        ("ultrasonic", "metal_in_face", Verdict.ASK),
        ("mechanical", "dark_mark_tendency", Verdict.ASK),
        ("mechanical", "minor", Verdict.ASK),
        ("mechanical", "bleeding_or_anticoagulants", Verdict.ASK),
        ("mechanical", "inflamed_spots", Verdict.ADAPT),
        ("ultrasonic", "allergy", Verdict.ADAPT),
        ("mechanical", "pacemaker", Verdict.ALLOW),
        ("mechanical", "metal_in_face", Verdict.ALLOW),
        ("ultrasonic", "dark_mark_tendency", Verdict.ALLOW),
    ],
)
def test_decide_one_condition(part: str, condition: str, verdict: Verdict) -> None:
    assert decide([part], [condition]) is verdict


def test_decide_worst_of_parts_wins() -> None:
    assert decide(DEEP, ["pacemaker"]) is Verdict.BLOCK


def test_decide_unknown_condition_asks() -> None:
    assert decide(["mechanical"], ["moon_fever"]) is Verdict.ASK


def test_decide_unknown_part_takes_stricter() -> None:
    assert decide(["laser"], ["pacemaker"]) is Verdict.BLOCK


def test_decide_consultation_is_always_allowed() -> None:
    assert decide([], MATRIX) is Verdict.ALLOW


def test_decide_nothing_known_allows() -> None:
    assert decide(DEEP, []) is Verdict.ALLOW


def test_findings_worst_first_with_sources() -> None:
    found = findings(DEEP, ["allergy", "pregnancy", "keloid", "pacemaker"])

    assert found == (
        Finding("pregnancy", Verdict.BLOCK, ("S39", "S44")),
        Finding("pacemaker", Verdict.BLOCK, ()),
        Finding("keloid", Verdict.ASK, ()),
        Finding("allergy", Verdict.ADAPT, ()),
    )


@given(parts, conditions, conditions)
def test_decide_more_conditions_never_milder(some: frozenset[str], known: frozenset[str], more: frozenset[str]) -> None:
    assert decide(some, known | more) >= decide(some, known)


@given(parts, parts, conditions)
def test_decide_more_parts_never_milder(some: frozenset[str], more: frozenset[str], known: frozenset[str]) -> None:
    assert decide(some | more, known) >= decide(some, known)


def test_every_condition_has_words() -> None:
    assert list(CONDITION_WORDS) and set(CONDITION_WORDS) == set(MATRIX)


@pytest.mark.parametrize(
    "text",
    [
        "never taken roaccutane",
        "came off Roaccutane 2 years ago",
        "finished acutane over 6 months ago",
        "finished accutane in 2019",
        "been off on tane for a year",
        "havent been on accutane for 2 years",
        "not pregnant",
        "Pregnant: no",
        "pacemaker? no",
        "no pacemaker",
        "no rosacea or eczema",
        "I don't have rosacea, eczema or psoriasis",
        "none of those",
        "i used to have eczema as a child",
        "stopped breastfeeding in march",
        "when i was pregnant my skin was great",
        "i'm not on blood thinners",
        "no allergies",
        "laser two years ago",
    ],
)
def test_read_conditions_denied_or_over(text: str) -> None:
    assert read_conditions(text, TODAY) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "is it ok for pregnant women?",
        "can people with epilepsy have it",
        "what is rosacea?",
        "will it cause keloids?",
        "do you do botox?",
        "do you do chemical peels",
        "my mum has rosacea",
        "my mum's friend is pregnant",
        "i have braces",
        "titanium plate in my leg",
        "legs waxed yesterday",
        "eczema on my legs",
        "polycystic ovaries",
        "ovarian cysts",
        "hay fever is bad today",
        "im a nursing student",
        "what should I be expecting",
        "im 15 minutes late",
        "i'm 34",
        "is 14 ok",
        "acting class at 7",
        "lena, 07911 123456",
        "17 march please",
        "what fits me best",
        "in my language half eleven is 10:30. I mean 10:30",
        "is 11 ok",
        "only 12 and 3 left?",
    ],
)
def test_read_conditions_not_the_clients(text: str) -> None:
    assert read_conditions(text, TODAY) == frozenset()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("i'm on roaccutane", "isotretinoin"),
        ("on accutaine", "isotretinoin"),
        ("on tane since june", "isotretinoin"),
        ("came off Roaccutane 3 months ago", "isotretinoin"),
        ("i was on accutane but stopped last month", "isotretinoin"),
        ("no longer on roaccutane", "isotretinoin"),
        ("using differin", "strong_retinoid_or_peel"),
        ("epiduo every night", "strong_retinoid_or_peel"),
        ("got sunburnt yesterday", "strong_retinoid_or_peel"),
        ("waxed yesterday", "strong_retinoid_or_peel"),
        ("laser last week", "strong_retinoid_or_peel"),
        ("chemical peel 3 days ago", "strong_retinoid_or_peel"),
        ("i have a cold sore", "cold_sore_or_infection"),
        ("impetigo round my mouth", "cold_sore_or_infection"),
        ("my doctor says i have psoriasis", "eczema_psoriasis"),
        ("i have exema", "eczema_psoriasis"),
        ("broken capillaries on my cheeks", "rosacea"),
        ("i'm not sure if i have rosacea", "rosacea"),
        ("nothing apart from rosacea", "rosacea"),
        ("booking for my mum, she has rosacea", "rosacea"),
        ("had lip filler 2 weeks ago", "open_wound_fillers"),
        ("botox last week", "open_wound_fillers"),
        ("preggers!", "pregnancy"),
        ("I'm 12 weeks gone", "pregnancy"),
        ("we're expecting", "pregnancy"),
        ("can i have it if im pregnant", "pregnancy"),
        ("no, i'm pregnant", "pregnancy"),
        ("no pacemaker, pregnant tho", "pregnancy"),
        ("i can't come friday because im pregnant", "pregnancy"),
        ("im 14 weeks pregnant", "pregnancy"),
        ("can I have it if I’m nursing", "breastfeeding"),
        ("not pregnant, breastfeeding though", "breastfeeding"),
        ("we're trying to get pregnant", "trying_to_conceive"),
        ("pace maker fitted 2010", "pacemaker"),
        ("i have an ICD", "pacemaker"),
        ("metal plate in my jaw", "metal_in_face"),
        ("i'm not on blood thinners but i do have epilepsy", "epilepsy"),
        ("having chemo", "cancer_or_growth"),
        ("take apixaban", "bleeding_or_anticoagulants"),
        ("i'm type 1 diabetic on insulin", "diabetes_or_immune"),
        ("prone to keloids", "keloid"),
        ("i mark easily", "dark_mark_tendency"),
        ("allergic to latex", "allergy"),
        ("i broke out badly after my last facial", "earlier_bad_reaction"),
        ("I'm 14", "minor"),
        ("my 14 year old daughter needs a cleaning", "minor"),
        ("under 16", "minor"),
        ("my daughter ella is 14, can she come", "minor"),
        ("my lad's 16", "minor"),
        ("inflamed spots on my chin", "inflamed_spots"),
        ("i have cystic acne", "nodules"),
    ],
)
def test_read_conditions_stated(text: str, condition: str) -> None:
    assert read_conditions(text, TODAY) == {condition}


def test_read_conditions_year_without_today_counts() -> None:
    assert read_conditions("finished accutane in 2019") == {"isotretinoin"}


def test_denied_conditions_reports_denial() -> None:
    assert denied_conditions("no pacemaker, pregnant tho") == {"pacemaker"}


def test_asked_conditions_takes_general_questions() -> None:
    assert asked_conditions("is it ok for pregnant women?") == {"pregnancy"}


@given(st.text(max_size=200))
def test_read_conditions_any_text_gives_known_ids(text: str) -> None:
    assert read_conditions(text, TODAY) <= set(MATRIX)
