"""Samples as Parquet: int32 counts that carry their scale, written and read in blocks."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from surefoot.model.check import require
from surefoot.model.codes import ChannelName, Frame
from surefoot.model.recording import TICK_S, Channel, Samples
from surefoot.model.units import Unit

#: Whole numbers, as wide as their column.
Counts = NDArray[np.signedinteger[Any]]

_FORMAT = b"surefoot-samples/1"
_TICKS = "ticks"

#: Samples in one block; some ten minutes at 100 Hz, so that a week is never read at once.
BLOCK = 1 << 16

# Decoded blocks one reader holds: every channel of the block in hand and of the one before.
_BLOCKS_HELD = 16


def write_parquet(
    sink: IO[bytes], channels: Sequence[Channel], samples: Samples, n_samples: int
) -> None:
    """Write samples to an open file, block by block."""
    schema = _schema(channels)
    with pq.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        use_dictionary=False,
        column_encoding=dict.fromkeys(schema.names, "DELTA_BINARY_PACKED"),
        write_page_checksum=True,
    ) as writer:
        for start in range(0, n_samples, BLOCK):
            writer.write_batch(_block(schema, samples, start, min(start + BLOCK, n_samples)))


def most_bytes(n_channels: int, n_samples: int) -> int:
    """Return how many bytes so many samples take at most, in memory or on disk."""
    return n_samples * (8 + 4 * n_channels)


class ParquetSamples:
    """Samples of one Parquet file, decoded only where asked for. Implements ``Samples``.

    Safe to share between threads: every read opens the file anew.

    Raises:
        OSError: the file cannot be opened.
        ValueError: it is not a file of samples. (pyarrow's own errors are ``ValueError``s.)
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            require((schema.metadata or {}).get(b"format") == _FORMAT, "not a file of samples")
            self.n_samples = file.metadata.num_rows
            self._metadata = file.metadata
        self._starts = _block_starts(self._metadata)
        self.channels = tuple(_channel(schema.field(name)) for name in schema.names[1:])
        self._decoded = lru_cache(maxsize=_BLOCKS_HELD)(self._decode)

    def ticks(self, start: int, stop: int) -> NDArray[np.int64]:
        """Return times of samples ``[start, stop)`` in ticks."""
        return np.asarray(self._read(_TICKS, start, stop), dtype=np.int64)

    def counts(self, channel: int, start: int, stop: int) -> NDArray[np.int32]:
        """Return raw counts of one channel, samples ``[start, stop)``."""
        return np.asarray(self._read(self.channels[channel].name, start, stop), dtype=np.int32)

    def _read(self, column: str, start: int, stop: int) -> Counts:
        start, stop, _ = slice(start, stop).indices(self.n_samples)
        first = int(np.searchsorted(self._starts, start, side="right")) - 1
        last = int(np.searchsorted(self._starts, max(stop, start + 1), side="left"))
        parts = [self._decoded(column, block) for block in range(first, last)]
        whole: Counts = parts[0] if len(parts) == 1 else np.concatenate(parts)
        offset = int(self._starts[first])
        return whole[start - offset : stop - offset]

    def _decode(self, column: str, block: int) -> Counts:
        # The footer of a week has thousands of entries; it is read once.
        opened = pq.ParquetFile(
            self._path, metadata=self._metadata, page_checksum_verification=True
        )
        with opened as file:
            table = file.read_row_group(block, columns=[column])
        values = np.asarray(table.column(0).to_numpy())
        values.setflags(write=False)
        return values


def _schema(channels: Sequence[Channel]) -> pa.Schema:
    ticks = pa.field(_TICKS, pa.int64(), nullable=False, metadata={"unit": f"{TICK_S!r} s"})
    return pa.schema([ticks, *map(_field, channels)], metadata={b"format": _FORMAT})


def _field(channel: Channel) -> "pa.Field[Any]":
    said = {"unit": str(channel.unit), "frame": str(channel.frame), "scale": repr(channel.scale)}
    return pa.field(str(channel.name), pa.int32(), nullable=False, metadata=said)


def _channel(field: "pa.Field[Any]") -> Channel:
    said = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
    require({"unit", "frame", "scale"} <= set(said), "a column of samples says its scale")
    return Channel(
        ChannelName(field.name), Unit(said["unit"]), Frame(said["frame"]), float(said["scale"])
    )


def _block(schema: pa.Schema, samples: Samples, start: int, stop: int) -> pa.RecordBatch:
    channels = range(len(schema.names) - 1)
    columns = [samples.ticks(start, stop), *(samples.counts(i, start, stop) for i in channels)]
    return pa.record_batch([pa.array(np.ascontiguousarray(c)) for c in columns], schema=schema)


def _block_starts(metadata: pq.FileMetaData) -> NDArray[np.int64]:
    sizes = [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]
    return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
