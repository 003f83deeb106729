"""Mistakes in the salon's file are named; the sample file is read whole."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from salon.errors import BadInput, NotFound
from salon.salon_file import BookingRules, Cosmetologist, Salon, Treatment, Widget, load_salon
from salon.settings import ROOT

DELETE = object()


def changed_file(folder: Path, way: list[str | int], value: object) -> Path:
    """Write the sample file with one value changed, or left out, and return its path."""
    content = yaml.safe_load((ROOT / "salon.yml").read_text(encoding="utf-8"))
    parent: Any = content
    for step in way[:-1]:
        parent = parent[step]
    if value is DELETE:
        del parent[way[-1]]
    else:
        parent[way[-1]] = value
    file = folder / "salon.yml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("way", "value", "message"),
    [
        (["name"], DELETE, "name is missing; it must be text (digits and times in quotes)"),
        (["name"], " ", "name is ' '; it must be text (digits and times in quotes)"),
        (["phone"], 441225, "phone is 441225; it must be text (digits and times in quotes)"),
        (["citty"], "Bath", "citty is 'Bath'; it must be left out, or spelt 'city'"),
        (["time_zone"], "Europe/Bath", "time_zone is 'Europe/Bath'; it must be a time zone like Europe/London"),
        (["country"], "uk", "country is 'uk'; it must be a code of 2 capital letters, like GB"),
        (["currency"], "POUND", "currency is 'POUND'; it must be a code of 3 capital letters, like GBP"),
        (["date_order"], "us", "date_order is 'us'; it must be day-month or month-day"),
        (["emergency"], "999", "emergency is '999'; it must be a list of keys and values"),
        (["emergency", "number"], DELETE, "emergency.number is missing; it must be text (digits and times in quotes)"),
        (["hours", "monday"], DELETE, 'hours.monday is missing; it must be closed or ["09:00", "19:00"]'),
        (["hours", "monday"], ["09:00"], 'hours.monday is [\'09:00\']; it must be closed or ["09:00", "19:00"]'),
        (["hours", "monday"], [540, "19:00"], 'hours.monday[0] is 540; it must be a time in quotes, like "09:00"'),
        (
            ["hours", "friday"],
            ["09:00", "19:02"],
            "hours.friday[1] is '19:02'; it must be a time on a multiple of 5 minutes, like \"09:00\"",
        ),
        (
            ["hours", "friday"],
            ["09:00+01:00", "19:00"],
            "hours.friday[0] is '09:00+01:00'; it must be a time on a multiple of 5 minutes, like \"09:00\"",
        ),
        (
            ["hours", "friday"],
            ["19:00", "19:00"],
            "hours.friday is ['19:00', '19:00']; it must be an opening time before a closing time",
        ),
        (["hours", "mondy"], "closed", "hours.mondy is 'closed'; it must be left out, or spelt 'monday'"),
        (["closed_on"], "never", "closed_on is 'never'; it must be a list"),
        (["closed_on", 1], "26/12/2026", "closed_on[1] is '26/12/2026'; it must be a day written like \"2027-12-25\""),
        (
            ["booking", "start_every_minutes"],
            7,
            "booking.start_every_minutes is 7; it must be a whole number of at least 5, a multiple of 5",
        ),
        (["booking", "notice_minutes"], -1, "booking.notice_minutes is -1; it must be a whole number of at least 0"),
        (["booking", "days_ahead"], 0, "booking.days_ahead is 0; it must be a whole number of at least 1"),
        (["booking", "days_ahead"], True, "booking.days_ahead is True; it must be a whole number of at least 1"),
        (["cosmetologists"], [], "cosmetologists is []; it must be a list of at least one cosmetologist"),
        (
            ["cosmetologists", 1, "id"],
            "maya",
            "cosmetologists[1].id is 'maya'; it must be different from all others before it",
        ),
        (["treatments", 0, "id"], "deep", "deep_cleaning: the bot's answers name it"),
        (
            ["treatments", 1, "id"],
            "deep_cleaning",
            "treatments[1].id is 'deep_cleaning'; it must be different from all others before it",
        ),
        (
            ["treatments", 1, "other_names"],
            ["Facial"],
            "treatments[1].other_names[0] is 'Facial'; it must be different from all others before it",
        ),
        (
            ["treatments", 1, "parts"],
            ["laser"],
            "treatments[1].parts[0] is 'laser'; it must be mechanical or ultrasonic",
        ),
        (
            ["treatments", 0, "duration_minutes"],
            "90",
            "treatments[0].duration_minutes is '90'; it must be a whole number of at least 5, a multiple of 5",
        ),
        (
            ["treatments", 0, "price_pence"],
            85.0,
            "treatments[0].price_pence is 85.0; it must be a whole number of at least 0",
        ),
        (["treatments", 2, "nam"], "talk", "treatments[2].nam is 'talk'; it must be left out, or spelt 'name'"),
        (
            ["policies", "minimum_age"],
            DELETE,
            "policies.minimum_age is missing; it must be a whole number of at least 0",
        ),
        (["policies", "tips"], "no", "policies.tips is 'no'; it must be one of payment, deposit, vouchers"),
    ],
)
def test_load_salon_names_the_mistake(tmp_path: Path, way: list[str | int], value: object, message: str) -> None:
    file = changed_file(tmp_path, way, value)

    with pytest.raises(BadInput) as caught:
        load_salon(file)

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"), [("a: [", "is no YAML"), ("- 1", "the file is [1]"), ("", "the file is missing")]
)
def test_load_salon_without_keys(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "salon.yml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        load_salon(file)

    assert message in str(caught.value)


AN_ORIGIN = "an origin like https://www.example.org: small letters, no path, no slash or default port at its end"


@pytest.mark.parametrize(
    "origin",
    [
        "www.example.org",
        "https://www.example.org/",
        "https://www.example.org/page",
        "https://www.example.org:443",
        "http://www.example.org:80",
        "https://www.example.org:",
        "https://www.example.org:0",
        "https://WWW.example.org",
        "https://*.example.org",
        "https://münchen.example",
        "https://anna@www.example.org",
        "https://www..example.org",
        "ftp://www.example.org",
        "https://",
        "null",
        "*",
    ],
)
def test_load_salon_with_what_is_no_origin(tmp_path: Path, origin: str) -> None:
    with pytest.raises(BadInput) as refusal:
        load_salon(changed_file(tmp_path, ["widget", "origins"], ["https://a.example", origin]))

    assert str(refusal.value) == f"salon file: widget.origins[1] is {origin!r}; it must be {AN_ORIGIN}"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, "widget.origins is missing; it must be a list"),
        ([], "widget is []; it must be a list of keys and values"),
        ({"origins": "https://a.example"}, "widget.origins is 'https://a.example'; it must be a list"),
        ({"origin": []}, "widget.origin is []; it must be left out, or spelt 'origins'"),
        (
            {"origins": ["https://a.example", "https://a.example"]},
            "widget.origins[1] is 'https://a.example'; it must be different from all others before it",
        ),
    ],
)
def test_load_salon_with_a_wrong_widget(tmp_path: Path, value: object, message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        load_salon(changed_file(tmp_path, ["widget"], value))

    assert str(refusal.value) == f"salon file: {message}"


@pytest.mark.parametrize("value", [DELETE, None])
def test_load_salon_without_a_widget(tmp_path: Path, value: object) -> None:
    assert load_salon(changed_file(tmp_path, ["widget"], value)).widget == Widget()


def test_load_salon_with_origins(tmp_path: Path) -> None:
    origins = ["https://www.example.org", "http://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:8080"]
    origins.append("https://xn--mnchen-3ya.example:8443")

    assert load_salon(changed_file(tmp_path, ["widget", "origins"], origins)).widget == Widget(tuple(origins))


def test_load_salon_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        load_salon(tmp_path / "none.yml")

    assert "No such file or directory" in str(caught.value)


def test_load_salon_unknown_ids(salon: Salon) -> None:
    with pytest.raises(NotFound):
        salon.treatment("laser")
    with pytest.raises(NotFound):
        salon.cosmetologist("zoe")


def test_load_salon_unquoted_day(tmp_path: Path) -> None:
    file = changed_file(tmp_path, ["closed_on"], [date(2027, 5, 3)])

    assert load_salon(file).closed_on == {date(2027, 5, 3)}


def test_load_salon_sample(salon: Salon) -> None:
    assert (salon.name, salon.city, salon.zone.key, salon.country) == ("Willow & Vale", "Bath", "Europe/London", "GB")
    assert salon.hours == {weekday: (time(9), time(19)) for weekday in range(6)}
    assert date(2026, 12, 25) in salon.closed_on
    assert salon.booking == BookingRules(30, 120, 120, 21, 365)
    assert salon.cosmetologists == (Cosmetologist("maya", "Maya"), Cosmetologist("elena", "Elena"))
    assert [(one.id, one.parts, one.duration_minutes, one.price_pence) for one in salon.treatments] == [
        ("deep_cleaning", ("ultrasonic", "mechanical"), 90, 8500),
        ("ultrasonic_cleaning", ("ultrasonic",), 60, 5500),
        ("skin_consultation", (), 30, 0),
    ]
    assert isinstance(salon.treatment("deep_cleaning"), Treatment)
    assert salon.emergency.number == "999"
