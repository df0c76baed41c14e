"""Numbers a person writes down: own ratings, tape and colour, scores obtained elsewhere."""

from dataclasses import dataclass
from math import isclose

import msgspec

from surefoot.model.check import require, require_finite
from surefoot.model.codes import Leg, Measure

ONE_LEG = frozenset({Leg.LEFT, Leg.RIGHT})
NO_SIDE = frozenset({Leg.BOTH})


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers a score may take: from ``low`` to ``high`` in steps; and of which legs."""

    low: float
    high: float
    step: float = 1.0
    legs: frozenset[Leg] = NO_SIDE

    def holds(self, value: float) -> bool:
        """Whether a number stands on the scale."""
        steps = (value - self.low) / self.step
        return self.low <= value <= self.high and isclose(steps, round(steps), abs_tol=1e-6)


# Questionnaires by their definition: MFIS-5 is the sum of five answers of 0 to 4 (NINDS common
# data elements); MSWS-12 is (sum - 12) / 48 x 100 (Hobart et al. 2003); the 9-item PHQ sums nine
# answers of 0 to 3 (Kroenke et al. 2001); EDSS goes in halves (Kurtzke 1983). A girth outside
# 15 to 90 cm is no calf but a slip of the hand.
SCALES: dict[Measure, Scale] = {
    Measure.FATIGUE: Scale(0, 10),
    Measure.STIFFNESS: Scale(0, 10, legs=ONE_LEG),
    Measure.PAIN: Scale(0, 10, legs=ONE_LEG),
    Measure.ARM_STRAIN: Scale(0, 10),
    Measure.CALF_GIRTH: Scale(15, 90, 0.1, ONE_LEG),
    Measure.URINE_COLOUR: Scale(1, 8),
    Measure.LONGEST_SITTING: Scale(0, 1440),
    Measure.MSWS_12: Scale(0, 100, 0.1),
    Measure.MFIS_5: Scale(0, 20),
    Measure.PHQ_9: Scale(0, 27),
    Measure.EDSS: Scale(0, 10, 0.5),
}


class Score(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number as it was written down, in the unit of its measure."""

    measure: Measure
    value: float
    leg: Leg = Leg.BOTH

    def __post_init__(self) -> None:
        require_finite(str(self.measure), self.value)
        require(self.measure in SCALES, "a score is of a measure that people write down")
        scale = SCALES[self.measure]
        require(self.leg in scale.legs, "a score names a leg where its measure has sides")
        require(scale.holds(self.value), "a score stands on the scale of its measure")
