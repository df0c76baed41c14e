"""A person's own step length, learnt on walks of known length, for the walks that come later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Measure, QualityLevel
from surefoot.model.measurement import Measurement
from surefoot.model.recording import Capture
from surefoot.model.timeline import Timeline

# Half of a 95 % interval over a standard deviation of a normal distribution.
_HALF_95 = 1.959964


@dataclass(frozen=True, slots=True)
class OwnScale:
    """Step length over that of the general model, its standard deviation in a new walk, and the
    number of walks it rests on."""

    scale: float
    sd: float
    walks: int


def _alike(one: Capture, other: Capture) -> bool:
    """Whether the general model sees the same in both: placement, aid, and the heights it takes."""
    return (one.placement, one.aid, one.height_m, one.sensor_height_m) == (
        other.placement,
        other.aid,
        other.height_m,
        other.sensor_height_m,
    )


def _fits(one: Measurement, capture: Capture, before: datetime) -> bool:
    return (
        one.measure is Measure.STEP_LENGTH_SCALE
        and one.segment is None
        and one.quality.level is not QualityLevel.POOR
        and _alike(one.context.capture, capture)
        and one.when < before
    )


def _combined(found: list[Measurement], between_sd: float) -> OwnScale:
    """Return the mean by precision; a new walk differs from it as walks differ from each other."""
    values = np.array([one.value for one in found])
    own_sd = np.array([(one.high - one.low) / (2.0 * _HALF_95) for one in found])
    weight = 1.0 / (own_sd**2 + between_sd**2)
    mean = float(weight @ values / weight.sum())
    return OwnScale(mean, float(np.hypot(weight.sum() ** -0.5, between_sd)), len(found))


def own_scale(
    measurements: Iterable[Measurement], capture: Capture, before: datetime, knowledge: Knowledge
) -> OwnScale | None:
    """Return the scale for a walk, from earlier walks of known length; None while there are none.

    Args:
        measurements: of the person.
        capture: of the walk that is to be measured; placement, aid and height must be the same.
        before: when that walk began, in UTC.
        knowledge: how many walks are needed, and how much walks differ.

    Raises:
        KeyError: a fact is missing.
    """
    found = [one for one in measurements if _fits(one, capture, before)]
    if len(found) < round(knowledge.number("step_length_scale_min_walks").value):
        return None
    return _combined(found, knowledge.number("step_length_scale_between_walks").value)


def with_own_scale(
    capture: Capture, timeline: Timeline, began: datetime, knowledge: Knowledge
) -> Capture:
    """Return the capture with the person's own step length, unless it says one or none is known."""
    if capture.length_scale is not None:
        return capture
    own = own_scale(timeline.measurements, capture, began, knowledge)
    if own is None:
        return capture
    return msgspec.structs.replace(capture, length_scale=own.scale, length_scale_sd=own.sd)


def without_old_scale(capture: Capture, before: Capture) -> Capture:
    """Return the capture without a scale that was learnt for another placement, aid or height."""
    if _alike(capture, before):
        return capture
    return msgspec.structs.replace(capture, length_scale=None, length_scale_sd=None)
