"""Hold every sentence that a client reads to the truth rules: sources, claims, lengths, links, dates."""

import pytest

from .response_checks import (
    ROOT,
    bare_percentages,
    broken_links,
    emergency_faults,
    forbidden_claims,
    length_faults,
    missing_pregnancy_word,
    read_grades,
    read_intents,
    read_responses,
    shared_sentences,
    small_starts,
    source_faults,
    undated,
    unknown_placeholders,
    unused_responses,
)
from .response_lists import (
    ACTION_UTTERED,
    ALLOWED_CLAIMS,
    ALLOWED_LENGTH,
    ANSWERED_BY_ACTION,
    OTHER_FILES,
    PREGNANCY_NOT_NEEDED,
    RED_FLAG_GROUPS,
    UNSOURCED,
)

EVERYTHING = read_responses(ROOT / "data" / "responses")
CONTENT = [w for w in EVERYTHING if w.file not in OTHER_FILES]
ANSWERS = [w for w in CONTENT if not w.name.startswith(("label_", "title_"))]
NAMES = {w.name for w in EVERYTHING}
INTENTS = read_intents(ROOT / "data" / "nlu")
BOOKING_INTENTS = {
    "book_appointment",
    "inform_booking",
    "check_appointment",
    "reschedule_appointment",
    "cancel_appointment",
}
EMERGENCY = RED_FLAG_GROUPS[:11]
FALLBACK = [name for name, intent in ACTION_UTTERED.items() if intent == "fallback"]
GRADES = read_grades(ROOT / "salon" / "advice" / "sources.yml")


def test_sources_all_listed_and_graded() -> None:
    assert list(GRADES) == [f"S{number}" for number in range(1, 46)]
    assert set(GRADES.values()) == set("GTORE")


def test_sources_of_answers_known_or_exempt_with_reason() -> None:
    assert source_faults(ANSWERS, GRADES, UNSOURCED) == []


def test_claims_in_every_file_within_the_rules() -> None:
    plain_words = {"only", "always"}

    found = {
        fault
        for fault in forbidden_claims(EVERYTHING)
        if fault[1] not in plain_words or fault[0] in {w.name for w in CONTENT}
    }

    assert found == set(ALLOWED_CLAIMS)


def test_percentages_sourced() -> None:
    assert bare_percentages(CONTENT) == []


def test_lengths_within_limits() -> None:
    assert set(length_faults(CONTENT)) == set(ALLOWED_LENGTH)


def test_placeholders_known() -> None:
    assert unknown_placeholders(CONTENT) == []


def test_sentences_begin_with_a_capital() -> None:
    assert small_starts(ANSWERS) == []


def test_links_lead_somewhere() -> None:
    assert broken_links(CONTENT, INTENTS) == []


def test_variants_of_one_response_share_their_metadata() -> None:
    shared: dict[str, object] = {}

    different = [w.name for w in CONTENT if shared.setdefault(w.name, w.metadata) != w.metadata]

    assert different == []


def test_responses_all_used() -> None:
    assert unused_responses(CONTENT, INTENTS, RED_FLAG_GROUPS) == []


def test_responses_named_by_actions_exist() -> None:
    assert set(ACTION_UTTERED) - NAMES == set()


def test_intents_all_answered() -> None:
    assert set() == INTENTS - BOOKING_INTENTS - ANSWERED_BY_ACTION - NAMES


def test_red_flag_groups_all_answered() -> None:
    assert {f"redflag_{group}" for group in RED_FLAG_GROUPS} - NAMES == set()


def test_red_flags_of_emergency_and_crisis_start_with_the_number() -> None:
    urgent = {f"redflag_{group}" for group in EMERGENCY}

    assert emergency_faults(w for w in CONTENT if w.name in urgent) == []


def test_red_flags_offer_no_topics() -> None:
    flags = [w for w in CONTENT if w.file == "safety.yml"]

    offering = [w.name for w in flags if {"suggest", "follow_ups"} & set(w.metadata) or "appointment" in w.text]

    assert offering == []


def test_reviews_dated() -> None:
    assert undated(CONTENT) == []


def test_active_products_named_with_pregnancy() -> None:
    assert set(missing_pregnancy_word(ANSWERS)) == set(PREGNANCY_NOT_NEEDED)


def test_fallbacks_never_repeat_a_sentence() -> None:
    assert shared_sentences(w for w in CONTENT if w.name in FALLBACK) == []


def test_answers_all_different() -> None:
    texts = [w.text for w in CONTENT if not w.name.startswith("label_")]

    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("name", ["bot_challenge", "ask_capabilities", "role_play"])
def test_bot_says_that_it_is_one(name: str) -> None:
    silent = [w.text for w in CONTENT if w.name == name and "bot" not in w.text and "computer" not in w.text]

    assert silent == []


def test_buttons_have_title_and_payload() -> None:
    assert [w.name for w in CONTENT for b in w.buttons if not (b["title"] and b["payload"][0] not in "/ ")] == []


def test_labels_are_lower_case_phrases() -> None:
    assert [
        w.text for w in CONTENT if w.name.startswith("label_") and (w.text[0].isupper() or w.text[-1] in ".!?")
    ] == []


def test_exemptions_needed() -> None:
    assert set(UNSOURCED) - NAMES == set()
