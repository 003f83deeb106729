"""Wires the rooms together, once per process. Doors take what they need from here; nothing here imports a door."""

from dataclasses import dataclass

from salon.advice.red_flags import RedFlagLookout
from salon.booking.calendar_files import CalendarFiles
from salon.booking.cards import Cards
from salon.booking.months import FreeMonths
from salon.booking.reception import Reception
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock, clock_from
from salon.conversations.answering import Answering
from salon.conversations.appointments import AppointmentCards
from salon.conversations.engine import Engines
from salon.conversations.holding import Holding
from salon.conversations.replies import ReplyWriter
from salon.conversations.service import Conversations
from salon.conversations.store import is_known
from salon.conversations.transcript import Transcript
from salon.db import Database, use_vault
from salon.privacy.erasure import Erasure
from salon.responses import Responses
from salon.safety.nets import RedFlagNets
from salon.salon_file import Salon, load_salon
from salon.secrets import Vault, engine_secret, open_vault
from salon.settings import ROOT, Settings
from salon.sources import Source, load_sources
from salon.topics import load_topics

RESPONSES = ROOT / "data" / "responses"
ENCODER = ROOT / "encoder"


@dataclass(frozen=True)
class Services:
    """Everything that the doors use."""

    settings: Settings
    salon: Salon
    clock: Clock
    vault: Vault
    database: Database
    responses: Responses
    sources: dict[str, Source]
    booking: BookingService
    reception: Reception
    written: Written
    cards: Cards
    months: FreeMonths
    calendar_files: CalendarFiles
    appointment_cards: AppointmentCards
    engines: Engines
    conversations: Conversations
    erasure: Erasure
    engine_secret: str


def open_database(settings: Settings) -> tuple[Database, Vault]:
    """Return the database and the vault that opens its encrypted columns."""
    vault = open_vault(settings)
    use_vault(vault)
    return Database(settings.url), vault


def open_services(settings: Settings, nets: RedFlagLookout | None = None, engines: Engines | None = None) -> Services:
    """Return the services for these settings; nothing is contacted yet.

    Args:
        nets: in place of those that belong to the encoder in this repository.
        engines: in place of those that the settings name.
    """
    salon = load_salon(settings.salon_file)
    clock = clock_from(settings.now, salon.zone)
    database, vault = open_database(settings)
    responses = Responses(RESPONSES, salon.facts())
    sources = dict(load_sources())
    booking = BookingService(database, salon, clock, vault, is_known)
    written = Written(salon, clock)
    cards = Cards(salon, written)
    secret = engine_secret(settings)
    urls = [url.strip() for url in settings.engine_urls.split(",") if url.strip()]
    engines = engines or Engines(urls, secret, settings.engine_deadline_seconds)
    writer = ReplyWriter(responses, sources)
    conversations = Conversations(
        Transcript(database, clock, salon.country),
        Holding(database, clock),
        Answering(engines, nets or RedFlagNets.load(ENCODER), writer, load_topics(), clock),
        engines,
        writer,
        vault,
        clock,
    )
    return Services(
        settings=settings,
        salon=salon,
        clock=clock,
        vault=vault,
        database=database,
        responses=responses,
        sources=sources,
        booking=booking,
        reception=Reception(booking, salon, clock),
        written=written,
        cards=cards,
        months=FreeMonths(database, salon, clock),
        calendar_files=CalendarFiles(database, salon, cards, responses, clock),
        appointment_cards=AppointmentCards(database, booking, cards, responses, salon, clock),
        engines=engines,
        conversations=conversations,
        erasure=Erasure(database, clock, conversations),
        engine_secret=secret,
    )
