"""Where a sensor was carried: the rule's weights, and how right it is for people left out.

``python -m validation.placements`` fits the rule on every subject and writes the weights.
"""

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.measures.carried import likely
from surefoot.measures.carried.features import Carried, WalkPart, describe_carried
from surefoot.measures.carried.likely import Rule, most_likely, probabilities
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Aid, Placement, SegmentKind
from surefoot.model.recording import Capture, Recording
from surefoot.simulate.walk import Gait, Sensor, WalkSettings, simulate_walk
from validation.oxford import oxford_phones
from validation.phones import dispel_parts
from validation.reference import ROOT, make_recording, reference_folder, voisard_cases

Floats = NDArray[np.float64]

# What the reference sets call their places. An arm band has no code of its own.
OXFORD_PLACES = {
    "inhand": Placement.HAND,
    "frontpocket": Placement.POCKET,
    "backpocket": Placement.POCKET,
    "purse": Placement.BAG,
    "neckpouch": Placement.BAG,
    "swingingarm": Placement.WRIST,
}
CLASSES = likely.KNOWN
# Walks made up for slow gait on the pelvis. Made-up pockets swing like arms and lack the foot's
# strike, hands and bags are too free to be made up: they would only blur the rule.
SIMULATED_MPS = (0.3, 0.5, 0.7, 1.0, 1.3)
# How strongly weights are drawn to zero; chosen with subjects left out, where probabilities then
# came true.
SHRINKAGE = 0.03
# No recording of a held phone or of one in a bag has a gyroscope: an assumption, wide enough to
# say little.
SWING_UNSEEN = (-3.0, 0.8)
SWING_LEAST_SPREAD = 0.5
ABOUT = """## Where a sensor was carried

The longest walk of each recording is placed by a rule fitted on everyone but its subject. "Not
said" is what lies under the threshold or unlike everything seen. An arm band has no place of its
own and is only tried. dispel's phones were "mostly worn at the belt": that is not sure for each.
A phone in a swinging hand counts with the wrist. The second table shows all walks of known place
by how probable the best place was. Which features there are, the shrinkage and the share of the
swing were chosen with these results in view, so they flatter the rule a little."""
WEIGHTS = ROOT / "src" / "surefoot" / "measures" / "carried" / "weights.py"


@dataclass(frozen=True, slots=True)
class Worn:
    """One walk of known place: data set, subject, what the set calls the place."""

    dataset: str
    subject: str
    called: str
    place: Placement | None
    carried: Carried


def _longest_walk(recording: Recording, knowledge: Knowledge) -> WalkPart | None:
    analysis = measure_walk(recording, Capture(), knowledge)
    walks = [s for s in analysis.segments if s.kind is SegmentKind.WALK]
    if not walks:
        return None
    walk = max(walks, key=lambda s: s.end_s - s.start_s)
    times = [c.time_s for c in analysis.initial_contacts if walk.start_s <= c.time_s <= walk.end_s]
    return WalkPart(walk.start_s, walk.end_s, float(np.median(np.diff(times))))


def geotec_recordings(folder: Path) -> Iterator[tuple[str, Recording]]:
    """Yield name and recording of every phone (``_sp``) and watch (``_sw``) of geotec_tug."""
    for path in sorted((folder / "geotec_tug" / "DATA").glob("s*/*.csv.gz")):
        with gzip.open(path, "rt") as file:
            rows = list(csv.DictReader(file))
        names = ("x_acc", "y_acc", "z_acc", "x_gyro", "y_gyro", "z_gyro")
        seconds = np.array([float(row["timestamp"]) for row in rows]) / 1000.0
        values = np.array([[float(row[name]) for name in names] for row in rows])
        rising = np.concatenate([[True], np.diff(np.maximum.accumulate(seconds)) > 1e-4])
        yield path.name[:-7], make_recording(seconds[rising], values[rising], Capture())


def _sources(folder: Path) -> Iterator[tuple[tuple[str, str, str], Placement | None, Recording]]:
    for phone in oxford_phones(folder):
        label = ("oxford", phone.user, phone.place)
        yield label, OXFORD_PLACES.get(phone.place), phone.recording
    for name, recording in geotec_recordings(folder):
        place = Placement.POCKET if name.endswith("sp") else Placement.WRIST
        yield ("geotec", name[:3], name[-2:]), place, recording
    for name, recording, _ in voisard_cases(folder):
        subject = re.split(r"[_-]", name)[0]
        yield ("voisard", subject, "lower back"), Placement.LOWER_BACK, recording
    for test in ("6MWT", "SBT-UTT"):
        for part in dispel_parts(folder, test):
            if part.kind != "sbt":
                label = ("dispel", part.name[:8], f"belt, {part.kind}")
                yield label, Placement.LOWER_BACK, part.recording


