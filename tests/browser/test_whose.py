"""A phone of several people: no walk in the wrong diary, and none that holds up the others."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.household import PERSON, TOKEN, Household
from tests.browser.phone import Phone
from tests.browser.walks import made_up_walk

_KEEP_KEYS = """async (keys) => {
  const database = await import("/static/capture/database.js");
  for (const [person, name, token] of keys) await database.keepKey({person, name, token});
}"""


@pytest.fixture
def phone(page: Page, household: Household) -> Phone:
    """A phone that Ben connected, too; his access was taken back since."""
    opened = Phone(page)
    opened.page.goto(f"{household.address}/record/")
    keys = [[PERSON, "Anna", TOKEN], ["aaron", "Aaron", "a-token-that-was-taken-back"]]
    opened.page.evaluate(_KEEP_KEYS, keys)
    opened.page.reload()
    opened.wait_for("ready")
    return opened


def test_it_asks_whose_walk_it_is(phone: Phone) -> None:
    phone.press_start("pocket")
    expect(phone.page.locator("#no-person")).to_be_visible()
    phone.page.locator(f"input[name=whose][value={PERSON}]").check(force=True)
    phone.start("pocket")
    phone.feel(made_up_walk(11.0, 41000))
    phone.hold_stop()
    phone.wait_for_waiting(0)


def test_a_walk_that_is_locked_out_does_not_hold_up_the_next(phone: Phone) -> None:
    for person, at in (("aaron", 51000), (PERSON, 61000)):
        phone.page.locator(f"input[name=whose][value={person}]").check(force=True)
        phone.start("pocket")
        phone.feel(made_up_walk(11.0, at))
        phone.hold_stop()
        phone.page.locator("section[data-screen=kept] [data-back]").click()
        phone.wait_for("ready")
    phone.wait_for_waiting(1)


def test_a_phone_of_one_person_says_for_whom(page: Page, household: Household) -> None:
    phone = Phone(page)
    phone.open(household)
    expect(page.locator("#for-whom")).to_have_text("For Anna")
    expect(page.locator("#whose")).to_be_hidden()
