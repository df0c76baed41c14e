"""Chair stands and the Timed Up and Go, made up from known times.

The trunk leans forward and the hip rises while the thigh turns from level to upright, as in
Schenkman et al. 1990 (Phys Ther 70:638): leaning starts first, the hip leaves the seat at about a
third of the rise. Sitting down is the same in reversed time. Walking is that of ``motion``.
"""

from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.check import require
from surefoot.model.codes import Placement, Protocol, QualityCode
from surefoot.model.recording import (
    Capture,
    Device,
    Header,
    Recording,
    content_id,
    describe_times,
)
from surefoot.simulate.idle import idle_motion
from surefoot.simulate.motion import Motion, walk_motion
from surefoot.simulate.sensor import readings, record
from surefoot.simulate.settings import Course, Gait, Sensor, WalkSettings
from surefoot.simulate.steps import TURN_STEP, BoutPlan, TurnPlan, pendulum_rise, plan_bout

Floats = NDArray[np.float64]

#: Height of the standing over the sitting hip, and how far it moves forward, in m.
CLIMB_M, FORWARD_M = 0.38, 0.35
#: A seated trunk leans back a little; rising it leans forward, most when the hip leaves the seat.
SLOUCH_RAD, LEAN_RAD = np.deg2rad(8.0), np.deg2rad(35.0)
LEAVES_AT = 0.35
#: A simulated Timed Up and Go goes this far each way.
WAY_M = 3.0


