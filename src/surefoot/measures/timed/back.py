"""Where a person turned back: turns of about half a turn, as far as the sensor tells."""

from itertools import pairwise

from surefoot.measures.timed.facts import TimedFacts
from surefoot.measures.turning.measure import turns_of
from surefoot.measures.turning.results import no_angle
from surefoot.measures.turning.turns import Turn
from surefoot.model.recording import Capture, Recording

Span = tuple[float, float]

# Pieces of a turn to one side that are this close are one: a slow turn halts (chosen).
HALT_S = 1.0


def _goes_on(before: Turn, after: Turn) -> bool:
    same_side = (before.angle_deg > 0) == (after.angle_deg > 0)
    return same_side and after.start_s - before.end_s <= HALT_S


def joined(turns: tuple[Turn, ...]) -> list[list[Turn]]:
    """Return turns in order of time, those together that are pieces of one."""
    if not turns:
        return []
    groups = [[turns[0]]]
    for before, after in pairwise(turns):
        if _goes_on(before, after):
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def turns_back(recording: Recording, capture: Capture, facts: TimedFacts) -> list[Span]:
    """Return start and end of each turn back in seconds; none where the sensor cannot tell.

    Args:
        recording: with turning rates, or there are none.
        capture: for where the sensor was.
        facts: which turns are found, and which of them turn back.
    """
    if no_angle(capture.placement) is not None:
        return []
    groups = joined(turns_of(recording, facts.turn_rules))
    return [
        (group[0].start_s, group[-1].end_s)
        for group in groups
        if abs(sum(turn.angle_deg for turn in group)) >= facts.u_turn_deg
    ]
