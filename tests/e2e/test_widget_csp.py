"""The widget under a strict policy and beside a hostile style sheet: a real browser, the real app and engine."""

from playwright.sync_api import Page, Route, expect

from tests.e2e.booking_steps import bot, open_picker, open_widget, tell

pytest_plugins = ["tests.e2e.browser"]

STRICT = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HOSTILE = """
* { all: unset !important; color: red !important; font: 3px cursive !important; }
div, dialog, section, porewell-chat { display: none !important; opacity: 0 !important; position: static !important; }
button { display: none !important; }
html { font-size: 62.5% !important; }
"""
LOOK = """() => { const root = document.querySelector("porewell-chat").shadowRoot;
  const look = (one) => { const {color, backgroundColor, fontSize, fontFamily, display, inlineSize, opacity} = getComputedStyle(one);
    return [color, backgroundColor, fontSize, fontFamily, display, inlineSize, opacity]; };
  return [".panel", ".bubble", ".pill", "textarea", ".head"].map((one) => look(root.querySelector(one))); }"""


def bare_page(page: Page, address: str, head: str = "", policy: str = STRICT) -> None:
    """Put a bare page with nothing but the widget at the app's `/bare`."""

    def fulfil(route: Route) -> None:
        body = (
            f"<!doctype html><html lang=en><meta charset=utf-8><title>Bare</title>{head}<h1>Bare</h1>"
            f"<porewell-chat></porewell-chat><script type=module src=/widget/porewell-chat.js></script></html>"
        )
        route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy": policy})

    page.route(f"{address}/bare", fulfil)
    page.route(f"{address}/hostile.css", lambda route: route.fulfill(body=HOSTILE, content_type="text/css"))


def test_strict_policy_with_trusted_types_is_never_broken(page: Page, live_app: str) -> None:
    page.add_init_script("addEventListener('securitypolicyviolation', ({violatedDirective: one}) => console.log('Content Security', one))")
    bare_page(page, live_app)

    open_widget(page, f"{live_app}/bare")
    tell(page, "What are blackheads?")
    tell(page, "I'd like a deep cleaning please, I'm Lena, 07911 123456")
    open_picker(page).get_by_role("button", name="Back to the chat").click()
    page.get_by_role("button", name="More", exact=True).click()
    with page.expect_download():
        page.get_by_role("button", name="Download this conversation").click()

    # `open_page` fails the test for whatever the browser complained of.
    expect(bot(page).nth(2)).to_be_visible()


def test_hostile_style_sheet_changes_nothing_inside(page: Page, live_app: str) -> None:
    bare_page(page, live_app)
    open_widget(page, f"{live_app}/bare")
    before = page.evaluate(LOOK)
    page.evaluate("() => sessionStorage.clear()")

    page.unroute_all()
    bare_page(page, live_app, head="<link rel=stylesheet href=/hostile.css>")
    open_widget(page, f"{live_app}/bare")

    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).color") == "rgb(255, 0, 0)"
    assert page.evaluate(LOOK) == before
    tell(page, "What are blackheads?")


def test_integrity_of_the_printed_tag(page: Page, live_app: str) -> None:
    manifest = page.request.get(f"{live_app}/widget/manifest.json").json()
    source = f"/widget/{manifest['version']}/{manifest['entry']}"

    def loads(integrity: str) -> bool:
        tag = f'<script type=module src="{source}" integrity="{integrity}" crossorigin=anonymous></script>'
        page.route(f"{live_app}/pinned", lambda route: route.fulfill(body=tag, content_type="text/html"))
        page.goto(f"{live_app}/pinned")
        page.wait_for_load_state("load")
        found = bool(page.evaluate("() => customElements.get('porewell-chat') !== undefined"))
        page.unroute_all()
        return found

    assert loads(manifest["integrity"][manifest["entry"]])
    assert not loads("sha384-" + "A" * 64)
