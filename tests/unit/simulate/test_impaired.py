"""Very slow and impaired gait has its truth in its signal, as any other simulated walk."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.measures.motion import motions
from surefoot.model.codes import Aid
from surefoot.simulate.impaired import impaired_gait
from surefoot.simulate.walk import (
    RESEARCH_SENSOR,
    Course,
    Gait,
    SimulatedWalk,
    WalkSettings,
    simulate_walk,
)

AIDS = (Aid.NONE, Aid.ONE_STICK, Aid.TWO_STICKS, Aid.WALKER)
SLOW = (0.15, 0.25, 0.35, 0.5)


def walk(gait: Gait, course: Course | None = None, seed: int = 1) -> SimulatedWalk:
    asked = WalkSettings(
        gait=gait, course=course or Course(bout_s=60.0, rest_s=6.0), sensor=RESEARCH_SENSOR
    )
    return simulate_walk(asked, seed)


def steps_of(simulated: SimulatedWalk) -> np.ndarray:
    return np.diff([contact.time_s for contact in simulated.truth.contacts])


def shake(simulated: SimulatedWalk, start_s: float, end_s: float) -> float:
    """Return the RMS of up-down acceleration between two times, in m/s2."""
    recording = simulated.recording
    motion = next(iter(motions(recording, [(0, recording.n_samples)])))
    first, last = int(motion.place(start_s)), int(motion.place(end_s))
    return float(np.std(motion.vertical[first:last]))


def double_support_share(simulated: SimulatedWalk) -> float:
    truth = simulated.truth
    landed = [contact.time_s for contact in truth.contacts]
    lifted = [contact.time_s for contact in truth.final_contacts]
    both = sum(after - before for before, after in zip(landed[:-1], lifted[1:], strict=True))
    return both / (landed[-1] - landed[0])


@pytest.mark.parametrize("aid", AIDS)
@pytest.mark.parametrize("speed", SLOW)
def test_speed_and_cadence_are_as_asked(speed: float, aid: Aid) -> None:
    gait = impaired_gait(speed, aid)
    simulated = walk(gait)
    found = np.mean([s.speed_mps or 0.0 for s in simulated.truth.strides[2:-2]])
    assert found == pytest.approx(speed, rel=0.06)
    assert 60.0 / steps_of(simulated).mean() == pytest.approx(gait.steady_cadence_spm, rel=0.06)


def test_thirty_five_steps_a_minute_with_a_frame() -> None:
    simulated = walk(impaired_gait(0.15, Aid.WALKER, 35.0))
    assert 60.0 / steps_of(simulated).mean() == pytest.approx(35.0, rel=0.06)


@pytest.mark.parametrize("aid", AIDS)
@pytest.mark.parametrize("speed", [0.15, 0.25, 0.35])
def test_the_trunk_of_a_slow_walker_moves_little(speed: float, aid: Aid) -> None:
    simulated = walk(impaired_gait(speed, aid))
    bout = simulated.truth.bouts[0]
    assert 0.08 < shake(simulated, bout.start_s + 2.0, bout.end_s - 2.0) < 0.4


def test_double_support_grows_as_people_slow_down() -> None:
    shares = [
        double_support_share(walk(impaired_gait(speed, Aid.NONE)))
        for speed in (1.4, 1.0, 0.5, 0.25, 0.15)
    ]
    assert all(after > before for before, after in pairwise(shares))
    assert shares[0] < 0.25
    assert 0.45 < shares[-1] < 0.60


@settings(max_examples=15, deadline=None)
@given(
    speed=st.floats(0.15, 1.6),
    aid=st.sampled_from(AIDS),
    hesitations=st.floats(0.0, 10.0),
    seed=st.integers(0, 99),
)
def test_each_foot_leaves_the_ground_after_the_other_landed_and_before_it_lands(
    speed: float, aid: Aid, hesitations: float, seed: int
) -> None:
    plain = impaired_gait(speed, aid)
    gait = Gait(
        speed_mps=speed,
        aid=aid,
        frame_pause_s=plain.frame_pause_s,
        hesitations_per_min=hesitations,
        stride_time_cv=plain.stride_time_cv,
    )
    truth = walk(gait, Course(bout_s=12.0), seed).truth
    assert [c.foot for c in truth.final_contacts] == [c.foot for c in truth.contacts]
    landed = [contact.time_s for contact in truth.contacts]
    lifted = [contact.time_s for contact in truth.final_contacts]
    for before, up, down in zip(landed[:-1], lifted[1:], landed[1:], strict=True):
        assert before < up < down


def test_with_a_frame_every_second_step_waits_and_the_body_stands_meanwhile() -> None:
    gait = Gait(speed_mps=0.2, aid=Aid.WALKER, frame_pause_s=1.2, stride_time_cv=0.0)
    simulated = walk(gait)
    steps = steps_of(simulated)
    assert np.allclose(steps[1::2] - steps[0::2][: len(steps[1::2])], 1.2, atol=0.01)
    times = [contact.time_s for contact in simulated.truth.contacts]
    standing = [shake(simulated, t + 0.55, t + 1.05) for t in times[5:25:2]]
    moving = [shake(simulated, t - 0.6, t + 0.1) for t in times[5:25:2]]
    assert np.median(standing) < 0.5 * np.median(moving)


def test_hesitations_make_some_steps_long_and_leave_the_rest() -> None:
    calm = steps_of(walk(Gait(speed_mps=0.4, stride_time_cv=0.0)))
    hesitant = steps_of(walk(Gait(speed_mps=0.4, stride_time_cv=0.0, hesitations_per_min=6.0)))
    assert np.median(hesitant) == pytest.approx(float(np.median(calm)), rel=0.01)
    assert hesitant.max() > calm.max() + 0.5


def test_a_wobbling_trunk_and_sticks_shake_more() -> None:
    quiet = Gait(speed_mps=0.2, aid=Aid.TWO_STICKS)
    shaken = Gait(speed_mps=0.2, aid=Aid.TWO_STICKS, unsteadiness=0.1, stick_knock=0.5)
    assert shake(walk(shaken), 10.0, 60.0) > 1.2 * shake(walk(quiet), 10.0, 60.0)
    assert walk(shaken).truth == walk(quiet).truth


def test_sticks_that_nobody_holds_do_not_knock() -> None:
    plain, knocking = Gait(speed_mps=0.3), Gait(speed_mps=0.3, stick_knock=0.5)
    assert walk(plain).recording.id == walk(knocking).recording.id


def test_a_treadmill_takes_the_start_away_and_leaves_the_steps() -> None:
    gait = Gait(speed_mps=1.0, stride_time_cv=0.0)
    ground = walk(gait, Course(bout_s=20.0))
    belt = walk(gait, Course(bout_s=20.0, treadmill=True))
    assert belt.truth == ground.truth
    assert shake(belt, 8.0, 20.0) == pytest.approx(shake(ground, 8.0, 20.0), rel=0.02)


@pytest.mark.parametrize(
    "wrong",
    [
        {"frame_pause_s": 2.0, "speed_mps": 1.0},
        {"frame_pause_s": -0.1},
        {"hesitations_per_min": 11.0},
        {"unsteadiness": 2.0},
        {"stick_knock": -1.0},
    ],
)
def test_what_nobody_walks_like_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"frame|hesitations|unsteadiness|stick"):
        Gait(**wrong)  # type: ignore[arg-type]


def test_nobody_turns_on_a_treadmill() -> None:
    with pytest.raises(ValueError, match="treadmill"):
        Course(treadmill=True, turns=1)
