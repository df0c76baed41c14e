"""Steps where no switch counted: phone against watch, standing, being driven."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.recording import Capture, Recording
from surefoot.signals.filters import band_pass
from validation.oxford import mean_interval
from validation.phones import dispel_parts, mhealth_recording
from validation.placements import geotec_recordings
from validation.reference import make_recording, reference_folder

Floats = NDArray[np.float64]

ON_FEET = frozenset({"WALKING", "TURNING"})
NOISE_HZ = ((0.3, 1.5), (0.5, 3.0), (1.0, 6.0))
NOISE_MPS2 = (0.2, 0.4, 1.0)
NOISE_MIN = 5.0
ABOUT = """## Steps of a phone carried anywhere: what else was tried

No switch counted steps here, so these are checks of sense, not errors. Place not told.

{lines}"""


@dataclass(frozen=True, slots=True)
class Phases:
    """Steps of one Up and Go while walking or turning, and while sitting; None found: zero."""

    on_feet: int
    seated: int


def _labels(folder: Path, name: str) -> tuple[Floats, list[str]]:
    """Return sample times from the start, s, (n,), and the label of each."""
    path = folder / "geotec_tug" / "DATA" / name[:3] / f"{name}.csv.gz"
    with gzip.open(path, "rt") as file:
        rows = list(csv.DictReader(file))
    seconds = np.array([float(row["timestamp"]) for row in rows]) / 1000.0
    return seconds - seconds[0], [row["label"] for row in rows]


def _steps(recording: Recording, knowledge: Knowledge) -> list[float]:
    analysis = measure_walk(recording, Capture(), knowledge)
    return [contact.time_s for contact in analysis.initial_contacts]


def _phases(folder: Path, knowledge: Knowledge) -> Iterator[tuple[str, Phases]]:
    for name, recording in geotec_recordings(folder):
        seconds, labels = _labels(folder, name)
        places = np.searchsorted(seconds, _steps(recording, knowledge)).clip(0, len(labels) - 1)
        seen = [labels[place] for place in places.tolist()]
        yield name, Phases(sum(label in ON_FEET for label in seen), seen.count("SEATED"))


def _up_and_go_line(folder: Path, knowledge: Knowledge) -> str:
    found = dict(_phases(folder, knowledge))
    names = sorted({name[:-3] for name in found} & {n[:-3] for n in found if n.endswith("sw")})
    pairs = [(found[f"{name}_sp"], found[f"{name}_sw"]) for name in names]
    apart = np.array([watch.on_feet - phone.on_feet for phone, watch in pairs], dtype=np.float64)
    low, high = mean_interval(np.abs(apart))
    nothing = sum(watch.on_feet == 0 for _, watch in pairs)
    return (
        f"- geotec_tug, {len(pairs)} Up and Go of {len({n[:3] for n in names})} people, walking "
        f"and turning: the phone {np.mean([p.on_feet for p, _ in pairs]):.1f} steps, watch "
        f"{np.mean([w.on_feet for _, w in pairs]):.1f}; they differ by {np.abs(apart).mean():.1f} "
        f"({low:.1f} to {high:.1f}), the watch found no walk in {nothing}. Steps while seated: "
        f"phone {sum(p.seated for p, _ in pairs)}, watch {sum(w.seated for _, w in pairs)} in all."
    )


def _standing_line(folder: Path, knowledge: Knowledge) -> str:
    stances = [part for part in dispel_parts(folder, "SBT-UTT") if part.kind == "sbt"]
    counts = {part.name: len(_steps(part.recording, knowledge)) for part in stances}
    moved = ", ".join(f"{count}" for count in counts.values() if count) or "none"
    return (
        f"- dispel_smartphone, {len(stances)} stances: no steps in "
        f"{sum(count == 0 for count in counts.values())}, in the others {moved} (by its "
        "rhythm, the one with many was walked with)."
    )


def _six_minutes_line(folder: Path, knowledge: Knowledge) -> str:
    walks = [(p.name, len(_steps(p.recording, knowledge))) for p in dispel_parts(folder, "6MWT")]
    told = ", ".join(f"{name.partition('.')[0]} {count}" for name, count in walks)
    return (
        f"- dispel_smartphone, 6-minute walks: {told}. Another library gives 608 to 615 steps for "
        "`basic`; its values are no truth."
    )


def _mhealth_line(folder: Path, knowledge: Knowledge) -> str:
    walk = len(_steps(mhealth_recording(folder, "walk"), knowledge))
    stance = len(_steps(mhealth_recording(folder, "balance"), knowledge))
    return (
        f'- mhealthtools_ios, one walk of "about 20 steps" in a pocket: {walk}; its strides are '
        f"hardly alike and no count is sure. One stance: {stance}."
    )


def shaken(rms: float, band: tuple[float, float], seed: int) -> Recording:
    """Return a phone that is driven along: noise in a band of walking rates, and an engine."""
    rng, n = np.random.default_rng(seed), round(NOISE_MIN * 6000)
    noise = np.column_stack([band_pass(rng.standard_normal(n), 100.0, *band) for _ in range(3)])
    noise *= rms / noise.std(axis=0)
    values = np.array([0.0, 9.81, 0.0]) + noise + 0.5 * rng.standard_normal((n, 3))
    return make_recording(np.arange(n) / 100.0, values, Capture())


def _driven_line(knowledge: Knowledge) -> str:
    counts = [
        len(_steps(shaken(rms, band, seed), knowledge)) / NOISE_MIN
        for rms in NOISE_MPS2
        for band in NOISE_HZ
        for seed in (1, 2)
    ]
    return (
        f"- Made-up driving ({len(counts)} runs of {NOISE_MIN:.0f} minutes, noise of "
        f"{NOISE_MPS2[0]} to {NOISE_MPS2[-1]} m/s² at walking rates): {np.mean(counts):.0f} steps "
        f"a minute on the mean, {np.max(counts):.0f} at most. Such noise chose the threshold."
    )


def carried_section(knowledge: Knowledge) -> str:
    """Return the section of checks without a count of steps."""
    folder = reference_folder()
    lines = [
        _up_and_go_line(folder, knowledge),
        _six_minutes_line(folder, knowledge),
        _standing_line(folder, knowledge),
        _mhealth_line(folder, knowledge),
        _driven_line(knowledge),
    ]
    return ABOUT.format(lines="\n".join(lines))
