"""Lines as rows and as clients may see them: what is masked, and what is not."""

import json

import pytest

from salon.conversations.incoming import Incoming
from salon.conversations.lines import as_said, bot_line, client_line, public, staff_line
from salon.conversations.replies import ReplyWriter
from tests.conversations.stored import NOW, PHONE, SHOWN

SUMMARY = {
    "kind": "summary",
    "appointment_id": None,
    "treatment": "deep cleaning",
    "when": "Thursday",
    "starts_at": "2027-03-04T10:00:00+00:00",
    "ends_at": "2027-03-04T11:30:00+00:00",
    "minutes": 90,
    "price": "£85",
    "cosmetologist": None,
    "name": "Anna",
    "phone": PHONE,
}
VALUES = {"treatment": "Deep cleaning", "when": "Thursday", "price": "£85", "minutes": "90", "name": "Anna"}


def test_client_line_masks_numbers_and_keeps_what_was_written() -> None:
    line = client_line("c1", Incoming("m1"), f"it's {PHONE}", "/affirm", NOW, "GB")

    assert (line.text, line.external_id, line.author) == (f"it's {SHOWN}", "m1", "client")
    assert json.loads(line.unanswered or "") == {"text": f"it's {PHONE}", "payload": "/affirm"}


@pytest.mark.parametrize("phone", [PHONE, None])
def test_summary_is_masked_in_the_transcript_and_whole_in_the_answer(writer: ReplyWriter, phone: str | None) -> None:
    values = VALUES | {"phone": phone or "", "card": json.dumps(SUMMARY | {"phone": phone})}
    reply = writer.write("utter_ask_confirmed", seed="1", values=values)

    line = bot_line("c1", reply, 7, NOW, "GB")
    line.seq = 8

    assert (line.answers, line.response) == (7, "utter_ask_confirmed")
    assert PHONE not in str(public(line))
    assert public(line)["card"]["phone"] == (SHOWN if phone else None)
    assert as_said(line, reply)["card"]["phone"] == phone
    assert {key: as_said(line, reply)[key] for key in ("seq", "at", "name")} == {
        "seq": 8,
        "at": NOW.isoformat(),
        "name": None,
    }


def test_staff_line_is_as_they_wrote_it() -> None:
    line = staff_line("c1", "Maya", f"ring {PHONE}", NOW)

    assert {key: public(line)[key] for key in ("author", "name", "text", "card")} == {
        "author": "staff",
        "name": "Maya",
        "text": f"ring {PHONE}",
        "card": None,
    }
