from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.app.messages import sentences
from surefoot.model.codes import Leg, Measure, QualityCode, QualityLevel, VerdictKind
from surefoot.model.message import Message
from surefoot.model.units import Unit
from surefoot.report.dates import local_day, write_day, write_short_day
from surefoot.report.quantity import (
    tick_writer,
    unit_name,
    write_number,
    write_quantity,
    write_quantity_range,
    write_range,
)
from tests.unit.report.make import words


def german(message: Message) -> str:
    return "," if message.id == "number.decimal_mark" else words(message)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0.9234, Unit.METRE_PER_SECOND, "0.92"),
        (104.4, Unit.STEPS_PER_MINUTE, "104"),
        (3.25, Unit.PERCENT, "3.2"),
        (-0.104, Unit.METRE_PER_SECOND, "\N{MINUS SIGN}0.10"),
        (-0.001, Unit.METRE_PER_SECOND, "0.00"),
        (6.0, Unit.RATING_0_10, "6"),
    ],
)
def test_numbers_are_rounded_for_their_unit(value: float, unit: Unit, written: str) -> None:
    assert write_number(value, unit, words) == written


def test_the_language_decides_the_decimal_mark() -> None:
    assert write_quantity(0.92, Unit.METRE_PER_SECOND, german) == "0,92 m/s"
    assert tick_writer(german)(0.5, 0) == "0,5"
    assert write_range(0.85, 0.99, Unit.METRE, german) == "0,85 to 0,99"


def test_a_range_names_its_unit_once_and_equal_ends_once() -> None:
    assert write_quantity_range(0.85, 0.99, Unit.METRE_PER_SECOND, words) == "0.85 to 0.99 m/s"
    assert write_range(0.851, 0.852, Unit.METRE, words) == "0.85"
    assert unit_name(Unit.METRE_PER_SECOND, words) == "m/s"


@given(st.floats(-1e6, 1e6), st.sampled_from(list(Unit)))
def test_what_is_written_is_near_the_value(value: float, unit: Unit) -> None:
    written = write_number(value, unit, words).replace("\N{MINUS SIGN}", "-")
    assert abs(float(written) - value) <= 0.5 + 1e-9


def test_days_are_those_of_the_persons_own_clock() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert local_day(late, "Europe/Berlin") == date(2026, 11, 21)
    assert local_day(late, "UTC") == local_day(late, "Nowhere/Known") == date(2026, 11, 20)


def test_dates_are_written_with_the_name_of_the_month() -> None:
    assert write_day(date(2026, 3, 9), words) == "9 March 2026"
    assert write_short_day(date(2026, 3, 9), words) == "9 Mar"


def test_every_code_a_report_may_name_has_words() -> None:
    ids = [f"quantity.{unit.name.lower()}" for unit in Unit]
    ids += [f"measure.{measure}" for measure in Measure]
    ids += [f"measure.{Measure.HEAVINESS}.{leg}" for leg in (Leg.LEFT, Leg.RIGHT)]
    ids += [f"measure.{Measure.STEP_TIME}.{leg}" for leg in (Leg.LEFT, Leg.RIGHT)]
    ids += [f"report.sure.{level}" for level in QualityLevel]
    ids += [f"report.why.{code}" for code in QualityCode]
    ids += [f"report.change.{kind}" for kind in VerdictKind if kind is not VerdictKind.USUAL]
    ids += [f"month.{month}" for month in range(1, 13)]
    ids += [f"month.short.{month}" for month in range(1, 13)]
    assert set(ids) - set(sentences()) == set()
