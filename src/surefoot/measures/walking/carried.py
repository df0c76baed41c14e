"""Contacts of a sensor that is not fixed to the pelvis: in a pocket, a hand, a bag, on a wrist.

A swinging arm or thigh adds its own acceleration once a stride, so every other step is weak, and a
bag knocks between steps. So steps are followed as beats are in music: the sequence of candidates
is taken that is strong and keeps to the step rate (Ellis 2007, J New Music Res 36:51), and a step
counts as strong as its stride.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion, cut
from surefoot.measures.walking.alike import strides_alike
from surefoot.measures.walking.contacts import Contacts, Part, find_contacts
from surefoot.signals.filters import moving_mean, smooth
from surefoot.signals.peaks import true_runs

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Chosen on users Jamie and Carmelo of oxford_stepcounter, with a look at user Dario
# (docs/validation.md says at what).
#
# Price of a step that is longer or shorter than the step rate says, per squared unit of the natural
# logarithm, and the most it may cost: a pause between two walks.
UNEVEN_PRICE, MOST_PRICE = 6.0, 1.5
# A candidate counts by its strength, at most like the middle one of so many around it, less this.
STRENGTH_ENTRY, USUAL_OF = 0.1, 21
# How many candidates back the step before may lie, and how close two steps may be.
LOOK_BACK, SHORTEST_STEP_S = 5, 0.25
# A phone whose upright direction, smoothed over so many seconds, turns faster than this, rad/s, is
# being put away or taken out, or its bearer rises or sits down; swings are smoothed away. What is
# then weaker than this part of the steps with a steady phone is no step, unless the person has
# taken so many within so many seconds both before and after.
HANDLED_SMOOTH_S, HANDLED_RATE, HANDLED_WEAK = 0.7, np.deg2rad(12.0), 0.6
WALKED_ON_STEPS, WALKED_ON_S = 4, 4.0
# Over so many contacts, strides of walking are at least this alike on the mean; noise that only
# shakes is not (the share lies between made-up noise and walks). A shorter run is asked for less.
ALIKE, ALIKE_OVER = 0.22, 31
# Where the phone moves up and down more than this, m/s2 (root mean square), no car shakes it so;
# uneven steps of a loose pocket do (chosen between made-up driving and mhealthtools' walk).
WALKED_FROM = 2.0
# A longer pause than this, s, parts two runs.
PAUSE_S = 3.0


def _usual(strength: Floats) -> Floats:
    """Return the running median of strengths, ends repeated, (k,)."""
    padded = np.pad(strength, USUAL_OF // 2, mode="edge")
    frames = np.lib.stride_tricks.sliding_window_view(padded, USUAL_OF)
    return np.asarray(np.median(frames, axis=1), dtype=np.float64)


def _prices(contacts: Contacts, back: int) -> Floats:
    """Return what it costs to step from ``back`` candidates before to each one, (k,)."""
    gaps = contacts.time_s[back:] - contacts.time_s[:-back]
    expected = np.sqrt(contacts.step_s[back:] * contacts.step_s[:-back])
    safe = np.maximum(gaps, 1e-3)
    prices = np.minimum(UNEVEN_PRICE * np.log(safe / expected) ** 2, MOST_PRICE)
    prices[gaps < SHORTEST_STEP_S] = np.inf
    return np.concatenate([np.full(back, np.inf), prices])


def _best_path(rewards: Floats, prices: Floats) -> list[int]:
    """Return the places of the most rewarding sequence; ``prices`` (look back, k)."""
    best, came_from = np.zeros(len(rewards)), np.full(len(rewards), -1)
    for place in range(len(rewards)):
        most = min(place, len(prices))
        before = best[place - most : place][::-1] - prices[:most, place]
        if most and before.max() > 0.0:
            back = int(np.argmax(before))
            best[place], came_from[place] = before[back], place - 1 - back
        best[place] += rewards[place]
    path = [int(np.argmax(best))]
    while came_from[path[-1]] >= 0:
        path.append(int(came_from[path[-1]]))
    return path[::-1]


def _over_stride(strength: Floats) -> Floats:
    """Return each step's strength averaged with those beside it, (k,)."""
    padded = np.pad(strength, 1, mode="edge")
    return np.asarray((padded[:-2] + 2.0 * padded[1:-1] + padded[2:]) / 4.0)


