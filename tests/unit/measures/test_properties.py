"""What must not change a measurement, for every test there is.

How the phone is turned, when it was, its sample rate, the unit of the file, stillness afterwards.
Noise and gaps may, but only towards less sure; and a walk cut in two keeps its steps.
"""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.model.codes import Leg, Measure, Protocol, QualityLevel, SegmentKind
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import Recording
from surefoot.readers.read import read_bytes
from tests.unit.measures import suitable as s

FACTS = load_knowledge()
FEW = settings(max_examples=3, derandomize=True, deadline=None)
#: Six minutes and a day take long, so these are tried once with each property.
LONG = (Protocol.WALK_6MIN, Protocol.DAILY, Protocol.WALK_2MIN, Protocol.WALK_1MIN)
SHORT = [protocol for protocol in Protocol if protocol not in LONG]
Key = tuple[Measure, Leg]

every_test = pytest.mark.parametrize("protocol", list(Protocol))
short_tests = pytest.mark.parametrize("protocol", SHORT)


@cache
def recording_of(protocol: Protocol) -> Recording:
    return s.suitable(protocol)


def analyse(recording: Recording) -> Analysis:
    return measure(recording, recording.header.capture, FACTS)


@cache
def plain(protocol: Protocol) -> Analysis:
    return analyse(recording_of(protocol))


def whole(analysis: Analysis) -> dict[Key, Measurement]:
    return {(m.measure, m.leg): m for m in analysis.measurements if m.segment is None}


def differences(before: Analysis, after: Analysis, share: float) -> list[str]:
    """Return what differs by more than a share of its interval's half width, or is not in both."""
    old, new = whole(before), whole(after)
    found = [f"{measure} {leg}: only in one" for measure, leg in set(old) ^ set(new)]
    for key in set(old) & set(new):
        a, b = old[key], new[key]
        allowed = share * (a.high - a.low) / 2 + 1e-6 * abs(a.value)
        if abs(a.value - b.value) > allowed:
            found.append(f"{key[0]} {key[1]}: {a.value:.4g} and {b.value:.4g}, not {allowed:.2g}")
    return found


@every_test
def test_the_suitable_recording_suits(protocol: Protocol) -> None:
    assert whole(plain(protocol)), plain(protocol).not_measured


def test_a_difference_is_seen() -> None:
    other = s.at_rate(recording_of(Protocol.FREE), 100.0)
    slower = s.remade(other, other.seconds() * 1.2, s.values_of(other)[1])
    assert differences(plain(Protocol.FREE), analyse(slower), 0.3)


@every_test
@settings(max_examples=1, derandomize=True, deadline=None)
@given(vector=st.tuples(*[st.floats(-3, 3)] * 3))
def test_how_the_phone_is_turned(protocol: Protocol, vector: tuple[float, float, float]) -> None:
    turn = Rotation.from_rotvec(vector).as_matrix()
    turned = s.turned(recording_of(protocol), turn)
    assert not differences(plain(protocol), analyse(turned), 0.1)


@pytest.mark.parametrize("protocol", [p for p in Protocol if p is not Protocol.DAILY])
@FEW
@given(hours=st.floats(-1e4, 1e4))
def test_when_it_was(protocol: Protocol, hours: float) -> None:
    moved = analyse(s.later(recording_of(protocol), hours))
    assert not differences(plain(protocol), moved, 0.0)
    for key, one in whole(moved).items():
        apart = one.when - whole(plain(protocol))[key].when
        assert apart.total_seconds() == pytest.approx(3600 * hours, abs=1e-3)


def test_a_day_is_the_same_on_another_day() -> None:
    # Days end at local midnight, so only whole days later is a day the same.
    moved = analyse(s.later(recording_of(Protocol.DAILY), 48.0))
    assert not differences(plain(Protocol.DAILY), moved, 0.0)


@pytest.mark.parametrize(
    ("protocol", "rate_hz"),
    [
        *((p, 50.0) for p in Protocol),
        *((p, 200.0) for p in Protocol if p is not Protocol.DAILY),
        # A day has 50 samples a second as it is.
        (Protocol.DAILY, 80.0),
    ],
)
def test_the_sample_rate(protocol: Protocol, rate_hz: float) -> None:
    other = analyse(s.at_rate(recording_of(protocol), rate_hz))
    assert not differences(plain(protocol), other, 0.5)


@every_test
def test_stillness_afterwards(protocol: Protocol) -> None:
    longer = s.with_stillness(recording_of(protocol), 20.0)
    assert not differences(plain(protocol), analyse(longer), 0.5)


