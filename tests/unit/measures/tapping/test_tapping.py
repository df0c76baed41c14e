"""Taps with known times are counted; what is no tap is not."""

from dataclasses import dataclass

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.measures.tapping.asymmetry import tap_rate_asymmetry
from surefoot.measures.tapping.measure import METHODS
from surefoot.model.codes import AbsenceReason, Leg, Measure, Placement, Protocol, QualityCode
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import MemorySamples, Recording, content_id, describe_times
from surefoot.simulate.settings import Sensor
from surefoot.simulate.tapping import SimulatedTapping, TappingSettings, Taps, simulate_tapping

KNOWLEDGE = load_knowledge()
PLACES = (Placement.SHOE, Placement.THIGH)
SEED = 500


def tapping(
    taps: Taps, placement: Placement = Placement.SHOE, gyroscope: bool = True, seed: int = SEED
) -> SimulatedTapping:
    sensor = Sensor(gyroscope=gyroscope)
    return simulate_tapping(TappingSettings(taps=taps, placement=placement, sensor=sensor), seed)


def analysed(recording: Recording, **said: object) -> Analysis:
    capture = msgspec.structs.replace(recording.header.capture, **said)
    return measure(recording, capture, KNOWLEDGE)


def by_measure(analysis: Analysis) -> dict[Measure, Measurement]:
    return {m.measure: m for m in analysis.measurements}


def reasons(analysis: Analysis) -> set[AbsenceReason]:
    return {absence.reason for absence in analysis.not_measured}


@pytest.mark.parametrize("placement", PLACES)
@pytest.mark.parametrize("gyroscope", [True, False])
@pytest.mark.parametrize("rate", [1.5, 3.0, 6.0])
def test_taps_are_counted_to_one_and_their_rate_to_five_percent(
    placement: Placement, gyroscope: bool, rate: float
) -> None:
    made = tapping(Taps(rate_hz=rate), placement, gyroscope)
    found = by_measure(analysed(made.recording))
    assert found[Measure.TAP_COUNT].value == pytest.approx(len(made.taps), abs=1)
    true = (len(made.taps) - 1) / (made.taps[-1] - made.taps[0])
    assert found[Measure.TAP_RATE].value == pytest.approx(true, rel=0.05)
    assert found[Measure.TAP_RATE].low < true < found[Measure.TAP_RATE].high
    assert all(m.leg is Leg.LEFT for m in found.values())


@pytest.mark.parametrize("seed", range(SEED, SEED + 4))
def test_the_hardest_case_is_off_by_two_taps_at_most(seed: int) -> None:
    made = tapping(Taps(rate_hz=1.0), Placement.THIGH, gyroscope=False, seed=seed)
    found = by_measure(analysed(made.recording))[Measure.TAP_COUNT]
    assert found.value == pytest.approx(len(made.taps), abs=2)


@pytest.mark.parametrize(
    "sensor",
    [
        Sensor(rate_hz=100.0, acc_step=0.0, gyr_step=0.0),
        Sensor(rate_hz=200.0, acc_step=0.0, gyr_step=0.0),
        Sensor(rate_hz=50.0),
        Sensor(dropped=0.1, jitter_s=0.004),
        Sensor(orientation_deg=(40.0, 25.0, -70.0)),
    ],
)
@pytest.mark.parametrize("placement", PLACES)
def test_other_phones_count_the_same(sensor: Sensor, placement: Placement) -> None:
    made = simulate_tapping(TappingSettings(placement=placement, sensor=sensor), SEED)
    found = by_measure(analysed(made.recording))[Measure.TAP_COUNT]
    assert found.value == pytest.approx(len(made.taps), abs=1)


@pytest.mark.parametrize("placement", PLACES)
def test_slowing_is_told_from_steady_tapping(placement: Placement) -> None:
    steady = by_measure(analysed(tapping(Taps(rate_hz=4.0), placement).recording))
    tiring = by_measure(analysed(tapping(Taps(rate_hz=4.0, slowing=0.4), placement).recording))
    kept, lost = steady[Measure.TAP_SLOWING], tiring[Measure.TAP_SLOWING]
    # Rates fall in a line to 0.6: the mean of the last half over that of the first is 0.7 / 0.9.
    assert lost.low < 100 * (1 - 0.7 / 0.9) < lost.high
    assert lost.low > 0
    assert kept.low < 0 < kept.high


def test_weak_taps_count_and_missed_taps_do_not() -> None:
    weak = tapping(Taps(weak=0.2))
    missed = tapping(Taps(missed=0.15))
    assert len(missed.taps) < len(weak.taps)
    for made in (weak, missed):
        found = by_measure(analysed(made.recording))
        assert found[Measure.TAP_COUNT].low <= len(made.taps) <= found[Measure.TAP_COUNT].high


