"""The picture of a day: both legs by shape and place, in words for those who do not see it."""

import re

from surefoot.app.messages import say
from surefoot.model.codes import Leg
from surefoot.model.trigger import DayPart, LegByTimeOfDay, PartOfDay
from surefoot.report.palette import DARK, LIGHT
from surefoot.report.pictures import draw_day_parts

LEGS = tuple(
    LegByTimeOfDay(
        leg,
        9,
        True,
        (
            PartOfDay(DayPart.MORNING, base, base - 0.5, base + 0.5, 9),
            PartOfDay(DayPart.EVENING, base + 2, base + 1, base + 3, 9),
        ),
    )
    for leg, base in ((Leg.LEFT, 3.0), (Leg.RIGHT, 5.0))
)


def test_it_says_each_mean_and_draws_each_leg_in_its_colour() -> None:
    drawn = draw_day_parts(LEGS, say, LIGHT, 260).decode()
    for text in ("Left leg, Morning: 3.0 of 10.", "Right leg, Evening: 7.0 of 10."):
        assert text in drawn
    assert LIGHT.left in drawn
    assert LIGHT.right in drawn
    assert "Afternoon" not in drawn


def test_the_same_legs_give_the_same_picture_and_the_dark_one_its_own_colours() -> None:
    assert draw_day_parts(LEGS, say) == draw_day_parts(LEGS, say)
    assert DARK.left in draw_day_parts(LEGS, say, DARK).decode()


def test_nothing_rated_is_said_and_nothing_drawn() -> None:
    drawn = draw_day_parts((), say).decode()
    assert re.search(r"<desc[^>]*>[A-Z].*</desc>", drawn)
    assert LIGHT.left not in drawn
