"""Put what is kept of a person on one page."""

from datetime import datetime

from surefoot.course.fatigable import fatigable
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.check import utc_now
from surefoot.model.codes import Audience
from surefoot.model.people import Access
from surefoot.model.report import Report
from surefoot.report.causes import with_causes
from surefoot.report.change import with_change
from surefoot.report.compose import compose_report
from surefoot.report.trials import with_trials
from surefoot.store.protocol import Store
from surefoot.usecases.explain import explain_person
from surefoot.usecases.follow import change_of
from surefoot.usecases.questions import answers_of
from surefoot.usecases.report_flags import with_flags
from surefoot.usecases.try_out_result import result_in
from surefoot.usecases.try_out_values import zone_of
from surefoot.usecases.usual_ranges import usual_ranges


def write_report(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    audience: Audience,
    made: datetime | None = None,
) -> Report:
    """Return the page of one person for one audience, as of ``made`` (UTC; now when None)."""
    person, timeline = store.person(access), store.timeline(access)
    slowing = fatigable(timeline, knowledge)
    verdicts = (*usual_ranges(store, knowledge, access), slowing)
    report = compose_report(person, timeline, verdicts, audience, knowledge, made or utc_now())
    if audience is Audience.CLINICIAN and answers_of(timeline):
        explanation = explain_person(store, knowledge, access, report.made, ranged=True)
        report = with_causes(report, explanation, knowledge)
    shown = change_of(timeline, knowledge) if audience is Audience.CLINICIAN else None
    if shown is not None:
        report = with_change(report, shown.change, shown.monthly, knowledge)
    if audience is Audience.CLINICIAN:
        day = report.made.astimezone(zone_of(timeline)).date()
        results = [result_in(one, timeline, knowledge, day) for one in store.trials(access)]
        report = with_trials(report, results, knowledge)
    return with_flags(report, store, knowledge, access)
