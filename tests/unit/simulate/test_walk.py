"""The truth of a simulated walk is in its signal."""

from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from surefoot.model.codes import Aid, ChannelName, Foot, Frame, Placement, QualityCode
from surefoot.model.recording import Recording
from surefoot.simulate.steps import pendulum_rise
from surefoot.simulate.walk import (
    RESEARCH_SENSOR,
    Course,
    Gait,
    Sensor,
    SimulatedWalk,
    WalkSettings,
    simulate_walk,
)

ACC = (ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z)
GYR = (ChannelName.GYR_X, ChannelName.GYR_Y, ChannelName.GYR_Z)
PERFECT = msgspec.structs.replace(
    RESEARCH_SENSOR, acc_noise=0.0, gyr_noise_dps=0.0, gyr_bias_dps=0.0
)
SPEEDS = [0.15, 0.4, 0.8, 1.1, 1.6]

PLACEMENTS = [
    place
    for place in Placement
    if place not in (Placement.UNKNOWN, Placement.THIGH, Placement.SHOE)
]


def research(
    gait: Gait | None = None, course: Course | None = None, seed: int = 1
) -> SimulatedWalk:
    asked = WalkSettings(gait=gait or Gait(), course=course or Course(), sensor=RESEARCH_SENSOR)
    return simulate_walk(asked, seed)


def main_frequency(signal: NDArray[np.float64], rate_hz: float, low: float, high: float) -> float:
    padded = 1 << 16
    power = np.abs(np.fft.rfft(signal - signal.mean(), padded)) ** 2
    frequency = np.fft.rfftfreq(padded, 1.0 / rate_hz)
    band = (frequency >= low) & (frequency <= high)
    return float(frequency[band][np.argmax(power[band])])


def inside_bout(walk: SimulatedWalk, names: tuple[ChannelName, ...]) -> NDArray[np.float64]:
    bout = walk.truth.bouts[0]
    first, last = np.searchsorted(walk.recording.seconds(), [bout.start_s, bout.end_s])
    return walk.recording.physical(names, int(first), int(last))


def double_integral(signal: NDArray[np.float64], step_s: float) -> NDArray[np.float64]:
    velocity = np.cumsum(signal - signal.mean()) * step_s
    return np.cumsum(velocity - velocity.mean()) * step_s


class TestReproducible:
    def test_same_seed_same_recording(self) -> None:
        assert research(seed=7).recording.id == research(seed=7).recording.id
        assert research(seed=7).truth == research(seed=7).truth

    def test_another_seed_is_another_recording(self) -> None:
        assert research(seed=7).recording.id != research(seed=8).recording.id

    def test_is_labelled_simulated(self) -> None:
        header = simulate_walk(WalkSettings(), 1).recording.header
        assert QualityCode.SIMULATED in header.notes
        assert header.device.model == "simulated"


class TestTruth:
    @pytest.mark.parametrize("speed", SPEEDS)
    def test_strides_have_the_speed_that_was_asked(self, speed: float) -> None:
        truth = research(Gait(speed_mps=speed), Course(bout_s=60.0)).truth
        found = np.mean([stride.speed_mps or 0.0 for stride in truth.strides[2:-2]])
        assert found == pytest.approx(speed, rel=0.04)

    def test_feet_take_turns_and_strides_join_contacts(self) -> None:
        truth = research().truth
        feet = [contact.foot for contact in truth.contacts]
        assert all(a is not b for a, b in pairwise(feet))
        assert Foot.UNKNOWN not in feet
        starts = [contact.time_s for contact in truth.contacts[:-2]]
        assert [stride.start_s for stride in truth.strides] == starts

    def test_asymmetry_and_variability_are_as_asked(self) -> None:
        gait = Gait(step_time_asymmetry=0.2, stride_time_cv=0.05)
        contacts = research(gait, Course(bout_s=300.0)).truth.contacts
        steps = np.diff([c.time_s for c in contacts])
        to_left = np.array([c.foot is Foot.LEFT for c in contacts[1:]])
        left, right = steps[to_left].mean(), steps[~to_left].mean()
        assert (left - right) / ((left + right) / 2) == pytest.approx(0.2, abs=0.02)
        strides = steps[:-1] + steps[1:]
        assert np.std(strides) / np.mean(strides) == pytest.approx(0.05, rel=0.12)

    def test_slowing_is_lost_by_the_end(self) -> None:
        strides = research(Gait(slowing=0.3), Course(bout_s=360.0)).truth.strides
        speed = np.array([stride.speed_mps for stride in strides])
        assert speed[-21:-1].mean() / speed[1:21].mean() == pytest.approx(0.7, abs=0.04)

    def test_bouts_stand_apart_and_hold_their_contacts(self) -> None:
        truth = research(course=Course(bouts=3, bout_s=8.0, rest_s=5.0)).truth
        assert len(truth.bouts) == 3
        assert all(b.start_s - a.end_s >= 5.0 for a, b in pairwise(truth.bouts))
        inside = [
            any(b.start_s <= c.time_s <= b.end_s for b in truth.bouts) for c in truth.contacts
        ]
        assert all(inside)

    def test_nobody_walks_when_no_bout_is_asked(self) -> None:
        walk = research(course=Course(bouts=0, rest_s=10.0))
        assert walk.truth.contacts == ()
        assert float(inside_norm(walk.recording).std()) < 0.3


