"""Forms that Twilio signed, and those that it did not."""

import base64
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.channels.twilio.verify import is_genuine
from tests.channels.twilio.webhooks import AUTH_TOKEN, WEBHOOK_URL, Form, every_form, message, request, sign

DEEP_EXAMPLES = 100

FORMS = st.lists(st.tuples(st.text(min_size=1, max_size=12), st.text(max_size=30)), max_size=12)
FORM = message("Does it hurt? £85 & more + 🙂")


@pytest.mark.parametrize("form", every_form())
def test_every_form_of_twilio_is_genuine(form: Form) -> None:
    body, headers = request(form)
    fields = parse_qsl(body.decode(), keep_blank_values=True)

    assert is_genuine(WEBHOOK_URL, fields, headers["X-Twilio-Signature"], AUTH_TOKEN)


@pytest.mark.parametrize(
    ("fields", "signature"),
    [
        ("CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234", "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
    ],
)  # fmt: skip
def test_signatures_that_twilio_publishes(fields: str, signature: str) -> None:
    """They stand in the tests of twilio-python."""
    assert is_genuine("https://mycompany.com/myapp.php?foo=1&bar=2", parse_qsl(fields), signature, "12345")


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        " ",
        sign(WEBHOOK_URL, FORM)[:-1],
        sign(WEBHOOK_URL, FORM)[:8],
        sign(WEBHOOK_URL, FORM) + " ",
        sign(WEBHOOK_URL, FORM).lower(),
        base64.b64decode(sign(WEBHOOK_URL, FORM)).hex(),
        sign(WEBHOOK_URL, FORM, "another token"),
        sign("https://elsewhere.example/channels/twilio", FORM),
        sign(WEBHOOK_URL, []),
        sign(WEBHOOK_URL, FORM[1:]),
        sign(WEBHOOK_URL, [*FORM, ("Extra", "")]),
        "ü" * 28,
        "\ud83d",
        "None",
    ],
)
def test_signature_forged(signature: str | None) -> None:
    assert not is_genuine(WEBHOOK_URL, FORM, signature, AUTH_TOKEN)


def test_empty_token_makes_nothing_genuine() -> None:
    assert not is_genuine(WEBHOOK_URL, FORM, sign(WEBHOOK_URL, FORM, ""), "")


def test_form_that_was_encoded_anew() -> None:
    twice = parse_qsl(urlencode([(name, urlencode({"": value})[1:]) for name, value in FORM]), keep_blank_values=True)

    assert not is_genuine(WEBHOOK_URL, twice, sign(WEBHOOK_URL, FORM), AUTH_TOKEN)


def test_form_without_its_empty_fields() -> None:
    form = [*FORM, ("MediaUrl0", "")]

    assert not is_genuine(WEBHOOK_URL, FORM, sign(WEBHOOK_URL, form), AUTH_TOKEN)
    assert is_genuine(WEBHOOK_URL, form, sign(WEBHOOK_URL, form), AUTH_TOKEN)


def test_halves_of_a_pair() -> None:
    assert not is_genuine(WEBHOOK_URL, [("Body", "\ud83d")], sign(WEBHOOK_URL, []), AUTH_TOKEN)
    assert not is_genuine("https://salon.example/\ud83d", FORM, sign(WEBHOOK_URL, FORM), AUTH_TOKEN)


@pytest.mark.parametrize(
    ("called", "signed"),
    [
        ("https://salon.example/t", "https://salon.example/t"),
        ("https://salon.example/t", "https://salon.example:443/t"),
        ("https://salon.example:443/t", "https://salon.example/t"),
        ("http://salon.example/t", "http://salon.example:80/t"),
        ("https://salon.example:8443/t", "https://salon.example:8443/t"),
        ("https://salon.example:8443/t", "https://salon.example/t"),
        ("https://me:secret@salon.example:8443/t", "https://me:secret@salon.example/t"),
        ("https://[2001:db8::1]/t", "https://[2001:db8::1]:443/t"),
        ("https://[2001:db8::1]:8443/t", "https://[2001:db8::1]/t"),
        ("https://salon.example", "https://salon.example:443"),
        ("https://salon.example/t?b=2&a=1%20x&a=+", "https://salon.example:443/t?b=2&a=1%20x&a=+"),
        ("https://salon.example?to=a:b@c", "https://salon.example:443?to=a:b@c"),
        ("no address", "no address"),
    ],
)
def test_address_with_and_without_port(called: str, signed: str) -> None:
    assert is_genuine(called, FORM, sign(signed, FORM), AUTH_TOKEN)


@pytest.mark.parametrize(
    "signed",
    [
        "http://salon.example/t?a=1&b=2",
        "https://salon.example/t",
        "https://salon.example/t?b=2&a=1",
        "https://salon.example/t/?a=1&b=2",
        "https://salon.example/t?a=1&b=2&",
        "https://salon.example:8443/t?a=1&b=2",
        "https://salon.example:80/t?a=1&b=2",
        "https://salon.example.elsewhere.example/t?a=1&b=2",
    ],
)
def test_address_another(signed: str) -> None:
    assert not is_genuine("https://salon.example/t?a=1&b=2", FORM, sign(signed, FORM), AUTH_TOKEN)


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(form=FORMS, data=st.data())
def test_order_is_of_no_matter_and_a_repeated_field_counts_once(form: Form, data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(form), max_size=3)) if form else []
    shuffled = data.draw(st.permutations([*form, *again]))

    assert is_genuine(WEBHOOK_URL, shuffled, sign(WEBHOOK_URL, form), AUTH_TOKEN)


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(form=FORMS, other=FORMS)
def test_signature_of_one_form_is_of_no_other(form: Form, other: Form) -> None:
    assert is_genuine(WEBHOOK_URL, other, sign(WEBHOOK_URL, form), AUTH_TOKEN) == (_joined(form) == _joined(other))


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(url=st.text(), form=st.lists(st.tuples(st.text(), st.text())), signature=st.none() | st.text(), token=st.text())
def test_anything_at_all_raises_nothing(url: str, form: Form, signature: str | None, token: str) -> None:
    assert not is_genuine(url, form, signature, token)


def _joined(form: Form) -> str:
    """Return what is signed: Twilio puts nothing between a name and a value, so (ab, c) is (a, bc)."""
    return "".join(name + value for name, value in sorted(set(form)))
