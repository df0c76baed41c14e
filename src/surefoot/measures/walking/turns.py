"""Turns inside walks: their times, from the one method that finds turns."""

from surefoot.measures.motion import Motion
from surefoot.measures.turning.turns import TurnRules
from surefoot.measures.turning.turns import find_turns as find_any_turns


def find_turns(
    motion: Motion, smallest_deg: float, slowest_deg_s: float
) -> list[tuple[float, float]]:
    """Return start and end of each turn, in seconds; none without a gyroscope.

    Args:
        motion: a stretch of samples.
        smallest_deg: smallest change of direction that counts.
        slowest_deg_s: the fastest moment of a turn is at least this fast.
    """
    turns = find_any_turns(motion, TurnRules(smallest_deg, slowest_deg_s))
    return [(turn.start_s, turn.end_s) for turn in turns]
