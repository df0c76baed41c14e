"""A person's own step length, learnt on walks of known length, for the walks that come later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.intervals import NORMAL_95
from surefoot.measures.measure import methods_for
from surefoot.model.codes import Measure, QualityLevel
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import Capture, RecordingId


@dataclass(frozen=True, slots=True)
class OwnScale:
    """Step length over that of the general model, its standard deviation in a new walk, the number
    of walks it rests on, and their mean speed by the general model."""

    scale: float
    sd: float
    walks: int
    speed_mps: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A walk that asks for a scale: what is said of it, when it began, its speed by the model."""

    capture: Capture
    began: datetime
    speed_mps: float


@dataclass(frozen=True, slots=True)
class _Learnt:
    """A walk of known length: its scale, and its speed by the general model."""

    scale: Measurement
    speed_mps: float


def _alike(one: Capture, other: Capture) -> bool:
    """Whether the general model sees the same in both: placement, aid, and the heights it takes."""
    return (one.placement, one.aid, one.height_m, one.sensor_height_m) == (
        other.placement,
        other.aid,
        other.height_m,
        other.sensor_height_m,
    )


def _is_current(one: Measurement) -> bool:
    """Whether a number stands for its whole recording and is by a method that is still in use."""
    methods = methods_for(one.context.capture.protocol)
    return one.segment is None and one.provenance.method in methods


def _fits(one: Measurement, asked: Asked) -> bool:
    return (
        one.measure is Measure.STEP_LENGTH_SCALE
        and one.quality.level is not QualityLevel.POOR
        and _alike(one.context.capture, asked.capture)
        and one.when < asked.began
    )


def _general_speeds(measurements: Iterable[Measurement]) -> dict[RecordingId, float]:
    """Return walking speed by the general model in m/s, of each walk that today's one measured."""
    return {
        one.provenance.recordings[0]: one.value / (one.context.capture.length_scale or 1.0)
        for one in measurements
        if one.measure is Measure.WALKING_SPEED and _is_current(one)
    }


def _learnt(measurements: Sequence[Measurement], asked: Asked, most: float) -> list[_Learnt]:
    """Return the walks of known length that were walked about as fast.

    How far the model is off for a person depends on how fast they walk: a scale learnt in slow
    walking would make quick walking far too quick.
    """
    speeds = _general_speeds(measurements)
    fitting = [one for one in measurements if _fits(one, asked) and _is_current(one)]
    pairs = [(one, speeds.get(one.provenance.recordings[0])) for one in fitting]
    return [
        _Learnt(one, speed)
        for one, speed in pairs
        if speed is not None and abs(asked.speed_mps - speed) <= most * speed
    ]


def _combined(found: list[_Learnt], between_sd: float) -> OwnScale:
    """Return the mean by precision; a new walk differs from it as walks differ from each other."""
    values = np.array([one.scale.value for one in found])
    own_sd = np.array([(one.scale.high - one.scale.low) / (2.0 * NORMAL_95) for one in found])
    weight = 1.0 / (own_sd**2 + between_sd**2)
    mean = float(weight @ values / weight.sum())
    sd = float(np.hypot(weight.sum() ** -0.5, between_sd))
    return OwnScale(mean, sd, len(found), float(np.mean([one.speed_mps for one in found])))


def own_scale(
    measurements: Sequence[Measurement], asked: Asked, knowledge: Knowledge
) -> OwnScale | None:
    """Return the scale for a walk, from earlier walks of known length; None while there are none.

    Args:
        measurements: of the person.
        asked: the walk; placement, aid and height must be the same, its speed about the same.
        knowledge: how many walks are needed, how alike their speed is, and how much walks differ.

    Raises:
        KeyError: a fact is missing.
    """
    most = knowledge.number("step_length_scale_speed_range").value
    found = _learnt(measurements, asked, most)
    if len(found) < round(knowledge.number("step_length_scale_min_walks").value):
        return None
    return _combined(found, knowledge.number("step_length_scale_between_walks").value)


def with_own_scale(
    capture: Capture, general: Analysis, known: Sequence[Measurement], knowledge: Knowledge
) -> Capture:
    """Return the capture with the person's own step length, unless it says one or none is known.

    Args:
        capture: of a walk.
        general: the walk as the general model measures it.
        known: what was measured of the person before.
        knowledge: facts.
    """
    speeds = [o for o in general.measurements if o.measure is Measure.WALKING_SPEED]
    whole = next((one for one in speeds if one.segment is None), None)
    if capture.length_scale is not None or whole is None:
        return capture
    own = own_scale(known, Asked(capture, whole.when, whole.value), knowledge)
    if own is None:
        return capture
    return msgspec.structs.replace(
        capture,
        length_scale=own.scale,
        length_scale_sd=own.sd,
        length_scale_speed_mps=own.speed_mps,
    )


def _without_scale(capture: Capture) -> Capture:
    return msgspec.structs.replace(
        capture, length_scale=None, length_scale_sd=None, length_scale_speed_mps=None
    )


def without_learnt_scale(capture: Capture) -> Capture:
    """Return the capture without a scale that was learnt; one that was said stays."""
    return capture if capture.length_scale_speed_mps is None else _without_scale(capture)


def without_old_scale(capture: Capture, before: Capture) -> Capture:
    """Return the capture without a scale that was said for another placement, aid or height."""
    return capture if _alike(capture, before) else _without_scale(capture)
