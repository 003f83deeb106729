"""A form of every kind that Twilio documents for WhatsApp, by name.

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

import json

from tests.channels.mutated.renaming import Names
from tests.channels.twilio import webhooks as make
from tests.channels.twilio.webhooks import CLIENT, MEDIA_SID, SID, Form

_USER = "GB.1A2B3C4D"
_REPLIED = {"OriginalRepliedMessageSid": "SM" + "9c" * 16, "OriginalRepliedMessageSender": f"whatsapp:{make.SENDER}"}
_MOST_MEDIA = 10
STATES = (
    "accepted scheduled queued sending sent delivered read undelivered failed canceled partially_delivered receiving "
    "received"
).split()

SAMPLES: dict[str, Form] = {
    "text": make.message("Does it hurt?"),
    "text without a number": make.message("Does it hurt?", client=_USER),
    "text that answers": make.message("yes", **_REPLIED),
    "nothing": make.message(""),
    "order": make.message("", kind="order"),
    "poll": make.message("", kind="poll"),
    "edit": make.message("tomorrow", kind="edit"),
    **{
        f"{number} images": make.media(*["image/jpeg"] * number, body="my chin") for number in range(1, _MOST_MEDIA + 1)
    },
    "image without words": make.media("image/png"),
    "audio": make.media("audio/ogg", kind="audio"),
    "video": make.media("video/mp4", kind="video", body="See"),
    "document": make.media("application/pdf", kind="document", body="report.pdf"),
    "sticker": make.media("image/webp", kind="sticker"),
    "contacts": make.media("text/vcard", kind="contacts"),
    "location": make.place(),
    "location with a name": make.place(Label="Home", Address="1 Mill Lane"),
    "ButtonPayload": make.quick_reply("b:42", "Yes, please"),
    "button": make.template_button("Yes, please"),
    "ListId": make.list_reply("p:2027-03-05T10:00Z", "Friday, 10:00"),
    "flow": make.message("", kind="interactive", InteractiveData=json.dumps({"type": "flow"}), FlowData="{}"),
    "reaction": make.reaction("👍"),
    **{f"OptOutType {kind}": make.opt_out(kind) for kind in ("STOP", "START", "HELP")},
    "from an advertisement": make.from_advertisement("How much is it?"),
    "advertisement with a picture": make.message(
        "How much?",
        ReferralNumMedia="1",
        ReferralMediaUrl0="https://x.example/1",
        ReferralMediaContentType0="image/png",
    ),
    "forwarded": make.message("Look at this", Forwarded="true"),
    "forwarded often": make.forwarded("Look at this"),
    **{f"status {state}": make.status(state) for state in STATES},
    "status failed with a code": make.status("failed", "63016"),
    "status undelivered for good": make.status("undelivered", "63024"),
}


def names(client: int, number: int) -> Names:
    """Return what the ids are for another client and another form."""
    clients = {CLIENT.removeprefix("+"): f"4477{client:08}", _USER: f"{_USER}{client}"}
    return clients | {SID: f"SM{number:032x}", MEDIA_SID: f"MM{number:032x}"}


def plain(sample: Form, words: str, *, after: bool = True) -> Form:
    """Return words of the same client."""
    ours = dict(sample)
    return make.message(words, client=_USER if ours["From"] == f"whatsapp:{_USER}" else CLIENT)


def kinds_of(form: Form) -> set[str]:
    """Return what a form is: its fields, and the values of those that tell kinds apart."""
    told = {"MessageType", "OptOutType", "MessageStatus", "NumMedia"}
    return {name for name, _ in form} | {f"{name} {value}" for name, value in form if name in told}
