"""Files of research sensors: samples as another implementation read them, and damage told."""

import resource
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.week import PER_MPS2, PER_RAD_S, blocks
from surefoot.model.codes import QualityCode
from surefoot.model.recording import MemorySamples, Recording, content_id
from surefoot.readers.read import read_bytes, read_path
from tests.unit.readers.device_files import (
    START,
    cwa_bytes,
    geneactiv_bytes,
    motion_counts,
    packed_cwa_bytes,
)
from tests.unit.readers.make import refused

GRAVITY = 9.80665


def samples_of(recording: Recording) -> MemorySamples:
    """Return the same samples, all in memory."""
    n = recording.n_samples
    counts = [recording.samples.counts(i, 0, n) for i in range(len(recording.names))]
    return MemorySamples(recording.samples.ticks(0, n), np.stack(counts))


@pytest.mark.parametrize("name", ["ax3", "ax6"])
def test_samples_and_times_are_those_of_another_reader(reference_data: Path, name: str) -> None:
    folder = reference_data / "skdh_tests" / "io"
    recording = read_path(folder / f"{name}_sample.cwa")
    truth = np.load(folder / f"{name}_data.npz")
    values = recording.physical(recording.names)
    np.testing.assert_allclose(values[:, :3] / GRAVITY, truth["accel"], atol=1e-6)
    if name == "ax6":
        np.testing.assert_allclose(np.degrees(values[:, 3:]), truth["gyro"], atol=1e-4)
    times = recording.header.time_base.start.timestamp() + recording.seconds()
    # Both smooth the device's clock readings, each in its own way: within about a sample.
    assert np.abs(times - truth["time"]).max() < 0.012
    assert recording.header.time_base.jitter_s < 1e-4
    assert not recording.header.time_base.start_known


def test_geneactiv_samples_are_those_of_another_reader(reference_data: Path) -> None:
    folder = reference_data / "skdh_tests" / "io"
    recording = read_path(folder / "gnactv_sample.bin")
    truth = np.load(folder / "gnactv_data.npz")
    values = recording.physical(recording.names) / GRAVITY
    np.testing.assert_allclose(values, truth["accel"], atol=5e-5)
    # Pages carry the time to half a second.
    assert np.abs(truth["time"] - truth["time"][0] - recording.seconds()).max() < 0.51
    assert recording.header.time_base.start_known


def test_blocks_with_a_wrong_checksum_become_gaps(reference_data: Path) -> None:
    folder = reference_data / "import_formats" / "wearable_binaries"
    sound = read_path(folder / "ax3_testfile.cwa")
    spoilt = read_path(folder / "ax3_testfile_corrupt_blocks_0_13_14_142_143_144.cwa")
    assert spoilt.n_samples == sound.n_samples - 6 * 120
    assert QualityCode.GAP in spoilt.header.notes
    assert QualityCode.GAP not in sound.header.notes
    # The second block is the first sound one; then twelve blocks go on together.
    found = spoilt.physical(spoilt.names, 0, 1440)
    np.testing.assert_array_equal(found, sound.physical(sound.names, 120, 1560))
    assert spoilt.header.time_base.longest_gap_s == pytest.approx(2 * 120 / 98.9, abs=0.05)


def test_an_ax6_file_gives_back_what_was_put_in() -> None:
    counts = motion_counts(4000)
    recording = read_bytes("week.cwa", cwa_bytes(counts))
    expected = counts / np.repeat([PER_MPS2, PER_RAD_S], 3)
    np.testing.assert_allclose(recording.physical(recording.names), expected, rtol=1e-9)
    np.testing.assert_allclose(recording.seconds(), np.arange(4000) / 100.0, atol=2e-4)
    assert abs((recording.header.time_base.start - START).total_seconds()) < 1e-3
    assert recording.header.device.model == "AX6"
    assert recording.header.notes == ()


def test_an_ax3_file_gives_back_what_was_put_in() -> None:
    values = np.random.default_rng(0).integers(-512, 512, (1200, 3))
    recording = read_bytes("week.cwa", packed_cwa_bytes(values, exponent=2))
    np.testing.assert_array_equal(samples_of(recording).values.T, values * 4)
    np.testing.assert_allclose(recording.physical(recording.names), values * 4 / 256 * GRAVITY)
    np.testing.assert_allclose(recording.seconds(), np.arange(1200) / 100.0, atol=2e-4)


