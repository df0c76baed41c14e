"""Walks over a course against known bounds, and slowing and distance against simulated truth."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.fatigability.index import parts_of
from surefoot.measures.fatigability.pace import Pace, Span
from surefoot.measures.fatigability.slope import speed_slope
from surefoot.measures.intervals import Estimate
from surefoot.measures.measure import measure
from surefoot.measures.timed.window import LASTS_S
from surefoot.model.codes import Aid, Measure, Protocol
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import Recording
from surefoot.model.segment import Stride
from surefoot.simulate.settings import Sensor
from surefoot.simulate.walk import (
    RESEARCH_SENSOR,
    Course,
    Gait,
    SimulatedWalk,
    WalkSettings,
    simulate_walk,
)
from validation.reference import VOISARD_HZ, reference_folder, voisard_cases
from validation.summary import DRAWS, SEED

Digits = tuple[int, ...]
VOISARD_COURSE_M = 10.0
#: Constants of the edges of a walk were chosen on these persons.
TUNED_ON = range(1, 6)
PARTS_S = {Protocol.WALK_2MIN: 30.0, Protocol.WALK_6MIN: 60.0}

TEXT = """
## Timed walks

**A course of 10 m, out and back (voisard_ipol2023, healthy people, lower back).** Reference: from
the first foot's leaving the ground to the beginning of the U-turn, and from its end to the last
heel strike, as marked by hand; speed is 10 m over that time. How long a walk goes on before its
first and after its last contact was chosen on persons 1 to 5; a first look had shown the errors of
all ten, but persons 6 to 10 decided nothing. A pass that was not found counts against coverage.
Errors are of one pass; brackets: 95 % bootstrap over trials (2000 draws, fixed seed).

{course}

**Simulated passes of 7.62 m with standing at both ends**, research sensor and phone at 60 Hz with
0.1 m/s² steps, usual and impaired gait ({n_sim} passes; truth: from one step before the first
contact to the last contact; the simulated trunk comes to rest a step after that, which a real one
does not, so times come out too long here). That stillness at the ends of a walk is no part of it,
and how short modelled steps may be, were chosen on seeds 10 to 12, and how much less
surely slow steps are timed, and what are two passes, on seeds 40 to 45; these are others.

{simulated}
"""

SLOWING_TEXT = """
**Slowing within a walk, simulated**: walks of two and six minutes with U-turns, whose speed falls
evenly by 0, 15 or 35 % from the first to the last second. Truth: the same formulas on the true
strides. DWI: distance walked index; slope: change of speed without turns. Nothing was tuned on
these walks; the error facts are estimates from before they were looked at.

{slowing}

No recording with a known decline is open to us: on real walks only the formulas are proven.

**Distance of the same walks** from stride lengths alone, and from laps with the length of the
course known; and of slow minutes with a walker from stride lengths alone. How much less sure slow
lengths are was chosen on seeds 61 and 62 of such simulated walkers, so that the truth is held;
these are others. Walkers so alike say little of how people differ:

