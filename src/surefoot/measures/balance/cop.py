"""Sway of the centre of pressure on a force plate."""

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.balance.facts import BalanceFacts, read_balance_facts
from surefoot.measures.balance.phone import none_of, sided
from surefoot.measures.balance.plane import (
    ellipse_area,
    mean_frequency,
    path_length,
    speed_share,
    spread_share,
    with_shares,
)
from surefoot.measures.outcome import Finished, Place, PlateSource, make_outcome
from surefoot.measures.quality import judge
from surefoot.model.codes import AbsenceReason, Measure, QualityCode, SegmentKind
from surefoot.model.force_plate import CentreOfPressure
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.recording import Capture
from surefoot.model.segment import Quality, Segment
from surefoot.signals.filters import low_pass
from surefoot.signals.resample import to_even

Floats = NDArray[np.float64]

COP = Method("sway-cop", 1)
METHODS: tuple[Method, ...] = (COP,)
# Scoppa et al. 2013 (Gait Posture 37:290) want 10 Hz; so are the files of Santos & Duarte 2016.
QUICK_HZ = 10.0
# A file that has less than this share of its speed's power above one and a half times that was
# filtered before: a second filter would shorten the path. Chosen: BDS has at most 0.018.
ROUGH_FROM_HZ, ROUGH_SHARE = 15.0, 0.05

MEASURES = (
    Measure.SWAY_COP_RMS_ML,
    Measure.SWAY_COP_RMS_AP,
    Measure.SWAY_COP_RANGE_ML,
    Measure.SWAY_COP_RANGE_AP,
    Measure.SWAY_COP_VELOCITY_ML,
    Measure.SWAY_COP_VELOCITY_AP,
    Measure.SWAY_COP_AREA,
    Measure.SWAY_COP_PATH,
    Measure.SWAY_COP_VELOCITY,
    Measure.SWAY_COP_FREQUENCY,
)
_BY_SIDE = 6


def _is_rough(points: Floats, rate_hz: float) -> bool:
    """Whether points (n, 2) still carry the noise of the plate."""
    power = (np.abs(np.fft.rfft(np.diff(points, axis=0), axis=0)) ** 2).sum(axis=1)
    frequency = np.fft.rfftfreq(len(points) - 1, 1.0 / rate_hz)
    total = float(power.sum())
    return total > 0 and float(power[frequency > ROUGH_FROM_HZ].sum()) > ROUGH_SHARE * total


def _sides(points: Floats, rate_hz: float, known: bool, share: float) -> list[Finished]:
    """Return spread, range and mean velocity to the side and to the front."""
    if not known:
        return none_of(MEASURES[:_BY_SIDE], AbsenceReason.SIDES_UNKNOWN)
    speeds = np.abs(np.diff(points, axis=0)) * rate_hz
    velocities = [
        Finished(measure, with_shares(float(column.mean()), speed_share(column, rate_hz), share))
        for measure, column in zip(MEASURES[4:_BY_SIDE], speeds.T, strict=True)
    ]
    return [*sided(MEASURES[:4], points, share, None, rate_hz), *velocities]


def cop_results(points: Floats, rate_hz: float, sides_known: bool, share: float) -> list[Finished]:
    """Return the sway of a centre of pressure (n, 2), in cm, evenly sampled.

    Mean velocity is the path over n samples' time, as Santos & Duarte 2016 (PeerJ 4:e2648) have it.
    """
    if _is_rough(points, rate_hz):
        points = low_pass(points, rate_hz, QUICK_HZ, order=4)
    way = np.linalg.norm(np.diff(points, axis=0), axis=1)
    spread = spread_share(points - points.mean(axis=0), rate_hz)
    path, off = path_length(points), speed_share(way, rate_hz)
    velocity = path * rate_hz / len(points)
    rhythm = mean_frequency(points, rate_hz)
    return [
        *_sides(points, rate_hz, sides_known, share),
        Finished(
            Measure.SWAY_COP_AREA, with_shares(ellipse_area(points), 2.0 * spread, 2.0 * share)
        ),
        Finished(Measure.SWAY_COP_PATH, with_shares(path, off, share)),
        Finished(Measure.SWAY_COP_VELOCITY, with_shares(velocity, off, share)),
        Finished(Measure.SWAY_COP_FREQUENCY, with_shares(rhythm, off + spread, share)),
    ]


def _quality(plate: CentreOfPressure, facts: BalanceFacts) -> Quality:
    base = plate.header.time_base
    said = {
        QualityCode.SHORT: base.duration_s < facts.usual_s,
        QualityCode.LOW_RATE: base.effective_rate_hz < 2.0 * QUICK_HZ,
        QualityCode.GAP: base.longest_gap_s > facts.limits.gap_s,
    }
    return judge({code for code, is_so in said.items() if is_so})


def _results(plate: CentreOfPressure, facts: BalanceFacts) -> list[Finished]:
    base = plate.header.time_base
    if base.duration_s < facts.shortest_sway_s:
        return none_of(MEASURES, AbsenceReason.RECORDING_TOO_SHORT)
    even = to_even(plate.times, plate.points_cm, base.effective_rate_hz)
    return cop_results(even.values, even.rate_hz, plate.sides_known, facts.error.cop_share)


def measure_cop(plate: CentreOfPressure, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return the sway of a stance on a force plate.

    Raises:
        KeyError: a fact is missing.
    """
    facts = read_balance_facts(knowledge)
    quality = _quality(plate, facts)
    source, place = PlateSource(plate, capture), Place(0.0, quality)
    outcomes = [make_outcome(source, done, place, COP) for done in _results(plate, facts)]
    end_s = plate.header.time_base.duration_s
    return Analysis(
        recording=plate.id,
        segments=(Segment(SegmentKind.STANCE, 0.0, end_s, quality),),
        initial_contacts=(),
        strides=(),
        measurements=tuple(o for o in outcomes if isinstance(o, Measurement)),
        not_measured=tuple(o for o in outcomes if isinstance(o, NotMeasured)),
        methods=METHODS,
    )
