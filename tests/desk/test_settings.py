"""The settings' tabs: what is refused and stays typed, what holds at once, what is noted, and who may."""

import re
from typing import Any

import pytest

from salon.salon_file import WEEKDAYS
from tests.desk.conftest import DeskBrowser
from tests.privacy.filled import book

TABS = ("hours", "treatments", "rules", "texts", "replies", "retention")


def hours(**changes: str) -> dict[str, str]:
    """Return the form of the hours: every day but Sunday, nine to seven."""
    form: dict[str, str] = {}
    for day in WEEKDAYS[:6]:
        form |= {f"{day}_open": "1", f"{day}_from": "09:00", f"{day}_to": "19:00"}
    return form | {"sunday_from": "09:00", "sunday_to": "18:00"} | changes


def treatment(**changes: str) -> dict[str, str]:
    """Return the form of a treatment."""
    fields = {"name": "gentle peel", "other_names": "peel, peeling", "duration_minutes": "45", "price": "60.50"}
    return fields | changes


def entries(desk: DeskBrowser) -> list[tuple[str, str, dict[str, Any]]]:
    """Return what the audit log says of the settings, newest first."""
    found = desk.services.audit.page(action="settings.")
    return [(one.staff_name, one.subject, one.details) for one in found]


@pytest.mark.parametrize("tab", TABS)
def test_tabs_are_for_owner_and_manager(desk: DeskBrowser, tab: str) -> None:
    roles = ("owner", "manager", "staff", "viewer")

    assert [desk.as_role(role).get(f"/desk/settings/{tab}").status_code for role in roles] == [200, 200, 403, 403]


def test_settings_begin_with_the_hours(desk: DeskBrowser) -> None:
    assert desk.get("/desk/settings").headers["location"] == "/desk/settings/hours"


@pytest.mark.parametrize("path", ["hours", "rules/booking", "undo", "treatments", "texts/utter_price/0", "replies"])
def test_nobody_else_changes_anything(desk: DeskBrowser, path: str) -> None:
    staff = desk.as_role("staff")

    assert staff.post(f"/desk/settings/{path}", hours()).status_code == 403
    assert desk.services.configuration.present.version == 0


def test_wrong_hours_stay_in_the_form(desk: DeskBrowser) -> None:
    page = desk.post("/desk/settings/hours", hours(friday_from="20:00", monday_from="08:00"))

    assert page.status_code == 422
    assert (
        "Hours.friday is [&#39;20:00&#39;, &#39;19:00&#39;]; it must be an opening time before a closing time"
        in page.text
    )
    assert 'name="monday_from" step="300" value="08:00"' in page.text
    assert desk.services.configuration.present.version == 0


def test_hours_hold_at_once_and_are_noted(desk: DeskBrowser) -> None:
    answer = desk.post("/desk/settings/hours", hours(monday_to="12:00", closed_on="2027-12-25"))

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/settings/hours?saved=1")
    assert "Monday 9:00 to 12:00" in desk.app.http.get("/v1/salon").json()["hours"]
    assert [subject for _, subject, _ in entries(desk)] == ["closed_on", "hours"]
    assert entries(desk)[1] == (
        "Olga Owner",
        "hours",
        {"old": {"monday": ["09:00", "19:00"]}, "new": {"monday": ["09:00", "12:00"]}},
    )


def test_appointments_outside_are_listed(desk: DeskBrowser) -> None:
    book(desk.services, desk.app.begin().id, days=1.25)
    desk.post("/desk/settings/hours", hours(tuesday_to="12:00"))

    page = desk.get("/desk/settings/hours")

    assert "1 appointment to come lies outside these hours" in page.text
    assert 'href="/desk/diary?day=2027-03-02"' in page.text


def test_days_are_closed_and_opened_again(desk: DeskBrowser) -> None:
    desk.post("/desk/settings/hours", hours() | {"closed_on": ["2027-05-03", "", "2027-04-05", "2027-05-03"]})
    first = sorted(map(str, desk.services.salon.closed_on))
    desk.post("/desk/settings/hours", hours(closed_on="2027-04-05"))

    assert first == ["2027-04-05", "2027-05-03"]
    assert sorted(map(str, desk.services.salon.closed_on)) == ["2027-04-05"]


def test_what_a_colleague_changed_is_not_overwritten(desk: DeskBrowser) -> None:
    maya = desk.as_role("manager", "Maya")
    maya.post("/desk/settings/hours", hours(monday_to="12:00", seen="0"))

    page = desk.post("/desk/settings/hours", hours(monday_to="13:00", seen="0"))

    assert page.status_code == 409
    assert "Maya changed this meanwhile. Nothing was saved; please look at it again." in page.text


def test_undo_and_default(desk: DeskBrowser) -> None:
    for closing in ("12:00", "13:00"):
        desk.post("/desk/settings/hours", hours(monday_to=closing))

    undone = desk.post("/desk/settings/undo", {"key": "hours"})
    after_undo = desk.services.salon.hours[0][1].hour
    desk.post("/desk/settings/default", {"key": "hours"})

    assert undone.headers["location"] == "/desk/settings/hours?saved=1"
    assert (after_undo, desk.services.salon.hours[0][1].hour) == (12, 19)
    assert len(entries(desk)) == 5  # the closed days, which the form left empty, too


@pytest.mark.parametrize("key", ["country", "text.utter_price"])
def test_default_of_what_can_not_be_changed(desk: DeskBrowser, key: str) -> None:
    assert desk.post("/desk/settings/default", {"key": key}).status_code == 422


