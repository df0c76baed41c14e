"""A whole simulated year: days, diary and walks. Nobody's data; everything in it is made up."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from surefoot.model.entry import Entry
from surefoot.simulate.days import SimulatedDay, simulate_days
from surefoot.simulate.diary import at_local, write_diary
from surefoot.simulate.settings import Course, Gait, Sensor, SimulatedWalk, WalkSettings
from surefoot.simulate.walk import simulate_walk

ZONE = "Europe/Berlin"
HEIGHT_M = 1.68
#: Days of the week with a walk (Monday is 0), when, and how often one is left out.
WALK_DAYS = (1, 4)
WALK_HOUR, WALK_HOUR_SD = 10.5, 0.7
WALK_MISSED = 0.1
#: Spread of the logarithm of speed from walk to walk within a day (Hobart 2013).
WALK_SD = 0.05
#: From this heaviness of a leg no walk is recorded.
NO_WALK_FROM = 9.0


@dataclass(frozen=True, slots=True)
class PlannedWalk:
    """A walk that can be made when it is wanted."""

    settings: WalkSettings
    seed: int

    def make(self) -> SimulatedWalk:
        """Return the recording with its truth."""
        return simulate_walk(self.settings, self.seed)


@dataclass(frozen=True, slots=True)
class SimulatedYear:
    """Days with their truth, the entries written about them, and the walks recorded in them.

    ``change_onset`` is the day on which the lasting change of the right leg began.
    """

    seed: int
    days: tuple[SimulatedDay, ...]
    entries: tuple[Entry, ...]
    walks: tuple[PlannedWalk, ...]
    change_onset: date

    def walk(self, index: int) -> SimulatedWalk:
        """Return one walk; each is made when asked for and not kept."""
        return self.walks[index].make()


def _gait(day: SimulatedDay, rng: np.random.Generator) -> Gait:
    heaviest = max(day.heaviness_left, day.heaviness_right)
    lag = day.heaviness_right - day.heaviness_left
    return Gait(
        speed_mps=float(np.clip(day.speed_mps * np.exp(WALK_SD * rng.standard_normal()), 0.15, 2)),
        height_m=HEIGHT_M,
        step_time_asymmetry=float(np.clip(-0.03 - 0.025 * lag, -0.4, 0.4)),
        stride_time_cv=0.02 + 0.003 * heaviest,
        slowing=float(np.clip(0.01 * heaviest, 0.0, 0.1)),
    )


def _plan_walk(day: SimulatedDay, rng: np.random.Generator) -> PlannedWalk:
    hour = WALK_HOUR + WALK_HOUR_SD * rng.standard_normal()
    settings = WalkSettings(
        gait=_gait(day, rng),
        course=Course(bout_s=float(rng.uniform(30.0, 60.0)), turns=int(rng.integers(1, 3))),
        sensor=Sensor(dropped=0.002),
        start=at_local(day.day, hour, ZONE),
        zone=ZONE,
        temperature_c=day.temperature_c,
    )
    return PlannedWalk(settings, int(rng.integers(0, 2**31)))


def _walks_on(day: SimulatedDay, rng: np.random.Generator) -> bool:
    able = max(day.heaviness_left, day.heaviness_right) < NO_WALK_FROM and not day.fever
    return day.day.weekday() in WALK_DAYS and able and rng.random() >= WALK_MISSED


def simulate_year(seed: int, start: date, n_days: int = 365) -> SimulatedYear:
    """Return a made-up year that begins on ``start``; the same seed and start give the same year.

    Raises:
        ValueError: fewer than 60 days.
    """
    if n_days < 60:
        raise ValueError("a simulated life lasts at least 60 days")
    days_rng, diary_rng, walks_rng = np.random.default_rng(seed).spawn(3)
    days, onset = simulate_days(start, n_days, days_rng)
    entries = write_diary(days, ZONE, str(seed), diary_rng)
    walks = tuple(_plan_walk(day, walks_rng) for day in days if _walks_on(day, walks_rng))
    return SimulatedYear(seed, days, entries, walks, onset)
