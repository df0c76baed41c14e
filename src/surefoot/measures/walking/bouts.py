"""Walking bouts: runs of contacts that follow one another as steps do.

A bout is what Kluge et al. 2021 (PLoS ONE 16:e0256541) agreed on: consecutive strides of both
feet, ended by a pause. Grouping steps into bouts follows Paraschiv-Ionescu et al. 2019 and 2020
(J NeuroEng Rehabil 16:24; EMBC 2020), where the threshold adapts to the person's own steps.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.contacts import Contacts

Floats = NDArray[np.float64]

# Two contacts closer than this part of a step are one; strides last 0.2 to 3 s (Kluge 2021).
CLOSEST_STEP = 0.5
SHORTEST_STEP_S = 0.25
# A contact this much weaker than the usual one around it is not a step.
WEAKEST_STEP = 0.3
NEIGHBOURS = 9


@dataclass(frozen=True, slots=True)
class BoutRules:
    """Facts that say what a bout is."""

    min_steps: int
    longest_pause_s: float


def _without_doubles(contacts: Contacts) -> Contacts:
    """Drop the weaker of two contacts that stand too close to be two steps."""
    keep: list[int] = []
    for place in range(len(contacts.time_s)):
        least = max(SHORTEST_STEP_S, CLOSEST_STEP * float(contacts.step_s[place]))
        if keep and contacts.time_s[place] - contacts.time_s[keep[-1]] < least:
            if contacts.strength[place] > contacts.strength[keep[-1]]:
                keep[-1] = place
        else:
            keep.append(place)
    return _pick(contacts, np.asarray(keep, dtype=np.int64))


def _pick(contacts: Contacts, places: NDArray[np.int64]) -> Contacts:
    return Contacts(contacts.time_s[places], contacts.strength[places], contacts.step_s[places])


def _without_weak(contacts: Contacts) -> Contacts:
    """Drop contacts much weaker than the upper ones among their neighbours."""
    if len(contacts.time_s) == 0:
        return contacts
    half = NEIGHBOURS // 2
    padded = np.pad(contacts.strength, half, mode="edge")
    frames = np.lib.stride_tricks.sliding_window_view(padded, NEIGHBOURS)
    usual = np.median(frames, axis=1)
    return _pick(contacts, np.flatnonzero(contacts.strength >= WEAKEST_STEP * usual))


def find_bouts(contacts: Contacts, rules: BoutRules) -> list[Floats]:
    """Return the contact times of each bout, each (k,) with k >= ``rules.min_steps``."""
    steady = _without_weak(_without_doubles(contacts))
    breaks = np.flatnonzero(np.diff(steady.time_s) > rules.longest_pause_s) + 1
    groups = np.split(steady.time_s, breaks)
    return [group for group in groups if len(group) >= rules.min_steps]
