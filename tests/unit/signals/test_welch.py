"""Power by Welch's method, against SciPy's own."""

import numpy as np
import pytest
from scipy import signal

from surefoot.signals.spectrum import welch_power


@pytest.mark.parametrize(("n", "width"), [(600, 300), (601, 301), (1000, 128)])
def test_power_is_that_of_scipy(n: int, width: int) -> None:
    values = np.random.default_rng(1).standard_normal((n, 2)).cumsum(axis=0)
    frequency, power = welch_power(values, 50.0, width)
    known, expected = signal.welch(values, 50.0, nperseg=width, axis=0)
    assert frequency == pytest.approx(known)
    assert np.allclose(power, expected, rtol=1e-9, atol=1e-9)
