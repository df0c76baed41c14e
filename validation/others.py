"""Recordings without a truth of their own: a rough count, or values of another library."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Measure, Placement
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Capture, Recording
from surefoot.readers.read import read_path
from validation.phones import mhealth_recording
from validation.reference import make_recording, reference_folder

G = 9.80665
# The exports of 6-minute walks for which dispel's own values are there, found by their distance.
DISPEL = {
    "ads/6MWT/basic.json.gz": "ads/6MWT/expected/test_gait_ads_low.json",
    "bdh/6MWT/igni_6mwt.json.gz": "bdh/6MWT/expected/test_gait_bdh_low.json",
}
OTHER_CADENCE = "6mwt-gp_nb-cadence-mean"
SKDH = {"gait_input": "gait_results", "gait_input2": "gait_results2"}

TEXT = """
## Recordings without a truth

None of these says what really happened, so they are comparisons and no accuracy: a step count that
is "about 20" (mhealthtools_ios), and values of other open libraries (dispel's 6-minute walks with a
phone, scikit-digital-health's gait sample at the lower back), which err themselves. The phones'
placement is not sure, so it is given as unknown; a step of more than a metre would be a sign of
missed steps. In mhealthtools' walk all 30 s look like walking, so 20 may be too few, and what is
found of it in the pocket surely is. scikit-digital-health has two ways to find contacts, so two
values. One recording each; nothing was chosen on them. The positions of dispel's `duplicated_ts`
(the times given twice are theirs) are good to 65 m each and zigzag over 648 m; every tenth of them
gives 329 m, so 0.67 m a step, and the phone rises 82 times a minute and tilts 41 times: its 493
steps are no miscount, its way is not told by GPS.
"""


def _value(analysis: Analysis, measure: Measure) -> float | None:
    found = (m.value for m in analysis.measurements if m.measure is measure and m.segment is None)
    return next(found, None)


def _said(value: float | None, digits: int = 0) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _mhealth_rows(folder: Path, knowledge: Knowledge) -> Iterator[str]:
    for name, expected in (("walk", "about 20 steps"), ("balance", "standing: no steps")):
        recording = mhealth_recording(folder, name)
        analysis = measure_walk(recording, Capture(placement=Placement.POCKET), knowledge)
        steps = len(analysis.initial_contacts)
        yield _row(f"mhealthtools {name}, pocket", expected, f"{steps} steps", "")


def _dispel_cadence(folder: Path, place: str) -> float:
    """Return dispel's mean cadence over the whole walk, steps/min."""
    whole = json.loads((folder / "dispel_smartphone" / place).read_text())
    level: dict[str, float] = next(iter(whole.values()))
    return level[OTHER_CADENCE]


def _dispel_rows(folder: Path, knowledge: Knowledge) -> Iterator[str]:
    root = folder / "dispel_smartphone"
    for path in sorted(root.glob("*/6MWT/*.json.gz")):
        recording = read_path(path)
        analysis = measure_walk(recording, Capture(), knowledge)
        expected = DISPEL.get(path.relative_to(root).as_posix())
        theirs = f"{_dispel_cadence(folder, expected):.0f} steps/min" if expected else "–"
        steps = _value(analysis, Measure.STEP_COUNT)
        metres = recording.header.capture.distance_m
        far = "" if metres is None or not steps else f"{metres / steps:.2f} m a step by GPS"
        rate = recording.header.time_base.effective_rate_hz
        cadence = _said(_value(analysis, Measure.CADENCE))
        ours = f"{cadence} steps/min, {_said(steps)} steps"
        name = path.name.removesuffix(".json.gz")
        yield _row(f"dispel {name}, {rate:.0f} Hz", theirs, ours, far)


def _skdh_recording(path: Path) -> Recording:
    data = np.load(path)
    # Its accelerometer counts gravity as every sensor does, in g; axes are as they came.
    values = data["accel"] * G
    if "gyro" in data:
        values = np.column_stack([values, data["gyro"]])
    return make_recording(data["time"] - data["time"][0], values, Capture())


def _skdh_theirs(folder: Path, name: str) -> tuple[str, str]:
    """Return steps and cadence of both of scikit-digital-health's ways."""
    tables = [np.load(folder / f"{name}_{way}.npz") for way in ("apcwt", "vcwt")]
    steps = [len(table["Bout Steps"]) for table in tables]
    cadence = [float(np.nanmedian(table["cadence"])) for table in tables]
    return f"{steps[0]} and {steps[1]}", f"{cadence[0]:.0f} and {cadence[1]:.0f}"


def _skdh_rows(folder: Path, knowledge: Knowledge) -> Iterator[str]:
    for given, results in SKDH.items():
        recording = _skdh_recording(folder / "skdh_tests" / "gait" / f"{given}.npz")
        analysis = measure_walk(recording, Capture(placement=Placement.LOWER_BACK), knowledge)
        steps, cadence = _skdh_theirs(folder / "skdh_tests" / "gait", results)
        strides = [60.0 * 2.0 / (s.end_s - s.start_s) for s in analysis.strides]
        median = float(np.median(strides)) if strides else None
        ours = f"{_said(median)} steps/min, {len(analysis.initial_contacts)} steps"
        theirs = f"{cadence} steps/min, {steps} steps"
        yield _row(f"scikit-digital-health {given}", theirs, ours, "medians")


def others_section(knowledge: Knowledge) -> str:
    """Return the section of the page."""
    folder = reference_folder()
    rows = [
        _row("recording", "expected or theirs", "ours", "note"),
        _row(*["---"] * 4),
        *_mhealth_rows(folder, knowledge),
        *_dispel_rows(folder, knowledge),
        *_skdh_rows(folder, knowledge),
    ]
    return TEXT.strip("\n") + "\n\n" + "\n".join(rows)
