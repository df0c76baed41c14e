"""Standing still: the published values of the balance data set, simulated sway, and a peer's."""

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.balance.cop import measure_cop
from surefoot.measures.balance.measure import measure_balance
from surefoot.measures.balance.phone import SLOW_HZ
from surefoot.model.codes import Measure, Placement, Protocol
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Capture
from surefoot.readers.force_plate import read_force_plate
from surefoot.signals.filters import high_pass
from surefoot.simulate.motion import GRID_HZ
from surefoot.simulate.settings import RESEARCH_SENSOR, Sensor
from surefoot.simulate.sway import SimulatedStance, Standing, simulate_stance
from validation.phones import dispel_parts, mhealth_recording
from validation.reference import reference_folder
from validation.summary import DRAWS, SEED

# The methods were written with seeds below 20 in view.
SEEDS = range(100, 124)
PUBLISHED = {
    "COParea": ("95 % ellipse area (cm²)", Measure.SWAY_COP_AREA),
    "COPvelo": ("mean velocity (cm/s)", Measure.SWAY_COP_VELOCITY),
    "COPmfreq": ("mean frequency (Hz)", Measure.SWAY_COP_FREQUENCY),
}
SENSORS = {
    "research sensor, 100 Hz": RESEARCH_SENSOR,
    "phone, 60 Hz, rounded": Sensor(placement=Placement.BELT_FRONT),
}
SIZES = {"steady": (0.2, 0.3), "usual": (0.3, 0.5), "unsteady": (1.0, 1.5)}
SWAYS = {
    Measure.SWAY_ANGLE_RMS_ML: "RMS, side",
    Measure.SWAY_ANGLE_RMS_AP: "RMS, front",
    Measure.SWAY_ANGLE_VELOCITY: "velocity",
}

TEXT = """
## Standing still

**Force plate** (bds_balance): the values published with the raw trials come out again. {trials}
trials of {people} people; area, velocity and frequency as defined there (95 % prediction ellipse,
path over time, mean frequency of Welch's power). The files are low-passed at 10 Hz already; no
filter is added. The definition of the frequency was found by trying spectra on these same trials.
"""

SIMULATED = """
**Simulated stances**, an inverted pendulum with known lean, 30 s with handling before and after:
error of the sway as an angle, in per cent of the true value, mean absolute, over {n} stances each
that the methods had not seen (handling cut away by the method itself). The truth is the lean
quicker than 0.1 Hz, as the measure is defined: slower lean looks like a gyroscope's drift. Of these
simulated stances the whole lean is larger by about a third; of real people that is not known.
"Held": how often the 95 % interval held the truth. Brackets: 95 % bootstrap.
"""

PHONES = """
**Phones** (dispel_smartphone at the belt, mhealthtools_ios in a pocket; no truth): of {parts}
recordings of standing, {found} gave a stance of 10 s or more; the others show a phone that lies
still or is handled. Mean speed of the angle: {low:.2f} to {high:.2f}, median {middle:.2f} deg/s.
dispel's expected values of sway are not compared: which filters and units stand behind them is not
told beside the recordings. Sway of a phone was not compared with a force plate, nor in people with
MS: no open recordings hold both. The limits of what is standing were chosen on these recordings.
"""

SWAY_VELOCITY = Measure.SWAY_ANGLE_VELOCITY


@dataclass(frozen=True, slots=True)
class SwayScore:
    """One simulated stance: errors in per cent by measure, and whether intervals held."""

    errors: dict[Measure, float]
    held: dict[Measure, bool]


def published_pairs(folder: Path, knowledge: Knowledge) -> dict[str, list[tuple[float, float]]]:
    """Return measured and published values of each trial, by the published name."""
    root = folder / "bds_balance"
    with gzip.open(root / "BDSinfoCOP.txt.gz", "rt") as file:
        rows = {r["Trial"]: r for r in csv.DictReader(io.StringIO(file.read()), delimiter="\t")}
    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in PUBLISHED}
    for path in sorted((root / "data").glob("*.txt.gz")):
        plate = read_force_plate(path)
        if plate is None:
            continue
        row = rows[path.name.split(".")[0]]
        analysis = measure_cop(plate, plate.header.capture, knowledge)
        found = {m.measure: m.value for m in analysis.measurements}
        for name, (_, measure) in PUBLISHED.items():
            pairs[name].append((found[measure], float(row[name])))
    return pairs


def _people(folder: Path) -> int:
    root = folder / "bds_balance"
    with gzip.open(root / "BDSinfoCOP.txt.gz", "rt") as file:
        rows = csv.DictReader(io.StringIO(file.read()), delimiter="\t")
        who = {row["Trial"]: row["Subject"] for row in rows}
    return len({who[p.name.split(".")[0]] for p in (root / "data").glob("*.txt.gz")})


