"""The phone finds out which way its browser tells gravity."""

import pytest
from playwright.sync_api import Page

from tests.browser.household import Household
from tests.browser.phone import Phone

_SENSE = """async ([sign, beta]) => {
  const { GravitySense } = await import("/static/capture/gravity.js");
  const sense = new GravitySense();
  sense.start();
  window.dispatchEvent(new DeviceOrientationEvent("deviceorientation", {beta, gamma: 20}));
  const up = [-0.171 * 9.81, 0.866 * 9.81, 0.470 * 9.81].map((value) => sign * value);
  for (let i = 0; i < 40; i += 1) {
    sense.add(new DeviceMotionEvent("devicemotion", {
      accelerationIncludingGravity: {x: up[0], y: up[1], z: up[2]}, interval: 16,
    }));
  }
  sense.stop();
  return sense.sign();
}"""


@pytest.fixture
def phone(page: Page, household: Household) -> Phone:
    opened = Phone(page)
    opened.open(household)
    return opened


@pytest.mark.parametrize("sign", [1, -1])
def test_the_sign_of_gravity_is_found(phone: Phone, sign: int) -> None:
    assert phone.page.evaluate(_SENSE, [sign, 60]) == sign


def test_without_orientation_the_sign_stays_unknown(phone: Phone) -> None:
    assert phone.page.evaluate(_SENSE, [1, None]) is None
