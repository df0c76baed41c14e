"""Sway on a force plate: known shapes, and the values published with the balance data set."""

import csv
import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.balance.cop import MEASURES, measure_cop
from surefoot.measures.balance.plane import ellipse_area, mean_frequency, path_length
from surefoot.model.codes import AbsenceReason, Measure, Protocol, QualityCode
from surefoot.model.force_plate import CentreOfPressure, PlateHeader, plate_id
from surefoot.model.measurement import Analysis
from surefoot.model.recording import TICK_S, Capture, describe_times
from surefoot.readers.force_plate import read_force_plate

Floats = NDArray[np.float64]
REFERENCE = {
    "COParea": Measure.SWAY_COP_AREA,
    "COPvelo": Measure.SWAY_COP_VELOCITY,
    "COPmfreq": Measure.SWAY_COP_FREQUENCY,
}


def plate(points: Floats, rate_hz: float = 100.0, sides: bool = True) -> CentreOfPressure:
    times = np.arange(len(points)) / rate_hz
    ticks = np.rint(times / TICK_S).astype(np.int64)
    base = describe_times(ticks, datetime(2026, 1, 1, tzinfo=UTC), "UTC", None)
    header = PlateHeader(base, Capture(protocol=Protocol.BALANCE))
    return CentreOfPressure(plate_id(times, points), header, times, points, sides)


def analyse(stance: CentreOfPressure) -> Analysis:
    return measure_cop(stance, stance.header.capture, load_knowledge())


def values(stance: CentreOfPressure) -> dict[Measure, float]:
    return {m.measure: m.value for m in analyse(stance).measurements}


def ring(rate_hz: float = 100.0, seconds: float = 60.0) -> Floats:
    """Return a way along an ellipse, 1 cm to the side and 2 cm to the front, every 2 s."""
    phase = np.pi * np.arange(int(seconds * rate_hz)) / rate_hz
    return np.column_stack([np.sin(phase), 2.0 * np.cos(phase)])


def test_an_ellipse_has_its_own_size_length_and_rhythm() -> None:
    found = values(plate(ring()))
    assert found[Measure.SWAY_COP_RMS_ML] == pytest.approx(0.5**0.5, rel=1e-3)
    assert found[Measure.SWAY_COP_RMS_AP] == pytest.approx(2 * 0.5**0.5, rel=1e-3)
    assert found[Measure.SWAY_COP_RANGE_AP] == pytest.approx(4.0, rel=1e-3)
    # 30 rounds of an ellipse with these half axes, 9.688 cm each.
    assert found[Measure.SWAY_COP_PATH] == pytest.approx(30 * 9.688, rel=1e-3)
    assert found[Measure.SWAY_COP_VELOCITY] == pytest.approx(9.688 / 2, rel=1e-3)
    assert found[Measure.SWAY_COP_FREQUENCY] == pytest.approx(0.5, abs=0.02)


def test_the_area_holds_95_of_100_points() -> None:
    rng = np.random.default_rng(3)
    points = rng.standard_normal((20000, 2)) @ np.array([[1.0, 0.4], [0.0, 0.5]])
    centred = points - points.mean(axis=0)
    inverse = np.linalg.inv(np.cov(points.T))
    within = np.einsum("ni,ij,nj->n", centred, inverse, centred)
    scale = ellipse_area(points) / (np.pi * np.sqrt(np.linalg.det(np.cov(points.T))))
    assert float(np.mean(within <= scale)) == pytest.approx(0.95, abs=0.005)


def test_a_point_that_stands_still_has_no_sway() -> None:
    still = np.ones((3000, 2))
    assert ellipse_area(still) == path_length(still) == mean_frequency(still, 100.0) == 0.0


def test_noise_of_the_plate_adds_no_way() -> None:
    rough = ring() + 0.05 * np.random.default_rng(1).standard_normal((6000, 2))
    # Unfiltered the noise alone would be 6 cm/s more; what passes 10 Hz is a tenth of that.
    assert values(plate(rough))[Measure.SWAY_COP_VELOCITY] == pytest.approx(4.84, rel=0.12)


def test_the_rate_of_the_plate_does_not_matter() -> None:
    slow, fast = values(plate(ring(50.0), 50.0)), values(plate(ring(1000.0), 1000.0))
    assert fast == pytest.approx(slow, rel=0.01)


def test_sides_that_nobody_named_are_not_guessed() -> None:
    analysis = analyse(plate(ring(), sides=False))
    absent = {n.measure: n.reason for n in analysis.not_measured}
    assert absent == dict.fromkeys(MEASURES[:6], AbsenceReason.SIDES_UNKNOWN)
    assert {m.measure for m in analysis.measurements} == set(MEASURES[6:])


def test_six_seconds_are_too_short_and_fifteen_are_less_sure() -> None:
    short = analyse(plate(ring(seconds=6.0)))
    assert short.measurements == ()
    assert {n.reason for n in short.not_measured} == {AbsenceReason.RECORDING_TOO_SHORT}
    fifteen = analyse(plate(ring(seconds=15.0)))
    assert QualityCode.SHORT in fifteen.measurements[0].quality.reasons


def published(folder: Path) -> dict[str, dict[str, str]]:
    with gzip.open(folder / "BDSinfoCOP.txt.gz", "rt") as file:
        rows = csv.DictReader(io.StringIO(file.read()), delimiter="\t")
        return {row["Trial"]: row for row in rows}


def test_the_published_values_of_the_balance_data_set_come_out(reference_data: Path) -> None:
    folder = reference_data / "bds_balance"
    rows = published(folder)
    paths = sorted((folder / "data").glob("*.txt.gz"))
    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in REFERENCE}
    for path in paths:
        stance = read_force_plate(path)
        assert stance is not None
        found = values(stance)
        for name, measure in REFERENCE.items():
            pairs[name].append((found[measure], float(rows[path.name.split(".")[0]][name])))
    assert len(paths) == 80
    for both in pairs.values():
        ours, theirs = np.array(both).T
        assert np.corrcoef(ours, theirs)[0, 1] > 0.9999
        assert ours / theirs == pytest.approx(np.ones(len(ours)), abs=0.02)
