"""Make a long recording: real walks of the reference sets with real rest between them.

``python -m benchmarks.week FILE.cwa DAYS`` writes an AX6 file. The samples are taken as they are:
every walk of mobgap_tvs (daily activities and straight walks) and every tenth of voisard_ipol2023
in turn, each followed by rest. Rest is the longest still stretch of a recording, run forwards and
backwards so that it has no jumps.
"""

import gzip
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName
from surefoot.readers.read import read_path
from surefoot.signals.peaks import true_runs

Floats = NDArray[np.float64]
Counts = NDArray[np.int16]

RATE_HZ = 100
#: Share of the time in which somebody moves.
ACTIVE_SHARE = 0.065
MOVING_MPS2 = 0.12
#: Rest is well below that.
STILL_MPS2 = 0.08
#: So slow that the change between two pieces is no movement.
SETTLE_S = 20
#: An AX6 set to 8 g and 2000 degrees a second: counts per g, and per rad/s.
GRAVITY = 9.80665
PER_MPS2 = 4096 / GRAVITY
PER_RAD_S = 32768 / np.radians(2000.0)
BLOCK, BLOCK_BYTES = 40, 512
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
CHANNELS = (
    ChannelName.ACC_X,
    ChannelName.ACC_Y,
    ChannelName.ACC_Z,
    ChannelName.GYR_X,
    ChannelName.GYR_Y,
    ChannelName.GYR_Z,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Samples as an AX6 would hold them (n, 6), and how many seconds of them are movement."""

    counts: Counts
    active_s: int


def main() -> int:
    """Write the file that the arguments name."""
    file, days = Path(sys.argv[1]), float(sys.argv[2])
    data = Path(sys.argv[3])
    share = write_week(file, days, data)
    print(f"{file.name}: {days:g} days, {file.stat().st_size / 1e6:.0f} MB, {share:.1%} movement")
    return 0


def write_week(file: Path, days: float, data: Path) -> float:
    """Write so many days as an AX6 file; return the share of seconds with movement."""
    wanted = round(days * 86400) * RATE_HZ // BLOCK * BLOCK
    written = active = 0
    with file.open("wb") as sink:
        sink.write(_file_header())
        for piece in in_whole_blocks(_pieces(walks(data), rests(data))):
            rows = piece.counts[: wanted - written]
            sink.write(blocks(rows, written // BLOCK))
            written, active = written + len(rows), active + piece.active_s
            if written >= wanted:
                break
    return active * RATE_HZ / wanted


def in_whole_blocks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the same samples cut where a block of the device is full."""
    left = np.zeros((0, 6), dtype=np.int16)
    for piece in pieces:
        rows = np.concatenate([left, piece.counts])
        whole = len(rows) // BLOCK * BLOCK
        left = rows[whole:]
        yield Piece(rows[:whole], piece.active_s)


def write_table(device_file: Path, file: Path) -> None:
    """Write the samples of a file made here as a Parquet table, for programs that read no CWA."""
    names = ["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"]
    fields = [pa.field("time", pa.float64()), *(pa.field(name, pa.float32()) for name in names)]
    schema = pa.schema(fields)
    with device_file.open("rb") as source, pq.ParquetWriter(file, schema) as sink:
        source.seek(1024)
        first = 0
        while data := source.read(BLOCK_BYTES << 15):
            rows = np.frombuffer(data, np.uint8).reshape(-1, BLOCK_BYTES)[:, 30:510].view("<i2")
            rows = rows.reshape(-1, 6)[:, [3, 4, 5, 0, 1, 2]]
            values = (rows / np.repeat([PER_MPS2, PER_RAD_S], 3)).astype(np.float32)
            seconds = np.arange(first, first + len(rows)) / RATE_HZ
            first += len(rows)
            sink.write_table(pa.table([seconds, *values.T], schema=schema))


def _pieces(moving: list[Piece], still: list[Piece]) -> Iterator[Piece]:
    place = 0
    while True:
        walk, rest = moving[place % len(moving)], still[place % len(still)]
        place += 1
        after = moving[place % len(moving)]
        yield walk
        seconds = walk.active_s / ACTIVE_SHARE - len(walk.counts) / RATE_HZ - 2 * SETTLE_S
        there_and_back = np.concatenate([rest.counts, rest.counts[::-1]])
        pause = np.resize(there_and_back, (max(round(seconds), 1) * RATE_HZ, 6))
        yield Piece(_settle(walk.counts[-1], pause[0]), 0)
        yield Piece(pause, 0)
        yield Piece(_settle(pause[-1], after.counts[0]), 0)


def _settle(before: Counts, after: Counts) -> Counts:
    """Return a slow change of posture: pieces come from people who wore the sensor differently."""
    share = np.linspace(0.0, 1.0, SETTLE_S * RATE_HZ)[:, None]
    return np.rint(before * (1.0 - share) + after * share).astype(np.int16)


def walks(data: Path) -> list[Piece]:
    """Return every walk that is tiled: lower back, 100 Hz."""
    folders = sorted(path for path in (data / "mobgap_tvs").iterdir() if path.is_dir())
    files = sorted((data / "voisard_ipol2023" / "GaitData").glob("*_lb.txt.gz"))[::10]
    tables = [_samples(folder) for folder in folders] + [_voisard(file) for file in files]
    return [Piece(_to_counts(table), int((_spread(table) > MOVING_MPS2).sum())) for table in tables]


def rests(data: Path) -> list[Piece]:
    """Return the longest still stretch of each recording that has one of 5 s."""
    folders = sorted(path for path in (data / "mobgap_tvs").iterdir() if path.is_dir())
    found = [_longest_rest(_samples(folder)) for folder in folders]
    return [Piece(_to_counts(rest), 0) for rest in found if len(rest) >= 5 * RATE_HZ]


def _longest_rest(table: Floats) -> Floats:
    runs = true_runs(_spread(table) < STILL_MPS2)
    first, last = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    return table[first * RATE_HZ : last * RATE_HZ]


def _samples(folder: Path) -> Floats:
    recording = read_path(folder)
    return recording.physical(CHANNELS)


def _voisard(file: Path) -> Floats:
    with gzip.open(file, "rt") as text:
        return np.loadtxt(text, skiprows=2, usecols=range(1, 7))


def _spread(table: Floats) -> Floats:
    """Return the spread of the acceleration's length in each second, m/s2."""
    length = np.linalg.norm(table[:, :3], axis=1)
    seconds = length[: len(length) // RATE_HZ * RATE_HZ].reshape(-1, RATE_HZ)
    return np.asarray(seconds.std(axis=1), dtype=np.float64)


def _to_counts(table: Floats) -> Counts:
    scaled = np.column_stack([table[:, :3] * PER_MPS2, table[:, 3:] * PER_RAD_S])
    return np.clip(np.rint(scaled), -32767, 32767).astype(np.int16)


def _file_header() -> bytes:
    header = np.full(1024, 0xFF, dtype=np.uint8)
    header[:5] = (*b"MD", 0xFC, 0x03, 0x64)
    header[35:37] = 0x02, 0x4A
    return header.tobytes()


def blocks(rows: Counts, first: int) -> bytes:
    """Return rows (n, 6), acceleration then rotation, as AX6 data blocks from number ``first``.

    The layout is that of the Open Movement project's description of CWA files.
    """
    n = len(rows) // BLOCK
    out = np.zeros((n, BLOCK_BYTES), dtype=np.uint8)
    number = np.arange(first, first + n)
    ticks = number * BLOCK * 32768 // RATE_HZ
    out[:, 0:4] = (*b"AX", 0xFC, 0x01)
    out[:, 4:6] = _bytes(0x8000 | (ticks % 32768), "<u2")
    # Devices take the samples of the fraction off the offset, for readers that ignore it.
    out[:, 26:28] = _bytes(-((ticks % 32768) * RATE_HZ >> 15), "<i2")
    out[:, 10:14] = _bytes(number, "<u4")
    out[:, 14:18] = _bytes(_packed_times(ticks // 32768), "<u4")
    out[:, 18:20] = _bytes(np.full(n, (4 << 13) | (2 << 10)), "<u2")
    out[:, 24], out[:, 25] = 0x4A, 0x62
    out[:, 28:30] = _bytes(np.full(n, BLOCK), "<u2")
    body = np.concatenate([rows[:, 3:], rows[:, :3]], axis=1).astype("<i2")
    out[:, 30:510] = body.reshape(n, -1).view(np.uint8)
    sums = out[:, :510].view("<u2").sum(axis=1, dtype=np.uint32)
    out[:, 510:512] = _bytes((-sums.astype(np.int64)) & 0xFFFF, "<u2")
    return out.tobytes()


def _bytes(values: NDArray[np.int64], kind: str) -> NDArray[np.uint8]:
    narrow = values.astype(kind)
    return narrow.view(np.uint8).reshape(len(values), -1)


def _packed_times(seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    kinds, places = np.unique(seconds, return_inverse=True)
    moments = (START + timedelta(seconds=int(second)) for second in kinds)
    packed = [
        ((m.year - 2000) << 26) | (m.month << 22) | (m.day << 17)
        | (m.hour << 12) | (m.minute << 6) | m.second
        for m in moments
    ]  # fmt: skip
    return np.asarray(packed, dtype=np.int64)[places]


if __name__ == "__main__":
    sys.exit(main())
