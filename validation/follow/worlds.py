"""Made-up years of tests and ratings, as methods for monitoring are tried on.

Sizes of errors, fluctuation, heat, infections and events follow what was published (walking tests:
Oosterveer 2024, Stellmann 2017; recovery: CombiRx; see docs/knowledge.md); how they are split is a
choice. Everything that is drawn is truth; only flags that a person noted reach the engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import Scale
from surefoot.course.change.followed import Diary, Followed

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

YEAR_D = 365
# Days before which nothing happens, and the holiday without tests.
QUIET_D, HOLIDAY_D = 20, 14
# One point of a rating stands for about so much of a natural logarithm of speed.
POINTS_OF_LOG = 12.0


class Plan(StrEnum):
    """On which days somebody tests."""

    DAILY = "daily"
    THRICE = "three a week"
    WEEKLY = "weekly"


_WEEKDAYS = {Plan.DAILY: range(7), Plan.THRICE: (0, 2, 4), Plan.WEEKLY: (0,)}


@dataclass(frozen=True, slots=True)
class Noise:
    """White error and fluctuation with its correlation from day to day, of log speed."""

    white: float = 0.055
    fluctuation: float = 0.05
    phi: float = 0.7
    heavy_tails: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What truly begins: a drop (log speed, or points) on a day, or a slope a year."""

    drop: float = 0.0
    slope: float = 0.0
    onset: float = 0.0


@dataclass(frozen=True, slots=True)
class World:
    """How a year goes. Shares and sizes are of log speed unless a scale says points."""

    noise: Noise = Noise()
    plan: Plan = Plan.DAILY
    days: int = YEAR_D
    missing: float = 0.3
    outliers: float = 0.0
    season: float = 0.0
    wander: float = 0.0
    unflagged_a_year: float = 0.0
    worse_days_missing: bool = False
    new_condition: float | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is true of each day, (n,), and what a person noted of it."""

    temperature_c: Floats
    hour: Floats
    weekend: Flags
    ill: Floats
    noted: Flags


@dataclass(frozen=True, slots=True)
class Drawn:
    """One person's series, and the day something truly begins."""

    parts: tuple[Followed, ...]
    onset: float = 0.0
    event: Event = field(default_factory=Event)


def draw(world: World, event: Event, rng: np.random.Generator) -> Drawn:
    """Return one year of log speed."""
    around = _circumstances(world, rng)
    path = _common(world, around, rng) + shape_of(event, world.days, rng)
    path += fluctuation(world.noise, world.days, rng)
    values = path + _white(world, rng)
    kept = _tested(world, path, rng)
    return Drawn((_series(Scale.LOG, world, values, kept, around),), event.onset, event)


def fluctuation(noise: Noise, n: int, rng: np.random.Generator) -> Floats:
    """Return an AR(1) path over n days, started in its own spread."""
    steps = noise.fluctuation * np.sqrt(1.0 - noise.phi**2) * rng.standard_normal(n)
    path = np.empty(n)
    level = noise.fluctuation * rng.standard_normal()
    for day in range(n):
        level = noise.phi * level + steps[day]
        path[day] = level
    return path


def shape_of(event: Event, n: int, rng: np.random.Generator) -> Floats:
    """Return what an event adds on each day: onset within 2 to 7 days, a plateau of a fortnight,
    then an easing towards a residue drawn between nothing and all, about a third on the mean."""
    since = np.arange(n) - event.onset
    risen = np.clip((since + 1.0) / rng.uniform(2.0, 7.0), 0.0, 1.0)
    residue = rng.beta(0.7, 1.3)
    eased = residue + (1.0 - residue) * np.exp(-np.maximum(since - 14.0, 0.0) / 60.0)
    sudden = np.where(since >= 0, event.drop * risen * eased, 0.0)
    return np.asarray(sudden + event.slope * np.maximum(since, 0.0) / YEAR_D)


def _circumstances(world: World, rng: np.random.Generator) -> Circumstances:
    n = world.days
    day = np.arange(n)
    weather, wave = np.zeros(n), rng.normal(0.0, 2.2, n)
    for i in range(1, n):
        weather[i] = 0.75 * weather[i - 1] + wave[i]
    year = np.sin(2.0 * np.pi * (day + rng.integers(0, YEAR_D)) / YEAR_D)
    ill, noted = np.zeros(n), np.zeros(n, dtype=np.bool_)
    for _ in range(rng.poisson(1.5 * n / YEAR_D)):
        start, length = int(rng.integers(QUIET_D, n)), int(rng.integers(3, 11))
        ill[start : start + length] += -0.10 * rng.gamma(4.0, 0.25)
        if rng.random() > 0.3:
            noted[start : start + length] = True
    weekend = (day + rng.integers(0, 7)) % 7 >= 5
    return Circumstances(
        13.0 + 9.0 * year + weather, np.clip(12 + rng.normal(0, 2, n), 0, 23), weekend, ill, noted
    )


