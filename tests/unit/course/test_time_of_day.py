"""How heavy each leg is by time of day."""

import numpy as np
import pytest

from surefoot.course.triggers.profile import legs_by_time_of_day, part_of
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Leg
from surefoot.model.trigger import DayPart, LegByTimeOfDay
from tests.unit.course.diaries import diary, note

KNOWLEDGE = load_knowledge()
# The diaries' clock starts at noon: fractions of a day from there.
MORNING, EVENING = -4 / 24, 7 / 24


def of(days: int, evenings: int | None = None) -> tuple[LegByTimeOfDay, ...]:
    """Return a leg that is 3 in the morning and 6 in the evening, hopping by one."""
    late = days if evenings is None else evenings
    entries = [note(day + MORNING, 3 + day % 2) for day in range(days)]
    entries += [note(day + EVENING, 6 + day % 2) for day in range(late)]
    return legs_by_time_of_day(diary(entries), KNOWLEDGE)


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, DayPart.NIGHT),
        (4, DayPart.NIGHT),
        (5, DayPart.MORNING),
        (11, DayPart.MORNING),
        (12, DayPart.AFTERNOON),
        (17, DayPart.EVENING),
        (21, DayPart.EVENING),
        (22, DayPart.NIGHT),
    ],
)
def test_every_hour_has_its_part(hour: int, part: DayPart) -> None:
    assert part_of(hour, KNOWLEDGE) is part


def test_day_7_gives_something_back_and_says_that_it_is_early() -> None:
    assert of(6) == ()
    (leg,) = of(7)
    assert (leg.leg, leg.days, leg.early) == (Leg.LEFT, 7, True)
    assert [part.part for part in leg.parts] == [DayPart.MORNING, DayPart.EVENING]
    morning, evening = leg.parts
    assert morning.mean == pytest.approx(3 + 3 / 7)
    assert evening.low > morning.high
    assert not of(42)[0].early
    assert of(41)[0].early


def test_a_part_needs_three_days() -> None:
    assert [part.part for part in of(9, 2)[0].parts] == [DayPart.MORNING]
    assert len(of(9, 3)[0].parts) == 2


def test_many_ratings_of_one_day_are_one_day() -> None:
    crowd = [note(0.001 * place, 9) for place in range(50)]
    assert legs_by_time_of_day(diary(crowd), KNOWLEDGE) == ()
    more = [*crowd, *(note(day, 1) for day in range(1, 10))]
    (leg,) = legs_by_time_of_day(diary(more), KNOWLEDGE)
    assert leg.parts[0].days == 10
    assert leg.parts[0].mean == pytest.approx(1.8)


def test_an_interval_stays_on_the_scale() -> None:
    zeros = [note(day, 0 if day else 9) for day in range(8)]
    part = legs_by_time_of_day(diary(zeros), KNOWLEDGE)[0].parts[0]
    assert part.low == 0.0
    assert 0.0 < part.mean < part.high <= 10.0
    assert np.isfinite(part.high)
