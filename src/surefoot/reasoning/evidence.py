"""What was measured and rated, as clinical findings.

Each finding is present or absent only where that is clear, and unknown where there are values but
they do not decide. Nothing is said of what was not measured. The numbers are facts; the tables
below say which fact, measure and kind of verdict make which finding. Each measured finding shares
a dependence group with the answer it repeats, so that neither counts twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import (
    Eyes,
    FindingOrigin,
    FindingState,
    Leg,
    Measure,
    Protocol,
    QualityLevel,
    Tier,
    VerdictKind,
)
from surefoot.model.measurement import Measurement
from surefoot.model.reasoning import Finding
from surefoot.model.timeline import Timeline
from surefoot.model.trial import Trial
from surefoot.model.verdict import Verdict
from surefoot.reasoning.rated_days import findings_from_ratings

YES = "yes"
CALVES, SWAY = "m_calf", "m_sway"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A measure that makes a finding above the number of a fact, or below it."""

    finding: str
    measure: Measure
    fact: str
    below: bool = False
    protocol: Protocol | None = None


_CUTS = (
    _Cut("m_one_sided", Measure.STEP_TIME_ASYMMETRY, "evidence_one_sided_gait"),
    _Cut("m_tap_one_sided", Measure.TAP_RATE_ASYMMETRY, "evidence_one_sided_tapping"),
    _Cut("m_slow_turn", Measure.TURN_DURATION, "evidence_slow_u_turn", protocol=Protocol.U_TURN),
    _Cut("m_slow_rise", Measure.CHAIR_STAND_TIME, "evidence_slow_rise"),
    _Cut("m_few_steps", Measure.DAILY_STEPS, "evidence_few_steps", below=True),
)

# Sway of which the share between eyes shut and open is asked, the surest first.
_SWAYS = (Measure.SWAY_COP_VELOCITY, Measure.SWAY_ACC_RMS_ML, Measure.SWAY_ACC_RMS_AP)

_VERDICTS = {
    VerdictKind.FATIGABLE: "m_slowing",
    VerdictKind.DRIFT: "m_drift",
    VerdictKind.STEP: "m_step",
}

# Strategy of a trial -> what its effect is a finding of.
_TRIALS = {
    "s_cooling": "m_trial_cooling",
    "s_elevation": "m_trial_elevation",
    "s_stretch": "m_trial_stretch",
}

# Less of these is better; of everything else that a trial may ask, more is.
_LESS_IS_BETTER = frozenset(
    {
        Measure.HEAVINESS,
        Measure.FATIGUE,
        Measure.STIFFNESS,
        Measure.PAIN,
        Measure.COURSE_TIME,
        Measure.TUG_TIME,
        Measure.CHAIR_STAND_TIME,
    }
)

_STATES = {
    Tier.SHOWN: FindingState.PRESENT,
    Tier.NOT_SHOWN: FindingState.ABSENT,
    Tier.CANNOT_SAY: FindingState.UNKNOWN,
}


def measured_findings(
    timeline: Timeline,
    verdicts: Sequence[Verdict],
    trials: Sequence[tuple[Trial, Verdict]],
    now: datetime,
    knowledge: Knowledge,
) -> tuple[Finding, ...]:
    """Return what was measured, rated, concluded and tried, each finding at most once.

    Args:
        timeline: one person's measurements and entries.
        verdicts: what was concluded from it, of any kind; those that make no finding are passed
            over.
        trials: trials that ended, each with its verdict.
        now: what is older than the fact ``evidence_window`` (days) at this moment says nothing.
        knowledge: the numbers that decide.

    Raises:
        KeyError: a fact is missing.
    """
    since = now - timedelta(days=knowledge.number("evidence_window").value)
    recent = [m for m in timeline.measurements if since <= m.when <= now and _is_usable(m)]
    return (
        *findings_from_ratings([e for e in timeline.entries if since <= e.lived <= now], knowledge),
        *_from_cuts(recent, knowledge),
        *_from_sway(recent, knowledge),
        *_from_calves(timeline, now, knowledge),
        *_from_verdicts(verdicts),
        *_from_trials(trials),
    )


def _is_usable(measurement: Measurement) -> bool:
    return measurement.segment is None and measurement.quality.level is not QualityLevel.POOR


def _finding(name: str, state: FindingState, sources: Iterable[str]) -> Finding:
    code = YES if state is FindingState.PRESENT else None
    return Finding(name, state, FindingOrigin.MEASURED, code, tuple(dict.fromkeys(sources)))


def _from_cuts(recent: Sequence[Measurement], knowledge: Knowledge) -> Iterator[Finding]:
    for cut in _CUTS:
        newest = _newest([m for m in recent if _suits(m, cut)], knowledge)
        if newest:
            number = knowledge.number(cut.fact).value
            states = [_beside(m.low, m.high, number, cut.below) for m in newest]
            yield _finding(cut.finding, _agreed(states, knowledge), (m.id for m in newest))


def _suits(measurement: Measurement, cut: _Cut) -> bool:
    protocol = measurement.context.capture.protocol
    return measurement.measure is cut.measure and cut.protocol in (None, protocol)


def _newest(found: Sequence[Measurement], knowledge: Knowledge) -> Sequence[Measurement]:
    count = round(knowledge.number("evidence_newest").value)
    return sorted(found, key=lambda m: m.when)[-count:]


