"""People drawn from what the engine expects: do its probabilities come true?"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import ChangeFacts, Scale, Spread
from surefoot.course.change.several import Part
from surefoot.course.change.shapes import Kind
from surefoot.course.change.track import Track, track_history
from surefoot.knowledge.load import load_knowledge
from validation.follow.results import PROOF_SEED, facts_for
from validation.follow.worlds import YEAR_D, Drawn, Event, Noise, World, draw

Floats = NDArray[np.float64]

#: Days of the year on which the answer is compared with the truth.
ASKED_D = (90.0, 150.0, 210.0, 270.0, 330.0, 360.0)
EDGES = (0.0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
DRAWS = 2000
_BASELINE_D = 14


@dataclass(frozen=True, slots=True)
class Person:
    """Whether a step and a drift had begun on each asked day (2, e), and what was said (2, e)."""

    there: Floats
    said: Floats


def calibration_table(people: int) -> dict[str, Any]:
    """Return scores with intervals and what came true by what was said, for so many people."""
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(one_person, range(people), chunksize=10))
    there = np.array([one.there for one in found])
    said = np.array([one.said for one in found])
    return {
        "people": people,
        **{
            name: _scores(there[:, place], said[:, place])
            for place, name in enumerate(("step", "drift"))
        },
    }


def one_person(number: int) -> Person:
    """Draw a person from the priors and follow them for a year."""
    facts = facts_for(load_knowledge())[Scale.LOG]
    rng = np.random.default_rng([PROOF_SEED, 31, number])
    drawn, step, drift = _draw(facts, rng)
    found = track_history([Part(drawn.parts[0], facts)])
    said = np.array([_said(found, day) for day in ASKED_D]).T
    asked = np.array(ASKED_D)
    return Person(np.array([asked >= step, asked >= drift], dtype=np.float64), said)


def _draw(facts: ChangeFacts, rng: np.random.Generator) -> tuple[Drawn, float, float]:
    """Return a person, and the days a step and a drift begin (infinite where none does)."""
    events = facts.events
    step, drift = _onset(1.0 - np.exp(-events.step_rate), rng), np.inf
    if rng.random() < events.drift_probability:
        drift = 0.0 if rng.random() < 0.5 else float(rng.integers(_BASELINE_D, YEAR_D))
    better = _onset(1.0 - np.exp(-events.improvement_rate), rng)
    drawn = draw(World(noise=_noise(facts, rng)), Event(), rng)
    days = drawn.parts[0].days
    values = drawn.parts[0].values.copy()
    sudden = _sudden(days - step, rng) * _size(events.step, rng)
    values += np.where(days >= step, sudden, 0.0)
    values += np.where(days >= drift, (days - drift) * _size(events.drift, rng) / YEAR_D, 0.0)
    rising = np.clip((days - better + 1.0) / 14.0, 0.0, 1.0) if np.isfinite(better) else 0.0
    values += rising * _size(events.improvement, rng)
    return Drawn((replace(drawn.parts[0], values=values),)), step, drift


def _onset(probability: float, rng: np.random.Generator) -> float:
    return float(rng.integers(_BASELINE_D, YEAR_D)) if rng.random() < probability else np.inf


def _size(prior: Spread, rng: np.random.Generator) -> float:
    return float(rng.normal(prior.mean, prior.sd))


def _sudden(since: Floats, rng: np.random.Generator) -> Floats:
    residue, rises = rng.uniform(), rng.uniform(3.0, 15.0)
    begun = np.maximum(np.where(np.isfinite(since), since, 0.0), 0.0)
    eased = np.exp(-np.maximum(begun - 14.0, 0.0) / 60.0)
    return np.minimum(1.0, (begun + 1.0) / rises) * (residue + (1.0 - residue) * eased)


def _noise(facts: ChangeFacts, rng: np.random.Generator) -> Noise:
    white = facts.noise.white_sd * np.exp(0.6 * rng.standard_normal())
    wanders = facts.noise.fluctuation_sd * np.exp(0.6 * rng.standard_normal())
    phi = rng.choice([0.3, 0.7, 0.9, 0.97], p=[0.25, 0.35, 0.25, 0.15])
    return Noise(float(np.clip(white, 0.02, 0.2)), float(np.clip(wanders, 0.01, 0.12)), float(phi))


def _said(found: Track, day: float) -> tuple[float, float]:
    """Return what was said of a step and of a drift on the last day up to one."""
    moment = [one for one in found.moments if one.day <= day][-1]
    kinds = {one.onset: one.shape.kind for one in found.parts[0].accepted}
    known = {kinds[onset] for onset in moment.accepted}
    step = 1.0 if Kind.STEP in known else float(moment.kinds[Kind.STEP])
    drift = 1.0 if Kind.DRIFT in known else float(moment.kinds[Kind.DRIFT])
    return step, drift


def _scores(there: Floats, said: Floats) -> dict[str, Any]:
    """Return Brier score, its skill against the base rate of each day, and reliability."""
    base = np.broadcast_to(there.mean(axis=0), there.shape)
    errors, before = ((said - there) ** 2).mean(axis=1), ((base - there) ** 2).mean(axis=1)
    rng = np.random.default_rng(PROOF_SEED)
    lots = rng.integers(0, len(there), (DRAWS, len(there)))
    skills = 1.0 - errors[lots].mean(axis=1) / before[lots].mean(axis=1)
    low, high = np.percentile(skills, [2.5, 97.5])
    return {
        "share": round(float(there.mean()), 4),
        "brier": round(float(errors.mean()), 4),
        "before": round(float(before.mean()), 4),
        "skill": [round(float(x), 3) for x in (1.0 - errors.mean() / before.mean(), low, high)],
        "bins": [_bin(there, said, *edges) for edges in pairwise(EDGES)],
    }


def _bin(there: Floats, said: Floats, low: float, high: float) -> list[float]:
    """Return how many answers lie between two probabilities, their mean, and what came true."""
    inside = (said >= low) & ((said < high) | (high == EDGES[-1]))
    if not inside.any():
        return [0, 0.0, 0.0]
    return [
        int(inside.sum()),
        round(float(said[inside].mean()), 3),
        round(float(there[inside].mean()), 3),
    ]
