"""How the pelvis moves when the feet land as planned.

World axes: up, right, forward of the person at the start. Everything is built as position and
angle on an even grid and differentiated, so that acceleration, rotation and step length agree.

Sources: vertical range from the inverted pendulum (Zijlstra & Hof 2003); sideways range
(Orendurff et al., J Rehabil Res Dev 2004;41:829); forward speed traded against height (Cavagna,
Thys & Zamboni, J Physiol 1976;262:639); pelvic rotation of about 4 degrees and list of about 5
(Saunders, Inman & Eberhart, J Bone Joint Surg Am 1953;35:543), with the signs by foot used by
McCamley et al., Gait & Posture 2012;36:316. Where in the step each extreme lies was set by eye on
lower-back recordings of healthy adults with foot sensors (Voisard et al., IPOL 2023). In very slow
walking the leg still swings in well under a second and double support takes the rest (Smith &
Lemaire, Gait & Posture 2018;61:125), so rise and rotation come in bouts between pauses.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import Aid
from surefoot.simulate.settings import Gait
from surefoot.simulate.steps import BoutPlan

Floats = NDArray[np.float64]

#: Rate of the grid on which motion is built, in Hz.
GRID_HZ = 500.0
#: Lowest pelvis and steepest braking, in steps after contact.
LOWEST_AT = 0.10
#: Share of the height energy that comes back as speed (Cavagna 1976: up to about 0.65).
RECOVERY = 0.6
#: Impact at 1.1 m/s: heel and then the loaded foot, as (delay after contact in s, width in s, peak
#: upward acceleration in m/s2); and the share of it that is left when walking hardly moves.
IMPACTS = ((0.045, 0.018, 3.0), (0.165, 0.025, 1.8))
IMPACT_AT_REST = 0.15
#: Longest time the moving part of a step takes, in s; a longer step begins with a pause in which
#: up to this share of its motion happens.
MOVING_S = 1.00
PAUSE_SHARE = 0.30
#: Standing between two steps: share of a step the body still creeps on, how long stopping and
#: starting take in s, and how far the trunk bends forward to move a frame in degrees (set by hand).
CREEP = 0.04
STOP_S = 0.30
FRAME_LEAN_DEG = 4.0
#: Where in a step a stick is put down, and how wide its knock is in s (set by hand).
STICK_AT, STICK_WIDTH_S = 0.35, 0.020


@dataclass(frozen=True, slots=True)
class Motion:
    """Motion of the pelvis on an even grid.

    ``time`` (n,) in s; ``position`` (n, 3) up, right, forward in m; ``turning`` (n, 3) in rad:
    heading with pelvic rotation (about up, positive to the left), pitch (backward lean positive)
    and list (left side up positive); ``heading`` (n,) alone; ``swing`` (n,) in m: step length by
    which the left leg is ahead (+) or behind (-).
    """

    time: Floats
    position: Floats
    turning: Floats
    heading: Floats
    swing: Floats


@dataclass(frozen=True, slots=True)
class _Beat:
    """The course of one bout on the grid: phase in steps, drive 0 to 1, per-step quantities.

    ``phase`` is even within a step and carries the body on; ``paused`` waits first in slow steps;
    ``going`` is 0 while the body stands between two steps, else 1.
    """

    phase: Floats
    paused: Floats
    drive: Floats
    going: Floats
    parity: float
    length: Floats
    rise: Floats


def monotone_cubic(x: Floats, y: Floats, at: Floats) -> Floats:
    """Return a monotone cubic through (x, y), constant outside (Fritsch & Butland 1984)."""
    h = np.diff(x)
    d = np.diff(y) / h
    slope = np.concatenate([d[:1], d[-1:]]) if len(d) == 1 else np.empty(len(x))
    w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    slope[1:-1] = (w1 + w2) / (w1 / d[:-1] + w2 / d[1:])
    slope[0], slope[-1] = d[0], d[-1]
    i = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(h) - 1)
    u = np.clip((at - x[i]) / h[i], 0.0, 1.0)
    a = (1 + 2 * u) * (1 - u) ** 2 * y[i] + u**2 * (3 - 2 * u) * y[i + 1]
    return np.asarray(a + h[i] * u * (1 - u) * ((1 - u) * slope[i] - u * slope[i + 1]))


def _smooth_step(u: Floats) -> Floats:
    v = np.clip(u, 0.0, 1.0)
    return np.asarray(v**3 * (10.0 - 15.0 * v + 6.0 * v**2))


def _with_pauses(knots: Floats, phases: Floats, pauses: Floats) -> tuple[Floats, Floats]:
    """Add a knot after the pause of each step that takes longer than its moving part."""
    steps = np.diff(knots)
    moving = np.minimum(MOVING_S, steps - pauses)
    slow = steps > 1.02 * moving
    share = PAUSE_SHARE * (1.0 - moving[slow] / steps[slow])
    times = np.concatenate([knots, (knots[1:] - moving)[slow]])
    order = np.argsort(times)
    return times[order], np.concatenate([phases, phases[:-1][slow] + share])[order]


def _with_stops(knots: Floats, phases: Floats, pauses: Floats) -> tuple[Floats, Floats]:
    """Add a knot at the end of each pause, until which the body hardly moves on."""
    stops = pauses > 0
    times = np.concatenate([knots, (knots[:-1] + pauses)[stops]])
    order = np.argsort(times)
    return times[order], np.concatenate([phases, phases[:-1][stops] + CREEP])[order]


def _going(knots: Floats, pauses: Floats, time: Floats) -> Floats:
    """Return 0 inside the pauses and 1 outside them, with smooth edges, (n,)."""
    going = np.ones_like(time)
    for start, lasts in zip(knots[:-1][pauses > 0], pauses[pauses > 0], strict=True):
        edge = min(STOP_S, lasts / 2)
        left = _smooth_step((time - start) / edge)
        going -= left * _smooth_step((start + lasts - time) / edge)
    return going


def _beat(plan: BoutPlan, time: Floats) -> _Beat:
    n = len(plan.times)
    lead = plan.times[1] - plan.times[0] - plan.pauses[1]
    tail = plan.times[-1] - plan.times[-2] - plan.pauses[-1]
    knots = np.concatenate([[plan.times[0] - lead], plan.times, [plan.times[-1] + tail]])
    pauses = np.concatenate([plan.pauses, [0.0]])
    phases = np.arange(-1.0, n + 1.0)
    phase = monotone_cubic(*_with_stops(knots, phases, pauses), time)
    paused = monotone_cubic(*_with_pauses(knots, phases, pauses), time)
    drive = _smooth_step(phase + 1.0) * _smooth_step(n - phase)
    middles = np.arange(n) - 0.5
    length = np.interp(phase, middles, plan.lengths)
    rise = np.interp(phase, middles, plan.rises)
    going, parity = _going(knots, pauses, time), 1.0 if plan.left[0] else -1.0
    return _Beat(phase, paused, drive, going, parity, length, rise)


def _unit_rise(phase: Floats) -> Floats:
    """Height over a step with range 1: lowest just after contact, highest at mid-stance."""
    s = 2 * np.pi * (phase - LOWEST_AT)
    return np.asarray(-0.5 * np.cos(s) - 0.03 * np.sin(2 * s))


def sideways_range_m(speed_mps: float) -> float:
    """Return the side-to-side range of the pelvis (Orendurff 2004: 7.0 to 3.9 cm)."""
    return float(np.interp(speed_mps, [0.15, 0.7, 1.6], [0.080, 0.070, 0.039]))


def _speed_ripple(gait: Gait, rise: Floats) -> Floats:
    """Peak-to-peak change of forward speed in a step; slow walkers stop rather than roll."""
    traded = RECOVERY * 9.81 * rise / gait.speed_mps
    return np.minimum(traded, 0.7 * gait.speed_mps)


def _bumps(plan: BoutPlan, time: Floats, gait: Gait) -> tuple[Floats, Floats]:
    """Impact of each step as displacement: upward, and to the left (signed by foot), in m."""
    up, left = np.zeros_like(time), np.zeros_like(time)
    soft = 0.6 if gait.aid in (Aid.WALKER, Aid.TWO_STICKS) else 1.0
    brisk = IMPACT_AT_REST + (1.0 - IMPACT_AT_REST) * min(gait.speed_mps / 1.1, 1.6)
    sizes = soft * brisk * np.minimum(1.3, plan.lengths / gait.step_length_m)
    for delay, width, peak in IMPACTS:
        for contact, is_left, size in zip(plan.times, plan.left, sizes, strict=True):
            i, j = np.searchsorted(time, [contact + delay - 6 * width, contact + delay + 6 * width])
            u = (time[i:j] - contact - delay) / width
            # The Gaussian bump's second derivative is a peak: pushed up, and away from the foot.
            bump = size * peak * width**2 * np.exp(-0.5 * u**2)
            up[i:j] -= bump
            left[i:j] += 0.4 * bump if is_left else -0.4 * bump
    return up, left


def _stick_knocks(plan: BoutPlan, time: Floats, gait: Gait) -> Floats:
    """Upward displacement of the trunk as sticks are put down between the steps, in m, (n,)."""
    up = np.zeros_like(time)
    if gait.stick_knock == 0.0 or gait.aid not in (Aid.ONE_STICK, Aid.TWO_STICKS):
        return up
    every = 1 if gait.aid is Aid.TWO_STICKS else 2
    downs = plan.times[:-1] + STICK_AT * np.diff(plan.times)
    for down in downs[::every]:
        i, j = np.searchsorted(time, [down - 6 * STICK_WIDTH_S, down + 6 * STICK_WIDTH_S])
        u = (time[i:j] - down) / STICK_WIDTH_S
        up[i:j] -= gait.stick_knock * STICK_WIDTH_S**2 * np.exp(-0.5 * u**2)
    return up


def _heading(plan: BoutPlan, time: Floats) -> Floats:
    heading = np.zeros_like(time)
    for turn in plan.turns:
        u = (time - turn.start_s) / (turn.end_s - turn.start_s)
        heading += turn.angle_rad * _smooth_step(u)
    return heading


def _forward_speed(beat: _Beat, time: Floats, gait: Gait, treadmill: bool) -> Floats:
    rate = np.gradient(beat.phase, time)
    ripple = _speed_ripple(gait, beat.rise) / 2
    s = 2 * np.pi * beat.phase
    wave = ripple * (np.cos(s) + 0.25 * np.sin(2 * s + 0.6))
    belt = gait.speed_mps if treadmill else 0.0
    return np.asarray(beat.drive * (beat.length * rate + beat.going * wave - belt))


def _sway_to_left(beat: _Beat, gait: Gait) -> Floats:
    half = sideways_range_m(gait.speed_mps) / 2
    if gait.aid is Aid.WALKER:
        half *= 0.6
    s = np.pi * beat.phase
    return np.asarray(beat.parity * beat.drive * half * (np.sin(s) + 0.08 * np.sin(3 * s)))


def _pelvis_angles(beat: _Beat, gait: Gait) -> Floats:
    size = beat.drive * np.minimum(1.4, 0.25 + 0.75 * beat.length / 0.65)
    s = np.pi * beat.paused
    rotation = -np.deg2rad(4.0) * beat.parity * size * np.cos(s - 0.1 * np.pi)
    roll = beat.parity * size * (np.sin(s - 0.1) + 0.35 * np.sin(3 * s - 0.3))
    pitch = np.deg2rad(1.2) * size * np.cos(2 * s + 0.4)
    lean = {Aid.WALKER: -12.0, Aid.TWO_STICKS: -6.0}.get(gait.aid, -2.0)
    pitch += np.deg2rad(lean) * beat.drive
    if gait.aid is Aid.WALKER:
        pitch -= np.deg2rad(FRAME_LEAN_DEG) * (1.0 - beat.going)
    return np.column_stack([rotation, pitch, np.deg2rad(2.5) * roll])


def walk_motion(
    plans: tuple[BoutPlan, ...],
    duration_s: float,
    gait: Gait,
    fidgets: Floats,
    treadmill: bool = False,
) -> Motion:
    """Return the motion of the pelvis; ``fidgets`` (n, 5) adds idle position and angles.

    Columns of ``fidgets``: up, right, forward in m, then heading and pitch in rad. On a treadmill
    only what differs from the speed of the belt moves the body on.
    """
    time = grid(duration_s)
    position, turning = fidgets[:, :3].copy(), np.zeros((len(time), 3))
    turning[:, :2] = fidgets[:, 3:5]
    heading, swing = np.zeros_like(time), np.zeros_like(time)
    velocity = np.zeros((len(time), 2))  # right, forward in the world
    for plan in plans:
        beat = _beat(plan, time)
        heading += _heading(plan, time)
        up_bump, left_bump = _bumps(plan, time, gait)
        up_bump += _stick_knocks(plan, time, gait)
        speed = _forward_speed(beat, time, gait, treadmill)
        aside = np.gradient(-_sway_to_left(beat, gait) - left_bump, time)
        cos, sin = np.cos(heading), np.sin(heading)
        velocity += np.column_stack([aside * cos - speed * sin, aside * sin + speed * cos])
        position[:, 0] += beat.drive * beat.rise * (_unit_rise(beat.paused) + 0.5) + up_bump
        turning += _pelvis_angles(beat, gait)
        swing += beat.parity * beat.drive * np.cos(np.pi * (beat.paused + 0.15)) * beat.length
    turning[:, 0] += heading
    position[:, 1:] += np.cumsum(velocity, axis=0) / GRID_HZ
    return Motion(time, position, turning, heading, swing)


def grid(duration_s: float) -> Floats:
    """Return the times of the grid, from 0 to ``duration_s``."""
    return np.arange(int(duration_s * GRID_HZ) + 1) / GRID_HZ
