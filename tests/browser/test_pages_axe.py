"""Every page as people meet it: axe finds nothing, text and targets are large, nothing spills."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from surefoot.app.views.asked import slug_of
from surefoot.readers.phone_capture import encode_capture
from surefoot.simulate.settings import WalkSettings
from surefoot.simulate.walk import simulate_walk
from surefoot.usecases.look_up import key_of
from tests.browser.every_page import PAGES
from tests.browser.household import OTHER, PERSON, Household
from tests.browser.node_tools import node_file

LOOKS: dict[str, dict[str, Any]] = {
    "phone-light": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    "desk-light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "desk-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}
#: Each size and each scheme once; ``dev.py prove`` sets SUREFOOT_LOOKS=all and looks at all four.
LOOKED_AT = (
    tuple(LOOKS) if os.environ.get("SUREFOOT_LOOKS") == "all" else ("phone-light", "desk-dark")
)
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "tags => axe.run({runOnly: tags, resultTypes: ['violations'], preload: false})"

# Links inside a sentence are as high as its line (WCAG 2.5.8, exception "inline"). What is hidden
# from everyone is no target: the form's first button is there for the Enter key only.
SMALL_TARGETS = """() => [...document.querySelectorAll(
  "a, button, summary, select, textarea, input:not([type=hidden])")]
  .filter((e) => e.checkVisibility() && !e.classList.contains("skip")
    && !e.closest("p:not(.actions), td, dd, [aria-hidden=true]"))
  .map((e) => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
  .filter(([_, box]) => box.width < 47.9 || box.height < 47.9)
  .map(([name, box]) => `${name}: ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)"""
_CLOSE_TARGETS = """() => {
  const boxes = [...document.querySelectorAll(".rate, .chip, .row > *, .actions > *")]
    .filter((e) => e.checkVisibility())
    .map((e) => [e.textContent.trim(), e.getBoundingClientRect()]);
  const found = [];
  for (const [i, [a, p]] of boxes.entries()) for (const [b, q] of boxes.slice(i + 1)) {
    const x = Math.max(p.left, q.left) - Math.min(p.right, q.right);
    const y = Math.max(p.top, q.top) - Math.min(p.bottom, q.bottom);
    if (Math.max(x, y) < 7.9 && Math.max(x, y) > -1) found.push(`${a} and ${b}: ${x} ${y}`);
  }
  return found;
}"""
SMALL_TEXT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !parent.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (size < 18) found.add(`${walker.currentNode.textContent.trim()}: ${size}`);
  }
  return [...found];
}"""
SPILL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def axe() -> str:
    return node_file("axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def key(browser: Browser, household: Household) -> StorageState:
    """The cookie that the one-time address gives."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(household.doorway)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module")
def addresses(
    browser: Browser,
    household: Household,
    key: StorageState,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, str]:
    """Where every page is, after a person has used Surefoot by its own pages."""
    context = browser.new_context(storage_state=key, base_url=household.address)
    page = context.new_page()
    file = tmp_path_factory.mktemp("walk") / "walk.sfcap"
    file.write_bytes(encode_capture(simulate_walk(WalkSettings(), 3).recording))
    person = f"/people/{PERSON}/"
    entry, ask, alarm = _check_in(page, person)
    walk = _upload(page, person, file)
    number, stop, wait, rest = _numbers(page, person)
    lists = _lists(page, f"/people/{PERSON}/")
    explained = _questions(page, person, f"/people/{OTHER}/")
    tried = _tries(page, f"/people/{OTHER}/")
    context.close()
    return {
        "start": "/",
        "choose": "/for/check-in/",
        "add": "/people/new/",
        "help": "/new-or-wrong/",
        "nowhere": "/people/nobody/",
        "today": person,
        "details": f"{person}details/",
        "delete": f"{person}delete/",
        "check-in": f"{person}check-in/",
        "entry": entry,
        "ask": ask,
        "alarm": alarm,
        "entry-change": f"{entry}change/",
        "entry-delete": f"{entry}delete/",
        "walk-add": f"{person}walks/add/",
        "walk": walk,
        "walk-correct": f"{walk}correct/",
        "walk-delete": f"{walk}delete/",
        "timeline": f"{person}timeline/",
        "goes-with": f"{person}goes-with/",
        "change": f"{person}state/",
        "save-legs": f"{person}save/?when=evening",
        "one-day": f"{person}timeline/day/?day={datetime.now(UTC).date()}",
        "report": f"{person}page/",
        "report-clinician": f"{person}page/?for=clinician",
        "help-person": f"{person}new-or-wrong/",
        "numbers": f"{person}numbers/",
        "number-tapped": f"{person}numbers/c/",
        "number-typed": f"{person}numbers/e/",
        "number-colour": f"{person}numbers/f/",
        "number-saved": number,
        "rest-begin": f"{person}rests/",
        "rest-stop": stop,
        "rest-wait": wait,
        "rest-saved": rest,
        "reminder": f"{person}reminder/",
        **_book(person),
        **tried,
        **explained,
        **lists,
    }


def _tries(page: Page, person: str) -> dict[str, str]:
    """Begin a try, and one that is stopped before it: only then is its result shown."""
    found = []
    for _ in range(2):
        page.goto(f"{person}tries/new/{key_of('s_stretch')}/")
        page.get_by_role("button", name="Start this try").click()
        page.get_by_role("heading", name="The plan").wait_for()
        found.append(_path(page).removesuffix("plan/"))
        if len(found) == 1:
            page.goto(f"{found[0]}stop/")
            page.get_by_role("button", name="Stop the try").click()
            page.get_by_role("heading", name="What this rests on").wait_for()
    ended, begun = found
    return {
        "tries": f"{person}tries/",
        "try-design": f"/people/{PERSON}/tries/new/{key_of('s_walk_prog')}/",
        "try-refused": f"{person}tries/new/{key_of('s_ablation')}/",
        "try": begun,
        "try-plan": f"{begun}plan/",
        "try-pause": f"{begun}pause/",
        "try-reminder": f"{begun}reminder/",
        "try-stop": f"{begun}stop/",
        "try-shown": f"{ended}shown/",
        "try-team": f"{ended}shown/team/",
    }


def _lists(page: Page, person: str) -> dict[str, str]:
    """Tick lists: what leads to more questions, and what is asked once more."""
    found = {}
    for name, line in (("something-more", "Fell, and got hurt"), ("asked-again", "Face drooped")):
        page.goto(f"{person}what-is-new/")
        page.get_by_label(line).check()
        page.get_by_label("None of these").last.check()
        page.get_by_role("button", name="Save and go on").click()
        page.get_by_role("button", name="Save and go on").wait_for()
        found[name] = _path(page)
    entry = found["asked-again"].rstrip("/").rpartition("/")[2]
    return {
        **found,
        "something-new": f"{person}what-is-new/",
        "tick-list": f"{person}questions/list/b/",
        "checked": f"{person}checked/{entry}/",
        "been-seen": f"{person}been-seen/",
    }


def _questions(page: Page, urgent: str, calm: str) -> dict[str, str]:
    """Answer some questions; of one person something needs help, of the other nothing does."""
    for finding, answer in (
        ("f_ms", "Yes"),
        ("f_heat", "Yes"),
        ("f_evening", "Yes"),
        ("f_swell_both", "Yes"),
        ("f_stiff", "I don't know"),
        ("f_cold", "Skip"),
    ):
        page.goto(f"{calm}answers/{slug_of(finding)}/")
        page.get_by_role("button", name=answer, exact=True).click()
        page.get_by_role("heading", name="All my answers").wait_for()
    return {
        "questions": f"{calm}questions/",
        "question": f"{calm}questions/{slug_of('f_onset')}/",
        "question-several": f"{calm}questions/{slug_of('f_knee')}/",
        "answers": f"{calm}answers/",
        "results": f"{calm}answers/results/",
        "why": f"{calm}why/",
        "why-surer": f"{calm}why/surer/",
        "why-team": f"{calm}why/team/",
        "why-urgent": f"{urgent}why/",
        "read-first": f"{urgent}questions/first/",
        "crew": f"{urgent}questions/sheet/",
        "card": f"{calm}why/card/",
        "card-work": f"{calm}why/card/work/",
    }


def _book(person: str) -> dict[str, str]:
    """Pages of the book: some of the house, most of a person."""
    book = f"{person}knowledge/"
    keys = "-".join(map(key_of, ("ms_heat", "ms_spasticity", "cvi", "als")))
    return {
        "book": "/knowledge/",
        "book-shelf": f"{book}shelf/causes/",
        "book-fact": f"{book}page/{key_of('ms_heat')}/",
        "book-rare": f"{book}page/{key_of('als')}/",
        "book-remedy": f"/knowledge/page/{key_of('s_herbal_scam')}/",
        "book-question": f"{book}page/{key_of('f_onset')}/",
        "book-found": f"{book}found/{keys}/",
        "book-compare": f"{book}compare/",
        "book-compared": f"{book}compare/{keys}/",
        "book-remedies": f"{book}remedies/",
        "book-societies": f"{book}societies/",
    }


def _path(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def _check_in(page: Page, person: str) -> tuple[str, str, str]:
    """Check in by tapping; return an entry that is calm, one that asks, one that alarms."""
    page.goto(person)
    page.get_by_role("link", name="Check in How heavy").click()
    page.get_by_role("group", name="Left leg").get_by_label("3", exact=True).check()
    page.get_by_role("group", name="Right leg").get_by_label("5", exact=True).check()
    page.get_by_role("button", name="Save").click()
    calm = _path(page)
    found = []
    for answer in (None, "Yes, this is new"):
        page.goto(f"{person}check-in/")
        page.get_by_role("group", name="Left leg").get_by_label("9", exact=True).check()
        page.get_by_label("A leg gave way").check()
        if answer:
            page.get_by_label("Heat", exact=True).check()
            page.get_by_text("Say more, or pick another day").click()
            page.get_by_label("Your temperature").fill("40.5")
        page.get_by_role("button", name="Save").click()
        if answer:
            page.get_by_role("link", name="Call 112").wait_for()
            page.get_by_role("button", name=answer).click()
        found.append(_path(page))
    return calm, found[0], found[1]


def _numbers(page: Page, person: str) -> tuple[str, str, str, str]:
    """Write down a number, and two stops and sees: one before its walk, one at rest."""
    page.goto(f"{person}numbers/")
    page.get_by_role("link", name="PHQ-9 score").click()
    page.get_by_label("PHQ-9 score").fill("9")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Whom to call").wait_for()
    number = _path(page)
    found = []
    for stops in (False, True):
        page.goto(f"{person}rests/")
        page.get_by_role("group", name="Left leg").get_by_label("2", exact=True).check()
        page.get_by_role("group", name="Right leg").get_by_label("1", exact=True).check()
        page.get_by_label("Stand still").check()
        page.get_by_role("button", name="Save, then walk").click()
        page.get_by_role("button", name="I have stopped. Save").wait_for()
        if stops:
            page.get_by_role("group", name="Left leg").get_by_label("8", exact=True).check()
            page.get_by_role("group", name="Right leg").get_by_label("2", exact=True).check()
            page.get_by_role("button", name="I have stopped. Save").click()
            page.get_by_role("heading", name="After 2 minutes").wait_for()
        found.append(_path(page))
    rest = found[1].replace("/rests/", "/entries/")
    return number, found[0], found[1], rest


def _upload(page: Page, person: str, file: Path) -> str:
    page.goto(f"{person}walks/add/")
    page.get_by_label("File with the recording").set_input_files(file)
    page.get_by_label("On my lower back").check()
    page.get_by_role("button", name="Upload and measure").click()
    page.get_by_role("heading", name="Your walk").wait_for()
    return _path(page)


@pytest.fixture(scope="module", params=LOOKED_AT)
def look(
    request: pytest.FixtureRequest, browser: Browser, household: Household, key: StorageState
) -> Iterator[BrowserContext]:
    made = browser.new_context(
        storage_state=key, base_url=household.address, **LOOKS[request.param]
    )
    yield made
    made.close()


def _open(context: BrowserContext, where: str) -> tuple[Page, list[str]]:
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(where)
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    return page, complaints


def _unroll(page: Page) -> None:
    """Make the window as high as the page, so that nothing lies beneath what sticks to its edge."""
    height = page.evaluate("document.documentElement.scrollHeight")
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["width"], "height": height})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fit_for_everyone(
    name: str, look: BrowserContext, addresses: dict[str, str], axe: str
) -> None:
    page, complaints = _open(look, addresses[name])
    if name != "nowhere":
        assert complaints == []
    _unroll(page)
    # Run beside the page's own scripts, whose policy allows no other source.
    page.evaluate(axe)
    result = page.evaluate(RUN_AXE, TAGS)
    found = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
    assert found == []
    assert page.evaluate(SMALL_TEXT) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(_CLOSE_TARGETS) == []
    assert page.evaluate(SPILL) <= 0
    page.close()


@pytest.fixture(scope="module")
def keyhole(browser: Browser, household: Household, key: StorageState) -> Iterator[BrowserContext]:
    """A window of 1280 by 1024 at 400 %: 320 by 256 CSS pixels (WCAG 1.4.10)."""
    made = browser.new_context(
        storage_state=key,
        base_url=household.address,
        viewport={"width": 320, "height": 256},
        reduced_motion="reduce",
    )
    yield made
    made.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_spills_at_400_per_cent(
    name: str, keyhole: BrowserContext, addresses: dict[str, str]
) -> None:
    page, _ = _open(keyhole, addresses[name])
    assert page.evaluate(SPILL) <= 0
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter((e) => "
        "getComputedStyle(e).transitionDuration !== '0s').map((e) => e.className)"
    )
    assert moving == []
    stuck = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter((e) => "
        "getComputedStyle(e).position === 'sticky').map((e) => e.className)"
    )
    assert stuck == []
    page.close()


def test_an_error_takes_the_focus_to_its_words(
    look: BrowserContext, addresses: dict[str, str]
) -> None:
    page, _ = _open(look, addresses["check-in"])
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors")).to_contain_text("Nothing is filled in yet")


def test_a_second_tap_takes_an_answer_back(look: BrowserContext, addresses: dict[str, str]) -> None:
    page, _ = _open(look, addresses["check-in"])
    three = page.get_by_role("group", name="Left leg").get_by_label("3", exact=True)
    three.click()
    assert three.is_checked()
    three.click()
    assert not three.is_checked()


def test_save_is_under_the_thumb_and_in_view(
    browser: Browser, household: Household, key: StorageState, addresses: dict[str, str]
) -> None:
    context = browser.new_context(
        storage_state=key, base_url=household.address, **LOOKS["phone-light"]
    )
    page = context.new_page()
    page.goto(addresses["check-in"])
    box = page.get_by_role("button", name="Save").bounding_box()
    assert box
    assert 740 / 2 < box["y"] < 740 - box["height"] + 1
    context.close()


def test_it_works_without_scripts(
    browser: Browser, household: Household, key: StorageState, addresses: dict[str, str]
) -> None:
    context = browser.new_context(
        storage_state=key, base_url=household.address, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(addresses["check-in"])
    page.locator("#id_left label").nth(4).click()
    page.locator("#id_right label").nth(2).click()
    page.get_by_role("button", name="Save").click()
    # Other pages of this household were written to before, so that this may be more than usual.
    said = page.locator("h1").inner_text()
    assert "It is saved" in said or "Is this new for you?" in said
    assert page.url != household.address + addresses["check-in"]
    context.close()


def test_the_checks_find_what_they_are_for(look: BrowserContext, axe: str) -> None:
    page = look.new_page()
    page.set_content(
        "<main><button style='width:30px;height:30px;padding:0'>a</button>"
        "<div class=row style='display:flex;gap:2px'><b>x</b><b>y</b></div>"
        "<p style='font-size:12px;color:#767676;background:#fff'>small and pale</p>"
        "<div style='width:5000px'>wide</div></main>"
    )
    assert page.evaluate(SMALL_TARGETS)
    assert page.evaluate(_CLOSE_TARGETS)
    assert page.evaluate(SMALL_TEXT)
    assert page.evaluate(SPILL) > 0
    page.evaluate(axe)
    found = page.evaluate(RUN_AXE, TAGS)["violations"]
    assert {"color-contrast-enhanced"} & {violation["id"] for violation in found}


@pytest.mark.parametrize("name", ["report", "report-clinician"])
def test_the_page_prints_on_one_sheet(
    name: str, browser: Browser, household: Household, key: StorageState, addresses: dict[str, str]
) -> None:
    context = browser.new_context(storage_state=key, base_url=household.address)
    page, _ = _open(context, addresses[name])
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    context.close()
