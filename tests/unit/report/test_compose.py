from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import (
    Audience,
    CouldNotWalk,
    DayEvent,
    Leg,
    Measure,
    Protocol,
    Tier,
    VerdictKind,
)
from surefoot.model.message import Message
from surefoot.model.people import Person
from surefoot.model.report import (
    Report,
    ReportBlock,
    ReportMarks,
    ReportNorm,
    ReportNumber,
    ReportSeries,
    ReportText,
)
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit
from surefoot.model.verdict import Verdict
from surefoot.report.compose import compose_report
from surefoot.report.html import view_report
from surefoot.report.material import REPORT_DAYS
from tests.unit.model.strategies import timelines
from tests.unit.report.make import (
    ANNA,
    FULL,
    MADE,
    TODAY,
    USUAL,
    entry,
    measured,
    timeline,
    usual,
    walk,
    words,
)

BOTH = pytest.mark.parametrize("audience", list(Audience))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def compose(
    knowledge: Knowledge,
    of: Timeline = FULL,
    verdicts: tuple[Verdict, ...] = USUAL,
    audience: Audience = Audience.CLINICIAN,
    person: Person = ANNA,
) -> Report:
    return compose_report(person, of, verdicts, audience, knowledge, MADE)


def blocks(report: Report) -> Iterator[ReportBlock]:
    for section in report.sections:
        yield from section.blocks


def numbers(report: Report) -> dict[str, ReportNumber]:
    return {b.label.id: b for b in blocks(report) if isinstance(b, ReportNumber)}


def pointed_at(report: Report) -> set[str]:
    ids: set[str] = set()
    for block in blocks(report):
        if isinstance(block, ReportNumber | ReportMarks):
            ids |= set(block.rests_on)
        if isinstance(block, ReportSeries):
            ids |= {one for point in block.points for one in point.rests_on}
            assert all(point.rests_on for point in block.points)
    return ids


@BOTH
def test_every_number_points_at_something_of_this_person(
    knowledge: Knowledge, audience: Audience
) -> None:
    known = {e.id for e in FULL.entries} | {m.id for m in FULL.measurements}
    found = pointed_at(compose(knowledge, audience=audience))
    assert found
    assert found <= known


@settings(max_examples=30, deadline=None)
@given(of=timelines)
def test_any_timeline_gives_a_report_that_can_be_said(of: Timeline) -> None:
    for audience in Audience:
        report = compose(load_knowledge(), of, (), audience)
        known = {e.id for e in of.entries} | {m.id for m in of.measurements}
        assert pointed_at(report) <= known
        assert view_report(report, words).title


def test_the_newest_value_is_shown_beside_the_usual_range(knowledge: Knowledge) -> None:
    found = numbers(
        compose(knowledge, timeline([entry(3, 9, 1), entry(1, 2, 4)], walk(5) + walk(2)))
    )
    left = found["measure.heaviness.left"]
    assert (left.value, left.low, left.high, left.rests_on) == (2, 2, 2, ("e1",))
    assert (left.usual_low, left.usual_high) == (2, 6)
    speed = found["measure.walking_speed"]
    assert speed.rests_on == ("m2-walking_speed",)
    assert speed.day == TODAY - timedelta(days=2)
    assert speed.method is not None
    assert speed.quality is not None


def test_each_leg_is_shown_by_its_own_newest_rating(knowledge: Knowledge) -> None:
    found = numbers(compose(knowledge, timeline([entry(4, 7, None), entry(1, None, 4)], [])))
    assert found["measure.heaviness.left"].rests_on == ("e4",)
    assert found["measure.heaviness.right"].rests_on == ("e1",)


def test_nothing_older_than_the_span_is_shown(knowledge: Knowledge) -> None:
    old = timeline([entry(REPORT_DAYS + 1)], walk(REPORT_DAYS + 1))
    assert numbers(compose(knowledge, old)) == {}
    assert pointed_at(compose(knowledge, old)) == set()


def test_numbers_of_single_bouts_are_not_taken_for_the_walk(knowledge: Knowledge) -> None:
    part = msgspec.structs.replace(measured(0), segment=0)
    assert numbers(compose(knowledge, timeline([], [part]))) == {}


@BOTH
def test_nothing_recorded_is_said(knowledge: Knowledge, audience: Audience) -> None:
    report = compose(knowledge, timeline([], []), (), audience)
    assert numbers(report) == {}
    said = {b.message.id for b in blocks(report) if isinstance(b, ReportText)}
    if audience is Audience.PERSON:
        assert {"report.legs.none", "report.walk.none"} <= said


