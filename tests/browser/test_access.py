"""Everyone can use the pages of the phone: axe finds nothing, type is large, targets are too."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.household import PERSON, Household
from tests.browser.node_tools import node_file
from tests.browser.phone import Phone, open_phone
from tests.browser.walks import made_up_walk

SCREENS = (
    "ready",
    "starting",
    "recording",
    "kept",
    "no-sensor",
    "denied",
    "insecure",
    "low-room",
    "no-keeping",
)
_SHOW = """async screen => {
  const screens = await import("/static/capture/screens.js");
  for (const place of ["countdown", "starting-note", "kept-length", "sent", "kept-quality"])
    screens.write(place, "10");
  document.getElementById("result").hidden = false;
  document.getElementById("no-placement").hidden = false;
  document.getElementById("sure").hidden = false;
  screens.show(screen);
}"""
_SMALL_TYPE = """() => [...document.querySelectorAll("main *")].filter(e =>
  e.checkVisibility() && e.innerText?.trim() && !e.children.length &&
  parseFloat(getComputedStyle(e).fontSize) < 18).map(e => e.outerHTML)"""
_SMALL_TARGETS = """() => [...document.querySelectorAll(
    "main a, main button, main summary, main input")].filter(e => e.checkVisibility()).map(e => {
  const r = (e.matches("input[type=radio]") ? e.closest("label") : e).getBoundingClientRect();
  return [e.id || e.textContent, Math.round(r.width), Math.round(r.height)];
}).filter(([_, w, h]) => w < 48 || h < 48)"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds. It is evaluated, not added as a script: the CSP forbids that."""
    page.evaluate(node_file("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]]


@pytest.fixture(scope="module", params=["light", "dark"])
def page_in(request: pytest.FixtureRequest, browser: Browser, household: Household) -> Any:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=request.param, reduced_motion="reduce"
    )
    yield open_phone(context, household).page
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen(page_in: Page, screen: str) -> None:
    page_in.evaluate(_SHOW, screen)
    assert violations(page_in) == []
    assert page_in.evaluate(_SMALL_TYPE) == []
    assert page_in.evaluate(_SMALL_TARGETS) == []
    width = page_in.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, "nothing to scroll sideways"


def test_a_walk_that_waits(context: BrowserContext, household: Household) -> None:
    phone = open_phone(context, household)
    phone.page.route("**/api/recordings", lambda route: route.abort())
    phone.start("pocket")
    phone.feel(made_up_walk(8.0))
    phone.hold_stop()
    phone.wait_for_waiting(1)
    assert violations(phone.page) == []
    assert phone.page.evaluate(_SMALL_TYPE) == []
    assert phone.page.evaluate(_SMALL_TARGETS) == []


def test_reduced_motion_is_respected(page_in: Page) -> None:
    page_in.evaluate(_SHOW, "recording")
    duration = page_in.evaluate(
        "document.getElementById('stop').classList.add('held'),"
        "getComputedStyle(document.querySelector('#stop .fill')).transitionDuration"
    )
    assert duration == "0s"


@pytest.fixture
def at_home(context: BrowserContext) -> Callable[[Household], Page]:
    def open_door(household: Household) -> Page:
        household.stop()
        household.start()
        page = context.new_page()
        page.goto(household.doorway)
        return page

    return open_door


def test_the_other_pages_of_phones(
    at_home: Callable[[Household], Page], household: Household
) -> None:
    page = at_home(household)
    paths = (f"/people/{PERSON}/record/", f"/people/{PERSON}/devices/", "/pair/#no-such-token")
    for path in paths:
        page.goto(household.address + path)
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], path
        assert page.evaluate(_SMALL_TYPE) == [], path
        assert page.evaluate(_SMALL_TARGETS) == [], path


def test_the_page_needs_its_own_origin_only(context: BrowserContext, household: Household) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    phone = Phone(context.new_page())
    phone.open(household)
    phone.wait_until_offline_works()
    assert len(asked) > 10
    assert {url.split("/")[2] for url in asked} == {f"localhost:{household.port}"}


def test_the_policy_forbids_all_else(context: BrowserContext, household: Household) -> None:
    page = context.new_page()
    answer = page.goto(f"{household.address}/record/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