def test_undo_of_nothing(desk: DeskBrowser) -> None:
    assert desk.post("/desk/settings/undo", {"key": "hours"}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"price": "cheap"}, "Price: “cheap” is no price; write it like 85 or 85.50."),
        ({"duration_minutes": "45 min"}, "Length: “45 min” is no whole number."),
        ({"duration_minutes": "47"}, "must be a whole number of at least 5, a multiple of 5"),
        ({"name": "deep cleaning"}, "must be different from all others before it"),
        ({"name": ""}, "must be text"),
    ],
)
def test_wrong_treatment_stays_in_the_form(desk: DeskBrowser, changes: dict[str, str], said: str) -> None:
    page = desk.post("/desk/settings/treatments", treatment(**changes))

    assert page.status_code == 422
    assert said in page.text
    assert "peel, peeling" in page.text
    assert len(desk.services.salon.treatments) == 3


def test_treatment_is_added_changed_and_removed(desk: DeskBrowser) -> None:
    desk.post("/desk/settings/treatments", treatment(part_mechanical="1"))
    added = desk.services.salon.treatments[-1]
    desk.post("/desk/settings/treatments/gentle_peel", treatment(price="£70", name="soft peel"))
    changed = desk.services.salon.treatments[-1]
    desk.post("/desk/settings/treatments/gentle_peel/remove")

    assert (added.id, added.price_pence, added.parts, added.other_names) == (
        "gentle_peel",
        6050,
        ("mechanical",),
        ("peel", "peeling"),
    )
    assert (changed.id, changed.name, changed.price_pence, changed.parts) == (
        "gentle_peel",
        "soft peel",
        7000,
        ("mechanical",),
    )
    assert len(desk.services.salon.treatments) == 3
    assert [list(details["new"]) for *_, details in entries(desk)] == [["gentle_peel"]] * 3


def test_treatment_that_is_booked_is_not_removed(desk: DeskBrowser) -> None:
    book(desk.services, desk.app.begin().id, days=1)

    page = desk.post("/desk/settings/treatments/skin_consultation/remove")

    assert page.status_code == 409
    assert "“skin consultation” can&#39;t be removed: one appointment is booked for it." in page.text


@pytest.mark.parametrize("action", ["", "/remove"])
def test_treatment_that_is_not_there(desk: DeskBrowser, action: str) -> None:
    assert desk.post(f"/desk/settings/treatments/none{action}", treatment()).status_code == 404


def test_rules(desk: DeskBrowser) -> None:
    form = {"start_every_minutes": "15", "notice_minutes": "60", "days_ahead": "30", "minimum_gap_days": "14"}

    refused = desk.post("/desk/settings/rules/booking", form | {"days_ahead": "many"})
    desk.post("/desk/settings/rules/booking", form)

    assert (refused.status_code, 'value="many"' in refused.text) == (422, True)
    rules = desk.services.salon.booking
    assert (rules.start_every_minutes, rules.notice_minutes, rules.days_ahead) == (15, 60, 30)
    assert (rules.minimum_gap_days, rules.keep_cancelled_days) == (14, 365)


def test_policies_and_contact(desk: DeskBrowser) -> None:
    policies = {"late_minutes": "10", "cancel_hours": "48", "minimum_age": "18"}
    policies |= dict.fromkeys(("payment", "deposit", "vouchers", "discounts"), "cash")
    contact = dict.fromkeys(("address", "directions", "parking", "email", "contact_person"), "here")

    desk.post("/desk/settings/rules/policies", policies)
    desk.post("/desk/settings/rules/contact", contact | {"phone": "01632 960000"})

    assert desk.services.salon.policies["cancel_hours"] == 48
    assert desk.services.responses.text("utter_ask_parking").count("here") == 2
    assert desk.services.salon.phone == "01632 960000"


def test_retention(desk: DeskBrowser) -> None:
    form = {"conversation_days": "90", "keep_cancelled_days": "30", "audit_days": "400"}

    refused = desk.post("/desk/settings/retention", form | {"audit_days": "7"})
    desk.post("/desk/settings/retention", form)

    assert refused.status_code == 422
    assert "must be a whole number of at least 30" in refused.text
    assert vars(desk.services.salon.retention) == {"conversation_days": 90, "audit_days": 400}
    assert desk.services.salon.booking.keep_cancelled_days == 30
    assert "for 90 days" in desk.app.begin().greeting["text"].replace("\n", " ")


def test_retention_says_what_is_due_and_what_was_done(desk: DeskBrowser) -> None:
    before = desk.get("/desk/settings/retention").text
    desk.services.retention.run_if_due()

    assert "It did not run yet." in before and "Nothing is old enough" in before
    assert re.search(r"It last ran today, 10:00\s+and found nothing", desk.get("/desk/settings/retention").text)


def test_nothing_that_was_typed_becomes_markup(desk: DeskBrowser) -> None:
    evil = '"><img src=x onerror=alert(1)>{{ 7 * 7 }}'
    desk.post("/desk/settings/replies", {"title": evil[:60], "text": evil.replace("{", "(").replace("}", ")")})
    desk.post("/desk/settings/treatments", treatment(name=evil, other_names=evil))

    for tab in TABS:
        page = desk.get(f"/desk/settings/{tab}").text
        assert "<img src=x" not in page
        assert "style=" not in page and "onerror=alert(1)>" not in page
