"""Units as files spell them, and what the numbers themselves say about their unit."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.model.units import Unit, si_factor


@dataclass(frozen=True, slots=True)
class SourceUnit:
    """A unit found in a file: multiply by ``factor`` to reach ``si``."""

    label: str
    factor: float
    si: Unit

    @property
    def is_si(self) -> bool:
        """Whether nothing has to be converted."""
        return self.factor == 1.0


_G = si_factor(Unit.STANDARD_GRAVITY)[0]
_DEG = si_factor(Unit.DEGREE_PER_SECOND)[0]

MPS2 = SourceUnit("m/s2", 1.0, Unit.METRE_PER_SECOND_SQUARED)
GRAVITY = SourceUnit("g", _G, Unit.METRE_PER_SECOND_SQUARED)
MILLI_G = SourceUnit("mg", _G / 1000.0, Unit.METRE_PER_SECOND_SQUARED)
RAD_S = SourceUnit("rad/s", 1.0, Unit.RADIAN_PER_SECOND)
DEG_S = SourceUnit("deg/s", _DEG, Unit.RADIAN_PER_SECOND)
SECONDS = SourceUnit("s", 1.0, Unit.SECOND)
MILLIS = SourceUnit("ms", 1e-3, Unit.SECOND)
MICROS = SourceUnit("us", 1e-6, Unit.SECOND)
NANOS = SourceUnit("ns", 1e-9, Unit.SECOND)

_SPELLINGS: tuple[tuple[SourceUnit, str], ...] = (
    (MPS2, "m/s2 m/s/s ms-2 m.s-2 mps2 m/sec2 ms2 mpers2 m/ss"),
    (GRAVITY, "g [g] gravity gs g0 standardgravity"),
    (MILLI_G, "mg millig milli-g"),
    (RAD_S, "rad/s rads-1 rad.s-1 radps rads rad/sec radpers radians/s radian/s radianspersecond"),
    (DEG_S, "deg/s degs-1 deg.s-1 dps degs deg/sec degps degpers °/s °/sec º/s degrees/s"),
    (SECONDS, "s sec secs second seconds"),
    (MILLIS, "ms msec millis millisecond milliseconds"),
    (MICROS, "us usec micros microsecond microseconds"),
    (NANOS, "ns nsec nanos nanosecond nanoseconds"),
)
_BY_SPELLING = {word: unit for unit, words in _SPELLINGS for word in words.split()}
_SUPERSCRIPT = str.maketrans({"²": "2", "⁻": "-", "¹": "1", "^": "", "*": "", "·": ".", "μ": "u"})


def parse_unit(text: str) -> SourceUnit | None:
    """Return the unit spelt ``text`` (``m/s^2``, ``°/s``, ``rad s-1``, ...), None if not known."""
    plain = text.strip().lower().translate(_SUPERSCRIPT).replace("µ", "u")
    plain = re.sub(r"[\s_]+", "", plain)
    return _BY_SPELLING.get(plain)


def measured_gravity(acc: NDArray[np.float64], rate_hz: float) -> float:
    """Return how long gravity is in the unit of ``acc`` (n, 3).

    The median over windows of one second of the length of the mean vector: walking averages out,
    gravity stays, and acceleration without gravity comes out near zero.
    """
    width = min(max(round(rate_hz), 1), len(acc))
    whole = len(acc) // width
    means = acc[: whole * width].reshape(whole, width, 3).mean(axis=1)
    return float(np.median(np.linalg.norm(means, axis=1)))


def acceleration_unit(gravity: float) -> SourceUnit | None:
    """Return the unit in which gravity has this length, or None if none fits.

    The band is wide since a hand that swings shortens the mean; 10 and 1000 lie between units.
    """
    for unit in (MPS2, GRAVITY, MILLI_G):
        if 0.6 <= gravity * unit.factor / _G <= 1.45:
            return unit
    return None


def rotation_unit(gyr: NDArray[np.float64], said: SourceUnit | None) -> SourceUnit:
    """Return the unit of rotation rates (n, 3): as said unless impossible, else by size.

    Gyroscopes in phones and research sensors end at 2000 deg/s = 34.9 rad/s; a body that walks
    stays under 20 rad/s and exceeds 20 deg/s.
    """
    fast = float(np.quantile(np.linalg.norm(gyr, axis=1), 0.99))
    limit = 20.0 if said is None else 35.0
    if said is not None and not said.is_si:
        return said
    return DEG_S if fast > limit else RAD_S
