"""Each way in which a phone may not record has a calm screen of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import FLAGS
from tests.browser.household import Household
from tests.browser.phone import STILL, Phone, open_phone

_NO_EVENTS = "delete window.DeviceMotionEvent"
_DENIED = "DeviceMotionEvent.requestPermission = async () => 'denied'"
_ASKED_WITHOUT_TAP = "DeviceMotionEvent.requestPermission = async () => { throw new Error('tap') }"
_FULL = "navigator.storage.estimate = async () => ({quota: 1000, usage: 999})"
_NO_DATABASE = "indexedDB.open = () => { throw new DOMException('private', 'SecurityError') }"


@pytest.fixture
def opened(context: BrowserContext, household: Household) -> Callable[[str], Phone]:
    """Open the page with a phone that differs by this script."""

    def open_with(script: str) -> Phone:
        context.add_init_script(script)
        phone = Phone(context.new_page())
        phone.page.goto(f"{household.address}/record/")
        return phone

    return open_with


def heading(page: Page) -> str:
    return page.locator("section[data-screen]:not([hidden]) h1").inner_text()


def test_no_answer_to_where_the_phone_is(opened: Callable[[str], Phone]) -> None:
    phone = opened("")
    phone.wait_for("ready")
    phone.page.locator("#start").click()
    expect(phone.page.locator("#no-placement")).to_be_visible()
    assert phone.screen == "ready"


def test_a_computer_sends_one_event_of_nulls_only(opened: Callable[[str], Phone]) -> None:
    phone = opened("")
    phone.wait_for("ready")
    phone.press_start()
    phone.wait_for("no-sensor")
    assert heading(phone.page) == "No movement sensor here"
    phone.page.get_by_role("button", name="Try again").click()
    assert phone.screen == "ready"


@pytest.mark.parametrize(
    ("script", "screen", "title"),
    [
        (_NO_EVENTS, "no-sensor", "No movement sensor here"),
        (_DENIED, "denied", "The phone did not allow it"),
        (_ASKED_WITHOUT_TAP, "denied", "The phone did not allow it"),
        (_FULL, "low-room", "Little room on this phone"),
    ],
)
def test_what_the_phone_lacks_is_said(
    opened: Callable[[str], Phone], script: str, screen: str, title: str
) -> None:
    phone = opened(script)
    phone.wait_for("ready")
    phone.press_start()
    phone.wait_for(screen)
    assert heading(phone.page) == title
    focused = phone.page.evaluate("document.activeElement.textContent")
    assert focused == title, "the heading is read out"


def test_little_room_is_no_ban(opened: Callable[[str], Phone]) -> None:
    phone = opened(_FULL)
    phone.wait_for("ready")
    phone.press_start()
    phone.wait_for("low-room")
    phone.page.get_by_role("button", name="Record for a short time").click()
    phone.wait_for("starting")


def test_a_browser_that_keeps_nothing(opened: Callable[[str], Phone]) -> None:
    phone = opened(_NO_DATABASE)
    phone.wait_for("no-keeping")
    assert heading(phone.page) == "This browser cannot keep a recording"


def test_an_address_that_is_not_safe(
    playwright: Playwright, chromium_path: str, tmp_path: Path
) -> None:
    """A name that is neither https nor this machine's own: browsers give no sensor there."""
    rules = "--host-resolver-rules=MAP surefoot.local 127.0.0.1"
    apart = Household(tmp_path, hosts="surefoot.local")
    apart.start()
    launched = playwright.chromium.launch(executable_path=chromium_path, args=[*FLAGS, rules])
    try:
        phone = Phone(launched.new_page())
        phone.page.goto(f"http://surefoot.local:{apart.port}/record/")
        phone.wait_for("insecure")
        assert heading(phone.page) == "This page needs a safe address"
        assert "surefoot serve --lan" in phone.page.inner_text("main")
    finally:
        launched.close()
        apart.stop()


def test_calling_it_off(opened: Callable[[str], Phone]) -> None:
    phone = opened("")
    phone.wait_for("ready")
    phone.press_start()
    phone.wait_for("starting")
    phone.feel([STILL])
    expect(phone.page.locator("#countdown")).to_have_text("10")
    phone.page.get_by_role("button", name="Not now").click()
    phone.wait_for("ready")


def test_a_missing_gyroscope_is_said_and_no_obstacle(opened: Callable[[str], Phone]) -> None:
    phone = opened("")
    phone.wait_for("ready")
    phone.press_start()
    phone.wait_for("starting")
    phone.feel([[*STILL[:4], None, None, None]])
    expect(phone.page.locator("#starting-note")).to_contain_text("no rotation sensor")
    phone.wait_for("recording")


def test_a_pocket_presses_buttons(context: BrowserContext, household: Household) -> None:
    phone = open_phone(context, household)
    phone.start()
    phone.page.locator("#stop").click()
    phone.page.locator("#stop").click(delay=900)
    phone.page.wait_for_timeout(800)
    assert phone.screen == "recording"
    expect(phone.page.locator("#sure")).to_be_hidden()


def test_holding_a_key_stops(context: BrowserContext, household: Household) -> None:
    phone = open_phone(context, household)
    phone.start()
    phone.page.locator("#stop").focus()
    phone.page.keyboard.down("Enter")
    phone.wait_for("kept")
    phone.page.keyboard.up("Enter")


def test_a_screen_reader_cannot_hold_and_is_asked(
    context: BrowserContext, household: Household
) -> None:
    phone = open_phone(context, household)
    phone.start()
    phone.page.evaluate("document.getElementById('stop').click()")
    expect(phone.page.locator("#sure")).to_be_visible()
    phone.page.get_by_role("button", name="Go on walking").click()
    expect(phone.page.locator("#sure")).to_be_hidden()
    phone.page.evaluate("document.getElementById('stop').click()")
    phone.page.get_by_role("button", name="Stop now").click()
    phone.wait_for("kept")


def test_nothing_else_can_be_touched_while_walking(
    context: BrowserContext, household: Household
) -> None:
    phone = open_phone(context, household)
    phone.start()
    targets = phone.page.locator("a:visible, button:visible, input:visible, summary:visible")
    assert [target.get_attribute("id") for target in targets.all()] == ["stop"]


def test_the_page_never_vibrates(context: BrowserContext, household: Household) -> None:
    context.add_init_script(
        "window.shaken = 0; navigator.vibrate = () => { window.shaken += 1; return true }"
    )
    phone = open_phone(context, household)
    phone.start()
    phone.hold_stop()
    assert phone.page.evaluate("window.shaken") == 0
