"""How the accuracy page compares double support, regularity and simulated walks."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.intervals import Estimate
from surefoot.measures.motion import motions
from surefoot.model.codes import ChannelName
from surefoot.simulate.walk import Course, Gait
from tests.unit.measures.walks import walk
from validation.double_support import found_shares, true_shares, walks
from validation.simulated import KINDS, SPEEDS, Kind, simulated_case
from validation.trunk import ACC_STEP, PHONE_HZ, as_phone, disagree

FACTS = load_knowledge()
#: Both feet stand for 0.2 s of each step of 0.6 s: toe-off 0.2 s after the other foot's contact.
LEFT = [(0.2 + 1.2 * k, 0.6 + 1.2 * k) for k in range(8)]
RIGHT = [(0.8 + 1.2 * k, 1.2 + 1.2 * k) for k in range(8)]
NO_TURN = (-2.0, -1.0)


class TestDoubleSupport:
    def test_share_of_known_steps(self) -> None:
        shares = true_shares({"Left": LEFT, "Right": RIGHT}, NO_TURN)
        # The first swing has no contact of the other foot before it.
        assert len(shares) == 15
        assert np.allclose(shares, 1 / 3)

    def test_exchanged_times_are_seen(self) -> None:
        late = [(off + 0.1, on) for off, on in LEFT]
        shares = true_shares({"Left": late, "Right": RIGHT}, NO_TURN)
        assert sorted(set(np.round(shares, 6))) == pytest.approx([1 / 3, 1 / 2])

    def test_steps_in_the_turn_do_not_count(self) -> None:
        assert len(true_shares({"Left": LEFT, "Right": RIGHT}, (3.0, 6.0))) < 15

    def test_the_fall_of_the_trunk_is_found_where_it_is(self) -> None:
        recording = walk(Gait(stride_time_cv=0.0), Course(bout_s=20.0)).recording
        motion = next(iter(motions(recording, [(0, recording.n_samples)])))
        times = np.arange(6.0, 16.0, 1.0)
        seconds = motion.start_s + np.arange(len(motion.vertical)) / motion.rate_hz
        # Falls most steeply 0.3 s after each whole second.
        swing = np.cos(2 * np.pi * (seconds - 0.05))
        shares = found_shares(replace(motion, vertical=swing), times, ())
        assert np.allclose(shares, 0.3, atol=0.011)
        assert found_shares(replace(motion, vertical=swing), times, [(0.0, 99.0)]) == []

    def test_why_it_is_not_given(self, reference_data: Path) -> None:
        checked = [s for s in walks(reference_data, FACTS) if s.person > 5 and s.found is not None]
        assert len(checked) > 20
        found, true = np.array([(s.found, s.true) for s in checked]).T
        assert np.corrcoef(found, true)[0, 1] < 0.5, "it may be worth giving now"


class TestTrunk:
    def test_a_phone_rounds_and_samples_anew(self) -> None:
        recording = walk().recording
        phone = as_phone(recording, np.random.default_rng(1))
        assert phone.header.time_base.effective_rate_hz == pytest.approx(PHONE_HZ, rel=0.01)
        up = phone.physical((ChannelName.ACC_X,))[:, 0] / ACC_STEP
        assert np.allclose(up, np.round(up), atol=1e-3)

    @pytest.mark.parametrize(
        ("other", "apart"),
        [
            (Estimate(0.85, 0.80, 0.90), True),
            (Estimate(0.56, 0.50, 0.62), False),
            (Estimate(0.15, 0.10, 0.20), True),
        ],
    )
    def test_apart_is_further_than_both_intervals(self, other: Estimate, apart: bool) -> None:
        one = Estimate(0.5, 0.45, 0.55)
        assert disagree(one, other) is disagree(other, one) is apart


class TestSimulated:
    def test_every_speed_aid_and_sensor_is_there_once(self) -> None:
        assert len(set(map(str, KINDS))) == len(KINDS)
        for sensor in ("research sensor", "phone"):
            kinds = [kind for kind in KINDS if kind.sensor == sensor]
            assert {kind.speed_mps for kind in kinds if not kind.impaired} == set(SPEEDS)
            slowest = {kind.help for kind in kinds if kind.speed_mps == SPEEDS[0]}
            assert slowest == {"no aid", "treadmill", "one stick", "two sticks", "walker"}

    def test_the_truth_has_the_speed_that_was_asked(self) -> None:
        _, truth = simulated_case(Kind(0.5, "treadmill", "research sensor"), 1)
        assert len(truth.bouts) == 2
        for bout in truth.bouts:
            assert bout.speed_mps == pytest.approx(0.5, abs=0.04)
