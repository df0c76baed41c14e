"""The Timed Up and Go against labels from video: phone in the pocket, watch on the wrist."""

import csv
import gzip
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.chair.rises import GRAVITY
from surefoot.measures.measure import measure
from surefoot.measures.motion import TURNING, motions
from surefoot.model.codes import Aid, Measure, Placement, Protocol, SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Capture, Recording
from surefoot.simulate.chair import Chair, simulate_tug
from surefoot.simulate.settings import Gait, Sensor
from validation.reference import make_recording, reference_folder
from validation.summary import DRAWS, SEED

Span = tuple[float, float]

DEVICES = {
    "phone, pocket": ("sp", Placement.POCKET),
    "watch, wrist": ("sw", Placement.WRIST),
}
TUNED = ("s01", "s02", "s03", "s04", "s05")
ORDER = ("STANDING_UP", "WALKING", "TURNING", "WALKING", "TURNING", "SITTING_DOWN")
KINDS = {
    SegmentKind.RISE: "rising",
    SegmentKind.WALK: "walking",
    SegmentKind.TURN: "turning",
    SegmentKind.SIT_DOWN: "sitting",
}
# Labels of one or two samples between others are slips.
SHORTEST_LABEL_S = 0.03

TEXT = """
## Timed Up and Go (geotec_tug)

Healthy adults rise, walk 3 m, turn, walk back, turn and sit down, with a phone in the trouser
pocket and a watch on the wrist; every sample has a label. All constants of the method were chosen
on {tuned}; the other people are the test. Three looks at them were taken: after the first (total
error 0.28 s phone, 0.23 s watch; rising 0.73 and 0.67) the end of a rise was timed by where
the body stops climbing and the pocket phone's first movement also by acceleration, both chosen on
{tuned} alone (second look: 0.21 and 0.23 s); then rest was judged by how slow a person is, chosen
on slowed recordings of {tuned} and simulated ones. The table is the third look.

Error of the total: from the start of rising to the end of sitting down, measured minus labelled.
Overlap of a phase: time in both over time in either (IoU); a phase not found counts as 0.
Brackets: 95 % bootstrap over people (2000 draws, fixed seed). "Held": share of tests whose total
lies in the measured 95 % interval. People with MS, aids or slow tests are not in this set; how the
method does with tests of up to 55 s is known from simulated ones only, below.
"""


SLOWED_TEXT = """
The recordings of {tuned} played slower: times longer by a factor, turning slower by it and movement
weaker by its square, gravity as it is. Slow people do not move in slow motion, but thresholds that
hold for quick movement only fail here.

| | slowed | true total (s) | mean absolute error (s) | bias (s) | rising | walking | turning | sitting | held |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
""".rstrip("\n")  # noqa: E501 - a row is one line
SLOWED = (2.0, 4.0)
SIMULATED_TEXT = """
Simulated tests, phone at 60 Hz rounded to 0.1 m/s², worn turned; {n} of each kind, seeds not used
while choosing numbers. The simulator turns and leans with gentle starts and ends that no one would
call the start, so that long turns and rises come out shorter than its bounds; a phone in the pocket
moves in it only when the thigh does. Arms are not simulated as people use them to rise: no watch.

| | worn | true total (s) | mean absolute error (s) | bias (s) | rising | turning | coverage |
| --- | --- | --- | --- | --- | --- | --- | --- |
""".rstrip("\n")
SEEDS = range(1000, 1004)
PEOPLE = {
    "brisk": (Gait(speed_mps=1.2), Chair(rise_s=1.2, sit_s=1.3), 1.6),
    "usual": (Gait(speed_mps=0.8), Chair(), 2.2),
    "slow": (Gait(speed_mps=0.4, stride_time_cv=0.05), Chair(rise_s=2.5, sit_s=2.5), 4.0),
    "walker": (
        Gait(speed_mps=0.2, stride_time_cv=0.08, aid=Aid.WALKER),
        Chair(rise_s=4.0, sit_s=3.5),
        7.0,
    ),
}
WORN = (Placement.POCKET, Placement.LOWER_BACK, Placement.BAG)


@dataclass(frozen=True, slots=True)
class TugScore:
    """One test: who, its true total and its error in s where measured, and overlaps by phase."""

    device: str
    person: str
    total_s: float
    error_s: float | None
    held: bool | None
    overlap: dict[str, float]


Statistic = Callable[[Sequence[TugScore]], float]


def load_labelled(path: Path, capture: Capture) -> tuple[Recording, list[tuple[str, Span]]]:
    """Return a recording of GeoTec and its labelled parts, sitting left out."""
    with gzip.open(path, "rt") as file:
        rows = list(csv.reader(file))[1:]
    rows.sort(key=lambda row: float(row[6]))
    seconds = np.array([float(row[6]) / 1000.0 for row in rows])
    later = np.concatenate([[True], np.diff(seconds) > 0])
    rows = [row for row, is_later in zip(rows, later, strict=True) if is_later]
    seconds = seconds[later] - seconds[0]
    values = np.array([row[:6] for row in rows], dtype=np.float64)
    return make_recording(seconds, values, capture), _labels(seconds, [row[7] for row in rows])


