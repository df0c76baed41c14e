"""Stop and see in a browser: the time left runs down, and every rating is kept at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.household import PERSON, Household


@pytest.fixture(scope="module")
def key(browser: Browser, household: Household) -> StorageState:
    """The cookie that the one-time address gives."""
    context = browser.new_context()
    context.new_page().goto(household.doorway)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def phone(
    request: pytest.FixtureRequest, browser: Browser, household: Household, key: StorageState
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        base_url=household.address,
        storage_state=key,
        java_script_enabled=request.param,
    )
    page = context.new_page()
    yield page
    context.close()


def _rate(page: Page, left: int, right: int, button: str) -> None:
    for leg, rating in (("Left leg", left), ("Right leg", right)):
        group = page.get_by_role("group", name=leg)
        group.locator(".rate").nth(rating).click()
    page.get_by_role("button", name=button, exact=True).click()


def test_ratings_are_kept_and_the_page_goes_on_after_a_lock(
    phone: Page, request: pytest.FixtureRequest
) -> None:
    phone.goto(f"/people/{PERSON}/rests/")
    phone.get_by_label("Sit down").check()
    _rate(phone, 2, 1, "Save, then walk")
    _rate(phone, 8, 3, "I have stopped. Save")
    expect(phone.get_by_role("heading", name="After 2 minutes")).to_be_visible()
    left = phone.get_by_role("timer", include_hidden=True)
    if "no-script" in request.node.name:
        expect(left).to_be_hidden()
        expect(phone.get_by_text("Rate your legs at")).to_be_visible()
    else:
        expect(left).to_have_text("1:58", timeout=5000)
    # The phone was locked and the page is gone: the person starts anew from today.
    phone.goto(f"/people/{PERSON}/")
    phone.get_by_role("link", name="Stop and see: go on").click()
    expect(phone.get_by_role("heading", name="After 2 minutes")).to_be_visible()
    phone.get_by_role("link", name="Finish here").click()
    expect(phone.get_by_text("After 0 min")).to_be_visible()
    expect(phone.get_by_text("Left leg 8, Right leg 3")).to_be_visible()