def _simulated() -> Iterator[tuple[tuple[str, str, str], Placement | None, Recording]]:
    """Yield made-up walks: slow and impaired gait, which the recordings lack."""
    place = Placement.LOWER_BACK
    for speed, aid in product(SIMULATED_MPS, (Aid.NONE, Aid.TWO_STICKS)):
        gait = Gait(speed_mps=speed, aid=aid, stride_time_cv=0.05, step_time_asymmetry=0.1)
        walk = simulate_walk(WalkSettings(gait=gait, sensor=Sensor(placement=place)), seed=11)
        yield ("simulated", f"{speed} m/s, {aid}", str(place)), place, walk.recording


def worn_walks(folder: Path, knowledge: Knowledge) -> list[Worn]:
    """Return the longest walk of every recording whose place is known, as far as one was found."""
    found = []
    for (dataset, subject, called), place, recording in chain(_sources(folder), _simulated()):
        walk = _longest_walk(recording, knowledge)
        carried = None if walk is None else describe_carried(recording, walk)
        if carried is not None:
            found.append(Worn(dataset, subject, called, place, carried))
    return found


def _balance(worn: Sequence[Worn]) -> Floats:
    """Return weights (n,) by which places, then sets in a place, then subjects count alike."""
    keys = [(w.place, w.dataset, w.called, w.subject) for w in worn]
    walks = Counter(keys)
    subjects = Counter(key[:3] for key in set(keys))
    sets = Counter(key[0] for key in subjects)
    return np.array([1.0 / sets[k[0]] / subjects[k[:3]] / walks[k] for k in keys])


