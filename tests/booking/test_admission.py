"""What a request must bring along before the calendar is looked at."""

from datetime import UTC, datetime

import pytest

from salon.booking.admission import LONGEST_NAME, admit
from salon.booking.appointments import BookingRequest
from salon.errors import BadInput, ConsentMissing, Contraindicated, PorewellError
from salon.salon_file import Salon

MOMENT = datetime(2027, 3, 2, 10, tzinfo=UTC)


def request(**changes: object) -> BookingRequest:
    """Return a good request, but for the changes."""
    values = {"name": " Anna ", "phone": "it is 07700 900123", "consent_at": MOMENT, **changes}
    return BookingRequest("deep_cleaning", MOMENT, conversation_id="c", idempotency_key="k", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"consent_at": None}, ConsentMissing),
        ({"consent_at": None, "conditions": frozenset({"isotretinoin"})}, ConsentMissing),
        ({"conditions": frozenset({"isotretinoin"})}, Contraindicated),
        ({"conditions": frozenset({"pacemaker"})}, Contraindicated),
        ({"name": "  "}, BadInput),
        ({"name": "a" * (LONGEST_NAME + 1)}, BadInput),
        ({"phone": "later"}, BadInput),
        ({"phone": "07700 9001"}, BadInput),
    ],
)
def test_admit_refuses(salon: Salon, changes: dict[str, object], error: type[PorewellError]) -> None:
    with pytest.raises(error) as caught:
        admit(request(**changes), salon.treatment("deep_cleaning"), "GB")

    assert caught.type is error


def test_admit_never_repeats_what_is_personal(salon: Salon) -> None:
    with pytest.raises(BadInput) as caught:
        admit(request(phone="0161 8"), salon.treatment("deep_cleaning"), "GB")

    assert "0161" not in str(caught.value)


def test_admit_consultation_whatever_the_condition(salon: Salon) -> None:
    admitted = admit(request(conditions=frozenset({"isotretinoin"})), salon.treatment("skin_consultation"), "GB")

    assert admitted.conditions == {"isotretinoin"}


def test_admit_tidies_name_and_phone(salon: Salon) -> None:
    admitted = admit(request(), salon.treatment("deep_cleaning"), "GB")

    assert admitted == request(name="Anna", phone="+447700900123")
    assert admit(request(name="a" * LONGEST_NAME), salon.treatment("deep_cleaning"), "GB").name == "a" * LONGEST_NAME
