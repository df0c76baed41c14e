"""The recording page, as tests drive it."""

from typing import Any

from playwright.sync_api import BrowserContext, Page, Request

from tests.browser.household import PERSON, TOKEN, Household

# Events as a phone sends them, but with the clock of the recording they come from.
_DISPATCH = """rows => {
  for (const [at, ax, ay, az, gx, gy, gz] of rows) {
    const event = new DeviceMotionEvent("devicemotion", {
      acceleration: null,
      accelerationIncludingGravity: {x: ax, y: ay, z: az},
      rotationRate: gx === null ? null : {alpha: gx, beta: gy, gamma: gz},
      interval: 10,
    });
    Object.defineProperty(event, "timeStamp", {value: at});
    window.dispatchEvent(event);
  }
}"""
STILL = [0.0, 0.0, 0.0, 9.81, 0.0, 0.0, 0.0]
STILL_WITHOUT_ROTATION = [0.0, 0.0, 0.0, 9.81, None, None, None]
_KEEP_KEY = """async ([person, token]) => {
  const database = await import("/static/capture/database.js");
  await database.keepKey({person, name: "Anna", token});
}"""


class Phone:
    """One open recording page with everything it sends."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sent: list[bytes] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.url.endswith("/api/recordings"):
            self.sent.append(request.post_data_buffer or b"")

    @property
    def screen(self) -> str:
        return str(self.page.evaluate("document.body.dataset.screen"))

    def open(self, household: Household) -> None:
        """Open the page as Anna's connected phone."""
        self.page.goto(f"{household.address}/record/")
        self.page.evaluate(_KEEP_KEY, [PERSON, TOKEN])
        self.page.reload()
        self.wait_for("ready")

    def wait_for(self, screen: str, seconds: float = 20) -> None:
        self.page.wait_for_function(
            "screen => document.body.dataset.screen === screen", arg=screen, timeout=seconds * 1000
        )

    def wait_for_waiting(self, walks: int, seconds: float = 20) -> None:
        self.page.wait_for_function(
            "n => document.body.dataset.waiting === n", arg=str(walks), timeout=seconds * 1000
        )

    def wait_until_offline_works(self) -> None:
        self.page.wait_for_selector("html[data-offline=ready]", state="attached", timeout=20000)

    def feel(self, rows: list[Any]) -> None:
        """Let the page feel these movements at once: ms, m/s2 x 3, deg/s x 3."""
        self.page.evaluate(_DISPATCH, rows)

    def press_start(self, placement: str = "lower-back") -> None:
        self.page.locator(f"input[name=placement][value={placement}]").check(force=True)
        self.page.locator("#start").click()

    def start(self, placement: str = "lower-back", still: list[Any] | None = None) -> None:
        """Press Start and wait until the page records."""
        self.page.evaluate("document.querySelector('input[name=countdown]:checked').value = 1")
        self.press_start(placement)
        self.wait_for("starting")
        self.feel([STILL if still is None else still])
        self.wait_for("recording")

    def hold_stop(self) -> None:
        """Hold the button as long as it asks for."""
        self.page.locator("#stop").hover()
        self.page.mouse.down()
        self.wait_for("kept")
        self.page.mouse.up()


def kept_rows(page: Page) -> int:
    """Return how many rows are on disk."""
    return int(
        page.evaluate(
            """async () => {
              const database = await import("/static/capture/database.js");
              const walks = await database.keptWalks();
              return walks.reduce((sum, walk) => sum + walk.rows, 0);
            }"""
        )
    )


def open_phone(context: BrowserContext, household: Household) -> Phone:
    """Return a phone with the recording page open."""
    phone = Phone(context.new_page())
    phone.open(household)
    return phone
