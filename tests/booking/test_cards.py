"""Appointments as cards: values in the salon's words, zone and currency."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from salon.booking.cards import Card, Cards
from salon.booking.draft import Draft
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock
from salon.salon_file import Salon
from tests.booking.stored import Wish, at

SUMMARY = Card(
    kind="summary",
    appointment_id=None,
    treatment="deep cleaning",
    when="Monday 29 March at 10:00",
    starts_at="2027-03-29T10:00:00+01:00",
    ends_at="2027-03-29T11:30:00+01:00",
    minutes=90,
    price="£85",
    cosmetologist=None,
    name="Anna",
    phone="+447700900123",
)
DRAFT = Draft("deep_cleaning", datetime(2027, 3, 29, 9, tzinfo=UTC), "Anna", "+447700900123")


@pytest.fixture
def cards(salon: Salon, clock: Clock) -> Cards:
    """Return what makes cards; it is Monday, 1 March 2027, 10:00."""
    return Cards(salon, Written(salon, clock))


def test_summary(cards: Cards) -> None:
    assert cards.summary(DRAFT) == SUMMARY


def test_summary_with_the_cosmetologist_wished_for(cards: Cards) -> None:
    assert cards.summary(replace(DRAFT, cosmetologist="elena")) == replace(SUMMARY, cosmetologist="Elena")


def test_summary_across_the_change_of_clocks(cards: Cards) -> None:
    card = cards.summary(replace(DRAFT, starts_at=at(28, 0, 30)))

    assert (card.starts_at, card.ends_at) == ("2027-03-28T00:30:00+00:00", "2027-03-28T03:00:00+01:00")


def test_dump_and_load(cards: Cards) -> None:
    assert Card.load(SUMMARY.dump()) == SUMMARY


def test_card_of_an_appointment(cards: Cards, booking: BookingService, wish: Wish) -> None:
    booked = booking.book(wish(at(29, 10), name="Anna", cosmetologist_id="maya"))

    assert cards.of("booked", booked) == replace(SUMMARY, kind="booked", appointment_id=booked.id, cosmetologist="Maya")


def test_card_of_what_the_salon_no_longer_offers(
    salon: Salon, clock: Clock, booking: BookingService, wish: Wish
) -> None:
    booked = booking.book(wish(at(29, 10), treatment_id="ultrasonic_cleaning"))
    another = replace(salon, treatments=salon.treatments[:1], cosmetologists=())

    card = Cards(another, Written(another, clock)).of("cancelled", booked)

    assert (card.treatment, card.price, card.minutes, card.cosmetologist) == ("ultrasonic_cleaning", None, 60, None)
