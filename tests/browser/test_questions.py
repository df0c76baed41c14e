"""The questions on a phone: tapped through, gone back, left and taken up, to the explanation."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from surefoot.app.views.asked import slug_of
from tests.browser.household import OTHER, Household

_BEN = f"/people/{OTHER}/"
_LEAST_PX = 44.0
_ENOUGH_SCREENS = 30


@pytest.fixture(scope="module")
def key(browser: Browser, household: Household) -> StorageState:
    """The cookie that the one-time address gives."""
    context = browser.new_context()
    context.new_page().goto(household.doorway)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def phone(
    browser: Browser, household: Household, key: StorageState, request: pytest.FixtureRequest
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        base_url=household.address,
        storage_state=key,
        has_touch=True,
        java_script_enabled=getattr(request, "param", True),
    )
    yield context.new_page()
    context.close()


def _question(page: Page) -> str:
    return page.locator("h1").inner_text()


def _tap(where: Locator) -> None:
    """Tap what leads to another page, and wait for that."""
    with where.page.expect_navigation():
        where.tap()


def _targets_are_large(page: Page) -> None:
    for target in page.locator("main button, main .answers .button, main .tick").all():
        box = target.bounding_box()
        if box is not None:
            assert box["width"] >= _LEAST_PX, target.inner_text()
            assert box["height"] >= _LEAST_PX, target.inner_text()


def _answer(page: Page, wanted: tuple[str, ...]) -> None:
    """Tap the first answer that is offered of those wanted, else that one does not know."""
    for name in (*wanted, "I don't know"):
        button = page.get_by_role("button", name=name, exact=True)
        if button.count():
            _tap(button)
            return
    raise AssertionError(_question(page))


def test_through_all_questions_with_back_and_a_pause(phone: Page) -> None:
    phone.goto(_BEN)
    _tap(phone.get_by_role("link", name="Why are my legs heavy?"))
    _tap(phone.get_by_role("button", name="Start: I answer for myself"))
    expect(phone.get_by_text("About you: 1 of 3")).to_be_visible()
    first = _question(phone)
    _answer(phone, ("Yes",))
    # Back shows the answer that was given; tapping it again leads on.
    _tap(phone.get_by_role("link", name="Back"))
    assert _question(phone) == first
    expect(phone.locator(".answers [aria-current]")).to_contain_text("Yes")
    _tap(phone.locator(".answers [aria-current]"))
    _answer(phone, ("40 to 59",))
    # The phone is put away and taken up again: it goes on where it was.
    left_at = _question(phone)
    _tap(phone.get_by_role("link", name="Stop for now"))
    _tap(phone.get_by_role("link", name="Why are my legs heavy?"))
    _tap(phone.get_by_role("button", name="Go on: I answer for myself"))
    assert _question(phone) == left_at
    asked = _to_the_end(phone)
    assert 1 <= len(asked) <= 12
    assert len(set(asked)) == len(asked)
    expect(phone.get_by_text("Heavy legs in MS are real")).to_be_visible()
    # How sure it is comes after the page, without a tap.
    expect(phone.get_by_role("link", name="Check how sure this is")).to_have_count(0)
    expect(phone.get_by_text("our numbers").first).to_be_attached()


def _to_the_end(page: Page) -> list[str]:
    asked: list[str] = []
    for _ in range(_ENOUGH_SCREENS):
        if page.url.endswith("/why/"):
            return asked
        _targets_are_large(page)
        expect(page.get_by_role("link", name="I need help now")).to_be_attached()
        if "/questions/list/" in page.url:
            page.locator(".tick", has_text="None of these").tap()
            _tap(page.get_by_role("button", name="Save and go on"))
            continue
        if "Question" in page.locator(".step").inner_text():
            asked.append(_question(page))
        usual = any(
            word in _question(page)
            for word in ("worse when you are hot", "cooling down help", "later in the day")
        )
        said = ("Yes", "No") if usual else ("No", "Yes")
        _answer(page, ("Female", "Over years", "Both the same", *said))
    raise AssertionError("the questions do not end")


@pytest.mark.parametrize("phone", [False], indirect=True, ids=["no-script"])
def test_it_works_without_scripts(phone: Page) -> None:
    for asked in ("f_ms", "f_heat", "f_stiff"):
        phone.goto(f"{_BEN}questions/{slug_of(asked)}/")
        _tap(phone.get_by_role("button", name="Yes", exact=True))
    phone.goto(f"{_BEN}answers/")
    _tap(phone.get_by_role("link", name="Has a doctor told you"))
    _tap(phone.get_by_role("button", name="I am being tested", exact=True))
    expect(phone.get_by_role("heading", name="All my answers")).to_be_visible()
    _tap(phone.get_by_role("link", name="What fits my answers"))
    _tap(phone.get_by_role("link", name="Check how sure this is"))
    assert phone.url.endswith("/why/surer/")
    expect(phone.locator("#fits")).to_be_attached()


def test_the_card_prints_alone(phone: Page) -> None:
    phone.goto(f"{_BEN}why/card/")
    expect(phone.locator(".show-card p")).to_have_count(4)
    phone.emulate_media(media="print")
    expect(phone.locator(".show-card")).to_be_visible()
    for hidden in ("header", "nav", "footer", "h1"):
        expect(phone.locator(hidden).first).to_be_hidden()
