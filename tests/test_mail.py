"""Mail to a real server, on this machine: what is refused, and what arrives."""

import socket
from base64 import b64decode
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from salon.errors import BadInput, Unavailable
from salon.mail import Mailer, MailServer, read_mail_server
from tests.smtp_server import SmtpServer, smtp_server


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    """Return a mail server."""
    with smtp_server() as running:
        yield running


def message() -> EmailMessage:
    """Return a short message."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "desk@salon.example", "maya@salon.example", "Somebody waits"
    made.set_content("Have a look.")
    return made


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtps://u:hush@",
        "smtp://mail.example:x",
        "smtp://m/x",
        "smtp://m:0",
    ],
)
def test_read_mail_server_of_no_address(url: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_mail_server(url)

    assert str(refusal.value) == "POREWELL_SMTP_URL: write it like smtps://user:password@mail.example:465"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", MailServer("mail.example", 25, implicit_tls=False)),
        ("smtp://mail.example:587", MailServer("mail.example", 587, implicit_tls=False)),
        (
            "smtps://a%40b:p%2Fw@mail.example",
            MailServer("mail.example", 465, implicit_tls=True, user="a@b", password="p/w"),
        ),
    ],
)
def test_read_mail_server(url: str, expected: MailServer) -> None:
    assert read_mail_server(url) == expected


def test_send(server: SmtpServer) -> None:
    Mailer(read_mail_server(f"smtp://maya:hush@127.0.0.1:{server.port}"))(message())

    assert [(one["To"], one["Subject"], one.get_content()) for one in server.mail] == [
        ("maya@salon.example", "Somebody waits", "Have a look.\n")
    ]
    assert [b64decode(one) for one in server.logins] == [b"\0maya\0hush"]


@pytest.mark.parametrize(("refusal", "permanent"), [("450 later", False), ("550 nobody here", True)])
def test_send_that_is_refused(server: SmtpServer, refusal: str, permanent: bool) -> None:
    server.refusal = refusal

    with pytest.raises(Unavailable) as error:
        Mailer(read_mail_server(f"smtp://127.0.0.1:{server.port}"))(message())

    assert (error.value.permanent, server.mail) == (permanent, [])


def test_send_to_a_server_that_hangs_up(server: SmtpServer) -> None:
    server.hangs_up = True

    with pytest.raises(Unavailable, match="^the mail server can't be used: SMTPServerDisconnected$"):
        Mailer(read_mail_server(f"smtp://127.0.0.1:{server.port}"))(message())


def test_send_to_nobody() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(Unavailable, match="^the mail server can't be used: ConnectionRefusedError$"):
        Mailer(read_mail_server(f"smtp://127.0.0.1:{port}"))(message())


def test_password_is_not_said_in_clear_over_the_network(server: SmtpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salon.mail._is_here", lambda host: False)

    with pytest.raises(Unavailable, match="no encryption, so it gets no password") as error:
        Mailer(read_mail_server(f"smtp://maya:hush@127.0.0.1:{server.port}"))(message())

    assert (error.value.permanent, server.logins) == (True, [])
