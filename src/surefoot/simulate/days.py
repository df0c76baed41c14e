"""How a simulated person's days go: what happens, and what it does to each leg and to walking.

Sizes follow simulated people used to validate change detection: day-to-day spread of walking speed
(Oosterveer 2024; Hobart 2013), heat (Stellmann 2017), infections (NARCOMS), and a sudden change
with recovery over months (CombiRx; Hirst 2008). They describe nobody in particular.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from surefoot.simulate.weather import afternoon_temperatures, ar1

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: Usual heaviness of the left and right leg (0-10) and usual walking speed in m/s.
HEAVINESS = (2.3, 3.8)
SPEED_MPS = 1.05
#: Fluctuation: shared AR(1), and one's own per leg.
PHI = 0.6
FLUCTUATION = 0.7
OWN_FLUCTUATION = 0.4
SPEED_FLUCTUATION = 0.05
#: Per degree above 20 degrees Celsius: heaviness, and log speed.
WARM_FROM_C = 20.0
HEAT_HEAVINESS = 0.13
HEAT_SPEED = -0.006
#: What a poor night, a day of exertion and an infection add.
POOR_SLEEP = (0.20, 0.6, -0.015)
EXERTION = (0.15, 0.5, -0.015)
STRESS = (0.15, 0.3, 0.0)
INFECTION = (1.8, -0.10)
INFECTIONS_A_YEAR = 1.5
INFECTION_DAYS = (3, 11)
FEVER_SHARE = 0.7
#: The lasting change: heaviness added left and right, log speed, and what stays of it.
CHANGE_HEAVINESS = (0.8, 3.0)
CHANGE_SPEED = -0.20
CHANGE_STAYS = 0.35
CHANGE_ONSET_D, CHANGE_PLATEAU_D, CHANGE_RECOVERY_D = 4.0, 14.0, 60.0
CHANGE_BETWEEN = (170, 240)


@dataclass(frozen=True, slots=True)
class SimulatedDay:
    """The truth of one day: what happened, and how the legs were."""

    day: date
    temperature_c: float
    heat_wave: bool
    infection: bool
    fever: bool
    poor_sleep: bool
    exertion: bool
    stress: bool
    change: float
    heaviness_left: float
    heaviness_right: float
    speed_mps: float


@dataclass(frozen=True, slots=True)
class _Happenings:
    temperature: Floats
    heat_wave: Flags
    infection: Flags
    fever: Flags
    poor_sleep: Flags
    exertion: Flags
    stress: Flags
    change: Floats


def change_shape(days_since: Floats) -> Floats:
    """Return how much of a lasting change is there: sudden onset, plateau, partial recovery."""
    onset = np.clip((days_since + 1.0) / CHANGE_ONSET_D, 0.0, 1.0)
    fading = np.exp(-np.maximum(0.0, days_since - CHANGE_PLATEAU_D) / CHANGE_RECOVERY_D)
    return np.asarray(onset * (CHANGE_STAYS + (1.0 - CHANGE_STAYS) * fading))


def _infections(n: int, rng: np.random.Generator) -> tuple[Flags, Flags]:
    infected, feverish = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    for _ in range(max(1, rng.poisson(INFECTIONS_A_YEAR * n / 365.0))):
        first, length = int(rng.integers(0, n)), int(rng.integers(*INFECTION_DAYS))
        infected[first : first + length] = True
        if rng.random() < FEVER_SHARE:
            feverish[first : first + min(2, length)] = True
    return infected, feverish


def _happenings(start: date, n: int, onset: int, rng: np.random.Generator) -> _Happenings:
    numbers = np.array([(start + timedelta(days=i)).timetuple().tm_yday for i in range(n)])
    temperature, wave = afternoon_temperatures(numbers, rng)
    infection, fever = _infections(n, rng)
    poor, hard, tense = (rng.random(n) < chance for chance, *_ in (POOR_SLEEP, EXERTION, STRESS))
    change = change_shape(np.arange(n, dtype=np.float64) - onset)
    return _Happenings(temperature, wave, infection, fever, poor, hard, tense, change)


def _burden(what: _Happenings) -> Floats:
    return np.asarray(
        HEAT_HEAVINESS * np.maximum(0.0, what.temperature - WARM_FROM_C)
        + INFECTION[0] * what.infection
        + POOR_SLEEP[1] * what.poor_sleep
        + EXERTION[1] * what.exertion
        + STRESS[1] * what.stress
    )


def _log_speed(what: _Happenings, shared: Floats, rng: np.random.Generator) -> Floats:
    own = ar1(len(shared), PHI, rng)
    return np.asarray(
        np.log(SPEED_MPS)
        + SPEED_FLUCTUATION * (0.8 * own - 0.6 * shared)
        + HEAT_SPEED * np.maximum(0.0, what.temperature - WARM_FROM_C)
        + INFECTION[1] * what.infection
        + POOR_SLEEP[2] * what.poor_sleep
        + EXERTION[2] * what.exertion
        + CHANGE_SPEED * what.change
    )


def simulate_days(
    start: date, n_days: int, rng: np.random.Generator
) -> tuple[tuple[SimulatedDay, ...], date]:
    """Return the days of a life with one lasting sudden change, and the day of its onset."""
    onset = int(rng.integers(*CHANGE_BETWEEN)) * n_days // 365
    what = _happenings(start, n_days, onset, rng)
    shared = ar1(n_days, PHI, rng)
    burden = _burden(what) + FLUCTUATION * shared
    legs = [
        base + burden + OWN_FLUCTUATION * ar1(n_days, PHI, rng) + added * what.change
        for base, added in zip(HEAVINESS, CHANGE_HEAVINESS, strict=True)
    ]
    speed = np.exp(_log_speed(what, shared, rng))
    days = tuple(_day(start, i, what, legs, speed) for i in range(n_days))
    return days, start + timedelta(days=onset)


def _day(start: date, i: int, what: _Happenings, legs: list[Floats], speed: Floats) -> SimulatedDay:
    left, right = (float(np.clip(leg[i], 0.0, 10.0)) for leg in legs)
    return SimulatedDay(
        day=start + timedelta(days=i),
        temperature_c=float(what.temperature[i]),
        heat_wave=bool(what.heat_wave[i]),
        infection=bool(what.infection[i]),
        fever=bool(what.fever[i]),
        poor_sleep=bool(what.poor_sleep[i]),
        exertion=bool(what.exertion[i]),
        stress=bool(what.stress[i]),
        change=float(what.change[i]),
        heaviness_left=left,
        heaviness_right=right,
        speed_mps=float(speed[i]),
    )