def _published_rows(pairs: dict[str, list[tuple[float, float]]]) -> list[str]:
    rows = ["| | trials | r | largest difference (%) |", "|---|---|---|---|"]
    for name, both in pairs.items():
        ours, theirs = np.array(both).T
        off = 100.0 * np.abs(ours / theirs - 1.0).max()
        r = np.corrcoef(ours, theirs)[0, 1]
        rows.append(f"| {PUBLISHED[name][0]} | {len(both)} | {r:.7f} | {off:.3f} |")
    return rows


def _truth(made: SimulatedStance, analysis: Analysis) -> dict[Measure, float]:
    stance = analysis.segments[0]
    inside = (made.times >= stance.start_s) & (made.times < stance.end_s)
    whole = made.lean_deg[inside]
    lean = high_pass(whole - whole.mean(axis=0), GRID_HZ, SLOW_HZ, order=4)
    way = np.linalg.norm(np.diff(lean, axis=0), axis=1).sum()
    side, front = lean.std(axis=0)
    lasts = float(np.ptp(made.times[inside]))
    return dict(zip(SWAYS, (float(side), float(front), float(way) / lasts), strict=True))


def sway_score(standing: Standing, seed: int, knowledge: Knowledge) -> SwayScore | None:
    """Return the score of one simulated stance, or None when nothing was measured."""
    made = simulate_stance(standing, seed)
    analysis = measure_balance(made.recording, made.recording.header.capture, knowledge)
    found = {m.measure: m for m in analysis.measurements}
    if not set(SWAYS) <= set(found):
        return None
    truth = _truth(made, analysis)
    errors = {m: 100.0 * (found[m].value / true - 1.0) for m, true in truth.items()}
    held = {m: found[m].low <= true <= found[m].high for m, true in truth.items()}
    return SwayScore(errors, held)


def _interval(errors: Sequence[float]) -> str:
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(errors), (DRAWS, len(errors)))
    low, high = np.percentile(np.abs(np.array(errors))[draws].mean(axis=1), [2.5, 97.5])
    return f"({low:.0f} to {high:.0f})"


def _cells(scores: Sequence[SwayScore]) -> str:
    cells = []
    for measure in SWAYS:
        errors = [score.errors[measure] for score in scores]
        held = 100.0 * float(np.mean([score.held[measure] for score in scores]))
        mean = float(np.mean(np.abs(errors)))
        cells.append(f"{mean:.0f} {_interval(errors)} | {np.mean(errors):+.0f} | {held:.0f}")
    return " | ".join(cells)


def _simulated_rows(knowledge: Knowledge) -> list[str]:
    heads = " | ".join(f"{name} (%) | mean (%) | held (%)" for name in SWAYS.values())
    rows = [f"| | coverage | {heads} |", "|---|---|" + "---|" * (3 * len(SWAYS))]
    for name, sensor in SENSORS.items():
        for size, (side, front) in SIZES.items():
            standing = Standing(side, front, handling_s=3.0, sensor=sensor)
            scores = [sway_score(standing, seed, knowledge) for seed in SEEDS]
            got = [score for score in scores if score is not None]
            body = _cells(got) if got else " | ".join(["–"] * 3 * len(SWAYS))
            rows.append(f"| {name}, {size} | {len(got) / len(scores):.2f} | {body} |")
    return rows


def _phones(folder: Path, knowledge: Knowledge) -> str:
    belt = Capture(placement=Placement.BELT_FRONT, protocol=Protocol.BALANCE)
    pocket = Capture(placement=Placement.POCKET, protocol=Protocol.BALANCE)
    parts = [part for part in dispel_parts(folder, "SBT-UTT") if part.kind == "sbt"]
    found = [measure_balance(part.recording, belt, knowledge) for part in parts]
    found.append(measure_balance(mhealth_recording(folder, "balance"), pocket, knowledge))
    speeds = [m.value for one in found for m in one.measurements if m.measure is SWAY_VELOCITY]
    low, middle, high = np.percentile(speeds, [0, 50, 100])
    return PHONES.format(
        parts=len(found), found=len(speeds), low=low, middle=middle, high=high
    ).strip()


def balance_section(knowledge: Knowledge) -> str:
    """Return the part of the page about standing still."""
    folder = reference_folder()
    pairs = published_pairs(folder, knowledge)
    trials = max(len(both) for both in pairs.values())
    return "\n\n".join(
        [
            TEXT.format(trials=trials, people=_people(folder)).strip(),
            "\n".join(_published_rows(pairs)),
            SIMULATED.format(n=len(SEEDS)).strip(),
            "\n".join(_simulated_rows(knowledge)),
            _phones(folder, knowledge),
        ]
    )
