"""What one worker does with one recording."""

from pathlib import Path

import msgspec

from surefoot.cohort.files import write_durably
from surefoot.cohort.plan import Task
from surefoot.model import codec
from surefoot.model.message import InputProblem, Message
from surefoot.usecases.measure_file import measure_file


class Failure(msgspec.Struct, frozen=True):
    """A recording that gave no result, and why."""

    source: str
    message: Message


def measure_one(task: Task) -> Failure | None:
    """Measure one recording and write its result file; say why when there is none.

    Never raises: one bad recording must not stop the others.
    """
    try:
        analysis = measure_file(Path(task.path), task.capture)
        write_durably(Path(task.result), codec.encode(analysis))
    except InputProblem as problem:
        return Failure(task.source, problem.message)
    except Exception as error:  # a defect of our own is reported, not spread
        return Failure(task.source, unexpected(task, error))
    return None


def unexpected(task: Task, error: BaseException) -> Message:
    """Return the message of a recording on which Surefoot itself failed."""
    detail = f"{type(error).__name__}: {error}"[:200]
    return Message("cohort.unexpected", {"file": task.source, "detail": detail})
