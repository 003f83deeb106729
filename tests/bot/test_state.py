"""The state that is carried: bounded, slim, and without what was taken back."""

from typing import Any

from bot.state import bound, slim

Event = dict[str, Any]


def turn(number: int) -> list[Event]:
    """Return the events of one turn of a client."""
    return [
        {"event": "user", "timestamp": number, "text": f"words {number}", "message_id": f"m{number}",
         "parse_data": {"text": f"words {number}", "intent": {"name": "greet"}, "entities": [{"entity": "name"}],
                        "intent_ranking": []}, "metadata": {"text": "words"}},
        {"event": "action", "timestamp": number, "name": "utter_greet", "policy": "RulePolicy", "confidence": 1.0,
         "hide_rule_turn": False, "action_text": None},
        {"event": "bot", "timestamp": number, "text": "", "data": {}, "metadata": {"utter_action": "utter_greet", "x": 1}},
        {"event": "action", "timestamp": number, "name": "action_listen"},
    ]  # fmt: skip


def start() -> list[Event]:
    """Return the events with which a conversation starts."""
    return [
        {"event": "action", "timestamp": 0, "name": "action_session_start"},
        {"event": "session_started", "timestamp": 0},
        {"event": "action", "timestamp": 0, "name": "action_listen"},
    ]


def slot(name: str, value: Any) -> Event:
    """Return the event that sets a slot."""
    return {"event": "slot", "timestamp": 1, "name": name, "value": value}


def users(events: list[Event]) -> list[str]:
    """Return the ids of the messages in events."""
    return [event["message_id"] for event in events if event["event"] == "user"]


def test_nothing() -> None:
    assert bound([]) == []


def test_long_conversation_keeps_the_last_turns() -> None:
    events = start() + [event for number in range(1, 301) for event in turn(number)]

    kept = bound(events, turns=4)

    assert users(kept) == ["m297", "m298", "m299", "m300"]
    assert [event["event"] for event in kept[:3]] == ["session_started", "action", "user"]
    assert kept[1]["name"] == "action_listen"


def test_state_does_not_grow_when_it_is_carried_on() -> None:
    state: list[Event] = start()
    sizes = []
    for number in range(1, 41):
        state = bound([*state, *turn(number), slot("treatment", "deep")], turns=4)
        sizes.append(len(state))

    assert len(set(sizes[8:])) == 1


def test_slots_and_form_from_before_the_cut_stand_at_its_beginning() -> None:
    early = [*turn(1), slot("treatment", "deep"), {"event": "active_loop", "timestamp": 1, "name": "booking_form"}]
    events = start() + early + [event for number in range(2, 8) for event in turn(number)]

    kept = bound(events, turns=2)

    assert kept[1] == {"event": "slot", "name": "treatment", "value": "deep", "timestamp": 5}
    assert kept[2] == {"event": "active_loop", "name": "booking_form", "timestamp": 5}


def test_form_that_ended_before_the_cut_is_not_carried() -> None:
    loops = [{"event": "active_loop", "timestamp": 1, "name": name} for name in ("booking_form", None)]
    events = start() + turn(1) + loops + [event for number in range(2, 8) for event in turn(number)]

    assert all(event["event"] != "active_loop" for event in bound(events, turns=2))


def test_what_was_taken_back_is_not_carried() -> None:
    events = [*start(), slot("phone", "+447700900123"), slot("name", "Ann"), slot("phone", None), slot("name", "Anna")]

    kept = bound(events)

    assert [(event["name"], event["value"]) for event in kept if event["event"] == "slot"] == [("name", "Anna")]


def test_rejection_of_a_form_is_of_its_turn_only() -> None:
    events = [*start(), *turn(1), {"event": "action_execution_rejected", "timestamp": 1, "name": "booking_form"}]

    assert all(event["event"] != "action_execution_rejected" for event in bound(events))


def test_slim_user_says_nothing_that_was_written() -> None:
    said = slim(turn(1)[0])

    assert said == {
        "event": "user",
        "timestamp": 1,
        "text": "",
        "message_id": "m1",
        "parse_data": {"text": "", "intent": {"name": "greet"}, "entities": []},
    }


def test_slim_bot_keeps_the_name_of_the_response() -> None:
    assert slim(turn(1)[2]) == {"event": "bot", "timestamp": 1, "metadata": {"utter_action": "utter_greet"}}


def test_unknown_event_is_kept_whole() -> None:
    event = {"event": "reminder", "timestamp": 1, "anything": True}

    assert slim(event) == event
