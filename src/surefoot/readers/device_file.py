"""Files of research sensors, told by their first bytes and read where they lie."""

import stat
from pathlib import Path

from surefoot.model.recording import Recording
from surefoot.readers import cwa, geneactiv
from surefoot.readers.block_file import DiskFile, RawFile
from surefoot.readers.budget import Budget
from surefoot.readers.source import file_problem, too_large

_MARKS = (cwa.MARK, geneactiv.MARK)
_LONGEST_MARK = 64


def is_device_file(data: bytes) -> bool:
    """Return whether these are the first bytes of a sensor's own file."""
    return data.startswith(_MARKS)


def find_device_file(path: Path, budget: Budget) -> DiskFile | None:
    """Return the sensor's own file at ``path``, or None if it is something else.

    Raises:
        InputProblem: it cannot be opened, or is larger than the budget.
    """
    name = str(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return None
        with path.open("rb") as stream:
            start = stream.read(_LONGEST_MARK)
    except OSError as error:
        raise file_problem(error, name) from error
    if not is_device_file(start):
        return None
    if about.st_size > budget.device_file_bytes:
        raise too_large(name, about.st_size, budget.device_file_bytes)
    return DiskFile(path, name, about.st_size)


def read_device_file(file: RawFile) -> Recording:
    """Return the recording in a sensor's own file.

    Raises:
        InputProblem: see ``read_cwa`` and ``read_geneactiv``.
    """
    if file.read(0, len(cwa.MARK)).tobytes() == cwa.MARK:
        return cwa.read_cwa(file)
    return geneactiv.read_geneactiv(file)
