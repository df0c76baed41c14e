"""Regularity and intensity: alike within a walk, and the same from another sensor (Voisard et al.).

No reference exists for either: they are defined on the trunk's own motion.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.intervals import Estimate
from surefoot.measures.walking.facts import WalkFacts, read_facts
from surefoot.measures.walking.placement import what_can_be_measured
from surefoot.measures.walking.regularity import (
    step_regularity,
    stride_regularity,
    walking_intensity,
)
from surefoot.measures.walking.trunk import Stretch, stretches
from surefoot.measures.walking.walk import find_walks
from surefoot.model.codes import ChannelName
from surefoot.model.recording import Recording
from validation.reference import make_recording, reference_folder, voisard_cases
from validation.summary import SEED

Floats = NDArray[np.float64]

TUNED_ON = frozenset({1, 2, 3, 4, 5})
CHANNELS = tuple(ChannelName)[:6]
# A phone's browser: rate, jitter in s, noise in m/s2, rounding in m/s2 and degrees a second.
PHONE_HZ, JITTER_S, NOISE, ACC_STEP, GYR_STEP = 60.0, 0.0015, 0.03, 0.1, 0.1
NAMES = ("step regularity", "stride regularity", "walking intensity (m/s²)")

WORDS = """## Regularity and intensity, lower back (voisard_ipol2023)

No reference exists; so two things are looked at. "There and back": the way out and the way back of
one walk, where it has two straight parts. "Phone": the same walk sampled again at 60 Hz with
jitter, noise and rounding to 0.1 m/s² against itself, with the contacts of the original. The errors
of the method in the facts are the root mean squares of "phone" in persons 1 to 5, rounded; the
others check them. "Apart" counts pairs further apart than both 95 % intervals allow together: where
it is far below 5 in 100, the intervals are wider than these walks need. All are healthy.
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Three estimates of two parts of one walk, or of one walk by two sensors; whose walk."""

    person: int
    first: tuple[Estimate, ...]
    second: tuple[Estimate, ...]


def as_phone(recording: Recording, rng: np.random.Generator) -> Recording:
    """Return the recording as a phone in a browser would have sampled and rounded it."""
    seconds, values = recording.seconds(), recording.physical(CHANNELS)
    times = np.arange(seconds[0], seconds[-1], 1.0 / PHONE_HZ)
    times[1:] += np.clip(JITTER_S * rng.standard_normal(len(times) - 1), -0.007, 0.007)
    read = np.column_stack([np.interp(times, seconds, column) for column in values.T])
    read[:, :3] += NOISE * rng.standard_normal((len(times), 3))
    read[:, :3] = np.round(read[:, :3] / ACC_STEP) * ACC_STEP
    read[:, 3:] = np.deg2rad(np.round(np.rad2deg(read[:, 3:]) / GYR_STEP) * GYR_STEP)
    return make_recording(times, read, recording.header.capture)


def _estimates(parts: Sequence[Stretch], facts: WalkFacts) -> tuple[Estimate, ...]:
    error = facts.error
    return (
        step_regularity(parts, error.regularity),
        stride_regularity(parts, error.regularity),
        walking_intensity(parts, error.intensity_share),
    )


def _pairs(name: str, recording: Recording, facts: WalkFacts) -> Iterator[tuple[str, Pair]]:
    """Yield the pairs that one walk gives, each with the comparison it belongs to."""
    person, least = int(name.partition("-")[0]), facts.min_strides_for_regularity
    can = what_can_be_measured(recording, recording.header.capture, facts.sensor_height_share)
    bouts = find_walks(recording, can, facts)
    own = [one for part in stretches(recording, bouts, least) for one in part]
    if len(own) >= 2:
        there, back = (_estimates([one], facts) for one in own[:2])
        yield "there and back", Pair(person, there, back)
    phone = as_phone(recording, np.random.default_rng(SEED))
    other = [one for part in stretches(phone, bouts, least) for one in part]
    if own and len(other) == len(own):
        yield "phone", Pair(person, _estimates(own, facts), _estimates(other, facts))


def disagree(one: Estimate, other: Estimate) -> bool:
    """Whether two estimates are further apart than their 95 % intervals allow together."""
    low, high = sorted((one, other), key=lambda estimate: estimate.value)
    return high.value - low.value > float(np.hypot(low.high - low.value, high.value - high.low))


def _row(name: str, who: str, pairs: Sequence[Pair]) -> str:
    cells = [name, who, str(len({pair.person for pair in pairs})), str(len(pairs))]
    for k in range(len(NAMES)):
        gaps = np.array([pair.second[k].value - pair.first[k].value for pair in pairs])
        mean = float(np.mean([pair.first[k].value for pair in pairs]))
        apart = sum(disagree(pair.first[k], pair.second[k]) for pair in pairs)
        size = float(np.sqrt(np.mean(gaps**2)))
        cells.append(f"{mean:.2f}; {size:.3f}; {apart} of {len(pairs)}")
    return "| " + " | ".join(cells) + " |"


def trunk_section(knowledge: Knowledge) -> str:
    """Return the part of the accuracy page about regularity and intensity."""
    facts = read_facts(knowledge)
    found = [
        pair
        for name, recording, _ in voisard_cases(reference_folder())
        for pair in _pairs(name, recording, facts)
    ]
    heads = ["compared", "persons", "n persons", "walks"]
    heads += [f"{name}: mean; RMS difference; intervals apart" for name in NAMES]
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join(["---"] * len(heads)) + " |"]
    for kind in ("there and back", "phone"):
        for who, tuned in (("1 to 5 (chosen on)", True), ("6 to 10 (check)", False)):
            pairs = [p for k, p in found if k == kind and (p.person in TUNED_ON) is tuned]
            lines.append(_row(kind, who, pairs))
    return "\n\n".join([WORDS, "\n".join(lines)])
