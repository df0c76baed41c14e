"""The scores on Voisard et al."""

from pathlib import Path

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from validation.cases import Score, score
from validation.reference import voisard_cases


def voisard_scores(folder: Path, knowledge: Knowledge) -> list[Score]:
    """Return the score of every trial, grouped by person."""
    return [
        score(name, name.split("-")[0], measure_walk(walk, walk.header.capture, knowledge), truth)
        for name, walk, truth in voisard_cases(folder)
    ]
