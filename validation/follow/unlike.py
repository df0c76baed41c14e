"""People who are unlike the model: another noise, another onset, another recovery.

An AR(2) with a 28-day cycle, errors with heavy tails, an attack that builds up over two weeks and
goes in a straight line within 100 days, and bad days that are missing more often. Written apart
from the engine and from the other generator; nothing was chosen on it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import Scale
from surefoot.course.change.followed import Followed
from validation.follow.worlds import Drawn, Event

Floats = NDArray[np.float64]

CYCLE_D, CYCLE_SIZE = 28.0, 0.025
BUILDS_UP_D, GOES_IN_D = 14.0, 100.0
WHITE, DRIVE = 0.045, 0.025
FIRST, SECOND = 0.9, -0.25


@dataclass(frozen=True, slots=True)
class Unlike:
    """So many days, with an event."""

    days: int = 365


def draw_unlike(world: Unlike, event: Event, rng: np.random.Generator) -> Drawn:
    """Return one year of log speed."""
    n = world.days
    path = _cycling(n, rng) + _attack(event, n)
    values = path + WHITE * rng.standard_t(4, n) / np.sqrt(2.0)
    worse = (path - path.mean()) / path.std()
    kept = rng.random(n) > 1.0 / (1.0 + np.exp(1.2 + 0.8 * worse))
    kept[0] = True
    rows = np.flatnonzero(kept)
    none = np.zeros(len(rows), dtype=np.bool_)
    series = Followed(
        scale=Scale.LOG,
        days=rows.astype(np.float64),
        values=values[rows],
        trials=np.ones(len(rows)),
        hour=np.full(len(rows), 10.0),
        temperature_c=np.full(len(rows), np.nan),
        weekend=rows % 7 >= 5,
        infected=none,
        condition=np.zeros(len(rows), dtype=np.int64),
    )
    return Drawn((series,), event.onset, event)


def _cycling(n: int, rng: np.random.Generator) -> Floats:
    path, drive = np.zeros(n), DRIVE * rng.standard_normal(n)
    for day in range(2, n):
        path[day] = FIRST * path[day - 1] + SECOND * path[day - 2] + drive[day]
    turn = 2.0 * np.pi * (np.arange(n) / CYCLE_D + rng.uniform())
    return path + CYCLE_SIZE * np.sin(turn)


def _attack(event: Event, n: int) -> Floats:
    since = np.arange(n) - event.onset
    risen = np.clip(since / BUILDS_UP_D, 0.0, 1.0)
    left = np.clip(1.0 - (since - BUILDS_UP_D) / GOES_IN_D, 0.0, 1.0)
    return np.asarray(event.drop * risen * left + event.slope * np.maximum(since, 0.0) / 365.0)
