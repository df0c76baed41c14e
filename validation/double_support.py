"""Whether a lower-back sensor tells double support, against foot sensors (Voisard et al.)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.motion import Motion, motions
from surefoot.measures.walking.facts import read_facts
from surefoot.measures.walking.placement import what_can_be_measured
from surefoot.measures.walking.walk import Bout, find_walks
from surefoot.model.recording import Recording
from validation.matching import Span
from validation.reference import VOISARD_HZ, reference_folder, voisard_cases
from validation.summary import DRAWS, SEED

Floats = NDArray[np.float64]

# Persons on whom smoothing and offset were chosen; the others only check them.
TUNED_ON = frozenset({1, 2, 3, 4, 5})
# Smoothing of the up-down acceleration, standard deviation in s, and the part of a step in which
# the final contact is looked for; chosen on those persons among 0.02 to 0.12 s. The
# widest was least wrong, so the best may lie beyond.
SMOOTHING_S, LATEST = 0.12, 0.6
# A foot leaves the ground within this long of the other one's contact, in s.
LONGEST_DOUBLE_S = 0.6
TURN_MARGIN_S = 0.5
# Times of the reference count samples from the start of the file; one beyond the end is let pass.
ONE_SAMPLE_S = 1.0 / VOISARD_HZ
FEWEST_STEPS = 6

WORDS = """## Double support, tried and not given (voisard_ipol2023)

The foot sensors say when each foot leaves the ground. From the lower back, the final contact was
taken, after McCamley et al. 2012, where the smoothed up-down acceleration falls most steeply in
the first {latest:.0f} % of a step, after the contacts as Surefoot finds them. Smoothing, direction
and a constant offset were chosen on persons 1 to 5; persons 6 to 10 check them. "Guess" gives every
walk the mean of persons 1 to 5. Thirty variants were tried on persons 1 to 5; those that mostly
picked the edge of the window, and so gave nearly the same for everybody, were left out, although
their error was no larger. Persons 6 to 10 were seen for four variants, not for one only. Turns are
left out. Errors are in percent of a step, intervals by bootstrap over persons. All are healthy.
"""


@dataclass(frozen=True, slots=True)
class Share:
    """Double support of one walk as a share of step time: measured, from the feet, whose."""

    found: float | None
    true: float
    person: int


def _swings(folder: Path, name: str) -> tuple[dict[str, list[Span]], Span]:
    """Return (toe-off, contact) of each foot and the turn, in s from the start of the file."""
    meta = json.loads((folder / "voisard_ipol2023" / "GaitData" / f"{name}.json").read_text())
    first, last = (edge / VOISARD_HZ for edge in meta["TrialBoundaries"])
    swings = {
        foot: sorted(
            (off / VOISARD_HZ, on / VOISARD_HZ)
            for off, on in meta[f"{foot}FootEvents"]
            if first <= off / VOISARD_HZ and on / VOISARD_HZ <= last + ONE_SAMPLE_S
        )
        for foot in ("Left", "Right")
    }
    start, end = (edge / VOISARD_HZ for edge in meta["UTurnBoundaries"])
    return swings, (start - TURN_MARGIN_S, end + TURN_MARGIN_S)


def true_shares(swings: dict[str, list[Span]], turn: Span) -> list[float]:
    """Return the share of each straight step in which both feet stand.

    A step begins with the contact of one foot and ends with that of the other, which leaves the
    ground in between.
    """
    shares = []
    for foot, other in (("Left", "Right"), ("Right", "Left")):
        landed = np.array([on for _, on in swings[other]])
        for off, on in swings[foot]:
            before = landed[landed < off]
            straight = not turn[0] <= off <= turn[1]
            if straight and len(before) and off - before[-1] < LONGEST_DOUBLE_S:
                shares.append(float((off - before[-1]) / (on - before[-1])))
    return shares


def found_shares(motion: Motion, times: Floats, turns: Sequence[Span]) -> list[float]:
    """Return the share of each straight step up to the final contact seen in the trunk."""
    jerk = -gaussian_filter1d(motion.vertical, SMOOTHING_S * motion.rate_hz, order=1)
    shares = []
    for start, end in pairwise(times):
        if any(a - TURN_MARGIN_S < start < b + TURN_MARGIN_S for a, b in turns):
            continue
        first = int(motion.place(float(start)))
        last = int(motion.place(float(start + LATEST * (end - start))))
        if last - first >= 3 and last <= len(jerk):
            shares.append(float(np.argmax(jerk[first:last]) / motion.rate_hz / (end - start)))
    return shares


def _measured(recording: Recording, bouts: Sequence[Bout]) -> float | None:
    shares = [
        share
        for motion in motions(recording, [(0, recording.n_samples)])
        for bout in bouts
        if motion.start_s <= bout.start_s and bout.end_s <= motion.end_s
        for share in found_shares(motion, bout.times, bout.turns)
    ]
    return float(np.median(shares)) if len(shares) >= FEWEST_STEPS else None


def walks(folder: Path, knowledge: Knowledge) -> Iterator[Share]:
    """Yield double support of every walk that has steps with toe-off."""
    facts = read_facts(knowledge)
    for name, recording, _ in voisard_cases(folder):
        true = true_shares(*_swings(folder, name))
        if true:
            can = what_can_be_measured(
                recording, recording.header.capture, facts.sensor_height_share
            )
            found = _measured(recording, find_walks(recording, can, facts))
            yield Share(found, fmean(true), int(name.split("-")[0]))


def _errors(shares: Sequence[Share], offset: float, guess: float) -> list[tuple[int, float, float]]:
    """Return person and absolute errors of measuring and of guessing, in percent of a step."""
    return [
        (s.person, 100 * abs(s.found - offset - s.true), 100 * abs(guess - s.true))
        for s in shares
        if s.found is not None
    ]


def _with_interval(errors: Sequence[tuple[int, float, float]], column: int) -> str:
    """Return the mean of a column with its 95 % bootstrap interval over persons."""
    people = sorted({error[0] for error in errors})
    of = {p: [float(e[column]) for e in errors if e[0] == p] for p in people}
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(people), (DRAWS, len(people))).tolist()
    means = [fmean(v for i in draw for v in of[people[i]]) for draw in draws]
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{fmean(e[column] for e in errors):.1f} ({low:.1f} to {high:.1f})"


def _alike(shares: Sequence[Share]) -> str:
    pairs = np.array([(s.found, s.true) for s in shares if s.found is not None])
    return f"{np.corrcoef(pairs.T)[0, 1]:.2f}"


def double_support_section(knowledge: Knowledge) -> str:
    """Return the part of the accuracy page about double support."""
    everything = list(walks(reference_folder(), knowledge))
    tuned = [s for s in everything if s.person in TUNED_ON]
    offset = fmean(s.found - s.true for s in tuned if s.found is not None)
    guess = fmean(s.true for s in tuned)
    lines = [
        "| persons | walks | measured | error, measured | error, guess | correlation |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    rest = [s for s in everything if s.person not in TUNED_ON]
    for name, part in (("1 to 5 (chosen on)", tuned), ("6 to 10 (check)", rest)):
        errors = _errors(part, offset, guess)
        cells = [_with_interval(errors, 1), _with_interval(errors, 2), _alike(part)]
        lines.append(f"| {name} | {len(part)} | {len(errors)} | " + " | ".join(cells) + " |")
    verdict = (
        "Only a final contact that beats the guess and rises with the truth would be given. Until "
        "one does, double support is not measured and said to be not validated."
    )
    return "\n\n".join([WORDS.format(latest=100 * LATEST), "\n".join(lines), verdict])
