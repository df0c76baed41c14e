"""Explain why the legs of a person might be heavy, from all that is kept of them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from surefoot.course.fatigable import fatigable
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingState
from surefoot.model.people import Access
from surefoot.model.reasoning import About, Alarm, Explanation, Finding, MsStatus
from surefoot.reasoning.change_evidence import change_findings
from surefoot.reasoning.evidence import measured_findings
from surefoot.reasoning.explain import explain
from surefoot.reasoning.next_step import choose_question
from surefoot.reasoning.open_flags import RaisedFlag, open_flags
from surefoot.reasoning.ranges import with_ranges
from surefoot.reasoning.standing import findings_of_person
from surefoot.reasoning.stop_and_see import findings_from_rests
from surefoot.reasoning.trigger_evidence import trigger_findings
from surefoot.store.protocol import Store
from surefoot.usecases.first_session import ChooseQuestion
from surefoot.usecases.follow import change_of
from surefoot.usecases.red_flags import flags_of, open_flags_of
from surefoot.usecases.triggers import outcomes_with
from surefoot.usecases.try_out_result import ended_trials
from surefoot.usecases.try_out_values import zone_of
from surefoot.usecases.usual_ranges import usual_ranges

MS, AGE, SEX = "f_ms", "f_age", "f_sex"
# Asked only of somebody who said that their mood is low, never out of the blue.
_GENTLY = ("f_suicidal", "f_suicide_plan")


def about_person(findings: Collection[Finding]) -> About:
    """Return what is known of the person before any other answer.

    Somebody who does not know whether it is MS is as one who is being tested.
    """
    said = {finding.id: finding for finding in findings}
    return About(_ms_status(said.get(MS)), sex=_sex(said.get(SEX)))


def _ms_status(said: Finding | None) -> MsStatus:
    if said is None or said.state is FindingState.UNKNOWN:
        return MsStatus.BEING_TESTED
    if said.state is FindingState.ABSENT:
        return MsStatus.NO
    return MsStatus.BEING_TESTED if said.code == MsStatus.BEING_TESTED else MsStatus.YES


def _sex(said: Finding | None) -> str | None:
    code = (said.code or "").upper() if said else ""
    return code if code in ("F", "M") else None


def findings_now(
    store: Store, knowledge: Knowledge, access: Access, now: datetime
) -> tuple[Finding, ...]:
    """Return what is known of a person now: answered, written in the diary, and measured.

    Where a measurement answers a question as well, and clearly, it stands in the answer's place.
    """
    timeline = store.timeline(access)
    said = findings_of_person(timeline, now, knowledge)
    verdicts = (*usual_ranges(store, knowledge, access), fatigable(timeline, knowledge))
    today = now.astimezone(zone_of(timeline)).date()
    trials = ended_trials(store, knowledge, access, today)
    shown = change_of(timeline, knowledge)
    measured = (
        *findings_from_rests(timeline.entries, knowledge),
        *measured_findings(timeline, verdicts, trials, now, knowledge),
        *change_findings(shown.change if shown else None, now, knowledge),
    )
    newest = timeline.entries[-1].lived if timeline.entries else None
    weighed = trigger_findings(outcomes_with(timeline, knowledge), newest, now, knowledge)
    # What was weighed against chance and season stands in the place of a plain comparison.
    ids = {finding.id for finding in weighed}
    measured = (*weighed, *(finding for finding in measured if finding.id not in ids))
    clear = [finding for finding in measured if finding.state is not FindingState.UNKNOWN]
    ids = {finding.id for finding in clear}
    return (*(finding for finding in said if finding.id not in ids), *clear)


def explain_person(
    store: Store, knowledge: Knowledge, access: Access, now: datetime, ranged: bool = False
) -> Explanation:
    """Return what fits what is known of a person, open red flags first.

    Args:
        store: where the person's data is kept.
        knowledge: the facts.
        access: for whom and by whom.
        now: the moment it is for, UTC.
        ranged: whether to work out how sure it is; that takes longer.

    Raises:
        NotAllowed: the actor has no grant for the owner.
    """
    findings = findings_now(store, knowledge, access, now)
    flags = flags_of(store, knowledge, access)
    alarms = tuple(flag.alarm for flag in open_flags(flags, knowledge.red_flags()))
    about = about_person(findings)
    explanation = explain(about, findings, knowledge, alarms, seen_about(flags))
    return with_ranges(explanation, findings, knowledge) if ranged else explanation


def seen_about(flags: Sequence[RaisedFlag]) -> frozenset[str]:
    """Return the findings that a doctor has seen the person about, and that raise nothing now."""
    closed = {name for flag in flags if flag.seen is not None for name in flag.alarm.because}
    return frozenset(closed.difference(*(f.alarm.because for f in flags if f.seen is None)))


def alarms_now(store: Store, knowledge: Knowledge, access: Access) -> tuple[Alarm, ...]:
    """Return the red flags that stand open, the most urgent first."""
    return tuple(flag.alarm for flag in open_flags_of(store, knowledge, access))


def question_chooser(findings: Sequence[Finding], knowledge: Knowledge) -> ChooseQuestion:
    """Return what chooses the next question by what would tell most."""
    about = about_person(findings)

    def choose(asked: Collection[str]) -> str | None:
        return choose_question(about, findings, knowledge, {*asked, *_GENTLY})

    return choose
