"""The ways a trial could have been drawn: what a randomisation test compares with.

An assignment is a row of booleans, one per occasion, True for on. Each scheme can count its
assignments, list them, and draw one as the trial itself was drawn: all equally likely.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import comb
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

# Rows made at once: enough to be quick, few enough for any memory.
_AT_ONCE = 4_096


class Scheme(Protocol):
    """A set of equally likely assignments."""

    def count(self) -> int:
        """Return how many assignments there are."""
        ...

    def every(self) -> Iterator[Flags]:
        """Yield each assignment once, shape (n,)."""
        ...

    def draw(self, rng: np.random.Generator) -> Flags:
        """Return one assignment at random, shape (n,)."""
        ...

    def admits(self, row: Flags) -> bool:
        """Whether this assignment is one of them."""
        ...


def run_lengths(row: Flags) -> NDArray[np.int64]:
    """Return how many equal assignments stand in a row, run by run."""
    changes = np.flatnonzero(np.diff(row)) + 1
    return np.diff(np.concatenate([[0], changes, [len(row)]]))


@cache
def _ways(on: int, off: int, run_left: int, most: int) -> int:
    """Count orders of what is left when ``run_left`` more of the kind just placed (on) may follow.

    On and off change names whenever a run ends, so that "on" is always the kind just placed.
    """
    if on == 0 and off == 0:
        return 1
    same = _ways(on - 1, off, run_left - 1, most) if on and run_left else 0
    other = _ways(off - 1, on, most - 1, most) if off else 0
    return same + other


def _coins(throws: int) -> Iterator[Flags]:
    """Yield every row of so many throws once, many rows at a time, (m, throws)."""
    places = np.arange(throws - 1, -1, -1)
    for start in range(0, 1 << throws, _AT_ONCE):
        numbers = np.arange(start, min(start + _AT_ONCE, 1 << throws))
        yield ((numbers[:, None] >> places[None, :]) & 1).astype(np.bool_)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Blocks in pairs, one on and one off, in random order within each pair."""

    pairs: int
    block: int

    def _rows(self, on_first: Flags) -> Flags:
        """Return a row for each row of firsts, (m, pairs)."""
        halves = np.stack([on_first, ~on_first], axis=2).reshape(len(on_first), -1)
        return np.repeat(halves, self.block, axis=1)

    def _row(self, on_first: Flags) -> Flags:
        return np.asarray(self._rows(on_first[None, :])[0])

    def count(self) -> int:
        """Return how many assignments there are."""
        return 1 << self.pairs

    def every(self) -> Iterator[Flags]:
        """Yield each assignment once, shape (2 x pairs x block,)."""
        for firsts in _coins(self.pairs):
            yield from self._rows(firsts)

    def draw(self, rng: np.random.Generator) -> Flags:
        """Return one assignment at random."""
        return self._row(rng.random(self.pairs) < 0.5)

    def admits(self, row: Flags) -> bool:
        """Whether this assignment is one of them."""
        if len(row) != 2 * self.pairs * self.block:
            return False
        return bool(np.array_equal(row, self._row(row[:: 2 * self.block])))


@dataclass(frozen=True, slots=True)
class Phases:
    """Phases in a fixed order, off first, with random moments of change (Onghena 1992)."""

    occasions: int
    phases: int
    shortest: int

    @property
    def _spare(self) -> int:
        return self.occasions - self.phases * self.shortest

    def _row(self, cuts: tuple[int, ...]) -> Flags:
        # Each cut is counted after the shortest lengths of the phases before it are taken away.
        places = np.array(cuts) - np.arange(len(cuts)) + self.shortest * np.arange(1, self.phases)
        phase = np.searchsorted(places, np.arange(self.occasions), side="right")
        return np.asarray(phase % 2 == 1)

    def count(self) -> int:
        """Return how many assignments there are."""
        return comb(self._spare + self.phases - 1, self.phases - 1) if self._spare >= 0 else 0

    def every(self) -> Iterator[Flags]:
        """Yield each assignment once, shape (occasions,)."""
        if self._spare >= 0:
            for cuts in combinations(range(self._spare + self.phases - 1), self.phases - 1):
                yield self._row(cuts)

    def draw(self, rng: np.random.Generator) -> Flags:
        """Return one assignment at random."""
        cuts = rng.choice(self._spare + self.phases - 1, self.phases - 1, replace=False)
        return self._row(tuple(sorted(int(cut) for cut in cuts)))

    def admits(self, row: Flags) -> bool:
        """Whether this assignment is one of them."""
        lengths = run_lengths(row)
        right = len(row) == self.occasions and len(lengths) == self.phases
        return right and not row[0] and int(lengths.min()) >= self.shortest


