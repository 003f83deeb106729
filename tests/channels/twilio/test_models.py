"""Our check against Twilio's own: what one takes the other takes."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import MultiDict
from twilio.request_validator import RequestValidator

from salon.channels.twilio.verify import is_genuine
from tests.channels.twilio.webhooks import Form, every_form, sign

DEEP_EXAMPLES = 100
MANY = 2000

LABELS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
QUERIES = st.just("") | st.from_regex(r"\?[A-Za-z0-9=&%+.]{1,20}", fullmatch=True)
PORTS = st.just("") | st.integers(1, 65535).map(lambda port: f":{port}")
URLS = st.builds(
    lambda scheme, host, port, path, query: f"{scheme}://{host}.example{port}/{path}{query}",
    st.sampled_from(["http", "https"]), LABELS, PORTS, LABELS, QUERIES,
)  # fmt: skip
NAMES = st.sampled_from(["Body", "From", "To", "MediaUrl0", "MessageSid", "ä"]) | st.text(min_size=1, max_size=8)
FORMS = st.lists(st.tuples(NAMES, st.text(max_size=20)), max_size=10) | st.sampled_from(every_form())
TOKENS = st.text("0123456789abcdef", min_size=1, max_size=32)


class Fields(MultiDict):
    """A form as twilio-python reads it: with `getlist`."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)


def test_thousands_of_forms() -> None:
    chance = random.Random(1)  # noqa: S311
    signed, forged = set(), set()
    for _ in range(MANY):
        form = chance.choices(chance.choice(every_form()), k=chance.randint(1, 20))
        form += [(chance.choice(form)[0], chr(chance.randint(32, 0xD000))) for _ in range(chance.randint(0, 3))]
        url = f"https://salon{chance.randint(1, 9)}.example{chance.choice(['', ':443', ':8443'])}/t?a={chance.random()}"
        token = f"{chance.getrandbits(128):032x}"
        signature = RequestValidator(token).compute_signature(url, Fields(form))

        signed.add((sign(url, form, token) == signature, is_genuine(url, form, signature, token)))
        forged.add(is_genuine(url, [*form, ("Body", "more")], signature, token))

    assert (signed, forged) == ({(True, True)}, {False})


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(url=URLS, form=FORMS, token=TOKENS)
def test_what_twilio_signs_is_genuine(url: str, form: Form, token: str) -> None:
    signature = RequestValidator(token).compute_signature(url, Fields(form))

    assert signature == sign(url, form, token)
    assert is_genuine(url, form, signature, token)
    assert not is_genuine(url, form, signature, token + "0")


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(url=URLS, signed=URLS, form=FORMS, other=FORMS, token=TOKENS, same=st.booleans())
def test_what_is_genuine_twilio_takes(
    url: str, signed: str, form: Form, other: Form, token: str, *, same: bool
) -> None:
    signature = sign(url if same else signed, other if other and len(other) % 2 else form, token)

    theirs = RequestValidator(token).validate(url, Fields(form), signature)

    assert is_genuine(url, form, signature, token) == theirs


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(url=URLS, form=FORMS, token=TOKENS, port=PORTS)
def test_ports_as_twilio_takes_them(url: str, form: Form, token: str, port: str) -> None:
    signed = url.replace(".example", f".example{port}", 1) if port and ".example:" not in url else url
    signature = sign(signed, form, token)

    assert is_genuine(url, form, signature, token) == RequestValidator(token).validate(url, Fields(form), signature)
