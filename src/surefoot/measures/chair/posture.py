"""From sitting to standing as a sensor on thigh, trunk or wrist sees it.

Sitting down is rising in reversed time, so one search serves both: the caller turns the samples
round (``Sight.reversed``). Every mark is found in relation to this recording's own sitting and
standing, never at fixed times, so a rise of six seconds is found like one of one second.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.chair.rises import GRAVITY, climb, pulses
from surefoot.measures.motion import Motion
from surefoot.signals.filters import high_pass, low_pass, moving_mean
from surefoot.signals.peaks import true_runs

Floats = NDArray[np.float64]

# Movement slower than a leg's swing; chosen on geotec_tug s01 to s05.
TURNING_CUT_HZ = 2.5
# A body is still below the first and surely moves above the second, rad/s; chosen there too. In a
# slow rise less is asked, as shares of its fastest turning, but more than swaying.
STILL_BELOW, MOVES_ABOVE = 0.2, 0.5
STILL_SHARE, MOVES_SHARE = 0.1, 0.25
SWAYS_BELOW = 0.05
# Movement of any kind: faster than leaning, over a moment; sure above this, m/s2, or in a slow rise
# above this share of its strongest, but above noise. Chosen on geotec_tug s01 to s05.
SHAKE_CUT_HZ, SHAKE_S = 0.5, 0.2
SHAKES_ABOVE, SHAKES_SHARE, NOISE_BELOW = 0.4, 0.16, 0.1
# A trunk that leans forward and then back turns little in between, but for less than this share of
# the climb. Chosen on simulated rises of 1.2 to 4 s.
HOLDS_SHARE = 0.35
# Sitting before a rise is at least this long a stretch with less turning than this, rad/s; where
# all is slow, less than a share of how fast this recording's sensor turns at its liveliest.
RESTS_FOR_S, RESTS_BELOW, RESTS_SHARE = 0.15, 0.25, 0.08
# So much of the stretch before the rise tells how the sensor lies while sitting.
REFERENCE_S = 0.5
# Sitting differs from standing by at least this angle, and by this share of the most seen: a
# swinging leg or arm stays below it.
LEAST_DEG, LEAST_SHARE = 20.0, 0.6
# Shares of the way from sitting to standing.
LEFT_AT, MIDDLE_AT = 0.1, 0.5
# The body climbs fastest within so many times the time from first movement to half way after that,
# and has risen when it climbs with less than this share of its fastest; chosen there too.
RISES_FOR = 2.0
RISEN_AT = 0.05


@dataclass(frozen=True, slots=True)
class Sight:
    """Samples to look for a rise in.

    ``turning`` (n,) rad/s is how much the sensor turns about any axis, ``shaking`` (n,) m/s2 how
    much it is moved, ``up`` (n, 3) points up in its axes, ``speed`` (n,) m/s is how fast it climbs.
    """

    rate_hz: float
    turning: Floats
    shaking: Floats
    up: Floats
    speed: Floats

    def since(self, place: int) -> "Sight":
        """Return the samples from a place on, with which everything before is forgotten."""
        return Sight(
            self.rate_hz,
            self.turning[place:],
            self.shaking[place:],
            self.up[place:],
            self.speed[place:],
        )

    def reversed(self) -> "Sight":
        """Return the same samples backwards in time: who sits down, rises."""
        return Sight(
            self.rate_hz,
            self.turning[::-1],
            self.shaking[::-1],
            self.up[::-1],
            -self.speed[::-1],
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """Places (samples) in one rise, in order of time.

    ``still``: last stillness before it; ``moves``: sure turning; ``shakes``: sure movement of any
    kind; ``leaves``: the sensor leaves the seat; ``middle``: half way; ``upright``: standing.
    """

    still: int
    moves: int
    shakes: int
    leaves: int
    middle: int
    upright: int

    @property
    def effort(self) -> float:
        """Samples from the first movement to half way: the scale for what no mark shows."""
        return self.middle - (self.still + self.moves) / 2.0


def _shaking(motion: Motion) -> Floats:
    """Return the root mean square of acceleration without gravity over a moment, (n,), m/s2."""
    force = motion.level + (motion.vertical + GRAVITY)[:, None] * motion.up
    moved = high_pass(force, motion.rate_hz, SHAKE_CUT_HZ)
    power = moving_mean(np.einsum("ij,ij->i", moved, moved), round(SHAKE_S * motion.rate_hz))
    return np.asarray(np.sqrt(np.maximum(power, 0.0)), dtype=np.float64)


def look(motion: Motion) -> Sight:
    """Return what rises are looked for in.

    Raises:
        ValueError: the motion was recorded without a gyroscope.
    """
    if motion.yaw is None or motion.tilting is None:
        raise ValueError("posture is followed by gyroscope")
    tilting = np.linalg.norm(low_pass(motion.tilting, motion.rate_hz, TURNING_CUT_HZ), axis=1)
    turning = np.hypot(tilting, low_pass(motion.yaw, motion.rate_hz, TURNING_CUT_HZ))
    return Sight(motion.rate_hz, turning, _shaking(motion), motion.up, climb(motion))


def rests_below(sight: Sight) -> float:
    """Return the turning in rad/s below which this person rests."""
    lively = float(np.percentile(sight.turning, 95))
    return max(SWAYS_BELOW, min(RESTS_BELOW, RESTS_SHARE * lively))


def angle_deg(up: Floats, reference: Floats) -> Floats:
    """Return angles (n,) in degrees between directions (n, 3) and one direction (3,)."""
    unit = reference / max(float(np.linalg.norm(reference)), 1e-9)
    return np.asarray(np.degrees(np.arccos(np.clip(up @ unit, -1.0, 1.0))), dtype=np.float64)


def _before(values: Floats, least: float, place: int) -> int:
    """Return the last place up to ``place`` at which ``values`` is at most ``least``, or 0."""
    low = np.flatnonzero(values[: place + 1] <= least)
    return int(low[-1]) if len(low) else 0


def _quiet_before(values: Floats, least: float, place: int, holds: int) -> int:
    """Return the end of the last run up to ``place`` of ``values`` below ``least``, or 0.

    A run counts that lasts ``holds`` samples or began before the samples did.
    """
    runs = true_runs(values[: place + 1] <= least)
    ends = [stop - 1 for start, stop in runs if stop - start >= holds or start == 0]
    return ends[-1] if ends else 0


def reach(values: Floats, least: float, start: int, stop: int) -> int:
    """Return the first place in [start, stop) at which ``values`` reaches ``least``, or stop."""
    high = np.flatnonzero(values[start:stop] >= least)
    return start + int(high[0]) if len(high) else stop


def _rest(sight: Sight, until: int, away: Floats, least: float) -> tuple[int, int]:
    """Return the last stretch of sitting before ``until``; the first moment if none is still."""
    shortest = max(1, round(RESTS_FOR_S * sight.rate_hz))
    rests = [
        (a, b)
        for a, b in true_runs(sight.turning[:until] < rests_below(sight))
        if b - a >= shortest and float(away[a:b].mean()) >= least
    ]
    return rests[-1] if rests else (0, shortest)


def onset(sight: Sight, since: int, until: int, holds: int) -> tuple[int, int]:
    """Return the last stillness and the last doubt whether the body moves, before ``until``.

    Args:
        sight: the samples.
        since: from here to ``until`` is the rise as far as it is known; it sets the scale.
        until: a place inside the rise.
        holds: shorter stillness than so many samples does not count.
    """
    most = float(sight.turning[since : until + 1].max())
    still = max(SWAYS_BELOW, min(STILL_BELOW, STILL_SHARE * most))
    moves = max(SWAYS_BELOW, min(MOVES_ABOVE, MOVES_SHARE * most))
    return (
        _quiet_before(sight.turning, still, until, holds),
        _quiet_before(sight.turning, moves, until, holds),
    )


def _shakes(sight: Sight, since: int, until: int) -> int:
    """Return the last place before ``until`` at which it is not sure that the sensor is moved."""
    most = float(sight.shaking[since : until + 1].max())
    least = max(NOISE_BELOW, min(SHAKES_ABOVE, SHAKES_SHARE * most))
    return _before(sight.shaking, least, until)


def _risen(sight: Sight, since: int, middle: int, until: int) -> int:
    """Return where the body stops climbing after its fastest moment around half way."""
    soon = min(until, middle + round(RISES_FOR * (middle - since))) + 1
    top = since + int(np.argmax(sight.speed[since:soon]))
    least = RISEN_AT * float(sight.speed[top])
    slow = np.flatnonzero(sight.speed[top : until + 1] <= least)
    return min(until, top + (int(slow[0]) if len(slow) else 0))


def time_rise(sight: Sight, since: int, middle: int, until: int) -> tuple[int, int]:
    """Return where a rise starts and ends whose middle is known, for a phone in the pocket.

    Loose in the pocket, it is shaken a little before the person rises and turns a little after, so
    the start lies between the two.

    Args:
        sight: the samples.
        since: end of what the body did before.
        middle: half way up.
        until: what the body does next begins by here.
    """
    _, moves = onset(sight, since, middle, 1)
    moves = max(moves, since)
    first = (max(_shakes(sight, since, middle), since) + moves) // 2
    return first, max(_risen(sight, moves, middle, until), first + 1)


def rise_by_posture(sight: Sight, until: int, upright: Floats) -> Marks | None:
    """Return the marks of the last rise before ``until``, seen by how the sensor turns.

    For a sensor on thigh or wrist, which lies another way in sitting than in standing.

    Args:
        sight: the samples.
        until: a place at which the person surely walks.
        upright: how up lies in the sensor's axes while upright, (3,).
    """
    away = angle_deg(sight.up, upright)
    least = max(LEAST_DEG, LEAST_SHARE * float(np.percentile(away[:until], 98)))
    start, stop = _rest(sight, until, away, least)
    seat = sight.up[max(start, stop - round(REFERENCE_S * sight.rate_hz)) : stop].mean(axis=0)
    whole = float(angle_deg(upright[None, :], seat)[0])
    if whole < LEAST_DEG:
        return None
    share = angle_deg(sight.up, seat) / whole
    middle = reach(share, MIDDLE_AT, stop, until)
    if middle >= until:
        return None
    still, moves = onset(sight, stop, middle, 1)
    return Marks(
        still=still,
        moves=moves,
        shakes=_shakes(sight, stop, middle),
        leaves=_before(share, LEFT_AT, middle),
        middle=middle,
        upright=_risen(sight, moves, middle, until),
    )


def rise_by_climb(sight: Sight, until: int) -> Marks | None:
    """Return the marks of the last rise before ``until``, seen by how far the trunk climbs."""
    found = [pulse for pulse in pulses(sight.speed, sight.rate_hz) if sum(pulse) / 2 < until]
    if not found:
        return None
    first, last = found[-1]
    still, moves = onset(sight, first, (first + last) // 2, round(HOLDS_SHARE * (last - first)))
    return Marks(
        still=still,
        moves=moves,
        shakes=_shakes(sight, first, last),
        leaves=first,
        middle=(first + last) // 2,
        upright=last,
    )
