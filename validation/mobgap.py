"""The scores on mobgap_tvs."""

from functools import cache
from pathlib import Path

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from validation.cases import Score, score
from validation.reference import mobgap_case, mobgap_names


@cache
def mobgap_scores(folder: Path, knowledge: Knowledge) -> list[Score]:
    """Return the score of every recording with a reference bout."""
    scores = []
    for name in mobgap_names(folder):
        recording, truth = mobgap_case(folder, name)
        analysis = measure_walk(recording, recording.header.capture, knowledge)
        group = "MS" if name.startswith("MS") else "healthy"
        scores.append(score(name, group, analysis, truth))
    return scores
