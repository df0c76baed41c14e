"""A whole trial of cooling lived through in a browser: 28 days that count, two that were missed and
a pause, on a clock that the test moves."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from surefoot.knowledge.load import load_knowledge
from surefoot.usecases.look_up import key_of
from tests.browser.household import PERSON, Household
from tests.browser.moved_clock import CLOCK_FILE, set_clock
from tests.browser.node_tools import node_file
from tests.browser.test_pages_axe import RUN_AXE, SMALL_TARGETS, SMALL_TEXT, SPILL, TAGS

ANNA = f"/people/{PERSON}/"
DAYS = 28
# Days on which nothing is opened, and the first and last day of the pause, from the first day on.
MISSED = (5, 17)
PAUSE = (10, 12)
HELPS_BY = 2
RULE = load_knowledge().strategy("s_cooling").trial_design
assert RULE is not None
ASKS_ON, ASKS_OFF = RULE.asks_on, RULE.asks_off


class Clock:
    """The server's days, each at noon in UTC."""

    def __init__(self, file: Path) -> None:
        self._file = file
        now = datetime.now(UTC)
        self._noon = (12 - now.hour - now.minute / 60) % 24
        set_clock(file, 0.0)

    def to(self, day: int) -> None:
        """Let it be noon, so many days later."""
        set_clock(self._file, self._noon + 24 * day)


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clock]:
    file = tmp_path_factory.mktemp("clock") / "hours"
    before = os.environ.get(CLOCK_FILE)
    os.environ[CLOCK_FILE] = str(file)
    yield Clock(file)
    if before is None:
        del os.environ[CLOCK_FILE]


@pytest.fixture(scope="module")
def moved(clock: Clock, household: Household) -> Household:
    """A household whose server was started when the clock was there."""
    return household


@pytest.fixture
def phone(browser: Browser, moved: Household, clock: Clock) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, base_url=moved.address, timezone_id="Europe/Berlin"
    )
    page = context.new_page()
    # The address is good for some hours of the machine's own clock.
    page.goto(moved.doorway)
    clock.to(0)
    yield page
    context.close()


def _is_fit(page: Page) -> None:
    """Check a page as it stands: axe finds nothing, text and targets are large, nothing spills."""
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    page.evaluate(node_file("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(RUN_AXE, TAGS)["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate(SMALL_TEXT) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(SPILL) <= 0


def _rate(page: Page, rating: int) -> None:
    page.goto(f"{ANNA}check-in/")
    for leg in ("Left leg", "Right leg"):
        page.get_by_role("group", name=leg).get_by_label(str(rating), exact=True).check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Done").wait_for()


def _live(page: Page, day: int) -> None:
    """Live one warm day: say so, do as it asks, check in."""
    page.goto(ANNA)
    card = page.get_by_role("region", name="Your try")
    expect(card).not_to_contain_text(ASKS_ON)
    expect(card).not_to_contain_text(ASKS_OFF)
    card.get_by_role("button", name="Yes", exact=True).click()
    expect(card).to_contain_text("Did it go as it says?")
    cooled = ASKS_ON in card.inner_text()
    assert cooled != (ASKS_OFF in card.inner_text())
    card.get_by_role("button", name="Yes", exact=True).click()
    expect(card).to_contain_text("Done as asked")
    if day == 1:
        _is_fit(page)
    _rate(page, 6 + (0, 1, -1, 1, 0)[day % 5] - HELPS_BY * cooled)


def _start(page: Page) -> str:
    """Plan and fix the trial; return its address."""
    page.goto(f"{ANNA}tries/new/{key_of('s_cooling')}/")
    page.get_by_label(f"{DAYS} days", exact=True).check()
    page.get_by_role("button", name="Start this try").click()
    page.get_by_role("heading", name="The plan").wait_for()
    expect(page.get_by_role("article")).to_contain_text("Which days are with it is kept from you")
    return page.url.removesuffix("plan/")


def _pause_until(page: Page, trial: str) -> None:
    page.goto(trial)
    page.get_by_role("link", name="Pause").click()
    page.get_by_role("button", name="Pause the try").click()
    expect(page.get_by_role("main")).to_contain_text("It pauses. Rest well.")


def test_a_whole_trial_from_the_plan_to_the_answer(phone: Page, clock: Clock) -> None:
    trial = _start(phone)
    day, counted = 0, 0
    while counted < DAYS:
        day += 1
        clock.to(day)
        if day == PAUSE[0]:
            _pause_until(phone, trial)
        elif day == PAUSE[1] + 1:
            phone.goto(trial)
            phone.get_by_role("button", name="Go on").click()
        if day in MISSED or PAUSE[0] <= day <= PAUSE[1]:
            continue
        _live(phone, day)
        counted += 1
    assert day == DAYS + len(MISSED) + PAUSE[1] - PAUSE[0] + 1
    phone.goto(f"{trial}shown/")
    assert phone.url == trial, "the last day still runs"
    clock.to(day + 1)
    phone.goto(trial)
    expect(phone.get_by_role("main")).to_contain_text("28 of 28")
    phone.get_by_role("link", name="See what it showed").click()
    main = phone.get_by_role("main")
    expect(main).to_contain_text("It helped by about")
    expect(main).to_contain_text("expecting it to help included")
    expect(main).to_contain_text("14 days with it and 14 days without it.")
    expect(main).to_contain_text("The trial was paused.")
    _is_fit(phone)
    picture = main.locator("figure img")
    assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth }")
    phone.get_by_role("link", name="The page for your team").click()
    expect(phone.get_by_role("main")).to_contain_text("Randomisation test, p")
    _is_fit(phone)
