"""Causes side by side, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from surefoot.knowledge.kinds import Cause
from surefoot.usecases.beside_answers import Beside

#: More columns cannot be read side by side.
MOST = 4
FEWEST = 2

#: What is compared, in the order it is read.
ROWS = ("mechanism", "symptoms", "onset", "course", "progression", "tests")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what is compared, and what each cause says of it."""

    about: str
    says: tuple[str, ...]


def compare(causes: Sequence[Cause]) -> tuple[Row, ...]:
    """Return the rows of a comparison; plain words where there are some."""
    columns = [_column(cause) for cause in causes]
    return tuple(Row(about, tuple(column[about] for column in columns)) for about in ROWS)


def _column(cause: Cause) -> dict[str, str]:
    plain = cause.plain
    return {
        "mechanism": plain.what or cause.mechanism,
        "symptoms": plain.feels or cause.sets_apart,
        "onset": plain.starts or cause.onset,
        "course": cause.course,
        "progression": cause.progression,
        "tests": plain.tests or cause.confirm,
    }


def any_said(marks: Sequence[Beside]) -> bool:
    """Whether any answer tells anything about any of the causes."""
    return any(mark.fits or mark.against for mark in marks)
