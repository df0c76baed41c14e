"""Noise, gaps, lost samples and wild scales give fewer numbers, never an error."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.chair.thigh import find_thigh_rises
from surefoot.measures.measure import measure
from surefoot.measures.motion import Motion
from surefoot.model.codes import Placement, Protocol, QualityCode
from surefoot.model.recording import Capture
from surefoot.simulate.chair import Chair, simulate_chair_stands, simulate_tug
from surefoot.simulate.settings import Gait, Sensor
from tests.unit.measures.walks import make, samples_of

KNOWLEDGE = load_knowledge()
TUG = simulate_tug(Gait(), Chair(), Sensor(placement=Placement.POCKET), 2.0, 4).recording
STANDS = simulate_chair_stands(Chair(), Sensor(placement=Placement.POCKET), 4).recording
CASES = [
    (TUG, Protocol.TUG),
    (STANDS, Protocol.CHAIR_STAND_5),
    (STANDS, Protocol.CHAIR_STAND_30S),
]
WORN = [Placement.POCKET, Placement.LOWER_BACK, Placement.WRIST, Placement.BAG]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(CASES),
    st.sampled_from(WORN),
    st.integers(0, 2**31),
    st.floats(-2.0, 2.0),
    st.floats(-2.0, 1.5),
    st.floats(0.0, 0.95),
)
def test_mutations_never_crash(
    case: tuple[object, Protocol],
    worn: Placement,
    seed: int,
    noise: float,
    scale: float,
    lost: float,
) -> None:
    rng = np.random.default_rng(seed)
    recording, protocol = case
    times, values = samples_of(recording)  # type: ignore[arg-type]
    kept = rng.random(len(times)) >= lost
    kept[:10] = True
    mutated = values * 10.0**scale + rng.normal(0.0, 10.0**noise, values.shape)
    capture = Capture(placement=worn, protocol=protocol)
    analysis = measure(make(times[kept], mutated[kept], capture), capture, KNOWLEDGE)
    found = {m.measure for m in analysis.measurements} | {n.measure for n in analysis.not_measured}
    assert len(found) == len(analysis.measurements) + len(analysis.not_measured) > 0


@pytest.mark.parametrize("protocol", [Protocol.TUG, Protocol.CHAIR_STAND_5])
def test_a_gap_is_said(protocol: Protocol) -> None:
    recording = TUG if protocol is Protocol.TUG else STANDS
    times, values = samples_of(recording)
    kept = (times < times[-1] - 1.4) | (times > times[-1] - 1.0)
    capture = Capture(placement=Placement.POCKET, protocol=protocol)
    analysis = measure(make(times[kept], values[kept], capture), capture, KNOWLEDGE)
    assert analysis.measurements
    assert all(QualityCode.GAP in m.quality.reasons for m in analysis.measurements)


def test_a_thigh_that_lies_three_ways_is_no_rise_by_force() -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        up = rng.normal(size=(300, 3))
        up /= np.linalg.norm(up, axis=1, keepdims=True)
        zeros = np.zeros(300)
        motion = Motion(0.0, 100.0, zeros, up, np.zeros((300, 3)), zeros, np.zeros((300, 3)))
        assert all(rise.end_s > rise.start_s for rise in find_thigh_rises(motion))
