"""The phone's own format: exact there and back, tolerant of what browsers leave out."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.model.codes import ChannelName, Frame, Placement, QualityCode
from surefoot.model.recording import (
    Capture,
    Channel,
    Device,
    Header,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.model.units import Unit
from surefoot.readers.phone_capture import encode_capture, read_capture
from surefoot.readers.read import read_path
from tests.conftest import ROOT
from tests.unit.readers.make import capture_bytes, capture_header, refusal, refused, walking

GOLDEN_ID = "5ee0c18e401d41c5febcc09fd806e988919be3f9389bb3843e2acf804467b56b"
GYR = {ChannelName.GYR_X, ChannelName.GYR_Y, ChannelName.GYR_Z}


def test_reads_what_a_browser_writes() -> None:
    recording = read_capture(capture_bytes())
    truth = walking(rate_hz=60.0)
    values = recording.physical(recording.names)
    assert np.allclose(values[:, 0], np.round(truth["acc_x"], 1), atol=1e-9)
    assert np.allclose(np.degrees(values[:, 4]), np.round(np.degrees(truth["gyr_y"]), 1), atol=1e-6)
    header = recording.header
    assert header.capture.placement is Placement.POCKET
    assert header.time_base.start == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert header.time_base.zone == "Europe/Berlin"
    assert header.time_base.effective_rate_hz == pytest.approx(60.0, abs=0.2)
    assert header.notes == (QualityCode.ROUNDED,)


def test_gravity_told_upside_down_is_turned_up() -> None:
    upright = read_capture(capture_bytes())
    line, _, body = capture_bytes().partition(b"\n")
    told = json.loads(line) | {"gravity_sign": -1}
    turned = read_capture(json.dumps(told).encode() + b"\n" + body)
    acc = [ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z]
    assert np.array_equal(turned.physical(acc), -upright.physical(acc))
    rotation = sorted(GYR)
    assert np.array_equal(turned.physical(rotation), upright.physical(rotation))
    assert read_capture(encode_capture(turned)).id == turned.id


def test_encoding_what_was_read_gives_the_same_recording() -> None:
    first = read_capture(capture_bytes())
    second = read_capture(encode_capture(first))
    assert second.id == first.id
    assert second.header.capture == first.header.capture
    assert second.header.notes == first.header.notes


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    n = draw(st.integers(30, 60))
    steps = draw(st.lists(st.integers(20_000, 90_000), min_size=n - 1, max_size=n - 1))
    names = list(ChannelName)[: draw(st.sampled_from([3, 6]))]
    seed = draw(st.integers(0, 2**32 - 1))
    counts = np.random.default_rng(seed).integers(-(2**31) + 1, 2**31, (len(names), n))
    channels = tuple(
        Channel(
            name,
            Unit.RADIAN_PER_SECOND if name in GYR else Unit.METRE_PER_SECOND_SQUARED,
            draw(st.sampled_from(Frame)),
            draw(st.floats(1e-9, 1e-3)),
        )
        for name in names
    )
    samples = MemorySamples(np.cumsum([0, *steps]).astype(np.int64), counts.astype(np.int32))
    header = Header(
        channels=channels,
        time_base=describe_times(samples.times, datetime(2026, 1, 1, tzinfo=UTC), "UTC", 60.0),
        device=Device("maker", "model ü\n", "software"),
        capture=Capture(placement=draw(st.sampled_from(Placement)), height_m=1.7),
        notes=(QualityCode.SIMULATED,),
    )
    return Recording(content_id(channels, samples, n), header, samples)


@given(recordings())
def test_any_recording_goes_there_and_back(recording: Recording) -> None:
    back = read_capture(encode_capture(recording))
    assert back.id == recording.id
    assert back.header.channels == recording.header.channels
    assert back.header.capture == recording.header.capture
    assert back.header.device == recording.header.device
    assert QualityCode.SIMULATED in back.header.notes


def test_real_recordings_go_there_and_back(reference_data: Path) -> None:
    recording = read_path(reference_data / "mobgap_tvs" / "MS_001_Test5_Trial1")
    back = read_capture(encode_capture(recording))
    assert (back.id, back.header) == (recording.id, recording.header)


def test_a_phone_without_gyroscope_has_no_such_channels() -> None:
    recording = read_capture(capture_bytes(gyroscope=False))
    assert not GYR & set(recording.names)
    assert recording.n_samples == 480


def test_rows_with_a_missing_value_become_a_gap() -> None:
    missing = [(row, 1) for row in range(100, 130)]
    recording = read_capture(capture_bytes(missing=missing))
    assert recording.n_samples == 450
    assert QualityCode.GAP in recording.header.notes
    assert recording.header.time_base.longest_gap_s == pytest.approx(31 / 60, abs=1e-3)


def test_mostly_missing_acceleration_is_refused() -> None:
    message = refusal(lambda: read_capture(capture_bytes(missing=[(r, 2) for r in range(300)])))
    assert message.id == "input.values.missing"
    assert message.params["row"] == 1


@pytest.mark.parametrize("cut", [1, 28, 1000])
def test_cut_off(cut: int) -> None:
    message = refused(capture_bytes()[:-cut], "walk.sfcap")
    assert message.id == "input.capture.truncated"
    assert message.params["rows"] == 480


def test_more_than_promised() -> None:
    assert refused(capture_bytes() + b"\0" * 28, "walk.sfcap").id == "input.capture.extra"


def test_cut_off_in_the_header() -> None:
    assert refused(capture_bytes()[:120], "walk.sfcap").id == "input.capture.damaged"


def with_header(**changes: object) -> bytes:
    body = capture_bytes().partition(b"\n")[2]
    return json.dumps({**capture_header(480), **changes}).encode() + b"\n" + body


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"version": 2}, "version"),
        ({"started": "yesterday"}, "started"),
        ({"started": "2026-11-21T09:00:00"}, "started"),
        ({"rows": -1}, "rows"),
        ({"channels": []}, "channels"),
        ({"capture": {"placement": "hat"}}, "capture.placement"),
        ({"capture": {"height_m": 9}}, "capture"),
        ({"device": 3}, "device"),
    ],
)
def test_wrong_header_is_named(changes: dict[str, object], place: str) -> None:
    message = refused(with_header(**changes), "walk.sfcap")
    assert message.id == "input.capture.header"
    assert message.params["place"] == place


def test_a_huge_promise_of_rows_is_refused() -> None:
    assert refused(with_header(rows=10**12), "walk.sfcap").id == "input.rows.many"


def test_unit_of_the_wrong_kind_is_refused() -> None:
    channels = [{"name": n, "unit": "deg/s", "scale": 1} for n in ("acc_x", "acc_y", "acc_z")]
    body = np.zeros((480, 4), "<i4")
    body[:, 0] = np.arange(480) * 1666
    body[5, 1] = 1
    header = {**capture_header(480), "channels": channels}
    data = json.dumps(header).encode() + b"\n" + body.tobytes()
    assert refused(data, "walk.sfcap").id == "input.units.unknown"


def test_unknown_fields_of_a_newer_phone_page_are_passed_over() -> None:
    assert read_capture(with_header(battery=0.5)).id == read_capture(capture_bytes()).id


def test_time_that_runs_back_is_named_by_row() -> None:
    head, _, body = capture_bytes().partition(b"\n")
    rows = np.frombuffer(body, "<i4").reshape(-1, 7).copy()
    rows[200, 0] = rows[100, 0]
    message = refused(head + b"\n" + rows.tobytes(), "walk.sfcap")
    assert (message.id, message.params["row"]) == ("input.time.backwards", 201)


def test_a_few_repeated_times_are_left_out_and_noted() -> None:
    head, _, body = capture_bytes().partition(b"\n")
    rows = np.frombuffer(body, "<i4").reshape(-1, 7).copy()
    rows[200, 0] = rows[199, 0]
    recording = read_capture(head + b"\n" + rows.tobytes())
    assert recording.n_samples == 479
    assert QualityCode.JITTER in recording.header.notes


def test_too_short_and_constant() -> None:
    assert refused(capture_bytes(4.0), "walk.sfcap").id == "input.too-short"
    head, _, body = capture_bytes().partition(b"\n")
    rows = np.frombuffer(body, "<i4").reshape(-1, 7).copy()
    rows[:, 1:4] = 980_000
    assert refused(head + b"\n" + rows.tobytes(), "walk.sfcap").id == "input.constant"


@pytest.mark.parametrize("interval", [0, None, 1e-300, 1e300])
def test_an_interval_that_says_nothing_is_passed_over(interval: float | None) -> None:
    header = read_capture(with_header(interval_ms=interval)).header
    assert header.time_base.nominal_rate_hz is None


def test_a_zone_nobody_knows_is_utc() -> None:
    assert read_capture(with_header(zone="Atlantis/Capital")).header.time_base.zone == "UTC"
    assert read_capture(with_header(zone="../../etc/passwd")).header.time_base.zone == "UTC"


def test_the_golden_capture_keeps_its_identity() -> None:
    """Recordings are known by this id for ever: a change here would orphan every kept walk."""
    data = (ROOT / "contract" / "examples" / "walk.sfcap").read_bytes()
    recording = read_capture(data)
    assert recording.id == GOLDEN_ID
    assert recording.n_samples == 319
    assert recording.samples.counts(0, 0, 3).tolist() == [980000, 1020000, 1060000]
    assert read_capture(encode_capture(recording)).id == GOLDEN_ID
