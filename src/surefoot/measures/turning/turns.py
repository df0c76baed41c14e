"""Turns: where the body's direction changes, however the sensor is worn.

El-Gohary et al. 2014 (Sensors 14:356): the turning rate about the vertical, what it adds up to and
its peak. The vertical is followed by the gyroscope (``Motion``), and the rate is smoothed so far
that the swing of each stride cancels: a trunk, and more so a thigh, turns to and fro with it.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.signals.filters import low_pass, moving_deviation, moving_mean
from surefoot.signals.orientation import along
from surefoot.signals.peaks import join_runs, true_runs

Floats = NDArray[np.float64]

# El-Gohary 2014: smoothing for the peak, where looking for a turn begins, turns joined.
PEAK_CUT_HZ = 1.5
EDGE_DEG_S = 5.0
JOIN_S = 1.0 / 3.0
# Below the slowest usual stride rate (0.7/s), chosen on Voisard people 1-10, GeoTec people 1-8.
TURN_CUT_HZ = 0.5
# Share of a turn's fastest at which it begins and ends; chosen on the same.
EDGE_SHARE = 0.15
# El-Gohary 2014 has 0.5 to 10 s; who turns with a walker takes longer. Chosen for 180 deg at 12/s.
SHORTEST_S, LONGEST_S = 0.5, 15.0
# A sensor lies still below this spread and mean of its rates over a second; chosen on GeoTec.
STILL_S, STILL_DEG_S, BIAS_DEG_S = 1.0, 1.0, 5.0


@dataclass(frozen=True, slots=True)
class TurnRules:
    """What counts as a turn: smallest angle, and the rate its fastest moment must reach."""

    smallest_deg: float
    slowest_deg_s: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn; ``angle_deg`` is positive to the left; ``peak_deg_s`` has no side."""

    start_s: float
    end_s: float
    angle_deg: float
    peak_deg_s: float

    def later(self, by_s: float) -> "Turn":
        """Return the same turn so many seconds later."""
        return replace(self, start_s=self.start_s + by_s, end_s=self.end_s + by_s)

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s

    @property
    def speed_deg_s(self) -> float:
        """Mean turning speed, without its side."""
        return abs(self.angle_deg) / self.duration_s


def _yaw_without_bias(yaw: Floats, tilting: Floats, motion: Motion) -> Floats:
    """Return the rate about the vertical less what the gyroscope says while it lies still, (n,)."""
    rates = yaw[:, None] * motion.up + tilting
    width = round(STILL_S * motion.rate_hz)
    mean = moving_mean(rates, width)
    spread = moving_deviation(rates, width)
    still = (np.degrees(spread) < STILL_DEG_S) & (np.abs(np.degrees(mean)) < BIAS_DEG_S)
    at = np.flatnonzero(still.all(axis=1))
    if not len(at):
        return yaw
    grid = np.arange(len(yaw))
    bias = np.column_stack([np.interp(grid, at, column[at]) for column in mean.T])
    return yaw - along(bias, motion.up)


def _parts(slow: Floats, run: tuple[int, int], join: int) -> list[tuple[int, int]]:
    """Return a run without its slow ends, cut where the turning nearly stops in between."""
    level = EDGE_SHARE * float(slow[run[0] : run[1]].max())
    inside = join_runs(true_runs(slow[run[0] : run[1]] >= level), join)
    return [(run[0] + first, run[0] + last) for first, last in inside]


def _turn(motion: Motion, rates: tuple[Floats, Floats], part: tuple[int, int], side: float) -> Turn:
    first, last = part
    return Turn(
        start_s=motion.start_s + first / motion.rate_hz,
        end_s=motion.start_s + last / motion.rate_hz,
        angle_deg=float(rates[0][first:last].sum()) / motion.rate_hz,
        peak_deg_s=float((side * rates[1][first:last]).max()),
    )


def _fits(turn: Turn, slow_peak: float, rules: TurnRules) -> bool:
    return (
        abs(turn.angle_deg) >= rules.smallest_deg
        and slow_peak >= rules.slowest_deg_s
        and SHORTEST_S <= turn.duration_s <= LONGEST_S
    )


def turned_deg(motion: Motion, start_s: float, end_s: float) -> float | None:
    """Return how far the body turned between two times, degrees, to the left positive, or None."""
    if motion.yaw is None or motion.tilting is None:
        return None
    yaw = np.degrees(_yaw_without_bias(motion.yaw, motion.tilting, motion))
    first, last = round(motion.place(start_s)), round(motion.place(end_s))
    return float(yaw[max(first, 0) : max(last, 0)].sum()) / motion.rate_hz


def find_turns(motion: Motion, rules: TurnRules) -> tuple[Turn, ...]:
    """Return every turn of a stretch of samples, in order; none without a gyroscope."""
    if motion.yaw is None or motion.tilting is None:
        return ()
    yaw = np.degrees(_yaw_without_bias(motion.yaw, motion.tilting, motion))
    slow = low_pass(yaw, motion.rate_hz, TURN_CUT_HZ)
    quick = low_pass(yaw, motion.rate_hz, PEAK_CUT_HZ)
    join = round(JOIN_S * motion.rate_hz)
    found = []
    for side in (1.0, -1.0):
        for run in join_runs(true_runs(side * slow > EDGE_DEG_S), join):
            for part in _parts(side * slow, run, join):
                turn = _turn(motion, (slow, quick), part, side)
                if _fits(turn, float((side * slow[part[0] : part[1]]).max()), rules):
                    found.append(turn)
    return tuple(sorted(found, key=lambda turn: turn.start_s))
