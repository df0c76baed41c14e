"""Renew the pictures of the pages in docs/images.

    python -m tools.screenshots ADDRESS

``ADDRESS`` is the one-time address that a freshly started Surefoot prints; start it with
``SUREFOOT_HOME`` naming an empty folder. Everybody in the pictures is made up.
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_PHONE, _DESK = {"width": 390, "height": 844}, {"width": 1000, "height": 760}
_MAKING_A_YEAR_MS = 180_000


def main(arguments: list[str]) -> int:
    """Take every picture; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        _take_all(browser, arguments[0])
        browser.close()
    return 0


def _launch(playwright: Playwright) -> Browser:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    return playwright.chromium.launch(executable_path=found, args=_FLAGS)


def _take_all(browser: Browser, doorway: str) -> None:
    context = browser.new_context(viewport=_DESK, timezone_id="Europe/Berlin")  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(_MAKING_A_YEAR_MS)
    page.goto(doorway)
    _take(page, "start")
    page.get_by_role("button", name="Look around with a sample person").click()
    page.get_by_role("heading", name="Sample person").wait_for()
    person = page.url
    page.get_by_role("link", name=re.compile("A walk$")).first.click()
    _take(page, "walk")
    page.goto(f"{person}timeline/")
    _take(page, "timeline")
    page.goto(f"{person}page/")
    _take(page, "page-to-print")
    _take_on_phone(browser, context, person)
    context.close()


def _take_on_phone(browser: Browser, opened: BrowserContext, person: str) -> None:
    context = browser.new_context(
        viewport=_PHONE,  # type: ignore[arg-type]
        device_scale_factor=2,
        storage_state=opened.storage_state(),
        timezone_id="Europe/Berlin",
    )
    page = context.new_page()
    page.goto(person)
    _take(page, "today", whole=False)
    page.goto(f"{person}check-in/")
    for leg, heaviness in (("Left leg", "9"), ("Right leg", "6")):
        page.get_by_role("group", name=leg).get_by_label(heaviness, exact=True).check()
    _take(page, "check-in", whole=False)
    page.get_by_label("A leg gave way").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Yes, this is new").click()
    _take(page, "red-flag", whole=False)
    page.get_by_role("button", name=re.compile("Undo")).click()
    page.goto(f"{person}walks/add/")
    _take(page, "walk-add", whole=False)
    page.goto(f"{person}record/")
    _take(page, "record", whole=False)
    page.goto(f"{person}new-or-wrong/")
    _take(page, "new-or-wrong", whole=False)
    context.close()


def _take(page: Page, name: str, whole: bool = True) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=IMAGES / f"{name}.png", full_page=whole)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
