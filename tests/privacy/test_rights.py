"""What a client may ask for: found by number or conversation, shown, exported and erased, with a proof. On both databases."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from salon.booking.appointments import Status
from salon.errors import BadInput, NotFound, Refused
from salon.privacy.export import FORMAT
from salon.privacy.export_text import as_text
from salon.privacy.rights import Proof
from salon.privacy.subjects import CONVERSATION, Reference
from salon.privacy.subjects import PHONE as BY_PHONE
from tests.privacy.filled import E164, NAME, NOTE, PHONE, SENTENCE, TAG, Client, book, note
from tests.privacy.test_erasure import dump

ANNALISA = Reference(BY_PHONE, PHONE)


def erase(client: Client, reference: Reference = ANNALISA, *, keep: bool = False, told: Any = None) -> Proof:
    """Erase what is found."""
    portal = client.app.http.portal
    assert portal

    def witness(session: Session, number: str, details: dict[str, Any]) -> None:
        if told is not None:
            told.append((number, details))

    rights = client.services.rights
    return portal.call(lambda: rights.erase(reference, "Maya", witness, keep_appointments=keep))


def test_overview_of_no_number(client: Client) -> None:
    with pytest.raises(BadInput, match="That is no telephone number"):
        client.services.rights.overview(Reference(BY_PHONE, "Annalisa"))


def test_overview_of_an_unknown_conversation(client: Client) -> None:
    with pytest.raises(NotFound):
        client.services.rights.overview(Reference(CONVERSATION, "none"))


def test_overview_of_a_stranger(client: Client) -> None:
    found = client.services.rights.overview(Reference(BY_PHONE, "07700 900999"))

    assert (bool(found), found.rows) == (False, {})


@pytest.mark.parametrize("number", [PHONE, "+44 7700 900471", "(07700) 900-471"])
def test_overview_by_number_however_it_is_written(client: Client, number: str) -> None:
    found = client.services.rights.overview(Reference(BY_PHONE, number))

    assert [one.id for one in found.conversations] == [client.visitor.id]
    assert [one.status for one in found.appointments] == [Status.BOOKED, Status.CANCELLED]
    assert [one.id for one in found.coming] == [found.appointments[0].id]
    assert found.rows["appointment_move"] == 1


def test_overview_by_number_finds_what_no_conversation_leads_to(client: Client) -> None:
    services = client.services
    kept = book(services, client.visitor.id, 8)
    erase(client, Reference(CONVERSATION, client.visitor.id), keep=True)

    found = services.rights.overview(ANNALISA)

    assert (found.conversations, [one.id for one in found.appointments]) == ((), [found.coming[0].id, kept.id])


def test_overview_by_a_number_to_ring_back(client: Client) -> None:
    services = client.services
    erase(client, Reference(CONVERSATION, client.visitor.id))
    other = client.app.begin()
    note(services, other.id)

    assert [one.id for one in services.rights.overview(ANNALISA).conversations] == [other.id]


def test_export_holds_everything(client: Client) -> None:
    data = client.services.rights.export(ANNALISA)

    assert (data["format"], data["version"], data["found_by"]) == (FORMAT, 1, "phone")
    first, second = data["appointments"]
    assert (first["name"], first["phone"], first["status"], second["status"]) == (NAME, E164, "booked", "cancelled")
    assert len(first["moves"]) == 1
    (talk,) = data["conversations"]
    assert talk["id"] == client.visitor.id
    assert talk["rating"]["stars"] == 4
    assert talk["skin"]["conditions"] == ["rosacea"]
    assert [one["text"] for one in talk["staff_notes"]] == [NOTE]
    assert talk["staff_tags"] == [TAG]
    assert {one["callback_phone"] for one in talk["handoffs"]} == {None, E164}
    assert [one["author"] for one in talk["messages"]].count("client") == 3
    assert talk["messages"][1]["text"] == f"{SENTENCE}, I am {NAME}"
    assert json.loads(json.dumps(data)) == data


def test_export_names_are_a_promise(client: Client) -> None:
    data = client.services.rights.export(ANNALISA)

    assert sorted(data) == sorted("format version salon exported_at found_by appointments conversations".split())
    assert set(data["appointments"][0]) == set(APPOINTMENT.split())
    assert set(data["conversations"][0]) == set(CONVERSATION_FIELDS.split())
    assert set(data["conversations"][0]["messages"][0]) == set(MESSAGE.split())
    assert set(data["conversations"][0]["handoffs"][0]) == set(HANDOFF.split())


APPOINTMENT = """id treatment cosmetologist starts_at ends_at name phone status consent_at booked_at booked_by_staff
moved_from confirmed_at cancelled_at cancelled_by no_show_at exception_reason conversation_id moves"""
CONVERSATION_FIELDS = """id channel messaging_apps photos began_at last_activity_at rating red_flag held_by skin remembered messages handoffs
staff_notes staff_tags assigned_to reviewed_by"""
MESSAGE = "at author name text text_before_masking topic confidence sources card"
HANDOFF = "reason at taken_by closed_at outcome note callback_phone callback_consent_at"


def test_export_holds_nothing_of_others(client: Client) -> None:
    other = client.app.begin()
    other.say("I am Somebody Else")
    book(client.services, other.id, 9, phone="07700 900999")

    assert "Somebody" not in json.dumps(client.services.rights.export(ANNALISA))
    assert other.id not in json.dumps(client.services.rights.export(Reference(CONVERSATION, client.visitor.id)))


def test_export_as_text_says_it_in_words(client: Client) -> None:
    text = as_text(client.services.rights.export(ANNALISA))

    for words in (NAME, E164, SENTENCE, NOTE, TAG, "rosacea", "4 of 5", "Appointment on 05 March 2027, 10:00", "Moved"):
        assert words in text
    assert "None" not in text


def test_export_as_text_of_a_stranger(client: Client) -> None:
    text = as_text(client.services.rights.export(Reference(BY_PHONE, "07700 900999")))

    assert text == "What Willow & Vale has stored of you\nWritten on 01 March 2027, 10:00\n\nNothing is stored.\n"


def test_erase_a_stranger(client: Client) -> None:
    before = dump(client.services.database)

    with pytest.raises(Refused, match="Nothing is stored"):
        erase(client, Reference(BY_PHONE, "07700 900999"))

    assert dump(client.services.database) == before


def test_erase_gives_a_proof_that_leads_to_nobody(client: Client) -> None:
    expected = client.services.rights.overview(ANNALISA).rows
    before, told = dump(client.services.database), []

    proof = erase(client, told=told)

    after = dump(client.services.database)
    gone = {table: len(before[table]) - len(after[table]) for table in before}
    assert proof.rows == expected == {table: rows for table, rows in gone.items() if rows > 0}
    assert re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", proof.number)
    assert (proof.asked_by, proof.conversations, proof.kept_appointments) == ("phone", 1, 0)
    assert (proof.erased_by, proof.erased_at) == ("Maya", client.services.clock())
    assert client.services.rights.proof(proof.number) == proof
    assert told == [(proof.number, {"rows": proof.rows, "asked_by": "phone", "kept_appointments": 0})]


def test_proof_of_another_number(client: Client) -> None:
    with pytest.raises(NotFound):
        client.services.rights.proof("AAAA-AAAA-AAAA")


def test_erase_keeps_coming_appointments_on_request(client: Client) -> None:
    proof = erase(client, keep=True)

    (left,) = client.services.booking.all_appointments()
    assert (proof.kept_appointments, left.name, left.conversation_id) == (1, NAME, "")
    assert client.visitor.id not in json.dumps(dump(client.services.database))


def test_erase_frees_the_time(client: Client) -> None:
    services = client.services
    erase(client)

    services.booking.check_free("skin_consultation", services.clock() + timedelta(days=4))


def test_erase_that_its_witness_refuses_erases_nothing(client: Client) -> None:
    before = dump(client.services.database)

    def refuse(*_: object) -> None:
        raise RuntimeError

    portal = client.app.http.portal
    assert portal
    rights = client.services.rights
    with pytest.raises(RuntimeError):
        portal.call(lambda: rights.erase(ANNALISA, "Maya", refuse, keep_appointments=False))

    assert dump(client.services.database) == before


def test_erase_leaves_others_alone(client: Client) -> None:
    other = client.app.begin()
    book(client.services, other.id, 9, phone="07700 900999")
    lines = other.read().json()["messages"]

    erase(client)

    assert other.read().json()["messages"] == lines
    assert len(client.services.booking.all_appointments()) == 1


def test_the_client_is_told_that_the_conversation_is_gone(client: Client) -> None:
    erase(client)

    assert client.visitor.read().status_code == 401


def test_services_wire_the_index(client: Client) -> None:
    services = client.services

    assert services.erasure._forget == services.search_index.forget
