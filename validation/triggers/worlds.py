"""Made-up diaries: factors and an outcome that drift together, with real triggers or none.

The design follows a table published with the method: eight factors with their own memory, an
outcome of 60 % fluctuation and 40 % white error, warmth and idleness that drift with the outcome,
and 15 % of days without an entry. The makers of the days use none of the code that judges them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from surefoot.model.trigger import DiaryColumn, DiaryTable

Floats = NDArray[np.float64]

START = date(2026, 1, 1)
#: Each factor with its correlation from day to day; the first two are the real ones.
FACTORS = {
    "heat": 0.85,
    "sleep": 0.2,
    "stress": 0.5,
    "exertion": 0.1,
    "standing": 0.3,
    "alcohol": 0.0,
    "few steps": 0.6,
    "screen": 0.4,
}
REAL = ("heat", "sleep")
DRIFTS = {"heat": 1.5, "few steps": 1.0}
LOST = 0.15
#: A factor that is yes or no is there on this share of days.
SHARE = 0.3


@dataclass(frozen=True, slots=True)
class World:
    """What people of one row are like. ``effect`` of each real trigger, in standard deviations of
    the outcome's noise for one of the factor; ``unknown`` share of cells that nobody wrote;
    ``curved``: the drift is a wave, not a straight line."""

    days: int
    phi: float
    drift: bool = False
    effect: float = 0.0
    yes_no: bool = False
    unknown: float = 0.0
    heavy_tails: bool = False
    curved: bool = False


ROWS: Sequence[World] = (
    World(60, 0.6),
    World(60, 0.6, drift=True),
    World(90, 0.6, drift=True),
    World(180, 0.6, drift=True),
    World(90, 0.85, drift=True),
    World(90, 0.6, drift=True, yes_no=True),
    World(90, 0.6, drift=True, unknown=0.15),
    World(90, 0.6, drift=True, heavy_tails=True),
    World(60, 0.6, drift=True, effect=0.4),
    World(90, 0.6, drift=True, effect=0.4),
    World(180, 0.6, drift=True, effect=0.4),
    World(90, 0.6, drift=True, effect=0.25),
    World(180, 0.6, drift=True, effect=0.25),
    World(180, 0.6, drift=True, effect=0.4, yes_no=True),
    World(180, 0.6, drift=True, effect=0.4, unknown=0.15),
    World(90, 0.6, drift=True, curved=True),
    World(180, 0.6, drift=True, curved=True),
)


@dataclass(frozen=True, slots=True)
class Diary:
    """Rows that were written, and the true effect for one unit of each factor."""

    table: DiaryTable
    effect: dict[str, float]


def remembering(rng: np.random.Generator, n: int, phi: float, heavy: bool = False) -> Floats:
    """Return an AR(1) series (n,) with unit variance."""
    shocks = rng.standard_t(4, n) / np.sqrt(2.0) if heavy else rng.standard_normal(n)
    series = shocks.copy()
    for day in range(1, n):
        series[day] = phi * series[day - 1] + np.sqrt(1.0 - phi**2) * shocks[day]
    return series


def draw(world: World, rng: np.random.Generator) -> Diary:
    """Return one person's diary."""
    n = world.days
    slope = _slope(world)
    factors = {
        name: remembering(rng, n, phi) + DRIFTS.get(name, 0.0) * slope
        for name, phi in FACTORS.items()
    }
    if world.yes_no:
        factors = {
            name: (values > np.quantile(values, 1.0 - SHARE)).astype(np.float64)
            for name, values in factors.items()
        }
    outcome = np.sqrt(0.6) * remembering(rng, n, world.phi, world.heavy_tails) + slope
    outcome += np.sqrt(0.4) * (
        rng.standard_t(3, n) / np.sqrt(3.0) if world.heavy_tails else rng.standard_normal(n)
    )
    effects = {name: world.effect / _spread(world) * (name in REAL) for name in factors}
    outcome += sum(effects[name] * values for name, values in factors.items())
    return _written(world, outcome, factors, effects, rng)


def _slope(world: World) -> Floats:
    """Return what drifts, (n,): a straight line, or a wave that no straight line follows."""
    part = np.arange(world.days) / world.days
    line = np.cos(2.0 * np.pi * part) if world.curved else 2.0 * (part - 0.5)
    return np.asarray(line * world.drift)


def _spread(world: World) -> float:
    return float(np.sqrt(SHARE * (1.0 - SHARE))) if world.yes_no else 1.0


def _written(
    world: World,
    outcome: Floats,
    factors: dict[str, Floats],
    effects: dict[str, float],
    rng: np.random.Generator,
) -> Diary:
    rows = np.flatnonzero(rng.random(world.days) > LOST)
    columns = []
    for name, values in factors.items():
        blank = rng.random(world.days) < world.unknown
        cells = tuple(None if blank[row] else float(values[row]) for row in rows.tolist())
        columns.append(DiaryColumn(name, cells))
    days = tuple(START + timedelta(days=row) for row in rows.tolist())
    return Diary(DiaryTable(days, tuple(outcome[rows].tolist()), tuple(columns)), effects)
