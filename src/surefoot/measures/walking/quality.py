"""How good a recording, a walk and a number are, and why."""

from collections.abc import Iterable

import numpy as np

from surefoot.measures.walking.facts import QualityFacts
from surefoot.measures.walking.motion import ACCELERATION
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import Placement, QualityCode, QualityLevel
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality

# Said beside a number, but the number is no worse for it.
HARMLESS = frozenset({QualityCode.UNIT_CONVERTED, QualityCode.SIMULATED, QualityCode.NO_HEIGHT})
# So many reasons at once make a number poor.
POOR_FROM = 3
# Samples looked at to find the step between neighbouring values.
LOOK_AT = 5000


def judge(codes: Iterable[QualityCode]) -> Quality:
    """Return the verdict that follows from reasons, each named once, in a fixed order."""
    reasons = tuple(sorted(set(codes)))
    harm = [code for code in reasons if code not in HARMLESS]
    if not harm:
        return Quality(QualityLevel.GOOD, reasons)
    level = QualityLevel.POOR if len(harm) >= POOR_FROM else QualityLevel.USABLE
    return Quality(level, reasons)


def _smallest_step(recording: Recording) -> float:
    values = recording.physical(ACCELERATION, 0, min(LOOK_AT, recording.n_samples))
    steps = np.abs(np.diff(values, axis=0))
    steps = steps[steps > 1e-9]
    return float(steps.min()) if len(steps) else 0.0


def recording_reasons(
    recording: Recording, capture: Capture, facts: QualityFacts
) -> frozenset[QualityCode]:
    """Return what speaks against everything measured from this recording."""
    base = recording.header.time_base
    found = {
        QualityCode.LOW_RATE: base.effective_rate_hz < facts.low_rate_hz,
        QualityCode.JITTER: base.jitter_s > facts.jitter_s,
        QualityCode.GAP: base.longest_gap_s > facts.gap_s,
        QualityCode.ROUNDED: _smallest_step(recording) > facts.rounding,
        QualityCode.PLACEMENT_UNKNOWN: capture.placement is Placement.UNKNOWN,
        QualityCode.NO_HEIGHT: capture.height_m is None and capture.sensor_height_m is None,
    }
    return frozenset({code for code, is_so in found.items() if is_so} | set(recording.header.notes))


def bout_reasons(bout: Bout, facts: QualityFacts) -> frozenset[QualityCode]:
    """Return what speaks against one walking bout."""
    found = {
        QualityCode.SHORT: bout.end_s - bout.start_s < facts.short_s,
        QualityCode.FEW_STRIDES: len(bout.strides) < facts.few_strides,
        QualityCode.TURNS: bout.turning_share > facts.turning_share,
        QualityCode.IRREGULAR: bout.regularity < facts.irregular,
    }
    return frozenset(code for code, is_so in found.items() if is_so)


def common_reasons(bouts: Iterable[Bout], facts: QualityFacts) -> frozenset[QualityCode]:
    """Return what speaks against bouts taken together: the reasons of most of their time."""
    weight: dict[QualityCode, float] = {}
    total, strides = 0.0, 0
    for bout in bouts:
        lasts = bout.end_s - bout.start_s
        total, strides = total + lasts, strides + len(bout.strides)
        for code in bout_reasons(bout, facts) - {QualityCode.SHORT, QualityCode.FEW_STRIDES}:
            weight[code] = weight.get(code, 0.0) + lasts
    reasons = {code for code, lasts in weight.items() if lasts > total / 2}
    if total < facts.short_s:
        reasons.add(QualityCode.SHORT)
    if strides < facts.few_strides:
        reasons.add(QualityCode.FEW_STRIDES)
    return frozenset(reasons)
