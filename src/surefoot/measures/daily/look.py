"""One pass over a long recording: its walks, its rises, when it was worn, when the person stood."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.chair.rises import Rise, find_rises
from surefoot.measures.daily.epochs import EPOCH_S, Epochs, read_epochs
from surefoot.measures.daily.local_days import Day
from surefoot.measures.daily.standing import TELLS_STANDING, standing_epochs
from surefoot.measures.daily.wear import worn_epochs
from surefoot.measures.gate import windows_with_movement
from surefoot.measures.in_turn import work_on_each
from surefoot.measures.joined import Joined
from surefoot.measures.walking.facts import WalkFacts
from surefoot.measures.walking.measure import swap_feet
from surefoot.measures.walking.placement import Can
from surefoot.measures.walking.walk import Bout, bouts_of
from surefoot.model.recording import Capture, Recording
from surefoot.signals.peaks import true_runs

Flags = NDArray[np.bool_]
Span = tuple[float, float]

# Who has taken so many steps walks: leaning before a slow rise may look like two steps. Chosen on
# simulated days of odd seeds.
WALKED_STEPS = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in a recording or in a part of it, in order of time.

    ``worn`` (n,) and ``standing`` (n,) are told for each epoch; ``standing`` is None where the
    placement cannot tell it, ``rises`` likewise.
    """

    bouts: tuple[Bout, ...]
    rises: tuple[float, ...] | None
    worn: Flags
    standing: Flags | None

    @property
    def worn_h(self) -> float:
        """Hours in which the sensor was worn."""
        return float(np.count_nonzero(self.worn)) * EPOCH_S / 3600.0

    @property
    def recorded_h(self) -> float:
        """Hours that were looked at, worn or not."""
        return len(self.worn) * EPOCH_S / 3600.0


def _within(rise: Rise, walk: Bout) -> bool:
    """Whether a person walked before and after a climb: a stair, not a chair."""
    before = int(np.searchsorted(walk.times, rise.start_s))
    return before >= WALKED_STEPS and rise.end_s < walk.end_s


def _outside(rises: Sequence[Rise], walks: Sequence[Bout]) -> list[float]:
    """Return when a person stood up; a step down or up a stair within a walk is none."""
    return [
        rise.start_s
        for rise in rises
        if rise.is_rise and not any(_within(rise, walk) for walk in walks)
    ]


def _rises(joined: Joined) -> list[Rise]:
    return [rise.later(joined.ahead_s(rise.start_s)) for rise in find_rises(joined.motion)]


def _is_worn(worn: Flags, time_s: float) -> bool:
    return bool(worn[min(int(time_s // EPOCH_S), len(worn) - 1)])


def _standing(
    epochs: Epochs, worn: Flags, walks: Sequence[Bout], upright_deg: float | None
) -> Flags | None:
    if upright_deg is None:
        return None
    spans = [(walk.start_s, walk.end_s) for walk in walks]
    return standing_epochs(epochs, worn, spans, upright_deg)


def look(
    recording: Recording, capture: Capture, can: Can, facts: WalkFacts, standing_deg: float
) -> Seen:
    """Return everything that daily life is told from.

    Reads the samples once for wear and posture, once for movement, and once more where the person
    moves. Nothing found while the sensor was not worn is kept: it was carried in a bag or a car.

    Args:
        recording: the days.
        capture: where the sensor was, and whether feet are to be exchanged.
        can: what can be measured there.
        facts: what a walk is.
        standing_deg: a thigh this close to how it hangs in walking stands, degrees.
    """
    epochs = read_epochs(recording)
    worn = worn_epochs(epochs)
    bouts: list[Bout] = []
    rises: list[float] = []

    def look_at(joined: Joined) -> tuple[list[Bout], list[float]]:
        found = bouts_of(joined, can, facts)
        stood = _outside(_rises(joined), found) if can.on_pelvis else []
        return [swap_feet(bout) if capture.swap_feet else bout for bout in found], stood

    for found, stood in work_on_each(recording, windows_with_movement(recording), look_at):
        bouts += found
        rises += stood
    walks = tuple(bout for bout in bouts if _is_worn(worn, bout.start_s))
    kept = tuple(rise for rise in rises if _is_worn(worn, rise))
    told = standing_deg if capture.placement in TELLS_STANDING else None
    standing = _standing(epochs, worn, walks, told)
    return Seen(walks, kept if can.on_pelvis else None, worn, standing)


def part(seen: Seen, day: Day) -> Seen:
    """Return what happened on one day; a walk over midnight belongs to the day it began."""
    first, last = round(day.start_s / EPOCH_S), round(day.end_s / EPOCH_S)
    return Seen(
        bouts=tuple(bout for bout in seen.bouts if day.holds(bout.start_s)),
        rises=None if seen.rises is None else tuple(r for r in seen.rises if day.holds(r)),
        worn=seen.worn[first:last],
        standing=None if seen.standing is None else seen.standing[first:last],
    )


def not_worn_spans(worn: Flags, end_s: float) -> list[Span]:
    """Return start and end of every stretch in which the sensor was not worn, in seconds."""
    runs = ((a * EPOCH_S, min(b * EPOCH_S, end_s)) for a, b in true_runs(~worn))
    return [(float(start), float(end)) for start, end in runs if end > start]