def test_a_geneactiv_file_gives_back_what_was_put_in() -> None:
    values = np.random.default_rng(0).integers(-2048, 2048, (900, 3))
    recording = read_bytes("week.bin", geneactiv_bytes(values))
    expected = (values * 100 - [100, -200, 0]) / [25000, 25000, 20000] * GRAVITY
    np.testing.assert_allclose(recording.physical(recording.names), expected)
    np.testing.assert_allclose(recording.seconds(), np.arange(900) / 100.0, atol=1e-6)
    assert recording.header.time_base.zone == "Etc/GMT-1"


def test_spoilt_pages_and_blocks_are_left_out() -> None:
    values = np.random.default_rng(0).integers(-2048, 2048, (1500, 3))
    pages = read_bytes("week.bin", geneactiv_bytes(values, spoilt=(2,)))
    assert pages.n_samples == 1200
    assert QualityCode.GAP in pages.header.notes
    counts = motion_counts(2000)
    file = read_bytes("week.cwa", cwa_bytes(counts, spoilt=(20, 21)))
    assert file.n_samples == 1920
    assert file.header.time_base.longest_gap_s == pytest.approx(0.81, abs=0.01)
    after = file.samples.counts(0, 800, 1920)
    np.testing.assert_array_equal(after, counts[880:, 0])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_part_is_the_same_part_of_the_whole(data: st.DataObject) -> None:
    recording = read_bytes("week.cwa", WEEK)
    whole = samples_of(recording)
    start = data.draw(st.integers(0, recording.n_samples))
    stop = data.draw(st.integers(start, recording.n_samples))
    channel = data.draw(st.integers(0, 5))
    np.testing.assert_array_equal(
        recording.samples.counts(channel, start, stop), whole.counts(channel, start, stop)
    )
    np.testing.assert_array_equal(recording.samples.ticks(start, stop), whole.ticks(start, stop))


WEEK = cwa_bytes(motion_counts(90_000), spoilt=(7, 8, 1030, 2100))


def test_the_id_is_that_of_the_samples_however_they_are_read(tmp_path: Path) -> None:
    place = tmp_path / "week.cwa"
    place.write_bytes(cwa_bytes(motion_counts(300_000)))
    recording = read_path(place)
    memory = samples_of(recording)
    channels = recording.header.channels
    assert content_id(channels, memory, recording.n_samples) == recording.id
    other = memory.values.copy()
    other[5, 299_999] += 1
    changed = MemorySamples(memory.times.copy(), other)
    assert content_id(channels, changed, recording.n_samples) != recording.id


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"MD" + b"\xff" * 1022, "input.damaged"),
        (cwa_bytes(motion_counts(400)), "input.too-short"),
        (cwa_bytes(motion_counts(2000), spoilt=tuple(range(40))), "input.damaged"),
        (cwa_bytes(np.full((2000, 6), 7, dtype=np.int16)), "input.constant"),
        (
            cwa_bytes(motion_counts(2000)) + cwa_bytes(motion_counts(2000))[1024:],
            "input.device.clock",
        ),
        (b"Device Identity\n", "input.damaged"),
        (geneactiv_bytes(np.zeros((300, 3), dtype=np.int64)), "input.too-short"),
        (
            geneactiv_bytes(np.ones((900, 3), np.int64)).replace(b"x gain:25", b"x gain:z"),
            "input.damaged",
        ),
    ],
)
def test_damage_is_said_plainly(data: bytes, said: str) -> None:
    assert refused(data, name="week.cwa").id == said


def test_a_file_cut_off_within_a_block_is_read_up_to_there() -> None:
    data = cwa_bytes(motion_counts(2000))
    assert read_bytes("week.cwa", data[:-700]).n_samples == 1920


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak memory here")
def test_memory_stays_flat(tmp_path: Path) -> None:
    place = tmp_path / "long.cwa"
    part = motion_counts(40 * 4096)
    with place.open("wb") as sink:
        sink.write(cwa_bytes(part[:40])[:1024])
        for number in range(12):
            sink.write(blocks(part, number * 4096))
    read_path(place)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(12, 48):
        with place.open("ab") as sink:
            sink.write(blocks(part, number * 4096))
    recording = read_path(place)
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    # 100 MB of file, 189 MB as counts, 440 MB as floating numbers; only the index of blocks grows.
    assert recording.n_samples == 48 * len(part)
    assert grown_mb < 60
