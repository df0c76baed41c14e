"""Where a sensor was probably carried: a multinomial logistic rule over a few features.

Weights, and on whom they were found, stand in ``weights``. The turning rate, which not every
sensor has, is added as one more likelihood. What lies far from everything the rule has seen is
not placed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.features import FEATURES, Carried, WalkPart, describe_carried
from surefoot.measures.carried.weights import MEAN, PLACES, SPREAD, SWING, WEIGHTS
from surefoot.model.codes import Placement
from surefoot.model.measurement import LikelyPlacement, Method
from surefoot.model.recording import Recording

Floats = NDArray[np.float64]

PLACED = Method("walk-placement", 1)
# Features further off than this many standard deviations count as that far; a walk whose mean
# square is beyond FARTHEST is unlike anything the rule has seen.
FAR, FARTHEST = 3.0, 4.0
# The turning rate says again part of what acceleration said: it counts by this share (chosen by
# how well probabilities came true for subjects left out).
SWING_COUNTS = 0.7
# What was said is never contradicted by a shorter walk, s: it is mostly starting, turning and
# stopping (chosen).
CONTRADICTS_FROM_S = 10.0
# Places that the samples cannot tell apart: the two sides of the pelvis, and a phone in a swinging
# hand from a watch.
_ALIKE: tuple[frozenset[Placement], ...] = (
    frozenset({Placement.LOWER_BACK, Placement.BELT_FRONT}),
    frozenset({Placement.HAND, Placement.WRIST}),
)
KNOWN = tuple(Placement(place) for place in PLACES)


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule's numbers: mean (7,), spread (7,), weights (5, 8), swing (5, 2)."""

    mean: Floats
    spread: Floats
    weights: Floats
    swing: Floats

    def off(self, values: Floats) -> Floats:
        """Return features (7,) in standard deviations from their mean, (7,)."""
        return np.asarray((values - self.mean) / self.spread)


RULE = Rule(np.array(MEAN), np.array(SPREAD), np.array(WEIGHTS), np.array(SWING))


def _swing_evidence(rule: Rule, swing: float) -> Floats:
    """Return the log likelihood of a swing at each place, (5,)."""
    middle, spread = rule.swing.T
    off = np.clip((swing - middle) / spread, -FAR, FAR)
    return np.asarray(-np.log(spread) - 0.5 * off**2)


def probabilities(carried: Carried, rule: Rule = RULE) -> dict[Placement, float]:
    """Return how probable each place is; the lower back stands for both sides of the pelvis."""
    features = np.concatenate([[1.0], np.clip(rule.off(carried.values), -FAR, FAR)])
    evidence = rule.weights @ features
    if carried.swing is not None:
        evidence = evidence + SWING_COUNTS * _swing_evidence(rule, carried.swing)
    shares = np.exp(evidence - evidence.max())
    shares /= shares.sum()
    return dict(zip(KNOWN, shares.tolist(), strict=True))


def most_likely(carried: Carried, least: float, rule: Rule = RULE) -> LikelyPlacement | None:
    """Return the most probable place, or None where it is less probable than ``least``."""
    if float(np.mean(rule.off(carried.values) ** 2)) > FARTHEST:
        return None
    place, probability = max(probabilities(carried, rule).items(), key=lambda item: item[1])
    return None if probability < least else LikelyPlacement(place, round(probability, 3))


def alike(one: Placement, other: Placement) -> bool:
    """Whether two places are the same, or cannot be told apart from samples."""
    return one is other or any({one, other} <= group for group in _ALIKE)


def alike_places(place: Placement) -> tuple[Placement, ...]:
    """Return a place with those that cannot be told from it, in a fixed order."""
    return tuple(other for other in Placement if alike(place, other))


def speaks_against(carried: Carried, said: Placement, from_on: float, rule: Rule = RULE) -> bool:
    """Whether places other than the one said are together at least this probable.

    How the device was turned counts for nothing here, and what the rule does not know, such as a
    shoe, or lies far from all it has seen, is never contradicted.
    """
    if not any(alike(said, place) for place in KNOWN):
        return False
    values = carried.values.copy()
    values[FEATURES.index("screen up")] = rule.mean[FEATURES.index("screen up")]
    if float(np.mean(rule.off(values) ** 2)) > FARTHEST:
        return False
    chances = probabilities(Carried(values, carried.swing), rule)
    return sum(c for place, c in chances.items() if not alike(said, place)) >= from_on


@dataclass(frozen=True, slots=True)
class Judged:
    """Where a sensor probably was, and whether that speaks strongly against what was said."""

    likely: LikelyPlacement | None
    differs: bool


def judge_placement(
    recording: Recording, walk: WalkPart, said: Placement, knowledge: Knowledge
) -> Judged:
    """Return where the sensor probably was on a walk; None when that cannot be said.

    The lower back stands for either side of the pelvis, the wrist also for a swinging hand.

    Raises:
        KeyError: the knowledge base lacks a threshold.
    """
    carried = describe_carried(recording, walk)
    if carried is None:
        return Judged(None, False)
    likely = most_likely(carried, knowledge.number("placement_likely").value)
    from_on = knowledge.number("placement_differs").value
    if likely is None or likely.probability < from_on or alike(said, likely.placement):
        return Judged(likely, False)
    lasts = walk.end_s - walk.start_s >= CONTRADICTS_FROM_S
    return Judged(likely, lasts and speaks_against(carried, said, from_on))
