"""A walk made up from known steps: the recording, and the truth behind it."""

from itertools import pairwise

import numpy as np

from surefoot.model.codes import QualityCode
from surefoot.model.recording import (
    Capture,
    Device,
    Header,
    Recording,
    content_id,
    describe_times,
)
from surefoot.simulate.idle import idle_motion
from surefoot.simulate.impaired import unsteady_motion
from surefoot.simulate.motion import Motion, walk_motion
from surefoot.simulate.sensor import readings, record
from surefoot.simulate.settings import (
    RESEARCH_SENSOR,
    Course,
    Gait,
    Sensor,
    SimulatedWalk,
    WalkSettings,
    WalkTruth,
)
from surefoot.simulate.steps import (
    BoutPlan,
    plan_walk,
    true_bout,
    true_contacts,
    true_final_contacts,
    true_strides,
    true_turns,
)

__all__ = [
    "RESEARCH_SENSOR",
    "Course",
    "Gait",
    "Sensor",
    "SimulatedWalk",
    "WalkSettings",
    "WalkTruth",
    "simulate_walk",
]


def _standing(plans: tuple[BoutPlan, ...], duration_s: float) -> list[tuple[float, float]]:
    """Return the intervals between bouts, kept a second away from walking."""
    edges = [0.0] + [float(t) for plan in plans for t in (plan.times[0], plan.times[-1])]
    edges.append(duration_s)
    pairs = list(pairwise(edges))[::2]
    return [(a + 1.0, b - 1.0) for a, b in pairs if b - a > 3.0]


def _duration(plans: tuple[BoutPlan, ...], settings: WalkSettings) -> float:
    lead = 60.0 / settings.gait.steady_cadence_spm
    last = float(plans[-1].times[-1]) + lead if plans else 0.0
    return last + settings.course.rest_s


def _truth(plans: tuple[BoutPlan, ...]) -> WalkTruth:
    return WalkTruth(
        bouts=tuple(true_bout(plan) for plan in plans),
        contacts=tuple(c for plan in plans for c in true_contacts(plan)),
        final_contacts=tuple(c for plan in plans for c in true_final_contacts(plan)),
        strides=tuple(s for plan in plans for s in true_strides(plan)),
        turns=tuple(t for plan in plans for t in true_turns(plan)),
        turn_angles_deg=tuple(float(np.rad2deg(t.angle_rad)) for p in plans for t in p.turns),
        step_rises_m=tuple(float(rise) for plan in plans for rise in plan.rises[1:-1]),
    )


def _capture(settings: WalkSettings) -> Capture:
    return Capture(
        placement=settings.sensor.placement,
        protocol=settings.protocol,
        height_m=settings.gait.height_m,
        aid=settings.gait.aid,
        temperature_c=settings.temperature_c,
    )


def _recording(motion: Motion, settings: WalkSettings, rng: np.random.Generator) -> Recording:
    true = readings(motion, settings.gait, settings.sensor.placement)
    channels, samples = record(true, settings.sensor, rng)
    header = Header(
        channels=channels,
        time_base=describe_times(
            samples.times, settings.start, settings.zone, settings.sensor.rate_hz
        ),
        device=Device(maker="Surefoot", model="simulated", software="simulate 1"),
        capture=_capture(settings),
        notes=(QualityCode.SIMULATED,),
    )
    return Recording(content_id(channels, samples, len(samples.times)), header, samples)


def simulate_walk(settings: WalkSettings, seed: int) -> SimulatedWalk:
    """Return a recording that follows from known steps, and those steps.

    The same settings and seed give the same recording. Times of the truth are in seconds from the
    first sample. How body and device move is told in ``motion`` and ``sensor``.
    """
    steps_rng, idle_rng, sensor_rng, wobble_rng = np.random.default_rng(seed).spawn(4)
    plans = plan_walk(settings.gait, settings.course, steps_rng)
    duration = _duration(plans, settings)
    standing = _standing(plans, duration)
    idle = idle_motion(duration, standing, settings.course.fidgets_per_min, idle_rng)
    if settings.gait.unsteadiness > 0.0:
        walking = [(float(plan.times[0]), float(plan.times[-1])) for plan in plans]
        idle += unsteady_motion(duration, walking, settings.gait.unsteadiness, wobble_rng)
    motion = walk_motion(plans, duration, settings.gait, idle, settings.course.treadmill)
    return SimulatedWalk(_recording(motion, settings, sensor_rng), _truth(plans))
