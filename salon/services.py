"""Wires the rooms together, once per process. Doors take what they need from here; nothing here imports a door."""

from dataclasses import dataclass

from salon.advice.red_flags import RedFlagLookout
from salon.booking.blocks import Blocks
from salon.booking.calendar_files import CalendarFiles
from salon.booking.cards import Cards
from salon.booking.coming import ComingAppointments
from salon.booking.diary import Diary
from salon.booking.diary_booking import DiaryBooking
from salon.booking.diary_changes import DiaryChanges
from salon.booking.months import FreeMonths
from salon.booking.reception import Reception
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock, clock_from
from salon.configuration.canned_replies import CannedReplies
from salon.configuration.current import CurrentSettings
from salon.configuration.service import Configuration
from salon.conversations.answering import Answering
from salon.conversations.appointments import AppointmentCards
from salon.conversations.diary_news import DiaryNews
from salon.conversations.engine import Engines
from salon.conversations.handoff_mail import HandoffMail
from salon.conversations.handoffs import Handoffs
from salon.conversations.holding import Holding
from salon.conversations.replies import ReplyWriter
from salon.conversations.service import Conversations
from salon.conversations.store import is_known
from salon.conversations.transcript import Transcript
from salon.db import Database, use_vault
from salon.figures.service import Figures
from salon.inbox.indexing import SearchIndex
from salon.inbox.listing import Inbox
from salon.inbox.saved import SavedViews
from salon.inbox.viewing import Viewing
from salon.inbox.vocabulary import Vocabulary
from salon.inbox.work import InboxWork
from salon.live_topics import LiveTopics
from salon.mail import Mailer, read_mail_server
from salon.privacy.erasure import Erasure
from salon.privacy.retention import Retention, Sweep
from salon.privacy.rights import ClientRights
from salon.responses import Responses
from salon.review.room import ReviewRoom, open_review
from salon.review.workshop import Workshop
from salon.safety.encoder import LazyEncoder
from salon.safety.nets import RedFlagNets
from salon.salon_file import Salon
from salon.secrets import Vault, engine_secret, open_vault
from salon.settings import ROOT, Settings
from salon.sources import Source, load_sources
from salon.staff.accounts import Accounts
from salon.staff.audit import Audit
from salon.staff.sessions import Sessions
from salon.staff.signing_in import SigningIn
from salon.topics import load_topics
from salon.yaml_reading import read_yaml

RESPONSES = ROOT / "data" / "responses"
EXAMPLES = ROOT / "data" / "nlu"
ENCODER = ROOT / "encoder"


@dataclass(frozen=True)
class Services:
    """Everything that the doors use. `salon` is the salon as it is at present: staff change it while it runs."""

    settings: Settings
    current: CurrentSettings
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
    diary: Diary
    diary_changes: DiaryChanges
    diary_booking: DiaryBooking
    diary_news: DiaryNews
    blocks: Blocks
    engines: Engines
    conversations: Conversations
    topics: LiveTopics
    handoffs: Handoffs
    handoff_mail: HandoffMail | None
    inbox: Inbox
    viewing: Viewing
    inbox_work: InboxWork
    saved_views: SavedViews
    search_index: SearchIndex
    erasure: Erasure
    rights: ClientRights
    retention: Retention
    coming: ComingAppointments
    figures: Figures
    configuration: Configuration
    canned_replies: CannedReplies
    audit: Audit
    sessions: Sessions
    signing_in: SigningIn
    accounts: Accounts
    review: ReviewRoom
    engine_secret: str


def open_database(settings: Settings) -> tuple[Database, Vault]:
    """Return the database and the vault that opens its encrypted columns."""
    vault = open_vault(settings)
    use_vault(vault)
    return Database(settings.url), vault