def _turned_over(motion: Motion, times: Floats) -> Flags:
    """Return at which times the phone's upright direction turns quickly, (k,)."""
    up = smooth(motion.up, motion.rate_hz, HANDLED_SMOOTH_S)
    up /= np.maximum(np.linalg.norm(up, axis=1, keepdims=True), 1e-9)
    places = np.rint((times - motion.start_s) * motion.rate_hz)
    half = motion.rate_hz / 2.0
    first = np.clip(places - half, 0, len(up) - 1).astype(np.int64)
    last = np.clip(places + half, 0, len(up) - 1).astype(np.int64)
    cosine = np.clip(np.sum(up[first] * up[last], axis=1), -1.0, 1.0)
    seconds = np.maximum(last - first, 1) / motion.rate_hz
    return np.asarray(np.arccos(cosine) / seconds > HANDLED_RATE)


def _without_handling(motion: Motion, contacts: Contacts) -> Contacts:
    """Drop what the phone feels while it is put away or taken out."""
    handled = _turned_over(motion, contacts.time_s)
    steady = contacts.pick(np.flatnonzero(~handled))
    if len(steady) == 0:
        return contacts
    keep = contacts.strength >= HANDLED_WEAK * float(np.median(steady.strength))
    keep |= ~handled
    for start, stop in true_runs(~keep):
        first, last = contacts.time_s[start], contacts.time_s[stop - 1]
        before = np.sum((steady.time_s < first) & (steady.time_s > first - WALKED_ON_S))
        after = np.sum((steady.time_s > last) & (steady.time_s < last + WALKED_ON_S))
        keep[start:stop] = min(before, after) >= WALKED_ON_STEPS
    return contacts.pick(np.flatnonzero(keep))


def _without_noise(motion: Motion, contacts: Contacts) -> Contacts:
    """Drop contacts in runs whose strides are not alike."""
    if len(contacts) == 0:
        return contacts
    alike = strides_alike(motion, contacts.time_s, contacts.step_s)
    keep = np.zeros(len(contacts), dtype=np.bool_)
    breaks = np.flatnonzero(np.diff(contacts.time_s) > PAUSE_S) + 1
    for run in np.split(np.arange(len(contacts)), breaks):
        least = ALIKE * min(1.0, len(run) / ALIKE_OVER)
        keep[run] = moving_mean(alike[run], ALIKE_OVER) >= least
    return contacts.pick(np.flatnonzero(keep | (contacts.lively >= WALKED_FROM)))


def keep_steps(motion: Motion, contacts: Contacts) -> Contacts:
    """Return the contacts that follow the step rate, wherever the sensor was carried.

    Strengths are then means over a stride.

    Args:
        motion: the part of a stretch in which the contacts lie.
        contacts: its candidate contacts.
    """
    if len(contacts) <= LOOK_BACK:
        return contacts
    rewards = np.minimum(contacts.strength / _usual(contacts.strength), 1.0) - STRENGTH_ENTRY
    prices = np.stack([_prices(contacts, back) for back in range(1, LOOK_BACK + 1)])
    steps = contacts.pick(np.asarray(_best_path(rewards, prices), dtype=np.int64))
    even = replace(steps, strength=_over_stride(steps.strength))
    return _without_noise(motion, _without_handling(motion, even))


def find_contacts_carried(motion: Motion, parts: Sequence[Part]) -> list[Contacts]:
    """Return the contacts of each part of a stretch, half-open ranges of its samples."""
    contacts = find_contacts(motion)
    return [keep_steps(cut(motion, *part), contacts.within(motion, part)) for part in parts]
