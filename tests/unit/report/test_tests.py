"""The newest result of each test stands on the clinician's page, by leg where it has one."""

import msgspec

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Audience, Leg, Measure
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import Measurement
from surefoot.model.report import Report, ReportNumber
from surefoot.report.compose import compose_report
from surefoot.report.pdf import render_sheets
from tests.unit.report.make import ANNA, FULL, MADE, USUAL, measured, timeline, words


def of_test(day: int, measure: Measure, value: float, leg: Leg = Leg.BOTH) -> Measurement:
    one = measured(day)
    return msgspec.structs.replace(
        one,
        id=f"{day}-{measure}-{leg}",
        measure=measure,
        leg=leg,
        value=value,
        low=value - 1.0,
        high=value + 1.0,
        unit=UNIT_OF[measure],
    )


TESTS = [
    of_test(9, Measure.TUG_TIME, 14.0),
    of_test(2, Measure.TUG_TIME, 12.5),
    of_test(3, Measure.COURSE_TIME, 7.9),
    of_test(3, Measure.WALK_DISTANCE, 112.0),
    of_test(6, Measure.DISTANCE_WALKED_INDEX, -12.0),
    of_test(4, Measure.TAP_RATE, 3.1, Leg.LEFT),
    of_test(4, Measure.TAP_RATE, 4.2, Leg.RIGHT),
    of_test(4, Measure.TURN_SPEED, 95.0),
    of_test(5, Measure.CHAIR_STAND_TIME, 13.0),
    of_test(5, Measure.SWAY_ANGLE_VELOCITY, 1.3),
]


NEWEST = ["course_time", "walk_distance", "tug_time"]


def report(audience: Audience) -> Report:
    life = timeline(list(FULL.entries), [*FULL.measurements, *TESTS])
    return compose_report(ANNA, life, USUAL, audience, load_knowledge(), MADE)


def numbers(audience: Audience) -> dict[str, float]:
    blocks = [block for section in report(audience).sections for block in section.blocks]
    return {block.label.id: block.value for block in blocks if isinstance(block, ReportNumber)}


def test_the_newest_result_of_each_test_is_there() -> None:
    shown = numbers(Audience.CLINICIAN)
    assert shown["measure.tug_time"] == 12.5
    assert shown["measure.course_time"] == 7.9


def test_only_the_newest_tests_are_shown() -> None:
    shown = numbers(Audience.CLINICIAN)
    assert [name for name in shown if name.partition(".")[2] in NEWEST] == [
        f"measure.{name}" for name in NEWEST
    ]
    assert "measure.chair_stand_time" not in shown


def test_a_test_of_one_leg_says_which() -> None:
    taps = [one for one in TESTS if one.measure is Measure.TAP_RATE]
    life = timeline(list(FULL.entries), taps)
    made = compose_report(ANNA, life, USUAL, Audience.CLINICIAN, load_knowledge(), MADE)
    labels = [b.label.id for s in made.sections for b in s.blocks if isinstance(b, ReportNumber)]
    assert labels[2:4] == ["measure.tap_rate.left", "measure.tap_rate.right"]


def test_a_page_with_every_test_is_still_one_page() -> None:
    assert len(render_sheets(report(Audience.CLINICIAN), words, pixels_an_inch=20)) == 1
