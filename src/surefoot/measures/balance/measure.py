"""Standing still with a phone on the body: how long, and how much the body sways."""

from dataclasses import replace

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.balance.axes import Axes, find_axes
from surefoot.measures.balance.facts import BalanceFacts, read_balance_facts
from surefoot.measures.balance.phone import (
    ACCELERATION_MEASURES,
    ANGLE_MEASURES,
    acceleration_results,
    angle_results,
    none_of,
)
from surefoot.measures.balance.stance import Stance, find_stance
from surefoot.measures.intervals import around
from surefoot.measures.one_piece import is_torn
from surefoot.measures.outcome import Finished, Place, Source, make_outcome, nothing_measured
from surefoot.measures.quality import judge, signal_reasons, smallest_step
from surefoot.model.codes import AbsenceReason, Leg, Measure, Placement, QualityCode, SegmentKind
from surefoot.model.codes import Stance as StanceCode
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality, Segment

STANCE, ANGLE, ACC = Method("stance", 1), Method("sway-angle", 1), Method("sway-acceleration", 1)
METHODS: tuple[Method, ...] = (STANCE, ACC, ANGLE)
# A phone in the hand or on the wrist tells how the arm moves, not the body.
ON_BODY = frozenset(
    {Placement.LOWER_BACK, Placement.BELT_FRONT, Placement.POCKET, Placement.UNKNOWN}
)
# Stances that end by putting a foot down.
BREAKABLE = frozenset({StanceCode.TANDEM, StanceCode.SINGLE_LEG})
_METHOD_OF = {
    Measure.STANCE_TIME: STANCE,
    **dict.fromkeys(ANGLE_MEASURES, ANGLE),
    **dict.fromkeys(ACCELERATION_MEASURES, ACC),
}


def _no_sway(stance: Stance, capture: Capture, facts: BalanceFacts) -> AbsenceReason | None:
    """Return why no sway at all can be told, or None."""
    if capture.placement not in ON_BODY:
        return AbsenceReason.PLACEMENT_UNSUITABLE
    if stance.end_s - stance.start_s < facts.shortest_sway_s:
        return AbsenceReason.RECORDING_TOO_SHORT
    return None


def _angles(stance: Stance, axes: Axes, facts: BalanceFacts) -> list[Finished]:
    if stance.turning is None:
        return none_of(ANGLE_MEASURES, AbsenceReason.NO_GYROSCOPE)
    return angle_results(stance.turning, axes, facts.error)


def _accelerations(
    recording: Recording, stance: Stance, axes: Axes, facts: BalanceFacts
) -> list[Finished]:
    if smallest_step(recording) > facts.limits.rounding:
        return none_of(ACCELERATION_MEASURES, AbsenceReason.QUALITY_TOO_LOW)
    return acceleration_results(stance.acceleration, axes, facts.error)


def _results(source: Source, stance: Stance, axes: Axes, facts: BalanceFacts) -> list[Finished]:
    time = around(stance.end_s - stance.start_s, 0.0, facts.error.time_s)
    reason = _no_sway(stance, source.capture, facts)
    if reason is not None:
        sway = none_of(ANGLE_MEASURES + ACCELERATION_MEASURES, reason)
    else:
        sway = _angles(stance, axes, facts)
        sway += _accelerations(source.recording, stance, axes, facts)
    return [Finished(Measure.STANCE_TIME, time), *sway]


def _leaned_deg(stance: Stance) -> float:
    """Return by how much up turned in the phone from the first to the last quarter, degrees."""
    quarter = max(1, len(stance.acceleration) // 4)
    first = stance.acceleration[:quarter].mean(axis=0)
    last = stance.acceleration[-quarter:].mean(axis=0)
    cosine = first @ last / (np.linalg.norm(first) * np.linalg.norm(last))
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def _quality(
    recording: Recording, capture: Capture, stance: Stance, facts: BalanceFacts
) -> Quality:
    said = {
        QualityCode.SHORT: stance.end_s - stance.start_s < facts.usual_s,
        QualityCode.STANCE_BROKEN: stance.broken,
        QualityCode.PHONE_MOVED: _leaned_deg(stance) > facts.moved_deg,
        QualityCode.PLACEMENT_UNKNOWN: capture.placement is Placement.UNKNOWN,
    }
    reasons = {code for code, is_so in said.items() if is_so}
    return judge(signal_reasons(recording, facts.limits) | reasons)


def _leg(capture: Capture) -> Leg:
    """Return which leg a stance is about: the one that was stood on, or both."""
    if capture.stance is not StanceCode.SINGLE_LEG or capture.leg is None:
        return Leg.BOTH
    return capture.leg


def _absent(recording: Recording, capture: Capture, reason: AbsenceReason) -> Analysis:
    wanted = ((measure, _leg(capture)) for measure in _METHOD_OF)
    return nothing_measured(recording, wanted, reason, METHODS)


def measure_balance(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return how long a person stood still and how much the body swayed.

    Values to the side and to the front are given only where both can be told. Acceleration that
    the phone rounds gives none; the angle, from the gyroscope, does not need it.

    Raises:
        KeyError: a fact is missing.
    """
    facts = read_balance_facts(knowledge)
    if recording.header.time_base.duration_s < facts.rules.shortest_s:
        return _absent(recording, capture, AbsenceReason.RECORDING_TOO_SHORT)
    if is_torn(recording):
        return _absent(recording, capture, AbsenceReason.QUALITY_TOO_LOW)
    stance = find_stance(recording, facts.rules, capture.stance in BREAKABLE)
    if stance is None:
        return _absent(recording, capture, AbsenceReason.NO_STANCE_FOUND)
    quality = _quality(recording, capture, stance, facts)
    source, place = Source(recording, capture), Place(stance.start_s, quality)
    axes = find_axes(recording, capture, stance.acceleration)
    outcomes = [
        make_outcome(source, replace(done, leg=_leg(capture)), place, _METHOD_OF[done.measure])
        for done in _results(source, stance, axes, facts)
    ]
    return Analysis(
        recording=recording.id,
        segments=(Segment(SegmentKind.STANCE, stance.start_s, stance.end_s, quality),),
        initial_contacts=(),
        strides=(),
        measurements=tuple(o for o in outcomes if isinstance(o, Measurement)),
        not_measured=tuple(o for o in outcomes if isinstance(o, NotMeasured)),
        methods=METHODS,
    )
