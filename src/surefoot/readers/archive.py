"""Packed input: zip and gzip, unpacked in memory under a budget, never onto the disk."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO

from surefoot.model.message import InputProblem
from surefoot.readers.budget import MIB, Budget
from surefoot.readers.source import Source, too_large

_BLOCK = 1 << 18
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _Meter:
    """Counts unpacked bytes against the budget while they come."""

    def __init__(self, name: str, packed: int, budget: Budget) -> None:
        self._name, self._packed, self._budget = name, max(packed, 1), budget
        self._taken = 0

    def take(self, count: int) -> None:
        self._taken += count
        if self._taken > self._budget.unpacked_bytes:
            raise too_large(self._name, self._taken, self._budget.unpacked_bytes)
        if self._taken > MIB and self._taken > self._budget.ratio * self._packed:
            raise InputProblem("input.zip.bomb", file=self._name)


def ungzip(source: Source, budget: Budget) -> Source:
    """Return the one file inside a gzip file.

    Raises:
        InputProblem: damaged, cut off, or larger inside than the budget.
    """
    meter = _Meter(source.name, len(source.data), budget)
    inflate = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    rest = source.data
    try:
        while rest and not inflate.eof:
            part = inflate.decompress(rest, _BLOCK)
            rest = inflate.unconsumed_tail
            meter.take(len(part))
            parts.append(part)
    except zlib.error as error:
        raise InputProblem("input.damaged", file=source.name) from error
    if not inflate.eof:
        raise InputProblem("input.truncated", file=source.name)
    return _inner(source, source.name, b"".join(parts))


def _inner(outer: Source, name: str, data: bytes) -> Source:
    if data.startswith(_PACKED):
        raise InputProblem("input.zip.nested", file=outer.name, entry=name)
    return Source(name, data, outer.modified)


def unzip(source: Source, budget: Budget) -> dict[str, Source]:
    """Return the files inside a zip by their name in it.

    Raises:
        InputProblem: damaged, cut off, encrypted, names that climb out of the folder, a zip in a
            zip, or more inside than the budget.
    """
    meter = _Meter(source.name, len(source.data), budget)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            entries = _entries(source.name, archive, budget)
            return {entry.filename: _unpack(source, archive, entry, meter) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise InputProblem("input.damaged", file=source.name) from error
    except NotImplementedError as error:
        raise InputProblem("input.zip.method", file=source.name) from error


def _entries(name: str, archive: zipfile.ZipFile, budget: Budget) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > budget.entries:
        raise InputProblem("input.zip.many", file=name, count=len(infos))
    for info in infos:
        _check_name(name, info.filename)
    files = [info for info in infos if not info.is_dir() and not _is_litter(info.filename)]
    for info in files:
        _check_entry(name, info)
    claimed = sum(info.file_size for info in files)
    if claimed > budget.unpacked_bytes:
        raise too_large(name, claimed, budget.unpacked_bytes)
    return files


def _is_litter(entry: str) -> bool:
    """What macOS and Windows add on their own."""
    last = PurePosixPath(entry).name
    return entry.startswith("__MACOSX/") or last in (".DS_Store", "Thumbs.db", "desktop.ini")


def _check_name(name: str, entry: str) -> None:
    windows = PureWindowsPath(entry)
    if ".." in windows.parts or windows.is_absolute() or windows.drive or windows.root:
        raise InputProblem("input.zip.names", file=name, entry=entry[:80])


def _check_entry(name: str, info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise InputProblem("input.zip.encrypted", file=name)
    if info.compress_type not in _METHODS:
        raise InputProblem("input.zip.method", file=name)


def _unpack(
    outer: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: _Meter
) -> Source:
    with archive.open(info) as stream:
        data = _drain(stream, meter)
    return _inner(outer, f"{outer.name}/{info.filename}", data)


def _drain(stream: IO[bytes], meter: _Meter) -> bytes:
    parts: list[bytes] = []
    while part := stream.read(_BLOCK):
        meter.take(len(part))
        parts.append(part)
    return b"".join(parts)