def test_a_foot_that_does_not_tap_gives_no_number() -> None:
    taps = Taps(rate_hz=3.0, lift_deg=0.0)
    analysis = analysed(tapping(taps, Placement.THIGH).recording)
    assert analysis.measurements == ()
    assert reasons(analysis) == {AbsenceReason.NO_TAPS_FOUND}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"placement": Placement.UNKNOWN}, AbsenceReason.PLACEMENT_UNKNOWN),
        ({"placement": Placement.LOWER_BACK}, AbsenceReason.PLACEMENT_UNSUITABLE),
        ({"leg": None}, AbsenceReason.FEET_UNCERTAIN),
        ({"leg": Leg.BOTH}, AbsenceReason.FEET_UNCERTAIN),
    ],
)
def test_what_is_not_said_is_not_assumed(said: dict[str, object], reason: AbsenceReason) -> None:
    analysis = analysed(tapping(Taps()).recording, **said)
    assert analysis.measurements == ()
    assert reasons(analysis) == {reason}
    assert len(analysis.not_measured) == 3
    assert analysis.methods == METHODS


def test_only_ten_seconds_count() -> None:
    made = tapping(Taps(rate_hz=3.0, duration_s=20.0))
    found = by_measure(analysed(made.recording))
    inside = sum(t <= made.taps[0] + 10.0 for t in made.taps)
    assert found[Measure.TAP_COUNT].value == pytest.approx(inside, abs=1)


def test_a_short_test_says_so_and_its_slowing_is_not_measured() -> None:
    analysis = analysed(tapping(Taps(duration_s=5.0)).recording)
    found = by_measure(analysis)
    assert QualityCode.SHORT in found[Measure.TAP_RATE].quality.reasons
    assert Measure.TAP_SLOWING not in found
    assert reasons(analysis) == {AbsenceReason.RECORDING_TOO_SHORT}


def test_a_recording_of_another_test_is_not_searched_for_taps() -> None:
    analysis = analysed(tapping(Taps()).recording, protocol=Protocol.FREE)
    assert Measure.TAP_RATE not in by_measure(analysis)


@dataclass(frozen=True)
class Turned:
    """Samples with the three axes of each sensor turned."""

    recording: Recording

    def ticks(self, start: int, stop: int) -> np.ndarray:
        return self.recording.samples.ticks(start, stop)

    def counts(self, channel: int, start: int, stop: int) -> np.ndarray:
        sensor, axis = divmod(channel, 3)
        sign = -1 if axis == 2 else 1
        # (x, y, z) becomes (y, x, -z): half a turn about the line between x and y.
        taken = 3 * sensor + (1, 0, 2)[axis]
        return np.asarray(sign * self.recording.samples.counts(taken, start, stop), np.int32)


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 99), placement=st.sampled_from(PLACES), rate=st.floats(1.0, 6.0))
def test_turning_the_phone_changes_nothing(seed: int, placement: Placement, rate: float) -> None:
    recording = tapping(Taps(rate_hz=rate), placement, seed=seed).recording
    samples = Turned(recording)
    name = content_id(recording.header.channels, samples, recording.n_samples)
    turned = Recording(name, recording.header, samples)
    first, again = by_measure(analysed(recording)), by_measure(analysed(turned))
    assert first[Measure.TAP_COUNT].value == again[Measure.TAP_COUNT].value
    assert first[Measure.TAP_RATE].value == pytest.approx(again[Measure.TAP_RATE].value)


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_noise_never_breaks_it(data: st.DataObject) -> None:
    recording = tapping(Taps(), seed=3).recording
    n = data.draw(st.integers(2, 600))
    rng = np.random.default_rng(data.draw(st.integers(0, 1000)))
    values = rng.integers(-(10**6), 10**6, size=(6, n), dtype=np.int32)
    ticks = np.cumsum(rng.integers(1, 40_000, n)).astype(np.int64)
    samples = MemorySamples(ticks - ticks[0], values)
    base = recording.header.time_base
    header = msgspec.structs.replace(
        recording.header, time_base=describe_times(samples.times, base.start, base.zone, None)
    )
    broken = Recording(content_id(header.channels, samples, n), header, samples)
    analysis = analysed(broken)
    assert len(analysis.measurements) + len(analysis.not_measured) == 3


def rate_of(leg: Leg, rate: float, seed: int = SEED) -> Measurement:
    made = tapping(Taps(rate_hz=rate, leg=leg), seed=seed)
    return by_measure(analysed(made.recording))[Measure.TAP_RATE]


def test_asymmetry_holds_what_is_true_and_needs_a_left_and_a_right_foot() -> None:
    left, right = rate_of(Leg.LEFT, 4.0), rate_of(Leg.RIGHT, 3.0)
    found = tap_rate_asymmetry(left, right)
    assert found.low < 100 / 3.5 < found.high
    assert found.low > 0
    assert set(found.provenance.recordings) == {
        *left.provenance.recordings,
        *right.provenance.recordings,
    }
    even = tap_rate_asymmetry(left, rate_of(Leg.RIGHT, 4.0))
    assert even.low == 0
    with pytest.raises(ValueError, match="left and the right"):
        tap_rate_asymmetry(right, left)
