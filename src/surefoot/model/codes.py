"""The closed vocabulary of codes shared by every room, the store and the public JSON."""

from enum import StrEnum


class Leg(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Foot(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    UNKNOWN = "unknown"


class Placement(StrEnum):
    """Where the sensor was worn. UNKNOWN is said, never guessed.

    BAG is a jacket pocket or a bag; THIGH and SHOE are for foot tapping.
    """

    LOWER_BACK = "lower-back"
    BELT_FRONT = "belt-front"
    POCKET = "pocket"
    HAND = "hand"
    BAG = "bag"
    WRIST = "wrist"
    THIGH = "thigh"
    SHOE = "shoe"
    UNKNOWN = "unknown"


class Protocol(StrEnum):
    """What was done. FREE is everyday walking, DAILY a long recording of whole days."""

    FREE = "free"
    WALK_25FT = "walk-25ft"
    WALK_COURSE = "walk-course"
    WALK_30S = "walk-30s"
    WALK_1MIN = "walk-1min"
    WALK_2MIN = "walk-2min"
    WALK_6MIN = "walk-6min"
    STOP_AND_SEE = "stop-and-see"
    U_TURN = "u-turn"
    BALANCE = "balance"
    CHAIR_STAND_5 = "chair-stand-5"
    CHAIR_STAND_30S = "chair-stand-30s"
    TUG = "tug"
    FOOT_TAPPING = "foot-tapping"
    DAILY = "daily"


class Stance(StrEnum):
    """How the feet stand in a balance test."""

    FEET_APART = "feet-apart"
    FEET_TOGETHER = "feet-together"
    TANDEM = "tandem"
    SINGLE_LEG = "single-leg"


class Eyes(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Posture(StrEnum):
    """How a person rests after walking."""

    STAND = "stand"
    SIT = "sit"
    BEND = "bend"


class DistanceSource(StrEnum):
    """How a walked distance is known."""

    COURSE = "course"
    WHEEL = "wheel"
    GPS = "gps"


class Frame(StrEnum):
    """Axes of a channel triple: as the device has them, or x up, y right, z forward on the body."""

    DEVICE = "device"
    BODY = "body"


class ChannelName(StrEnum):
    ACC_X = "acc_x"
    ACC_Y = "acc_y"
    ACC_Z = "acc_z"
    GYR_X = "gyr_x"
    GYR_Y = "gyr_y"
    GYR_Z = "gyr_z"


class SegmentKind(StrEnum):
    WALK = "walk"
    ONE_WAY = "one-way"
    TURN = "turn"
    STANCE = "stance"
    RISE = "rise"
    SIT_DOWN = "sit-down"
    NOT_WORN = "not-worn"
    DAY = "day"


class QualityLevel(StrEnum):
    GOOD = "good"
    USABLE = "usable"
    POOR = "poor"


class QualityCode(StrEnum):
    """Why a segment or a measurement is less than good."""

    SHORT = "short"
    FEW_STRIDES = "few-strides"
    LOW_RATE = "low-rate"
    JITTER = "jitter"
    GAP = "gap"
    ROUNDED = "rounded"
    IRREGULAR = "irregular"
    PLACEMENT_UNKNOWN = "placement-unknown"
    NO_HEIGHT = "no-height"
    UNIT_CONVERTED = "unit-converted"
    TURNS = "turns"
    SIMULATED = "simulated"
    PHONE_MOVED = "phone-moved"
    PLACEMENT_DIFFERS = "placement-differs"
    STANCE_BROKEN = "stance-broken"
    FEW_TURNS = "few-turns"
    FEW_RISES = "few-rises"
    DISTANCE_BY_GPS = "distance-by-gps"
    NOT_WORN_ENOUGH = "not-worn-enough"


class Measure(StrEnum):
    """What can be measured; the one list of measure ids."""

    WALKING_TIME = "walking_time"
    STEP_COUNT = "step_count"
    CADENCE = "cadence"
    STRIDE_TIME = "stride_time"
    STRIDE_LENGTH = "stride_length"
    WALKING_SPEED = "walking_speed"
    STRIDE_TIME_CV = "stride_time_cv"
    STEP_TIME_ASYMMETRY = "step_time_asymmetry"
    STEP_TIME = "step_time"
    HEAVINESS = "heaviness"
    DOUBLE_SUPPORT = "double_support"
    STEP_REGULARITY = "step_regularity"
    STRIDE_REGULARITY = "stride_regularity"
    WALKING_INTENSITY = "walking_intensity"
    COURSE_TIME = "course_time"
    COURSE_SPEED = "course_speed"
    WALK_DISTANCE = "walk_distance"
    STEP_LENGTH_SCALE = "step_length_scale"
    DISTANCE_WALKED_INDEX = "distance_walked_index"
    DISTANCE_WALKED_INDEX_SECOND = "distance_walked_index_second"
    SPEED_SLOPE = "speed_slope"
    STRIDE_TIME_CV_CHANGE = "stride_time_cv_change"
    DAILY_STEPS = "daily_steps"
    DAILY_BOUTS = "daily_bouts"
    DAILY_WALKING_TIME = "daily_walking_time"
    DAILY_STANDING_TIME = "daily_standing_time"
    DAILY_RISES = "daily_rises"
    LONGEST_BOUT = "longest_bout"
    SPEED_BOUTS_OVER_10S = "speed_bouts_over_10s"
    SPEED_BOUTS_OVER_30S = "speed_bouts_over_30s"
    WEAR_TIME = "wear_time"

    TURN_COUNT = "turn_count"
    TURN_ANGLE = "turn_angle"
    TURN_DURATION = "turn_duration"
    TURN_SPEED = "turn_speed"
    TURN_PEAK_SPEED = "turn_peak_speed"

    STANCE_TIME = "stance_time"
    SWAY_ANGLE_RMS_ML = "sway_angle_rms_ml"
    SWAY_ANGLE_RMS_AP = "sway_angle_rms_ap"
    SWAY_ANGLE_RANGE_ML = "sway_angle_range_ml"
    SWAY_ANGLE_RANGE_AP = "sway_angle_range_ap"
    SWAY_ANGLE_AREA = "sway_angle_area"
    SWAY_ANGLE_PATH = "sway_angle_path"
    SWAY_ANGLE_VELOCITY = "sway_angle_velocity"
    SWAY_ANGLE_VELOCITY_ML = "sway_angle_velocity_ml"
    SWAY_ANGLE_VELOCITY_AP = "sway_angle_velocity_ap"
    SWAY_ACC_RMS_ML = "sway_acc_rms_ml"
    SWAY_ACC_RMS_AP = "sway_acc_rms_ap"
    SWAY_ACC_RANGE_ML = "sway_acc_range_ml"
    SWAY_ACC_RANGE_AP = "sway_acc_range_ap"
    SWAY_ACC_AREA = "sway_acc_area"
    SWAY_ACC_PATH = "sway_acc_path"
    SWAY_ACC_FREQUENCY = "sway_acc_frequency"
    SWAY_ACC_JERK = "sway_acc_jerk"
    SWAY_COP_RMS_ML = "sway_cop_rms_ml"
    SWAY_COP_RMS_AP = "sway_cop_rms_ap"
    SWAY_COP_RANGE_ML = "sway_cop_range_ml"
    SWAY_COP_RANGE_AP = "sway_cop_range_ap"
    SWAY_COP_AREA = "sway_cop_area"
    SWAY_COP_PATH = "sway_cop_path"
    SWAY_COP_VELOCITY = "sway_cop_velocity"
    SWAY_COP_VELOCITY_ML = "sway_cop_velocity_ml"
    SWAY_COP_VELOCITY_AP = "sway_cop_velocity_ap"
    SWAY_COP_FREQUENCY = "sway_cop_frequency"

    CHAIR_STAND_TIME = "chair_stand_time"
    RISE_COUNT = "rise_count"
    RISE_TIME = "rise_time"
    RISE_SLOWING = "rise_slowing"
    TUG_TIME = "tug_time"
    TUG_RISE_TIME = "tug_rise_time"
    TUG_WALK_TIME = "tug_walk_time"
    TUG_TURN_TIME = "tug_turn_time"
    TUG_SIT_TIME = "tug_sit_time"

    TAP_COUNT = "tap_count"
    TAP_RATE = "tap_rate"
    TAP_SLOWING = "tap_slowing"
    TAP_RATE_ASYMMETRY = "tap_rate_asymmetry"

    TIME_UNTIL_HEAVY = "time_until_heavy"
    DISTANCE_UNTIL_HEAVY = "distance_until_heavy"
    EASING_TIME = "easing_time"

    CALF_GIRTH = "calf_girth"
    URINE_COLOUR = "urine_colour"
    LONGEST_SITTING = "longest_sitting"
    ARM_STRAIN = "arm_strain"
    FATIGUE = "fatigue"
    STIFFNESS = "stiffness"
    PAIN = "pain"
    MFIS_5 = "mfis_5"
    MSWS_12 = "msws_12"
    PHQ_9 = "phq_9"
    EDSS = "edss"


class AbsenceReason(StrEnum):
    """Why something was not measured."""

    NO_WALKING_FOUND = "no-walking-found"
    TOO_SLOW_HERE = "too-slow-here"
    RECORDING_TOO_SHORT = "recording-too-short"
    TOO_FEW_STRIDES = "too-few-strides"
    PLACEMENT_UNKNOWN = "placement-unknown"
    PLACEMENT_UNSUITABLE = "placement-unsuitable"
    HEIGHT_UNKNOWN = "height-unknown"
    NO_GYROSCOPE = "no-gyroscope"
    FEET_UNCERTAIN = "feet-uncertain"
    QUALITY_TOO_LOW = "quality-too-low"
    NOT_VALIDATED = "not-validated"
    TOO_FEW_TURNS = "too-few-turns"
    TURNED_TOO_OFTEN = "turned-too-often"
    NO_RISE_FOUND = "no-rise-found"
    TOO_FEW_RISES = "too-few-rises"
    NO_STANCE_FOUND = "no-stance-found"
    NO_TAPS_FOUND = "no-taps-found"
    NO_CHAIR_FOUND = "no-chair-found"
    COURSE_UNKNOWN = "course-unknown"
    NO_DISTANCE = "no-distance"
    NOT_WORN_ENOUGH = "not-worn-enough"
    NOT_EASED = "not-eased"
    NOT_HEAVIER = "not-heavier"
    SIDES_UNKNOWN = "sides-unknown"


class Aid(StrEnum):
    NONE = "none"
    ONE_STICK = "one-stick"
    TWO_STICKS = "two-sticks"
    WALKER = "walker"
    ORTHOSIS = "orthosis"
    PERSON = "person"
    OTHER = "other"


class Surface(StrEnum):
    INDOOR_FLAT = "indoor-flat"
    OUTDOOR_FLAT = "outdoor-flat"
    UNEVEN = "uneven"
    TREADMILL = "treadmill"


class Shoes(StrEnum):
    USUAL = "usual"
    OTHER = "other"
    BAREFOOT = "barefoot"


class Felt(StrEnum):
    """What heaviness feels like, in the person's own words."""

    HEAVY = "heavy"
    WEAK = "weak"
    STIFF = "stiff"
    NUMB = "numb"
    TINGLING = "tingling"
    PAINFUL = "painful"
    SHAKY = "shaky"
    TIRED = "tired"


class BodyPart(StrEnum):
    HIP = "hip"
    THIGH = "thigh"
    KNEE = "knee"
    CALF = "calf"
    ANKLE = "ankle"
    FOOT = "foot"


class Before(StrEnum):
    """What went before a check-in; the triggers known from articles that a person can name."""

    HEAT = "heat"
    COLD = "cold"
    POOR_SLEEP = "poor-sleep"
    STRESS = "stress"
    EXERTION = "exertion"
    LONG_STANDING = "long-standing"
    LONG_SITTING = "long-sitting"
    LITTLE_TO_DRINK = "little-to-drink"
    INFECTION = "infection"
    FEVER = "fever"
    MISSED_PILL = "missed-pill"
    HOT_BATH = "hot-bath"


class DayEvent(StrEnum):
    FELL = "fell"
    NEARLY_FELL = "nearly-fell"
    GAVE_WAY = "gave-way"
    TOE_CAUGHT = "toe-caught"


class CouldNotWalk(StrEnum):
    """Why there was no walk today."""

    LEGS = "legs"
    OTHER = "other"


class Answer(StrEnum):
    """Three-valued answer to a question or a claim about the person."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Tier(StrEnum):
    """How sure a verdict is."""

    SHOWN = "shown"
    NOT_SHOWN = "not-shown"
    CANNOT_SAY = "cannot-say"


class VerdictKind(StrEnum):
    USUAL = "usual"
    TRANSIENT = "transient"
    STEP = "step"
    DRIFT = "drift"
    IMPROVEMENT = "improvement"
    TRIGGER = "trigger"
    FATIGABLE = "fatigable"
    TRIAL_EFFECT = "trial-effect"


class Urgency(StrEnum):
    """Emergency now, seen the same day, within days, routine."""

    EMERGENCY = "E"
    SAME_DAY = "S"
    DAYS = "D"
    ROUTINE = "R"


class FindingState(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class FindingOrigin(StrEnum):
    ANSWERED = "answered"
    MEASURED = "measured"
    REPORTED = "reported"


class Audience(StrEnum):
    PERSON = "person"
    CLINICIAN = "clinician"
