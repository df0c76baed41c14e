"""A usual day, counted in the taps a person really makes."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.household import PERSON, Household

# Seconds of one tap with finding the target, and of making up one's mind: the keystroke-level
# model (Card, Moran & Newell 1980) gives 1.1 for pointing, 0.2 for the press, 1.35 for a thought.
_TAP_S, _MIND_S = 1.3, 1.35
_MOST_TAPS, _MOST_S = 6, 20.0
_COUNT = "document.addEventListener('pointerdown', () => window.tapped(), true)"


class Finger:
    """Taps what can be seen, and nothing else; the page itself counts the touches it meets."""

    def __init__(self, page: Page) -> None:
        self.taps = 0
        page.expose_function("tapped", self._count)
        page.add_init_script(_COUNT)

    def _count(self) -> None:
        self.taps += 1

    def tap(self, target: Locator) -> None:
        """Tap once; fails when the target is hidden, covered or not alone."""
        target.tap(timeout=10_000)


@pytest.fixture(scope="module")
def phone(browser: Browser, household: Household) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, base_url=household.address
    )
    page = context.new_page()
    page.goto(household.doorway)
    yield page
    context.close()


def _leg(page: Page, name: str, rating: int) -> Locator:
    return page.get_by_role("group", name=name).locator(".rate").nth(rating)


def _chip(page: Page, group: str, name: str) -> Locator:
    chips = page.get_by_role("group", name=group).locator(".chip")
    return chips.filter(has=page.get_by_text(name, exact=True))


def test_a_usual_day_takes_six_taps(phone: Page) -> None:
    finger = Finger(phone)
    phone.goto(f"/people/{PERSON}/")
    began = time.monotonic()
    finger.tap(phone.locator("main").get_by_role("link", name="Check in"))
    finger.tap(_leg(phone, "Left leg", 3))
    finger.tap(_leg(phone, "Right leg", 6))
    finger.tap(_chip(phone, "What does it feel like?", "Stiff"))
    finger.tap(_chip(phone, "What went before?", "Slept badly"))
    finger.tap(phone.get_by_role("button", name="Save", exact=True))
    expect(phone.get_by_role("heading", name="Thank you. It is saved.")).to_be_visible()
    waited = time.monotonic() - began
    assert 4 < finger.taps <= _MOST_TAPS, "what the page counted, of all that was asked"
    assert finger.taps * (_TAP_S + _MIND_S) <= _MOST_S, f"and the machine took {waited:.1f} s"
    said = phone.locator("main").inner_text()
    for answer in ("3 of 10", "6 of 10", "Stiff", "Slept badly"):
        assert answer in said


def test_could_not_walk_takes_one_tap_more_and_loses_nothing(phone: Page) -> None:
    phone.goto(f"/people/{PERSON}/check-in/")
    _leg(phone, "Left leg", 8).tap()
    phone.get_by_role("button", name="Could not walk: my legs").tap()
    expect(phone.get_by_role("heading", name="Is this new for you?")).to_be_visible()
    said = phone.locator("main").inner_text()
    assert "8 of 10" in said
    assert "because of my legs" in said


def test_enter_in_a_field_saves_and_says_nothing_more(phone: Page) -> None:
    phone.goto(f"/people/{PERSON}/check-in/")
    phone.get_by_text("Say more, or pick another day").tap()
    phone.get_by_label("Your temperature").fill("36.8")
    phone.get_by_label("Your temperature").press("Enter")
    expect(phone.get_by_text("Thank you. It is saved.")).to_be_visible()
    assert "Could not walk" not in phone.locator("main").inner_text()