{distance}
"""


@dataclass(frozen=True, slots=True)
class Error:
    """One value against its truth, of one group; None when it was not measured.

    ``other`` is the same error in another unit: of speed, or as a share.
    """

    group: str
    off: float | None = None
    other: float | None = None
    held: bool = False


def voisard_bounds(folder: Path, name: str) -> tuple[Span, Span]:
    """Return start and end of the trial and of its U-turn, in seconds of the recording."""
    data = folder / "voisard_ipol2023" / "GaitData"
    meta = json.loads((data / f"{name}.json").read_text())
    with gzip.open(data / f"{name}_lb.txt.gz", "rt") as file:
        first = float(file.read(4096).splitlines()[2].split()[0])
    trial, turn = (
        [(edge - first) / VOISARD_HZ for edge in meta[key]]
        for key in ("TrialBoundaries", "UTurnBoundaries")
    )
    return (trial[0], trial[1]), (turn[0], turn[1])


def _passes(analysis: Analysis, wanted: Measure) -> list[Measurement]:
    found = [m for m in analysis.measurements if m.measure is wanted and m.segment is not None]
    return sorted(found, key=lambda m: m.when)


def _best(passes: Sequence[tuple[Span, Measurement]], true: Span) -> Measurement | None:
    """Return the pass that overlaps a true one by more than half of it."""
    overlaps = [(min(e, true[1]) - max(s, true[0]), m) for (s, e), m in passes]
    share, found = max(overlaps, key=lambda one: one[0], default=(0.0, None))
    return found if share > 0.5 * (true[1] - true[0]) else None


def _pass_errors(
    group: str, analysis: Analysis, true: Sequence[Span], course_m: float
) -> Iterator[Error]:
    times = _passes(analysis, Measure.COURSE_TIME)
    spans = [analysis.segments[m.segment or 0] for m in times]
    passes = [((s.start_s, s.end_s), m) for s, m in zip(spans, times, strict=True)]
    for span in true:
        found, lasts = _best(passes, span), span[1] - span[0]
        if found is None:
            yield Error(group)
            continue
        speed_off = course_m / found.value - course_m / lasts
        yield Error(group, found.value - lasts, speed_off, found.low <= lasts <= found.high)


def _on_course(recording: Recording, course_m: float, knowledge: Knowledge) -> Analysis:
    capture = msgspec.structs.replace(
        recording.header.capture, protocol=Protocol.WALK_COURSE, course_length_m=course_m
    )
    return measure(recording, capture, knowledge)


def voisard_errors(folder: Path, knowledge: Knowledge) -> list[Error]:
    """Return the error of every pass of every trial, by tuned and untouched persons."""
    errors: list[Error] = []
    for name, recording, _ in voisard_cases(folder):
        trial, turn = voisard_bounds(folder, name)
        tuned = int(name.split("-")[0]) in TUNED_ON
        group = "persons 1 to 5 (tuned)" if tuned else "persons 6 to 10 (not tuned on)"
        true = [(trial[0], turn[0]), (turn[1], trial[1])]
        analysis = _on_course(recording, VOISARD_COURSE_M, knowledge)
        errors += _pass_errors(group, analysis, true, VOISARD_COURSE_M)
    return errors


GAITS = {
    "1.3 m/s": Gait(speed_mps=1.3),
    "0.7 m/s, stick": Gait(speed_mps=0.7, aid=Aid.ONE_STICK, stride_time_cv=0.05),
    "0.35 m/s, walker": Gait(speed_mps=0.35, aid=Aid.WALKER, stride_time_cv=0.06),
    "0.2 m/s, two sticks": Gait(speed_mps=0.2, aid=Aid.TWO_STICKS, stride_time_cv=0.06),
    "0.2 m/s, walker": Gait(speed_mps=0.2, aid=Aid.WALKER, stride_time_cv=0.06),
    "0.15 m/s, walker": Gait(speed_mps=0.15, aid=Aid.WALKER, stride_time_cv=0.06),
}


def _true_passes(made: SimulatedWalk, gait: Gait) -> list[Span]:
    lead = 60.0 / gait.steady_cadence_spm
    return [(bout.start_s - lead, bout.end_s) for bout in made.truth.bouts]


def simulated_course_errors(knowledge: Knowledge) -> list[Error]:
    """Return the error of simulated passes, by gait."""
    errors: list[Error] = []
    for name, gait in GAITS.items():
        course = Course(bouts=2, bout_s=7.62 / gait.speed_mps, rest_s=6.0)
        for sensor in (RESEARCH_SENSOR, Sensor()):
            for seed in range(46, 49):
                made = simulate_walk(WalkSettings(gait=gait, course=course, sensor=sensor), seed)
                analysis = _on_course(made.recording, 7.62, knowledge)
                errors += _pass_errors(name, analysis, _true_passes(made, gait), 7.62)
    return errors


def _true_pace(strides: Sequence[Stride]) -> Pace:
    """Return the true way: half of each stride, as those of both feet overlap; from rest."""
    first = strides[0]
    rest = first.start_s - (first.end_s - first.start_s) / 2.0
    at = [rest, *((s.start_s + s.end_s) / 2.0 for s in strides)]
    way = np.cumsum([0.0, *((s.length_m or 0.0) / 2.0 for s in strides)])
    return Pace(np.array(at), way)


@dataclass(frozen=True, slots=True)
class _Decline:
    """One kind of simulated walk."""

    protocol: Protocol
    slowing: float
    turns: int
    sensor: Sensor

    @property
    def name(self) -> str:
        """The row it stands in."""
        minutes = round(LASTS_S[self.protocol] / 60.0)
        return f"{minutes} minutes, {100 * self.slowing:.0f} % slower"


def _declines() -> Iterator[tuple[_Decline, int]]:
    for slowing in (0.0, 0.15, 0.35):
        for seed in range(20, 24):
            sensor = RESEARCH_SENSOR if seed % 2 else Sensor()
            yield _Decline(Protocol.WALK_2MIN, slowing, 7, sensor), seed
        for seed in range(30, 32):
            sensor = RESEARCH_SENSOR if seed % 2 else Sensor()
            yield _Decline(Protocol.WALK_6MIN, slowing, 17, sensor), seed


def _true_values(kind: _Decline, made: SimulatedWalk, start: float) -> dict[Measure, float]:
    """Return what the formulas give on the true strides, from the same start."""
    strides, pace = made.truth.strides, _true_pace(made.truth.strides)
    span = (start, start + LASTS_S[kind.protocol])
    first, second, last = parts_of(span, PARTS_S[kind.protocol])
    late = pace.distance(last)
    turns = [(turn.start_s, turn.end_s) for turn in made.truth.turns]
    slope = speed_slope(strides, turns, span, 30, 0.0)
    true = {
        Measure.DISTANCE_WALKED_INDEX: 100.0 * (late / pace.distance(first) - 1.0),
        Measure.DISTANCE_WALKED_INDEX_SECOND: 100.0 * (late / pace.distance(second) - 1.0),
        Measure.WALK_DISTANCE: pace.distance(span),
    }
    if isinstance(slope, Estimate):
        true[Measure.SPEED_SLOPE] = slope.value
    return true


def _against(group: str, found: Measurement | None, true: float) -> Error:
    if found is None:
        return Error(group)
    off = found.value - true
    return Error(group, off, off / true if true else None, found.low <= true <= found.high)


def _whole(analysis: Analysis) -> dict[Measure, Measurement]:
    return {m.measure: m for m in analysis.measurements if m.segment is None}


def _lap_length(made: SimulatedWalk) -> float:
    """Return the length of the course that the turns of this walk were walked on."""
    turns = [(turn.start_s + turn.end_s) / 2.0 for turn in made.truth.turns]
    pace = _true_pace(made.truth.strides)
    return float(np.mean([pace.distance(span) for span in pairwise(turns)]))


def slowing_errors(knowledge: Knowledge) -> dict[str, list[Error]]:
    """Return errors of each slowing measure and of distances, by kind of walk."""
    errors: dict[str, list[Error]] = {}
    for kind, seed in _declines():
        gait = Gait(speed_mps=1.0, slowing=kind.slowing)
        course = Course(bouts=1, bout_s=LASTS_S[kind.protocol] + 3.0, rest_s=4.0, turns=kind.turns)
        made = simulate_walk(WalkSettings(gait=gait, course=course, sensor=kind.sensor), seed)
        capture = msgspec.structs.replace(made.recording.header.capture, protocol=kind.protocol)
        found = _whole(measure(made.recording, capture, knowledge))
        true = _true_values(kind, made, made.truth.bouts[0].start_s - 0.5)
        for wanted, value in true.items():
            errors.setdefault(wanted, []).append(_against(kind.name, found.get(wanted), value))
        laps = msgspec.structs.replace(capture, course_length_m=_lap_length(made))
        by_laps = _whole(measure(made.recording, laps, knowledge)).get(Measure.WALK_DISTANCE)
        way = _against(kind.name, by_laps, true[Measure.WALK_DISTANCE])
        errors.setdefault("laps", []).append(way)
    return errors


def slow_distance_errors(knowledge: Knowledge) -> list[Error]:
    """Return errors of the distance by strides, of one slow minute without turns, by speed."""
    errors: list[Error] = []
    for speed in (0.15, 0.25, 0.35, 0.45):
        gait = Gait(speed_mps=speed, aid=Aid.WALKER, stride_time_cv=0.06)
        course = Course(bouts=1, bout_s=63.0, rest_s=4.0)
        for sensor in (RESEARCH_SENSOR, Sensor()):
            for seed in range(70, 72):
                made = simulate_walk(WalkSettings(gait=gait, course=course, sensor=sensor), seed)
                said = msgspec.structs.replace(
                    made.recording.header.capture, protocol=Protocol.WALK_1MIN
                )
                found = _whole(measure(made.recording, said, knowledge))
                start = made.truth.bouts[0].start_s - 30.0 / gait.steady_cadence_spm
                true = _true_pace(made.truth.strides).distance((start, start + 60.0))
                way = found.get(Measure.WALK_DISTANCE)
                errors.append(_against(f"1 minute, {speed} m/s, walker", way, true))
    return errors


def _with_interval(values: Sequence[float], digits: int) -> str:
    array = np.abs(np.array(values))
    draws = np.random.default_rng(SEED).choice(array, (DRAWS, len(array))).mean(axis=1)
    low, high = np.percentile(draws, [2.5, 97.5])
    return f"{array.mean():.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def _row(name: str, errors: Sequence[Error], digits: Digits, scale: float = 1.0) -> str:
    """Return name, count, coverage, bias, SD, mean absolute error, that of the other, and held."""
    off = [e.off for e in errors if e.off is not None]
    cells = [name, str(len(errors)), f"{len(off) / len(errors):.2f}"]
    if not off:
        return "| " + " | ".join([*cells, *["–"] * (4 + len(digits[1:]))]) + " |"
    spread = float(np.std(off, ddof=1)) if len(off) > 1 else 0.0
    cells += [f"{np.mean(off):+.{digits[0]}f}", f"{spread:.{digits[0]}f}"]
    cells.append(_with_interval(off, digits[0]))
    for more in digits[1:]:
        other = [scale * e.other for e in errors if e.other is not None]
        cells.append(_with_interval(other, more))
    cells.append(f"{sum(e.held for e in errors)} of {len(off)}")
    return "| " + " | ".join(cells) + " |"


def _head(what: str, *other: str) -> list[str]:
    first = ("", "n", "coverage", f"{what}: bias", "SD", "mean absolute error")
    names = (*first, *other, "in interval")
    return ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]


def _grouped(errors: Sequence[Error], digits: Digits, scale: float = 1.0) -> list[str]:
    groups = list(dict.fromkeys(error.group for error in errors))
    rows = [_row(group, [e for e in errors if e.group == group], digits, scale) for group in groups]
    return [*rows, _row("**all**", errors, digits, scale)]


def _slowing_table(errors: dict[str, list[Error]]) -> str:
    names = {
        Measure.DISTANCE_WALKED_INDEX: "DWI from the first part (points)",
        Measure.DISTANCE_WALKED_INDEX_SECOND: "DWI from the second part (points)",
        Measure.SPEED_SLOPE: "slope (% in 5 minutes)",
    }
    lines = _head("error")
    for wanted, name in names.items():
        groups = list(dict.fromkeys(e.group for e in errors[wanted]))
        lines += [
            _row(f"{name}, {g}", [e for e in errors[wanted] if e.group == g], (1,)) for g in groups
        ]
        lines.append(_row(f"**{name}, all**", errors[wanted], (1,)))
    return "\n".join(lines)


def _distance_table(errors: dict[str, list[Error]]) -> str:
    lines = _head("error (m)", "of the way (%)")
    for key, name in ((Measure.WALK_DISTANCE, "strides"), ("laps", "laps"), ("slow", "strides")):
        lines += [
            row.replace("| ", f"| {name}, ", 1).replace("**all**", "all")
            for row in _grouped(errors[key], (1, 1), 100.0)
        ]
    return "\n".join(lines)


def timed_section(knowledge: Knowledge) -> str:
    """Return the section of the page."""
    head = _head("time (s)", "speed error (m/s)")
    course = _grouped(voisard_errors(reference_folder(), knowledge), (2, 3))
    passes = simulated_course_errors(knowledge)
    errors = slowing_errors(knowledge) | {"slow": slow_distance_errors(knowledge)}
    return "\n\n".join(
        [
            TEXT.format(
                course="\n".join([*head, *course]),
                simulated="\n".join([*head, *_grouped(passes, (2, 3))]),
                n_sim=len(passes),
            ).strip("\n"),
            SLOWING_TEXT.format(
                slowing=_slowing_table(errors), distance=_distance_table(errors)
            ).strip("\n"),
        ]
    )
