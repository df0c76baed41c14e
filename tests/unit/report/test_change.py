"""What changed on the clinician's page, and in its picture."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from surefoot.app.messages import say
from surefoot.knowledge.load import load_knowledge
from surefoot.model.change import (
    Change,
    ChangeProbabilities,
    ChangeSize,
    ChangeState,
    FixedLine,
    FollowedDay,
    FollowedSeries,
    MonthlyChange,
)
from surefoot.model.codes import Audience, Leg, Measure
from surefoot.model.message import Message
from surefoot.model.report import ReportText
from surefoot.model.units import Unit
from surefoot.report.causes import with_causes
from surefoot.report.change import change_section, with_change
from surefoot.report.change_picture import draw_change
from surefoot.report.compose import compose_report
from surefoot.report.html import view_report
from surefoot.report.palette import DARK
from surefoot.report.pdf import render_sheets
from tests.unit.report.make import ANNA, FULL, MADE, TODAY, USUAL, words
from tests.unit.report.test_causes import MADE_UP

KNOWLEDGE = load_knowledge()
ONSET = TODAY - timedelta(days=40)
DROP = ChangeSize(Measure.WALKING_SPEED, Leg.BOTH, Unit.PERCENT, -21.0, -27.0, -14.0)
HEAVIER = ChangeSize(Measure.HEAVINESS, Leg.LEFT, Unit.RATING_0_10, -2.0, -3.0, -1.0)
STEP = Change(
    TODAY,
    ChangeState.STEP,
    True,
    True,
    ChangeProbabilities(0.01, 0.01, 0.95, 0.02, 0.01),
    80,
    ONSET,
    ONSET - timedelta(days=3),
    ONSET + timedelta(days=2),
    (DROP, HEAVIER),
)
MONTHLY = MonthlyChange(Measure.WALKING_SPEED, Leg.BOTH, -22.0, 8.5, 6, ONSET, 90)


def lines(change: Change, *monthly: MonthlyChange) -> list[str]:
    section = change_section(change, monthly, KNOWLEDGE)
    assert all(isinstance(block, ReportText) for block in section.blocks)
    return [say(block.message) for block in section.blocks if isinstance(block, ReportText)]


def test_a_step_is_told_with_its_rules() -> None:
    said = lines(STEP, MONTHLY)
    assert said[0].startswith("Step-like lasting worsening (tier 2). Onset 2026-10-12")
    assert "walking speed -21.0 % [-27.0, -14.0]; heaviness, left -2.0 points" in said[1]
    assert "MDC of a monthly median 8.5 %" in said[2]
    assert "holds at 12 weeks" in said[2]
    assert "One pair of tests has an error of 23 %, above the 20 % line." in said[2]
    assert "more than 24 h, no fever or infection, 30 days or more" in said[3]
    assert "not yet in a clinical study" in said[-1]


@pytest.mark.parametrize(
    ("held", "says"), [(30, "not confirmed yet"), (84, "at 12 weeks"), (168, "at 24 weeks")]
)
def test_worsening_is_confirmed_after_12_and_24_weeks(held: int, says: str) -> None:
    assert says in lines(STEP, replace(MONTHLY, held_days=held))[2]


def test_within_the_line_nothing_is_confirmed() -> None:
    within = replace(MONTHLY, crossed=None, change_percent=-9.0, held_days=0)
    assert "Within the 20 % line." in lines(STEP, within)[2]


@pytest.mark.parametrize("state", ChangeState)
def test_every_state_has_words(state: ChangeState) -> None:
    assert lines(replace(STEP, state=state, needs=(Message("course.need-days-one"),)))[0]


def test_with_it_a_full_page_is_still_one_page() -> None:
    report = compose_report(ANNA, FULL, USUAL, Audience.CLINICIAN, KNOWLEDGE, MADE)
    full = with_change(with_causes(report, MADE_UP, KNOWLEDGE), STEP, (MONTHLY,), KNOWLEDGE)
    assert "Change over time" in [section.title for section in view_report(full, words).sections]
    assert len(render_sheets(full, words, pixels_an_inch=20)) == 1


def series(n: int) -> FollowedSeries:
    first = date(2026, 11, 21) - timedelta(days=n - 1)
    days = tuple(
        FollowedDay(first + timedelta(days=i), 1.2 - 0.3 * (i > n - 40), 1.0, 1.2, 1.4)
        for i in range(n)
    )
    fixed = FixedLine(1.2, first, first + timedelta(days=30)) if n > 30 else None
    return FollowedSeries(Measure.WALKING_SPEED, Leg.BOTH, Unit.METRE_PER_SECOND, days, fixed)


@pytest.mark.parametrize("n", [1, 2, 60, 400])
def test_the_picture_shows_values_range_and_line(n: int) -> None:
    drawn = draw_change(STEP, series(n), words, DARK, 260).decode()
    assert drawn.startswith("<svg")
    assert "Walking speed, m/s" in drawn
    assert ("First settled month" in drawn) is (n > 30)
    assert "Something most likely began on 12 October 2026." in drawn
