"""Outcomes followed through time: what was known when, and which changes were taken as known.

A lasting change that stays probable for weeks is accepted: it becomes part of the level, and the
scan looks for what comes after it. Each day's answer rests on what was known that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import RuleFacts
from surefoot.course.change.menu import Onset, even_onsets, onsets_for_today
from surefoot.course.change.posterior import Accepted, Posterior
from surefoot.course.change.several import Part, Together, together
from surefoot.course.change.shapes import Kind

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# So far apart are the onsets of a whole history, and the days on which today's answer looks back
# for changes to accept.
HISTORY_STEP_D, LOOK_BACK_D = 1.0, 7.0
# A history is followed in one piece up to so many times the longest window.
FIRST_PIECE = 2.0
# More changes than this in one window are no series to be followed.
MOST_ACCEPTED = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known on one day: probabilities (6,) of each ``Kind``, days of accepted changes."""

    day: float
    kinds: Floats
    accepted: tuple[float, ...]

    @property
    def different(self) -> float:
        """Probability that something is worse now."""
        return float(self.kinds[Kind.TRANSIENT : Kind.DRIFT + 1].sum())

    @property
    def real(self) -> float:
        """Probability of a change for the worse that lasts."""
        return float(self.kinds[Kind.STEP] + self.kinds[Kind.DRIFT])

    @property
    def better(self) -> float:
        """Probability of a change for the better that lasts."""
        return float(self.kinds[Kind.IMPROVEMENT])


@dataclass(frozen=True, slots=True)
class Track:
    """Asked moments in order, the outcomes with what was accepted in each, and the last scan."""

    moments: tuple[Moment, ...]
    parts: tuple[Part, ...]
    last: Together


def first_row_long_enough(probable: NDArray[np.bool_], days: Floats, lasting_d: float) -> int:
    """Return the first row at which ``probable`` has held for so many days, or -1."""
    since = np.nan
    for row, (holds, day) in enumerate(zip(probable.tolist(), days.tolist(), strict=True)):
        since = (day if np.isnan(since) else since) if holds else np.nan
        if holds and day - since >= lasting_d:
            return row
    return -1


def most_likely(found: Posterior, row: int, kinds: Sequence[Kind]) -> int:
    """Return the place of the most probable candidate of some kinds at a row."""
    mine = np.isin(found.menu.kind, kinds)
    return int(np.argmax(np.where(mine, found.candidates[row], -1.0)))


def _accept(part: Part, alone: Posterior, row: int, best: int) -> Part:
    """Return the outcome with a candidate taken as known, at the size it has there."""
    menu = alone.menu
    known = Accepted(
        menu.shapes[menu.shape[best]],
        float(menu.candidates.onset[best]),
        float(alone.size[row, best]),
        float(alone.size_sd[row, best]),
    )
    return replace(part, accepted=(*part.accepted, known))


def _to_accept(found: Posterior, rules: RuleFacts) -> tuple[int, Sequence[Kind]]:
    """Return the first row at which a lasting change is to be accepted, or -1, and its kinds."""
    ways = [((Kind.STEP, Kind.DRIFT), found.real), ((Kind.IMPROVEMENT,), found.better)]
    rows = [
        (first_row_long_enough(likely > rules.accept, found.asked, rules.accept_days), kinds)
        for kinds, likely in ways
    ]
    return min((row for row in rows if row[0] >= 0), default=(-1, ()), key=lambda row: row[0])


def track(parts: Sequence[Part], onsets: Sequence[Onset], days: Floats) -> Track:
    """Return what was known on the asked days, rising, of one or several outcomes.

    Args:
        parts: outcomes on one clock with their facts and the changes accepted before.
        onsets: when anything but a slow change may have begun.
        days: asked days, rising, (e,).
    """
    moments: list[Moment] = []
    now, after = tuple(parts), None
    while True:
        kept = [onset for onset in onsets if after is None or onset.day > after]
        found = together(now, kept, days, after)
        row, kinds = _to_accept(found.joint, now[0].facts.rules)
        known = len(now[0].accepted) - len(parts[0].accepted)
        if row < 0 or row == len(days) - 1 or known >= MOST_ACCEPTED:
            moments += _moments(found.joint, len(days), now)
            return Track(tuple(moments), now, found)
        moments += _moments(found.joint, row + 1, now)
        best = most_likely(found.joint, row, kinds)
        now = tuple(
            _accept(part, alone, row, best) for part, alone in zip(now, found.alone, strict=True)
        )
        after = now[0].accepted[-1].onset + now[0].facts.rules.baseline_d
        days = days[row + 1 :]


