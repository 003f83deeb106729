"""The page of the accounts."""

from salon.staff.roles import Role
from tests.desk.conftest import DeskBrowser


def test_page_lists_the_accounts(desk: DeskBrowser) -> None:
    desk.as_role(Role.STAFF, "Maya")

    page = desk.get("/desk/staff")

    assert page.status_code == 200
    assert "Olga Owner" in page.text and "Maya" in page.text


def test_invitation_is_refused_to_a_login_that_is_taken(desk: DeskBrowser) -> None:
    desk.as_role(Role.STAFF, "Maya")

    page = desk.post("/desk/staff", {"login": "maya", "name": "Mia", "role": "staff"})

    assert page.status_code == 422
    assert "Another account has this login." in page.text


def test_invitation_shows_its_code_once(desk: DeskBrowser) -> None:
    page = desk.post("/desk/staff", {"login": "mia", "name": "Mia", "role": "staff"})

    assert page.status_code == 200
    assert "A code for Mia" in page.text
    assert "A code for Mia" not in desk.get("/desk/staff").text


def test_account_is_renamed(desk: DeskBrowser) -> None:
    maya = desk.as_role(Role.STAFF, "Maya")

    answer = desk.post(f"/desk/staff/{maya.staff_id}", {"name": "Maia", "role": "staff"})

    assert answer.status_code == 303
    assert desk.services.accounts.get(maya.staff_id).name == "Maia"


def test_only_owner_stays(desk: DeskBrowser) -> None:
    page = desk.post(f"/desk/staff/{desk.staff_id}/switch", {"on": "false"})

    assert page.status_code == 422
    assert "only owner" in page.text


def test_account_that_is_switched_off_is_signed_out_at_once(desk: DeskBrowser) -> None:
    maya = desk.as_role(Role.STAFF, "Maya")

    desk.post(f"/desk/staff/{maya.staff_id}/switch", {"on": "false"})

    assert maya.get("/desk/account").headers["location"] == "/desk/login?next=/desk/account"
