"""Where the front is cannot be told of somebody who does not stand upright."""

import numpy as np
import pytest

from surefoot.measures.balance.axes import find_axes
from surefoot.model.codes import AbsenceReason, Frame, Placement
from surefoot.model.recording import Capture
from surefoot.simulate.settings import RESEARCH_SENSOR
from tests.unit.measures.walks import walk

BACK = Capture(placement=Placement.LOWER_BACK)


@pytest.mark.parametrize(
    ("up", "told"), [((1.0, 0.0, 0.1), True), ((0.0, 0.0, 1.0), False), ((0.2, 0.0, 1.0), False)]
)
def test_body_axes_tell_sides_only_of_who_stands(
    up: tuple[float, float, float], told: bool
) -> None:
    recording = walk(sensor=RESEARCH_SENSOR).recording
    assert recording.header.channels[2].frame is Frame.BODY
    axes = find_axes(recording, BACK, np.tile(9.81 * np.array(up), (500, 1)))
    assert (axes.no_sides is None) is told
    assert axes.no_sides in (None, AbsenceReason.SIDES_UNKNOWN)
    for axis in (axes.side, axes.front, axes.up):
        assert np.linalg.norm(axis) == pytest.approx(1.0)
