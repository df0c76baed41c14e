"""Rises from a chair: simulated chair stands, another library's example, and walks without any."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.chair.rises import find_rises
from surefoot.measures.measure import measure
from surefoot.measures.motion import motions
from surefoot.model.codes import Measure, Placement
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Capture, Recording
from surefoot.simulate.chair import Chair, simulate_chair_stands
from surefoot.simulate.settings import Sensor
from validation.reference import make_recording, reference_folder, voisard_cases

TEXT = """
## Rising from a chair

No open recordings of chair stand tests with counted rises were at hand, so counts and times are
checked on simulated tests of five ({n} of each kind, the last rise a fifth slower than the first,
phone at 60 Hz rounded to 0.1 m/s², worn turned; seeds not used while choosing numbers). A test in
which fewer than five rises were found counts against coverage.
"""
HEADER = """
| one rise (s) | worn | count right | time of five: mean absolute error (s) | bias (s) | rise time: bias (s) | coverage | held |
| --- | --- | --- | --- | --- | --- | --- | --- |"""  # noqa: E501 - a row is one line
SEEDS = range(1000, 1004)
RISES_S = (0.8, 1.2, 1.6, 2.5, 4.0)
WORN = (Placement.LOWER_BACK, Placement.BELT_FRONT, Placement.BAG, Placement.POCKET)
GRAVITY = 9.80665
# Walks without rises that are looked at; each takes a moment.
WALKS = 60


@dataclass(frozen=True, slots=True)
class ChairScore:
    """One simulated test of five: what was found, and errors in seconds where measured."""

    count_right: bool
    time_error_s: float | None
    rise_error_s: float | None
    held: bool | None


def _values(analysis: Analysis, which: Measure) -> tuple[float, float, float] | None:
    found = [m for m in analysis.measurements if m.measure is which]
    return (found[0].value, found[0].low, found[0].high) if found else None


def chair_score(rise_s: float, worn: Placement, seed: int, knowledge: Knowledge) -> ChairScore:
    """Return the score of one simulated test of five chair stands."""
    chair = Chair(rise_s=rise_s, sit_s=rise_s, slowing=0.2)
    sensor = Sensor(placement=worn, orientation_deg=(20.0, -35.0, 80.0))
    test = simulate_chair_stands(chair, sensor, seed)
    analysis = measure(test.recording, test.recording.header.capture, knowledge)
    rises = [move for move in test.moves if move.is_rise]
    total = rises[-1].end_s - rises[0].start_s
    usual = float(np.median([rise.end_s - rise.start_s for rise in rises]))
    count = _values(analysis, Measure.RISE_COUNT)
    lasts = _values(analysis, Measure.CHAIR_STAND_TIME)
    one = _values(analysis, Measure.RISE_TIME)
    return ChairScore(
        count_right=count is not None and round(count[0]) == len(rises),
        time_error_s=lasts[0] - total if lasts else None,
        rise_error_s=one[0] - usual if one else None,
        held=lasts[1] <= total <= lasts[2] if lasts else None,
    )


def _mean(values: list[float]) -> str:
    return f"{np.mean(values):.2f}" if values else "–"


def _rows(knowledge: Knowledge) -> Iterator[str]:
    for rise_s in RISES_S:
        for worn in WORN:
            scores = [chair_score(rise_s, worn, seed, knowledge) for seed in SEEDS]
            errors = [s.time_error_s for s in scores if s.time_error_s is not None]
            cells = [
                f"{sum(s.count_right for s in scores)} of {len(scores)}",
                _mean([abs(error) for error in errors]),
                _mean(errors),
                _mean([s.rise_error_s for s in scores if s.rise_error_s is not None]),
                f"{len(errors)} of {len(scores)}",
                f"{sum(bool(s.held) for s in scores)} of {len(errors)}",
            ]
            yield f"| {rise_s} | {worn.value} | " + " | ".join(cells) + " |"


def example(name: str = "displacement") -> tuple[Recording, list[float]]:
    """Return the recording of scikit-digital-health's tests and the rises that library finds, s."""
    folder = reference_folder() / "skdh_tests" / "sit2stand"
    with np.load(folder / "s2s_input_data.npz") as data:
        seconds, values = data["time"] - data["time"][0], data["accel"] * GRAVITY
        first = float(data["time"][0])
    with np.load(folder / f"s2s_{name}_results.npz") as results:
        starts = sorted(float(start) - first for start in results["STS Start"])
    recording = make_recording(seconds, values, Capture(placement=Placement.LOWER_BACK))
    return recording, starts


def _found(recording: Recording) -> list[float]:
    """Return when rises start."""
    stretches = motions(recording, [(0, recording.n_samples)])
    return [rise.start_s for motion in stretches for rise in find_rises(motion) if rise.is_rise]


def _example_line() -> str:
    recording, strict = example("stillness")
    _, loose = example()
    found = _found(recording)
    times = ", ".join(f"{start:.1f}" for start in found)
    return (
        "Example recording of scikit-digital-health (lower back, no gyroscope, 91 s): that library "
        f"finds {len(strict)} rises with stillness before them asked for and {len(loose)} without; "
        f"here {len(found)} are found, at {times} s. It was looked at while numbers were chosen."
    )


def _walks_line() -> str:
    minutes, wrong, n = 0.0, 0, 0
    for _, recording, _ in islice(voisard_cases(reference_folder()), WALKS):
        n, minutes = n + 1, minutes + recording.header.time_base.duration_s / 60.0
        wrong += len(_found(recording))
    return (
        f"Walks in which nobody sits (the first {n} of voisard_ipol2023, lower back, {minutes:.0f} "
        f"minutes): {wrong} rises found that were none."
    )


def chair_section(knowledge: Knowledge) -> str:
    """Return the section on rising from a chair.

    Raises:
        FileNotFoundError: the reference recordings are not there.
    """
    text = TEXT.format(n=len(SEEDS)).rstrip("\n")
    table = "\n".join([HEADER, *_rows(knowledge)])
    return "\n\n".join([text + "\n" + table, _example_line(), _walks_line()])
