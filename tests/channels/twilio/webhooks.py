"""The forms that Twilio posts, as it documents them, and its signature; written apart from ours.

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

import base64
import hashlib
import hmac
from urllib.parse import urlencode

ACCOUNT_SID = "AC" + "a1" * 16
AUTH_TOKEN = "a-token-of-32-hexadecimal-digits"
SENDER = "+442079460000"
CLIENT = "+447700900123"
SID = "SM" + "0f" * 16
MEDIA_SID = "MM" + "0f" * 16
WEBHOOK_URL = "https://salon.example/channels/twilio"

Form = list[tuple[str, str]]


def sign(url: str, form: Form, auth_token: str = AUTH_TOKEN) -> str:
    """Sign a form as Twilio does: the address, then every field's name and value by name, nothing between them."""
    signed = url
    for name in sorted({name for name, _ in form}):
        for value in sorted({value for other, value in form if other == name}):
            signed += name + value
    digest = hmac.digest(auth_token.encode(), signed.encode(), hashlib.sha1)
    return base64.b64encode(digest).decode()


def request(form: Form, url: str = WEBHOOK_URL, auth_token: str = AUTH_TOKEN) -> tuple[bytes, dict[str, str]]:
    """Return the body and the headers of the request that posts a form."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "X-Twilio-Signature": sign(url, form, auth_token),
        "I-Twilio-Idempotency-Token": "5a1f6f1e-8c0b-4b5e-9d0a-3c1d2e4f5a6b",
        "User-Agent": "TwilioProxy/1.1",
    }
    return urlencode(form).encode(), headers


def message(body: str = "", *, sid: str = SID, client: str = CLIENT, kind: str = "text", **more: str) -> Form:
    """Return the form of a client's message."""
    user = "GB.1A2B3C4D" if client.startswith("+") else client
    fields = {
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ProfileName": "Ana",
        "MessageType": kind,
        "SmsSid": sid,
        "WaId": client.removeprefix("+"),
        "SmsStatus": "received",
        "Body": body,
        "To": f"whatsapp:{SENDER}",
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "MessageSid": sid,
        "AccountSid": ACCOUNT_SID,
        "ExternalUserId": f"whatsapp:{user}",
        "ChannelMetadata": '{"type":"whatsapp","data":{"context":{"ProfileName":"Ana"}}}',
        "From": f"whatsapp:{client}",
        "ApiVersion": "2010-04-01",
    }
    return list((fields | more).items())


def media(*mime_types: str, body: str = "", kind: str = "image", sid: str = MEDIA_SID) -> Form:
    """Return the form of a message with files, one for each type."""
    more = {"NumMedia": str(len(mime_types))}
    for number, mime_type in enumerate(mime_types):
        more[f"MediaContentType{number}"] = mime_type
        more[f"MediaUrl{number}"] = media_url(number, sid)
    return message(body, sid=sid, kind=kind, **more)


def media_url(number: int = 0, sid: str = MEDIA_SID) -> str:
    """Return where Twilio keeps a message's file."""
    return f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT_SID}/Messages/{sid}/Media/ME{number:032x}"


def place(**more: str) -> Form:
    """Return the form of a place that was shared."""
    return message("", kind="location", Latitude="51.5007", Longitude="-0.1246", **more)


def quick_reply(payload: str, title: str) -> Form:
    """Return the form of a pressed button of a content template."""
    return message(title, kind="interactive", ButtonPayload=payload, ButtonText=title, **_replied())


def template_button(title: str) -> Form:
    """Return the form of a pressed button that has nothing behind it."""
    return message(title, kind="button", ButtonText=title, **_replied())


def list_reply(row: str, title: str) -> Form:
    """Return the form of a row that was chosen."""
    return message(title, kind="interactive", ListId=row, ListTitle=title, ListDescription="", **_replied())


def reaction(emoji: str) -> Form:
    """Return the form of an emoji under something of ours."""
    return message(emoji, kind="reaction", **_replied())


def opt_out(kind: str) -> Form:
    """Return the form of STOP, START or HELP in an account with Advanced Opt-Out."""
    return message(kind.lower(), OptOutType=kind)


def from_advertisement(body: str) -> Form:
    """Return the form of a first message after an advertisement was tapped."""
    return message(
        body,
        ReferralBody="A cleaning for tired skin",
        ReferralHeadline="Book now",
        ReferralSourceId="23851",
        ReferralSourceType="ad",
        ReferralSourceUrl="https://fb.me/1",
        ReferralCtwaClid="ARAk",
    )


def forwarded(body: str) -> Form:
    """Return the form of a message that was forwarded often."""
    return message(body, Forwarded="true", FrequentlyForwarded="true")


def status(state: str, code: str = "", *, client: str = CLIENT, sid: str = SID, **more: str) -> Form:
    """Return the form that says what became of a message of ours."""
    fields = {
        "ChannelPrefix": "whatsapp",
        "ApiVersion": "2010-04-01",
        "MessageStatus": state,
        "SmsSid": sid,
        "SmsStatus": state,
        "ChannelInstallSid": "XE" + "12" * 16,
        "To": f"whatsapp:{client}",
        "From": f"whatsapp:{SENDER}",
        "MessageSid": sid,
        "AccountSid": ACCOUNT_SID,
        "StructuredMessage": "false",
        "ChannelToAddress": "+44770090XXXX",
    }
    if state in {"delivered", "read", "undelivered", "failed"}:
        fields["EventType"] = state.upper()
    if code:
        fields |= {"ErrorCode": code, "ChannelStatusMessage": "the channel's own words"}
    return list((fields | more).items())


def every_form() -> list[Form]:
    """Return one of each."""
    return [
        message("Does it hurt?"),
        message("Does it hurt?", client="GB.1A2B3C4D"),
        message("yes", **_replied()),
        message("", kind="order"),
        media("image/jpeg", body="my chin"),
        media("image/jpeg", "image/png", body="both sides"),
        media("audio/ogg", kind="audio"),
        media("video/mp4", kind="video"),
        media("application/pdf", kind="document", body="report.pdf"),
        media("image/webp", kind="sticker"),
        media("text/vcard", kind="contacts"),
        place(),
        place(Label="Home", Address="1 Mill Lane"),
        quick_reply("b:42", "Yes, please"),
        template_button("Yes, please"),
        list_reply("p:2027-03-05T10:00Z", "Friday, 10:00"),
        reaction("👍"),
        *(opt_out(kind) for kind in ("STOP", "START", "HELP")),
        from_advertisement("How much is it?"),
        forwarded("Look at this"),
        *(status(state) for state in ("queued", "sending", "sent", "delivered", "read")),
        status("failed", "63016"),
        status("undelivered", "63024"),
        status("undelivered"),
    ]


def _replied() -> dict[str, str]:
    return {
        "OriginalRepliedMessageSid": "SM" + "9c" * 16,
        "OriginalRepliedMessageSender": f"whatsapp:{SENDER}",
    }