def _loss(
    features: Floats, target: Floats, count: Floats
) -> Callable[[Floats], tuple[float, Floats]]:
    """Return the penalised negative log likelihood of flat weights, with its gradient."""

    def value(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(target.shape[1], -1)
        evidence = features @ weights.T
        evidence -= evidence.max(axis=1, keepdims=True)
        shares = np.exp(evidence)
        shares /= shares.sum(axis=1, keepdims=True)
        drawn = weights * np.array([0.0] + [1.0] * (weights.shape[1] - 1))
        loss = -np.sum(count * np.log(np.sum(shares * target, axis=1) + 1e-12))
        gradient = ((shares - target) * count[:, None]).T @ features + SHRINKAGE * drawn
        return float(loss + SHRINKAGE / 2.0 * np.sum(drawn**2)), gradient.ravel()

    return value


def _swings(worn: Sequence[Worn]) -> Floats:
    rows = []
    for place in CLASSES:
        seen = [w for w in worn if w.place is place and w.carried.swing is not None]
        if not seen:
            rows.append(SWING_UNSEEN)
            continue
        count, swing = _balance(seen), np.array([w.carried.swing for w in seen])
        middle = float(np.average(swing, weights=count))
        spread = float(np.sqrt(np.average((swing - middle) ** 2, weights=count)))
        rows.append((middle, max(spread, SWING_LEAST_SPREAD)))
    return np.array(rows)


def fit(worn: Sequence[Worn]) -> Rule:
    """Return the rule that fits walks of known place."""
    known = [w for w in worn if w.place is not None]
    values, count = np.array([w.carried.values for w in known]), _balance(known)
    mean = np.average(values, axis=0, weights=count)
    spread = np.sqrt(np.average((values - mean) ** 2, axis=0, weights=count))
    off = np.clip((values - mean) / spread, -likely.FAR, likely.FAR)
    features = np.column_stack([np.ones(len(off)), off])
    target = np.array([[float(w.place is place) for place in CLASSES] for w in known])
    start = np.zeros(target.shape[1] * features.shape[1])
    best = minimize(_loss(features, target, count), start, jac=True, method="L-BFGS-B")
    return Rule(mean, spread, best.x.reshape(target.shape[1], -1), _swings(known))


def _tuple(values: Floats) -> str:
    return "(" + ", ".join(f"{value:.4f}" for value in values) + ")"


def _write(rule: Rule, worn: Sequence[Worn]) -> None:
    on = Counter((w.dataset, w.subject) for w in worn if w.place is not None)
    sets = Counter(dataset for dataset, _ in on)
    told = ", ".join(f"{name} ({count})" for name, count in sets.items())
    lines = [
        '"""The numbers that place a sensor: written by ``python -m validation.placements``.',
        "",
        "Found on these sets, subjects (dispel: sessions; simulated: settings) in brackets:",
        f"{told}.",
        "Rows of WEIGHTS are places; its first column is added, the others follow the features.",
        "SWING: mean and standard deviation of the logarithm of the tilt once a stride, rad; hand",
        'and bag are assumed, as no such recording has a gyroscope."""',
        "",
        "PLACES: tuple[str, ...] = (" + ", ".join(f'"{place}"' for place in CLASSES) + ")",
        f"MEAN: tuple[float, ...] = {_tuple(rule.mean)}",
        f"SPREAD: tuple[float, ...] = {_tuple(rule.spread)}",
        "WEIGHTS: tuple[tuple[float, ...], ...] = (",
        *(f"    {_tuple(row)}," for row in rule.weights),
        ")",
        "SWING: tuple[tuple[float, float], ...] = (",
        *(f"    {_tuple(row)}," for row in rule.swing),
        ")",
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Placed:
    """One walk with what the rule said of it that had not seen its subject."""

    worn: Worn
    said: Placement | None
    chances: dict[Placement, float]


def _place(worn: Worn, rule: Rule, least: float) -> Placed:
    best = most_likely(worn.carried, least, rule)
    said = None if best is None else best.placement
    return Placed(worn, said, probabilities(worn.carried, rule))


def left_out(worn: Sequence[Worn], least: float, turning: bool) -> list[Placed]:
    """Return every walk placed by a rule that was fitted without its subject."""
    placed = []
    for person in sorted({(w.dataset, w.subject) for w in worn}):
        rule = fit([w for w in worn if (w.dataset, w.subject) != person])
        for walk in worn:
            if (walk.dataset, walk.subject) == person:
                carried = walk.carried if turning else replace(walk.carried, swing=None)
                placed.append(_place(replace(walk, carried=carried), rule, least))
    return placed


def _counts(placed: Sequence[Placed]) -> str:
    right = sum(p.said is not None and p.said is p.worn.place for p in placed)
    unsaid = sum(p.said is None for p in placed)
    wrong = Counter(str(p.said) for p in placed if p.said not in (None, p.worn.place))
    named = ", ".join(f"{place} {count}" for place, count in sorted(wrong.items())) or "none"
    return f"{right} | {named} | {unsaid}"


def _placed_table(both: list[Placed], alone: list[Placed]) -> str:
    lines = [
        "| set, place | subjects | walks | right | wrong | not said | acceleration alone: right "
        "| wrong | not said |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for key in sorted({(p.worn.dataset, p.worn.called) for p in both}):
        here = [
            [p for p in all_ if (p.worn.dataset, p.worn.called) == key] for all_ in (both, alone)
        ]
        people = len({p.worn.subject for p in here[0]})
        lines.append(
            f"| {key[0]}, {key[1]} | {people} | {len(here[0])} "
            f"| {_counts(here[0])} | {_counts(here[1])} |"
        )
    return "\n".join(lines)


def _calibration(placed: Sequence[Placed]) -> str:
    """Return how often the most probable place was right, by how probable it was."""
    known = [p for p in placed if p.worn.place is not None]
    best = np.array([max(p.chances.values()) for p in known])
    right = np.array([max(p.chances, key=lambda c: p.chances[c]) is p.worn.place for p in known])
    lines = ["| said | walks | came true |", "| --- | --- | --- |"]
    for low, high in ((0.0, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        inside = (best >= low) & (best < high)
        if inside.any():
            said = f"{100 * best[inside].mean():.0f} %"
            lines.append(f"| {said} | {inside.sum()} | {100 * right[inside].mean():.0f} % |")
    return "\n".join(lines)


def placements_section(knowledge: Knowledge) -> str:
    """Return the section on where a sensor was carried."""
    worn = worn_walks(reference_folder(), knowledge)
    least = knowledge.number("placement_likely").value
    both, alone = (left_out(worn, least, turning) for turning in (True, False))
    return "\n\n".join([ABOUT, _placed_table(both, alone), _calibration(both)])


def main() -> int:
    """Fit the rule on every subject and write it; 2 when the recordings are not there."""
    try:
        worn = worn_walks(reference_folder(), load_knowledge())
    except FileNotFoundError as problem:
        print(problem, file=sys.stderr)
        return 2
    _write(fit(worn), worn)
    print(f"{len(worn)} walks")
    return 0


if __name__ == "__main__":
    sys.exit(main())
