"""Which day is which of a trial: pauses and days that do not count move the rest."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import ActorId
from surefoot.model.trial import Assignment, DesignKind, MarkKind, Trial, TrialMark
from surefoot.trials.running import (
    DayStatus,
    Notes,
    is_over,
    notes_of,
    occasions,
    today_of,
)
from tests.unit.trials.drafts import MONDAY, NOW, draft, frozen

TRIAL = frozen(draft(pairs=6, block_days=1, kind=DesignKind.DAYS))
WARM = frozen(draft(pairs=6, block_days=1, kind=DesignKind.DAYS, warm_days=True))


def day(place: int) -> date:
    return MONDAY + timedelta(days=place)


def notes(
    trial: Trial, *marks: tuple[MarkKind, int] | tuple[MarkKind, int, int], written: int = 0
) -> Notes:
    entries = []
    for place, (kind, at, *until) in enumerate(marks):
        when = NOW + timedelta(seconds=place)
        mark = TrialMark(trial.id, kind, day(at), day(until[0]) if until else None)
        entries.append(Entry(EntryId(str(place)), when, "UTC", when, ActorId("a"), trial=mark))
    return notes_of(entries, trial.id)


def test_each_day_takes_the_next_of_the_schedule() -> None:
    found = occasions(TRIAL, notes(TRIAL), day(30))
    assert [one.day for one in found] == [one.day for one in TRIAL.schedule]
    assert [one.assignment for one in found] == [one.assignment for one in TRIAL.schedule]


def test_a_pause_moves_what_is_left() -> None:
    noted = notes(TRIAL, (MarkKind.PAUSED, 3, 5))
    found = occasions(TRIAL, noted, day(30))
    assert [one.day for one in found][:5] == [day(0), day(1), day(2), day(6), day(7)]
    assert [one.assignment for one in found] == [one.assignment for one in TRIAL.schedule]
    assert today_of(TRIAL, noted, day(4)).status is DayStatus.PAUSED
    assert today_of(TRIAL, noted, day(4)).assignment is None
    assert today_of(TRIAL, noted, day(6)).number == 4


def test_a_pause_without_an_end_lasts_until_resumed() -> None:
    open_ended = notes(TRIAL, (MarkKind.PAUSED, 3))
    assert today_of(TRIAL, open_ended, day(60)).status is DayStatus.PAUSED
    resumed = notes(TRIAL, (MarkKind.PAUSED, 3), (MarkKind.RESUMED, 8))
    assert today_of(TRIAL, resumed, day(7)).status is DayStatus.PAUSED
    assert today_of(TRIAL, resumed, day(8)).number == 4
    early = notes(TRIAL, (MarkKind.PAUSED, 3, 9), (MarkKind.RESUMED, 5))
    assert today_of(TRIAL, early, day(5)).number == 4


def test_a_resumption_before_a_pause_does_not_end_it() -> None:
    noted = notes(TRIAL, (MarkKind.RESUMED, 2), (MarkKind.PAUSED, 3))
    assert today_of(TRIAL, noted, day(4)).status is DayStatus.PAUSED


def test_whether_a_warm_day_counts_is_said_before_it_is_told() -> None:
    asked = today_of(WARM, notes(WARM), day(0))
    assert (asked.status, asked.assignment) == (DayStatus.ASK_FIRST, None)
    cold = today_of(WARM, notes(WARM, (MarkKind.FITS_NOT, 0)), day(0))
    assert (cold.status, cold.assignment) == (DayStatus.COUNTS_NOT, None)
    warm = notes(WARM, (MarkKind.FITS_NOT, 0), (MarkKind.FITS, 3))
    told = today_of(WARM, warm, day(3))
    assert (told.number, told.assignment) == (1, WARM.schedule[0].assignment)
    assert not is_over(WARM, warm, day(300))


def test_it_ends_when_every_day_has_passed_or_it_was_stopped() -> None:
    assert not is_over(TRIAL, notes(TRIAL), day(11))
    assert is_over(TRIAL, notes(TRIAL), day(12))
    assert today_of(TRIAL, notes(TRIAL), day(12)).status is DayStatus.OVER
    stopped = notes(TRIAL, (MarkKind.STOPPED, 5))
    assert is_over(TRIAL, stopped, day(5))
    assert today_of(TRIAL, stopped, day(5)).status is DayStatus.STOPPED
    assert len(occasions(TRIAL, stopped, day(30))) == 5
    assert today_of(TRIAL, notes(TRIAL), day(-1)).status is DayStatus.BEFORE


def test_the_newest_word_of_a_day_counts() -> None:
    noted = notes(TRIAL, (MarkKind.DONE, 1), (MarkKind.NOT_DONE, 1))
    assert today_of(TRIAL, noted, day(1)).done is MarkKind.NOT_DONE
    other = TrialMark(frozen(draft(seed=9)).id, MarkKind.STOPPED, day(0))
    entry = Entry(EntryId("x"), NOW, "UTC", NOW, ActorId("a"), trial=other)
    assert notes_of([entry], TRIAL.id).stopped is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 6)), max_size=4))
def test_no_pause_loses_or_doubles_an_occasion(pauses: list[tuple[int, int]]) -> None:
    marks = [(MarkKind.PAUSED, first, first + length) for first, length in pauses]
    noted = notes(TRIAL, *marks)
    found = occasions(TRIAL, noted, day(100))
    assert [one.place for one in found] == list(range(len(TRIAL.schedule)))
    assert len({one.day for one in found}) == len(found)
    assert not any(noted.paused_on(one.day) for one in found)
    assert {one.assignment for one in found} == {Assignment.ON, Assignment.OFF}
