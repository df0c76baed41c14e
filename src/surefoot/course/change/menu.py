"""Which events are looked for: every shape at every onset, with its prior probability."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import ChangeFacts, EventFacts
from surefoot.course.change.followed import Diary, Followed
from surefoot.course.change.shapes import YEAR_D, Kind, Shape, shapes, signature
from surefoot.inference.event_scan import Candidates

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# Where only today is asked, the onsets of the last two months are told to the day, those of the
# last half year to two days, older ones to three: a passing change may last four.
RECENT_D, OLDER_D = 60.0, 180.0
FINE_D, COARSE_D = 2.0, 3.0
# Onsets of a slow change lie a fortnight apart: sooner they cannot be told from each other.
DRIFT_STEP_D = 14.0


@dataclass(frozen=True, slots=True)
class Onset:
    """A day on which something may have begun, standing for the ``width`` days around it."""

    day: float
    width: float


@dataclass(frozen=True, slots=True)
class Menu:
    """Candidates (c,) with the shape of each, its prior mass without flags, and its kind."""

    candidates: Candidates
    shapes: tuple[Shape, ...]
    shape: Places
    kind: Places
    mass: Floats

    @property
    def over(self) -> Floats:
        """Day on which each candidate is over, infinite where it lasts, (c,)."""
        lasts = np.array([shape.over_after_d for shape in self.shapes])[self.shape]
        return np.asarray(self.candidates.onset + lasts, dtype=np.float64)


def even_onsets(first: float, last: float, step: float) -> list[Onset]:
    """Return onsets every so many days, whatever is asked later: for whole histories."""
    return [Onset(float(day), step) for day in np.arange(first, last + 1e-9, step)]


def onsets_for_today(first: float, last: float) -> list[Onset]:
    """Return onsets that lie the closer together the younger they are."""
    found, day = [], np.floor(last)
    while day >= first:
        age = last - day
        width = 1.0 if age < RECENT_D else FINE_D if age < OLDER_D else COARSE_D
        found.append(Onset(float(day), width))
        day -= width
    return found[::-1]


def make_menu(
    followed: Followed,
    facts: ChangeFacts,
    onsets: Sequence[Onset],
    after: float | None = None,
    clock: Followed | None = None,
) -> Menu:
    """Return the candidates of a series.

    Args:
        followed: the series, whose days the signatures are told at.
        facts: sizes and rates of what may begin.
        onsets: when anything but a slow change may begin.
        after: nothing begins up to this day, where something earlier was accepted.
        clock: the series whose first and last day slow changes begin between; None means this one.
    """
    clock = followed if clock is None else clock
    kinds = shapes(facts.events)
    rows: list[tuple[float, int, float]] = []
    for place, shape in enumerate(kinds):
        if shape.kind is Kind.DRIFT:
            rows += _drifts(place, shape, _drift_days(clock, facts, after))
        else:
            rows += [(o.day, place, shape.rate * o.width / YEAR_D) for o in onsets]
    if after is None:
        drift = next(i for i, shape in enumerate(kinds) if shape.kind is Kind.DRIFT)
        rows.append((float(clock.days[0]), drift, kinds[drift].rate))
    better = next(i for i, shape in enumerate(kinds) if shape.kind is Kind.IMPROVEMENT)
    started = followed.diary.started
    started = started[started > (clock.days[0] if after is None else after)]
    rows += [(day, better, facts.events.improvement_rate) for day in started.tolist()]
    return _menu(followed, facts.events, kinds, sorted(rows))


def _drift_days(followed: Followed, facts: ChangeFacts, after: float | None) -> Floats:
    """Return the days on which a slow change may begin, besides the first."""
    first = float(followed.days[0]) + facts.rules.baseline_d
    days = np.arange(first, float(followed.days[-1]) + 1e-9, DRIFT_STEP_D)
    return days if after is None else days[days > after]


def _drifts(place: int, shape: Shape, days: Floats) -> list[tuple[float, int, float]]:
    """Return slow changes: half of their probability is spread evenly over a year."""
    return [(day, place, shape.rate * DRIFT_STEP_D / YEAR_D) for day in days.tolist()]


def _menu(
    followed: Followed,
    events: EventFacts,
    kinds: Sequence[Shape],
    rows: Sequence[tuple[float, int, float]],
) -> Menu:
    onset = np.array([row[0] for row in rows])
    which = np.array([row[1] for row in rows], dtype=np.int64)
    since = followed.days[:, None] - onset[None, :]
    table = np.zeros(since.shape)
    for place, shape in enumerate(kinds):
        mine = which == place
        table[:, mine] = signature(shape, since[:, mine], events)
    mean = np.array([shape.size.mean for shape in kinds])[which]
    sd = np.array([shape.size.sd for shape in kinds])[which]
    return Menu(
        Candidates(onset, table, mean, sd),
        tuple(kinds),
        which,
        np.array([shape.kind for shape in kinds], dtype=np.int64)[which],
        np.array([row[2] for row in rows]),
    )


def prior_masses(menu: Menu, diary: Diary, facts: EventFacts, asked: Floats) -> Floats:
    """Return the prior mass of each candidate at each asked day, (e, c), zero before its onset.

    A fever, an infection or a heat wave noted close to an onset makes a passing change likelier
    there and a lasting one less likely; only what was noted up to the asked day counts.
    """
    onset = menu.candidates.onset
    masses = np.where(onset[None, :] <= asked[:, None], menu.mass[None, :], 0.0)
    flagged = _near(onset, diary.flagged, asked, facts.flag_window_d)
    clear = _near(onset, diary.clear, asked, facts.flag_window_d) & ~flagged
    passing, step = menu.kind == Kind.TRANSIENT, menu.kind == Kind.STEP
    masses[flagged & passing] *= facts.transient_with_flag
    masses[clear & passing] *= facts.transient_without_flag
    masses[flagged & step] *= facts.step_with_flag
    return masses


def _near(onset: Floats, days: Floats, asked: Floats, window: float) -> NDArray[np.bool_]:
    """Return whether a noted day lies close to each onset, as known on each asked day, (e, c)."""
    if not len(days):
        return np.zeros((len(asked), len(onset)), dtype=np.bool_)
    days = np.sort(days)
    first = np.searchsorted(days, onset - window)
    earliest = np.where(first < len(days), days[np.minimum(first, len(days) - 1)], np.inf)
    close = earliest <= onset + window
    return np.asarray(close[None, :] & (earliest[None, :] <= asked[:, None]))
