"""Turns inside walks, and what is said of them."""

from collections.abc import Sequence

from surefoot.measures.motion import Motion
from surefoot.measures.outcome import Finished
from surefoot.measures.turning.facts import TurnFacts
from surefoot.measures.turning.results import turn_results
from surefoot.measures.turning.turns import Turn, TurnRules
from surefoot.measures.turning.turns import find_turns as find_any_turns
from surefoot.model.codes import Measure, Placement


def find_turns(motion: Motion, smallest_deg: float, slowest_deg_s: float) -> tuple[Turn, ...]:
    """Return each turn, in order of time; none without a gyroscope.

    Args:
        motion: a stretch of samples.
        smallest_deg: smallest change of direction that counts.
        slowest_deg_s: the fastest moment of a turn is at least this fast.
    """
    return find_any_turns(motion, TurnRules(smallest_deg, slowest_deg_s))


def turns_in_walks(turns: Sequence[Turn], placement: Placement, facts: TurnFacts) -> list[Finished]:
    """Return what turns of all sizes give where there are enough of them; else nothing.

    Nobody was asked to turn, so too few turns are nothing missing; and how far turns in a walk
    go says where the person went, not how they turn.
    """
    if len(turns) < facts.least:
        return []
    results = turn_results(turns, placement, facts)
    return [done for done in results if done.measure is not Measure.TURN_ANGLE]
