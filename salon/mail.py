"""Sends an e-mail by SMTP. Blocking: call it in a thread. Rooms that write to staff enter."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from salon.errors import BadInput, Unavailable

SECONDS = 10.0
_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in, and as whom. `implicit_tls`: TLS from the first byte; else it is asked for (STARTTLS)."""

    host: str
    port: int
    implicit_tls: bool
    user: str = ""
    password: str = ""


def read_mail_server(url: str) -> MailServer:
    """Read an address like `smtps://user:password@host:465`, or `smtp://host:587`.

    Raises:
        BadInput: it is none. The text does not repeat it: it holds a password.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in _PORTS or not parts.hostname or port == 0 or parts.path.strip("/"):
        raise BadInput("POREWELL_SMTP_URL: write it like smtps://user:password@mail.example:465")
    return MailServer(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        implicit_tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


Send = Callable[[EmailMessage], None]


class Mailer:
    """Hands mail in at a server."""

    def __init__(self, server: MailServer, context: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._context = context or ssl.create_default_context()

    def __call__(self, message: EmailMessage) -> None:
        """Send a message.

        Raises:
            Unavailable: the server did not take it; permanent where it says that it never will.
        """
        try:
            with self._connect() as connection:
                self._secure(connection)
                connection.send_message(message)
        except smtplib.SMTPResponseException as error:
            raise Unavailable(f"the mail server says {error.smtp_code}", permanent=error.smtp_code >= 500) from error  # noqa: PLR2004  the protocol's bound
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _ in error.recipients.values())
            raise Unavailable(f"the mail server says {code}", permanent=code >= 500) from error  # noqa: PLR2004  see above
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable(f"the mail server can't be used: {type(error).__name__}") from error

    def _connect(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        if self._server.implicit_tls:
            return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=self._context)
        return smtplib.SMTP(host, port, timeout=SECONDS)

    def _secure(self, connection: smtplib.SMTP) -> None:
        """Turn to TLS where the server can, and give the password only under TLS, or on this machine."""
        connection.ehlo()
        encrypted = self._server.implicit_tls
        if not encrypted and connection.has_extn("starttls"):
            connection.starttls(context=self._context)
            connection.ehlo()
            encrypted = True
        if self._server.user:
            if not encrypted and not _is_here(self._server.host):
                raise Unavailable("the mail server offers no encryption, so it gets no password", permanent=True)
            connection.login(self._server.user, self._server.password)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