def _common(world: World, around: Circumstances, rng: np.random.Generator) -> Floats:
    """Return what is neither noise nor event: heat, hour, infections, and what no model knows."""
    n = world.days
    path = -0.006 * np.maximum(around.temperature_c - 20.0, 0.0) - 0.005 * (around.hour - 12.0)
    path = path + around.ill
    path += world.season * np.sin(2.0 * np.pi * (np.arange(n) / YEAR_D + rng.uniform()))
    path += np.cumsum(rng.normal(0.0, 1.0, n)) * world.wander / np.sqrt(YEAR_D)
    for _ in range(rng.poisson(world.unflagged_a_year * n / YEAR_D)):
        start, length = int(rng.integers(QUIET_D, n)), int(rng.integers(2, 8))
        path[start : start + length] += rng.normal(-0.12, 0.05)
    if world.new_condition is not None:
        path[n // 2 :] += world.new_condition
    return path


def _white(world: World, rng: np.random.Generator) -> Floats:
    white, n = world.noise.white, world.days
    tailed = rng.standard_t(4, n) / np.sqrt(2.0) if world.noise.heavy_tails else rng.normal(0, 1, n)
    far = rng.random(n) < world.outliers
    return np.asarray(white * tailed + np.where(far, rng.normal(0.0, 5.0 * white, n), 0.0))


def _tested(world: World, path: Floats, rng: np.random.Generator) -> Flags:
    """Return the days with a test: the plan, less what is missed at random, less a holiday."""
    n = world.days
    day = np.arange(n)
    missing = np.full(n, world.missing)
    if world.worse_days_missing:
        around = (path - np.median(path)) / max(float(np.std(path)), 1e-9)
        missing = 1.0 / (1.0 + np.exp(0.85 + 1.0 * around))
    kept = np.isin(day % 7, list(_WEEKDAYS[world.plan])) & (rng.random(n) > missing)
    away = int(rng.integers(40, max(n - QUIET_D, 41)))
    kept[away : away + HOLIDAY_D] = False
    kept[0] = True
    return np.asarray(kept)


def _series(
    scale: Scale, world: World, values: Floats, kept: Flags, around: Circumstances
) -> Followed:
    rows = np.flatnonzero(kept)
    later = np.arange(world.days) >= world.days // 2
    changed = later & (world.new_condition is not None)
    return Followed(
        scale=scale,
        days=rows.astype(np.float64),
        values=values[rows],
        trials=np.ones(len(rows)),
        hour=around.hour[rows],
        temperature_c=around.temperature_c[rows],
        weekend=around.weekend[rows],
        infected=around.noted[rows],
        condition=changed[rows].astype(np.int64),
        diary=Diary(flagged=np.flatnonzero(around.noted).astype(np.float64)),
    )


def _rated(path: Floats, usual: float) -> Floats:
    """Return whole ratings of 0 to 10, lower is worse, from a path in points."""
    return np.asarray(-np.clip(np.round(usual - path), 0.0, 10.0))


RATING = Noise(0.8, 0.8, 0.6)


def draw_ratings(world: World, event: Event, rng: np.random.Generator) -> Drawn:
    """Return one year of heaviness of a leg; the event and the world's errors are in points."""
    around = _circumstances(world, rng)
    path = POINTS_OF_LOG * _common(world, around, rng) + shape_of(event, world.days, rng)
    path += fluctuation(world.noise, world.days, rng)
    values = _rated(path + _white(world, rng), rng.uniform(2.0, 4.0))
    kept = _tested(world, path, rng)
    return Drawn((_series(Scale.POINTS, world, values, kept, around),), event.onset, event)


def draw_together(world: World, event: Event, rng: np.random.Generator) -> Drawn:
    """Return one year of log speed and of heaviness of both legs, which share their days.

    Half of what fluctuates is common to all three; ``event`` is of log speed, ratings move along.
    The diary says of every rated day without a flag that there was none.
    """
    around = _circumstances(world, rng)
    shared = _common(world, around, rng) + shape_of(event, world.days, rng)
    both = fluctuation(world.noise, world.days, rng)
    walked = shared + np.sqrt(0.5) * (both + fluctuation(world.noise, world.days, rng))
    kept = _tested(world, walked, rng)
    found = [_series(Scale.LOG, world, walked + _white(world, rng), kept, around)]
    for _ in range(2):
        own = fluctuation(RATING, world.days, rng)
        path = POINTS_OF_LOG * shared
        path += np.sqrt(0.5) * (own + both * RATING.fluctuation / world.noise.fluctuation)
        rated = _rated(path + rng.normal(0.0, RATING.white, world.days), rng.uniform(2.0, 4.0))
        found.append(_series(Scale.POINTS, world, rated, kept, around))
    return Drawn(_with_clear_days(found), event.onset, event)


def _with_clear_days(parts: Sequence[Followed]) -> tuple[Followed, ...]:
    clear = parts[0].days[~parts[0].infected]
    diary = replace(parts[0].diary, clear=clear)
    return tuple(replace(part, diary=diary) for part in parts)
