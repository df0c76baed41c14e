"""Step counts of phones carried in many ways, against foot switches."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.recording import Capture, Recording
from validation.reference import make_recording

# Recordings with fewer true steps have a broken foot switch.
FEWEST_STEPS = 50


@dataclass(frozen=True, slots=True)
class StepCount:
    """True and found steps of one recording."""

    place: str
    true: int
    found: int

    @property
    def error(self) -> float:
        """Found minus true, as a share of true."""
        return (self.found - self.true) / self.true


def _lines(path: Path) -> list[str]:
    packed = path.with_name(path.name + ".gz")
    if packed.exists():
        return gzip.decompress(packed.read_bytes()).decode().splitlines()
    return path.read_text().splitlines()


def _phone(folder: Path) -> Recording:
    rows = [line.split(",") for line in _lines(folder / "accelerometer.csv")]
    table = np.array([row[:5] for row in rows if len(row) >= 5], dtype=np.float64)
    seconds = table[:, 0] / 1e9
    later = np.concatenate([[True], np.diff(np.maximum.accumulate(seconds)) > 1e-4])
    return make_recording(seconds[later], table[later, 2:5], Capture())


def _true_steps(folder: Path) -> int:
    rows = [line.split(",") for line in _lines(folder / "stepcounter.csv")]
    switches = np.array([[float(row[1]), float(row[2])] for row in rows if len(row) >= 3])
    return int(np.sum(np.diff(switches, axis=0) > 0))


def step_counts(folder: Path, knowledge: Knowledge) -> Iterator[StepCount]:
    """Yield true and found steps of every recording whose foot switches worked."""
    root = folder / "oxford_stepcounter" / "optimisation" / "data"
    for place in sorted(path for path in root.iterdir() if path.is_dir()):
        true = _true_steps(place)
        if true >= FEWEST_STEPS:
            analysis = measure_walk(_phone(place), Capture(), knowledge)
            carried = re.sub(r"_\d+$", "", place.name).split("_")[-1].lower()
            yield StepCount(carried, true, len(analysis.initial_contacts))


def oxford_table(folder: Path, knowledge: Knowledge) -> str:
    """Return the table of step-count errors by where the phone was carried."""
    counts = list(step_counts(folder, knowledge))
    lines = [
        "| carried | recordings | true steps | mean absolute error | mean error |",
        "| --- | --- | --- | --- | --- |",
    ]
    for place in [*sorted({count.place for count in counts}), ""]:
        chosen = [count for count in counts if place in ("", count.place)]
        errors = np.array([count.error for count in chosen]) * 100
        lines.append(
            f"| {place or '**all**'} | {len(chosen)} | {sum(c.true for c in chosen)} "
            f"| {np.mean(np.abs(errors)):.1f} % | {np.mean(errors):+.1f} % |"
        )
    return "\n".join(lines)