def _beside(low: float, high: float, number: float, below: bool) -> FindingState:
    """Return present where the whole interval lies on the side that speaks for it."""
    if low > number:
        return FindingState.ABSENT if below else FindingState.PRESENT
    if high < number:
        return FindingState.PRESENT if below else FindingState.ABSENT
    return FindingState.UNKNOWN


def _agreed(states: Sequence[FindingState], knowledge: Knowledge) -> FindingState:
    """Return what enough measurements say and none contradicts."""
    clear = [state for state in states if state is not FindingState.UNKNOWN]
    enough = len(clear) >= knowledge.number("evidence_agreeing").value
    return clear[0] if enough and len(set(clear)) == 1 else FindingState.UNKNOWN


def _from_sway(recent: Sequence[Measurement], knowledge: Knowledge) -> Iterator[Finding]:
    """Yield whether sway grows clearly with the eyes shut, in stances of one day."""
    for measure in _SWAYS:
        pairs = list(_stances([m for m in recent if m.measure is measure]))
        if pairs:
            states = [_sways_more(shut, open_, knowledge) for shut, open_ in pairs]
            clear = set(states) - {FindingState.UNKNOWN}
            state = clear.pop() if len(clear) == 1 else FindingState.UNKNOWN
            yield _finding(SWAY, state, (m.id for pair in pairs for m in pair))
            return


def _stances(found: Sequence[Measurement]) -> Iterator[tuple[Measurement, Measurement]]:
    """Yield stances that differ in the eyes alone: (shut, open), each the last of its day."""
    by_eyes: dict[Eyes | None, dict[object, Measurement]] = {}
    for one in sorted(found, key=lambda m: m.when):
        capture = one.context.capture
        key = (one.when.date(), capture.stance, capture.placement, one.provenance.method)
        by_eyes.setdefault(capture.eyes, {})[key] = one
    shut, open_ = by_eyes.get(Eyes.CLOSED, {}), by_eyes.get(Eyes.OPEN, {})
    return ((shut[key], open_[key]) for key in shut if key in open_ and open_[key].low > 0)


def _sways_more(shut: Measurement, open_: Measurement, knowledge: Knowledge) -> FindingState:
    more = knowledge.number("evidence_sway_more").value
    like = knowledge.number("evidence_sway_like").value
    share = shut.value / open_.value
    if share >= more and shut.low / open_.high > like:
        return FindingState.PRESENT
    if share <= like and shut.high / open_.low < more:
        return FindingState.ABSENT
    return FindingState.UNKNOWN


def _from_calves(timeline: Timeline, now: datetime, knowledge: Knowledge) -> Iterator[Finding]:
    """Yield whether the calves differ by the tape, from the newest entry with both girths."""
    since = now - timedelta(days=knowledge.number("evidence_calf_days").value)
    for entry in sorted(timeline.entries, key=lambda e: e.lived, reverse=True):
        left, right = (entry.score(Measure.CALF_GIRTH, leg) for leg in (Leg.LEFT, Leg.RIGHT))
        if left is not None and right is not None and since <= entry.lived <= now:
            yield _finding(CALVES, _calves(abs(left - right), knowledge), (entry.id,))
            return


def _calves(difference_cm: float, knowledge: Knowledge) -> FindingState:
    # Girths are read to a millimetre; a tenth of that is rounding of the computer.
    if difference_cm >= knowledge.number("calf_girth_difference").value - 0.01:
        return FindingState.PRESENT
    alike = difference_cm <= knowledge.number("evidence_calf_like").value + 0.01
    return FindingState.ABSENT if alike else FindingState.UNKNOWN


def _from_verdicts(verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """Yield what verdicts say: present where one shows it, absent where all deny it."""
    for kind, name in _VERDICTS.items():
        found = [verdict for verdict in verdicts if verdict.kind is kind]
        if found:
            sources = (source for verdict in found for source in verdict.rests_on)
            yield _finding(name, _any_of([_STATES[v.answer] for v in found]), sources)


def _any_of(states: Sequence[FindingState]) -> FindingState:
    if FindingState.PRESENT in states:
        return FindingState.PRESENT
    return FindingState.UNKNOWN if FindingState.UNKNOWN in states else FindingState.ABSENT


def _from_trials(trials: Sequence[tuple[Trial, Verdict]]) -> Iterator[Finding]:
    """Yield what the newest trial of each strategy says."""
    ended: Mapping[str, tuple[Trial, Verdict]] = {
        trial.strategy: (trial, verdict)
        for trial, verdict in sorted(trials, key=lambda pair: pair[0].frozen_at)
    }
    for strategy, name in _TRIALS.items():
        if strategy in ended:
            trial, verdict = ended[strategy]
            yield _finding(name, _helped(verdict), (str(trial.id), *verdict.rests_on))


def _helped(verdict: Verdict) -> FindingState:
    """Return whether a trial showed that it helps; an effect for the worse is no help."""
    if verdict.answer is not Tier.SHOWN or verdict.size is None:
        return _STATES[verdict.answer] if verdict.answer is not Tier.SHOWN else FindingState.UNKNOWN
    better = verdict.size < 0 if verdict.measure in _LESS_IS_BETTER else verdict.size > 0
    return FindingState.PRESENT if better else FindingState.ABSENT
