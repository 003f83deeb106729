"""Real processes that want the same time at the same moment, on both databases."""

import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text

from salon.booking import store
from salon.booking.appointments import AppointmentView, BookingRequest, Status
from salon.booking.service import BookingService
from salon.clock import fixed_clock
from salon.db import Database, use_vault
from salon.errors import PorewellError
from salon.salon_file import load_salon
from salon.secrets import Vault
from salon.settings import ROOT

PROCESSES, MOVERS, ROUNDS = 12, 4, 10
STARTING = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYzA="
DAYS = [day for day in range(2, 15) if day not in (7, 14)][:ROUNDS]
Attempt = Callable[[BookingService, int, int], str]

pytestmark = pytest.mark.timeout(120)


def at(number: int, hour: int, minute: int = 0) -> datetime:
    """Return that time of the round's day."""
    return datetime(2027, 3, DAYS[number], hour, minute, tzinfo=LONDON)


def service(url: str) -> BookingService:
    """Return a service with connections of its own."""
    vault = Vault([KEY])
    use_vault(vault)
    return BookingService(Database(url), load_salon(ROOT / "salon.yml"), fixed_clock(NOW), vault)


def request(starts_at: datetime, key: str, conversation_id: str) -> BookingRequest:
    """Return a request for a deep cleaning."""
    return BookingRequest("deep_cleaning", starts_at, "Anna", "07700 900123", conversation_id, NOW, key)


def book_overlapping(booking: BookingService, number: int, process: int) -> str:
    """Want one of three times that overlap at 11:00."""
    start = at(number, 10) + timedelta(minutes=30 * (process % 3))
    return booking.book(request(start, f"{number}-{process}", f"{number}-{process}")).status


def book_one_key(booking: BookingService, number: int, process: int) -> str:
    """Send one and the same message."""
    return booking.book(request(at(number, 10), f"key-{number}", f"conversation-{number}")).id


def book_two_cleanings(booking: BookingService, number: int, process: int) -> str:
    """Want cleanings at different times of one day for one client."""
    start = at(number, 9) + timedelta(minutes=30 * process)
    return booking.book(request(start, f"{number}-{process}", f"conversation-{number}")).status


def swap_or_book(booking: BookingService, number: int, process: int) -> str:
    """Swap places by pairs, while others book the same places."""
    return move_or_book(booking, number, process, at(number, 10 + 2 * (process % 2)))


def move_or_book_the_free_place(booking: BookingService, number: int, process: int) -> str:
    """Move to a free place, while others book it."""
    return move_or_book(booking, number, process, at(number, 15))


def move_or_book(booking: BookingService, number: int, process: int, start: datetime) -> str:
    """Move one's appointment to `start`, or book it if one has none."""
    if process >= MOVERS:
        return booking.book(request(start, f"{number}-{process}", f"{number}-{process}")).status
    (own,) = booking.upcoming(f"mover-{number}-{process}")
    return booking.reschedule(own.id, own.conversation_id, start, f"move-{number}").status


def work(url: str, attempt: Attempt, process: int, barrier: Barrier, results: "Queue[tuple[int, str]]") -> None:
    """Make one attempt a round, all processes at once, and report what came of each."""
    booking = service(url)
    for number in range(ROUNDS):
        barrier.wait(60)
        try:
            result = attempt(booking, number, process)
        except PorewellError as error:
            result = type(error).__name__
        except Exception as error:  # noqa: BLE001  anything else is what the test looks for
            result = repr(error)
        results.put((number, result))


def race(url: str, attempt: Attempt) -> list[Counter[str]]:
    """Return, for each round, how often each result came."""
    barrier, results = STARTING.Barrier(PROCESSES), STARTING.Queue()
    processes = [STARTING.Process(target=work, args=(url, attempt, one, barrier, results)) for one in range(PROCESSES)]
    for one in processes:
        one.start()
    rounds = [Counter[str]() for _ in range(ROUNDS)]
    for _ in range(PROCESSES * ROUNDS):
        number, result = results.get(timeout=60)
        rounds[number][result] += 1
    for one in processes:
        one.join(60)
    return rounds


def test_race_for_overlapping_times(database_url: str, cells: Callable[[], int]) -> None:
    rounds = race(database_url, book_overlapping)

    assert rounds == [Counter({"booked": 2, "WindowTaken": PROCESSES - 2})] * ROUNDS
    assert cells() == ROUNDS * 2 * 18


def test_race_of_one_message_sent_many_times(database_url: str, cells: Callable[[], int]) -> None:
    rounds = race(database_url, book_one_key)

    stored = sorted(service(database_url).all_appointments(), key=lambda one: one.starts_at)
    assert rounds == [Counter({one.id: PROCESSES}) for one in stored]
    assert cells() == ROUNDS * 18


def test_race_of_one_client_for_two_cleanings(database_url: str, cells: Callable[[], int]) -> None:
    rounds = race(database_url, book_two_cleanings)

    assert rounds == [Counter({"booked": 1, "VisitTooSoon": PROCESSES - 1})] * ROUNDS
    assert cells() == ROUNDS * 18


def test_race_of_swapping_full_places(database_url: str, cells: Callable[[], int]) -> None:
    seated = seat_movers(database_url)

    rounds = race(database_url, swap_or_book)

    assert rounds == [Counter({"WindowTaken": PROCESSES})] * ROUNDS
    assert service(database_url).all_appointments() == seated
    assert cells() == ROUNDS * MOVERS * 18


def test_race_of_moving_and_booking(database_url: str, cells: Callable[[], int]) -> None:
    seat_movers(database_url)

    rounds = race(database_url, move_or_book_the_free_place)

    stored = service(database_url).all_appointments()
    assert rounds == [Counter({"booked": 2, "WindowTaken": PROCESSES - 2})] * ROUNDS
    assert Counter(one.starts_at for one in stored if one.starts_at.hour == 15) == {
        at(one, 15): 2 for one in range(ROUNDS)
    }
    assert cells() == len(stored) * 18


def test_cancelling_waits_for_who_writes_in_the_conversation(postgresql_url: str, vault: Vault) -> None:
    # Erasing one: what is cancelled beside it would be left behind, or the two would lock each other out.
    booking = service(postgresql_url)
    booked = booking.book(request(at(1, 10), "one", "a client"))
    database = Database(postgresql_url)
    waiting = select(func.count()).select_from(text("pg_locks")).where(text("locktype = 'advisory' AND NOT granted"))

    with ThreadPoolExecutor(1) as others, database.transaction() as writer:
        store.lock_conversation(writer, "a client")
        cancelling = others.submit(booking.cancel, booked.id, "a client")
        with database.engine.connect() as looking:
            while not cancelling.done() and not looking.scalar(waiting):
                pass
        waits = not cancelling.done()
        writer.commit()

    assert waits
    assert cancelling.result().status == Status.CANCELLED
    database.engine.dispose()


def seat_movers(url: str) -> list[AppointmentView]:
    """Seat movers 0 and 2 at 12:00, 1 and 3 at 10:00 of each round's day, so both are full; return all by start."""
    booking = service(url)
    for number in range(ROUNDS):
        for one in range(MOVERS):
            booking.book(request(at(number, 12 - 2 * (one % 2)), f"seat-{number}-{one}", f"mover-{number}-{one}"))
    return booking.all_appointments()
