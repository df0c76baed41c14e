"""Measure recordings as they lie in a folder, without keeping them for a person."""

import hashlib
from functools import cache
from pathlib import Path

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.measures.balance.cop import METHODS as COP_METHODS
from surefoot.measures.balance.cop import measure_cop
from surefoot.measures.measure import all_methods
from surefoot.model.force_plate import CentreOfPressure
from surefoot.model.measurement import Analysis, Method
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture, Recording
from surefoot.readers.force_plate import read_force_plate
from surefoot.readers.mobgap_folder import DESCRIPTION, SAMPLES
from surefoot.readers.read import read_path
from surefoot.usecases.analyse import analyse

_ENDINGS = (".csv", ".tsv", ".parquet", ".sfcap", ".zip", ".gz", ".cwa", ".bin")
_BLOCK = 1 << 20
# What a table without acceleration is refused with; it may be a force plate's.
NO_COLUMNS = "input.columns.missing"


def measure_file(path: Path, capture: Capture) -> Analysis:
    """Return what a recording file or folder shows. What ``capture`` says wins over the file.

    Raises:
        InputProblem: the recording cannot be read.
    """
    return measure_path(path, capture)[1]


def measure_path(path: Path, capture: Capture) -> tuple[Recording | CentreOfPressure, Analysis]:
    """Return what a file or folder holds, of a body or of a force plate, and what it shows.

    Raises:
        InputProblem: it cannot be read.
    """
    try:
        recording = read_path(path, capture)
    except InputProblem as problem:
        plate = read_force_plate(path, capture) if problem.message.id == NO_COLUMNS else None
        if plate is None:
            raise
        return plate, measure_cop(plate, plate.header.capture, _knowledge())
    return recording, analyse(recording, recording.header.capture, _knowledge())


def methods() -> tuple[Method, ...]:
    """Return every method and version that a measured file may name."""
    return tuple(sorted({*all_methods(), *COP_METHODS}, key=lambda m: (m.id, m.version)))


def recordings_under(folder: Path) -> tuple[Path, ...]:
    """Return recording folders and files that may be recordings, in order; hidden ones are not."""
    if _is_recording_folder(folder):
        return (folder,)
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            found.extend(recordings_under(path))
        elif path.name.lower().endswith(_ENDINGS):
            found.append(path)
    return tuple(found)


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a recording as it lies: of the file, or of the folder's two files.

    Raises:
        OSError: a file cannot be read.
    """
    digest = hashlib.sha256()
    parts = [path / SAMPLES, path / DESCRIPTION] if path.is_dir() else [path]
    for part in parts:
        digest.update(f"{part.stat().st_size};".encode())
        with part.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()


def _is_recording_folder(folder: Path) -> bool:
    return (folder / SAMPLES).is_file() and (folder / DESCRIPTION).is_file()


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()
