"""Judge a booking request by every rule that needs no calendar and no database. `service.py` enters."""

from dataclasses import replace

from salon.advice.contraindications import Verdict, decide
from salon.booking.appointments import BookingRequest
from salon.booking.phones import read_phone
from salon.errors import BadInput, ConsentMissing, Contraindicated
from salon.salon_file import Treatment

LONGEST_NAME = 200


def admit(request: BookingRequest, treatment: Treatment, country: str) -> BookingRequest:
    """Return the request with its name trimmed and its phone in E.164.

    Raises:
        ConsentMissing: the client has not agreed that name and phone are kept.
        Contraindicated: what they said of their health needs a person's decision.
        BadInput: no name, or no phone that can be read.
    """
    if request.consent_at is None:
        raise ConsentMissing("name and phone are kept only with the client's consent")
    verdict = decide(treatment.parts, request.conditions)
    if verdict in (Verdict.ASK, Verdict.BLOCK):
        raise Contraindicated(f"{treatment.id}: {verdict.name.lower()}")
    name = request.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(f"a name has 1 to {LONGEST_NAME} characters")
    phone = read_phone(request.phone, country)
    if phone is None:
        raise BadInput("the phone number can't be read; write it like +44 7700 900123")
    return replace(request, name=name, phone=phone.e164)
