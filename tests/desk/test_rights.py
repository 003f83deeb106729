"""A client's rights at the desk: found, handed over, erased with a proof; by whom, and what is noted of it."""

import json
import re

import httpx
import pytest

from salon.privacy.subjects import Reference
from tests.desk.conftest import DeskBrowser
from tests.privacy.filled import E164, MARKS, NAME, NOTE, PHONE, SENTENCE, Client, fill

FOUND = {"kind": "phone", "value": PHONE}


@pytest.fixture
def client(desk: DeskBrowser) -> Client:
    """Return a client who left traces everywhere."""
    return fill(desk.app)


def erase(desk: DeskBrowser, **changes: str) -> httpx.Response:
    """Erase the client's data."""
    return desk.post("/desk/clients/erase", FOUND | {"typed": "erase", "appointments": "cancel"} | changes)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/desk/clients"),
        ("POST", "/desk/clients/find"),
        ("POST", "/desk/clients/export"),
        ("POST", "/desk/clients/erase"),
        ("GET", "/desk/clients/conversations/some"),
        ("GET", "/desk/clients/proofs/AAAA-AAAA-AAAA"),
    ],
)
@pytest.mark.parametrize("role", ["staff", "viewer"])
def test_it_is_not_for_everybody(desk: DeskBrowser, client: Client, method: str, path: str, role: str) -> None:
    browser = desk.as_role(role)

    answer = browser.get(path) if method == "GET" else browser.post(path, FOUND | {"typed": "ERASE"})

    assert answer.status_code == 403
    assert len(desk.services.booking.all_appointments()) == 2


def test_search_for_no_number_stays_in_the_form(desk: DeskBrowser) -> None:
    page = desk.post("/desk/clients/find", {"value": "Annalisa"})

    assert page.status_code == 422
    assert "That is no telephone number" in page.text
    assert 'value="Annalisa"' in page.text


def test_search_for_a_stranger(desk: DeskBrowser, client: Client) -> None:
    page = desk.post("/desk/clients/find", {"value": "07700 900999"})

    assert page.status_code == 200
    assert "Nothing is stored under this number" in page.text
    assert "Erase everything" not in page.text


@pytest.mark.parametrize("path", ["/desk/clients/conversations/none", "/desk/clients/proofs/AAAA-AAAA-AAAA"])
def test_what_is_not_there(desk: DeskBrowser, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_found_shows_what_would_go(desk: DeskBrowser, client: Client) -> None:
    page = desk.post("/desk/clients/find", {"value": PHONE}).text

    assert f'href="/desk/conversations/{client.visitor.id}"' in page
    assert "1 appointment is still to come" in page
    assert '<span>Appointments</span> <strong class="number">2</strong>' in page
    assert SENTENCE not in page


def test_found_by_conversation(desk: DeskBrowser, client: Client) -> None:
    page = desk.get(f"/desk/clients/conversations/{client.visitor.id}")

    assert page.status_code == 200
    assert "Stored with one conversation" in page.text


def test_export_as_json(desk: DeskBrowser, client: Client) -> None:
    answer = desk.post("/desk/clients/export", FOUND | {"form": "json"})

    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="client-data-2027-03-01.json"'
    assert answer.headers["cache-control"] == "no-store"
    assert json.loads(answer.text) == desk.services.rights.export(Reference("phone", PHONE))


def test_export_as_text(desk: DeskBrowser, client: Client) -> None:
    answer = desk.post("/desk/clients/export", FOUND | {"form": "text"})

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert [words in answer.text for words in (NAME, E164, SENTENCE, NOTE)] == [True] * 4


@pytest.mark.parametrize("typed", ["", "yes", "ERASE IT"])
def test_erase_without_the_word(desk: DeskBrowser, client: Client, typed: str) -> None:
    page = erase(desk, typed=typed)

    assert page.status_code == 422
    assert "Nothing was erased: type ERASE into the field to confirm." in page.text
    assert len(desk.services.booking.all_appointments()) == 2


def test_erase_twice(desk: DeskBrowser, client: Client) -> None:
    erase(desk)

    page = erase(desk)

    assert page.status_code == 422
    assert "Nothing is stored under this number." in page.text


def test_erase_leads_to_the_proof(desk: DeskBrowser, client: Client) -> None:
    answer = erase(desk)

    assert answer.status_code == 303
    page = desk.get(answer.headers["location"]).text
    assert re.search(r"proof-number\">[2-9A-Z-]{14}<", page)
    assert "Olga Owner" in page and "01 March 2027, 10:00" in page and "No appointment was kept." in page
    assert [mark for mark in MARKS if mark in page] == []
    assert desk.services.booking.all_appointments() == []


def test_erase_keeps_appointments_unless_told_otherwise(desk: DeskBrowser, client: Client) -> None:
    answer = desk.post("/desk/clients/erase", FOUND | {"typed": "ERASE"})

    assert "1 appointment that is still to come stays in" in desk.get(answer.headers["location"]).text
    assert len(desk.services.booking.all_appointments()) == 1


def test_all_is_noted_and_nothing_of_the_client(desk: DeskBrowser, client: Client) -> None:
    desk.post("/desk/clients/find", {"value": PHONE})
    desk.post("/desk/clients/export", FOUND)
    number = erase(desk).headers["location"].rpartition("/")[2]

    noted = desk.services.audit.page(action="client.")
    assert [one.action for one in noted] == ["client.erased", "client.exported", "client.looked_up"]
    assert (noted[0].subject, sorted(noted[0].details)) == (number, ["asked_by", "kept_appointments", "rows"])
    assert [mark for mark in MARKS if mark in str(noted)] == []
