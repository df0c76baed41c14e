"""The one unit of every measure."""

from surefoot.model.codes import Measure
from surefoot.model.units import Unit

_BY_UNIT: dict[Unit, tuple[Measure, ...]] = {
    Unit.SECOND: (
        Measure.WALKING_TIME,
        Measure.STRIDE_TIME,
        Measure.STEP_TIME,
        Measure.COURSE_TIME,
        Measure.LONGEST_BOUT,
        Measure.TURN_DURATION,
        Measure.STANCE_TIME,
        Measure.CHAIR_STAND_TIME,
        Measure.RISE_TIME,
        Measure.TUG_TIME,
        Measure.TUG_RISE_TIME,
        Measure.TUG_WALK_TIME,
        Measure.TUG_TURN_TIME,
        Measure.TUG_SIT_TIME,
        Measure.TIME_UNTIL_HEAVY,
    ),
    Unit.MINUTE: (
        Measure.DAILY_WALKING_TIME,
        Measure.DAILY_STANDING_TIME,
        Measure.EASING_TIME,
        Measure.LONGEST_SITTING,
    ),
    Unit.HOUR: (Measure.WEAR_TIME,),
    Unit.STEPS: (Measure.STEP_COUNT, Measure.DAILY_STEPS),
    Unit.STEPS_PER_MINUTE: (Measure.CADENCE,),
    Unit.METRE: (Measure.STRIDE_LENGTH, Measure.WALK_DISTANCE, Measure.DISTANCE_UNTIL_HEAVY),
    Unit.METRE_PER_SECOND: (
        Measure.WALKING_SPEED,
        Measure.COURSE_SPEED,
        Measure.SPEED_BOUTS_OVER_10S,
        Measure.SPEED_BOUTS_OVER_30S,
    ),
    Unit.PERCENT: (
        Measure.STRIDE_TIME_CV,
        Measure.STEP_TIME_ASYMMETRY,
        Measure.DOUBLE_SUPPORT,
        Measure.DISTANCE_WALKED_INDEX,
        Measure.DISTANCE_WALKED_INDEX_SECOND,
        Measure.STRIDE_TIME_CV_CHANGE,
        Measure.RISE_SLOWING,
        Measure.TAP_SLOWING,
        Measure.TAP_RATE_ASYMMETRY,
    ),
    Unit.PERCENT_PER_FIVE_MINUTES: (Measure.SPEED_SLOPE,),
    Unit.ONE: (Measure.STEP_REGULARITY, Measure.STRIDE_REGULARITY, Measure.STEP_LENGTH_SCALE),
    Unit.METRE_PER_SECOND_SQUARED: (
        Measure.WALKING_INTENSITY,
        Measure.SWAY_ACC_RMS_ML,
        Measure.SWAY_ACC_RMS_AP,
        Measure.SWAY_ACC_RANGE_ML,
        Measure.SWAY_ACC_RANGE_AP,
        Measure.SWAY_ACC_PATH,
    ),
    Unit.METRE_PER_CUBIC_SECOND: (Measure.SWAY_ACC_JERK,),
    Unit.SQUARE_METRE_PER_FOURTH_SECOND: (Measure.SWAY_ACC_AREA,),
    Unit.HERTZ: (Measure.SWAY_ACC_FREQUENCY, Measure.SWAY_COP_FREQUENCY, Measure.TAP_RATE),
    Unit.DEGREE: (
        Measure.TURN_ANGLE,
        Measure.SWAY_ANGLE_RMS_ML,
        Measure.SWAY_ANGLE_RMS_AP,
        Measure.SWAY_ANGLE_RANGE_ML,
        Measure.SWAY_ANGLE_RANGE_AP,
        Measure.SWAY_ANGLE_PATH,
    ),
    Unit.SQUARE_DEGREE: (Measure.SWAY_ANGLE_AREA,),
    Unit.DEGREE_PER_SECOND: (
        Measure.TURN_SPEED,
        Measure.TURN_PEAK_SPEED,
        Measure.SWAY_ANGLE_VELOCITY,
        Measure.SWAY_ANGLE_VELOCITY_ML,
        Measure.SWAY_ANGLE_VELOCITY_AP,
    ),
    Unit.CENTIMETRE: (
        Measure.SWAY_COP_RMS_ML,
        Measure.SWAY_COP_RMS_AP,
        Measure.SWAY_COP_RANGE_ML,
        Measure.SWAY_COP_RANGE_AP,
        Measure.SWAY_COP_PATH,
        Measure.CALF_GIRTH,
    ),
    Unit.SQUARE_CENTIMETRE: (Measure.SWAY_COP_AREA,),
    Unit.CENTIMETRE_PER_SECOND: (
        Measure.SWAY_COP_VELOCITY,
        Measure.SWAY_COP_VELOCITY_ML,
        Measure.SWAY_COP_VELOCITY_AP,
    ),
    Unit.COUNT: (
        Measure.DAILY_BOUTS,
        Measure.DAILY_RISES,
        Measure.TURN_COUNT,
        Measure.RISE_COUNT,
        Measure.TAP_COUNT,
    ),
    Unit.RATING_0_10: (
        Measure.HEAVINESS,
        Measure.ARM_STRAIN,
        Measure.FATIGUE,
        Measure.STIFFNESS,
        Measure.PAIN,
    ),
    Unit.SCORE: (
        Measure.URINE_COLOUR,
        Measure.MFIS_5,
        Measure.MSWS_12,
        Measure.PHQ_9,
        Measure.EDSS,
    ),
}

UNIT_OF: dict[Measure, Unit] = {
    measure: unit for unit, measures in _BY_UNIT.items() for measure in measures
}
