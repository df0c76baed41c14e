"""Real and made-up walks for the phone to feel, and what it takes to compare."""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.recording import (
    Capture,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.readers.read import read_path

Floats = NDArray[np.float64]

RECORDING = Path("mobgap_tvs") / "MS_001_Test11_Trial1"
_MOTION = ("acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z")


def real_walk(reference_data: Path) -> tuple[Recording, Floats]:
    """Return the recording of a person with MS and its rows: ms, m/s2 x 3, deg/s x 3."""
    recording = read_path(reference_data / RECORDING, None)
    return recording, rows_of(recording)


def rows_of(recording: Recording) -> Floats:
    """Return a recording as a phone would feel it, shape (n, 7)."""
    values = recording.physical([name for name in recording.names if name in _MOTION])
    values[:, 3:] = np.rad2deg(values[:, 3:])
    # 1 s after the page's clock began: what a browser's first event may say.
    return np.column_stack([1000.0 + recording.seconds() * 1000.0, values])


def cut(recording: Recording, start_s: float, end_s: float) -> Recording:
    """Return ``[start_s, end_s)`` of a recording as one of its own."""
    start, stop = (int(i) for i in np.searchsorted(recording.seconds(), [start_s, end_s]))
    channels = recording.header.channels
    ticks = recording.samples.ticks(start, stop)
    counts = [recording.samples.counts(i, start, stop) for i in range(len(channels))]
    samples = MemorySamples(ticks - ticks[0], np.array(counts))
    base = recording.header.time_base
    times = describe_times(samples.times, base.start, base.zone, base.nominal_rate_hz)
    header = msgspec.structs.replace(recording.header, time_base=times)
    return Recording(content_id(channels, samples, len(ticks)), header, samples)


def made_up_walk(seconds: float = 12.0, from_ms: float = 1000.0) -> list[list[float]]:
    """Return steps at 1.8 a second as a phone at 60 Hz feels them."""
    at = np.arange(0.0, seconds, 1 / 60)
    phase = 2 * np.pi * 1.8 * at
    rows = np.zeros((len(at), 7))
    rows[:, 0] = from_ms + at * 1000
    rows[:, 1] = 9.81 + 2.0 * np.sin(phase) + 0.8 * np.sin(2 * phase + 0.4)
    rows[:, 2] = 0.9 * np.sin(phase / 2)
    rows[:, 4] = 20 * np.sin(phase / 2)
    return to_lists(rows)


def to_lists(rows: Floats) -> list[list[float]]:
    """Return rows as JSON can carry them, every digit kept."""
    return [[float(value) for value in row] for row in rows]


def contacts(recording: Recording, capture: Capture | None = None) -> Floats:
    """Return the initial contacts the CLI finds, seconds from the start."""
    analysis = measure_walk(recording, capture or recording.header.capture, load_knowledge())
    return np.array([contact.time_s for contact in analysis.initial_contacts])


def contact_f1(found: Floats, true: Floats, tolerance_s: float = 0.25) -> float:
    """Return F1 of events matched one to one within the tolerance, nearest pairs first."""
    distance = np.abs(found[:, None] - true[None, :])
    matched = 0
    while distance.size and float(distance.min()) <= tolerance_s:
        i, j = np.unravel_index(int(np.argmin(distance)), distance.shape)
        distance = np.delete(np.delete(distance, i, axis=0), j, axis=1)
        matched += 1
    return 2 * matched / (len(found) + len(true))


def count_errors(found: Recording, rows: Floats) -> dict[str, Any]:
    """Return the largest difference to what was felt, in counts."""
    ticks = found.samples.ticks(0, found.n_samples)
    felt_ticks = np.rint((rows[:, 0] - rows[0, 0]) * 100)
    felt = rows[:, 1:].copy()
    felt[:, 3:] = np.deg2rad(felt[:, 3:])
    scales = np.array([channel.scale for channel in found.header.channels])
    values = found.physical(found.names)
    return {
        "ticks": int(np.abs(ticks - felt_ticks).max()),
        "counts": float((np.abs(values - felt) / scales).max()),
    }
