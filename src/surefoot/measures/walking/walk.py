"""One recording in, its walks out: each bout with contacts, feet, strides and turns."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from surefoot.measures.carried.slow_swing import with_slow_swings
from surefoot.measures.gate import windows_with_movement
from surefoot.measures.in_turn import work_on_each
from surefoot.measures.joined import Joined
from surefoot.measures.motion import Motion, cut, lively_runs
from surefoot.measures.turning.turns import Turn
from surefoot.measures.walking.bouts import BoutRules, find_bouts
from surefoot.measures.walking.carried import find_contacts_carried
from surefoot.measures.walking.choose import choose_tellings
from surefoot.measures.walking.contacts import Contacts, find_contacts_on_pelvis
from surefoot.measures.walking.facts import WalkFacts
from surefoot.measures.walking.feet import Sways, sways_of
from surefoot.measures.walking.placement import Can
from surefoot.measures.walking.slow import find_slow_walks
from surefoot.measures.walking.step_length import Swings, step_lengths, swings_of
from surefoot.measures.walking.steps import Steps, choose_steps
from surefoot.measures.walking.strides import make_strides
from surefoot.measures.walking.turns import find_turns
from surefoot.model.codes import Foot
from surefoot.model.recording import Recording
from surefoot.model.segment import Stride
from surefoot.signals.spectrum import autocorrelation

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bout:
    """One walking bout. ``regularity`` is how alike neighbouring strides are, 0 to 1."""

    times: Floats
    feet: tuple[Foot, ...]
    strides: tuple[Stride, ...]
    turned: tuple[Turn, ...]
    regularity: float

    def later(self, by_s: float) -> "Bout":
        """Return the same bout so many seconds later."""
        if by_s == 0.0:
            return self
        strides = (replace(s, start_s=s.start_s + by_s, end_s=s.end_s + by_s) for s in self.strides)
        turned = tuple(turn.later(by_s) for turn in self.turned)
        return Bout(self.times + by_s, self.feet, tuple(strides), turned, self.regularity)

    @property
    def turns(self) -> tuple[tuple[float, float], ...]:
        """Start and end of each turn that overlaps the bout."""
        return tuple((turn.start_s, turn.end_s) for turn in self.turned)

    @property
    def start_s(self) -> float:
        """Time of the first contact."""
        return float(self.times[0])

    @property
    def end_s(self) -> float:
        """Time of the last contact."""
        return float(self.times[-1])

    @property
    def turning_share(self) -> float:
        """Share of the bout's time spent in turns."""
        inside = (
            max(0.0, min(end, self.end_s) - max(start, self.start_s)) for start, end in self.turns
        )
        return sum(inside) / (self.end_s - self.start_s)

    def turning(self, stride: Stride) -> bool:
        """Whether a stride lies at least partly in a turn."""
        return any(start < stride.end_s and stride.start_s < end for start, end in self.turns)


def _regularity(motion: Motion, times: Floats) -> float:
    """Return the autocorrelation of the bout at about one stride (Moe-Nilssen & Helbostad 2004)."""
    # A contact that is placed ahead of its peak may lie before the first sample.
    first, last = (max(0, int(motion.place(float(time)))) for time in (times[0], times[-1]))
    stride = 2.0 * float(np.median(np.diff(times))) * motion.rate_hz
    longest = int(1.2 * stride)
    if last - first <= 2 * longest:
        longest = (last - first) // 2
    if longest <= int(0.8 * stride):
        return 0.0
    correlation = autocorrelation(motion.vertical[first:last], longest)
    return float(np.clip(correlation[int(0.8 * stride) :].max(), 0.0, 1.0))


def _overlap(turns: Sequence[Turn], times: Floats) -> tuple[Turn, ...]:
    return tuple(turn for turn in turns if turn.start_s < times[-1] and turn.end_s > times[0])


def _steps(sways: Sways, contacts: Contacts, can: Can, least: float) -> Steps:
    """Return the steps of a bout; feet stay unknown where they cannot be told apart."""
    if not can.tell_feet:
        return Steps(contacts.time_s, (Foot.UNKNOWN,) * len(contacts.time_s), 0.0)
    steps = choose_steps(sways, contacts)
    if steps.agreement >= least:
        return steps
    return Steps(steps.time_s, (Foot.UNKNOWN,) * len(steps.time_s), steps.agreement)


def _bout(swings: Swings, steps: Steps, turns: Sequence[Turn], can: Can, facts: WalkFacts) -> Bout:
    times = steps.time_s
    steps_m = (
        None
        if can.sensor_height_m is None
        else step_lengths(swings, times, can.sensor_height_m, facts.step_length_scale)
    )
    strides = make_strides(times, list(steps.feet), steps_m)
    regularity = _regularity(swings.sways.motion, times)
    return Bout(times, steps.feet, strides, _overlap(turns, times), regularity)


def _sharp_steps(sways: Sways, can: Can, facts: WalkFacts) -> list[Steps]:
    """Return the steps of each bout that pushes tell, in the lively parts of a stretch."""
    rules = BoutRules(facts.min_bout_steps, facts.longest_pause_s)
    parts = lively_runs(sways.motion)
    if not parts:
        return []
    found = (
        find_contacts_on_pelvis(sways, parts)
        if can.on_pelvis
        else find_contacts_carried(sways.motion, parts)
    )
    told = [
        _steps(sways, contacts, can, facts.min_feet_agreement)
        for part in found
        for contacts in find_bouts(part, rules)
    ]
    return [steps for steps in told if len(steps.time_s) >= rules.min_steps]


def bouts_of(joined: Joined, can: Can, facts: WalkFacts) -> list[Bout]:
    """Return the walking bouts in joined stretches, in order and in the time of the recording."""
    motion = joined.motion
    sways = sways_of(motion)
    told = _with_slow(joined, _sharp_steps(sways, can, facts), can, facts)
    if not told:
        return []
    turns = find_turns(motion, facts.turn_smallest_deg, facts.turn_slowest_deg_s)
    swings = swings_of(sways)
    found = [_bout(swings, steps, turns, can, facts) for steps in told]
    return [bout.later(joined.ahead_s(bout.start_s)) for bout in found]


def _with_slow(joined: Joined, sharp: list[Steps], can: Can, facts: WalkFacts) -> list[Steps]:
    """Return the steps of each bout, told by sway or swing where it is too slow for pushes."""
    if can.on_thigh:
        return _with_swings(joined, sharp, facts)
    if not can.on_pelvis or joined.motion.yaw is None:
        return sharp
    slow = find_slow_walks(joined, facts.min_bout_steps, facts.longest_pause_s)
    return choose_tellings(sharp, slow, can.tell_feet, facts.min_bout_steps)


def _with_swings(joined: Joined, sharp: list[Steps], facts: WalkFacts) -> list[Steps]:
    """Return the steps of each bout in each stretch: how the thigh lies differs between them."""
    told: list[Steps] = []
    for piece in joined.pieces:
        part = cut(joined.motion, piece.first, piece.last)
        inside = [steps for steps in sharp if part.start_s <= steps.time_s[0] < part.end_s]
        told += with_slow_swings(part, inside, facts.min_bout_steps, facts.longest_pause_s)
    return told


def find_walks(recording: Recording, can: Can, facts: WalkFacts) -> tuple[Bout, ...]:
    """Return every walking bout of a recording, in order of time.

    Two passes: a cheap one over everything, the methods only where movement was found.
    """
    windows = windows_with_movement(recording)
    found = work_on_each(recording, windows, lambda joined: bouts_of(joined, can, facts))
    return tuple(itertools.chain.from_iterable(found))
