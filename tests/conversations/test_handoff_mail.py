"""Staff are written to about who waits: once, without a word of the client, and later if the server fails. On both databases."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from salon.clock import fixed_clock
from salon.conversations.handoff_mail import HandoffMail, waiting_words
from salon.conversations.holding import Holding
from salon.conversations.models import Handoff
from salon.conversations.replies import ReplyWriter
from salon.db import Database
from salon.errors import Unavailable
from salon.live_topics import LiveTopics
from salon.mail import Mailer, read_mail_server
from salon.salon_file import Salon
from tests.conversations.stored import NOW
from tests.conversations.talking import MAYA
from tests.conversations.test_handoffs import call
from tests.smtp_server import SmtpServer, smtp_server

MINUTE = timedelta(minutes=1)


class Post:
    """Takes messages, or fails."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []
        self.fails = False

    def __call__(self, message: EmailMessage) -> None:
        if self.fails:
            raise Unavailable("the mail server says 450")
        self.sent.append(message)


@pytest.fixture
def post() -> Post:
    """Return what takes the mail."""
    return Post()


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    """Return a mail server."""
    with smtp_server() as running:
        yield running


def mail(database: Database, send: object, at: datetime = NOW) -> HandoffMail:
    """Return what writes to staff, at a moment."""
    return HandoffMail(
        database,
        fixed_clock(at),
        send=send,  # type: ignore[arg-type]
        sender="desk@salon.example",
        recipient="staff@salon.example",
        desk_url="https://chat.example/desk",
    )


def tries(database: Database) -> list[tuple[datetime | None, datetime | None, int]]:
    """Return when each hand-off was written about, when it is due again, and how often it was tried."""
    with database.reading() as session:
        return [(one.mailed_at, one.mail_due_at, one.mail_tries) for one in session.scalars(select(Handoff))]


def test_mail_that_arrives(database: Database, salon: Salon, writer: ReplyWriter, server: SmtpServer) -> None:
    conversation_id = call(database, salon, writer, NOW - 5 * MINUTE, "red_flag", flag="emergency")

    sent = mail(database, Mailer(read_mail_server(f"smtp://127.0.0.1:{server.port}"))).send_due()

    [message] = server.mail
    assert sent == 1
    assert (message["From"], message["To"]) == ("desk@salon.example", "staff@salon.example")
    assert message["Subject"] == "A client is waiting: Red flag: they may need a doctor"
    assert message.get_content() == (
        "Red flag: they may need a doctor.\nWaiting for 5 minutes.\n\n"
        f"https://chat.example/desk/conversations/{conversation_id}\n"
    )


def test_mail_comes_once(database: Database, salon: Salon, writer: ReplyWriter, post: Post) -> None:
    call(database, salon, writer, NOW, "asked", "lost")

    sent = [mail(database, post, NOW + MINUTE + hours * 60 * MINUTE).send_due() for hours in range(3)]

    assert (sent, len(post.sent)) == ([2, 0, 0], 2)


def test_no_mail_about_who_does_not_wait(database: Database, salon: Salon, writer: ReplyWriter, post: Post) -> None:
    holding = Holding(database, fixed_clock(NOW))
    holding.hold(call(database, salon, writer, NOW, "asked"), MAYA)
    holding.dismiss(call(database, salon, writer, NOW, "lost"), MAYA, "spam")
    call(database, salon, writer, NOW - timedelta(days=3), "asked")

    assert (mail(database, post).send_due(), post.sent) == (0, [])


def test_mail_that_fails_is_tried_again_later_and_later(
    database: Database, salon: Salon, writer: ReplyWriter, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    conversation_id = call(database, salon, writer, NOW, "asked")
    post.fails = True

    first = mail(database, post).send_due(), tries(database)
    early = mail(database, post, NOW + timedelta(seconds=29)).send_due(), tries(database)
    second = mail(database, post, NOW + timedelta(seconds=30)).send_due(), tries(database)
    post.fails = False
    third = mail(database, post, NOW + timedelta(seconds=90)).send_due()

    assert first == (0, [(None, NOW + timedelta(seconds=30), 1)])
    assert early == first
    assert second == (0, [(None, NOW + timedelta(seconds=90), 2)])
    assert (third, len(post.sent), tries(database)[0][0]) == (1, 1, NOW + timedelta(seconds=90))
    assert f"conversation {conversation_id}: no mail about it yet: the mail server says 450" in caplog.text


def test_mail_never_waits_longer_than_an_hour(
    database: Database, salon: Salon, writer: ReplyWriter, post: Post
) -> None:
    call(database, salon, writer, NOW, "asked")
    post.fails = True
    at = NOW

    for _ in range(12):
        mail(database, post, at).send_due()
        before, at = at, tries(database)[0][1] or at

    assert at - before == timedelta(hours=1)


def test_mail_under_way_in_another_process_is_not_sent_here(
    database: Database, salon: Salon, writer: ReplyWriter, post: Post
) -> None:
    call(database, salon, writer, NOW, "asked")
    others: list[int] = []

    mail(database, lambda message: others.append(mail(database, post).send_due())).send_due()

    assert (others, post.sent) == ([0], [])


def test_conversation_erased_while_the_mail_goes_out(database: Database, salon: Salon, writer: ReplyWriter) -> None:
    call(database, salon, writer, NOW, "asked")

    def erase(message: EmailMessage) -> None:
        with database.transaction() as session:
            session.delete(session.scalars(select(Handoff)).one())

    assert (mail(database, erase).send_due(), tries(database)) == (1, [])


def test_run_is_woken(database: Database, salon: Salon, writer: ReplyWriter, post: Post) -> None:
    async def run() -> None:
        topics = LiveTopics()
        running = asyncio.create_task(mail(database, post).run(topics))
        while not topics._ears:  # it looks once before anything happens
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        await asyncio.to_thread(call, database, salon, writer, NOW, "asked")
        topics.announce("inbox")
        topics.announce("handoffs")
        async with asyncio.timeout(10):
            while not post.sent:
                await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(run())

    assert len(post.sent) == 1


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(seconds=60), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=30), "30 hours"),
    ],
)
def test_waiting_words(waiting: timedelta, words: str) -> None:
    assert waiting_words(waiting) == words
