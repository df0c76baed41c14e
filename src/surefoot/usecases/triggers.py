"""What goes with how the legs are: of a person, and of a diary in a file."""

from pathlib import Path

from surefoot.course.triggers.tables import triggers_in_table
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.trigger import Triggers
from surefoot.readers.diary_csv import read_diary


def triggers_in_file(path: Path, knowledge: Knowledge) -> Triggers:
    """Return what goes with the outcome of a diary in a file.

    Raises:
        InputProblem: as ``read_diary``.
        UnknownFact: a fact is missing.
    """
    return triggers_in_table(read_diary(path), knowledge)
