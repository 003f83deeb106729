"""What a form of Twilio's brings."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.channels.twilio.parse import parse
from salon.messaging.arrivals import Arrival, Left, Media, MediaKind, Press, Start, Text, Undelivered, What
from tests.channels.twilio.webhooks import (
    ACCOUNT_SID,
    CLIENT,
    MEDIA_SID,
    SENDER,
    SID,
    Form,
    every_form,
    forwarded,
    from_advertisement,
    list_reply,
    media,
    media_url,
    message,
    opt_out,
    place,
    quick_reply,
    reaction,
    status,
    template_button,
)

DEEP_EXAMPLES = 150
CODE = "Xy4-ab_CdEfGhIjKlMnOpQr5"
OURS_WITH_CODE = f"[Please go on here. #{CODE}]"
AT = datetime(2027, 3, 4, 10, tzinfo=UTC)


def arrivals(form: Form) -> list[Arrival]:
    return parse(form, account_sid=ACCOUNT_SID, sender=SENDER, received_at=AT)


def without(form: Form, *names: str) -> Form:
    return [(name, value) for name, value in form if name not in names]


def changed(form: Form, **values: str) -> Form:
    return list((dict(form) | values).items())


@pytest.mark.parametrize(
    "form",
    [
        [],
        [("MessageSid", SID)],
        *(without(message("hi"), name) for name in ("MessageSid", "AccountSid", "From", "To")),
        changed(message("hi"), AccountSid="AC" + "b2" * 16),
        changed(message("hi"), To="whatsapp:+442079460001"),
        changed(message("hi"), To=SENDER),
        changed(message("hi"), From=CLIENT),
        changed(message("hi"), From="whatsapp:"),
        changed(message("hi"), From="whatsapp:+"),
        changed(message("hi"), From="whatsapp:+0447700900123"),
        changed(message("hi"), From=f"whatsapp:{CLIENT}\n"),
        changed(message("hi"), From="whatsapp:+44770090012٣"),
        changed(message("hi"), From="messenger:123"),
        changed(message("hi"), MessageSid=""),
        changed(message("hi"), MessageSid="SM1"),
        changed(message("hi"), MessageSid=SID + "\n"),
        changed(message("hi"), MessageSid="' OR 1=1"),
        reaction("👍"),
        *(status(state) for state in ("queued", "sending", "sent", "delivered", "read", "canceled", "newer", "")),
        without(status("failed", "63016"), "To"),
        changed(status("failed", "63016"), From="whatsapp:+442079460001"),
        changed(status("failed", "63016"), AccountSid="AC" + "b2" * 16),
        changed(status("failed", "63016"), To=CLIENT),
    ],
)
def test_form_of_no_interest(form: Form) -> None:
    assert arrivals(form) == []


@pytest.mark.parametrize(
    ("form", "what"),
    [
        (message("Does it hurt?"), Text("Does it hurt?")),
        (message("  two\n lines "), Text("  two\n lines ")),
        (message("x" * 5000), Text("x" * 5000)),
        (message("1"), Text("1")),
        (message("a\0b\ud83dc"), Text("ab\ufffdc")),
        (quick_reply("b:\0", "\0"), Press("b:")),
        (message("stop"), Text("stop")),
        (opt_out("HELP"), Text("help")),
        (opt_out("STOP"), Left()),
        (opt_out("START"), Start()),
        (from_advertisement("How much is it?"), Text("How much is it?")),
        (forwarded("Look at this"), Text("Look at this")),
        (quick_reply("b:42", "Yes, please"), Press("b:42", "Yes, please")),
        (changed(quick_reply("b:42", "Yes, please"), ButtonText=""), Press("b:42", "Yes, please")),
        (list_reply("p:2027-03-05T10:00Z", "Friday"), Press("p:2027-03-05T10:00Z", "Friday")),
        (changed(quick_reply("b:42", "Yes, please"), Body="more"), Press("b:42", "Yes, please")),
        (changed(list_reply("b:42", "Friday"), Body="more"), Press("b:42", "Friday")),
        (template_button("Yes, please"), Text("Yes, please")),
        (changed(template_button("Yes, please"), Body=""), Text("Yes, please")),
        (place(), Media(MediaKind.PLACE)),
        (place(Label="Home", Address="1 Mill Lane"), Media(MediaKind.PLACE, caption="Home")),
        (place(Address="1 Mill Lane"), Media(MediaKind.PLACE, caption="1 Mill Lane")),
        (place(Body="here"), Media(MediaKind.PLACE, caption="here")),
        (without(place(), "Latitude"), Media(MediaKind.OTHER)),
        (without(place(), "Longitude"), Media(MediaKind.OTHER)),
        (message("", kind="order"), Media(MediaKind.OTHER)),
        (message(" \n"), Media(MediaKind.OTHER)),
        (without(message(""), "Body", "MessageType", "NumMedia"), Media(MediaKind.OTHER)),
        (changed(message("hi"), SmsStatus="received", MessageStatus="received"), Text("hi")),
        (changed(message("hi"), NumMedia="many"), Text("hi")),
        (changed(message("hi"), NumMedia="-1"), Text("hi")),
        (changed(message("hi"), NumMedia="٣"), Text("hi")),
        (changed(message("hi"), NumMedia="9" * 5000), Text("hi")),
    ],
)
def test_message_of_a_client(form: Form, what: What) -> None:
    assert arrivals(form) == [Arrival(SID, CLIENT, AT, what)]


@pytest.mark.parametrize(
    ("form", "whats"),
    [
        (message(OURS_WITH_CODE), [Start(CODE)]),
        (message(f"{OURS_WITH_CODE}\nDoes it hurt?"), [Start(CODE), Text("Does it hurt?")]),
        (
            media("image/jpeg", "image/png", body=OURS_WITH_CODE, sid=SID),
            [
                Start(CODE),
                Media(MediaKind.PHOTO, media_url(0, SID), "", "image/jpeg"),
                Media(MediaKind.PHOTO, media_url(1, SID), "", "image/png"),
            ],
        ),
        (quick_reply("b:42", OURS_WITH_CODE), [Press("b:42", OURS_WITH_CODE)]),
    ],
)
def test_words_that_carry_a_code(form: Form, whats: list[What]) -> None:
    keys = [SID, f"{SID}:1", f"{SID}:2"]
    assert arrivals(form) == [Arrival(key, CLIENT, AT, what) for key, what in zip(keys, whats, strict=False)]


@pytest.mark.parametrize("user", ["GB.1A2B3C4D", "US.ENT.11815799212886844830", "ID.4566546130240823"])
def test_client_with_a_user_name_has_no_number(user: str) -> None:
    assert arrivals(message("hi", client=user)) == [Arrival(SID, user, AT, Text("hi"))]
    assert arrivals(status("failed", client=user)) == [Arrival(f"{SID}:failed", user, AT, Undelivered("failed"))]


@pytest.mark.parametrize(
    ("mime_type", "message_type", "kind"),
    [
        ("image/jpeg", "image", MediaKind.PHOTO),
        ("image/jpeg", "", MediaKind.PHOTO),
        ("image/heic", "document", MediaKind.FILE),
        ("image/webp", "document", MediaKind.FILE),
        ("image/webp", "sticker", MediaKind.STICKER),
        ("image/webp", "", MediaKind.STICKER),
        ("image/png", "sticker", MediaKind.STICKER),
        ("audio/ogg", "audio", MediaKind.VOICE),
        ("audio/amr", "", MediaKind.VOICE),
        ("video/mp4", "video", MediaKind.VIDEO),
        ("video/mp4", "document", MediaKind.FILE),
        ("application/pdf", "document", MediaKind.FILE),
        ("text/vcard", "contacts", MediaKind.CONTACT),
        ("text/x-vcard", "", MediaKind.CONTACT),
        ("text/plain", "", MediaKind.FILE),
        ("image", "", MediaKind.PHOTO),
        ("", "", MediaKind.FILE),
    ],
)
def test_file_by_its_type(mime_type: str, message_type: str, kind: MediaKind) -> None:
    form = media(mime_type, kind=message_type, body="words")

    assert arrivals(form) == [Arrival(MEDIA_SID, CLIENT, AT, Media(kind, media_url(), "words", mime_type))]


def test_file_with_parameters_of_its_type() -> None:
    assert arrivals(media("Audio/OGG; codecs=opus")) == [
        Arrival(MEDIA_SID, CLIENT, AT, Media(MediaKind.VOICE, media_url(), "", "audio/ogg"))
    ]


def test_files_several_have_keys_of_their_own_and_the_first_has_the_words() -> None:
    assert arrivals(media("image/jpeg", "video/mp4", body=" both sides ")) == [
        Arrival(MEDIA_SID, CLIENT, AT, Media(MediaKind.PHOTO, media_url(0), "both sides", "image/jpeg")),
        Arrival(f"{MEDIA_SID}:1", CLIENT, AT, Media(MediaKind.VIDEO, media_url(1), "", "video/mp4")),
    ]


def test_files_without_addresses() -> None:
    form = changed(message("words", sid=MEDIA_SID), NumMedia="2")

    assert arrivals(form) == [
        Arrival(MEDIA_SID, CLIENT, AT, Media(MediaKind.FILE, caption="words")),
        Arrival(f"{MEDIA_SID}:1", CLIENT, AT, Media(MediaKind.FILE)),
    ]


def test_files_more_than_there_can_be() -> None:
    found = arrivals(changed(message("words"), NumMedia="999999"))

    assert [one.key for one in found] == [SID, *(f"{SID}:{number}" for number in range(1, 10))]


@pytest.mark.parametrize(
    ("form", "key", "what"),
    [
        (status("failed", "63016"), f"{SID}:failed", Undelivered("63016")),
        (status("undelivered", "63018"), f"{SID}:undelivered", Undelivered("63018")),
        (status("undelivered", "63024"), f"{SID}:undelivered", Undelivered("63024", gone=True)),
        (status("undelivered", "63003"), f"{SID}:undelivered", Undelivered("63003", gone=True)),
        (status("failed", "21610"), f"{SID}:failed", Undelivered("21610", gone=True)),
        (status("failed"), f"{SID}:failed", Undelivered("failed")),
        (status("undelivered"), f"{SID}:undelivered", Undelivered("undelivered")),
        (status("failed", "words of a client"), f"{SID}:failed", Undelivered("failed")),
        (status("failed", "٦٣٠٢٤"), f"{SID}:failed", Undelivered("failed")),
        (status("failed", "9" * 5000), f"{SID}:failed", Undelivered("failed")),
    ],
)
def test_message_of_ours_that_did_not_arrive(form: Form, key: str, what: Undelivered) -> None:
    assert arrivals(form) == [Arrival(key, CLIENT, AT, what)]


def test_repeated_delivery_has_the_same_keys() -> None:
    for form in every_form():
        assert arrivals(form) == arrivals(list(reversed(form)))


def test_keys_differ() -> None:
    keys = [
        one.key for form in (message("a"), media("image/jpeg", "image/png"), status("failed")) for one in arrivals(form)
    ]

    assert len(keys) == len(set(keys)) == 4


@st.composite
def mutated(draw: st.DrawFn) -> Form:
    """Return a form of Twilio's with fields dropped, repeated, swapped and filled with anything."""
    form = list(draw(st.sampled_from(every_form())))
    names = st.sampled_from([*{name for one in every_form() for name, _ in one}, "OptOutType", "NumMedia"]) | st.text()
    anything = st.text() | st.sampled_from(["", "0", "1", "10", "-1", "1e9", "\x00", "\ud83d", "whatsapp:", "null"])
    for _ in range(draw(st.integers(0, 6))):
        place_of = draw(st.integers(0, len(form)))
        match draw(st.sampled_from(["drop", "add", "swap", "fill"])):
            case "drop":
                del form[place_of : place_of + 1]
            case "add":
                form.insert(place_of, (draw(names), draw(anything)))
            case "swap" if form:
                other: Any = draw(st.sampled_from(form))
                form[place_of % len(form)] = (form[place_of % len(form)][0], other[1])
            case "fill" if form:
                form[place_of % len(form)] = (form[place_of % len(form)][0], draw(anything))
    return form


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(form=mutated())
def test_mutated_form_raises_nothing_and_brings_what_can_be_kept(form: Form) -> None:
    found = arrivals(form)

    assert len(found) <= 10
    assert len({one.key for one in found}) == len(found)
    assert all(one.at == AT and one.key.isascii() and one.address.isascii() and len(one.key) <= 64 for one in found)
    assert all(one.what.reason.isalnum() for one in found if isinstance(one.what, Undelivered))


@settings(max_examples=DEEP_EXAMPLES // 4, deadline=None)
@given(form=st.lists(st.tuples(st.text(), st.text())))
def test_anything_at_all_brings_nothing(form: Form) -> None:
    assert arrivals(form) == []
