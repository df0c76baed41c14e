"""One recording in, everything its protocol can give out: which test is measured by what."""

from collections.abc import Callable
from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.balance.measure import METHODS as BALANCE_METHODS
from surefoot.measures.balance.measure import measure_balance
from surefoot.measures.carried.placed import METHODS as PLACING_METHODS
from surefoot.measures.carried.placed import with_place
from surefoot.measures.carried.too_slow import with_too_slow
from surefoot.measures.chair.measure import METHODS as CHAIR_METHODS
from surefoot.measures.chair.measure import measure_chair_stands
from surefoot.measures.daily.measure import METHODS as DAILY_METHODS
from surefoot.measures.daily.measure import measure_daily, measure_free
from surefoot.measures.stop_and_see.walk import METHODS as STOP_AND_SEE_METHODS
from surefoot.measures.stop_and_see.walk import measure_stop_and_see
from surefoot.measures.tapping.measure import METHODS as TAPPING_METHODS
from surefoot.measures.tapping.measure import measure_tapping
from surefoot.measures.timed.course import METHODS as COURSE_METHODS
from surefoot.measures.timed.course import measure_course
from surefoot.measures.timed.fixed_time import measure_fixed_time, methods_of
from surefoot.measures.timed.window import LASTS_S
from surefoot.measures.tug.measure import METHODS as TUG_METHODS
from surefoot.measures.tug.measure import measure_tug
from surefoot.measures.turning.measure import METHODS as TURNING_METHODS
from surefoot.measures.turning.measure import measure_u_turns
from surefoot.measures.walking.measure import METHODS as WALKING_METHODS
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Protocol
from surefoot.model.measurement import Analysis, Method
from surefoot.model.recording import Capture, Recording


@dataclass(frozen=True, slots=True)
class HowMeasured:
    """How one protocol is measured, and by which methods."""

    measure: Callable[[Recording, Capture, Knowledge], Analysis]
    methods: tuple[Method, ...]


def _placed(
    test: Callable[[Recording, Capture, Knowledge], Analysis], methods: tuple[Method, ...]
) -> HowMeasured:
    """Return how a test is measured whose walking, if it holds any, tells where the sensor was."""

    def measured(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
        return with_place(test(recording, capture, knowledge), recording, capture, knowledge)

    return HowMeasured(measured, (*methods, *PLACING_METHODS))


_WALK = HowMeasured(measure_walk, WALKING_METHODS)
_CHAIR = _placed(measure_chair_stands, CHAIR_METHODS)
_COURSE = HowMeasured(measure_course, COURSE_METHODS)
_TESTS: dict[Protocol, HowMeasured] = {
    Protocol.FREE: HowMeasured(measure_free, DAILY_METHODS),
    Protocol.DAILY: HowMeasured(measure_daily, DAILY_METHODS),
    Protocol.BALANCE: _placed(measure_balance, BALANCE_METHODS),
    Protocol.WALK_25FT: _COURSE,
    Protocol.WALK_COURSE: _COURSE,
    **{protocol: HowMeasured(measure_fixed_time, methods_of(protocol)) for protocol in LASTS_S},
    Protocol.U_TURN: _placed(measure_u_turns, TURNING_METHODS),
    Protocol.STOP_AND_SEE: HowMeasured(measure_stop_and_see, STOP_AND_SEE_METHODS),
    Protocol.CHAIR_STAND_5: _CHAIR,
    Protocol.CHAIR_STAND_30S: _CHAIR,
    Protocol.TUG: _placed(measure_tug, TUG_METHODS),
    Protocol.FOOT_TAPPING: HowMeasured(measure_tapping, TAPPING_METHODS),
}


def methods_for(protocol: Protocol) -> tuple[Method, ...]:
    """Return every method and version that measuring a recording of this protocol tries."""
    return _TESTS.get(protocol, _WALK).methods


def all_methods() -> tuple[Method, ...]:
    """Return every method and version of any protocol, in order."""
    tests = (_WALK, *_TESTS.values())
    found = {method for test in tests for method in test.methods}
    return tuple(sorted(found, key=lambda method: (method.id, method.version)))


def measure(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return what a recording gives, by the protocol that ``capture`` says.

    Pure: the same recording, capture and facts give the same analysis with the same ids.

    Raises:
        KeyError: a fact is missing.
    """
    found = _TESTS.get(capture.protocol, _WALK).measure(recording, capture, knowledge)
    return with_too_slow(found, recording, capture, knowledge)
