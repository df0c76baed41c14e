"""Tables of values over time: what is read, and in which words the rest is refused."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.app.messages import say
from surefoot.course.change.outcomes import OUTCOMES
from surefoot.model.codes import Aid, Before, Leg, Measure
from surefoot.model.message import InputProblem
from surefoot.model.timeline import Timeline
from surefoot.readers.series_cells import UNITS
from surefoot.readers.series_csv import COURSE_M, read_series, read_series_source
from surefoot.readers.source import Source

HEAD = "time,measure,value,unit,leg,temperature_c,fever,infection,aid,trials\n"
ROW = "2026-01-05T10:00:00+01:00,walking_speed,1.2,m/s,,,,,,\n"


def read(text: str | bytes) -> Timeline:
    data = text if isinstance(text, bytes) else text.encode()
    return read_series_source(Source("s.csv", data, datetime(2026, 1, 1, tzinfo=UTC)))


def refused(text: str | bytes) -> str:
    with pytest.raises(InputProblem) as caught:
        read(text)
    return say(caught.value.message)


def test_everything_that_is_followed_can_be_read() -> None:
    assert set(UNITS) == {*OUTCOMES, Measure.COURSE_TIME}


def test_a_row_becomes_a_measurement_on_the_persons_clock() -> None:
    (one,) = read(
        HEAD + "2026-01-05T23:30-08:00,Walking speed,120,cm/s,R,21,,,rollator,\n"
    ).measurements
    assert (one.measure, one.leg) == (Measure.WALKING_SPEED, Leg.RIGHT)
    assert one.value == pytest.approx(1.2)
    # The day is the day where the person was.
    assert one.when == datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    assert (one.context.capture.aid, one.context.capture.temperature_c) == (Aid.WALKER, 21.0)


def test_rows_are_sorted_and_the_same_row_counts_once() -> None:
    later = ROW.replace("01-05", "01-09")
    found = read(HEAD + later + ROW + ROW)
    assert [one.when.day for one in found.measurements] == [5, 9]


def test_zones_may_be_mixed() -> None:
    naive = "2026-03-29 10:00,walking_speed,1.1,m/s,,,,,,\n"
    summer = "2026-03-30T10:00+02:00,walking_speed,1.1,m/s,,,,,,\n"
    zulu, day = (f"2026-04-0{n},walking_speed,1.1,m/s,,,,,,\n" for n in ("1T10:00Z", "2"))
    found = read(HEAD + ROW + summer + naive + zulu + day)
    assert [one.when.hour for one in found.measurements] == [10, 10, 10, 10, 12]


def test_the_mean_of_three_tests_counts_three_times() -> None:
    found = read(HEAD + ROW.replace(",\n", ",3\n")).measurements
    assert len(found) == len({one.id for one in found}) == 3


def test_a_time_over_a_course_counts_as_speed() -> None:
    (one,) = read("time,measure,value,unit\n2026-01-05,course_time,6,s\n").measurements
    assert (one.measure, one.value) == (Measure.COURSE_SPEED, COURSE_M / 6.0)


def test_flags_become_entries_of_their_day() -> None:
    sick = "2026-01-06T09:00,,,,,,yes,0,,\n"
    well = "2026-01-07T09:00,heaviness,6,,left,,no,no,,\n"
    first, second = read(HEAD + sick + well).entries
    assert (first.before, [a.value for a in first.answers]) == ((Before.FEVER,), ["no"])
    assert (second.before, len(second.answers)) == ((), 2)


def test_semicolons_and_decimal_commas_are_read() -> None:
    text = "\ufefftime;measure;value;unit\n2026-01-05;walking_speed;1,25;m/s\n"
    assert read(text).measurements[0].value == 1.25


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("time,measure,value\n", "lacks columns: unit"),
        ("time,time,measure,value,unit\n", "has the column time twice"),
        (HEAD, "has no values"),
        (HEAD + ROW.replace("1.2", ""), "has no values"),
        (HEAD + ROW + ROW.replace("2026-01-05T10:00:00+01:00", "yesterday"), "Line 3 in s.csv"),
        (HEAD + ROW.replace("2026", "0001"), "a time that cannot be"),
        (HEAD + "\n" + ROW.replace("walking_speed", "speeed"), "Line 3 in s.csv has a measure"),
        (HEAD + ROW.replace("m/s", "kg"), "a unit that does not fit walking_speed: kg"),
        (HEAD + ROW.replace("1.2", "fast"), "not a number in the column value: fast"),
        (HEAD + ROW.replace("1.2", "inf"), "not a number"),
        (HEAD + ROW.replace("1.2", "-1"), "not above zero"),
        (HEAD + "2026-01-05,heaviness,11,,,,,,,\n", "outside 0 to 10: 11"),
        (HEAD + ROW.replace("m/s,", "m/s,middle"), "a leg that is not"),
        (HEAD + "2026-01-05,walking_speed,1,m/s,,75,,,,\n", "temperature that cannot be: 75"),
        (HEAD + "2026-01-05,walking_speed,1,m/s,,,maybe,,,\n", "column fever: maybe"),
        (HEAD + ROW.replace(",\n", ",2.5\n"), "whole number from 1 to 50: 2.5"),
        (HEAD + "2026-01-05,walking_speed\n", "Row 2 in s.csv has 2 values"),
        ("time,measure,value,unit\n2026-01-05,walking_speed,1,25,m/s\n", "has 5 values where 4"),
        (b"\x00\x01\x02", ""),
        (b"", ""),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(text: str | bytes, words: str) -> None:
    assert words in refused(text)


@settings(max_examples=150, deadline=None)
@given(st.text('0123456789-T:.,+;"\n\taZm/s walking_speed', max_size=120))
def test_nothing_ends_in_another_exception(text: str) -> None:
    problem = None
    try:
        read("time,measure,value,unit\n" + text)
    except InputProblem as refusal:
        problem = refusal
    assert problem is None or say(problem.message)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem):
        read_series(tmp_path / "no.csv")
