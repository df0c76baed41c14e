"""Nothing recorded is lost: crashes, reloads, no connection, a server that says no."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route, expect

from surefoot.readers.phone_capture import read_capture
from tests.browser.conftest import FLAGS
from tests.browser.household import PERSON, Household
from tests.browser.phone import STILL, Phone, kept_rows, open_phone
from tests.browser.walks import made_up_walk


@pytest.fixture
def phone(context: BrowserContext, household: Household) -> Phone:
    return open_phone(context, household)


def recordings_at(household: Household) -> int:
    """Return how many walks the server has on disk."""
    return len(list((household.home / "recordings").glob("*.parquet")))


def record(phone: Phone, from_ms: float) -> list[list[float]]:
    """Record 12 s of walking that no other test records."""
    rows = made_up_walk(12.0, from_ms)
    for i, row in enumerate(rows):
        row[2] += from_ms % 97 * 1e-3 * (i % 7)
    phone.start("pocket")
    phone.feel(rows)
    phone.hold_stop()
    return rows


def test_offline_then_reload_then_online_uploads_once(
    context: BrowserContext, phone: Phone, household: Household
) -> None:
    before = recordings_at(household)
    phone.wait_until_offline_works()
    context.set_offline(True)
    phone.page.reload()
    phone.wait_for("ready")
    rows = record(phone, 2000)
    phone.wait_for_waiting(1)
    phone.page.reload()
    phone.wait_for("ready")
    expect(phone.page.locator("#waiting-state")).to_have_text("1 recording waiting to upload")
    assert kept_rows(phone.page) == len(rows)
    assert recordings_at(household) == before
    context.set_offline(False)
    phone.wait_for_waiting(0)
    assert recordings_at(household) == before + 1
    assert read_capture(phone.sent[-1]).n_samples == len(rows)
    assert len(set(phone.sent)) == 1, "sending again sends the same bytes"


def test_an_answer_that_is_lost_does_no_harm(phone: Phone, household: Household) -> None:
    """The server has it, the phone does not know: it sends the same again, and lets go then."""
    before = recordings_at(household)
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    phone.page.route("**/api/recordings", lose, times=1)
    with phone.page.expect_event("requestfailed"):
        record(phone, 3000)
    phone.wait_for_waiting(1)
    assert lost == [201]
    assert recordings_at(household) == before + 1
    phone.page.locator("#send-now").click()
    phone.wait_for_waiting(0)
    assert recordings_at(household) == before + 1
    assert phone.sent[0] == phone.sent[1]


def test_the_phone_keeps_a_walk_until_the_hash_is_right(phone: Phone) -> None:
    wrong = {"recording": "0" * 64, "sha256": "1" * 64, "new": True}
    phone.page.route("**/api/recordings", lambda route: route.fulfill(status=201, json=wrong))
    with phone.page.expect_response("**/api/recordings"):
        record(phone, 4000)
    expect(phone.page.locator("#waiting-state")).to_have_text("1 recording waiting to upload")
    phone.page.wait_for_timeout(500)
    assert kept_rows(phone.page) == 12 * 60
    phone.page.unroute_all()
    phone.page.locator("#send-now").click()
    phone.wait_for_waiting(0)


def test_a_reload_while_recording_keeps_what_was_there(phone: Phone, household: Household) -> None:
    phone.start("pocket")
    phone.feel(made_up_walk(11.0, 5000))
    phone.page.wait_for_timeout(1300)
    phone.page.reload()
    phone.wait_for("ready")
    expect(phone.page.locator("#recovered")).to_contain_text("stopped by itself")
    phone.wait_for_waiting(0)
    assert read_capture(phone.sent[-1]).n_samples == 11 * 60


def test_another_tab_leaves_a_running_recording_alone(
    context: BrowserContext, phone: Phone, household: Household
) -> None:
    phone.start("pocket")
    phone.feel(made_up_walk(6.0, 6000))
    phone.page.wait_for_timeout(1300)
    other = Phone(context.new_page())
    other.page.goto(f"{household.address}/record/")
    other.wait_for("ready")
    expect(other.page.locator("#recovered")).to_be_hidden()
    phone.page.bring_to_front()
    phone.feel(made_up_walk(6.0, 12000))
    phone.hold_stop()
    phone.wait_for_waiting(0)
    # Whichever tab comes first sends it.
    assert [read_capture(sent).n_samples for sent in phone.sent + other.sent] == [12 * 60]


def test_a_walk_the_server_cannot_use_is_kept_and_explained(phone: Phone) -> None:
    phone.start("pocket")
    phone.feel(made_up_walk(2.0, 7000))
    phone.hold_stop()
    waiting = phone.page.locator("#waiting-list")
    expect(waiting).to_contain_text("2 seconds")
    expect(phone.page.locator("#send-problem")).not_to_be_empty()
    with phone.page.expect_download() as saved:
        waiting.get_by_role("button", name="Save a copy").click()
    assert Path(saved.value.path()).read_bytes() == phone.sent[0]
    waiting.get_by_role("button", name="Delete").click()
    waiting.get_by_role("button", name="Really delete").click()
    expect(waiting.get_by_role("listitem")).to_have_count(0)


def test_a_phone_without_rotation_sends_three_channels(phone: Phone) -> None:
    rows: list[list[Any]] = [[*row[:4], None, None, None] for row in made_up_walk(8.0, 8000)]
    phone.start("hand", still=[*STILL[:4], None, None, None])
    phone.feel(rows)
    phone.hold_stop()
    phone.wait_for_waiting(0)
    assert [str(name) for name in read_capture(phone.sent[0]).names] == ["acc_x", "acc_y", "acc_z"]


def test_holes_are_said(phone: Phone) -> None:
    phone.start("pocket")
    phone.feel(made_up_walk(6.0, 9000))
    phone.feel(made_up_walk(6.0, 18000))
    phone.hold_stop()
    expect(phone.page.locator("#kept-missing")).to_contain_text("Missing from 0:05 to 0:09")


def test_a_browser_behind_the_door_needs_no_phone_token(
    context: BrowserContext, household: Household
) -> None:
    household.stop()
    household.start()  # prints a fresh address
    page = context.new_page()
    page.goto(household.doorway)
    phone = Phone(page)
    page.goto(f"{household.address}/people/{PERSON}/record/")
    phone.wait_for("ready")
    record(phone, 20000)
    phone.wait_for_waiting(0)
    expect(page.locator("#sent")).to_be_visible()
    page.locator("#result").click()
    page.wait_for_url("**/walks/**")
    assert page.locator("h1").is_visible()


def test_a_closed_door_keeps_the_walk_and_says_so(
    context: BrowserContext, household: Household
) -> None:
    phone = Phone(context.new_page())
    phone.page.goto(f"{household.address}/record/")
    phone.wait_for("ready")
    record(phone, 21000)
    phone.wait_for_waiting(1)
    expect(phone.page.locator("#send-problem")).to_contain_text("locked")


class OwnBrowser:
    """A browser with a profile on disk that can be killed and opened again."""

    def __init__(self, playwright: Playwright, path: str, profile: Path) -> None:
        self._playwright, self._path, self._profile = playwright, path, profile
        self.context: BrowserContext | None = None

    def open(self) -> Page:
        self.context = self._playwright.chromium.launch_persistent_context(
            str(self._profile), executable_path=self._path, args=FLAGS
        )
        return self.context.pages[0]

    def kill(self) -> None:
        """SIGKILL every process that works in this profile, and wait until they are gone."""
        end = time.monotonic() + 20
        while numbers := self._processes():
            assert time.monotonic() < end, "the browser would not die"
            for number in numbers:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            time.sleep(0.1)
        # Left by the dead process; where processes come and go quickly its number may live again.
        for lock in self._profile.glob("Singleton*"):
            lock.unlink()

    def _processes(self) -> list[int]:
        listed = subprocess.check_output(["ps", "-eww", "-o", "pid=,args="], text=True)
        rows = [line.strip().partition(" ") for line in listed.splitlines()]
        return [int(number) for number, _, told in rows if f"={self._profile}" in told]


@pytest.fixture
def own_browser(playwright: Playwright, chromium_path: str, tmp_path: Path) -> Iterator[OwnBrowser]:
    made = OwnBrowser(playwright, chromium_path, tmp_path / "profile")
    yield made
    if made.context is not None:
        made.context.close()


@pytest.mark.skipif(os.name == "nt", reason="kills by POSIX signals")
def test_a_browser_killed_while_recording_loses_a_second_at_most(
    own_browser: OwnBrowser, household: Household
) -> None:
    phone = Phone(own_browser.open())
    phone.open(household)
    phone.start("pocket")
    phone.feel(made_up_walk(9.0, 30000))
    phone.page.wait_for_timeout(1300)  # a second passes, the rows are written
    phone.feel(made_up_walk(0.5, 39000))  # not written yet
    own_browser.kill()
    again = Phone(own_browser.open())
    again.page.goto(f"{household.address}/record/")
    again.wait_for("ready")
    expect(again.page.locator("#recovered")).to_contain_text("9 seconds are kept")
    again.wait_for_waiting(0)
    assert 9 * 60 <= read_capture(again.sent[0]).n_samples <= 9 * 60 + 30