def _labels(seconds: np.ndarray, labels: list[str]) -> list[tuple[str, Span]]:
    spans, first = [], 0
    for place in range(1, len(labels) + 1):
        if place == len(labels) or labels[place] != labels[first]:
            stop = float(seconds[min(place, len(labels) - 1)])
            if stop - float(seconds[first]) > SHORTEST_LABEL_S and labels[first] != "SEATED":
                spans.append((labels[first], (float(seconds[first]), stop)))
            first = place
    return spans


def iou(one: Span, other: Span) -> float:
    """Return time in both spans over time in either."""
    both = max(0.0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (one[1] - one[0] + other[1] - other[0] - both)


def overlaps(analysis: Analysis, truth: list[tuple[str, Span]]) -> dict[str, float]:
    """Return the mean overlap of each kind of phase; one not found counts as 0."""
    kinds = (SegmentKind.RISE, SegmentKind.WALK, SegmentKind.TURN, SegmentKind.SIT_DOWN)
    named = dict(zip(kinds, ("STANDING_UP", "WALKING", "TURNING", "SITTING_DOWN"), strict=True))
    found: dict[str, float] = {}
    for kind in kinds:
        spans = [(s.start_s, s.end_s) for s in analysis.segments if s.kind is kind]
        true = [span for label, span in truth if label == named[kind]]
        best = [max((iou(span, one) for one in spans), default=0.0) for span in true]
        found[KINDS[kind]] = float(np.mean(best)) if best else 0.0
    return found


def _score(
    device: str,
    person: str,
    recording: Recording,
    truth: list[tuple[str, Span]],
    knowledge: Knowledge,
) -> TugScore:
    analysis = measure(recording, recording.header.capture, knowledge)
    total = truth[-1][1][1] - truth[0][1][0]
    found = [m for m in analysis.measurements if m.measure is Measure.TUG_TIME]
    return TugScore(
        device,
        person,
        total,
        found[0].value - total if found else None,
        found[0].low <= total <= found[0].high if found else None,
        overlaps(analysis, truth),
    )


def tug_scores(folder: Path, knowledge: Knowledge, which: str = "*") -> Iterator[TugScore]:
    """Yield the score of every test of both devices whose labels are complete.

    Args:
        folder: the reference recordings.
        knowledge: the facts.
        which: pattern of the numbers of tests to take of each person.
    """
    root = folder / "geotec_tug" / "DATA"
    for device, (ending, placement) in DEVICES.items():
        capture = Capture(placement=placement, protocol=Protocol.TUG)
        for path in sorted(root.glob(f"s*/s*_{which}_{ending}.csv.gz")):
            recording, truth = load_labelled(path, capture)
            if tuple(label for label, _ in truth) != ORDER:
                continue
            yield _score(device, path.parent.name, recording, truth, knowledge)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


def _errors(scores: Sequence[TugScore]) -> list[float]:
    return [score.error_s for score in scores if score.error_s is not None]


def _overlap(name: str) -> Statistic:
    return lambda scores: _mean([score.overlap[name] for score in scores])


STATISTICS: dict[str, Statistic] = {
    "total, mean absolute error (s)": lambda s: _mean([abs(e) for e in _errors(s)]),
    "bias (s)": lambda s: _mean(_errors(s)),
    **{name: _overlap(name) for name in KINDS.values()},
}


def _bootstrap(scores: Sequence[TugScore], statistic: Statistic) -> tuple[float, float]:
    """Return the 95 % percentile interval over people drawn with replacement."""
    people = sorted({score.person for score in scores})
    by_person = [[score for score in scores if score.person == person] for person in people]
    draws = np.random.default_rng(SEED).integers(0, len(people), (DRAWS, len(people)))
    values = [statistic([s for i in draw for s in by_person[i]]) for draw in draws.tolist()]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def _row(name: str, scores: Sequence[TugScore]) -> str:
    covered = len(_errors(scores))
    held = [score.held for score in scores if score.held is not None]
    cells = []
    for statistic in STATISTICS.values():
        low, high = _bootstrap(scores, statistic)
        cells.append(f"{statistic(scores):.2f} ({low:.2f} to {high:.2f})")
    people = len({score.person for score in scores})
    cells += [f"{covered} of {len(scores)}", f"{sum(held)} of {len(held)}"]
    return f"| {name} | {people} | {len(scores)} | " + " | ".join(cells) + " |"


def slowed(recording: Recording, factor: float) -> Recording:
    """Return the recording as if everything had been done slower by a factor."""
    motion = next(motions(recording, [(0, recording.n_samples)]))
    gravity = GRAVITY * motion.up
    force = motion.level + (motion.vertical + GRAVITY)[:, None] * motion.up
    seconds = motion.start_s + np.arange(len(force)) / motion.rate_hz
    columns = recording.physical(TURNING).T
    turning = np.column_stack([np.interp(seconds, recording.seconds(), c) for c in columns])
    values = np.column_stack([gravity + (force - gravity) / factor**2, turning / factor])
    return make_recording(seconds * factor, values, recording.header.capture)


def _slowed_scores(
    device: str, factor: float, knowledge: Knowledge
) -> Iterator[tuple[float, TugScore]]:
    """Yield the true total and the score of every slowed recording of the people tuned on."""
    ending, placement = DEVICES[device]
    capture = Capture(placement=placement, protocol=Protocol.TUG)
    root = reference_folder() / "geotec_tug" / "DATA"
    for path in sorted(path for who in TUNED for path in root.glob(f"{who}/*_{ending}.csv.gz")):
        recording, labels = load_labelled(path, capture)
        truth = [(label, (a * factor, b * factor)) for label, (a, b) in labels]
        score = _score(device, path.parent.name, slowed(recording, factor), truth, knowledge)
        yield truth[-1][1][1] - truth[0][1][0], score


def _slowed_row(device: str, factor: float, knowledge: Knowledge) -> str:
    pairs = list(_slowed_scores(device, factor, knowledge))
    scores = [score for _, score in pairs]
    errors = _errors(scores)
    cells = [
        f"{_mean([total for total, _ in pairs]):.0f}",
        f"{_mean([abs(error) for error in errors]):.2f}",
        f"{_mean(errors):+.2f}",
        *(f"{_overlap(name)(scores):.2f}" for name in KINDS.values()),
        f"{sum(bool(score.held) for score in scores)} of {len(errors)}",
    ]
    return f"| {device} | {factor:.0f} times | " + " | ".join(cells) + " |"


def _slowed_rows(knowledge: Knowledge) -> list[str]:
    return [_slowed_row(device, factor, knowledge) for device in DEVICES for factor in SLOWED]


def _simulated(
    kind: str, placement: Placement, knowledge: Knowledge
) -> Iterator[tuple[float, TugScore]]:
    """Yield the true total and the score of each simulated test of a kind."""
    gait, chair, turn_s = PEOPLE[kind]
    sensor = Sensor(placement=placement, orientation_deg=(20.0, -35.0, 80.0))
    for seed in SEEDS:
        test = simulate_tug(gait, chair, sensor, turn_s, seed)
        up, down = test.moves
        truth = [("STANDING_UP", (up.start_s, up.end_s)), ("WALKING", (up.end_s, test.turns[0][0]))]
        truth += [("TURNING", turn) for turn in test.turns]
        truth.append(("SITTING_DOWN", (down.start_s, down.end_s)))
        yield down.end_s - up.start_s, _score(kind, str(seed), test.recording, truth, knowledge)


def _simulated_rows(knowledge: Knowledge) -> Iterator[str]:
    for kind in PEOPLE:
        for placement in WORN:
            pairs = list(_simulated(kind, placement, knowledge))
            scores = [score for _, score in pairs]
            errors = _errors(scores)
            cells = [
                f"{_mean([total for total, _ in pairs]):.0f}",
                f"{_mean([abs(error) for error in errors]):.2f}",
                f"{_mean(errors):+.2f}",
                f"{_overlap('rising')(scores):.2f}",
                f"{_overlap('turning')(scores):.2f}",
                f"{len(errors)} of {len(scores)}",
            ]
            yield f"| {kind} | {placement.value} | " + " | ".join(cells) + " |"


def tug_section(knowledge: Knowledge) -> str:
    """Return the section on the Timed Up and Go.

    Raises:
        FileNotFoundError: the reference recordings are not there.
    """
    scores = list(tug_scores(reference_folder(), knowledge))
    names = ["", "people", "tests", *STATISTICS, "coverage", "held"]
    lines = ["| " + " | ".join(names) + " |", "| --- " * len(names) + "|"]
    for device in DEVICES:
        for title, tuned in (("tuned on", True), ("**test**", False)):
            chosen = [s for s in scores if s.device == device and (s.person in TUNED) is tuned]
            lines.append(_row(f"{device}, {title}", chosen))
    text = TEXT.format(tuned=f"{TUNED[0]} to {TUNED[-1]}")
    slow = [SLOWED_TEXT.format(tuned=f"{TUNED[0]} to {TUNED[-1]}"), *_slowed_rows(knowledge)]
    simulated = [SIMULATED_TEXT.format(n=len(SEEDS)), *_simulated_rows(knowledge)]
    return "\n".join([text, *lines, *slow, *simulated])
