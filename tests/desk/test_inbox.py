"""The list of conversations as a page: filters in the address, what HTMX gets, saved views, and nothing of clients' runs."""

from urllib.parse import quote

import pytest

from salon.staff.roles import Role
from tests.desk.conftest import DeskBrowser
from tests.inbox.talks import Said, Talks

ATTACK = "<img src=x onerror=alert(1)> nose \"quoted\" 'single'"
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;"


def test_empty(desk: DeskBrowser) -> None:
    page = desk.get("/desk/conversations")

    assert page.status_code == 200
    assert "Nobody has written yet" in page.text


def test_every_role_reads_the_list(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("hello"), id="c1")

    for role in Role:
        assert 'href="/desk/conversations/c1"' in desk.as_role(role).get("/desk/conversations").text


def test_conversation_of_a_real_client(desk: DeskBrowser) -> None:
    visitor = desk.app.begin()
    visitor.say("What are blackheads? Ring 07700 900123")

    page = desk.get("/desk/conversations?q=blackhed+ring").text
    assert f'href="/desk/conversations/{visitor.id}"' in page
    assert "What are <mark>blackheads</mark>? <mark>Ring</mark> •••" in page
    assert "900123" not in page


def test_badges_say_why_it_is_here(desk: DeskBrowser, talks: Talks) -> None:
    talks.wait(talks.add(Said(confidence=0.3, response="utter_rephrase"), id="c1", red_flag="crisis", stars=1), "lost")
    page = desk.get("/desk/conversations").text

    for words in (
        "Red flag: crisis",
        "The bot did not understand them",
        "not understood",
        "unsure: 30%",
        "1 of 5 stars",
    ):
        assert f">{words}</span>" in page


def test_filters_in_the_address(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("my nose"), id="c1", channel="telegram")
    talks.add(Said("my nose"), id="c2")
    page = desk.get("/desk/conversations?q=nose&channel=telegram").text

    assert ("/conversations/c1" in page, "/conversations/c2" in page) == (True, False)
    assert 'href="/desk/conversations?channel=telegram"' in page  # the chip that takes the words away
    assert 'href="/desk/conversations?q=nose"' in page


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "from=yesterday",
        "below=1000",
        "flag=x",
        "older=nonsense",
        "newer=1-x%27",
        "q=%ff%22",
        "tag=a%07b",
    ],
)
def test_what_can_not_be_read_is_no_failure(desk: DeskBrowser, talks: Talks, query: str) -> None:
    talks.add(Said("hello"), id="c1")

    page = desk.get(f"/desk/conversations?{query}")
    assert (page.status_code, "/conversations/c1" in page.text) == (200, True)


def test_what_can_not_be_read_is_said(desk: DeskBrowser) -> None:
    page = desk.get("/desk/conversations?below=1000&%3Cb%3E=1").text

    assert "“below” has to be a percentage from 1 to 100." in page
    assert "There is no filter called “&lt;b&gt;”." in page


def test_pages_lead_on_and_back(desk: DeskBrowser, talks: Talks) -> None:
    for number in range(31):
        talks.add(Said("hello"), id=f"c{number:02}")
    first = desk.get("/desk/conversations?channel=widget").text
    older = first.split('href="/desk/conversations?channel=widget&amp;older=')[1].split('"')[0]
    second = desk.get(f"/desk/conversations?channel=widget&older={older}").text

    assert ("/conversations/c00" in first, "/conversations/c01" in first) == (False, True)
    assert ("/conversations/c00" in second, "/conversations/c01" in second) == (True, False)
    newer = second.split('href="/desk/conversations?channel=widget&amp;newer=')[1].split('"')[0]
    assert "/conversations/c01" in desk.get(f"/desk/conversations?channel=widget&newer={newer}").text


def test_htmx_gets_the_part_it_asks_for(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("my nose"), id="c1")
    address = "/desk/conversations?q=nose&from=&topic=&topic="
    results = desk.get(address, headers={"HX-Request": "true", "HX-Target": "results"})
    listed = desk.get(address, headers={"HX-Request": "true", "HX-Target": "list"})

    assert results.text.lstrip().startswith('<div id="results"')
    assert results.headers["HX-Push-Url"] == "/desk/conversations?q=nose"
    assert listed.text.lstrip().startswith('<div id="list"')
    assert 'hx-get="/desk/conversations?q=nose"' in listed.text
    assert "HX-Push-Url" not in listed.headers


def test_nothing_that_a_client_wrote_is_markup(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said(ATTACK, answer=ATTACK), id="c1")

    for address in ("/desk/conversations", "/desk/conversations?q=nose", f"/desk/conversations?q={quote(ATTACK)}"):
        page = desk.get(address).text
        assert ("<img" in page, "onerror=alert(1)&gt;" in page) == (False, True)
    assert f"{ESCAPED} <mark>nose</mark>" in desk.get("/desk/conversations?q=nose").text


def test_match_inside_of_markup_is_escaped_too(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("<nose onclick=x>", answer=None), id="c1")

    assert "&lt;<mark>nose</mark> onclick=x&gt;" in desk.get("/desk/conversations?q=nose").text


def test_saved_views(desk: DeskBrowser) -> None:
    saved = desk.post("/desk/views", {"name": "<b>Mine</b>", "query": "flag=any&colour=red", "shared": "true"})
    other = desk.as_role("staff")

    assert (saved.status_code, saved.headers["location"]) == (303, "/desk/conversations?flag=any&colour=red")
    assert (
        'href="/desk/conversations?flag=any" aria-current="true">&lt;b&gt;Mine&lt;/b&gt;</a>'
        in desk.get("/desk/conversations?flag=any").text
    )
    assert "&lt;b&gt;Mine&lt;/b&gt; <span" in other.get("/desk/conversations").text

    view = desk.services.saved_views.of(desk.staff_id)[0].id
    assert other.post(f"/desk/views/{view}/erase").status_code == 404
    assert desk.post(f"/desk/views/{view}/erase").status_code == 303
    assert desk.services.saved_views.of(desk.staff_id) == []


def test_who_only_reads_saves_no_view(desk: DeskBrowser) -> None:
    viewer = desk.as_role("viewer")

    assert viewer.post("/desk/views", {"name": "Mine", "query": "flag=any"}).status_code == 403
    assert "Save as a view" not in viewer.get("/desk/conversations?flag=any").text


def test_view_without_a_filter_is_refused(desk: DeskBrowser) -> None:
    answer = desk.post("/desk/views", {"name": "Mine", "query": ""})

    assert (answer.status_code, "choose at least one filter" in answer.text) == (422, True)
