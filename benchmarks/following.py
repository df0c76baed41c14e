"""What following costs once Surefoot runs: a year of daily tests, today and day by day."""

import time
from collections.abc import Callable
from functools import partial

import numpy as np

from surefoot.course.change.facts import Scale, read_facts
from surefoot.course.change.several import Part
from surefoot.course.change.track import track_history, track_today
from surefoot.knowledge.load import load_knowledge
from validation.follow.worlds import Event, World, draw, draw_together

#: A test on every day, so 351 values with the holiday; three outcomes share their days.
DAILY = World(missing=0.0)


def time_following(runs: int) -> dict[str, list[float]]:
    """Return processor seconds of each run by what was done, after one run that does not count.

    Processor seconds of one core, since following uses one alone.
    """
    knowledge, rng = load_knowledge(), np.random.default_rng(1)
    facts = {scale: read_facts(knowledge, scale) for scale in Scale}
    people = {"one outcome": draw(DAILY, Event(), rng).parts}
    people["three outcomes"] = draw_together(DAILY, Event(), rng).parts
    timed: dict[str, list[float]] = {}
    for name, series in people.items():
        parts = [Part(one, facts[one.scale], str(i)) for i, one in enumerate(series)]
        steps = {"today": partial(track_today, parts), "each day": partial(track_history, parts)}
        for what, step in steps.items():
            seconds = [_seconds(step) for _ in range(runs + 1)][1:]
            timed[f"follow, a year of daily tests, {name}: {what}"] = seconds
    return timed


def _seconds(step: Callable[[], object]) -> float:
    begun = time.process_time()
    step()
    return time.process_time() - begun
