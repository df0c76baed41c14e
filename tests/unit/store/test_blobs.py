import os
import subprocess
import sys
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.model.message import InputProblem
from surefoot.model.recording import Recording, RecordingId, content_id
from surefoot.store import blobs as blobs_module
from surefoot.store.blobs import BlobFolder, export_parquet
from surefoot.store.parquet import BLOCK, Counts, ParquetSamples
from tests.unit.store.make import make_recording

DiskUsage = namedtuple("DiskUsage", "total used free")


@pytest.fixture
def folder(tmp_path: Path) -> BlobFolder:
    return BlobFolder(tmp_path / "blobs")


def files(folder: BlobFolder) -> list[str]:
    return sorted(file.name for file in folder.path.iterdir())


def test_what_is_read_is_what_was_written(folder: BlobFolder) -> None:
    recording = make_recording(n_samples=1000)
    assert folder.write(recording) is True
    samples = folder.samples(recording.id)
    assert samples.channels == recording.header.channels
    assert content_id(samples.channels, samples, samples.n_samples) == recording.id
    assert files(folder) == [f"{recording.id}.parquet"]


def test_writing_again_changes_nothing(folder: BlobFolder) -> None:
    recording = make_recording()
    folder.write(recording)
    assert folder.write(recording) is False


def test_a_damaged_file_is_written_anew(folder: BlobFolder) -> None:
    recording = make_recording()
    folder.write(recording)
    file = folder.path / f"{recording.id}.parquet"
    data = bytearray(file.read_bytes())
    data[200] ^= 0xFF
    file.write_bytes(data)
    assert not folder.is_sound(recording.id)
    assert folder.write(recording) is True
    assert folder.is_sound(recording.id)


def test_a_damaged_block_is_not_read_as_samples(folder: BlobFolder) -> None:
    recording = make_recording()
    folder.write(recording)
    file = folder.path / f"{recording.id}.parquet"
    data = bytearray(file.read_bytes())
    data[200] ^= 0xFF
    file.write_bytes(data)
    with pytest.raises(OSError, match="CRC"):
        folder.samples(recording.id).ticks(0, 10)


def test_columns_are_int32_deltas_that_say_their_scale(folder: BlobFolder) -> None:
    recording = make_recording()
    folder.write(recording)
    with pq.ParquetFile(folder.path / f"{recording.id}.parquet") as file:
        assert [str(t) for t in file.schema_arrow.types] == ["int64", "int32", "int32", "int32"]
        said = file.schema_arrow.field("acc_x").metadata
        column = file.metadata.row_group(0).column(1)
    assert said == {b"unit": b"m/s2", b"frame": b"device", b"scale": b"1e-05"}
    assert "DELTA_BINARY_PACKED" in column.encodings
    assert column.compression == "ZSTD"


def test_only_the_blocks_asked_for_are_decoded(
    folder: BlobFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = make_recording(n_samples=3 * BLOCK + 5)
    folder.write(recording)
    samples = folder.samples(recording.id)
    read: list[int] = []
    decode = ParquetSamples._decode

    def spy(self: ParquetSamples, column: str, block: int) -> Counts:
        read.append(block)
        return decode(self, column, block)

    monkeypatch.setattr(ParquetSamples, "_decode", spy)
    fresh = folder.samples(recording.id)
    edges = slice(2 * BLOCK - 3, 2 * BLOCK + 3)
    wanted = recording.samples.counts(1, edges.start, edges.stop)
    assert np.array_equal(fresh.counts(1, edges.start, edges.stop), wanted)
    assert read == [1, 2]
    assert samples.n_samples == 3 * BLOCK + 5


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 2))
def test_any_part_reads_as_from_memory(parts: "Parts", a: int, b: int, channel: int) -> None:
    start, stop = min(a, b), max(a, b)
    kept, recording = parts
    assert np.array_equal(kept.ticks(start, stop), recording.samples.ticks(start, stop))
    assert np.array_equal(
        kept.counts(channel, start, stop), recording.samples.counts(channel, start, stop)
    )


Parts = tuple[ParquetSamples, Recording]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    recording = make_recording(n_samples=1000)
    folder = BlobFolder(tmp_path_factory.mktemp("blobs"))
    folder.write(recording)
    return folder.samples(recording.id), recording


def test_samples_that_are_not_what_the_id_says_are_refused(folder: BlobFolder) -> None:
    wrong = replace(make_recording(1), id=make_recording(2).id)
    with pytest.raises(ValueError, match="content"):
        folder.write(wrong)
    assert files(folder) == []


@pytest.mark.parametrize("name", ["../escape", "", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_hash_becomes_a_file_name(folder: BlobFolder, name: str) -> None:
    with pytest.raises(ValueError, match="64"):
        folder.has(RecordingId(name))


def test_over_budget_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path, budget_bytes=10_000)
    assert folder.write(make_recording(1, n_samples=300)) is True
    with pytest.raises(InputProblem) as caught:
        folder.write(make_recording(2, n_samples=300))
    assert caught.value.message.id == "store.over-budget"
    assert len(files(folder)) == 1


def test_a_full_disk_is_refused_before_anything_is_written(
    folder: BlobFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs_module, "disk_usage", lambda _: DiskUsage(100, 99, 1))
    with pytest.raises(InputProblem) as caught:
        folder.write(make_recording())
    assert caught.value.message.id == "store.disk-full"
    assert files(folder) == []


def test_a_disk_that_fills_while_writing_leaves_nothing(
    folder: BlobFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputProblem) as caught:
        folder.write(make_recording())
    assert caught.value.message.id == "store.disk-full"
    assert files(folder) == []


def test_missing_samples_are_named(folder: BlobFolder) -> None:
    with pytest.raises(InputProblem) as caught:
        folder.samples(make_recording().id)
    assert caught.value.message.id == "store.samples-damaged"


HOLD_OPEN = """
import sys
from pathlib import Path
from surefoot.store.blobs import BlobFolder
with BlobFolder(Path(sys.argv[1]))._half_written("a" * 64) as half:
    half.write(b"half")
    half.flush()
    print("holding", flush=True)
    sys.stdin.read()
"""


def test_sweep_leaves_living_writers_alone_and_removes_dead_ones(folder: BlobFolder) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, str(folder.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "holding\n"
        assert folder.sweep_half_written() == ()
        writer.kill()
    left = files(folder)
    assert len(left) == 1
    assert folder.sweep_half_written() == tuple(left)
    assert files(folder) == []


def test_strangers_in_the_folder_are_not_taken_for_recordings(folder: BlobFolder) -> None:
    (folder.path / "notes.parquet").write_text("hello")
    assert folder.ids() == ()


def test_export_is_the_same_file(folder: BlobFolder, tmp_path: Path) -> None:
    recording = make_recording()
    folder.write(recording)
    with (tmp_path / "out.parquet").open("wb") as sink:
        export_parquet(recording, sink)
    kept = (folder.path / f"{recording.id}.parquet").read_bytes()
    assert (tmp_path / "out.parquet").read_bytes() == kept
