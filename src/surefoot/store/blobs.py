"""Raw samples on disk: one Parquet file a recording, named by its content, durable when written."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import ENOSPC
from pathlib import Path
from shutil import disk_usage
from typing import IO

from surefoot.model.message import InputProblem
from surefoot.model.recording import Channel, Recording, RecordingId, Samples, content_id
from surefoot.store.parquet import ParquetSamples, most_bytes, write_parquet
from surefoot.store.rules import is_hash, require_hash

_ENDING = ".parquet"
_HALF_WRITTEN = ".part"
_MEGABYTE = 1_000_000

#: Never fill a disk to the last byte: the database needs room to commit, too.
RESERVE_BYTES = 64 * _MEGABYTE


class BlobFolder:
    """A folder of Parquet files, each named by the id of the recording whose samples it holds.

    Args:
        path: the folder; made when it is not there.
        budget_bytes: refuse to grow beyond this; None leaves it to the disk.
    """

    def __init__(self, path: Path, budget_bytes: int | None = None) -> None:
        self.path = Path(path)
        self.budget_bytes = budget_bytes
        self.path.mkdir(parents=True, exist_ok=True)

    def write(self, recording: Recording) -> bool:
        """Write the samples durably; False when they were there already and are sound.

        The file is complete, read back and flushed to disk before it gets its name.

        Raises:
            InputProblem: ``store.disk-full`` or ``store.over-budget``; nothing was written.
            ValueError: the samples do not have the content that the id says.
        """
        place = self._place(recording.id)
        if self.is_sound(recording.id):
            _flush_folder(self.path)
            return False
        self._require_room(recording)
        with _disk_full_said_plainly(), self._half_written(recording.id) as half:
            write_parquet(half, recording.header.channels, recording.samples, recording.n_samples)
            half.flush()
            os.fsync(half.fileno())
            _require_content(recording.id, Path(half.name))
            os.replace(half.name, place)
        _flush_folder(self.path)
        return True

    def samples(self, recording: RecordingId) -> ParquetSamples:
        """Return the samples, read from disk only where asked for.

        Raises:
            InputProblem: ``store.samples-damaged``, the file is gone or not readable.
        """
        try:
            return ParquetSamples(self._place(recording))
        except (OSError, ValueError) as problem:
            raise InputProblem("store.samples-damaged", recording=recording) from problem

    def has(self, recording: RecordingId) -> bool:
        """Whether there is a file for this recording."""
        return self._place(recording).is_file()

    def is_sound(self, recording: RecordingId) -> bool:
        """Whether the file is there and holds exactly the content its name says."""
        try:
            _require_content(recording, self._place(recording))
        except (OSError, ValueError):
            return False
        return True

    def remove(self, recording: RecordingId) -> None:
        """Remove the file; nothing happens when there is none."""
        self._place(recording).unlink(missing_ok=True)
        _flush_folder(self.path)

    def ids(self) -> tuple[RecordingId, ...]:
        """Return the recordings that have a file, in order of id."""
        names = sorted(file.stem for file in self.path.glob(f"*{_ENDING}"))
        return tuple(RecordingId(name) for name in names if is_hash(name))

    def used_bytes(self) -> int:
        """Return how much all files take."""
        return sum(file.stat().st_size for file in self.path.glob(f"*{_ENDING}"))

    def sweep_half_written(self) -> tuple[str, ...]:
        """Remove what a killed writer left; files that are being written now stay."""
        return tuple(
            file.name for file in sorted(self.path.glob(f"*{_HALF_WRITTEN}")) if _removed(file)
        )

    def _place(self, recording: RecordingId) -> Path:
        # Ids arrive from outside; only a hash may become a file name.
        require_hash(recording)
        return self.path / f"{recording}{_ENDING}"

    def _require_room(self, recording: Recording) -> None:
        needed = most_bytes(len(recording.header.channels), recording.n_samples)
        if disk_usage(self.path).free < needed + RESERVE_BYTES:
            raise InputProblem("store.disk-full", needed_mb=_megabytes(needed))
        if self.budget_bytes is not None and self.used_bytes() + needed > self.budget_bytes:
            raise InputProblem(
                "store.over-budget",
                needed_mb=_megabytes(needed),
                budget_mb=_megabytes(self.budget_bytes),
            )

    @contextmanager
    def _half_written(self, recording: RecordingId) -> Iterator[IO[bytes]]:
        place = self.path / f"{recording}.{secrets.token_hex(8)}{_HALF_WRITTEN}"
        try:
            with place.open("xb") as half:
                _hold(half)
                yield half
        finally:
            place.unlink(missing_ok=True)


def export_parquet(recording: Recording, sink: IO[bytes]) -> None:
    """Write a recording's samples as the Parquet file a blob folder would hold."""
    write_parquet(sink, recording.header.channels, recording.samples, recording.n_samples)


def _require_content(recording: RecordingId, file: Path) -> None:
    samples = ParquetSamples(file)
    _require_id(recording, samples.channels, samples, samples.n_samples)


def _require_id(
    recording: RecordingId, channels: Sequence[Channel], samples: Samples, n_samples: int
) -> None:
    if content_id(channels, samples, n_samples) != recording:
        raise ValueError("the samples do not have the content that their id says")


@contextmanager
def _disk_full_said_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if problem.errno == ENOSPC:
            raise InputProblem("store.disk-full", needed_mb=1) from problem
        raise


def _hold(half: IO[bytes]) -> None:
    """Lock a file while it is written, so that a sweep beside us leaves it alone."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(half.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _removed(file: Path) -> bool:
    """Remove a half-written file unless its writer lives. (Windows refuses on its own.)"""
    with suppress(OSError), file.open("rb") as half:
        if os.name != "nt":
            _hold(half)
            file.unlink()
            return True
    if os.name == "nt":
        with suppress(OSError):
            file.unlink()
            return True
    return False


def _flush_folder(folder: Path) -> None:
    """Make a rename or a removal durable: the folder itself must reach the disk."""
    if os.name == "nt":  # Windows cannot open folders and writes their entries through.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _megabytes(size: int) -> int:
    return -(-size // _MEGABYTE)