def inside_norm(recording: Recording) -> NDArray[np.float64]:
    return np.asarray(np.linalg.norm(recording.physical(ACC), axis=1))


class TestSignal:
    @pytest.mark.parametrize("speed", SPEEDS)
    def test_vertical_peak_is_at_the_step_frequency(self, speed: float) -> None:
        walk = research(Gait(speed_mps=speed, stride_time_cv=0.01), Course(bout_s=60.0))
        times = np.array([contact.time_s for contact in walk.truth.contacts])
        step_hz = 1.0 / float(np.diff(times).mean())
        up = inside_bout(walk, ACC)[:, 0]
        found = main_frequency(up, 100.0, 0.6 * step_hz, 1.6 * step_hz)
        assert found == pytest.approx(step_hz, rel=0.02)

    @pytest.mark.parametrize("speed", [0.4, 0.8, 1.1, 1.6])
    def test_height_integrates_to_the_pendulum(self, speed: float) -> None:
        gait = Gait(speed_mps=speed, stride_time_cv=0.0)
        walk = simulate_walk(WalkSettings(gait=gait, sensor=PERFECT), 3)
        contacts = [c.time_s for c in walk.truth.contacts[4:-4]]
        first, last = np.searchsorted(walk.recording.seconds(), [contacts[0], contacts[-1]])
        up = walk.recording.physical(ACC, int(first), int(last))[:, 0]
        height = double_integral(up, 0.01)
        per_step = np.array_split(height, len(contacts) - 1)[2:-2]
        expected = float(pendulum_rise(np.array([gait.step_length_m]), gait.leg_length_m)[0])
        assert np.median([np.ptp(step) for step in per_step]) == pytest.approx(expected, rel=0.15)

    def test_pendulum_gives_the_step_back(self) -> None:
        step, leg = np.array([0.2, 0.5, 0.8]), 0.9
        rise = pendulum_rise(step, leg)
        assert 1.25 * 2 * np.sqrt(2 * leg * rise - rise**2) == pytest.approx(step)

    @pytest.mark.parametrize("foot", [Foot.LEFT, Foot.RIGHT])
    def test_rotation_tells_the_foot(self, foot: Foot) -> None:
        walk = simulate_walk(WalkSettings(gait=Gait(first_foot=foot), sensor=PERFECT), 2)
        about_up = walk.recording.physical(GYR)[:, 0]
        seconds = walk.recording.seconds()
        step = 60.0 / Gait().steady_cadence_spm
        for contact in walk.truth.contacts[2:-2]:
            after = float(np.interp(contact.time_s + 0.6 * step, seconds, about_up))
            assert (after > 0) is (contact.foot is Foot.LEFT)

    @pytest.mark.parametrize("frame", [Frame.BODY, Frame.DEVICE])
    def test_rotation_about_the_vertical_adds_up_to_the_turn(self, frame: Frame) -> None:
        sensor = msgspec.structs.replace(PERFECT, frame=frame, orientation_deg=(10.0, 20.0, 30.0))
        asked = WalkSettings(course=Course(turns=1, fidgets_per_min=0.0), sensor=sensor)
        walk = simulate_walk(asked, 5)
        acc, gyr = walk.recording.physical(ACC), walk.recording.physical(GYR)
        up = acc.mean(axis=0) / np.linalg.norm(acc.mean(axis=0))
        angle = np.rad2deg(float((gyr @ up).sum() / 100.0))
        assert angle == pytest.approx(walk.truth.turn_angles_deg[0], abs=6.0)

    def test_a_slow_walk_is_weak_and_flat(self) -> None:
        slow = inside_bout(research(Gait(speed_mps=0.15)), ACC)[:, 0].std()
        usual = inside_bout(research(Gait(speed_mps=1.1)), ACC)[:, 0].std()
        assert 0.02 * usual < slow < 0.2 * usual

    def test_a_thigh_swings_more_than_a_back(self) -> None:
        pocket = simulate_walk(WalkSettings(sensor=Sensor(placement=Placement.POCKET)), 1)
        back = simulate_walk(WalkSettings(), 1)
        assert inside_bout(pocket, GYR).std() > 2.0 * inside_bout(back, GYR).std()


