"""Which numbers of a test people ask for first, and the order of the rest."""

from surefoot.model.codes import Measure, Protocol

_WALK = (Measure.WALKING_SPEED, Measure.WALKING_TIME, Measure.STEP_COUNT, Measure.CADENCE)
_COURSE = (Measure.COURSE_TIME, Measure.COURSE_SPEED)
_TIMED = (
    Measure.WALK_DISTANCE,
    Measure.WALKING_SPEED,
    Measure.DISTANCE_WALKED_INDEX,
    Measure.CADENCE,
)
_SWAY = (
    Measure.STANCE_TIME,
    Measure.SWAY_ANGLE_VELOCITY,
    Measure.SWAY_ANGLE_AREA,
    Measure.SWAY_ACC_RMS_ML,
    Measure.SWAY_COP_VELOCITY,
    Measure.SWAY_COP_AREA,
)
_FIRST: dict[Protocol, tuple[Measure, ...]] = {
    Protocol.WALK_25FT: _COURSE,
    Protocol.WALK_COURSE: _COURSE,
    Protocol.WALK_30S: _TIMED,
    Protocol.WALK_1MIN: _TIMED,
    Protocol.WALK_2MIN: _TIMED,
    Protocol.WALK_6MIN: _TIMED,
    Protocol.STOP_AND_SEE: (Measure.TIME_UNTIL_HEAVY, Measure.DISTANCE_UNTIL_HEAVY),
    Protocol.U_TURN: (Measure.TURN_SPEED, Measure.TURN_DURATION, Measure.TURN_COUNT),
    Protocol.BALANCE: _SWAY,
    Protocol.CHAIR_STAND_5: (Measure.CHAIR_STAND_TIME, Measure.RISE_COUNT, Measure.RISE_TIME),
    Protocol.CHAIR_STAND_30S: (Measure.RISE_COUNT, Measure.RISE_TIME, Measure.RISE_SLOWING),
    Protocol.TUG: (Measure.TUG_TIME,),
    Protocol.FOOT_TAPPING: (Measure.TAP_RATE, Measure.TAP_COUNT, Measure.TAP_SLOWING),
    Protocol.DAILY: (
        Measure.DAILY_STEPS,
        Measure.DAILY_WALKING_TIME,
        Measure.SPEED_BOUTS_OVER_10S,
        Measure.WEAR_TIME,
    ),
}


def shown_first(protocol: Protocol) -> tuple[Measure, ...]:
    """Return the few measures of a test that people ask for first."""
    return _FIRST.get(protocol, _WALK)


def shown_order(protocol: Protocol) -> tuple[Measure, ...]:
    """Return every measure: those asked for first, then the rest in the order of their list."""
    return tuple(dict.fromkeys((*shown_first(protocol), *Measure)))
