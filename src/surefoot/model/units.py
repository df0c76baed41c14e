"""The closed list of units. A number without one of these never leaves its room."""

from enum import StrEnum


class Unit(StrEnum):
    """Units of channels, measurements and facts, spelt as UCUM codes where UCUM has one."""

    ONE = "1"
    PERCENT = "%"
    SECOND = "s"
    MINUTE = "min"
    HOUR = "h"
    DAY = "d"
    METRE = "m"
    METRE_PER_SECOND = "m/s"
    METRE_PER_SECOND_SQUARED = "m/s2"
    STANDARD_GRAVITY = "[g]"
    RADIAN_PER_SECOND = "rad/s"
    DEGREE_PER_SECOND = "deg/s"
    DEGREE = "deg"
    HERTZ = "Hz"
    PER_MINUTE = "/min"
    STEPS_PER_MINUTE = "{steps}/min"
    STEPS = "{steps}"
    STRIDES = "{strides}"
    RATING_0_10 = "{0-10}"
    COUNT = "{count}"
    SCORE = "{score}"
    CENTIMETRE = "cm"
    SQUARE_CENTIMETRE = "cm2"
    CENTIMETRE_PER_SECOND = "cm/s"
    SQUARE_DEGREE = "deg2"
    SQUARE_METRE_PER_FOURTH_SECOND = "m2/s4"
    METRE_PER_CUBIC_SECOND = "m/s3"
    PERCENT_PER_FIVE_MINUTES = "%/(5.min)"
    CELSIUS = "Cel"
    KILOGRAM = "kg"


# Factor that turns one unit of the key into the SI unit beside it.
_TO_SI: dict[Unit, tuple[float, Unit]] = {
    Unit.STANDARD_GRAVITY: (9.80665, Unit.METRE_PER_SECOND_SQUARED),
    Unit.DEGREE_PER_SECOND: (3.141592653589793 / 180.0, Unit.RADIAN_PER_SECOND),
    Unit.MINUTE: (60.0, Unit.SECOND),
    Unit.HOUR: (3600.0, Unit.SECOND),
    Unit.DAY: (86400.0, Unit.SECOND),
}


def si_factor(unit: Unit) -> tuple[float, Unit]:
    """Return the factor and unit that bring ``unit`` to the SI unit Surefoot computes in."""
    return _TO_SI.get(unit, (1.0, unit))
