"""Measure recordings as they lie in a folder, without keeping them for a person."""

import hashlib
from functools import cache
from pathlib import Path

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import all_methods
from surefoot.model.measurement import Analysis, Method
from surefoot.model.recording import Capture
from surefoot.readers.mobgap_folder import DESCRIPTION, SAMPLES
from surefoot.readers.read import read_path
from surefoot.usecases.analyse import analyse

_ENDINGS = (".csv", ".tsv", ".parquet", ".sfcap", ".zip", ".gz")
_BLOCK = 1 << 20


def measure_file(path: Path, capture: Capture) -> Analysis:
    """Return what a recording file or folder shows. What ``capture`` says wins over the file.

    Raises:
        InputProblem: the recording cannot be read.
    """
    recording = read_path(path, capture)
    return analyse(recording, recording.header.capture, _knowledge())


def methods() -> tuple[Method, ...]:
    """Return every method and version that a measured file may name."""
    return all_methods()


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
