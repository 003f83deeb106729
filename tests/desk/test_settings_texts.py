"""The settings' tabs of the bot's sentences and of the canned replies: what is refused, what holds at once."""

import re

import pytest

from tests.desk.conftest import DeskBrowser

PARKING = "/desk/settings/texts/utter_ask_parking"


def test_texts_are_found_by_words_and_room(desk: DeskBrowser) -> None:
    def names(query: str) -> set[str]:
        page = desk.get(f"/desk/settings/texts?{query}").text
        return set(re.findall(r'href="/desk/settings/texts/(\w+)"', page))

    desk.post(f"{PARKING}/0", {"words": "Our own bay is free."})

    assert names("q=our+own+bay") == {"utter_ask_parking"}
    assert names("own=1") == {"utter_ask_parking"}
    assert "utter_redflag_emergency" in names("room=safety")
    assert names("") == set()
    assert desk.get("/desk/settings/texts").text.count(" sentences</span>") == 18
    assert names("q=no+such+words+at+all") == set()


def test_text_that_is_not_there(desk: DeskBrowser) -> None:
    assert desk.get("/desk/settings/texts/utter_nothing").status_code == 404
    assert desk.post("/desk/settings/texts/utter_nothing/0", {"words": "x"}).status_code == 404
    assert desk.post("/desk/settings/texts/utter_nothing/0/default").status_code == 404


def test_fixed_text_has_no_form(desk: DeskBrowser) -> None:
    page = desk.get("/desk/settings/texts/utter_redflag_emergency").text

    assert "it keeps people from harm" in page
    assert "<textarea" not in page
    assert desk.post("/desk/settings/texts/utter_redflag_emergency/0", {"words": "Relax."}).status_code == 409


def test_own_words_with_a_claim_stay_in_the_form(desk: DeskBrowser) -> None:
    page = desk.post(f"{PARKING}/0", {"words": "Parking cures acne."})

    assert page.status_code == 409
    assert "can&#39;t be said (cure): nothing we sell cures." in page.text
    assert ">Parking cures acne.</textarea>" in page.text


def test_own_words_hold_at_once_beside_the_default(desk: DeskBrowser) -> None:
    desk.post(f"{PARKING}/0", {"words": "Our own bay is free."})

    page = desk.get(PARKING).text
    assert desk.services.responses.text("utter_ask_parking") == "Our own bay is free."
    assert "The default mentions {parking}, and yours does not." in page
    assert desk.services.responses.get("utter_ask_parking").texts[0].replace("'", "&#39;") in page
    noted = desk.services.audit.page(action="settings.")[0]
    assert (noted.subject, noted.details) == (
        "text.utter_ask_parking",
        {"old": None, "new": {"0": "Our own bay is free."}},
    )

    desk.post(f"{PARKING}/0/default")
    assert desk.services.configuration.present.texts == {}
    desk.post("/desk/settings/undo", {"key": "text.utter_ask_parking"})
    assert desk.services.responses.text("utter_ask_parking") == "Our own bay is free."


def test_canned_replies(desk: DeskBrowser) -> None:
    def titles() -> list[str]:
        return [one.title for one in desk.services.canned_replies.all()]

    first, second = titles()[:2]
    refused = desk.post("/desk/settings/replies", {"title": "Sale", "text": "Dear {name}"})
    desk.post("/desk/settings/replies", {"title": "Sale", "text": "Dear {client_name}"})
    desk.post("/desk/settings/replies/sale", {"title": "Spring sale", "text": "Dear {client_name},\r\ncome in."})
    last = desk.services.canned_replies.all()[-1]
    desk.post("/desk/settings/replies/one_moment/up")
    order = titles()[:2]
    desk.post("/desk/settings/replies/sale/remove")

    assert (refused.status_code, ">Dear {name}</textarea>" in refused.text) == (422, True)
    assert (last.id, last.title, last.text) == ("sale", "Spring sale", "Dear {client_name},\ncome in.")
    assert order == [second, first]
    assert len(titles()) == 7


@pytest.mark.parametrize("action", ["", "/remove", "/up"])
def test_canned_reply_that_is_not_there(desk: DeskBrowser, action: str) -> None:
    assert desk.post(f"/desk/settings/replies/none{action}", {"title": "a", "text": "b"}).status_code == 404
