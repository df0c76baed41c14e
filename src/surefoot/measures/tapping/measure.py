"""One recording of foot tapping in, count, rate and slowing of one foot out.

No recordings with counted taps exist in the open, so these methods are checked on simulated taps
only (docs/validation.md), and their error facts are estimates.
"""

from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.intervals import Estimate, around, sampling_error, student_95
from surefoot.measures.one_piece import is_torn
from surefoot.measures.outcome import Finished, Place, Source, make_outcome, nothing_measured
from surefoot.measures.quality import judge, signal_reasons
from surefoot.measures.tapping.facts import TappingFacts, read_facts
from surefoot.measures.tapping.stays import stays
from surefoot.measures.tapping.swing import swing
from surefoot.measures.tapping.taps import find_taps
from surefoot.model.codes import AbsenceReason, Leg, Measure, Placement, QualityCode
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.recording import Capture, Recording

Floats = NDArray[np.float64]

TAPPING = Method("foot-tapping", 2)
METHODS: tuple[Method, ...] = (TAPPING,)
MEASURES = (Measure.TAP_COUNT, Measure.TAP_RATE, Measure.TAP_SLOWING)
# Where a phone feels the foot.
SUITABLE = frozenset({Placement.SHOE, Placement.THIGH})


@dataclass(frozen=True, slots=True)
class _Test:
    """The taps of one test: times in s (n,), n >= 2."""

    times: Floats

    @property
    def intervals(self) -> Floats:
        return np.diff(self.times)

    @property
    def lasts_s(self) -> float:
        return float(self.times[-1] - self.times[0])


def _why_not(recording: Recording, capture: Capture) -> AbsenceReason | None:
    """Return why nothing can be measured before any sample is read, or None."""
    if capture.placement is Placement.UNKNOWN:
        return AbsenceReason.PLACEMENT_UNKNOWN
    if capture.placement not in SUITABLE:
        return AbsenceReason.PLACEMENT_UNSUITABLE
    if capture.leg not in (Leg.LEFT, Leg.RIGHT):
        return AbsenceReason.FEET_UNCERTAIN
    if recording.header.time_base.duration_s < 2.0:
        return AbsenceReason.RECORDING_TOO_SHORT
    return AbsenceReason.QUALITY_TOO_LOW if is_torn(recording) else None


def _taps(recording: Recording, placement: Placement, facts: TappingFacts) -> _Test | None:
    """Return the taps of the test's length from the first tap on, or None when there are few.

    Steps are no taps: None as well when the foot travels.
    """
    moves = swing(recording)
    times = find_taps(moves) if moves is not None else np.empty(0)
    # A tap at the very end of the time still counts; half a sample is rounding.
    times = times[times <= times[0] + facts.test_s + 0.005] if len(times) else times
    if len(times) < facts.min_taps:
        return None
    stayed = stays(recording, placement, float(times[0]), float(times[-1]))
    return _Test(times) if stayed else None


def _count_error(count: int, facts: TappingFacts) -> float:
    """Return the standard deviation of a count: taps at either end, and a share in between."""
    return hypot(facts.count_error, facts.count_error_share * count)


def _count(test: _Test, facts: TappingFacts) -> Estimate:
    count = len(test.times)
    return around(float(count), 0.0, _count_error(count, facts))


def _rate(test: _Test, facts: TappingFacts) -> Estimate:
    """Return taps a second, intervals over the time from the first to the last tap."""
    intervals = test.intervals
    rate = len(intervals) / test.lasts_s
    share = student_95(len(intervals) - 1) * sampling_error(intervals) / float(intervals.mean())
    return around(rate, share * rate, _count_error(len(intervals), facts) / test.lasts_s)


def _slowing(test: _Test, facts: TappingFacts) -> Estimate | AbsenceReason:
    """Return by how many percent the rate of the last half lies below that of the first."""
    intervals = test.intervals
    middles = (test.times[1:] + test.times[:-1]) / 2.0
    late = middles > (test.times[0] + test.times[-1]) / 2.0
    first, last = intervals[~late], intervals[late]
    if test.lasts_s < facts.short_s:
        return AbsenceReason.RECORDING_TOO_SHORT
    if min(len(first), len(last)) < 3:
        return AbsenceReason.QUALITY_TOO_LOW
    ratio = float(first.mean() / last.mean())
    shares = [sampling_error(half) / float(half.mean()) for half in (first, last)]
    half = student_95(len(intervals) - 2) * 100.0 * ratio * hypot(*shares)
    return around(100.0 * (1.0 - ratio), half, facts.slowing_error_percent, floor=-np.inf)


def _reasons(test: _Test, recording: Recording, facts: TappingFacts) -> frozenset[QualityCode]:
    intervals = test.intervals
    found = {
        QualityCode.SHORT: test.lasts_s < facts.short_s,
        QualityCode.IRREGULAR: float(intervals.std() / intervals.mean()) > facts.irregular_cv,
    }
    said = {code for code, is_so in found.items() if is_so}
    return signal_reasons(recording, facts.limits) | said


def _absent(recording: Recording, capture: Capture, reason: AbsenceReason) -> Analysis:
    wanted = ((measure, capture.leg or Leg.BOTH) for measure in MEASURES)
    return nothing_measured(recording, wanted, reason, METHODS)


def measure_tapping(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return count, rate and slowing of one foot's taps.

    Counted are the taps of the first 10 s from the first tap on. Pure: the same recording, capture
    and facts give the same analysis with the same ids.

    Args:
        recording: turning rates, or accelerations alone.
        capture: says the leg and where the phone was; without them nothing is measured.
        knowledge: facts: length of the test, fewest taps, the error model.

    Raises:
        KeyError: a fact is missing.
    """
    facts = read_facts(knowledge)
    reason = _why_not(recording, capture)
    if reason is not None:
        return _absent(recording, capture, reason)
    test = _taps(recording, capture.placement, facts)
    if test is None:
        return _absent(recording, capture, AbsenceReason.NO_TAPS_FOUND)
    return _assemble(Source(recording, capture), test, facts)


def _assemble(source: Source, test: _Test, facts: TappingFacts) -> Analysis:
    leg = source.capture.leg or Leg.BOTH
    done = (
        Finished(Measure.TAP_COUNT, _count(test, facts), leg),
        Finished(Measure.TAP_RATE, _rate(test, facts), leg),
        Finished(Measure.TAP_SLOWING, _slowing(test, facts), leg),
    )
    place = Place(float(test.times[0]), judge(_reasons(test, source.recording, facts)))
    outcomes = [make_outcome(source, one, place, TAPPING) for one in done]
    return Analysis(
        recording=source.recording.id,
        segments=(),
        initial_contacts=(),
        strides=(),
        measurements=tuple(o for o in outcomes if isinstance(o, Measurement)),
        not_measured=tuple(o for o in outcomes if isinstance(o, NotMeasured)),
        methods=METHODS,
    )
