"""The pages about teaching: correcting a message, the queue, groups, training, models, dialogue tests."""

import time
from pathlib import Path

import pytest

from salon.staff.roles import Role
from tests.app_client import OpenApp, Visitor
from tests.desk.conftest import DeskBrowser, sign_in
from tests.review.fakes import FakeWorkshop, result

LIFT = "is there a lift in your building"


EXAMPLES = """nlu:
- intent: price
  examples: |
    - how much is the deep cleaning
"""


@pytest.fixture
def workshop(tmp_path: Path) -> FakeWorkshop:
    """Return a workshop that trains in no time."""
    return FakeWorkshop(tmp_path / "reviewed.yml", tmp_path / "models")


@pytest.fixture
def desk(open_app: OpenApp, workshop: FakeWorkshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeskBrowser:
    """Return a browser in which an owner is signed in."""
    examples = tmp_path / "nlu"
    examples.mkdir()
    (examples / "salon.yml").write_text(EXAMPLES)
    monkeypatch.setattr("salon.services.EXAMPLES", examples)
    browser = sign_in(open_app(workshop=workshop, check_folder=tmp_path), Role.OWNER, "Olga Owner")
    browser.http.portal = browser.app.http.portal  # else a training would end with the request that started it
    return browser


def say(desk: DeskBrowser, text: str = LIFT) -> tuple[Visitor, str]:
    """Let a client say something; return them, and the message's id."""
    visitor = desk.app.begin()
    visitor.say(text)
    with desk.services.database.engine.connect() as connection:
        wanted = f"SELECT id FROM messages WHERE author = 'client' AND conversation_id = '{visitor.id}'"  # noqa: S608
        return visitor, str(connection.exec_driver_sql(wanted).scalar_one())


def correct(desk: DeskBrowser, text: str = LIFT, intent: str = "ask_parking") -> str:
    """Correct what a client said; return the message's id."""
    _, message = say(desk, text)
    done = desk.post(f"/desk/teach/messages/{message}", {"phrase": text, "intent": intent})
    assert done.status_code == 200, done.text
    return message


def train(desk: DeskBrowser) -> str:
    """Train to the end; return the training's id."""
    assert desk.post("/desk/teach/training").status_code == 303
    trainings = desk.services.review.trainings
    while trainings.newest()[0].state == "running":
        time.sleep(0.02)
    return trainings.newest()[0].id


def test_form_shows_the_redacted_phrase_and_the_topics(desk: DeskBrowser) -> None:
    _, message = say(desk, "ring 07700 900123 about the lift")

    form = desk.get(f"/desk/teach/messages/{message}")

    assert "ring … about the lift" in form.text
    assert 'value="ask_parking"' in form.text
    assert "900123" not in form.text


def test_topics_are_searched_by_description(desk: DeskBrowser) -> None:
    found = desk.get("/desk/teach/topics?q=parkng")

    assert 'value="ask_parking"' in found.text
    assert 'value="ask_sebum"' not in found.text
    assert "No topic has that name" in desk.get("/desk/teach/topics?q=zzzzz").text


def test_correction_is_kept_and_stands_in_the_queue(desk: DeskBrowser) -> None:
    correct(desk)

    page = desk.get("/desk/teach")

    assert LIFT in page.text
    assert "Olga Owner" in page.text


def test_nothing_for_us(desk: DeskBrowser) -> None:
    _, message = say(desk)

    desk.post(f"/desk/teach/messages/{message}", {"phrase": LIFT, "intent": "price", "nothing": "true"})

    assert [one.intent for one in desk.services.review.corrections.queue("accepted")] == ["out_of_scope"]


def test_two_questions(desk: DeskBrowser) -> None:
    _, message = say(desk)
    parts = {"phrase": ["is there a lift", "does it sting"], "intent": ["ask_parking", "procedure_pain"]}

    desk.post(f"/desk/teach/messages/{message}", parts)

    assert desk.services.review.corrections.counts() == {"accepted": 2}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"phrase": LIFT}, "Choose what it meant."),
        ({"phrase": LIFT, "intent": "nonsense"}, "Choose a topic"),
        ({"phrase": "ring 07700 900123", "intent": "price"}, "still"),
        ({"phrase": ["one two", "three four"], "intent": "price"}, "Each of the two questions"),
    ],
)
def test_what_may_not_be_kept_is_said_and_what_was_typed_stays(
    desk: DeskBrowser, sent: dict[str, str], said: str
) -> None:
    _, message = say(desk)

    answer = desk.post(f"/desk/teach/messages/{message}", sent)

    assert answer.status_code == 422
    assert said in answer.text
    first = sent["phrase"] if isinstance(sent["phrase"], str) else sent["phrase"][0]
    assert first in answer.text


def test_correction_is_dropped(desk: DeskBrowser) -> None:
    correct(desk)
    correction = desk.services.review.corrections.queue("accepted")[0].id

    assert desk.post(f"/desk/teach/corrections/{correction}", {"keep": "false"}).status_code == 303

    assert desk.services.review.corrections.counts() == {"dropped": 1}
    assert LIFT in desk.get("/desk/teach?state=dropped").text


