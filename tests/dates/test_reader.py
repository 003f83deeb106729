"""What holds for every text."""

from datetime import date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from salon.dates import When, merge, read_when

from .conftest import MOMENTS, RULES, ZONE, shown

WORDS = (
    "friday thurs sat sun mon wed next this last week weekend month at after before between and or not no wait "
    "actually sorry "
    "half quarter past to five 3 4 10 12 17:30 5pm 5.30 1730 5/3 31/2 2027-03-05 the 5th first second of march may "
    "april june "
    "morning afternoon evening tonight today tomorrow yesterday noon lunchtime in two weeks days a later earlier same "
    "time asap "
    "early late end beginning day after that move my appointment instead rather than can't do i had ago every - , . ? "
    "; & "
    "07700 900123 +44 £85 until from by 2moro any but except is no good"
).split()
phrases = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
texts = st.one_of(
    phrases,
    st.text(max_size=1000),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), max_size=60).map("".join),
)
moments = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2035, 12, 31)).map(
    lambda each: each.replace(tzinfo=ZONE)
)


@settings(max_examples=150, deadline=None)
@given(texts, moments)
def test_any_text_is_read_into_days_to_come(text: str, now: datetime) -> None:
    when = read_when(text, now=now, rules=RULES)

    assert all(day >= now.date() for day in (*when.days, *when.choices))
    assert not (when.days and when.choices)
    assert len(when.choices) != 1
    assert list(when.days) == sorted(set(when.days))
    assert list(when.choices) == sorted(set(when.choices))


@settings(max_examples=150, deadline=None)
@given(texts)
def test_any_text_has_its_spans_inside_and_in_order(text: str) -> None:
    when = read_when(text, now=MOMENTS["wednesday"], rules=RULES)

    edges = [edge for span in when.spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)


@settings(max_examples=100, deadline=None)
@given(phrases, phrases)
@example("17:30 same time", "")
def test_merge_leaves_no_contradiction(first: str, second: str) -> None:
    known, new = (read_when(text, now=MOMENTS["wednesday"], rules=RULES) for text in (first, second))

    merged = merge(known, new)

    assert merge(known, When()) == known
    assert merge(When(), known) == known
    assert merged.time is None or (merged.not_before is None and merged.not_after is None)
    assert not (merged.days and merged.choices)


@given(st.dates(min_value=date(2027, 3, 4), max_value=date(2028, 3, 1)))
def test_every_date_is_read_back_in_every_way_of_writing(day: date) -> None:
    written = (
        f"{day:%Y-%m-%d}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%-d %B %Y}",
        f"{day:%B %-d, %Y}",
        f"{day:%A %-d %b %Y}",
    )

    read = [read_when(text, now=MOMENTS["wednesday"], rules=RULES).days for text in written]

    assert read == [(day,)] * len(written)


@given(st.times())
def test_every_time_on_the_24_hour_clock_is_read_back(moment: object) -> None:
    text = f"{moment:%H:%M}"

    assert shown(read_when(text, now=MOMENTS["wednesday"], rules=RULES)) == text


def test_text_of_a_thousand_characters_with_one_day() -> None:
    text = "my skin is dry and " * 40 + "can i come on friday at 3? " + "thanks " * 20

    when = read_when(text, now=MOMENTS["wednesday"], rules=RULES)

    assert shown(when) == "03-05 15:00"
    assert [text[start:end] for start, end in when.spans] == ["friday", "3"]


def test_spans_cover_what_a_name_reader_must_skip() -> None:
    text = "June, on Friday 5th March at half four please"

    when = read_when(text, now=MOMENTS["wednesday"], rules=RULES)

    assert [text[start:end] for start, end in when.spans] == ["Friday", "5th March", "half four"]


def test_wall_clock_of_now_is_used_in_the_night_of_a_clock_change() -> None:
    now = datetime(2027, 3, 28, 0, 30, tzinfo=ZONE)

    when = read_when("in 2 days at 9", now=now, rules=RULES)

    assert shown(when) == f"{now.date() + timedelta(days=2):%m-%d} 09:00"
