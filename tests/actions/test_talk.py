"""The talk about the talk: why, more, sources, yes, no, and what was not understood."""

import pytest
from rasa_sdk.events import FollowupAction

from actions.services import ActionServices
from actions.talk import AFTER_A_MISS, AGREED, Agree, Decline, DidYouMean, FollowUp, LeaveOut, ShowSources
from salon.responses import Responses
from tests.actions.conftest import Run, Said, heard

RANKING = [("nlu_fallback", 0.3), ("greet", 0.2), ("price", 0.19), ("affirm", 0.1), ("ask_late", 0.09)]


@pytest.mark.parametrize("said_before", [[], ["utter_greet"], ["utter_no_longer_there"]])
def test_follow_up_without_anything_to_explain(run: Run, said_before: list[str]) -> None:
    said, events = run(FollowUp, heard("why?", "ask_why", said=said_before))

    assert said == [Said("utter_nothing_to_explain")]
    assert events == []


@pytest.mark.parametrize(
    ("intent", "answer"), [("ask_why", "utter_frequency_why"), ("ask_more", "utter_frequency_more")]
)
def test_follow_up_on_the_latest_that_has_one(run: Run, intent: str, answer: str) -> None:
    before = ["utter_creams_over_weeks", "utter_frequency_normal", "utter_thanks"]

    said, events = run(FollowUp, heard("why?", intent, said=before))

    assert said == [Said(answer)]
    assert events == []


def test_sources_before_anything_was_said(run: Run) -> None:
    said, events = run(ShowSources, heard("says who?", "ask_sources", said=["utter_no_longer_there"]))

    assert said == [Said("utter_nothing_to_explain")]
    assert events == []


def test_sources_of_the_salons_own_word(run: Run) -> None:
    said, _ = run(ShowSources, heard("says who?", "ask_sources", said=["utter_price"]))

    assert said == [Said("utter_no_sources")]


def test_sources_of_the_latest_sourced_answer(run: Run, services: ActionServices) -> None:
    before = ["utter_ask_sebum", "utter_frequency_normal", "utter_thanks"]

    said, _ = run(ShowSources, heard("says who?", "ask_sources", said=before))

    first, second = services.sources["S33"], services.sources["S34"]
    listed = f"{first.title} ({first.strength}); {second.title} ({second.strength})"
    assert said == [Said("utter_sources_intro", {"source_list": listed})]


@pytest.mark.parametrize(("offered", "started"), AGREED.items())
def test_agree_to_what_was_offered(run: Run, offered: str, started: str) -> None:
    said, events = run(Agree, heard("yes", "affirm", said=["utter_price", offered]))

    assert said == []
    assert events == [FollowupAction(started)]


@pytest.mark.parametrize("before", [[], ["utter_offer_person", "utter_price"]])
def test_agree_to_nothing_in_particular(run: Run, before: list[str]) -> None:
    said, events = run(Agree, heard("yes", "affirm", said=before))

    assert said == [Said("utter_affirm")]
    assert events == []


def test_every_offer_of_a_person_can_be_agreed_to(responses: Responses) -> None:
    offering = {
        name
        for name in responses.names()
        for text in responses.get(name).texts
        if "Shall I pass you" in text or "Would you like a person" in text
    }

    assert {name for name in offering if AGREED.get(name) != "action_hand_over"} == set()


@pytest.mark.parametrize(
    ("before", "answer"),
    [
        ([], "utter_deny"),
        (["utter_did_you_mean", "utter_price"], "utter_deny"),
        (["utter_did_you_mean"], "utter_rephrase"),
    ],
)
def test_decline(run: Run, before: list[str], answer: str) -> None:
    said, events = run(Decline, heard("no", "deny", said=before))

    assert said == [Said(answer)]
    assert events == []


def test_did_you_mean_without_a_guess_asks_for_other_words(run: Run) -> None:
    said, events = run(DidYouMean, heard("???", "nlu_fallback", ranking=[("nlu_fallback", 0.1), ("greet", 0.1)]))

    assert said == [Said("utter_rephrase")]
    assert events == []


def test_did_you_mean_offers_the_likeliest_topics_that_have_a_title(run: Run) -> None:
    said, events = run(DidYouMean, heard("the thing", "nlu_fallback", said=["utter_greet"], ranking=RANKING))

    assert said == [
        Said(
            "utter_did_you_mean",
            buttons=(
                {"title": "Prices and courses", "payload": "/price"},
                {"title": "Running late", "payload": "/ask_late"},
            ),
        )
    ]
    assert events == []


def test_did_you_mean_offers_three_at_most(run: Run) -> None:
    ranking = [(intent, 0.1) for intent in ("price", "ask_late", "aftercare", "ask_parking", "complaint")]

    said, _ = run(DidYouMean, heard("the thing", "nlu_fallback", ranking=ranking))

    assert [button["payload"] for button in said[0].buttons] == ["/price", "/ask_late", "/aftercare"]


@pytest.mark.parametrize(("before", "answer"), AFTER_A_MISS.items())
def test_did_you_mean_says_something_else_at_each_miss(run: Run, before: str, answer: str) -> None:
    said, _ = run(DidYouMean, heard("the thing", "nlu_fallback", said=[before], ranking=RANKING))

    assert said == [Said(answer)]
    assert answer != before


@pytest.mark.parametrize(
    ("before", "answer"),
    [
        ([], "utter_out_of_scope"),
        (["utter_out_of_scope"], "utter_out_of_scope_again"),
        (["utter_out_of_scope", "utter_out_of_scope_again"], "utter_out_of_scope"),
        (["utter_out_of_scope", "utter_price"], "utter_out_of_scope"),
    ],
)
def test_what_no_salon_is_for_is_never_told_twice_in_the_same_words(run: Run, before: list[str], answer: str) -> None:
    said, events = run(LeaveOut, heard("who wins the derby", "out_of_scope", said=before))

    assert said == [Said(answer)]
    assert events == []
