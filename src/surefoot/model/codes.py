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
    """Where the sensor was worn. UNKNOWN is said, never guessed."""

    LOWER_BACK = "lower-back"
    BELT_FRONT = "belt-front"
    POCKET = "pocket"
    HAND = "hand"
    BAG = "bag"
    WRIST = "wrist"
    UNKNOWN = "unknown"


class Protocol(StrEnum):
    FREE = "free"
    WALK_25FT = "walk-25ft"
    WALK_2MIN = "walk-2min"
    WALK_6MIN = "walk-6min"


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
    TURN = "turn"
    STANCE = "stance"
    RISE = "rise"
    NOT_WORN = "not-worn"


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


class AbsenceReason(StrEnum):
    """Why something was not measured."""

    NO_WALKING_FOUND = "no-walking-found"
    RECORDING_TOO_SHORT = "recording-too-short"
    TOO_FEW_STRIDES = "too-few-strides"
    PLACEMENT_UNKNOWN = "placement-unknown"
    PLACEMENT_UNSUITABLE = "placement-unsuitable"
    HEIGHT_UNKNOWN = "height-unknown"
    NO_GYROSCOPE = "no-gyroscope"
    FEET_UNCERTAIN = "feet-uncertain"
    QUALITY_TOO_LOW = "quality-too-low"


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
