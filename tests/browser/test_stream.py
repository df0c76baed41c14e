"""A real walk through the browser's own sensors: 60 Hz, rounded to 0.1, as on a phone.

The DevTools protocol overrides the sensors, so the events are the browser's (trusted), with its
rate, rounding and jitter. The clocks of the stream and of the recording are aligned by the
cross-correlation of the acceleration's length, to 5 ms.
"""

import logging
import os
import time
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, CDPSession

from surefoot.model.recording import Recording
from surefoot.readers.phone_capture import encode_capture, read_capture
from tests.browser.household import Household
from tests.browser.phone import Phone, open_phone
from tests.browser.walks import Floats, contact_f1, contacts, cut, real_walk

#: Seconds of the recording that are streamed, in the time they took: two long walks with turns,
#: and standing between. SUREFOOT_STREAM=whole streams all of it, in four minutes.
PART = (120.0, 227.0)
_RATE_HZ = 60.0
_FALTERS_S = 0.15
_SENSORS = ("accelerometer", "gyroscope", "linear-acceleration")


def _override(devtools: CDPSession) -> None:
    limits = {"available": True, "minimumFrequency": 1, "maximumFrequency": 200}
    for kind in _SENSORS:
        setting = {"enabled": True, "type": kind, "metadata": limits}
        devtools.send("Emulation.setSensorOverrideEnabled", setting)


def _set(devtools: CDPSession, kind: str, values: Floats) -> None:
    xyz = dict(zip("xyz", map(float, values), strict=True))
    devtools.send("Emulation.setSensorOverrideReadings", {"type": kind, "reading": {"xyz": xyz}})


def _stream(devtools: CDPSession, recording: Recording) -> None:
    """Let the sensors show the recording as time goes by."""
    seconds = recording.seconds()
    values = recording.physical(recording.names)
    begin = time.perf_counter()
    for step in range(int(seconds[-1] * _RATE_HZ)):
        time.sleep(max(0.0, begin + step / _RATE_HZ - time.perf_counter()))
        now = time.perf_counter() - begin
        row = np.array([np.interp(now, seconds, column) for column in values.T])
        _set(devtools, "accelerometer", row[:3])
        _set(devtools, "gyroscope", row[3:])


def _felt(browser: Browser, household: Household, original: Recording) -> Recording:
    """Return what the phone made of a recording that its sensors showed."""
    context = browser.new_context(permissions=["accelerometer", "gyroscope", "magnetometer"])
    phone: Phone = open_phone(context, household)
    devtools = context.new_cdp_session(phone.page)
    _override(devtools)
    _set(devtools, "accelerometer", original.physical(original.names, 0, 1)[0, :3])
    _set(devtools, "linear-acceleration", np.zeros(3))
    phone.start("lower-back")
    _stream(devtools, original)
    phone.hold_stop()
    phone.wait_for_waiting(0, seconds=60)
    context.close()
    return read_capture(phone.sent[0])


@pytest.fixture(scope="module")
def streamed(
    browser: Browser, household: Household, reference_data: Path
) -> tuple[Recording, Recording]:
    """The original, and what the phone made of it.

    On a busy machine the stream itself falters; then it is streamed once more.
    """
    original, _ = real_walk(reference_data)
    if os.environ.get("SUREFOOT_STREAM") != "whole":
        original = cut(original, *PART)
    sent = _felt(browser, household, original)
    if sent.header.time_base.longest_gap_s > _FALTERS_S:
        sent = _felt(browser, household, original)
    return original, sent


def _length(recording: Recording, grid: Floats) -> Floats:
    values = np.linalg.norm(recording.physical(recording.names[:3]), axis=1)
    even = np.interp(grid, recording.seconds(), values)
    return np.asarray(even - even.mean())


def _lag(sent: Recording, original: Recording) -> float:
    """Return by how much the phone's clock is ahead of the recording's, seconds."""
    step = 0.005
    end = min(sent.seconds()[-1], original.seconds()[-1])
    grid = np.arange(0.0, end, step)
    a, b = _length(sent, grid), _length(original, grid)
    most = int(3.0 / step)
    spectrum = np.fft.rfft(a, 2 * len(a)) * np.conj(np.fft.rfft(b, 2 * len(b)))
    correlation = np.fft.irfft(spectrum)
    lags = np.concatenate([np.arange(0, most), np.arange(-most, 0)])
    return float(lags[int(np.argmax(correlation[lags]))] * step)


def test_the_phone_is_as_coarse_as_phones_are(
    streamed: tuple[Recording, Recording],
) -> None:
    _, sent = streamed
    assert 50 < sent.header.time_base.effective_rate_hz < 66
    values = sent.physical(sent.names[:3])
    assert np.abs(values - np.round(values, 1)).max() < 1e-4
    assert "rounded" in sent.header.notes


def test_the_axes_are_the_same(streamed: tuple[Recording, Recording]) -> None:
    """The browser itself says which axis alpha, beta and gamma are; documents disagree."""
    original, sent = streamed
    lag = _lag(sent, original)
    grid = np.arange(5.0, original.seconds()[-1] - 5.0, 0.01)
    for name in original.names:
        felt = np.interp(grid + lag, sent.seconds(), sent.physical([name])[:, 0])
        true = np.interp(grid, original.seconds(), original.physical([name])[:, 0])
        assert np.corrcoef(felt, true)[0, 1] > 0.8, name


def test_nearly_the_same_steps(streamed: tuple[Recording, Recording]) -> None:
    original, sent = streamed
    true = contacts(original)
    lag = _lag(sent, original)
    f1 = contact_f1(contacts(sent, original.header.capture) - lag, true)
    base = sent.header.time_base
    told = {
        "f1": round(f1, 3),
        "contacts": len(true),
        "rate_hz": round(base.n_samples / base.duration_s, 2),
        "jitter_ms": round(1000 * base.jitter_s, 2),
        "longest_gap_ms": round(1000 * base.longest_gap_s, 1),
        "lag_s": round(lag, 3),
    }
    logging.getLogger(__name__).info("streamed: %s", told)
    assert len(true) > 40
    assert f1 >= 0.95, told


def test_the_server_had_it_all(streamed: tuple[Recording, Recording], household: Household) -> None:
    _, sent = streamed
    assert household.ask(f"/api/recordings/{sent.id}")[0] == 200
    assert read_capture(encode_capture(sent)).id == sent.id