def _csv(recording: Recording, acc_unit: tuple[str, float], gyr_unit: tuple[str, float]) -> bytes:
    times, values = s.values_of(recording)
    scales = [acc_unit[1]] * 3 + [gyr_unit[1]] * 3
    names = [f"acc_{axis} [{acc_unit[0]}]" for axis in "xyz"]
    names += [f"gyr_{axis} [{gyr_unit[0]}]" for axis in "xyz"]
    table = np.column_stack([times, values / scales])
    rows = "\n".join(",".join(f"{x:.9g}" for x in row) for row in table)
    return f"t_s,{','.join(names)}\n{rows}\n".encode()


@short_tests
def test_the_unit_of_the_file(protocol: Protocol) -> None:
    recording = recording_of(protocol)
    capture = recording.header.capture
    si = read_bytes("a.csv", _csv(recording, ("m/s2", 1.0), ("rad/s", 1.0)), capture)
    g = read_bytes("b.csv", _csv(recording, ("g", 9.80665), ("deg/s", np.pi / 180)), capture)
    assert not differences(analyse(si), analyse(g), 0.02)


@FEW
@given(share=st.floats(0.35, 0.65))
def test_a_walk_cut_in_two_keeps_its_steps(share: float) -> None:
    recording = recording_of(Protocol.WALK_1MIN)
    free = s.with_capture(recording, protocol=Protocol.FREE)
    at = share * recording.header.time_base.duration_s
    parts = s.cut_out(free, 0.0, at), s.cut_out(free, at, np.inf)
    steps = [len(analyse(part).initial_contacts) for part in parts]
    assert sum(steps) == pytest.approx(len(analyse(free).initial_contacts), abs=1)


def _parts(protocol: Protocol, at_s: float) -> tuple[Analysis, Analysis]:
    recording = recording_of(protocol)
    return (
        analyse(s.cut_out(recording, 0.0, at_s)),
        analyse(s.cut_out(recording, at_s, np.inf)),
    )


def _held(analysis: Analysis, kind: SegmentKind) -> int:
    return sum(segment.kind is kind for segment in analysis.segments)


@pytest.mark.parametrize(
    ("protocol", "kind", "lost"),
    [
        (Protocol.U_TURN, SegmentKind.TURN, 1),
        # Rises follow each other at once: one may be cut, and the next begin without rest before.
        (Protocol.CHAIR_STAND_5, SegmentKind.RISE, 2),
        (Protocol.STOP_AND_SEE, SegmentKind.WALK, 1),
    ],
)
@FEW
@given(share=st.floats(0.35, 0.65))
def test_a_test_cut_in_two_keeps_its_parts(
    protocol: Protocol, kind: SegmentKind, lost: int, share: float
) -> None:
    whole_s = recording_of(protocol).header.time_base.duration_s
    found = sum(_held(part, kind) for part in _parts(protocol, share * whole_s))
    assert found == pytest.approx(_held(plain(protocol), kind), abs=lost)


def test_a_day_cut_in_two_keeps_its_steps() -> None:
    recording = recording_of(Protocol.DAILY)
    day = s.with_capture(recording, protocol=Protocol.DAILY)
    seen = whole(analyse(day))[Measure.STEP_COUNT, Leg.BOTH].value
    at = (3600.0 + 7200.0) / 2.0
    parts = [analyse(s.cut_out(day, 0.0, at)), analyse(s.cut_out(day, at, np.inf))]
    assert sum(whole(p)[Measure.STEP_COUNT, Leg.BOTH].value for p in parts) == pytest.approx(
        seen, abs=1
    )


@FEW
@given(share=st.floats(0.35, 0.65))
def test_taps_cut_in_two_are_as_many(share: float) -> None:
    taps = recording_of(Protocol.FOOT_TAPPING)
    key = Measure.TAP_COUNT, Leg.LEFT
    at = share * taps.header.time_base.duration_s
    counts = [whole(part)[key].value for part in _parts(Protocol.FOOT_TAPPING, at)]
    assert sum(counts) == pytest.approx(whole(plain(Protocol.FOOT_TAPPING))[key].value, abs=3)


ORDER = (QualityLevel.GOOD, QualityLevel.USABLE, QualityLevel.POOR)


@every_test
@settings(max_examples=2, derandomize=True, deadline=None)
@given(noise=st.floats(0.3, 20.0), gaps=st.integers(1, 12), seed=st.integers(0, 99))
def test_noise_and_gaps(protocol: Protocol, noise: float, gaps: int, seed: int) -> None:
    if protocol is Protocol.DAILY:
        # Twelve hours that shake throughout are looked at as if all of it might be walking.
        noise /= 400.0
    worse = whole(analyse(s.damaged(recording_of(protocol), noise, gaps, seed)))
    for key, one in whole(plain(protocol)).items():
        if key in worse:
            assert ORDER.index(worse[key].quality.level) >= ORDER.index(one.quality.level)
            assert worse[key].quality.level is not QualityLevel.GOOD
