"""Mixtures of Student t: quantiles invert probabilities."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t

from surefoot.inference.mixture import StudentMixture, weights_from_logs


def mixture(weight: float, centre: float, scale: float, freedom: float) -> StudentMixture:
    return StudentMixture(
        np.array([weight, 1.0 - weight]),
        np.array([centre, 0.0]),
        np.array([scale, 1.0]),
        np.array([freedom, 5.0]),
    )


mixtures = st.builds(
    mixture,
    weight=st.floats(0, 1),
    centre=st.floats(-50, 50),
    scale=st.floats(0.01, 20),
    freedom=st.floats(2, 200),
)


@settings(deadline=None)  # the first call compiles
@given(mixed=mixtures, probability=st.floats(0.001, 0.999))
def test_quantile_inverts_below(mixed: StudentMixture, probability: float) -> None:
    assert mixed.below(mixed.quantile(probability)) == pytest.approx(probability, abs=1e-6)


def test_one_component_is_a_student_t() -> None:
    single = mixture(1.0, 2.0, 3.0, 7.0)
    assert single.interval() == pytest.approx(t(7.0, 2.0, 3.0).interval(0.95))
    assert single.mean() == pytest.approx(2.0)


@pytest.mark.parametrize("probability", [0.0, 1.0, -1.0])
def test_no_such_quantile(probability: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        mixture(1.0, 0.0, 1.0, 5.0).quantile(probability)


def test_weights_from_large_logs() -> None:
    assert weights_from_logs([-5000.0, -5000.0 + np.log(3.0)]) == pytest.approx([0.25, 0.75])


@pytest.mark.parametrize(("weights", "scale"), [([0.4, 0.4], 1.0), ([0.5, 0.5], 0.0)])
def test_refused(weights: list[float], scale: float) -> None:
    two = np.ones(2)
    with pytest.raises(ValueError, match="add up"):
        StudentMixture(np.array(weights), two, two * scale, two)


def test_shapes_must_agree() -> None:
    with pytest.raises(ValueError, match="every component"):
        StudentMixture(np.ones(1), np.ones(2), np.ones(2), np.ones(2))
