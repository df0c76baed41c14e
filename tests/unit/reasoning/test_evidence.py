"""What was measured becomes a finding only where it is clear."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import (
    Before,
    Eyes,
    FindingOrigin,
    FindingState,
    Leg,
    Measure,
    Placement,
    Protocol,
    QualityLevel,
    Tier,
    VerdictKind,
)
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import Context, Measurement, MeasurementId, Method, Provenance
from surefoot.model.message import Message
from surefoot.model.people import ActorId, PersonId
from surefoot.model.reasoning import Finding
from surefoot.model.recording import Capture, Device, RecordingId
from surefoot.model.score import Score
from surefoot.model.segment import Quality
from surefoot.model.timeline import Timeline
from surefoot.model.trial import (
    AnalysisPlan,
    Assignment,
    Better,
    DesignKind,
    Trial,
    TrialDay,
    TrialDesign,
    TrialId,
)
from surefoot.model.verdict import Verdict
from surefoot.reasoning.evidence import measured_findings

KNOWLEDGE = load_knowledge()
NOW = datetime(2026, 6, 30, 20, tzinfo=UTC)
PRESENT, ABSENT, UNKNOWN = FindingState.PRESENT, FindingState.ABSENT, FindingState.UNKNOWN


def measured(
    day: float,
    measure: Measure,
    value: float,
    half: float = 1.0,
    capture: Capture | None = None,
    level: QualityLevel = QualityLevel.GOOD,
) -> Measurement:
    """Return a measurement made so many days ago."""
    return Measurement(
        MeasurementId(f"{measure}-{day}-{value}"),
        measure,
        value,
        value - half,
        value + half,
        UNIT_OF[measure],
        Leg.BOTH,
        NOW - timedelta(days=day),
        Quality(level),
        Context(capture or Capture(placement=Placement.LOWER_BACK), Device()),
        Provenance((RecordingId("r"),), Method("m", 1)),
    )


def entry(days_ago: float, heaviness: int, hour: int = 12, **said: object) -> Entry:
    lived = (NOW - timedelta(days=days_ago)).replace(hour=hour)
    ratings = (LegRating(Leg.LEFT, heaviness), LegRating(Leg.RIGHT, heaviness))
    name = EntryId(f"{days_ago}-{hour}")
    made = Entry(name, lived, "UTC", lived, ActorId("a"), ratings)
    return msgspec.structs.replace(made, **said)


def found(
    measurements: Sequence[Measurement] = (),
    entries: Sequence[Entry] = (),
    verdicts: Sequence[Verdict] = (),
    trials: Sequence[tuple[Trial, Verdict]] = (),
) -> dict[str, Finding]:
    timeline = Timeline(
        PersonId("p"),
        tuple(sorted(measurements, key=lambda m: m.when)),
        tuple(sorted(entries, key=lambda e: e.lived)),
    )
    findings = measured_findings(timeline, verdicts, trials, NOW, KNOWLEDGE)
    assert len({f.id for f in findings}) == len(findings)
    return {f.id: f for f in findings}


def states(**given: object) -> dict[str, FindingState]:
    return {name: finding.state for name, finding in found(**given).items()}  # type: ignore[arg-type]


def verdict(
    answer: Tier, kind: VerdictKind, size: float | None = None, measure: Measure = Measure.HEAVINESS
) -> Verdict:
    needs = (Message("course.not-followed"),) if answer is Tier.CANNOT_SAY else ()
    return Verdict(
        answer, kind, measure, Leg.BOTH, UNIT_OF[measure], size, rests_on=("x",), needs=needs
    )


def test_nothing_measured_says_nothing() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ((15.0, 16.0, 14.0), PRESENT),
        ((2.0, 3.0, 1.5), ABSENT),
        ((15.0, 2.0, 15.0), UNKNOWN),
        # Near the limit, inside its own error.
        ((10.5, 10.4, 9.6), UNKNOWN),
        # One walk decides nothing.
        ((15.0,), UNKNOWN),
        # What was long before the newest three does not count.
        ((2.0, 15.0, 16.0, 14.0), PRESENT),
    ],
)
def test_one_sided_walking(values: tuple[float, ...], state: FindingState) -> None:
    walks = [
        measured(10 - place, Measure.STEP_TIME_ASYMMETRY, value)
        for place, value in enumerate(values)
    ]
    assert states(measurements=walks) == {"m_one_sided": state}


def test_a_finding_names_what_it_rests_on() -> None:
    walks = [measured(day, Measure.STEP_TIME_ASYMMETRY, 15.0) for day in (2, 1)]
    finding = found(walks)["m_one_sided"]
    assert finding.sources == tuple(walk.id for walk in walks)
    assert (finding.origin, finding.code) == (FindingOrigin.MEASURED, "yes")


@pytest.mark.parametrize("spoilt", ["poor", "part", "old", "later"])
def test_what_is_poor_a_part_or_of_another_time_does_not_count(spoilt: str) -> None:
    day = {"old": 200.0, "later": -1.0}.get(spoilt, 1.0)
    level = QualityLevel.POOR if spoilt == "poor" else QualityLevel.GOOD
    walks = [
        measured(day + n / 10, Measure.STEP_TIME_ASYMMETRY, 15.0 + n, level=level) for n in range(3)
    ]
    if spoilt == "part":
        walks = [msgspec.structs.replace(walk, segment=0) for walk in walks]
    assert found(walks) == {}


def test_few_steps_lie_below() -> None:
    few = [measured(day, Measure.DAILY_STEPS, 3000.0, 200.0) for day in (3, 2, 1)]
    many = [measured(day, Measure.DAILY_STEPS, 8000.0, 200.0) for day in (3, 2, 1)]
    assert states(measurements=few) == {"m_few_steps": PRESENT}
    assert states(measurements=many) == {"m_few_steps": ABSENT}


def test_only_a_u_turn_says_how_slow_turning_is() -> None:
    slow = [measured(day, Measure.TURN_DURATION, 5.0, 0.3) for day in (2, 1)]
    u_turn = Capture(placement=Placement.LOWER_BACK, protocol=Protocol.U_TURN)
    asked = [measured(day, Measure.TURN_DURATION, 5.0, 0.3, u_turn) for day in (2, 1)]
    assert states(measurements=slow) == {}
    assert states(measurements=asked) == {"m_slow_turn": PRESENT}


def stance(eyes: Eyes, value: float, day: float = 1.0) -> Measurement:
    capture = Capture(placement=Placement.LOWER_BACK, protocol=Protocol.BALANCE, eyes=eyes)
    return measured(day, Measure.SWAY_ACC_RMS_ML, value, 0.05 * value, capture)


@pytest.mark.parametrize(("shut", "state"), [(4.0, PRESENT), (1.1, ABSENT), (2.0, UNKNOWN)])
def test_sway_with_eyes_shut(shut: float, state: FindingState) -> None:
    walks = [stance(Eyes.OPEN, 1.0), stance(Eyes.CLOSED, shut)]
    assert states(measurements=walks) == {"m_sway": state}


def test_eyes_shut_on_another_day_are_not_compared() -> None:
    assert states(measurements=[stance(Eyes.OPEN, 1.0, 3.0), stance(Eyes.CLOSED, 4.0)]) == {}


def days(hot: Sequence[int], cool: Sequence[int]) -> list[Entry]:
    warm = [entry(n, value, before=(Before.HEAT,)) for n, value in enumerate(hot)]
    return warm + [entry(40 + n, value) for n, value in enumerate(cool)]


@pytest.mark.parametrize(
    ("hot", "cool", "state"),
    [
        ((7, 8, 7, 6, 8), (3, 4, 3, 2, 4), PRESENT),
        ((3, 4, 3, 3, 4, 3), (3, 4, 3, 4, 3, 4), ABSENT),
        ((3, 9, 2, 8, 7), (3, 4, 8, 2, 4), UNKNOWN),
        # A difference beyond chance that is too small to matter.
        ((4, 4, 4, 4, 4, 4, 5, 5, 5, 4), (4, 4, 4, 4, 3, 4, 4, 4, 4, 4), ABSENT),
    ],
)
def test_heat(hot: tuple[int, ...], cool: tuple[int, ...], state: FindingState) -> None:
    assert states(entries=days(hot, cool)) == {"m_heat": state}


def test_too_few_days_say_nothing() -> None:
    assert found(entries=days((9, 9, 9, 9), (1, 1, 1, 1, 1, 1))) == {}
    # Many ratings of one day are one day.
    assert found(entries=[entry(1, 9, hour, before=(Before.HEAT,)) for hour in range(8)]) == {}


@pytest.mark.parametrize(("rise", "state"), [(3, PRESENT), (0, ABSENT), (-3, ABSENT)])
def test_evening(rise: int, state: FindingState) -> None:
    rated = [
        entry(day, 4 + day % 2 + more, hour)
        for day in range(6)
        for hour, more in ((8, 0), (18, rise))
    ]
    assert states(entries=rated) == {"m_evening": state}


@pytest.mark.parametrize(("left", "state"), [(40.0, PRESENT), (37.0, ABSENT), (39.5, UNKNOWN)])
def test_calves(left: float, state: FindingState) -> None:
    girths = (Score(Measure.CALF_GIRTH, left, Leg.LEFT), Score(Measure.CALF_GIRTH, 37.0, Leg.RIGHT))
    fresh, old = entry(1, 3, scores=girths), entry(10, 3, scores=girths)
    assert states(entries=[fresh]) == {"m_calf": state}
    assert states(entries=[old]) == {}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((Tier.SHOWN, Tier.NOT_SHOWN), PRESENT),
        ((Tier.NOT_SHOWN, Tier.NOT_SHOWN), ABSENT),
        ((Tier.NOT_SHOWN, Tier.CANNOT_SAY), UNKNOWN),
    ],
)
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (VerdictKind.FATIGABLE, "m_slowing"),
        (VerdictKind.DRIFT, "m_drift"),
        (VerdictKind.STEP, "m_step"),
    ],
)
def test_verdicts(
    kind: VerdictKind, name: str, answers: tuple[Tier, ...], state: FindingState
) -> None:
    assert states(verdicts=[verdict(answer, kind) for answer in answers]) == {name: state}


def test_a_usual_range_is_no_finding() -> None:
    assert found(verdicts=[verdict(Tier.SHOWN, VerdictKind.USUAL)]) == {}


def trial(strategy: str = "s_cooling", day: int = 1) -> Trial:
    when = datetime(2026, 5, day, tzinfo=UTC)
    schedule = (TrialDay(date(2026, 5, day), Assignment.ON, 0),)
    name = TrialId(f"{strategy}-{day}")
    design = TrialDesign(DesignKind.DAYS, 1, 6)
    plan = AnalysisPlan(1, 1.0, Better.LOWER, (0.0,))
    return Trial(name, strategy, Measure.HEAVINESS, Leg.BOTH, design, plan, 1, when, schedule)


@pytest.mark.parametrize(
    ("measure", "size", "state"),
    [
        (Measure.HEAVINESS, -2.0, PRESENT),
        (Measure.HEAVINESS, 2.0, ABSENT),
        (Measure.WALKING_SPEED, 0.2, PRESENT),
        (Measure.WALKING_SPEED, -0.2, ABSENT),
        (Measure.COURSE_TIME, -1.0, PRESENT),
    ],
)
def test_a_trial_helped_or_not(measure: Measure, size: float, state: FindingState) -> None:
    ended = (trial(), verdict(Tier.SHOWN, VerdictKind.TRIAL_EFFECT, size, measure))
    assert states(trials=[ended]) == {"m_trial_cooling": state}


def test_the_newest_trial_counts_and_others_are_passed_over() -> None:
    helped = verdict(Tier.SHOWN, VerdictKind.TRIAL_EFFECT, -2.0)
    nothing = verdict(Tier.NOT_SHOWN, VerdictKind.TRIAL_EFFECT)
    trials = [(trial(day=9), nothing), (trial(day=1), helped), (trial("s_yoga"), helped)]
    assert states(trials=trials) == {"m_trial_cooling": ABSENT}


def test_every_measured_finding_is_a_fact_and_every_fact_is_made() -> None:
    """A finding without a fact would be ignored; a fact that nothing makes misleads."""
    from surefoot.reasoning import evidence, rated_days

    made = {cut.finding for cut in evidence._CUTS} | {evidence.CALVES, evidence.SWAY}
    made |= set(evidence._VERDICTS.values()) | set(evidence._TRIALS.values())
    made |= {rated_days.HEAT, rated_days.EVENING}
    facts = {fact.id for fact in KNOWLEDGE.findings() if fact.id.startswith("m_")}
    assert made == facts
    assert set(evidence._TRIALS) <= {strategy.id for strategy in KNOWLEDGE.strategies()}


def test_what_repeats_an_answer_shares_a_group_with_it() -> None:
    pairs = {"m_heat": "f_heat", "m_evening": "f_evening", "m_slowing": "t_6mwt"}
    pairs |= {"m_drift": "f_progress6m", "m_step": "f_gt24h", "m_calf": "f_swell_one"}
    pairs |= {"m_sway": "t_romberg", "m_slow_rise": "f_proximal", "m_few_steps": "f_inactive"}
    pairs |= {"m_trial_cooling": "f_cool_relief", "m_trial_elevation": "f_elev_relief"}
    for one, other in pairs.items():
        groups = [set(KNOWLEDGE.finding(name).groups) for name in (one, other)]
        assert groups[0] & groups[1], (one, other)
