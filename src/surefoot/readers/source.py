"""Where bytes come from: a file on disk, looked at before it is read."""

import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from surefoot.model.message import InputProblem
from surefoot.readers.budget import DEFAULT_BUDGET, MIB, Budget


@dataclass(frozen=True, slots=True)
class Source:
    """One input: the name a person knows it by, its bytes, and when it was last changed (UTC)."""

    name: str
    data: bytes
    modified: datetime


def file_problem(error: OSError, name: str) -> InputProblem:
    """Return the problem of a file that cannot be opened."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputProblem("input.not-found", file=name)
    if isinstance(error, PermissionError):
        return InputProblem("input.no-permission", file=name)
    return InputProblem("input.unreadable", file=name)


def is_folder(path: Path) -> bool:
    """Return whether ``path`` is a folder.

    Raises:
        InputProblem: there is nothing there, or it must not be looked at.
    """
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        raise file_problem(error, str(path)) from error
    except ValueError as error:  # a NUL character in the name
        raise InputProblem("input.not-found", file=repr(str(path))) from error


def too_large(name: str, size: int, limit: int) -> InputProblem:
    """Return the problem of an input above its budget."""
    return InputProblem("input.too-large", file=name, size=_size(size), limit=_size(limit))


def _size(count: int) -> str:
    return f"{count / (1024 * MIB):.1f} GB" if count >= 1024 * MIB else f"{count / MIB:.0f} MB"


def modified(path: Path) -> datetime:
    """Return when a file was last changed, in UTC.

    Raises:
        InputProblem: it went away.
    """
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise file_problem(error, str(path)) from error


def read_source(path: Path, budget: Budget = DEFAULT_BUDGET) -> Source:
    """Return the bytes of the file at ``path``.

    Raises:
        InputProblem: missing, not a plain file, not allowed, or larger than the budget (found
            from its size, before a byte is read).
    """
    name = str(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InputProblem("input.not-a-file", file=name)
        if about.st_size > budget.file_bytes:
            raise too_large(name, about.st_size, budget.file_bytes)
        with path.open("rb") as stream:
            data = stream.read(budget.file_bytes + 1)
    except OSError as error:
        raise file_problem(error, name) from error
    if len(data) > budget.file_bytes:
        raise too_large(name, len(data), budget.file_bytes)
    return Source(name, data, datetime.fromtimestamp(about.st_mtime, UTC))