def open_services(
    settings: Settings,
    nets: RedFlagLookout | None = None,
    engines: Engines | None = None,
    workshop: Workshop | None = None,
    clock: Clock | None = None,
) -> Services:
    """Return the services for these settings; nothing is contacted yet.

    Args:
        nets: in place of those that belong to the encoder in this repository.
        engines: in place of those that the settings name.
        workshop: in place of the processes that train and check models.
        clock: in place of the one that the settings ask for.
    """
    encoder = LazyEncoder(ENCODER)
    file = read_yaml(settings.salon_file)
    database, vault = open_database(settings)
    current = CurrentSettings(database, file)
    salon = current.salon
    clock = clock or clock_from(settings.now, salon.zone)
    responses = Responses(RESPONSES, salon.facts, lambda: current.present.texts)
    sources = dict(load_sources())
    booking = BookingService(database, salon, clock, vault, is_known)
    written = Written(salon, clock)
    cards = Cards(salon, written)
    secret = engine_secret(settings)
    urls = [url.strip() for url in settings.engine_urls.split(",") if url.strip()]
    engines = engines or Engines(urls, secret, settings.engine_deadline_seconds)
    writer = ReplyWriter(responses, sources)
    topics = LiveTopics()
    vocabulary = Vocabulary(database)
    conversations = Conversations(
        Transcript(database, clock, salon.country),
        Holding(database, clock),
        Answering(engines, nets or RedFlagNets.load(ENCODER, encoder), writer, load_topics(), clock, salon),
        engines,
        writer,
        vault,
        clock,
        topics,
    )
    search_index = SearchIndex(database, vocabulary)
    review = open_review(
        settings, database, vault, clock, salon.country, engines, encoder, EXAMPLES, topics.announce, workshop
    )
    erasure = Erasure(database, clock, conversations, search_index.forget, review.dialogue_tests.forget)
    coming = ComingAppointments(database, salon, clock)
    diary_changes = DiaryChanges(database, salon, clock)
    audit = Audit(database, vault, clock)
    sessions = Sessions(database, vault, clock, settings.desk_idle, settings.desk_longest)
    signing_in = SigningIn(database, vault, clock, sessions, audit, salon.name)
    return Services(
        settings=settings,
        current=current,
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
        diary=Diary(database, salon, clock),
        diary_changes=diary_changes,
        diary_booking=DiaryBooking(database, salon, clock, vault),
        diary_news=DiaryNews(database, diary_changes, cards, writer, salon.country, clock, conversations.listeners),
        blocks=Blocks(database, salon, clock),
        engines=engines,
        conversations=conversations,
        topics=topics,
        handoffs=Handoffs(database, clock),
        handoff_mail=_handoff_mail(settings, database, clock),
        inbox=Inbox(database, vocabulary, salon.zone),
        viewing=Viewing(database, load_topics(), salon.zone),
        inbox_work=InboxWork(database, clock),
        saved_views=SavedViews(database, clock),
        search_index=search_index,
        erasure=erasure,
        rights=ClientRights(database, vault, clock, salon, erasure),
        retention=Retention(
            database,
            clock,
            salon,
            staff_sweeps(sessions, signing_in, audit),
            search_index.forget,
            review.dialogue_tests.forget,
        ),
        coming=coming,
        figures=Figures(database, clock, salon.zone),
        configuration=Configuration(database, current, responses, coming, clock),
        canned_replies=CannedReplies(lambda: current.present.canned_replies, salon.facts),
        audit=audit,
        sessions=sessions,
        signing_in=signing_in,
        accounts=Accounts(database, clock, sessions, signing_in, audit),
        review=review,
        engine_secret=secret,
    )


def staff_sweeps(sessions: Sessions, signing_in: SigningIn, audit: Audit) -> dict[str, Sweep]:
    """Return what erases the staff room's old rows, by table."""
    return {
        "staff_sessions": lambda _: sessions.forget_old(),
        "staff_attempts": lambda _: signing_in.forget_old_tries(),
        "audit_log": audit.forget_before,
    }


def _handoff_mail(settings: Settings, database: Database, clock: Clock) -> HandoffMail | None:
    """Return what writes to staff about those who wait; None unless the settings say where to."""
    if not (settings.smtp_url and settings.notify_email):
        return None
    return HandoffMail(
        database,
        clock,
        send=Mailer(read_mail_server(settings.smtp_url)),
        sender=settings.mail_from or settings.notify_email,
        recipient=settings.notify_email,
        desk_url=f"{settings.public_url or f'http://{settings.host}:{settings.port}'}/desk",
    )
