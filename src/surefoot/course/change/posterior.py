"""What is known of a series at each asked day: the probability of each kind of event, and its size.

Exact given the grid of noises: the mass of "nothing yet" against that of every candidate, each its
prior times its Bayes factor. Nothing of a later day is used for an earlier one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.causes import regression
from surefoot.course.change.facts import ChangeFacts, NoiseFacts, Scale
from surefoot.course.change.followed import Diary, Followed, drawn_in
from surefoot.course.change.menu import Menu, prior_masses
from surefoot.course.change.shapes import Kind, Shape, signature
from surefoot.inference.event_scan import NoiseGrid, Observed, Regression, scan

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# Standard deviations of white error and of fluctuation that are tried, for speeds and for ratings;
# correlations from one day to the next, and how likely each is (a wide grid, chosen).
WHITE = {Scale.LOG: (0.03, 0.05, 0.08, 0.13, 0.20), Scale.POINTS: (0.4, 0.7, 1.1, 1.6)}
FLUCTUATION = {Scale.LOG: (0.02, 0.04, 0.07, 0.12), Scale.POINTS: (0.3, 0.6, 1.0, 1.6)}
PHI, PHI_WEIGHT = (0.3, 0.7, 0.9, 0.97), (0.25, 0.35, 0.25, 0.15)
# How sure the facts' centres are (standard deviation of the natural logarithm, chosen).
NOISE_SPREAD = {Scale.LOG: 0.6, Scale.POINTS: 0.5}
# The level a series starts from is the median of its first days.
LEVEL_D = 14.0


@dataclass(frozen=True, slots=True)
class Accepted:
    """An event that is taken as known: its shape, onset, and its amplitude's mean and spread."""

    shape: Shape
    onset: float
    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """Probabilities (e, 6) of each ``Kind`` at the asked days (e,), and of each candidate (e, c).

    ``size`` and ``size_sd`` (e, c) are the amplitude of each candidate were it the right one.
    """

    asked: Floats
    kinds: Floats
    candidates: Floats
    size: Floats
    size_sd: Floats
    menu: Menu

    @property
    def different(self) -> Floats:
        """Probability that something began and is not over, for the worse, (e,)."""
        return np.asarray(self.kinds[:, Kind.TRANSIENT : Kind.DRIFT + 1].sum(axis=1))

    @property
    def real(self) -> Floats:
        """Probability of a lasting change for the worse, (e,)."""
        return np.asarray(self.kinds[:, [Kind.STEP, Kind.DRIFT]].sum(axis=1))

    @property
    def better(self) -> Floats:
        """Probability of a lasting change for the better, (e,)."""
        return np.asarray(self.kinds[:, Kind.IMPROVEMENT])


def noise_grid(noise: NoiseFacts, scale: Scale) -> NoiseGrid:
    """Return the noises that are averaged over, each with the logarithm of its prior."""
    white, fluctuation = np.array(WHITE[scale]), np.array(FLUCTUATION[scale])
    w, f, p = np.meshgrid(white, fluctuation, np.array(PHI), indexing="ij")
    weight = np.log(np.array(PHI_WEIGHT))[None, None, :] - 0.5 * (
        (np.log(w / noise.white_sd) / NOISE_SPREAD[scale]) ** 2
        + (np.log(f / noise.fluctuation_sd) / NOISE_SPREAD[scale]) ** 2
    )
    sizes = np.column_stack([w.ravel(), f.ravel(), p.ravel()])
    return NoiseGrid(sizes, weight.ravel() - np.log(np.exp(weight).sum()))


def _with_accepted(
    causes: Regression, followed: Followed, accepted: Sequence[Accepted], facts: ChangeFacts
) -> Regression:
    """Return the regression with a column for each event that is known already."""
    columns = [
        signature(one.shape, followed.days - one.onset, facts.events)[:, None] for one in accepted
    ]
    return Regression(
        np.hstack([causes.table, *columns]),
        np.concatenate([causes.mean, [one.mean for one in accepted]]),
        np.concatenate([causes.sd, [max(one.sd, 1e-6) for one in accepted]]),
    )


def first_level(followed: Followed, values: Floats) -> float:
    """Return the median of a series' first days, which values are told from."""
    return float(np.median(values[followed.days <= followed.days[0] + LEVEL_D]))


def observe(followed: Followed, facts: ChangeFacts, accepted: Sequence[Accepted]) -> Observed:
    """Return the series as the scan takes it: outliers drawn in, around its first level."""
    values = drawn_in(followed)
    level = first_level(followed, values)
    causes = regression(followed, facts.causes)
    causes = _with_accepted(causes, followed, accepted, facts)
    return Observed(followed.days, values - level, 1.0 / followed.trials, causes)


def weigh(
    menu: Menu,
    diary: Diary,
    facts: ChangeFacts,
    factors: tuple[Floats, Floats, Floats],
    days: Floats,
) -> Posterior:
    """Return the posterior on some days from Bayes factors and mean and spread of sizes, (e, c)."""
    prior = prior_masses(menu, diary, facts.events, days)
    mass = prior * factors[0]
    nothing = np.exp(-prior.sum(axis=1))
    total = nothing + mass.sum(axis=1)
    share = mass / total[:, None]
    kinds = np.zeros((len(days), len(Kind)))
    kinds[:, Kind.NOTHING] = nothing / total
    over = menu.over[None, :] < days[:, None]
    for kind in (Kind.TRANSIENT, Kind.STEP, Kind.DRIFT, Kind.IMPROVEMENT):
        mine = menu.kind == kind
        kinds[:, kind] = np.where(over, 0.0, share)[:, mine].sum(axis=1)
    kinds[:, Kind.PASSED] = np.where(over, share, 0.0).sum(axis=1)
    return Posterior(days, kinds, share, factors[1], factors[2], menu)


def bayes_factors(
    followed: Followed,
    facts: ChangeFacts,
    menu: Menu,
    asked: Places,
    accepted: Sequence[Accepted] = (),
) -> tuple[Floats, Floats, Floats]:
    """Return each candidate's Bayes factor, and its size's mean and spread, at asked
    rows, (e, c)."""
    last = int(asked[-1]) + 1
    observed = observe(followed.pick(np.arange(last)), facts, accepted)
    grid = noise_grid(facts.noise, followed.scale)
    found = scan(observed, grid, menu.candidates.first_rows(last), asked)
    return found.factor, found.mean, found.sd
