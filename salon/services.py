"""Wires the rooms together, once per process. Doors take what they need from here; nothing here imports a door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from salon.advice.red_flags import RedFlagLookout
from salon.booking.room import BookingRoom, open_booking
from salon.clock import Clock, clock_from
from salon.configuration.canned_replies import CannedReplies
from salon.configuration.current import CurrentSettings
from salon.configuration.service import Configuration
from salon.conversations.answering import Answering
from salon.conversations.appointments import AppointmentCards
from salon.conversations.diary_news import DiaryNews
from salon.conversations.engine import Engines
from salon.conversations.handoff_mail import HandoffMail, open_handoff_mail
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
from salon.messaging.app import MessagingApp
from salon.messaging.room import MessagingRoom, open_messaging
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
class Foundation:
    """What every room is given. `salon` is the salon as it is at present: staff change it while it runs."""

    settings: Settings
    current: CurrentSettings
    salon: Salon
    clock: Clock
    vault: Vault
    database: Database
    responses: Responses
    sources: dict[str, Source]
    writer: ReplyWriter
    engine_secret: str


@dataclass(frozen=True)
class ConversationsRoom:
    """Conversations, and who of them waits for a person."""

    engines: Engines
    conversations: Conversations
    topics: LiveTopics
    appointment_cards: AppointmentCards
    diary_news: DiaryNews
    handoffs: Handoffs
    handoff_mail: HandoffMail | None


@dataclass(frozen=True)
class InboxRoom:
    """What staff do with conversations."""

    inbox: Inbox
    viewing: Viewing
    inbox_work: InboxWork
    saved_views: SavedViews
    search_index: SearchIndex


@dataclass(frozen=True)
class StaffRoom:
    """Who the staff are, and what they did."""

    audit: Audit
    sessions: Sessions
    signing_in: SigningIn
    accounts: Accounts


@dataclass(frozen=True)
class PrivacyRoom:
    """What goes, by wish and by age."""

    erasure: Erasure
    rights: ClientRights
    retention: Retention


@dataclass(frozen=True)
class Services(PrivacyRoom, StaffRoom, InboxRoom, MessagingRoom, ConversationsRoom, BookingRoom, Foundation):
    """Everything that the doors use."""

    figures: Figures
    configuration: Configuration
    canned_replies: CannedReplies
    review: ReviewRoom


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
    base: Foundation | None = None,
    apps: Mapping[str, MessagingApp] | None = None,
    limit: Callable[[str], int] = lambda _: 0,
) -> Services:
    """Return the services for these settings; nothing is contacted yet.

    Args:
        nets: in place of those that belong to the encoder in this repository.
        engines: in place of those that the settings name.
        workshop: in place of the processes that train and check models.
        clock: in place of the one that the settings ask for.
        base: what was laid for these settings already.
        apps: the messaging apps that are on, by channel; without any there are none.
        limit: counts a message that came from one of them; see `Messaging`.
    """
    encoder = LazyEncoder(ENCODER)
    base = base or lay_foundation(settings, clock)
    database, clock, salon, current = base.database, base.clock, base.salon, base.current
    booking = open_booking(database, salon, clock, base.vault, base.responses, is_known)
    conversations = _open_conversations(base, booking, nets or RedFlagNets.load(ENCODER, encoder), engines)
    review = open_review(
        settings,
        database,
        base.vault,
        clock,
        salon.country,
        conversations.engines,
        encoder,
        EXAMPLES,
        conversations.topics.announce,
        workshop,
    )
    inbox, staff = _open_inbox(base), _open_staff(base)
    forget, forget_files = inbox.search_index.forget, review.dialogue_tests.forget
    erasure = Erasure(database, clock, conversations.conversations, forget, forget_files)
    messaging = open_messaging(
        database,
        salon,
        clock,
        base.vault,
        base.responses,
        base.writer,
        booking,
        conversations.conversations,
        conversations.topics,
        erasure.erase,
        apps or {},
        limit,
    )
    return Services(
        **vars(base),
        **vars(booking),
        **vars(conversations),
        **vars(messaging),
        **vars(inbox),
        **vars(staff),
        **vars(_open_privacy(base, erasure, messaging, staff, forget, forget_files)),
        figures=Figures(database, clock, salon.zone),
        configuration=Configuration(database, current, base.responses, booking.coming, clock),
        canned_replies=CannedReplies(lambda: current.present.canned_replies, salon.facts),
        review=review,
    )


def lay_foundation(settings: Settings, clock: Clock | None = None) -> Foundation:
    """Return what every room is given; nothing is contacted yet."""
    file = read_yaml(settings.salon_file)
    database, vault = open_database(settings)
    current = CurrentSettings(database, file)
    salon = current.salon
    responses = Responses(RESPONSES, salon.facts, lambda: current.present.texts)
    sources = dict(load_sources())
    return Foundation(
        settings=settings,
        current=current,
        salon=salon,
        clock=clock or clock_from(settings.now, salon.zone),
        vault=vault,
        database=database,
        responses=responses,
        sources=sources,
        writer=ReplyWriter(responses, sources),
        engine_secret=engine_secret(settings),
    )


def _open_conversations(
    base: Foundation, room: BookingRoom, nets: RedFlagLookout, engines: Engines | None
) -> ConversationsRoom:
    settings, database, salon, clock = base.settings, base.database, base.salon, base.clock
    urls = [url.strip() for url in settings.engine_urls.split(",") if url.strip()]
    engines = engines or Engines(urls, base.engine_secret, settings.engine_deadline_seconds)
    writer, topics, cards = base.writer, LiveTopics(), room.cards
    conversations = Conversations(
        Transcript(database, clock, salon.country),
        Holding(database, clock),
        Answering(engines, nets, writer, load_topics(), clock, salon),
        engines,
        writer,
        base.vault,
        clock,
        topics,
    )
    return ConversationsRoom(
        engines=engines,
        conversations=conversations,
        topics=topics,
        appointment_cards=AppointmentCards(database, room.booking, cards, base.responses, salon, clock),
        diary_news=DiaryNews(
            database, room.diary_changes, cards, writer, salon.country, clock, conversations.listeners
        ),
        handoffs=Handoffs(database, clock),
        handoff_mail=open_handoff_mail(settings, database, clock),
    )


def _open_inbox(base: Foundation) -> InboxRoom:
    database, clock, zone = base.database, base.clock, base.salon.zone
    vocabulary = Vocabulary(database)
    return InboxRoom(
        inbox=Inbox(database, vocabulary, zone),
        viewing=Viewing(database, load_topics(), zone),
        inbox_work=InboxWork(database, clock),
        saved_views=SavedViews(database, clock),
        search_index=SearchIndex(database, vocabulary),
    )


def _open_staff(base: Foundation) -> StaffRoom:
    settings, database, vault, clock = base.settings, base.database, base.vault, base.clock
    audit = Audit(database, vault, clock)
    sessions = Sessions(database, vault, clock, settings.desk_idle, settings.desk_longest)
    signing_in = SigningIn(database, vault, clock, sessions, audit, base.salon.name)
    return StaffRoom(audit, sessions, signing_in, Accounts(database, clock, sessions, signing_in, audit))


def _open_privacy(
    base: Foundation,
    erasure: Erasure,
    messaging: MessagingRoom,
    staff: StaffRoom,
    forget: Callable[[], bool],
    forget_files: Callable[[str], object],
) -> PrivacyRoom:
    database, clock, salon = base.database, base.clock, base.salon
    sweeps = staff_sweeps(staff.sessions, staff.signing_in, staff.audit) | {"receipts": messaging.chats.sweep}
    return PrivacyRoom(
        erasure=erasure,
        rights=ClientRights(database, base.vault, clock, salon, erasure),
        retention=Retention(database, clock, salon, sweeps, forget, forget_files),
    )


def staff_sweeps(sessions: Sessions, signing_in: SigningIn, audit: Audit) -> dict[str, Sweep]:
    """Return what erases the staff room's old rows, by table."""
    return {
        "staff_sessions": lambda _: sessions.forget_old(),
        "staff_attempts": lambda _: signing_in.forget_old_tries(),
        "audit_log": audit.forget_before,
    }
