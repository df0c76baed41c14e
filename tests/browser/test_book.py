"""The book on a phone: searching, comparing and going back, with and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, expect

from tests.browser.household import PERSON, Household

_ADDRESS_OF_A_FACT = re.compile(r"/knowledge/page/[0-9a-f]{10}/$")


@pytest.fixture(scope="module")
def key(browser: Browser, household: Household) -> StorageState:
    """The cookie that the one-time address gives."""
    door = browser.new_context()
    door.new_page().goto(household.doorway)
    state = door.storage_state()
    door.close()
    return state


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no-script"])
def phone(
    request: pytest.FixtureRequest, browser: Browser, household: Household, key: StorageState
) -> Iterator[BrowserContext]:
    made = browser.new_context(
        storage_state=key,
        base_url=household.address,
        viewport={"width": 360, "height": 740},
        java_script_enabled=request.param,
    )
    yield made
    made.close()


def test_a_word_is_looked_up_and_back_leads_to_what_was_found(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"/people/{PERSON}/knowledge/")
    page.get_by_label("Look something up").fill("cooling")
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("heading", name="What was found")).to_be_visible()
    assert "cool" not in page.url
    page.get_by_role("link", name="Cooling down", exact=True).click()
    expect(page).to_have_url(_ADDRESS_OF_A_FACT)
    page.go_back()
    expect(page.get_by_role("heading", name="What was found")).to_be_visible()
    page.close()


def test_a_remedy_nobody_knows_says_what_to_ask(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/knowledge/remedies/")
    page.get_by_label("Name of the remedy").fill("Zappo drops")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing is known of it here")).to_be_visible()
    expect(page.get_by_text("What is in it?")).to_be_visible()
    page.close()


def test_two_causes_are_put_side_by_side_with_large_targets(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"/people/{PERSON}/knowledge/compare/")
    page.get_by_role("button", name="Put side by side").click()
    expect(page.get_by_text("Choose two, three or four.")).to_be_visible()
    for name in ("Heat", "Cold"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Put side by side").click()
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    rows = page.get_by_role("rowheader")
    expect(rows.first).to_contain_text("How it can make legs heavy")
    first = page.locator("td[data-label='Cold']").first
    second = page.locator("td[data-label='Heat']").first
    above, below = first.bounding_box(), second.bounding_box()
    assert above
    assert below
    assert below["y"] >= above["y"] + above["height"] - 1
    page.close()
