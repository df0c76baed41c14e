"""The one door for files: told apart by content, read into a recording."""

from pathlib import Path, PurePosixPath

from surefoot.model.check import utc_now
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture, Recording
from surefoot.readers.archive import ungzip, unzip
from surefoot.readers.block_file import MemoryFile
from surefoot.readers.budget import DEFAULT_BUDGET, Budget
from surefoot.readers.device_file import find_device_file, is_device_file, read_device_file
from surefoot.readers.draft import Origin
from surefoot.readers.kinds import Kind, tell_kind
from surefoot.readers.konectom import read_konectom
from surefoot.readers.long_parquet import find_long_table
from surefoot.readers.long_survey import read_long_table
from surefoot.readers.mobgap_folder import (
    DESCRIPTION,
    SAMPLES,
    FolderFiles,
    folder_origin,
    missing_file,
    read_folder_files,
)
from surefoot.readers.overrides import with_capture
from surefoot.readers.phone_capture import read_capture
from surefoot.readers.source import Source, is_folder, modified, read_source
from surefoot.readers.table import read_parquet_table, read_text_table


def read_path(
    path: Path, capture: Capture | None = None, budget: Budget = DEFAULT_BUDGET
) -> Recording:
    """Return the recording in a file or a recording folder.

    Fields of ``capture`` that say something win over what the file says.

    Raises:
        InputProblem: with file, place and remedy; never another exception, whatever the file holds.
    """
    if is_folder(path):
        return with_capture(_read_folder(path, budget), capture)
    device_file = find_device_file(path, budget)
    if device_file is not None:
        return with_capture(read_device_file(device_file), capture)
    long_table = find_long_table(path, budget)
    if long_table is not None:
        return with_capture(read_long_table(long_table, Origin(modified(path))), capture)
    return with_capture(_read(read_source(path, budget), budget), capture)


def read_bytes(
    name: str, data: bytes, capture: Capture | None = None, budget: Budget = DEFAULT_BUDGET
) -> Recording:
    """Return the recording in ``data``; ``name`` is only for words. Raises as ``read_path``."""
    return with_capture(_read(Source(name, data, utc_now()), budget), capture)


def _read(source: Source, budget: Budget) -> Recording:
    if is_device_file(source.data):
        return read_device_file(MemoryFile(source.name, source.data))
    kind = tell_kind(source.name, source.data)
    if kind is Kind.ZIP:
        return _read_zip(source, budget)
    if kind is Kind.GZIP:
        return _read_plain(ungzip(source, budget), budget)
    return _read_plain(source, budget)


def _read_plain(source: Source, budget: Budget) -> Recording:
    if is_device_file(source.data):
        return read_device_file(MemoryFile(source.name, source.data))
    kind = tell_kind(source.name, source.data)
    if kind is Kind.CAPTURE:
        return read_capture(source.data, source.name, budget)
    if kind is Kind.KONECTOM:
        return read_konectom(source, budget)
    if kind is Kind.PARQUET:
        return read_parquet_table(source, budget)
    return read_text_table(source, budget)


def _read_folder(path: Path, budget: Budget) -> Recording:
    present = {name: path / name for name in (SAMPLES, DESCRIPTION) if (path / name).exists()}
    if len(present) < 2:
        raise missing_file(str(path), present)
    long_table = find_long_table(present[SAMPLES], budget)
    if long_table is not None:
        about = read_source(present[DESCRIPTION], budget)
        return read_long_table(long_table, folder_origin(about, modified(present[SAMPLES])))
    files = {name: read_source(place, budget) for name, place in present.items()}
    return _read_described(str(path), files[SAMPLES], files[DESCRIPTION], budget)


def _read_described(folder: str, samples: Source, description: Source, budget: Budget) -> Recording:
    if tell_kind(samples.name, samples.data) is not Kind.PARQUET:
        raise InputProblem("input.folder.samples", file=samples.name)
    return read_folder_files(FolderFiles(folder, samples, description), budget)


def _read_zip(source: Source, budget: Budget) -> Recording:
    files = unzip(source, budget)
    folders = [name for name in files if PurePosixPath(name).name == SAMPLES]
    if len(folders) == 1:
        beside = str(PurePosixPath(folders[0]).parent / DESCRIPTION)
        if beside in files:
            return _read_described(source.name, files[folders[0]], files[beside], budget)
    return _read_plain(_only_recording(source, files), budget)


def _only_recording(source: Source, files: dict[str, Source]) -> Source:
    endings = (".csv", ".tsv", ".txt", ".parquet", ".sfcap", ".cwa", ".bin")
    candidates = [name for name in files if name.lower().endswith(endings)]
    if not candidates:
        raise InputProblem("input.zip.empty", file=source.name)
    if len(candidates) > 1:
        raise InputProblem("input.zip.several", file=source.name, found=", ".join(candidates[:10]))
    return files[candidates[0]]
