"""Steps of phones carried in many ways, against foot switches."""

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.recording import Capture, Recording
from validation.reference import make_recording, reference_folder

Floats = NDArray[np.float64]

# Recordings with fewer true steps have a broken foot switch.
FEWEST_STEPS = 50
# A switch that closes again within this part of its middle stride has bounced: no foot lands twice
# in the time of one step.
BOUNCE = 0.6
# Users whose recordings the counting of steps was tuned on; the third was only looked at.
TUNED_ON = frozenset({"Jamie", "Carmelo"})
# Bootstrap samples of recordings, and their seed.
RESAMPLED, SEED = 2000, 1
HELD_BACK = """The `validation` folder of this set (two more users) is not among the recordings that
lie here, so nothing is said of it."""
ABOUT = """## Steps of a phone carried anywhere (oxford_stepcounter)

Healthy adults walked with a phone in one of seven places and switches under both feet. The phones'
accelerometers alone were read, and the place was not told (`placement` unknown). Foot switches
bounce: one that closes twice within 0.6 of its middle stride is counted once, and a press is added
where one foot has none between two of the other. The last columns show the error against switches
as they came. Numbers were tuned on Jamie and Carmelo. Dario was looked at as well: that a phone
being put away drops only weak steps followed a look at one of Dario's pockets, and how alike
strides must be was chosen with all three in view; so no user here is wholly unseen. Intervals are
from 2000 bootstrap samples of recordings."""


@dataclass(frozen=True, slots=True)
class OxfordPhone:
    """One recording: who walked, where the phone was, its samples, true steps.

    ``switched`` counts presses as they came, ``true`` without bounces and with missed ones.
    """

    name: str
    user: str
    place: str
    recording: Recording
    switched: int
    true: int


@dataclass(frozen=True, slots=True)
class StepCount:
    """True and found steps of one recording."""

    user: str
    place: str
    true: int
    switched: int
    found: int

    @property
    def error(self) -> float:
        """Found minus true, in percent of true."""
        return 100.0 * (self.found - self.true) / self.true

    @property
    def switched_error(self) -> float:
        """Found minus presses as they came, in percent of them."""
        return 100.0 * (self.found - self.switched) / self.switched


def _lines(path: Path) -> list[str]:
    packed = path.with_name(path.name + ".gz")
    if packed.exists():
        return gzip.decompress(packed.read_bytes()).decode().splitlines()
    return path.read_text().splitlines()


def _table(path: Path, columns: int) -> Floats:
    rows = [line.split(",") for line in _lines(path)]
    return np.array([row[:columns] for row in rows if len(row) >= columns], dtype=np.float64)


def _recording(table: Floats, first: int) -> Recording:
    """Return the phone's recording: nanoseconds in column 0, three axes from column ``first``."""
    seconds = table[:, 0] / 1e9
    later = np.concatenate([[True], np.diff(np.maximum.accumulate(seconds)) > 1e-4])
    return make_recording(seconds[later], table[later, first : first + 3], Capture())


def presses(seconds: Floats, closed: Floats) -> Floats:
    """Return the times at which a switch closed, bounces left out, (k,)."""
    times = seconds[1:][np.diff(closed) > 0]
    if len(times) < 2:
        return times
    least = BOUNCE * float(np.median(np.diff(times)))
    kept = [float(times[0])]
    for time in times[1:]:
        if time - kept[-1] >= least:
            kept.append(float(time))
    return np.array(kept)


def missed(one: Floats, other: Floats) -> int:
    """Return how often one foot must have landed unseen, as feet take turns."""
    between = np.diff(np.searchsorted(other, one))
    return int(np.sum(np.maximum(between - 1, 0)))


def _true_steps(switches: Floats) -> tuple[int, int]:
    """Return presses as they came, and steps."""
    raw = int(np.sum(np.diff(switches[:, 1:], axis=0) > 0))
    left, right = (presses(switches[:, 0], switches[:, column]) for column in (1, 2))
    return raw, len(left) + len(right) + missed(left, right) + missed(right, left)


def oxford_phones(folder: Path) -> Iterator[OxfordPhone]:
    """Yield every recording whose foot switches worked, of the half that lies here."""
    root = folder / "oxford_stepcounter" / "optimisation" / "data"
    for place in sorted(path for path in root.iterdir() if path.is_dir()):
        raw, true = _true_steps(_table(place / "stepcounter.csv", 3))
        if raw >= FEWEST_STEPS:
            _, user, _, carried, _ = place.name.split("_")
            recording = _recording(_table(place / "accelerometer.csv", 5), 2)
            yield OxfordPhone(place.name, user, carried.lower(), recording, raw, true)


def held_back_phones(folder: Path) -> Iterator[OxfordPhone]:
    """Yield the recordings of the validation half, where they lie here; none is tuned on."""
    root = folder / "oxford_stepcounter" / "validation"
    for path in sorted(root.glob("*.csv*")) if root.is_dir() else []:
        table = _table(path.with_name(path.name.removesuffix(".gz")), 6)
        user, carried = re.match(r"([^_]+)_([^_]+)_", path.name).groups()  # type: ignore[union-attr]
        true = int(table[-1, 5])
        yield OxfordPhone(path.name, user, carried.lower(), _recording(table, 1), true, true)


def count_steps(phone: OxfordPhone, knowledge: Knowledge) -> StepCount:
    """Return true and found steps of one recording, its place not told."""
    found = len(measure_walk(phone.recording, Capture(), knowledge).initial_contacts)
    return StepCount(phone.user, phone.place, phone.true, phone.switched, found)


def mean_interval(errors: Floats) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean."""
    rng = np.random.default_rng(SEED)
    means = rng.choice(errors, (RESAMPLED, len(errors))).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def _row(label: str, counts: Sequence[StepCount]) -> str:
    errors = np.array([count.error for count in counts])
    low, high = mean_interval(np.abs(errors))
    switched = np.array([count.switched_error for count in counts])
    within = int(np.sum(np.abs(errors) <= 3.0))
    return (
        f"| {label} | {len(counts)} | {sum(c.true for c in counts)} "
        f"| {np.mean(np.abs(errors)):.1f} % ({low:.1f} to {high:.1f}) | {errors.mean():+.1f} % "
        f"| {np.max(np.abs(errors)):.1f} % | {within} of {len(counts)} "
        f"| {np.mean(np.abs(switched)):.1f} % |"
    )


def _counts_table(counts: Sequence[StepCount]) -> str:
    lines = [
        "| carried | recordings | true steps | mean absolute error (95 %) | mean error | largest "
        "| within 3 % | against switches as they came |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for place in sorted({count.place for count in counts}):
        here = [count for count in counts if count.place == place]
        groups = {
            "tuned on": [c for c in here if c.user in TUNED_ON],
            "Dario": [c for c in here if c.user not in TUNED_ON],
        }
        lines += [_row(f"{place}, {name}", group) for name, group in groups.items() if group]
    apart = [count for count in counts if count.user not in TUNED_ON]
    lines += [_row("**all of Dario**", apart)] if apart else []
    return "\n".join([*lines, _row("**all**", counts)])


def oxford_section(knowledge: Knowledge) -> str:
    """Return the section on steps of carried phones."""
    folder = reference_folder()
    counts = [count_steps(phone, knowledge) for phone in oxford_phones(folder)]
    parts = [ABOUT, _counts_table(counts)]
    unseen = [count_steps(phone, knowledge) for phone in held_back_phones(folder)]
    parts.append(_counts_table(unseen) if unseen else HELD_BACK)
    return "\n\n".join(parts)
