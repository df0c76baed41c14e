"""How good a recording and a number are, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.motion import ACCELERATION
from surefoot.model.codes import Placement, QualityCode, QualityLevel
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality

# Said beside a number, but the number is no worse for it.
HARMLESS = frozenset({QualityCode.UNIT_CONVERTED, QualityCode.SIMULATED, QualityCode.NO_HEIGHT})
# So many reasons at once make a number poor.
POOR_FROM = 3
# Samples looked at to find the step between neighbouring values.
LOOK_AT = 5000


@dataclass(frozen=True, slots=True)
class SignalLimits:
    """From where on a recording's samples make what is measured less sure."""

    low_rate_hz: float
    jitter_s: float
    gap_s: float
    rounding: float


def read_limits(knowledge: Knowledge) -> SignalLimits:
    """Return the limits for any recording.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    return SignalLimits(
        low_rate_hz=knowledge.number("walk_quality_low_rate").value,
        jitter_s=knowledge.number("walk_quality_jitter").value,
        gap_s=knowledge.number("walk_quality_gap").value,
        rounding=knowledge.number("walk_quality_rounding").value,
    )


def judge(codes: Iterable[QualityCode]) -> Quality:
    """Return the verdict that follows from reasons, each named once, in a fixed order."""
    reasons = tuple(sorted(set(codes)))
    harm = [code for code in reasons if code not in HARMLESS]
    if not harm:
        return Quality(QualityLevel.GOOD, reasons)
    level = QualityLevel.POOR if len(harm) >= POOR_FROM else QualityLevel.USABLE
    return Quality(level, reasons)


def smallest_step(recording: Recording) -> float:
    """Return the smallest step between neighbouring accelerations near the start, m/s2."""
    values = recording.physical(ACCELERATION, 0, min(LOOK_AT, recording.n_samples))
    steps = np.abs(np.diff(values, axis=0))
    steps = steps[steps > 1e-9]
    return float(steps.min()) if len(steps) else 0.0


def signal_reasons(recording: Recording, limits: SignalLimits) -> frozenset[QualityCode]:
    """Return what speaks against everything measured from these samples, whatever was done."""
    base = recording.header.time_base
    found = {
        QualityCode.LOW_RATE: base.effective_rate_hz < limits.low_rate_hz,
        QualityCode.JITTER: base.jitter_s > limits.jitter_s,
        QualityCode.GAP: base.longest_gap_s > limits.gap_s,
        QualityCode.ROUNDED: smallest_step(recording) > limits.rounding,
    }
    return frozenset({code for code, is_so in found.items() if is_so} | set(recording.header.notes))


def recording_reasons(
    recording: Recording, capture: Capture, limits: SignalLimits
) -> frozenset[QualityCode]:
    """Return what speaks against everything measured from this recording of walking."""
    found = {
        QualityCode.PLACEMENT_UNKNOWN: capture.placement is Placement.UNKNOWN,
        QualityCode.NO_HEIGHT: capture.height_m is None and capture.sensor_height_m is None,
    }
    said = {code for code, is_so in found.items() if is_so}
    return signal_reasons(recording, limits) | said
