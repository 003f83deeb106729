"""Spoils forms as a forger, or a Twilio of next year, would: fields go, come, repeat, and hold anything."""

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.channels.twilio.webhooks import ACCOUNT_SID, SENDER, Form

_ODD = st.one_of(
    st.sampled_from(["", " ", "0", "1", "10", "11", "-1", "1e9", "9" * 5000, "²", "٣", "\0", "null", "x" * 10_000]),
    st.sampled_from(["whatsapp:", f"whatsapp:{SENDER}", "+447700900123", "SM", ACCOUNT_SID, "STOP", "START", "stop"]),
    st.sampled_from(
        ["text", "reaction", "order", "document", "image/webp", "text/vcard", "b:yes", "received", "failed"]
    ),
    st.sampled_from(["https://", "http://[", "file:///etc/passwd", "{", "\r\n\r\n", "&=", "%00", "\u202e"]),
    st.text(max_size=20),
)
_NAMES = st.sampled_from(["Body", "NumMedia", "MediaUrl0", "OptOutType", "ButtonPayload", "ListId", "Latitude", ""])
_NAMES |= st.sampled_from(["MessageStatus", "ErrorCode", "MessageType", "From", "To", "MessageSid"]) | st.text(
    max_size=8
)


@st.composite
def spoiled_form(draw: st.DrawFn, forms: Sequence[Form]) -> Form:
    """Return one of the forms with one to four of its fields spoiled."""
    form = list(draw(st.sampled_from(forms)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(form) - 1)) if form else 0
        match draw(st.sampled_from(["fill", "fill", "drop", "add", "repeat", "rename"])):
            case "add":
                form.insert(place, (draw(_NAMES), draw(_ODD)))
            case _ if not form:
                continue
            case "fill":
                form[place] = (form[place][0], draw(_ODD))
            case "drop":
                del form[place]
            case "repeat":
                form.append((form[place][0], draw(_ODD)))
            case _:
                form[place] = (draw(_NAMES), form[place][1])
    return [(_sent(name), _sent(value)) for name, value in form]


def _sent(text: str) -> str:
    """Return it as it comes over the wire, where half of a UTF-16 pair can't."""
    return text.encode("utf-8", "replace").decode()
