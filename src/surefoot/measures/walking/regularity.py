"""Numbers about the trunk in straight walking: regularity of steps and strides, and intensity."""

from collections.abc import Sequence

import numpy as np

from surefoot.measures.intervals import NORMAL_95, Estimate, around, sampling_error, student_95
from surefoot.measures.outcome import Finished
from surefoot.measures.walking.facts import WalkFacts
from surefoot.measures.walking.trunk import Stretch
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import AbsenceReason, Measure

MEASURES = (Measure.STEP_REGULARITY, Measure.STRIDE_REGULARITY, Measure.WALKING_INTENSITY)


def _alike(values: Sequence[float], strides: Sequence[int], method_sd: float) -> Estimate:
    """Return the mean correlation over stretches, weighted by their strides.

    Its sampling error is that of a correlation over as many pairs as there are strides.
    """
    mean = float(np.average(values, weights=strides))
    half = NORMAL_95 * (1.0 - mean**2) / float(np.sqrt(sum(strides)))
    found = around(mean, half, method_sd, floor=-1.0)
    return Estimate(found.value, found.low, min(1.0, found.high))


def step_regularity(stretches: Sequence[Stretch], method_sd: float) -> Estimate:
    """Return how alike neighbouring steps are, -1 to 1 (Moe-Nilssen & Helbostad 2004)."""
    return _alike([s.step for s in stretches], [s.strides for s in stretches], method_sd)


def stride_regularity(stretches: Sequence[Stretch], method_sd: float) -> Estimate:
    """Return how alike neighbouring strides are, -1 to 1 (Moe-Nilssen & Helbostad 2004)."""
    return _alike([s.stride for s in stretches], [s.strides for s in stretches], method_sd)


def walking_intensity(stretches: Sequence[Stretch], method_share: float) -> Estimate:
    """Return the root mean square of body acceleration without gravity, in m/s2.

    Args:
        stretches: at least one.
        method_share: standard deviation of the method's error as a share of the value.
    """
    squares = np.concatenate([stretch.squares for stretch in stretches])
    value = float(np.sqrt(squares.mean()))
    # Neighbouring strides share a step, so there are about half as many free ones.
    free = max(1.0, len(squares) / 2.0 - 1.0)
    half = student_95(free) * sampling_error(squares) / (2.0 * value) if value > 0 else 0.0
    return around(value, half, method_share * value)


def without_straight_parts(bouts: Sequence[Bout], least_strides: int) -> AbsenceReason:
    """Return why no stretch is long enough: all walks are short, or turned too often."""
    longest = max(len(bout.strides) for bout in bouts)
    if longest < least_strides:
        return AbsenceReason.TOO_FEW_STRIDES
    return AbsenceReason.TURNED_TOO_OFTEN


def trunk_results(
    stretches: Sequence[Stretch],
    bouts: Sequence[Bout],
    no_trunk: AbsenceReason | None,
    facts: WalkFacts,
) -> list[Finished]:
    """Return regularity and intensity of one bout or of all, or why there are none."""
    if no_trunk is None and not stretches:
        no_trunk = without_straight_parts(bouts, facts.min_strides_for_regularity)
    if no_trunk is not None:
        return [Finished(measure, no_trunk) for measure in MEASURES]
    error = facts.error
    found = (
        step_regularity(stretches, error.regularity),
        stride_regularity(stretches, error.regularity),
        walking_intensity(stretches, error.intensity_share),
    )
    return [Finished(measure, one) for measure, one in zip(MEASURES, found, strict=True)]
