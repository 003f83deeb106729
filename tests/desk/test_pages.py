"""How templates write moments and numbers, and that they escape whatever they are given."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from jinja2 import DictLoader, UndefinedError
from starlette.requests import Request

from salon.clock import Clock, fixed_clock
from salon.desk.pages import Pages
from salon.salon_file import Salon
from salon.staff.member import Member
from salon.staff.roles import Role

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
MAYA = Member("id", "Maya & <b>", Role.VIEWER, "session")


@pytest.fixture
def pages(salon: Salon, clock: Clock) -> Pages:
    """Return the desk's templates as they are read on Monday, 1 March 2027, 10:00."""
    return Pages(salon, clock, "1.2.3")


def rendered(pages: Pages, template: str, member: Member | None = None, **values: Any) -> str:
    """Render a template of the test's own."""
    pages._environment.loader = DictLoader({"own.html": template})
    request = Request({"type": "http", "path": "/desk/staff", "headers": [], "query_string": b"", "server": ("x", 1)})
    request.state.nonce, request.state.form_token = "n", 'token"'
    return bytes(pages.render(request, member, "own.html", values).body).decode()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (NOW, "today"),
        (NOW - timedelta(hours=10), "today"),
        (NOW - timedelta(hours=10, seconds=1), "yesterday"),
        (NOW + timedelta(hours=13, minutes=59), "today"),
        (NOW + timedelta(hours=14), "tomorrow"),
        (NOW + timedelta(days=2), "Wed 3 Mar"),
        (NOW - timedelta(days=2), "Sat 27 Feb"),
        (NOW - timedelta(days=65), "Sat 26 Dec 2026"),
        (date(2027, 3, 2), "tomorrow"),
        (date(2028, 2, 29), "Tue 29 Feb 2028"),
    ],
)
def test_day(pages: Pages, moment: datetime | date, day: str) -> None:
    assert pages.day(moment) == day


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2027, 7, 1, 6, 13, tzinfo=UTC), "Thu 1 Jul, 07:13"),  # summer in London
        (datetime(2027, 6, 30, 23, 30, tzinfo=UTC), "Thu 1 Jul, 00:30"),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "Sun 28 Mar, 00:59"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "Sun 28 Mar, 02:00"),
        (NOW, "today, 10:00"),
    ],
)
def test_moment_is_the_salons(pages: Pages, moment: datetime, written: str) -> None:
    assert pages.when(moment) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (-5, "just now"),
        (0, "just now"),
        (59, "just now"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (86399, "23 h"),
        (86400, "yesterday"),
        (3 * 86400, "Fri 26 Feb"),
    ],
)
def test_how_long_ago(pages: Pages, seconds: int, written: str) -> None:
    assert pages.ago(NOW - timedelta(seconds=seconds)) == written


def test_now_moves_with_the_clock(salon: Salon) -> None:
    pages = Pages(salon, fixed_clock(NOW + timedelta(days=1)), "1")

    assert pages.day(NOW) == "yesterday"


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{{ 0.256|percent }}", "26%"),
        ("{{ none|percent }}", "–"),
        ("{{ 4550|price }}", "£45.50"),
        ("{{ now|iso }}", "2027-03-01T10:00:00+00:00"),
        ("{{ VERSION }} {{ nonce }} {{ request_path }}", "1.2.3 n /desk/staff"),
        ("{{ csrf_field() }}", '<input type="hidden" name="csrf" value="token&#34;">'),
    ],
)
def test_what_templates_may_use(pages: Pages, template: str, written: str) -> None:
    assert rendered(pages, template) == written


@pytest.mark.parametrize(
    "template", ["{{ text }}", "{{ [text]|join(', ') }}", "{{ '%s'|format(text) }}", "{{ ''~text }}"]
)
def test_everything_is_escaped(pages: Pages, template: str) -> None:
    assert rendered(pages, template, text="<i x='\">&") == "&lt;i x=&#39;&#34;&gt;&amp;"


def test_member_is_escaped_too(pages: Pages) -> None:
    assert rendered(pages, "{{ member.name }}", MAYA) == "Maya &amp; &lt;b&gt;"


def test_value_that_is_missing_is_an_error(pages: Pages) -> None:
    with pytest.raises(UndefinedError):
        rendered(pages, "{{ missing }}")
