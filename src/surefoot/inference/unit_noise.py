"""Noises of a series in standard deviations, averaged over where regressors are weighed."""

from surefoot.inference.ar1 import Noise

#: Noises of unit variance: white alone with this weight, or any pair of the two lists.
WHITE_ALONE, PHIS, AR_SHARES = 0.25, (0.2, 0.5, 0.8, 0.93), (0.3, 0.6, 0.9)
#: Inverse gamma prior of the noise variance, in variances of the series.
SHAPE, RATE = 2.0, 1.0


def unit_noises() -> list[tuple[Noise, float]]:
    """Return noises of unit variance with prior weights that add up to one."""
    pairs = [Noise(phi, share, 1.0 - share) for phi in PHIS for share in AR_SHARES]
    each = (1.0 - WHITE_ALONE) / len(pairs)
    return [(Noise(0.0, 0.0, 1.0), WHITE_ALONE), *((noise, each) for noise in pairs)]
