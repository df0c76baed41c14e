"""How found and true events and intervals are compared."""

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, wrong and missed, in events or in seconds."""

    right: float = 0.0
    wrong: float = 0.0
    missed: float = 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and sensitivity; 0 when there is nothing right."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total > 0 else 0.0

    @property
    def precision(self) -> float:
        """Share of what was found that is true."""
        found = self.right + self.wrong
        return self.right / found if found > 0 else 0.0

    @property
    def sensitivity(self) -> float:
        """Share of what is true that was found."""
        true = self.right + self.missed
        return self.right / true if true > 0 else 0.0


def pair_events(
    found: Sequence[float], true: Sequence[float], tolerance_s: float
) -> list[tuple[int, int]]:
    """Return one-to-one pairs (place in found, place in true), nearest pairs first."""
    near = sorted(
        (abs(f - t), i, j)
        for i, f in enumerate(found)
        for j, t in enumerate(true)
        if abs(f - t) <= tolerance_s
    )
    pairs: list[tuple[int, int]] = []
    taken_found: set[int] = set()
    taken_true: set[int] = set()
    for _, i, j in near:
        if i not in taken_found and j not in taken_true:
            taken_found.add(i)
            taken_true.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def count_events(found: Sequence[float], true: Sequence[float], tolerance_s: float) -> Counts:
    """Return right, wrong and missed events."""
    right = len(pair_events(found, true, tolerance_s))
    return Counts(right, len(found) - right, len(true) - right)


def length(spans: Sequence[Span]) -> float:
    """Return the total length of spans that do not overlap one another."""
    return sum(end - start for start, end in spans)


def common(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Return how long both sets of spans hold at once."""
    return sum(max(0.0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)


def count_time(found: Sequence[Span], true: Sequence[Span]) -> Counts:
    """Return seconds right, wrong and missed: exact overlap, the limit of scoring every sample."""
    right = common(found, true)
    return Counts(right, length(found) - right, length(true) - right)


def inside(times: Sequence[float], spans: Sequence[Span], margin_s: float) -> list[float]:
    """Return the times that lie in any span widened by a margin at both ends."""
    return [t for t in times if any(a - margin_s <= t <= b + margin_s for a, b in spans)]