def _moments(found: Posterior, rows: int, parts: Sequence[Part]) -> list[Moment]:
    known = tuple(one.onset for one in parts[0].accepted)
    return [Moment(float(found.asked[row]), found.kinds[row], known) for row in range(rows)]


def _span(parts: Sequence[Part]) -> tuple[float, float]:
    firsts = [float(part.followed.days[0]) for part in parts]
    return min(firsts), max(float(part.followed.days[-1]) for part in parts)


def _all_days(parts: Sequence[Part]) -> Floats:
    return np.unique(np.concatenate([part.followed.days for part in parts]))


def track_history(parts: Sequence[Part]) -> Track:
    """Return what was known on every day with a value, each from what came before it.

    A very long series is followed piece by piece, each with the days before it; what was accepted
    by then is known in the next.
    """
    first, last = _span(parts)
    longest = parts[0].facts.rules.longest_d
    starts = np.arange(first + FIRST_PIECE * longest, last, longest / 2.0).tolist()
    found = _history([part for _, part in _between(parts, first, starts[0] if starts else last)])
    now, moments = _carry(parts, found), list(found.moments)
    for start in starts:
        end = min(start + longest / 2.0, last)
        window = _between(now, start - longest, end)
        if not any((part.followed.days > start).any() for _, part in window):
            continue
        found = _history([part for _, part in window])
        now = _carry(now, found)
        moments += [moment for moment in found.moments if moment.day > start]
    return replace(found, moments=tuple(moments))


def _history(parts: Sequence[Part]) -> Track:
    first, last = _span(parts)
    onsets = even_onsets(first + parts[0].facts.rules.baseline_d, last, HISTORY_STEP_D)
    return track(parts, onsets, _all_days(parts))


def _carry(parts: Sequence[Part], found: Track) -> list[Part]:
    """Return whole outcomes with what was accepted in a piece of them."""
    accepted = {part.name: part.accepted for part in found.parts}
    return [replace(p, accepted=accepted.get(p.name, p.accepted)) for p in parts]


def track_today(parts: Sequence[Part]) -> Track:
    """Return what is known now; only the last days of a very long series are searched."""
    longest = parts[0].facts.rules.longest_d
    *earlier, final = _ends(parts)
    now = list(parts)
    for end in earlier:
        for place, part in _last_of_window(now, end, longest):
            now[place] = replace(now[place], accepted=part.accepted)
    return _today([part for _, part in _window(now, final, longest)])


def _ends(parts: Sequence[Part]) -> list[float]:
    """Return the last days of the windows that are searched, which overlap by half, rising."""
    first, last = _span(parts)
    longest = parts[0].facts.rules.longest_d
    # Back to the window that holds the first day.
    behind = max(0, int(np.floor((last - first - longest) / (longest / 2.0))) + 1)
    ends: list[float] = (last - longest / 2.0 * np.arange(behind, -1, -1)).tolist()
    return ends


def _last_of_window(parts: Sequence[Part], end: float, longest: float) -> list[tuple[int, Part]]:
    """Return places of outcomes with values in a window, and each with what was accepted there."""
    window = _window(parts, end, longest)
    if not window:
        return []
    found = _today([part for _, part in window])
    return [(place, part) for (place, _), part in zip(window, found.parts, strict=True)]


def _window(parts: Sequence[Part], end: float, longest: float) -> list[tuple[int, Part]]:
    """Return the outcomes with values in the days up to one, cut to it, and their places."""
    return _between(parts, end - longest, end, open_start=True)


def _between(
    parts: Sequence[Part], start: float, end: float, open_start: bool = False
) -> list[tuple[int, Part]]:
    """Return the outcomes with values between two days, cut to them, and their places."""
    cut = []
    for place, part in enumerate(parts):
        days = part.followed.days
        begun = days > start if open_start else days >= start
        rows = np.flatnonzero(begun & (days <= end))
        if len(rows):
            cut.append((place, replace(part, followed=part.followed.pick(rows))))
    return cut


def _today(parts: Sequence[Part]) -> Track:
    first, last = _span(parts)
    onsets = onsets_for_today(first + parts[0].facts.rules.baseline_d, last)
    days = _all_days(parts)
    weeks = np.floor((last - days) / LOOK_BACK_D)
    return track(parts, onsets, days[np.flatnonzero(np.diff(weeks, append=-1.0) != 0)])