class Chair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a person rises: seconds of a rise and of sitting down, and rest before and after.

    For chair stands also how many, the pauses up and down, and how much slower the last rise is
    than the first, as a fraction.
    """

    rise_s: float = 1.6
    sit_s: float = 1.6
    rest_s: float = 3.0
    stands: int = 5
    pause_s: float = 0.3
    slowing: float = 0.0

    def __post_init__(self) -> None:
        require(min(self.rise_s, self.sit_s) >= 0.4, "a rise takes at least 0.4 s")
        require(self.rest_s >= 0.5 and self.stands >= 0, "rest is at least half a second")


@dataclass(frozen=True, slots=True)
class Move:
    """One rise or sitting down, ``[start_s, end_s)``."""

    start_s: float
    end_s: float
    is_rise: bool


@dataclass(frozen=True, slots=True)
class SimulatedChair:
    """A recording, its moves up and down, and the turns of a Timed Up and Go."""

    recording: Recording
    moves: tuple[Move, ...]
    turns: tuple[tuple[float, float], ...] = ()


def _smooth(u: Floats) -> Floats:
    v = np.clip(u, 0.0, 1.0)
    return np.asarray(v**3 * (10.0 - 15.0 * v + 6.0 * v**2))


def _course(time: Floats, move: Move) -> tuple[Floats, Floats]:
    """Return how far up (0 to 1) and how far leant forward (0 to 1) one move leads."""
    u = (time - move.start_s) / (move.end_s - move.start_s)
    u = u if move.is_rise else 1.0 - u
    up = _smooth((u - LEAVES_AT) / (1.0 - LEAVES_AT))
    lean = _smooth(u / LEAVES_AT) * _smooth((1.0 - u) / (1.0 - LEAVES_AT))
    return up, lean


def _pose(time: Floats, moves: tuple[Move, ...]) -> tuple[Floats, Floats]:
    """Return how far up and how far leant the person is at every moment; at first seated."""
    up, lean = np.zeros_like(time), np.zeros_like(time)
    for k, move in enumerate(moves):
        until = moves[k + 1].start_s if k + 1 < len(moves) else float("inf")
        now = (time >= move.start_s) & (time < until)
        done, leant = _course(time, move)
        up[now], lean[now] = done[now], leant[now]
    return up, lean


def _seated(walked: Motion, moves: tuple[Move, ...], gait: Gait, placement: Placement) -> Motion:
    """Return the motion with rising and sitting down added."""
    up, lean = _pose(walked.time, moves)
    position, turning = walked.position.copy(), walked.turning.copy()
    position[:, 0] -= CLIMB_M * (1.0 - up)
    back = FORWARD_M * (1.0 - up)
    position[:, 1] += back * np.sin(walked.heading)
    position[:, 2] -= back * np.cos(walked.heading)
    turning[:, 1] += SLOUCH_RAD * (1.0 - up) - LEAN_RAD * lean
    # The limb model turns thigh and arm by the step; so much of one lifts them level.
    side = 1.0 if placement is Placement.WRIST else -1.0
    swing = walked.swing + side * np.pi * gait.leg_length_m * (1.0 - up)
    return Motion(walked.time, position, turning, walked.heading, swing)


def _recording(
    motion: Motion, gait: Gait, sensor: Sensor, protocol: Protocol, seed: int
) -> Recording:
    true = readings(motion, gait, sensor.placement)
    channels, samples = record(true, sensor, np.random.default_rng(seed))
    default = WalkSettings()
    header = Header(
        channels=channels,
        time_base=describe_times(samples.times, default.start, default.zone, sensor.rate_hz),
        device=Device(maker="Surefoot", model="simulated", software="simulate 1"),
        capture=Capture(
            placement=sensor.placement,
            protocol=protocol,
            height_m=gait.height_m,
            aid=gait.aid,
        ),
        notes=(QualityCode.SIMULATED,),
    )
    return Recording(content_id(channels, samples, len(samples.times)), header, samples)


def _stands(chair: Chair) -> tuple[Move, ...]:
    clock, moves = chair.rest_s, []
    for k in range(chair.stands):
        slower = 1.0 + chair.slowing * k / max(chair.stands - 1, 1)
        for is_rise, lasts in ((True, chair.rise_s), (False, chair.sit_s)):
            moves.append(Move(clock, clock + slower * lasts, is_rise))
            clock += slower * lasts + chair.pause_s
    return tuple(moves)


def simulate_chair_stands(chair: Chair, sensor: Sensor, seed: int) -> SimulatedChair:
    """Return a recording of chair stands and when each rise and each sitting down was.

    The person sits for ``rest_s``, rises and sits ``stands`` times, and sits again.
    """
    moves, gait = _stands(chair), Gait()
    end = (moves[-1].end_s if moves else 0.0) + chair.rest_s
    idle = idle_motion(end, [], 0.0, np.random.default_rng(seed))
    still = walk_motion((), end, gait, idle)
    motion = _seated(still, moves, gait, sensor.placement)
    protocol = Protocol.CHAIR_STAND_5
    return SimulatedChair(_recording(motion, gait, sensor, protocol, seed + 1), moves)


def _turns(start_s: float, way_s: float, turn_s: float, second: float) -> tuple[TurnPlan, ...]:
    middle, end = start_s + way_s, start_s + 2 * way_s + turn_s
    return (
        TurnPlan(middle, middle + turn_s, np.pi),
        TurnPlan(end, end + turn_s, second * np.pi),
    )


def _there_and_back(
    start_s: float, gait: Gait, turn_s: float, rng: np.random.Generator
) -> BoutPlan:
    way_s = WAY_M / gait.speed_mps
    turns = _turns(start_s, way_s, turn_s, 1.0 if rng.random() < 0.5 else -1.0)
    course = Course(bout_s=turns[1].end_s - start_s, turns=0)
    plan = plan_bout(start_s, gait, course, rng)
    lengths = plan.lengths.copy()
    for turn in turns:
        lengths[(plan.times >= turn.start_s) & (plan.times < turn.end_s)] *= TURN_STEP
    rises = pendulum_rise(lengths, gait.leg_length_m)
    return replace(plan, lengths=lengths, rises=rises, turns=turns)


def simulate_tug(
    gait: Gait, chair: Chair, sensor: Sensor, turn_s: float, seed: int
) -> SimulatedChair:
    """Return a recording of a Timed Up and Go and when its rise, turns and sitting down were.

    Args:
        gait: how the person walks the three metres there and back.
        chair: how the person rises and sits down; only the times of one are used.
        sensor: what records.
        turn_s: seconds of each of the two half turns.
        seed: of steps, idle movement and the sensor's noise.
    """
    rng = np.random.default_rng(seed)
    up = Move(chair.rest_s, chair.rest_s + chair.rise_s, True)
    lead = 60.0 / gait.steady_cadence_spm
    plan = _there_and_back(up.end_s + lead, gait, turn_s, rng)
    down_s = max(plan.turns[1].end_s, float(plan.times[-1]))
    down = Move(down_s, down_s + chair.sit_s, False)
    end = down.end_s + chair.rest_s
    motion = walk_motion((plan,), end, gait, idle_motion(end, [], 0.0, rng))
    motion = _seated(motion, (up, down), gait, sensor.placement)
    turns = tuple((turn.start_s, turn.end_s) for turn in plan.turns)
    recording = _recording(motion, gait, sensor, Protocol.TUG, seed + 1)
    return SimulatedChair(recording, (up, down), turns)
