"""Where a sensor was probably carried: a multinomial logistic rule over a few features.

Weights, and on whom they were found, stand in ``weights``. The turning rate, which not every
sensor has, is added as one more likelihood. What lies far from everything the rule has seen is
not placed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.features import Carried, WalkPart, describe_carried
from surefoot.measures.carried.weights import MEAN, PLACES, SPREAD, SWING, WEIGHTS
from surefoot.model.codes import Placement
from surefoot.model.measurement import LikelyPlacement
from surefoot.model.recording import Recording

Floats = NDArray[np.float64]

# Features further off than this many standard deviations count as that far; a walk whose mean
# square is beyond FARTHEST is unlike anything the rule has seen.
FAR, FARTHEST = 3.0, 4.0
# The turning rate says again part of what acceleration said: it counts by this share (chosen by
# how well probabilities came true for subjects left out).
SWING_COUNTS = 0.7
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


def likely_placement(
    recording: Recording, walk: WalkPart, knowledge: Knowledge
) -> LikelyPlacement | None:
    """Return where the sensor probably was, or None when that cannot be said.

    The lower back stands for either side of the pelvis, the wrist also for a swinging hand.

    Raises:
        KeyError: the knowledge base lacks the threshold.
    """
    carried = describe_carried(recording, walk)
    if carried is None:
        return None
    return most_likely(carried, knowledge.number("placement_likely").value)


def alike(one: Placement, other: Placement) -> bool:
    """Whether two places are the same, or cannot be told apart from samples."""
    return one is other or any({one, other} <= group for group in _ALIKE)


def differs(said: Placement, likely: LikelyPlacement | None, knowledge: Knowledge) -> bool:
    """Whether the samples speak strongly against what was said; never so where it is unknown.

    Raises:
        KeyError: the knowledge base lacks the threshold.
    """
    if likely is None or said not in {place for group in (*_ALIKE, set(KNOWN)) for place in group}:
        return False
    strongly = likely.probability >= knowledge.number("placement_differs").value
    return strongly and not alike(said, likely.placement)