class TestSensor:
    def test_phone_values_are_rounded(self) -> None:
        recording = simulate_walk(WalkSettings(), 1).recording
        acc = recording.physical(ACC) / 0.1
        gyr = np.rad2deg(recording.physical(GYR)) / 0.1
        assert np.abs(acc - np.round(acc)).max() < 1e-6
        assert np.abs(gyr - np.round(gyr)).max() < 1e-6

    def test_phone_rate_and_jitter(self) -> None:
        base = simulate_walk(WalkSettings(), 1).recording.header.time_base
        assert base.effective_rate_hz == pytest.approx(60.0, rel=0.02)
        assert base.jitter_s == pytest.approx(0.0015 * np.sqrt(2), rel=0.15)

    def test_samples_are_lost_as_asked(self) -> None:
        def count(dropped: float) -> int:
            asked = WalkSettings(sensor=Sensor(dropped=dropped))
            return simulate_walk(asked, 1).recording.n_samples

        assert count(0.1) / count(0.0) == pytest.approx(0.9, abs=0.02)

    def test_research_sensor_is_even_and_has_body_axes(self) -> None:
        recording = research().recording
        assert np.unique(np.diff(recording.samples.ticks(0, recording.n_samples))).tolist() == [
            1000
        ]
        assert {channel.frame for channel in recording.header.channels} == {Frame.BODY}
        rest = recording.physical(ACC, 0, 200).mean(axis=0)
        assert rest == pytest.approx([9.81, 0.0, 0.0], abs=0.2)

    def test_without_gyroscope_there_are_three_channels(self) -> None:
        recording = simulate_walk(WalkSettings(sensor=Sensor(gyroscope=False)), 1).recording
        assert recording.names == ACC

    @pytest.mark.parametrize(
        ("placement", "up"),
        [
            (Placement.LOWER_BACK, [0, 1, 0]),
            (Placement.BELT_FRONT, [0, 1, 0]),
            (Placement.POCKET, [0, -1, 0]),
            (Placement.BAG, [0, 0, -1]),
            (Placement.WRIST, [-1, 0, 0]),
            (Placement.HAND, [0, 2**-0.5, 2**-0.5]),
        ],
    )
    def test_each_placement_feels_gravity_its_own_way(
        self, placement: Placement, up: list[float]
    ) -> None:
        recording = simulate_walk(WalkSettings(sensor=Sensor(placement=placement)), 1).recording
        assert recording.physical(ACC, 0, 120).mean(axis=0) / 9.81 == pytest.approx(up, abs=0.03)
        assert recording.header.capture.placement is placement

    @settings(max_examples=15, deadline=None)
    @given(st.tuples(*[st.floats(-180, 180)] * 3))
    def test_turning_the_phone_keeps_the_size_of_what_it_feels(
        self, degrees: tuple[float, float, float]
    ) -> None:
        course = Course(bout_s=5.0)
        turned = msgspec.structs.replace(PERFECT, orientation_deg=degrees)
        straight = simulate_walk(WalkSettings(course=course, sensor=PERFECT), 1).recording
        other = simulate_walk(WalkSettings(course=course, sensor=turned), 1).recording
        assert inside_norm(other) == pytest.approx(inside_norm(straight), abs=1e-4)

    @settings(max_examples=25, deadline=None)
    @given(
        speed=st.floats(0.1, 2.0),
        asymmetry=st.floats(-0.5, 0.5),
        cv=st.floats(0.0, 0.2),
        placement=st.sampled_from(PLACEMENTS),
        aid=st.sampled_from(list(Aid)),
        turns=st.integers(0, 3),
        seed=st.integers(0, 2**32),
    )
    def test_any_walk_is_finite_and_in_order(
        self,
        *,
        speed: float,
        asymmetry: float,
        cv: float,
        placement: Placement,
        aid: Aid,
        turns: int,
        seed: int,
    ) -> None:
        gait = Gait(speed_mps=speed, step_time_asymmetry=asymmetry, stride_time_cv=cv, aid=aid)
        sensor = Sensor(placement=placement, dropped=0.05)
        asked = WalkSettings(gait=gait, course=Course(bout_s=10.0, turns=turns), sensor=sensor)
        walk = simulate_walk(asked, seed)
        acc = walk.recording.physical(ACC)
        assert np.isfinite(acc).all()
        assert np.abs(acc).max() < 120.0
        times = [contact.time_s for contact in walk.truth.contacts]
        assert times == sorted(times)
        assert times[-1] < walk.recording.header.time_base.duration_s


class TestRefused:
    @pytest.mark.parametrize("speed", [0.0, 3.0, float("nan")])
    def test_no_such_speed(self, speed: float) -> None:
        with pytest.raises(ValueError, match=r"speed|finite"):
            Gait(speed_mps=speed)

    def test_no_sensor_nowhere(self) -> None:
        with pytest.raises(ValueError, match="worn"):
            Sensor(placement=Placement.UNKNOWN)

    def test_no_giant_steps(self) -> None:
        with pytest.raises(ValueError, match="leg"):
            Gait(speed_mps=2.0, cadence_spm=60.0)