def test_days_that_mattered_are_marked_with_their_entries(knowledge: Knowledge) -> None:
    days = timeline(
        [
            entry(1, events=(DayEvent.FELL,)),
            entry(5, events=(DayEvent.FELL, DayEvent.TOE_CAUGHT)),
            entry(7, None, None, could_not_walk=CouldNotWalk.LEGS),
        ],
        [],
    )
    marks = [b for b in blocks(compose(knowledge, days)) if isinstance(b, ReportMarks)]
    assert [mark.code for mark in marks] == ["mark.could-not-walk", "mark.fell", "mark.toe-caught"]
    assert marks[1].days == (TODAY - timedelta(days=5), TODAY - timedelta(days=1))
    assert set(marks[1].rests_on) == {"e1", "e5"}


def test_what_is_missing_for_a_usual_range_is_said_once(knowledge: Knowledge) -> None:
    need = Message("picture.days.nothing")
    unsure = tuple(
        Verdict(
            Tier.CANNOT_SAY,
            VerdictKind.USUAL,
            Measure.HEAVINESS,
            leg,
            Unit.RATING_0_10,
            needs=(need,),
        )
        for leg in (Leg.LEFT, Leg.RIGHT)
    )
    said = [
        b.message for b in blocks(compose(knowledge, FULL, unsure)) if isinstance(b, ReportText)
    ]
    assert said.count(need) == 1


def test_a_change_that_was_shown_has_a_section_and_one_that_was_not_has_none(
    knowledge: Knowledge,
) -> None:
    shown = Verdict(
        Tier.SHOWN,
        VerdictKind.STEP,
        Measure.WALKING_SPEED,
        Leg.BOTH,
        Unit.METRE_PER_SECOND,
        size=-0.12,
        low=-0.18,
        high=-0.06,
        rests_on=("m0-walking_speed",),
    )
    hidden = msgspec.structs.replace(shown, answer=Tier.NOT_SHOWN, kind=VerdictKind.DRIFT)
    titles = [s.title.id for s in compose(knowledge, FULL, (*USUAL, shown, hidden)).sections]
    assert "report.change.step" in titles
    assert "report.change.drift" not in titles


def test_every_norm_points_at_a_fact_with_its_source(knowledge: Knowledge) -> None:
    norms = [b for b in blocks(compose(knowledge)) if isinstance(b, ReportNorm)]
    assert norms
    for norm in norms:
        measure = Measure(norm.label.id.removeprefix("measure."))
        fact = next(n for n in knowledge.norms(measure) if n.id == norm.fact)
        assert norm.sources == tuple(knowledge.source(s).cite for s in fact.sources)
        assert (norm.value, norm.certainty) == (fact.value, fact.certainty)
        assert fact.sex is None


def test_a_norm_of_another_kind_of_walk_is_not_shown(knowledge: Knowledge) -> None:
    fast = timeline([], [measured(0, Measure.CADENCE, protocol=Protocol.WALK_6MIN)])
    assert not [b for b in blocks(compose(knowledge, fast)) if isinstance(b, ReportNorm)]


@BOTH
def test_a_made_up_person_is_said_to_be_one(knowledge: Knowledge, audience: Audience) -> None:
    made_up = msgspec.structs.replace(ANNA, simulated=True)
    view = view_report(compose(knowledge, audience=audience, person=made_up), words)
    assert view.simulated.startswith("SIMULATED")
    assert view_report(compose(knowledge, audience=audience), words).simulated == ""


@pytest.mark.parametrize(
    ("value", "stands"), [(0.7, "lower"), (0.8, "inside"), (1.1, "inside"), (1.2, "higher")]
)
def test_a_value_is_told_beside_the_usual_range(
    knowledge: Knowledge, value: float, stands: str
) -> None:
    of = timeline([], [measured(0, value=value)])
    verdicts = (usual(Measure.WALKING_SPEED, Leg.BOTH, 0.8, 1.1),)
    view = view_report(compose(knowledge, of, verdicts), words)
    row = next(row for section in view.sections for row in section.rows)
    assert (row.stands, row.usual) == (stands, "0.80 to 1.10 m/s")
    assert row.interval


def test_shared_reasons_are_said_once_and_own_reasons_in_the_row(knowledge: Knowledge) -> None:
    view = view_report(compose(knowledge), words)
    table = next(section for section in view.sections if section.rows)
    assert table.why == "What makes all of these less sure: few strides, rounded sensor values."
    assert {row.sure for row in table.rows} == {"as said", "fair"}
    single = view_report(compose(knowledge, timeline([], [FULL.measurements[-1]])), words)
    alone = next(section for section in single.sections if section.rows)
    assert alone.why == ""
    assert alone.rows[0].sure == "fair: few strides, rounded sensor values"


def test_norms_say_that_no_clinician_reviewed_them(knowledge: Knowledge) -> None:
    view = view_report(compose(knowledge), words)
    norms = [norm for section in view.sections for norm in section.norms]
    assert norms
    assert all("not reviewed by a clinician" in norm for norm in norms)
