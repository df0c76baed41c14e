"""When and where each foot lands: the plan that a simulated walk follows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import Foot, QualityLevel, SegmentKind
from surefoot.model.segment import InitialContact, Quality, Segment, Stride
from surefoot.simulate.settings import Course, FinalContact, Gait

Floats = NDArray[np.float64]

#: Zijlstra & Hof, Gait & Posture 2003;18:1: the pendulum alone gives steps 1.25 times too short.
PENDULUM_CORRECTION = 1.25
#: A U-turn takes about 2 to 3 s at usual speed and four or more steps.
TURN_S = 2.4
TURN_STEPS = 4.0
#: Steps inside a turn, the step that starts a walk and the step that ends one are shorter.
TURN_STEP = 0.4
FIRST_STEP = 0.6
LAST_STEP = 0.5
#: Step lengths vary less from step to step than step times of the same gait do.
LENGTH_CV_PER_TIME_CV = 0.8
#: Share of a stride on both feet against speed in m/s: about a fifth to a quarter at usual speed
#: (Perry, Gait Analysis, 1992), more the slower, with a bend near 0.5 m/s (Smith & Lemaire, Gait &
#: Posture 2018;61:125). The numbers between were set by hand, not read from either.
DOUBLE_SUPPORT = ((0.15, 0.5, 0.8, 1.1, 1.4, 2.0), (0.50, 0.38, 0.31, 0.25, 0.21, 0.13))
#: However slowly a person walks, a leg does not swing for longer, in s (set by hand).
LONGEST_SWING_S = 0.9
#: A hesitation lasts this long, in s: shorter than what ends a bout (set by hand).
HESITATION_S = (0.6, 1.6)


@dataclass(frozen=True, slots=True)
class TurnPlan:
    """A change of heading: ``[start_s, end_s)`` and angle in rad, positive to the left."""

    start_s: float
    end_s: float
    angle_rad: float


@dataclass(frozen=True, slots=True)
class BoutPlan:
    """One bout: contact times, whether the left foot lands, and the length of the step before.

    ``pauses`` (n,) is how long the body stood still at the start of the step to each contact, and
    ``lifted`` (n,) when the foot of each contact had left the ground, both in s.
    """

    times: Floats
    left: NDArray[np.bool_]
    lengths: Floats
    rises: Floats
    pauses: Floats
    lifted: Floats
    turns: tuple[TurnPlan, ...]


def pendulum_rise(step_length_m: Floats, leg_length_m: float) -> Floats:
    """Return the vertical range of the pelvis in a step, in metres, shape as given.

    Zijlstra & Hof 2003: step = 1.25 x 2 sqrt(2 l h - h^2), solved for h.
    """
    half = np.minimum(step_length_m / (2.0 * PENDULUM_CORRECTION), 0.95 * leg_length_m)
    return np.asarray(leg_length_m - np.sqrt(leg_length_m**2 - half**2))


def _plan_turns(
    start_s: float, course: Course, step_s: float, rng: np.random.Generator
) -> tuple[TurnPlan, ...]:
    length = max(TURN_S, TURN_STEPS * step_s)
    side = 1.0 if rng.random() < 0.5 else -1.0
    plans = []
    for k in range(course.turns):
        middle = start_s + course.bout_s * (k + 1) / (course.turns + 1)
        angle = side * np.deg2rad(course.turn_deg) * (1.0 + 0.03 * rng.standard_normal())
        plans.append(TurnPlan(middle - length / 2, middle + length / 2, float(angle)))
    return tuple(plans)


def _pace(gait: Gait, progress: float) -> float:
    # Slowing is shared evenly by cadence and step length.
    return float(np.sqrt(1.0 - gait.slowing * min(progress, 1.0)))


def _pause(gait: Gait, leads: bool, step_s: float, rng: np.random.Generator) -> float:
    """Return how long the person stands before the step: for the frame, or hesitating."""
    pause = gait.frame_pause_s if leads else 0.0
    if gait.hesitations_per_min > 0.0 and rng.random() < gait.hesitations_per_min * step_s / 60.0:
        pause += float(rng.uniform(*HESITATION_S))
    return pause


def _step_times(
    start_s: float, gait: Gait, course: Course, rng: np.random.Generator
) -> tuple[Floats, NDArray[np.bool_], Floats]:
    mean = 60.0 / gait.steady_cadence_spm - gait.frame_pause_s / 2
    cv = gait.stride_time_cv * np.sqrt(2.0)  # two independent steps make one stride
    first = gait.first_foot is Foot.LEFT
    times, left, pauses = [start_s], [first], [0.0]
    while times[-1] < start_s + course.bout_s:
        side = 0.5 if not left[-1] else -0.5
        noise = float(np.clip(rng.standard_normal(), -3.0, 3.0))
        pace = _pace(gait, (times[-1] - start_s) / course.bout_s)
        step = mean / pace * (1.0 + side * gait.step_time_asymmetry) * max(0.55, 1.0 + cv * noise)
        left.append(not left[-1])
        pauses.append(_pause(gait, left[-1] is first, step, rng))
        times.append(times[-1] + step + pauses[-1])
    return np.array(times), np.array(left), np.array(pauses)


def _lifted(times: Floats, pauses: Floats, gait: Gait) -> Floats:
    """Return when the foot of each contact had left the ground, (n,) in s."""
    moving = np.diff(times, prepend=times[0] - (times[1] - times[0] - pauses[1])) - pauses
    share = float(np.interp(gait.speed_mps, *DOUBLE_SUPPORT))
    return np.asarray(times - np.minimum((1.0 - share) * moving, LONGEST_SWING_S))


def _step_lengths(
    times: Floats,
    left: NDArray[np.bool_],
    turns: tuple[TurnPlan, ...],
    gait: Gait,
    rng: np.random.Generator,
) -> Floats:
    progress = (times - times[0]) / (times[-1] - times[0])
    side = np.where(left, 0.5, -0.5) * gait.step_length_asymmetry
    noise = np.clip(rng.standard_normal(len(times)), -3.0, 3.0)
    cv = LENGTH_CV_PER_TIME_CV * gait.stride_time_cv * np.sqrt(2.0)
    pace = np.array([_pace(gait, float(u)) for u in progress])
    lengths = gait.step_length_m * pace * (1.0 + side) * np.maximum(0.55, 1.0 + cv * noise)
    middle = times - np.diff(times, prepend=times[0] - (times[1] - times[0])) / 2
    for turn in turns:
        lengths[(middle >= turn.start_s) & (middle < turn.end_s)] *= TURN_STEP
    lengths[0] *= FIRST_STEP
    lengths[-1] *= LAST_STEP
    return np.asarray(lengths)


def plan_bout(start_s: float, gait: Gait, course: Course, rng: np.random.Generator) -> BoutPlan:
    """Return the steps of one bout whose first initial contact is at ``start_s``."""
    turns = _plan_turns(start_s, course, 60.0 / gait.steady_cadence_spm, rng)
    times, left, pauses = _step_times(start_s, gait, course, rng)
    lengths = _step_lengths(times, left, turns, gait, rng)
    rises = pendulum_rise(lengths, gait.leg_length_m)
    return BoutPlan(times, left, lengths, rises, pauses, _lifted(times, pauses, gait), turns)


def plan_walk(gait: Gait, course: Course, rng: np.random.Generator) -> tuple[BoutPlan, ...]:
    """Return the bouts of a walk, each after standing for ``rest_s``."""
    lead = 60.0 / gait.steady_cadence_spm  # the first step leaves the stance before it lands
    plans: list[BoutPlan] = []
    clock = course.rest_s + lead
    for _ in range(course.bouts):
        plan = plan_bout(clock, gait, course, rng)
        plans.append(plan)
        clock = float(plan.times[-1]) + 2 * lead + course.rest_s
    return tuple(plans)


def _segment(kind: SegmentKind, start_s: float, end_s: float) -> Segment:
    return Segment(kind, start_s, end_s, Quality(QualityLevel.GOOD))


def _foot(left: np.bool_) -> Foot:
    return Foot.LEFT if left else Foot.RIGHT


def true_strides(plan: BoutPlan) -> tuple[Stride, ...]:
    """Return the strides of one bout with path length and speed."""
    strides = []
    for i in range(len(plan.times) - 2):
        start, end = float(plan.times[i]), float(plan.times[i + 2])
        length = float(plan.lengths[i + 1] + plan.lengths[i + 2])
        strides.append(Stride(start, end, _foot(plan.left[i]), length, length / (end - start)))
    return tuple(strides)


def true_contacts(plan: BoutPlan) -> tuple[InitialContact, ...]:
    """Return the initial contacts of one bout."""
    pairs = zip(plan.times, plan.left, strict=True)
    return tuple(InitialContact(float(time), _foot(left)) for time, left in pairs)


def true_final_contacts(plan: BoutPlan) -> tuple[FinalContact, ...]:
    """Return when the foot of each initial contact of one bout had left the ground."""
    pairs = zip(plan.lifted, plan.left, strict=True)
    return tuple(FinalContact(float(time), _foot(left)) for time, left in pairs)


def true_bout(plan: BoutPlan) -> Segment:
    """Return the bout, from its first to its last initial contact."""
    return _segment(SegmentKind.WALK, float(plan.times[0]), float(plan.times[-1]))


def true_turns(plan: BoutPlan) -> tuple[Segment, ...]:
    """Return the turns of one bout."""
    return tuple(_segment(SegmentKind.TURN, turn.start_s, turn.end_s) for turn in plan.turns)