def test_very_phrase_that_is_known_otherwise_is_refused(desk: DeskBrowser) -> None:
    correct(desk, "how much is the deep cleaning", "ask_parking")
    page = desk.get("/desk/teach")
    correction = desk.services.review.corrections.queue("waiting")[0].id

    assert "This stands against it." in page.text
    refused = desk.post(f"/desk/teach/corrections/{correction}", {"keep": "true"})
    assert (refused.status_code, "Two opposite examples" in refused.text) == (409, True)


def test_groups_are_shown_and_corrected_at_once(desk: DeskBrowser) -> None:
    ids = []
    for text in ("is there a lift", "a lift is there", "the lift, is there one"):
        ids.append(say(desk, text)[1])
    with desk.services.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE messages SET intent = 'nlu_fallback' WHERE author = 'client'")

    groups = desk.get("/desk/teach/questions/groups")
    taken = desk.post("/desk/teach/questions", {"message_id": ids, "intent": "ask_parking"})

    assert desk.get("/desk/teach/questions").status_code == 200
    assert all(one in groups.text for one in ids)
    assert "3 phrases kept" in taken.text
    assert "No open questions" in desk.get("/desk/teach/questions/groups").text


def test_group_without_a_topic(desk: DeskBrowser) -> None:
    assert desk.post("/desk/teach/questions", {"message_id": "x"}).status_code == 422


def present(desk: DeskBrowser, workshop: FakeWorkshop) -> str:
    """Return the model in service."""
    portal = desk.app.http.portal
    assert portal
    return str(portal.call(workshop.fingerprint))


def test_training_from_start_to_service_and_back(desk: DeskBrowser, workshop: FakeWorkshop) -> None:
    correct(desk)
    assert "1 change to learn" in desk.get("/desk/teach/training").text
    old = present(desk, workshop)
    workshop.path(old).write_bytes(b"a model")

    training = train(desk)
    comparison = desk.get(f"/desk/teach/training/{training}")
    assert "Nothing got worse" in comparison.text
    assert desk.post(f"/desk/teach/training/{training}/put").headers["location"] == "/desk/teach/models"

    models = desk.get("/desk/teach/models")
    assert "as installed" in models.text
    installed = desk.services.review.serving.history()[-1].id
    assert desk.post(f"/desk/teach/models/{installed}/back").status_code == 303
    assert "brought back" in desk.get("/desk/teach/models").text
    assert desk.services.engines.loaded[-1] == old  # type: ignore[attr-defined]


def test_training_without_anything_new(desk: DeskBrowser) -> None:
    refused = desk.post("/desk/teach/training")

    assert (refused.status_code, "nothing new to learn" in refused.text) == (409, True)


def test_blocked_model_shows_why_and_has_no_button(desk: DeskBrowser, workshop: FakeWorkshop) -> None:
    correct(desk)
    workshop.results[present(desk, workshop)] = workshop.usual
    workshop.usual = result(caught=False)
    training = train(desk)

    page = desk.get(f"/desk/teach/training/{training}").text

    assert "may not be put into service" in page
    assert "fewer red flags" in page
    assert f"/desk/teach/training/{training}/put" not in page
    assert desk.post(f"/desk/teach/training/{training}/put").status_code == 409


def test_dialogue_test_is_made_downloaded_and_deleted(desk: DeskBrowser) -> None:
    visitor, _ = say(desk)
    page = desk.get(f"/desk/teach/dialogues/new/{visitor.id}")
    assert LIFT in page.text

    made = desk.post(f"/desk/teach/dialogues/new/{visitor.id}", {"name": "asks for a lift", "say": LIFT})
    assert made.status_code == 303
    assert "asks for a lift" in desk.get("/desk/teach/dialogues").text
    file = desk.services.review.dialogue_tests.all()[0].file
    content = desk.get(f"/desk/teach/dialogues/{file}")
    assert content.headers["content-disposition"] == f'attachment; filename="{file}"'
    assert LIFT in content.text
    desk.post(f"/desk/teach/dialogues/{file}/remove")
    assert desk.services.review.dialogue_tests.all() == []


def test_dialogue_with_something_personal_comes_back_as_it_was_typed(desk: DeskBrowser) -> None:
    visitor, _ = say(desk)

    answer = desk.post(f"/desk/teach/dialogues/new/{visitor.id}", {"name": "x", "say": "ring 07700 900555 please"})

    assert (answer.status_code, "ring 07700 900555 please" in answer.text) == (422, True)


def test_staff_may_teach_but_not_train(desk: DeskBrowser) -> None:
    maya = desk.as_role(Role.STAFF, "Maya")

    assert maya.get("/desk/teach").status_code == 200
    assert "/desk/teach/training" not in maya.get("/desk/teach").text
    assert maya.get("/desk/teach/training").status_code == 403
    assert maya.post("/desk/teach/training").status_code == 403


def test_what_is_done_stands_in_the_audit_log_without_the_words(desk: DeskBrowser) -> None:
    message = correct(desk)

    entries = desk.services.audit.page(None, None, None, None)

    made = next(one for one in entries if one.action == "correction.made")
    assert (made.subject, made.details) == (message, {"intents": ["ask_parking"]})
    assert "lift" not in str(entries)
