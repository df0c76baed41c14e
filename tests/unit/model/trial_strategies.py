"""What makes the nouns of trials."""

from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from surefoot.model import codes
from surefoot.model.trial import (
    AnalysisPlan,
    Assignment,
    Better,
    DesignKind,
    MarkKind,
    SignOff,
    Trial,
    TrialDay,
    TrialDesign,
    TrialId,
    TrialMark,
)
from surefoot.model.trial_answer import (
    TrialAnswer,
    TrialNote,
    TrialPoint,
    TrialResult,
    TrialVerdict,
)
from surefoot.model.units import Unit
from tests.unit.model.value_strategies import code, day, moment, name, number, some

possible = st.sampled_from([kind for kind in DesignKind if kind is not DesignKind.NOT_POSSIBLE])
trial_days = st.builds(TrialDay, day, code(Assignment), st.integers(0, 100))
designs = st.builds(
    TrialDesign, possible, st.integers(1, 14), st.integers(1, 30), st.floats(0, 4), st.booleans()
)
plans = st.builds(
    AnalysisPlan,
    st.integers(1, 3),
    st.floats(0.1, 5),
    code(Better),
    st.lists(st.floats(0, 21), min_size=1, max_size=4).map(tuple),
)
sign_offs = st.builds(SignOff, name.filter(str.strip), day)
trials = st.builds(
    Trial,
    name.map(TrialId),
    name,
    code(codes.Measure),
    code(codes.Leg),
    designs,
    plans,
    st.integers(0, 2**32),
    moment,
    st.lists(trial_days, min_size=1, max_size=4, unique_by=lambda d: d.day).map(
        lambda days: tuple(sorted(days, key=lambda d: d.day))
    ),
    some(name),
    name,
    sign_offs,
)
trial_marks = st.builds(TrialMark, name.map(TrialId), code(MarkKind), day)
trial_answers = st.builds(
    TrialAnswer,
    code(TrialVerdict),
    some(code(TrialNote)),
    st.just(0.0),
    st.floats(-5, 0),
    st.floats(0, 5),
    *[st.none() | st.floats(0, 1)] * 4,
    st.none() | number,
)
trial_points = st.builds(
    TrialPoint, day, code(Assignment), st.none() | number, st.none() | code(MarkKind)
)
#: Every noun of a trial, with what makes it.
TRIAL_NOUNS: dict[type[msgspec.Struct], SearchStrategy[Any]] = {
    AnalysisPlan: plans,
    SignOff: sign_offs,
    Trial: trials,
    TrialAnswer: trial_answers,
    TrialDay: trial_days,
    TrialDesign: designs,
    TrialMark: trial_marks,
    TrialPoint: trial_points,
    TrialResult: st.builds(
        TrialResult,
        trials,
        trial_answers,
        code(Unit),
        some(trial_points),
        st.booleans(),
        st.just(1),
        st.integers(1, 9),
        st.none() | day,
    ),
}
