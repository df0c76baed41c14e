"""Stretches of movement put one after another, so that many are worked on in one go.

A day at home holds hundreds of short stretches, and each step of a method costs more to call than
to carry out on one of them. Stretches that begin and end in stillness are laid behind each other
with more stillness between; what is found is told in the time of the recording again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import LIVELY_FROM, Motion

Floats = NDArray[np.float64]

# Stillness between two stretches: longer than any pause within a walk.
BETWEEN_S = 4.0
# So much of each end must be still, for a stretch to be joined to another.
STILL_END_S = 1.0
# So many samples are joined at most (ten minutes), for memory.
MOST_SAMPLES = 60_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Samples ``[first, last)`` of the joined stretch; the recording's time is ``ahead_s`` more."""

    first: int
    last: int
    ahead_s: float


@dataclass(frozen=True, slots=True)
class Joined:
    """Stretches of samples behind each other, in order, and where each begins and ends."""

    motion: Motion
    pieces: tuple[Piece, ...]

    def ahead_s(self, time_s: float) -> float:
        """Return what a time of the joined stretch lacks to be a time of the recording."""
        place = self.motion.place(time_s)
        later = (piece.ahead_s for piece in self.pieces if place < piece.last)
        return next(later, self.pieces[-1].ahead_s)


def alone(motion: Motion) -> Joined:
    """Return a single stretch, whose times are those of the recording."""
    return Joined(motion, (Piece(0, len(motion.vertical), 0.0),))


def join(motions: Iterable[Motion]) -> Iterator[Joined]:
    """Yield stretches joined as far as they begin and end in stillness, in order of time."""
    waiting: list[Motion] = []
    for motion in motions:
        if not _ends_still(motion):
            yield from _joined(waiting)
            yield alone(motion)
            waiting = []
            continue
        if waiting and sum(len(m.vertical) for m in (*waiting, motion)) > MOST_SAMPLES:
            yield from _joined(waiting)
            waiting = []
        waiting.append(motion)
    yield from _joined(waiting)


def _ends_still(motion: Motion) -> bool:
    width = round(STILL_END_S * motion.rate_hz)
    ends = (motion.vertical[:width], motion.vertical[-width:])
    return all(float(np.abs(end).max()) < LIVELY_FROM for end in ends)


def _joined(motions: list[Motion]) -> Iterator[Joined]:
    if len(motions) == 1:
        yield alone(motions[0])
    if len(motions) < 2:
        return
    rate_hz = motions[0].rate_hz
    between = round(BETWEEN_S * rate_hz)
    pieces, first = [], 0
    for motion in motions:
        last = first + len(motion.vertical)
        pieces.append(Piece(first, last, motion.start_s - first / rate_hz))
        first = last + between
    whole = Motion(
        start_s=0.0,
        rate_hz=rate_hz,
        vertical=_laid([m.vertical for m in motions], between),
        up=_laid([m.up for m in motions], between, repeat=True),
        level=_laid([m.level for m in motions], between),
        yaw=_laid_if_known([m.yaw for m in motions], between),
        tilting=_laid_if_known([m.tilting for m in motions], between),
    )
    yield Joined(whole, tuple(pieces))


def _laid_if_known(parts: list[Floats | None], between: int) -> Floats | None:
    known = [part for part in parts if part is not None]
    return _laid(known, between) if len(known) == len(parts) else None


def _laid(parts: list[Floats], between: int, repeat: bool = False) -> Floats:
    """Return parts behind each other with zeros, or each one's last row, between two."""
    rows: list[Floats] = []
    for part in parts:
        row = part[-1:] if repeat else np.zeros_like(part[-1:])
        rows += [part, np.repeat(row, between, axis=0)]
    return np.concatenate(rows[:-1])
