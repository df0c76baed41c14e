"""Bring in, correct, delete and measure anew."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Foot, Leg, Measure, Placement
from surefoot.model.measurement import Analysis, Measurement, Method
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.recording import Capture, Recording
from surefoot.simulate.walk import Course, WalkSettings, simulate_walk
from surefoot.store.protocol import NotAllowed, NotFound, Store
from surefoot.usecases import analyse as analyse_module
from surefoot.usecases import recompute as recompute_module
from surefoot.usecases.analyse import analyse, is_outdated, measure_for_person, supersede
from surefoot.usecases.bring_in import NotAnalysed, bring_in
from surefoot.usecases.correct_walk import (
    correct_walk,
    delete_walk,
    lack_height,
    measure_with_height,
)
from surefoot.usecases.recompute import BroughtUpToDate, bring_up_to_date, recompute
from tests.unit.usecases.conftest import ACCESS

LOWER_BACK = Capture(placement=Placement.LOWER_BACK)


def number(analysis: Analysis, measure: Measure, leg: Leg = Leg.BOTH) -> Measurement:
    return next(
        m for m in analysis.measurements if (m.measure, m.leg, m.segment) == (measure, leg, None)
    )


def test_a_walk_is_kept_and_measured(store: Store, knowledge: Knowledge, walk: Recording) -> None:
    analysis = bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    assert store.walk(ACCESS, walk.id).analysis == analysis
    assert store.timeline(ACCESS).measurements == tuple(
        sorted(analysis.measurements, key=lambda m: (m.when, m.id))
    )


def test_the_persons_height_fills_in(store: Store, knowledge: Knowledge, walk: Recording) -> None:
    bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    assert store.walk(ACCESS, walk.id).capture.height_m == 1.62


def test_a_height_said_of_the_walk_wins(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    bring_in(store, knowledge, ACCESS, walk, Capture(height_m=1.5))
    assert store.walk(ACCESS, walk.id).capture.height_m == 1.5


def test_bringing_in_again_keeps_a_correction(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    swapped = msgspec.structs.replace(LOWER_BACK, swap_feet=True, height_m=1.62)
    corrected = correct_walk(store, knowledge, ACCESS, walk.id, swapped)
    assert bring_in(store, knowledge, ACCESS, walk, LOWER_BACK) == corrected
    assert store.walk(ACCESS, walk.id).capture == swapped


def test_a_failing_measurement_never_loses_the_walk(
    store: Store, knowledge: Knowledge, walk: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Analysis:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(analyse_module, "measure", fail)
        with pytest.raises(NotAnalysed) as caught:
            bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    assert caught.value.recording == walk.id
    assert store.walk(ACCESS, walk.id).analysis is None
    analysis = bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    assert store.walk(ACCESS, walk.id).analysis == analysis


def test_strangers_bring_in_nothing(store: Store, knowledge: Knowledge, walk: Recording) -> None:
    with pytest.raises(NotAllowed):
        bring_in(store, knowledge, Access(ACCESS.owner, ActorId("eve")), walk, LOWER_BACK)
    assert store.walks(ACCESS) == ()


def test_swapping_feet_measures_anew_and_supersedes(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    before = bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    capture = store.walk(ACCESS, walk.id).capture
    after = correct_walk(
        store, knowledge, ACCESS, walk.id, msgspec.structs.replace(capture, swap_feet=True)
    )
    other = {Foot.LEFT: Foot.RIGHT, Foot.RIGHT: Foot.LEFT}
    assert [c.foot for c in after.initial_contacts] == [
        other[c.foot] for c in before.initial_contacts
    ]
    left, right = (
        number(a, Measure.STEP_TIME, leg) for a, leg in ((before, Leg.LEFT), (after, Leg.RIGHT))
    )
    assert left.value == pytest.approx(right.value)
    speed = number(after, Measure.WALKING_SPEED)
    assert speed.provenance.supersedes == (number(before, Measure.WALKING_SPEED).id,)
    assert store.analyses(ACCESS, walk.id) == (before, after)
    assert {m.id for m in store.timeline(ACCESS).measurements} == {m.id for m in after.measurements}


def test_the_same_correction_again_changes_nothing(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    swapped = msgspec.structs.replace(LOWER_BACK, swap_feet=True)
    first = correct_walk(store, knowledge, ACCESS, walk.id, swapped)
    assert correct_walk(store, knowledge, ACCESS, walk.id, swapped) == first
    assert len(store.analyses(ACCESS, walk.id)) == 2


def test_when_a_walk_was_can_be_corrected(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    before = bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    start, said = walk.header.time_base.start, datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    capture = msgspec.structs.replace(store.walk(ACCESS, walk.id).capture, started=said)
    after = correct_walk(store, knowledge, ACCESS, walk.id, capture)
    assert [m.when - said for m in after.measurements] == [
        m.when - start for m in before.measurements
    ]
    assert store.walk(ACCESS, walk.id).started == said
    assert store.timeline(ACCESS).measurements[0].when - said < timedelta(minutes=1)


def test_a_height_told_later_measures_the_walks_that_lack_it(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    tall = store.person(ACCESS)
    store.change_person(ACCESS, msgspec.structs.replace(tall, height_m=None))
    without = bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    assert Measure.WALKING_SPEED not in {m.measure for m in without.measurements}
    assert measure_with_height(store, knowledge, ACCESS) == ()
    store.change_person(ACCESS, tall)
    assert lack_height(store, ACCESS) == (walk.id,)
    assert measure_with_height(store, knowledge, ACCESS) == (walk.id,)
    now = store.walk(ACCESS, walk.id)
    assert now.analysis is not None
    assert number(now.analysis, Measure.WALKING_SPEED).value > 0
    assert now.capture.height_m == 1.62
    assert lack_height(store, ACCESS) == ()


def test_a_deleted_walk_is_gone(store: Store, knowledge: Knowledge, walk: Recording) -> None:
    bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    delete_walk(store, ACCESS, walk.id)
    assert store.timeline(ACCESS).measurements == ()
    with pytest.raises(NotFound):
        correct_walk(store, knowledge, ACCESS, walk.id, LOWER_BACK)


def as_by_an_older_method(analysis: Analysis) -> Analysis:
    """Return the analysis as another version would have made it: 8 % higher."""
    older = tuple(
        msgspec.structs.replace(
            m,
            value=m.value * 1.08,
            low=m.low * 1.08,
            high=m.high * 1.08 + 1e-9,
            id=type(m.id)(f"old-{m.id}"),
            provenance=msgspec.structs.replace(m.provenance, method=Method("older", 1)),
        )
        for m in analysis.measurements
        if m.value > 0
    )
    return msgspec.structs.replace(analysis, measurements=older, methods=(Method("older", 1),))


def test_walks_of_older_methods_are_measured_anew(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    now = bring_in(store, knowledge, ACCESS, walk, LOWER_BACK)
    capture = store.walk(ACCESS, walk.id).capture
    store.keep_analysis(ACCESS, as_by_an_older_method(now), capture)
    assert recompute(store, knowledge, ACCESS) == (walk.id,)
    again = store.walk(ACCESS, walk.id).analysis
    assert again is not None
    speed = number(again, Measure.WALKING_SPEED)
    assert speed.value == number(now, Measure.WALKING_SPEED).value
    assert speed.provenance.supersedes == (f"old-{speed.id}",)
    assert recompute(store, knowledge, ACCESS) == ()


def test_walks_that_were_never_measured_are(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    store.keep_recording(ACCESS, walk, LOWER_BACK)
    assert recompute(store, knowledge, ACCESS) == (walk.id,)
    assert store.timeline(ACCESS).measurements


def test_a_walk_that_gives_nothing_is_measured_once(
    store: Store, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = simulate_walk(WalkSettings(course=Course(bouts=0)), seed=1)
    store.keep_recording(ACCESS, short.recording, LOWER_BACK)
    assert bring_up_to_date(store, knowledge, ACCESS.actor).changed == (short.recording.id,)
    analysis = store.walk(ACCESS, short.recording.id).analysis
    assert analysis is not None
    assert analysis.measurements == ()
    monkeypatch.setattr(analyse_module, "measure", None)
    assert bring_up_to_date(store, knowledge, ACCESS.actor) == BroughtUpToDate((), ())


def test_what_fails_for_one_person_stops_nobody_else(
    store: Store, knowledge: Knowledge, walk: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = Access(PersonId("ben"), ACCESS.actor)
    store.add_person(Person(ben.owner, "Ben", "DE", datetime(2026, 2, 1, tzinfo=UTC)), ben.actor)
    other = simulate_walk(WalkSettings(course=Course(bout_s=20.0)), seed=4).recording
    store.keep_recording(ACCESS, walk, LOWER_BACK)
    store.keep_recording(ben, other, LOWER_BACK)

    def fail_for_anna(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
        if recording.id == walk.id:
            raise ZeroDivisionError
        return measure_walk(recording, capture, knowledge)

    monkeypatch.setattr(analyse_module, "measure", fail_for_anna)
    done = bring_up_to_date(store, knowledge, ACCESS.actor)
    assert done == BroughtUpToDate((other.id,), (ACCESS.owner,))
    assert store.walk(ACCESS, walk.id).analysis is None


def test_one_walk_that_fails_does_not_stop_the_others(
    store: Store, knowledge: Knowledge, walk: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = simulate_walk(WalkSettings(course=Course(bout_s=20.0)), seed=4).recording
    store.keep_recording(ACCESS, walk, LOWER_BACK)
    store.keep_recording(ACCESS, other, LOWER_BACK)

    def fail_for_one(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
        if recording.id == walk.id:
            raise ZeroDivisionError
        return measure_walk(recording, capture, knowledge)

    monkeypatch.setattr(analyse_module, "measure", fail_for_one)
    assert recompute(store, knowledge, ACCESS) == (other.id,)
    assert store.walk(ACCESS, walk.id).analysis is None
    done = bring_up_to_date(store, knowledge, ACCESS.actor)
    assert done == BroughtUpToDate((), (ACCESS.owner,))


def test_a_walk_corrected_meanwhile_is_left_as_it_is(
    store: Store, knowledge: Knowledge, walk: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep_recording(ACCESS, walk, LOWER_BACK)
    swapped = msgspec.structs.replace(LOWER_BACK, swap_feet=True, height_m=1.62)

    def corrected_meanwhile(*handed: object) -> tuple[Analysis, Capture]:
        correct_walk(store, knowledge, ACCESS, walk.id, swapped)
        return measure_for_person(*handed)  # type: ignore[arg-type]

    monkeypatch.setattr(recompute_module, "measure_for_person", corrected_meanwhile)
    assert recompute(store, knowledge, ACCESS) == ()
    assert store.walk(ACCESS, walk.id).capture == swapped


def test_only_other_methods_are_outdated(knowledge: Knowledge, walk: Recording) -> None:
    analysis = analyse(walk, LOWER_BACK, knowledge)
    assert not is_outdated(analysis, LOWER_BACK)
    assert is_outdated(None, LOWER_BACK)
    assert is_outdated(as_by_an_older_method(analysis), LOWER_BACK)
    nothing_found = msgspec.structs.replace(analysis, measurements=())
    assert not is_outdated(nothing_found, LOWER_BACK)
    assert is_outdated(msgspec.structs.replace(nothing_found, methods=()), LOWER_BACK)


def test_nothing_supersedes_itself(knowledge: Knowledge, walk: Recording) -> None:
    analysis = analyse(walk, LOWER_BACK, knowledge)
    assert supersede(analysis, analysis) == analysis