@dataclass(frozen=True, slots=True)
class Alternation:
    """So many occasions on among all, never more than ``most_in_a_row`` alike in a row."""

    occasions: int
    on: int
    most_in_a_row: int

    def count(self) -> int:
        """Return how many assignments there are."""
        on, off, most = self.on, self.occasions - self.on, self.most_in_a_row
        first_on = _ways(on - 1, off, most - 1, most) if on else 0
        return first_on + (_ways(off - 1, on, most - 1, most) if off else 0)

    def every(self) -> Iterator[Flags]:
        """Yield each assignment once, shape (occasions,)."""
        for places in combinations(range(self.occasions), self.on):
            row = np.zeros(self.occasions, dtype=np.bool_)
            row[list(places)] = True
            if self.admits(row):
                yield row

    def draw(self, rng: np.random.Generator) -> Flags:
        """Return one assignment at random, by drawing until the rule holds."""
        row = np.arange(self.occasions) < self.on
        while not self.admits(row := rng.permutation(row)):
            pass
        return row

    def admits(self, row: Flags) -> bool:
        """Whether this assignment is one of them."""
        right = len(row) == self.occasions and int(row.sum()) == self.on
        return right and int(run_lengths(row).max()) <= self.most_in_a_row


@dataclass(frozen=True, slots=True)
class Sessions:
    """Sessions of four occasions, on-off-off-on or off-on-on-off, at random in each."""

    sessions: int

    def _rows(self, on_first: Flags) -> Flags:
        """Return a row for each row of firsts, (m, sessions)."""
        walks = [on_first, ~on_first, ~on_first, on_first]
        return np.stack(walks, axis=2).reshape(len(on_first), -1)

    def _row(self, on_first: Flags) -> Flags:
        return np.asarray(self._rows(on_first[None, :])[0])

    def count(self) -> int:
        """Return how many assignments there are."""
        return 1 << self.sessions

    def every(self) -> Iterator[Flags]:
        """Yield each assignment once, shape (4 x sessions,)."""
        for firsts in _coins(self.sessions):
            yield from self._rows(firsts)

    def draw(self, rng: np.random.Generator) -> Flags:
        """Return one assignment at random."""
        return self._row(rng.random(self.sessions) < 0.5)

    def admits(self, row: Flags) -> bool:
        """Whether this assignment is one of them."""
        right = len(row) == 4 * self.sessions
        return right and bool(np.array_equal(row, self._row(row[::4])))


@dataclass(frozen=True, slots=True)
class Starts:
    """Off, then on for good from one of ``window`` days that follow the first ``before``."""

    occasions: int
    before: int
    window: int

    def _row(self, start: int) -> Flags:
        return np.arange(self.occasions) >= self.before + start

    def count(self) -> int:
        """Return how many assignments there are."""
        return self.window

    def every(self) -> Iterator[Flags]:
        """Yield each assignment once, shape (occasions,)."""
        return (self._row(start) for start in range(self.window))

    def draw(self, rng: np.random.Generator) -> Flags:
        """Return one assignment at random."""
        return self._row(int(rng.integers(self.window)))

    def admits(self, row: Flags) -> bool:
        """Whether this assignment is one of them."""
        return any(np.array_equal(row, one) for one in self.every())


@dataclass(frozen=True, slots=True)
class Free:
    """So many occasions on among all, in any order."""

    occasions: int
    on: int

    def count(self) -> int:
        """Return how many assignments there are."""
        return comb(self.occasions, self.on)

    def every(self) -> Iterator[Flags]:
        """Yield each assignment once, shape (occasions,)."""
        for places in combinations(range(self.occasions), self.on):
            row = np.zeros(self.occasions, dtype=np.bool_)
            row[list(places)] = True
            yield row

    def draw(self, rng: np.random.Generator) -> Flags:
        """Return one assignment at random."""
        return rng.permutation(np.arange(self.occasions) < self.on)

    def admits(self, row: Flags) -> bool:
        """Whether this assignment is one of them."""
        return len(row) == self.occasions and int(row.sum()) == self.on
