"""Left against right: the tap rates of two recordings of one day."""

import uuid
from math import hypot

from surefoot.measures.intervals import around
from surefoot.measures.outcome import NAMES
from surefoot.model.codes import Leg, Measure, QualityLevel
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import Measurement, MeasurementId, Method, Provenance

_LEVELS = tuple(QualityLevel)
METHOD = Method("tap-rate-asymmetry", 1)


def tap_rate_asymmetry(left: Measurement, right: Measurement) -> Measurement:
    """Return how far the tap rates of two feet differ, in percent of their mean, never negative.

    The intervals of both rates join as independent errors. Quality and context are those of the
    later recording, of which the worse quality counts.

    Raises:
        ValueError: the measurements are not the tap rates of a left and a right foot.
    """
    if [(m.measure, m.leg) for m in (left, right)] != [
        (Measure.TAP_RATE, Leg.LEFT),
        (Measure.TAP_RATE, Leg.RIGHT),
    ]:
        raise ValueError("asymmetry is between the tap rates of the left and the right foot")
    mean = (left.value + right.value) / 2.0
    half = 100.0 / mean * hypot(*((m.high - m.low) / 2.0 for m in (left, right)))
    size = around(100.0 * abs(left.value - right.value) / mean, half, 0.0)
    later = max(left, right, key=lambda m: m.when)
    worse = max(left, right, key=lambda m: _LEVELS.index(m.quality.level))
    name = f"{METHOD.id}|{METHOD.version}|{left.id}|{right.id}"
    return Measurement(
        id=MeasurementId(str(uuid.uuid5(NAMES, name))),
        measure=Measure.TAP_RATE_ASYMMETRY,
        value=size.value,
        low=size.low,
        high=size.high,
        unit=UNIT_OF[Measure.TAP_RATE_ASYMMETRY],
        leg=Leg.BOTH,
        when=later.when,
        quality=worse.quality,
        context=later.context,
        provenance=Provenance(left.provenance.recordings + right.provenance.recordings, METHOD),
    )
