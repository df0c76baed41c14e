"""Which made-up people are followed: one row of the table each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from validation.follow.unlike import Unlike, draw_unlike
from validation.follow.worlds import (
    RATING,
    Drawn,
    Event,
    Noise,
    Plan,
    World,
    draw,
    draw_ratings,
    draw_together,
)

Draw = Callable[[np.random.Generator], Drawn]


class Truth(StrEnum):
    """What a row is about, and so what is counted."""

    STABLE = "nothing changes for good"
    CHANGED_TEST = "the test changes, not the person"
    STEP = "a sudden change"
    DRIFT = "a slow change"


#: Days after the true onset (or the first day) within which alarms are counted.
HORIZONS = {
    Truth.STABLE: (365,),
    Truth.CHANGED_TEST: (365,),
    Truth.STEP: (14, 28, 90),
    Truth.DRIFT: (182, 365),
}
EARLIEST, LATEST, SEEN_D = 100, 160, 91
_Pen = Callable[[World, Event, np.random.Generator], Drawn]


@dataclass(frozen=True, slots=True)
class Row:
    """A name, what is counted, and how to draw one person. ``well`` rows are as the model has it;
    ``main`` rows are those of the musts and goals."""

    name: str
    truth: Truth
    draw: Draw
    well: bool = False
    main: bool = False


def _stable(pen: _Pen, world: World) -> Draw:
    return lambda rng: pen(world, Event(), rng)


def _step(pen: _Pen, world: World, drop: float) -> Draw:
    def one(rng: np.random.Generator) -> Drawn:
        onset = int(rng.integers(EARLIEST, LATEST + 1))
        return pen(replace(world, days=onset + SEEN_D), Event(drop=drop, onset=float(onset)), rng)

    return one


def _drift(pen: _Pen, world: World, slope: float, onset: float = 0.0) -> Draw:
    return lambda rng: pen(world, Event(slope=slope, onset=onset), rng)


def _unlike_step(rng: np.random.Generator) -> Drawn:
    onset = int(rng.integers(EARLIEST, LATEST + 1))
    return draw_unlike(Unlike(onset + SEEN_D), Event(float(np.log(0.8)), onset=float(onset)), rng)


def _unlike(event: Event) -> Draw:
    return lambda rng: draw_unlike(Unlike(), event, rng)


PLAIN = World()
RATED = World(noise=RATING)
WORLDS: dict[str, World] = {
    "3 % outliers, five times as far": World(outliers=0.03),
    "a season of 3 %": World(season=0.03),
    "a level that wanders, 5 % a year": World(wander=0.05),
    "two bad spells a year nobody noted": World(unflagged_a_year=2.0),
    "slow fluctuation (0.9 from day to day)": World(noise=Noise(0.055, 0.06, 0.9)),
    "heavy tails (t with 4 degrees)": World(noise=Noise(heavy_tails=True)),
    "three tests a week": World(plan=Plan.THRICE),
    "one test a week": World(plan=Plan.WEEKLY),
    "GPS noise (17 %)": World(noise=Noise(white=0.16)),
    "bad days missing more often": World(worse_days_missing=True),
}
_MORE = (
    "a season of 3 %",
    "a level that wanders, 5 % a year",
    "two bad spells a year nobody noted",
)
_SHIFTS = {
    "a method version that reads 8 % higher": 0.08,
    "a new phone that reads 6 % lower": -0.06,
    "a new hallway, 12 % slower": -0.12,
}


def _nothing() -> list[Row]:
    stable = Truth.STABLE
    rows = [Row("as the model has it", stable, _stable(draw, PLAIN), well=True, main=True)]
    rows += [Row(name, stable, _stable(draw, world), main=True) for name, world in WORLDS.items()]
    rows.append(Row("unlike the model", stable, _unlike(Event()), main=True))
    rows.append(Row("heaviness", stable, _stable(draw_ratings, RATED), well=True, main=True))
    name = "speed and heaviness of both legs together"
    rows.append(Row(name, stable, _stable(draw_together, PLAIN), well=True, main=True))
    rows += [
        Row(f"{name}, {more}", stable, _stable(draw_together, WORLDS[more]), main=True)
        for more in _MORE
    ]
    return rows


def _changed_tests() -> list[Row]:
    return [
        Row(name, Truth.CHANGED_TEST, _stable(draw, World(new_condition=shift)))
        for name, shift in _SHIFTS.items()
    ]


def _steps() -> list[Row]:
    rows = [
        Row(f"−{share} %", Truth.STEP, _step(draw, PLAIN, _log(share)), main=share == 20)
        for share in (10, 20, 30)
    ]
    sparse = [(f"−20 %, {plan}", World(plan=plan)) for plan in (Plan.THRICE, Plan.WEEKLY)]
    sparse.append(("−20 %, GPS noise (17 %)", WORLDS["GPS noise (17 %)"]))
    rows += [Row(name, Truth.STEP, _step(draw, world, _log(20))) for name, world in sparse]
    rows += [
        Row(f"heaviness +{points}", Truth.STEP, _step(draw_ratings, RATED, -float(points)))
        for points in (2, 3)
    ]
    together = _step(draw_together, PLAIN, _log(20))
    rows.append(Row("−20 % and heavier legs, together", Truth.STEP, together))
    rows.append(Row("−20 %, unlike the model", Truth.STEP, _unlike_step))
    return rows


def _drifts() -> list[Row]:
    rows = [
        Row(f"−{share} % a year", Truth.DRIFT, _drift(draw, PLAIN, _log(share)), main=share == 10)
        for share in (5, 10, 20)
    ]
    thrice = _drift(draw, World(plan=Plan.THRICE), _log(10))
    rows.append(Row("−10 % a year, three tests a week", Truth.DRIFT, thrice))
    rows += [
        Row(
            f"heaviness +{points} a year",
            Truth.DRIFT,
            _drift(draw_ratings, RATED, -float(points)),
        )
        for points in (1, 2)
    ]
    together = _drift(draw_together, PLAIN, _log(10))
    rows.append(Row("−10 % a year and heavier legs, together", Truth.DRIFT, together))
    unlike = _unlike(Event(slope=_log(10)))
    rows.append(Row("−10 % a year, unlike the model", Truth.DRIFT, unlike))
    return rows


def _log(share: int) -> float:
    return float(np.log1p(-share / 100.0))


ROWS: Sequence[Row] = (*_nothing(), *_changed_tests(), *_steps(), *_drifts())


def row_named(name: str, truth: Truth) -> Row:
    """Return a row.

    Raises:
        StopIteration: there is none.
    """
    return next(row for row in ROWS if row.name == name and row.truth is truth)
